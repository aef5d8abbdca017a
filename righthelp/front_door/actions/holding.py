"""Who works on a contact: taken by one, handed over, given back; on a call nothing is taken away."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Contact, Handling
from righthelp.front_door.notices.contacts import tell
from righthelp.front_door.policies import manages_here, may_work_on, works_here
from righthelp.front_door.rules import LONGEST_CALL

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Kind = Handling.Kind
A_MOMENT = dt.timedelta(minutes=1)  # pages opened within it are one piece of work


class TakenAlready(Exception):
    """Somebody else took it first."""

    def __init__(self, holder: "Practitioner") -> None:
        super().__init__(holder.name)
        self.holder = holder


class NotHeld(Exception):
    """It is not in these hands any more: passed on, taken over or decided meanwhile."""


class OnACall(Exception):
    """Its holder is on the telephone; nothing is taken away from them."""

    def __init__(self, holder: "Practitioner") -> None:
        super().__init__(holder.name)
        self.holder = holder


class CannotWorkOnIt(ValueError):
    """Somebody who does not work at the front door, or to whom a restricted record named there is closed."""


@transaction.atomic
def take(*, contact: Contact, by: "Practitioner") -> None:
    """Take a contact that nobody works on; two people never take the same one.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open it (any more).
        TakenAlready: when somebody else has it.
    """
    require_worker(by, contact)
    now = timezone.now()
    free = Contact.objects.undecided().filter(pk=contact.pk, holder__isnull=True)
    if not free.update(holder=by, taken_at=now, touched_at=now):
        held = Contact.objects.select_related("holder").get(pk=contact.pk).holder
        if held is not None and held.pk != by.pk:
            raise TakenAlready(held)
        return
    record(by=by, name="front_door.taken", subject=contact)


def note_read(*, contact: Contact, by: "Practitioner") -> None:
    """Note that somebody at the front door opened it: for the first time, or its holder, who so works on it.

    Raises:
        NotAllowed: when somebody does not work there.
    """
    require(may_work_on(by, contact))
    if contact.read_at is None and not _opened_it_again(contact, by):
        _first_read(contact, by)
    now = timezone.now()
    if contact.holder_id == by.pk and contact.touched_at and now - contact.touched_at > A_MOMENT:
        Contact.objects.held_by(by).filter(pk=contact.pk).update(touched_at=now)


def _opened_it_again(contact: Contact, by: "Practitioner") -> bool:
    """Say whether somebody opened it again without taking it: that they look at it is no sign that anybody acts."""
    if contact.reopened_at is None or contact.holder_id == by.pk:
        return False
    last = contact.handlings.filter(kind=Handling.Kind.REOPENED).last()
    return last is not None and last.by_id == by.pk


@transaction.atomic
def _first_read(contact: Contact, by: "Practitioner") -> None:
    unread = Contact.objects.received().filter(pk=contact.pk, read_at__isnull=True)
    if unread.update(read_at=timezone.now(), read_by=by):
        record(by=by, name="front_door.read", subject=contact)


@transaction.atomic
def hand_over(*, contact: Contact, to: "Practitioner", note: str, by: "Practitioner") -> Handling:
    """Pass a contact that one holds to a colleague, with a note; they get a notice.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        CannotWorkOnIt: when the colleague does not work here, or may not open it.
        NotHeld: when it is not in one's hands any more.
    """
    require(may_work_on(by, contact))  # whoever may not open it any more may still hand it to somebody who may
    if to.pk == by.pk or not can_work_on(to, contact):
        raise CannotWorkOnIt
    _pass(contact, by, to)
    made = _note(contact, Kind.HANDED_OVER, note, by=by, taken_from=by, passed_to=to)
    record(by=by, name="front_door.handed_over", subject=contact, refs={"practitioner": to.pk})
    tell(contact, [to], f"handed {made.pk}", "A contact at the front door was handed to you")
    return made


@transaction.atomic
def give_back(*, contact: Contact, because: str, by: "Practitioner") -> Handling:
    """Put a contact that one holds back, so that it waits for somebody.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotHeld: when it is not in one's hands any more.
    """
    require(may_work_on(by, contact))
    _pass(contact, by, None)
    made = _note(contact, Kind.GIVEN_BACK, because, by=by, taken_from=by)
    record(by=by, name="front_door.given_back", subject=contact)
    return made


@transaction.atomic
def take_over(*, contact: Contact, because: str, by: "Practitioner") -> Handling:
    """Take a contact from a colleague, as a manager, with the reason; the colleague gets a notice.

    Raises:
        NotAllowed: when somebody does not manage the front door.
        NotHeld: when nobody else holds it any more.
        OnACall: while its holder is on the telephone, about this contact or another.
    """
    require(manages_here(by))
    require_worker(by, contact)
    holder = Contact.objects.select_related("holder").get(pk=contact.pk).holder
    if holder is None or holder.pk == by.pk:
        raise NotHeld
    theirs = list(Contact.objects.held_by(holder).select_for_update())  # a call that begins now waits for this
    if any(one.on_call_since and one.on_call_since > _calls_since() for one in theirs):
        raise OnACall(holder)
    _pass(contact, holder, by)
    made = _note(contact, Kind.TAKEN_OVER, because, by=by, taken_from=holder, passed_to=by)
    record(by=by, name="front_door.taken_over", subject=contact, refs={"practitioner": holder.pk})
    tell(contact, [holder], f"taken over {made.pk}", "A manager took over a contact that you held")
    return made


@transaction.atomic
def begin_call(*, contact: Contact, by: "Practitioner") -> None:
    """Say that one is on the telephone about a contact that one holds.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotHeld: when it is not in one's hands any more.
    """
    require_worker(by, contact)
    _switch(contact, by, timezone.now())
    record(by=by, name="front_door.call_begun", subject=contact)


@transaction.atomic
def end_call(*, contact: Contact, by: "Practitioner") -> None:
    """Say that the call is over.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotHeld: when it is not in one's hands any more.
    """
    require(may_work_on(by, contact))
    _switch(contact, by, None)
    record(by=by, name="front_door.call_ended", subject=contact)


def can_work_on(person: "Practitioner", contact: Contact) -> bool:
    """Say whether somebody works here and may open a contact: no restricted record that it names is closed to them."""
    return works_here(person) and is_open_to(person, contact)


def is_on_a_call(person: "Practitioner") -> bool:
    """Say whether somebody is on the telephone about any contact that they hold."""
    return Contact.objects.held_by(person).on_call(_calls_since()).exists()


def _calls_since() -> dt.datetime:
    return timezone.now() - LONGEST_CALL


def _pass(contact: Contact, holder: "Practitioner", to: "Practitioner | None") -> None:
    """Put a contact into other hands, or nobody's, while it is still in these."""
    since = timezone.now() if to else None
    given = {"holder": to, "taken_at": since, "touched_at": since, "on_call_since": None, "version": F("version") + 1}
    if not Contact.objects.held_by(holder).filter(pk=contact.pk).update(**given):
        raise NotHeld


def _switch(contact: Contact, by: "Practitioner", since: dt.datetime | None) -> None:
    held = Contact.objects.held_by(by).filter(pk=contact.pk)
    if not held.update(on_call_since=since, touched_at=timezone.now()):
        raise NotHeld


def _note(contact: Contact, kind: Kind, words: str, *, by: "Practitioner", **who: "Practitioner") -> Handling:
    return Handling.objects.create(contact=contact, kind=kind, words=words, by=by, **who)
