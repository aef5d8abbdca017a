"""Meetings, their minutes, and how to reach the team."""

from django.urls import URLPattern, path

from righthelp.plans.views import meetings, minutes, putting_right, writing_up

PLAN = "plans/<uuid:public_id>"
ONE = f"{PLAN}/meetings/<uuid:meeting_id>"
ASKED, POINT = f"{ONE}/asked/<uuid:member_id>", f"{ONE}/points/<uuid:note_id>"

urlpatterns: list[URLPattern] = [
    path(f"{PLAN}/meetings/call", meetings.meeting_call, name="meeting_call"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}/change", meetings.meeting_change, name="meeting_change"),
    path(f"{ONE}/cancel", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{ONE}/ask", meetings.meeting_ask, name="meeting_ask"),
    path(ASKED, meetings.meeting_asked, name="meeting_asked"),
    path(f"{ASKED}/no-longer", meetings.meeting_ask_no_longer, name="meeting_ask_no_longer"),
    path(f"{ONE}/calendar.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path(f"{ONE}/came", writing_up.meeting_came, name="meeting_came"),
    path(f"{ONE}/points/add", writing_up.meeting_point_add, name="meeting_point_add"),
    path(POINT, writing_up.meeting_point, name="meeting_point"),
    path(f"{POINT}/take-out", writing_up.meeting_point_take_out, name="meeting_point_take_out"),
    path(f"{POINT}/readers", writing_up.meeting_point_kept, name="meeting_point_kept"),
    path(f"{POINT}/put-right", putting_right.meeting_put_right, name="meeting_point_put_right"),
    path(f"{ONE}/put-right", putting_right.meeting_put_right, name="meeting_put_right"),
    path(f"{ONE}/actions/add", writing_up.meeting_action_add, name="meeting_action_add"),
    path(f"{ONE}/finish", writing_up.meeting_finish, name="meeting_finish"),
    path(f"{ONE}/minutes", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{ONE}/minutes/<uuid:member_id>", minutes.meeting_minutes_for, name="meeting_minutes_for"),
    path(f"{PLAN}/team", minutes.meeting_team, name="meeting_team"),
    path(f"{PLAN}/team/<uuid:member_id>", minutes.meeting_team_for, name="meeting_team_for"),
    path(f"{PLAN}/team/<uuid:member_id>/named-to", minutes.meeting_member_unnamed, name="meeting_member_unnamed"),
]
