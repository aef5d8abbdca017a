"""Whose records the people of a contact have: said by somebody who looked, and taken back with a reason."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.effects import take_late_effect, take_no_effect_on
from righthelp.front_door.actions.ledger import note_all_of, take_out_of_ledger
from righthelp.front_door.actions.telling import tell_workers
from righthelp.front_door.disagreements import KIND
from righthelp.front_door.models import Contact, ContactDecision, Handling, NamedChild, NamedPerson
from righthelp.people.policies import closed_people
from righthelp.work.actions.disagreements import join_record, leave_record

if TYPE_CHECKING:
    from uuid import UUID

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


class LinkedAlready(Exception):
    """Somebody linked this child or person meanwhile, or this record stands for another child of the contact."""


class NotLinked(Exception):
    """No record is linked, or not any more."""


@transaction.atomic
def link_child(*, child: NamedChild, person: "Person", by: "Practitioner") -> None:
    """Say whose record a child has who is named; whoever works with that child is told.

    What was decided before the record was found begins with it.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact or the record.
        LinkedAlready: when another is linked, or this record stands for another child here.
    """
    require_worker(by, child.contact)
    _require_open(by, person)
    Contact.objects.select_for_update().get(pk=child.contact_id)  # whoever decides now sees the record, or comes first
    if NamedChild.objects.filter(contact=child.contact_id, person=person).exists():
        raise LinkedAlready
    unlinked = NamedChild.objects.filter(pk=child.pk, person__isnull=True)
    if not unlinked.update(person=person, matched_by=by, matched_at=timezone.now()):
        raise LinkedAlready
    refs = {"named_child": child.pk, "person": person.pk}
    record(by=by, name="front_door.record_linked", subject=child.contact, refs=refs)
    join_record(kind=KIND, decisions=_decisions_of(child), child=person, by=by)
    tell_workers(child.contact, [person.pk])
    take_late_effect(child, person, by)
    note_all_of(child, by)


@transaction.atomic
def link_person(*, named: NamedPerson, person: "Person", by: "Practitioner") -> None:
    """Say whose record somebody else has who is named.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact or the record.
        LinkedAlready: when another is linked.
    """
    require_worker(by, named.contact)
    _require_open(by, person)
    if not NamedPerson.objects.filter(pk=named.pk, person__isnull=True).update(person=person):
        raise LinkedAlready
    refs = {"named_person": named.pk, "person": person.pk}
    record(by=by, name="front_door.record_linked", subject=named.contact, refs=refs)


@transaction.atomic
def unlink(*, named: NamedChild | NamedPerson, because: str, by: "Practitioner") -> Handling:
    """Take a wrong record out, with the reason; which it was stays with the contact.

    Work that a decision began with it is that of the decision no longer, and its team is told; that it was sent to
    another authority is set aside.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact.
        NotLinked: when none is linked, or another meanwhile.
    """
    require_worker(by, named.contact)
    person = named.person
    if person is None:
        raise NotLinked
    none = (
        {"person": None} if isinstance(named, NamedPerson) else {"person": None, "matched_by": None, "matched_at": None}
    )
    if not type(named).objects.filter(pk=named.pk, person=person).update(**none):
        raise NotLinked
    what = "named_child" if isinstance(named, NamedChild) else "named_person"
    if isinstance(named, NamedChild):
        take_no_effect_on(named, person, because, by)
        take_out_of_ledger(named, f"The record was linked to a request for help by mistake: {because}", by)
    refs = {what: named.pk, "person": person.pk}
    record(by=by, name="front_door.record_unlinked", subject=named.contact, refs=refs)
    if isinstance(named, NamedChild):
        leave_record(kind=KIND, decisions=_decisions_of(named), by=by)
    return Handling.objects.create(
        contact=named.contact, kind=Handling.Kind.UNLINKED, words=because, named=named.name, person=person, by=by
    )


def _decisions_of(child: NamedChild) -> "list[UUID]":
    return list(ContactDecision.objects.filter(child=child).order_by().values_list("public_id", flat=True))


def _require_open(by: "Practitioner", person: "Person") -> None:
    require(not closed_people(by).filter(person=person).exists())
