"""A telephone call written down at the front door, and what is rung or told later about a contact."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.writing import (
    AlreadySent,
    add_child,
    add_person,
    begin,
    hold,
    remove_child,
    remove_person,
    save_answers,
    save_child,
    save_person,
    save_referrer,
    send,
)
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Added, Contact, Handling, NamedChild, NamedPerson
from righthelp.front_door.notices.contacts import tell
from righthelp.front_door.policies import may_take_call_over, works_here
from righthelp.messages.actions import notify

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Row = TypeVar("Row", NamedChild, NamedPerson)
TAKEN_OVER = "A colleague took over a call that you had not finished"
MORE_TOLD = "Something was added to a contact that you work on"


@dataclass(frozen=True)
class Told(Generic[Row]):
    """Somebody of whom the caller told: the row on file, or None for somebody new; without words, it is taken out."""

    row: Row | None
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class CallTold:
    """What a caller told, as it stands on the page; the names are those of the models’ fields."""

    referrer: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    children: Sequence[Told[NamedChild]] = ()
    people: Sequence[Told[NamedPerson]] = ()


@transaction.atomic
def start_call(*, told: CallTold, by: "Practitioner") -> Contact:
    """Begin to write a telephone call down: a draft, which says that it is not sent.

    Raises:
        NotAllowed: when somebody does not work at the front door.
    """
    require(works_here(by))
    contact = begin(came_by=Contact.CameBy.PHONE, agency=None, by=by)
    save_call(contact=contact, version=None, told=told, by=by)
    return contact


@transaction.atomic
def save_call(*, contact: Contact, version: int | None, told: CallTold, by: "Practitioner") -> None:
    """Save what a caller told so far; only what differs from what is on file.

    Raises:
        AlreadySent: when the call was finished.
        ChangedMeanwhile: when `version` is not the version on file.
    """
    hold(contact, version, by=by)
    referrer = _differing(contact.referrer, told.referrer)
    if referrer:
        save_referrer(contact=contact, changes=referrer, by=by)
    held = dict(contact.answers.values_list("key", "text"))
    answers = {key: text for key, text in told.answers.items() if text != held.get(key, "")}
    if answers:
        save_answers(contact=contact, version=None, answers=answers, by=by)
    for one in told.children:
        _save_child(contact, one, by)
    for somebody in told.people:
        _save_person(contact, somebody, by)
    contact.refresh_from_db()


@transaction.atomic
def finish_call(*, contact: Contact, by: "Practitioner") -> None:
    """Make a contact of a call, held by whoever took the call.

    Raises:
        AlreadySent: when it is one already.
        NobodyNamed: when no child is named.
    """
    send(contact=contact, by=by)
    take(contact=contact, by=by)


@transaction.atomic
def take_call_over(*, contact: Contact, because: str, by: "Practitioner") -> Handling:
    """Go on with a call that a colleague began to write down, with the reason; the colleague gets a notice.

    Raises:
        NotAllowed: when somebody may not take it over.
        AlreadySent: when it was finished, thrown away or taken over meanwhile.
    """
    author = cast("Practitioner", contact.author)  # somebody of the front door wrote it down
    require(may_take_call_over(by, contact, timezone.now()) and is_open_to(by, contact))
    same = Contact.objects.drafts().filter(pk=contact.pk, author=author)
    # a window of the colleague that is still open does not write over what comes now
    if not same.update(author=by, version=F("version") + 1, changed_at=timezone.now()):
        raise AlreadySent
    made = Handling.objects.create(
        contact=contact, kind=Handling.Kind.TAKEN_OVER, words=because, taken_from=author, passed_to=by, by=by
    )
    refs = {"practitioner": author.pk}
    record(by=by, name="front_door.call_taken_over", subject=contact, fields=["author"], refs=refs)
    key = f"front door call taken over {made.pk}"
    notify(to=author, key=key, title=TAKEN_OVER, page=reverse("front_door_calls"))
    return made


@transaction.atomic
def note_call(*, contact: Contact, whom: str, reached: bool, text: str, at: dt.datetime, by: "Practitioner") -> Added:
    """Note that somebody was rung about a contact, and whether they were reached.

    Raises:
        NotAllowed: when somebody may not work on the contact.
    """
    kind = Added.Kind.CALL if reached else Added.Kind.NO_ANSWER
    return _add(contact, kind, whom, text, at, by, "front_door.call_noted")


@transaction.atomic
def note_told(*, contact: Contact, whom: str, text: str, at: dt.datetime, by: "Practitioner") -> Added:
    """Note that the front door was told more about a contact, and by whom.

    Raises:
        NotAllowed: when somebody may not work on the contact.
    """
    return _add(contact, Added.Kind.TOLD, whom, text, at, by, "front_door.told_noted")


def _add(contact: Contact, kind: str, whom: str, text: str, at: dt.datetime, by: "Practitioner", name: str) -> Added:
    """Add to a contact, which so moves in its holder’s hands; whoever else holds it gets a notice."""
    require_worker(by, contact)
    added = Added.objects.create(contact=contact, kind=kind, whom=whom, text=text, at=at, by=by)
    record(by=by, name=name, subject=contact, refs={"added": added.pk})
    holder = Contact.objects.select_related("holder").get(pk=contact.pk).holder
    if holder == by:
        Contact.objects.held_by(by).filter(pk=contact.pk).update(touched_at=timezone.now())
    elif holder:
        tell(contact, [holder], f"told {added.pk}", MORE_TOLD)
    return added


def _save_child(contact: Contact, told: "Told[NamedChild]", by: "Practitioner") -> None:
    if told.row is None:
        add_child(contact=contact, changes=told.changes, by=by)
    elif not told.changes:
        remove_child(child=told.row, by=by)
    elif changes := _differing(told.row, told.changes):
        save_child(child=told.row, version=None, changes=changes, by=by)


def _save_person(contact: Contact, told: "Told[NamedPerson]", by: "Practitioner") -> None:
    if told.row is None:
        add_person(contact=contact, changes=told.changes, by=by)
    elif not told.changes:
        remove_person(person=told.row, by=by)
    elif changes := _differing(told.row, told.changes):
        save_person(person=told.row, version=None, changes=changes, by=by)


def _differing(row: object, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if getattr(row, name) != value}
