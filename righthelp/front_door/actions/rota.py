"""Who is at the front door: put by managers; what somebody leaves for the next shift, and who read it."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.holding import can_work_on, hand_over
from righthelp.front_door.models import Contact, Shift
from righthelp.front_door.policies import manages_here, works_here

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NotOnTheRota(ValueError):
    """Only somebody who works at the front door is put on its rota; its manager and deputy manage it."""


class CancelledAlready(Exception):
    """The shift was cancelled meanwhile."""


@transaction.atomic
def put_shifts(
    *, who: "Practitioner", part: str, spans: "Iterable[tuple[dt.datetime, dt.datetime]]", by: "Practitioner"
) -> list[Shift]:
    """Put somebody on the rota for one or more times.

    Raises:
        NotAllowed: when somebody does not manage the front door.
        NotOnTheRota: when whoever is put on may not do this part.
    """
    require(manages_here(by))
    needs_manager = part in (Shift.Part.MANAGER, Shift.Part.DEPUTY)
    if not (manages_here(who) if needs_manager else works_here(who)):
        raise NotOnTheRota
    return [_put(who, part, since, until, by) for since, until in spans]


@transaction.atomic
def cancel_shift(*, shift: Shift, by: "Practitioner") -> None:
    """Take a shift off the rota.

    Raises:
        CancelledAlready: when somebody did so meanwhile.
        NotAllowed: when somebody does not manage the front door.
    """
    require(manages_here(by))
    if not Shift.objects.standing().filter(pk=shift.pk).update(cancelled_at=timezone.now()):
        raise CancelledAlready
    record(by=by, name="front_door.shift_cancelled", subject=shift)


@transaction.atomic
def leave_shift(*, shift: Shift, note: str, to: "Practitioner | None", by: "Practitioner") -> int:
    """Leave a note for the next shift, and hand what one holds to a colleague where one is named; gives how many.

    What is closed to that colleague stays with whoever leaves.

    Raises:
        NotAllowed: when it is another's shift.
    """
    require(works_here(by) and shift.practitioner_id == by.pk)
    Shift.objects.filter(pk=shift.pk).update(note=note, note_read_at=None, note_read_by=None)
    record(by=by, name="front_door.shift_left", subject=shift, fields=["note"])
    if to is None:
        return 0
    passed = [one for one in Contact.objects.held_by(by) if can_work_on(to, one)]
    for contact in passed:
        hand_over(contact=contact, to=to, note=note, by=by)
    return len(passed)


@transaction.atomic
def note_read_by(*, shift: Shift, by: "Practitioner") -> None:
    """Note who of the others first read what somebody left.

    Raises:
        NotAllowed: when somebody does not work at the front door.
    """
    require(works_here(by))
    if not shift.note or shift.note_read_at or shift.practitioner_id == by.pk:
        return
    unread = Shift.objects.filter(pk=shift.pk, note_read_at__isnull=True).exclude(note="")
    if unread.update(note_read_at=timezone.now(), note_read_by=by):
        record(by=by, name="front_door.shift_note_read", subject=shift)


def _put(who: "Practitioner", part: str, since: dt.datetime, until: dt.datetime, by: "Practitioner") -> Shift:
    shift = Shift.objects.create(practitioner=who, part=part, starts_at=since, ends_at=until, put_by=by)
    record(by=by, name="front_door.shift_put", subject=shift, refs={"practitioner": who.pk})
    return shift
