"""Early help offered, agreed and begun."""

from django.urls import path

from righthelp.early_help.views import lists, taking_back, time_limit
from righthelp.early_help.views import offering as views

HELP = "early-help/<uuid:public_id>"
RECORD = "records/<uuid:public_id>/early-help"

urlpatterns = [
    path("early-help", lists.early_help_list, name="early_help_list"),
    path("early-help/open", views.early_help_open, name="early_help_open"),
    path(HELP, views.early_help, name="early_help"),
    path("plans/<uuid:public_id>/early-help", views.plan_early_help, name="plan_early_help"),
    path(f"{HELP}/offer", views.early_help_offer, name="early_help_offer"),
    path(f"{HELP}/offers/<uuid:offer_id>/taken-back", taking_back.early_help_take_back, name="early_help_take_back"),
    path(f"{HELP}/begin", views.early_help_begin, name="early_help_begin"),
    path(f"{HELP}/time-limit", time_limit.early_help_time_limit, name="early_help_time_limit"),
    path(f"{HELP}/time-limit/move", time_limit.early_help_time_limit_move, name="early_help_time_limit_move"),
    path(f"{HELP}/take", views.early_help_take, name="early_help_take"),
    path(RECORD, views.record_early_help, name="record_early_help"),
    path(f"{RECORD}/open", views.record_early_help_open, name="record_early_help_open"),
    path("considerations/<uuid:public_id>/early-help", views.consideration_early_help, name="consideration_early_help"),
]
