"""A meeting is written up: who came, each point, who must not learn of a point; and then it is held."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans import notices
from righthelp.plans.actions.holding import ChangedMeanwhile, hold_kept, hold_minutes, hold_to_write_up, move_on
from righthelp.plans.actions.meetings import hold_meeting
from righthelp.plans.actions.own_pages import outdate_copies
from righthelp.plans.models import Action, Invited, Meeting, Member, Note, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NothingWritten(Exception):
    """There is no point to keep, or nothing came of the meeting and nobody said why."""


@dataclass(frozen=True)
class Point:
    """One point of the minutes."""

    kind: str
    text: str
    child: PlanChild | None


@transaction.atomic
def note_came(*, meeting: Meeting, version: int, came: Mapping[Member, str], by: "Practitioner") -> None:
    """Note who came, sent views or could not; whoever came without being asked stands there too.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold_to_write_up` does.
        MeetingOver: when it was written up or cancelled.
    """
    hold_to_write_up(meeting, by)
    now = hold_meeting(meeting, version)
    here = {one.member_id: one for one in now.invited.all()}
    for member, what in came.items():
        one = here.get(member.pk) or (Invited(meeting=now, member=member) if what else None)
        if one and one.came != what:
            one.came = what
            one.save()
    record(by=by, name="plans.meeting_came_noted", subject=meeting.plan, refs={"meeting": now.pk})


@transaction.atomic
def add_point(
    *, meeting: Meeting, point: Point, by: "Practitioner", kept_from: Collection[Member] = (), kept_because: str = ""
) -> Note:
    """Write down one point: what was said, understood or decided; `kept_from` do not find it in their minutes.

    Raises:
        HasEnded, NotAllowed: as `hold_to_write_up` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: for a child or member of another plan, or when it is kept back without a reason.
    """
    hold_to_write_up(meeting, by)
    now = hold_meeting(meeting)
    check_point(now, point.child, kept_from, kept_because)
    note = Note.objects.create(
        meeting=now,
        kind=point.kind,
        text=point.text,
        child=point.child,
        position=place_after_last(now),
        kept_because=kept_because,
        noted_by=by,
    )
    note.kept_from.set(kept_from)
    record(by=by, name="plans.meeting_point_added", subject=meeting.plan, refs={"note": note.pk})
    return note


@transaction.atomic
def change_point(*, note: Note, version: int, point: Point, by: "Practitioner") -> None:
    """Change a point before the minutes are finished; `version` is the one of the meeting.

    Where somebody else had written it, their words stay, struck through.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file, or the point was taken out.
        HasEnded, NotAllowed: as `hold_to_write_up` does.
        MeetingOver: when it was written up or cancelled.
        ValueError: for a child of another plan.
    """
    hold_to_write_up(note.meeting, by)
    now = hold_meeting(note.meeting, version)
    check_point(now, point.child, (), "")
    held = _standing(note)
    words = {"text": point.text, "noted_by": by, "noted_at": timezone.now()} if held.text != point.text else {}
    if words and held.noted_by != by:
        _keep_struck(held, by)
    Note.objects.filter(pk=note.pk).update(kind=point.kind, child=point.child, **words)
    record(by=by, name="plans.meeting_point_changed", subject=note.meeting.plan, refs={"note": note.pk})


@transaction.atomic
def take_out_point(*, note: Note, by: "Practitioner") -> None:
    """Take a point out before the minutes are finished: it stays on file, struck through. Afterwards nothing goes.

    Raises:
        HasEnded, NotAllowed: as `hold_to_write_up` does.
        MeetingOver: when it was written up or cancelled.
    """
    hold_to_write_up(note.meeting, by)
    hold_meeting(note.meeting)
    standing = Note.objects.filter(pk=note.pk, struck_at__isnull=True)
    if standing.update(struck_at=timezone.now(), struck_by=by):
        record(by=by, name="plans.meeting_point_taken_out", subject=note.meeting.plan, refs={"note": note.pk})


@transaction.atomic
def keep_point_from(*, note: Note, version: int, members: Collection[Member], because: str, by: "Practitioner") -> None:
    """Say who must not find a point in their minutes, and why; also after the minutes are finished.

    What puts the point right is kept from them, too: it says what the point said. `version` is the one of the meeting.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold_minutes` does.
        ValueError: for somebody of another plan, or without a reason.
    """
    hold_minutes(note.meeting, by)
    check_point(note.meeting, None, members, because)
    move_on(note.meeting, version)
    Note.objects.filter(pk=note.pk).update(kept_because=because if members else "")
    note.kept_from.set(members)
    _keep_what_puts_it_right(note, members, because)
    record(by=by, name="plans.meeting_point_kept", subject=note.meeting.plan, refs={"note": note.pk})


@transaction.atomic
def keep_unnamed_to(*, member: Member, version: int, members: Collection[Member], by: "Practitioner") -> None:
    """Say in whose minutes and lists somebody who takes part is not named: a refuge worker from somebody feared.

    A copy on the own page of whoever must not learn of them shows there no more.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        NotAllowed: as `hold_kept` does.
        ValueError: for somebody of another plan, or for themselves.
    """
    held = hold_kept(member.plan, by)
    if any(one.plan_id != held.pk or one.pk == member.pk for one in members):
        raise ValueError("somebody is kept from others of the same plan")
    move_on(member, version)
    before = set(member.kept_from.all())
    member.kept_from.set(members)
    outdate_copies(plan=held, members=set(members) - before, by=by)
    record(by=by, name="plans.member_kept_unnamed", subject=member.plan, refs={"member": member.pk})


@transaction.atomic
def finish_minutes(
    *, meeting: Meeting, held_at: dt.datetime, chaired_by: str, nothing_because: str, by: "Practitioner"
) -> None:
    """Finish the minutes: the meeting is held, its points are not changed any more, and those who read here are told.

    Talking together is to lead to action and support (BG-020): without a decision or an action it is said why not.

    Raises:
        HasEnded, NotAllowed: as `hold_minutes` does.
        MeetingOver: when it was written up or cancelled.
        NothingWritten: without a point, or without the reason for deciding nothing.
        ValueError: for a day to come.
    """
    hold_minutes(meeting, by)
    now = hold_meeting(meeting)
    if held_at > timezone.now():
        raise ValueError("a meeting is written up when it has been")
    came_of_it = has_outcome(now)
    if not now.notes.filter(struck_at__isnull=True).exists() or not (came_of_it or nothing_because):
        raise NothingWritten
    Meeting.objects.filter(pk=now.pk).update(
        held_at=held_at,
        chaired_by=chaired_by,
        nothing_because="" if came_of_it else nothing_because,
        written_by=by,
        written_at=timezone.now(),
    )
    record(by=by, name="plans.meeting_written_up", subject=meeting.plan, refs={"meeting": now.pk})
    notices.tell_of_minutes(meeting, by)


def has_outcome(meeting: Meeting) -> bool:
    """Say whether something was decided, or somebody took on an action."""
    actions = Action.objects.filter(meeting=meeting, dropped_at__isnull=True)
    decided = meeting.notes.filter(kind=Note.Kind.DECIDED, struck_at__isnull=True)
    return decided.exists() or actions.exists()


def _keep_what_puts_it_right(note: Note, members: Collection[Member], because: str) -> None:
    for one in note.put_right_by.all() if members else ():
        Note.objects.filter(pk=one.pk).update(kept_because=one.kept_because or because)
        one.kept_from.add(*members)
        _keep_what_puts_it_right(one, members, because)


def _standing(note: Note) -> Note:
    found = Note.objects.select_related("child", "noted_by").filter(pk=note.pk, struck_at__isnull=True).first()
    if found is None:
        raise ChangedMeanwhile
    return found


def _keep_struck(note: Note, by: "Practitioner") -> None:
    """Keep what somebody had written, beside the words that take its place."""
    about = {"meeting": note.meeting, "kind": note.kind, "child": note.child, "text": note.text}
    written = {"position": note.position, "noted_by": note.noted_by, "noted_at": note.noted_at}
    kept = {"kept_because": note.kept_because, "struck_at": timezone.now(), "struck_by": by}
    Note.objects.create(**about, **written, **kept).kept_from.set(note.kept_from.all())


def place_after_last(meeting: Meeting) -> int:
    """Give the position of a point that comes after all others of a meeting."""
    last = meeting.notes.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def check_point(meeting: Meeting, child: PlanChild | None, members: Collection[Member], because: str) -> None:
    """Look whether a point can be about a child, and kept from some members.

    Raises:
        ValueError: for a child or member of another plan, or when it is kept back without a reason.
    """
    if any(one.plan_id != meeting.plan_id for one in (child, *members) if one):
        raise ValueError("a point is about, and kept from, those of the same plan")
    if members and not because:
        raise ValueError("whoever keeps a point back says why")
