"""Meetings are called, changed and cancelled; who is asked, how, and what they say beforehand."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.messages.actions import notify_each
from righthelp.people.readers import with_roles
from righthelp.plans.actions.holding import hold, hold_minutes, hold_to_add, move_on
from righthelp.plans.actions.members import add_member
from righthelp.plans.actions.returning import goes_by
from righthelp.plans.models import Invited, Meeting, Member, Plan, PlanChild
from righthelp.plans.notices import those_reading

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

MOVED = "A meeting that you are asked to has another time or place"
INTERFACE_ROLE, SOCIAL_CARE = "social worker who thinks about the plan with the team", "Children’s social care"


class MeetingOver(Exception):
    """The meeting was written up or cancelled, and is not changed any more."""


@dataclass(frozen=True)
class Called:
    """What a meeting is, and when."""

    kind: str
    planned_for: dt.datetime
    minutes_long: int
    place: str
    is_online: bool
    purpose: str
    needed: str
    also_with: str = ""


@transaction.atomic
def call_meeting(*, plan: Plan, called: Called, asked: Sequence[Member], by: "Practitioner") -> Meeting:
    """Call a meeting, and tell those who have an account that they are asked to it.

    One that has been already may be noted too, so that it can be written up; nobody is told of that.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for somebody who does not take part in the plan, or a meeting that is not held about such plans.
    """
    held = hold(plan, by)
    _require_kind(held, called)
    meeting = Meeting.objects.create(plan=held, called_by=by, **asdict(called))
    record(by=by, name="plans.meeting_called", subject=held, refs={"meeting": meeting.pk})
    _ask(meeting, asked, by)
    return meeting


@transaction.atomic
def name_social_worker(
    *, plan: Plan, name: str, phone: str, children: Iterable[PlanChild], by: "Practitioner"
) -> Member:
    """Note a social worker who comes to a meeting to think about the plan with the team (BN-014).

    They get no access to a record by it. Whoever takes part by that name already is the same.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
    """
    here = hold(plan, by).members.here().filter(kind=Member.Kind.WORKER, organisation=SOCIAL_CARE, practitioner=None)
    known = next((one for one in here if goes_by(one, name)), None)
    about: dict[str, Any] = {"role": INTERFACE_ROLE, "name": name, "organisation": SOCIAL_CARE, "phone": phone}
    member = known or add_member(plan=plan, kind=Member.Kind.WORKER, by=by, **about)
    member.reads.add(*children)
    Member.objects.filter(pk=member.pk).update(is_interface=True, phone=phone or member.phone)
    return member


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, called: Called, by: "Practitioner") -> None:
    """Change what a meeting is, or when and where; of another time or place those with an account are told.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: for a meeting that is not held about such plans.
    """
    _require_kind(hold(meeting.plan, by), called)
    now = hold_meeting(meeting, version)
    Meeting.objects.filter(pk=now.pk).update(**asdict(called))
    record(
        by=by, name="plans.meeting_changed", subject=meeting.plan, refs={"meeting": now.pk}, fields=[*asdict(called)]
    )
    moved = (called.planned_for, called.place, called.is_online) != (now.planned_for, now.place, now.is_online)
    now.planned_for = called.planned_for
    if moved:
        _tell(now, now.invited.all(), by, MOVED, f"moved {version}")


@transaction.atomic
def ask_more(*, meeting: Meeting, asked: Sequence[Member], by: "Practitioner") -> None:
    """Ask more people to a meeting; whoever is asked already stays.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: for somebody who does not take part in the plan.
    """
    hold(meeting.plan, by)
    now = hold_meeting(meeting)
    known = set(now.invited.values_list("member", flat=True))
    _ask(now, [one for one in asked if one.pk not in known], by)
    record(by=by, name="plans.meeting_asked", subject=meeting.plan, refs={"meeting": now.pk})


@transaction.atomic
def ask_no_longer(*, invited: Invited, by: "Practitioner") -> None:
    """Take back that somebody is asked to a meeting; what they said beforehand would be lost, so then it stays.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: when they sent their views, or it is noted whether they came.
    """
    meeting = invited.meeting
    hold(meeting.plan, by)
    hold_meeting(meeting)
    if not Invited.objects.filter(pk=invited.pk, views="", came="").delete()[0]:
        raise ValueError("somebody who sent their views stays on the list")
    record(by=by, name="plans.meeting_asked", subject=meeting.plan, refs={"meeting": meeting.pk})


@transaction.atomic
def note_beforehand(*, invited: Invited, version: int, told_how: str, views: str, by: "Practitioner") -> None:
    """Note how somebody was asked, and what they want to have said if they cannot or will not say it there.

    Raises:
        ChangedMeanwhile: when `version` is not the one of the meeting on file.
        HasEnded, NotAllowed: as `hold_to_add` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: without views, where it is noted that they sent them.
    """
    hold_to_add(invited.meeting.plan, by)
    now = hold_meeting(invited.meeting, version)
    held = now.invited.get(pk=invited.pk)
    if held.came == Invited.Came.VIEWS and not views:
        raise ValueError("views that somebody sent are kept")
    if views != held.views:
        held.views, held.views_noted_by, held.views_noted_at = views, by, timezone.now()
    held.told_how = told_how
    held.save()
    refs = {"meeting": now.pk, "member": held.member_id}
    record(by=by, name="plans.meeting_views_noted", subject=invited.meeting.plan, refs=refs)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: "Practitioner") -> None:
    """Cancel a meeting, with the reason; those with an account are told.

    Raises:
        HasEnded, NotAllowed: as `hold_minutes` does.
        MeetingOver: when it was written up or cancelled.
    """
    hold_minutes(meeting, by)
    now = hold_meeting(meeting)
    move_on(now, None)
    cancelled = {"cancelled_at": timezone.now(), "cancelled_by": by, "cancelled_because": because}
    Meeting.objects.filter(pk=now.pk).update(**cancelled)
    record(by=by, name="plans.meeting_cancelled", subject=meeting.plan, refs={"meeting": now.pk})
    _tell(now, now.invited.all(), by, "A meeting that you were asked to is cancelled", "cancelled")


def hold_meeting(meeting: Meeting, version: int | None = None) -> Meeting:
    """Give a meeting as it is on file, whose plan is held already; with a version it steps on.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        MeetingOver: when it was written up or cancelled.
    """
    now = Meeting.objects.get(pk=meeting.pk)
    if not now.is_open:
        raise MeetingOver
    if version is not None:
        move_on(now, version)
    return now


def _require_kind(plan: Plan, called: Called) -> None:
    if called.kind not in {one.key for one in plan.about.meetings}:
        raise ValueError("this kind of meeting is not held about plans of this kind")


def _ask(meeting: Meeting, asked: Sequence[Member], by: "Practitioner") -> None:
    if any(one.plan_id != meeting.plan_id or not one.is_here for one in asked):
        raise ValueError("only those who take part in the plan are asked to its meetings")
    made = Invited.objects.bulk_create(Invited(meeting=meeting, member=one) for one in dict.fromkeys(asked))
    _tell(meeting, made, by, "You are asked to a meeting", "called")


def _tell(meeting: Meeting, invited: Iterable[Invited], by: "Practitioner", title: str, key: str) -> None:
    """Tell those with an account who may read the plan now, unless the meeting has been."""
    if meeting.planned_for <= timezone.now():
        return
    members = Member.objects.here().filter(invitations__in=[one.pk for one in invited], practitioner__isnull=False)
    found = {pk for pk in members.exclude(practitioner=by).values_list("practitioner", flat=True) if pk}
    page = reverse("meeting", args=[meeting.plan.public_id, meeting.public_id])
    people = those_reading(meeting.plan, with_roles(found).values())
    notify_each(people, key=f"meeting {meeting.pk} {key}", title=title, page=page)
