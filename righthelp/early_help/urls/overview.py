"""What coordinators see of all early help, and how the partnership does it."""

from django.urls import path

from righthelp.early_help.views import overview

urlpatterns = [
    path("early-help/overview", overview.early_help_overview, name="early_help_overview"),
    path("early-help/overview/leads", overview.early_help_overview_leads, name="early_help_overview_leads"),
    path("early-help/section-17", overview.early_help_section_17, name="early_help_section_17"),
    path("early-help/our-way", overview.early_help_way, name="early_help_way"),
]
