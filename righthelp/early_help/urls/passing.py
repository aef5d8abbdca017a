"""Urgent worries, the panel, stepping up and ending."""

from django.urls import path

from righthelp.early_help.views import coming
from righthelp.early_help.views import passing as views

HELP = "early-help/<uuid:public_id>"

urlpatterns = [
    path(f"{HELP}/came-along/<uuid:came_id>", coming.early_help_came_along, name="early_help_came_along"),
    path(f"{HELP}/urgent", views.early_help_urgent, name="early_help_urgent"),
    path(f"{HELP}/step-up", views.early_help_step_up, name="early_help_step_up"),
    path(f"{HELP}/panel", views.early_help_panel, name="early_help_panel"),
    path(f"{HELP}/children/<uuid:child_id>/end", views.early_help_child_leave, name="early_help_child_leave"),
    path(f"{HELP}/end", views.early_help_end, name="early_help_end"),
]
