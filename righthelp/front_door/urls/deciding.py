"""Checks, discussions, decisions, answers, and looking at decisions again."""

from django.urls import URLPattern, path

from righthelp.front_door.views.deciding import checks, decisions, discussions, panel, reopening, replies, samples

ONE = "front-door/<uuid:public_id>"
DISCUSSION = f"{ONE}/discussions/<uuid:discussion_id>"

urlpatterns: list[URLPattern] = [
    path("front-door/replies", replies.front_door_replies, name="front_door_replies"),
    path("front-door/taken-alone", samples.front_door_alone, name="front_door_alone"),
    path("front-door/samples", samples.front_door_samples, name="front_door_samples"),
    path("front-door/samples/<uuid:public_id>", samples.front_door_sample, name="front_door_sample"),
    path("front-door/panel", panel.front_door_panel, name="front_door_panel"),
    path("front-door/panel/<uuid:public_id>", panel.front_door_panel_said, name="front_door_panel_said"),
    path("front-door/passed/<uuid:public_id>", decisions.front_door_passed, name="front_door_passed"),
    path("contacts/<uuid:public_id>", decisions.contact_way, name="contact_way"),
    path(f"{ONE}/act", checks.front_door_act, name="front_door_act"),
    path(f"{ONE}/checks/ask", checks.front_door_check_ask, name="front_door_check_ask"),
    path(f"{ONE}/checks/<uuid:check_id>/take-back", checks.front_door_check_withdraw, name="front_door_check_withdraw"),
    path(f"{ONE}/checks/<uuid:check_id>/note", checks.front_door_check_note, name="front_door_check_note"),
    path(f"{ONE}/discuss", discussions.front_door_discuss, name="front_door_discuss"),
    path(DISCUSSION, discussions.front_door_discussion, name="front_door_discussion"),
    path(f"{DISCUSSION}/view", discussions.front_door_discussion_view, name="front_door_discussion_view"),
    path(f"{DISCUSSION}/end", discussions.front_door_discussion_end, name="front_door_discussion_end"),
    path(f"{ONE}/decide", decisions.front_door_decide, name="front_door_decide"),
    path(f"{ONE}/decide/<uuid:child_id>", decisions.front_door_decide_child, name="front_door_decide_child"),
    path(f"{ONE}/open-again", reopening.front_door_reopen, name="front_door_reopen"),
    path(f"{ONE}/authorities/add", reopening.front_door_authority_add, name="front_door_authority_add"),
    path(f"{ONE}/authorities/<uuid:authority_id>", reopening.front_door_authority, name="front_door_authority"),
    path(f"{ONE}/reply", replies.front_door_reply, name="front_door_reply"),
    path(f"{ONE}/family", replies.front_door_family, name="front_door_family"),
    path("checks", checks.check_list, name="check_list"),
    path("checks/<uuid:public_id>", checks.check_answer, name="check_answer"),
    path("checks/<uuid:public_id>/ask-a-colleague", checks.check_pass_on, name="check_pass_on"),
    path("discussions/<uuid:public_id>", discussions.check_discussion, name="check_discussion"),
]
