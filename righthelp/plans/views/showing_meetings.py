"""What the pages of meetings share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.design_system.versions import Saved, VersionedForm
from righthelp.plans.actions.meetings import MeetingOver
from righthelp.plans.meetings_access import SeenMeeting
from righthelp.plans.models import Meeting, Plan
from righthelp.plans.views.showing import save_change, save_once

OVER = "This meeting was written up or cancelled meanwhile. What you wrote was not saved, and stands below."


def meeting_at(meeting: Meeting) -> str:
    """Give the address of a meeting."""
    return reverse("meeting", args=[meeting.plan.public_id, meeting.public_id])


def plan_at(plan: Plan) -> str:
    """Give the address of a plan."""
    return reverse("plan", args=[plan.public_id])


def show(request: HttpRequest, template: str, it: SeenMeeting, form: object = None, **more: Any) -> HttpResponse:
    """Show a page about a meeting, with the way back to it."""
    context = {"it": it, "meeting": it.meeting, "seen": it.seen, "form": form, "back": meeting_at(it.meeting), **more}
    return render(request, f"plans/{template}.jinja", context)


def save(request: HttpRequest, change: Callable[[], Any], said: str, to: str) -> HttpResponse | None:
    """Make a change once, say so, and go on; None, and why, where the meeting is over meanwhile."""
    try:
        return save_once(request, change, said, to)
    except MeetingOver:
        messages.warning(request, OVER)
    return None


def save_changed(
    request: HttpRequest, form: VersionedForm, meeting: Meeting, saved: Saved, change: Callable[[], Any], to: str
) -> HttpResponse | None:
    """Save what changes a meeting, once, and go on; None where the form is shown again with what others saved."""
    try:
        return save_change(request, form, meeting, saved, change, to, said="")
    except MeetingOver:
        messages.warning(request, OVER)
    return None
