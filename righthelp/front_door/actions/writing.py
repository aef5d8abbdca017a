"""Every change to a request or call while it is written, and its sending: by whoever may write on it then (`hold`)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.ledger import note_request
from righthelp.front_door.models import Answer, Contact, NamedChild, NamedPerson, Referrer
from righthelp.front_door.policies import may_begin, may_write
from righthelp.front_door.rules import due_at, is_soon
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration

Received = Callable[[Contact], None]
_on_received: dict[str, Received] = {}


class ChangedMeanwhile(Exception):
    """Somebody else, or the same person in another window, saved first."""


class AlreadySent(Exception):
    """What was sent is not changed."""


class NobodyNamed(ValueError):
    """A request names at least one child before it is sent: by name, or by what is known of them."""


def when_received(name: str, do: Received) -> None:
    """Have something done in the transaction in which a contact arrives; the same name again replaces it."""
    _on_received[name] = do


@transaction.atomic
def begin(
    *,
    came_by: str,
    agency: "Agency | None",
    by: "Practitioner",
    is_urgent: bool = False,
    consideration: "Consideration | None" = None,
) -> Contact:
    """Begin a request for an agency, or to write down a telephone call at the front door (without an agency).

    Raises:
        NotAllowed: when somebody does not write for the agency, or work at the front door.
    """
    require(may_begin(by, agency))
    contact = Contact.objects.create(
        came_by=came_by, agency=agency, author=by, is_urgent=is_urgent, consideration=consideration
    )
    Referrer.objects.create(contact=contact)
    refs = {"consideration": consideration.pk} if consideration else {}
    record(by=by, name="front_door.begun", subject=contact, refs=refs)
    return contact


@transaction.atomic
def save_answers(*, contact: Contact, version: int | None, answers: Mapping[str, str], by: "Practitioner") -> None:
    """Save answers by the keys of their questions.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    hold(contact, version, by=by)
    for key, text in answers.items():
        Answer.objects.update_or_create(contact=contact, key=key, defaults={"text": text})
    record(by=by, name="front_door.answered", subject=contact, fields=answers)


@transaction.atomic
def save_contact(*, contact: Contact, version: int | None, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Save facts of the contact itself: whether it is urgent.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    hold(contact, version, by=by)
    Contact.objects.filter(pk=contact.pk).update(**changes)
    record(by=by, name="front_door.changed", subject=contact, fields=changes)


@transaction.atomic
def save_referrer(
    *, contact: Contact, changes: Mapping[str, Any], by: "Practitioner", version: int | None = None
) -> None:
    """Save who asks and how they are reached (BN-082).

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    hold(contact, version, by=by)
    Referrer.objects.update_or_create(contact=contact, defaults=dict(changes))
    record(by=by, name="front_door.referrer_saved", subject=contact, fields=changes)


@transaction.atomic
def add_child(*, contact: Contact, changes: Mapping[str, Any], by: "Practitioner") -> NamedChild:
    """Name a child.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    hold(contact, by=by)
    child = NamedChild.objects.create(contact=contact, position=contact.children.count(), **changes)
    record(by=by, name="front_door.child_named", subject=contact, fields=changes, refs={"named_child": child.pk})
    return child


@transaction.atomic
def save_child(*, child: NamedChild, version: int | None, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Change what is written of a child.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        ChangedMeanwhile: when `version` is not the version of the contact on file.
    """
    hold(child.contact, version, by=by)
    NamedChild.objects.filter(pk=child.pk).update(**changes)
    record(
        by=by, name="front_door.child_changed", subject=child.contact, fields=changes, refs={"named_child": child.pk}
    )


@transaction.atomic
def remove_child(*, child: NamedChild, by: "Practitioner") -> None:
    """Take a child out of a draft.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    hold(child.contact, by=by)
    record(by=by, name="front_door.child_removed", subject=child.contact, refs={"named_child": child.pk})
    child.delete()


@transaction.atomic
def add_person(*, contact: Contact, changes: Mapping[str, Any], by: "Practitioner") -> NamedPerson:
    """Name somebody of the family, another adult, or a worker.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    hold(contact, by=by)
    person = NamedPerson.objects.create(contact=contact, **changes)
    record(by=by, name="front_door.person_named", subject=contact, fields=changes, refs={"named_person": person.pk})
    return person


@transaction.atomic
def save_person(*, person: NamedPerson, version: int | None, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Change what is written of somebody.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        ChangedMeanwhile: when `version` is not the version of the contact on file.
    """
    hold(person.contact, version, by=by)
    NamedPerson.objects.filter(pk=person.pk).update(**changes)
    refs = {"named_person": person.pk}
    record(by=by, name="front_door.person_changed", subject=person.contact, fields=changes, refs=refs)


@transaction.atomic
def remove_person(*, person: NamedPerson, by: "Practitioner") -> None:
    """Take somebody out of a draft.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    hold(person.contact, by=by)
    record(by=by, name="front_door.person_removed", subject=person.contact, refs={"named_person": person.pk})
    person.delete()


@transaction.atomic
def drop(*, contact: Contact, by: "Practitioner") -> None:
    """Throw a draft away.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
    """
    hold(contact, by=by)
    Contact.objects.filter(pk=contact.pk).update(dropped_at=timezone.now())
    record(by=by, name="front_door.dropped", subject=contact)


@transaction.atomic
def send(*, contact: Contact, by: "Practitioner") -> None:
    """Send a draft to the front door. A missing answer never stops it (design rule 4); only who it is about must stand.

    Raises:
        NotAllowed: to anybody but its author.
        AlreadySent: when it was sent.
        NobodyNamed: when no child is named.
    """
    hold(contact, by=by)
    if not contact.children.exists():
        raise NobodyNamed
    receive(contact, timezone.now())
    record(by=by, name="front_door.sent", subject=contact)
    note_request(contact, by)


def receive(contact: Contact, now: dt.datetime) -> None:
    """Start the clock of what arrived, and tell whoever must know, in the open transaction.

    Where somebody must act today it is urgent, so that it is read first (BP-105).
    """
    contact.received_at, contact.due_at = now, due_at(now, closed_days())
    contact.is_urgent = contact.is_urgent or _is_soon(contact)
    contact.save(update_fields=["received_at", "due_at", "is_urgent"])
    tell_received(contact)


def tell_received(contact: Contact) -> None:
    """Do what rooms and parts want done of a contact that arrived, in the open transaction."""
    for do in _on_received.values():
        do(contact)


def _is_soon(contact: Contact) -> bool:
    return any(is_soon(one.text) for one in contact.answers.filter(key="how_soon"))


def hold(contact: Contact, version: int | None = None, *, by: "Practitioner") -> None:
    """Take hold of a draft that somebody may write on now, at this version where one is given.

    Raises:
        NotAllowed: when it is not theirs (any more), or a record that it names is closed to them by now.
        AlreadySent: when it was sent or thrown away.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    rows = Contact.objects.filter(pk=contact.pk)
    same = rows.filter(version=version) if version is not None else rows
    is_same = same.update(version=F("version") + 1, changed_at=timezone.now())
    held = rows.select_related("agency").with_whether_closed(closed_people(by)).get()
    require(may_write(by, held))
    if not held.is_draft:
        raise AlreadySent
    require(not vars(held)["is_shut"])
    if not is_same:
        raise ChangedMeanwhile
