"""The lead practitioner and the team around the family."""

from django.urls import path

from righthelp.early_help.views import in_need, leading

HELP = "early-help/<uuid:public_id>"
IN_NEED = f"{HELP}/section-17"

urlpatterns = [
    path("early-help/for-families", leading.early_help_for_families, name="early_help_for_families"),
    path(f"{HELP}/lead", leading.early_help_lead, name="early_help_lead"),
    path(f"{HELP}/leads", leading.early_help_leads, name="early_help_leads"),
    path(f"{HELP}/team/add", leading.early_help_team_add, name="early_help_team_add"),
    path(f"{HELP}/team/add-other", leading.early_help_team_add_other, name="early_help_team_add_other"),
    path(f"{HELP}/team/<uuid:part_id>/leave", leading.early_help_team_leave, name="early_help_team_leave"),
    path(IN_NEED, in_need.early_help_in_need, name="early_help_in_need"),
    path(f"{IN_NEED}/ask", in_need.early_help_in_need_ask, name="early_help_in_need_ask"),
    path(f"{IN_NEED}/begin", in_need.early_help_in_need_begin, name="early_help_in_need_begin"),
    path(f"{IN_NEED}/competences", in_need.early_help_in_need_competences, name="early_help_in_need_competences"),
    path(f"{IN_NEED}/supervision", in_need.early_help_in_need_supervise, name="early_help_in_need_supervise"),
    path(f"{IN_NEED}/supervisor", in_need.early_help_in_need_pass, name="early_help_in_need_pass"),
    path(f"{IN_NEED}/end", in_need.early_help_in_need_end, name="early_help_in_need_end"),
]
