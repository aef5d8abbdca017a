"""Meetings of a plan, for tests: plain functions."""

import datetime as dt

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person
from righthelp.plans.actions import add_member
from righthelp.plans.actions.meetings import Called, call_meeting
from righthelp.plans.actions.writing_up import Point, add_point, finish_minutes, note_came
from righthelp.plans.meetings_access import SeenMeeting, meeting_to_read
from righthelp.plans.models import Meeting, Member, Note, Plan, PlanChild

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
NEXT_WEEK = dt.datetime(2026, 3, 9, 15, 0, tzinfo=dt.UTC)
LAST_WEEK = dt.datetime(2026, 2, 23, 15, 0, tzinfo=dt.UTC)


def called(
    plan: Plan, by: Practitioner, *asked: Member, at: dt.datetime = NEXT_WEEK, kind: str = "team_around_family"
) -> Meeting:
    """Call a meeting."""
    what = Called(kind, at, 60, "Room 4", False, "To see whether Maya sleeps better", "An interpreter")
    return call_meeting(plan=plan, called=what, asked=asked, by=by)


def parent(plan: Plan, person: Person, by: Practitioner, *reads: PlanChild, role: str = "mother") -> Member:
    """Have one of the family take part, who may read of some children."""
    return add_member(plan=plan, kind=Member.Kind.FAMILY, person=person, role=role, reads=reads, by=by)


def named(plan: Plan, name: str, by: Practitioner, *, phone: str = "", kind: str = "worker") -> Member:
    """Have somebody without an account take part."""
    return add_member(plan=plan, kind=kind, name=name, role="adviser", phone=phone, by=by)


def point(
    meeting: Meeting,
    by: Practitioner,
    text: str,
    *,
    kind: str = Note.Kind.SAID,
    child: PlanChild | None = None,
    kept_from: tuple[Member, ...] = (),
) -> Note:
    """Write down a point."""
    because = "It is not safe" if kept_from else ""
    what = Point(kind, text, child)
    return add_point(meeting=meeting, point=what, kept_from=kept_from, kept_because=because, by=by)


def came(meeting: Meeting, by: Practitioner, *members: Member) -> None:
    """Note that some came."""
    meeting.refresh_from_db()
    note_came(meeting=meeting, version=meeting.version, came=dict.fromkeys(members, "came"), by=by)


def finished(meeting: Meeting, by: Practitioner) -> Meeting:
    """Finish the minutes."""
    finish_minutes(meeting=meeting, held_at=LAST_WEEK, chaired_by="Alice", nothing_because="We wait", by=by)
    return Meeting.objects.select_related("plan").get(pk=meeting.pk)


def seen(meeting: Meeting, by: Practitioner) -> SeenMeeting:
    """Give a meeting as somebody sees it."""
    reader = Practitioner.objects.get(pk=by.pk)
    return meeting_to_read(reader, meeting.plan.public_id, meeting.public_id, page="test")


def at(meeting: Meeting, more: str = "") -> str:
    """Give the address of a meeting, or of a page of it."""
    return f"/plans/{meeting.plan.public_id}/meetings/{meeting.public_id}{more}"
