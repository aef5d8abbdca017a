"""Whose records the people of a contact have: said by somebody who looked, and taken back with a reason."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.front_door.actions.telling import tell_workers
from righthelp.front_door.models import Handling, NamedChild, NamedPerson

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


class LinkedAlready(Exception):
    """Somebody linked this child or person meanwhile, or this record stands for another child of the contact."""


class NotLinked(Exception):
    """No record is linked, or not any more."""


@transaction.atomic
def link_child(*, child: NamedChild, person: "Person", by: "Practitioner") -> None:
    """Say whose record a child has who is named; whoever works with that child is told.

    Raises:
        LinkedAlready: when another is linked, or this record stands for another child here.
    """
    if NamedChild.objects.filter(contact=child.contact_id, person=person).exists():
        raise LinkedAlready
    unlinked = NamedChild.objects.filter(pk=child.pk, person__isnull=True)
    if not unlinked.update(person=person, matched_by=by, matched_at=timezone.now()):
        raise LinkedAlready
    refs = {"named_child": child.pk, "person": person.pk}
    record(by=by, name="front_door.record_linked", subject=child.contact, refs=refs)
    tell_workers(child.contact, [person.pk])


@transaction.atomic
def link_person(*, named: NamedPerson, person: "Person", by: "Practitioner") -> None:
    """Say whose record somebody else has who is named.

    Raises:
        LinkedAlready: when another is linked.
    """
    if not NamedPerson.objects.filter(pk=named.pk, person__isnull=True).update(person=person):
        raise LinkedAlready
    refs = {"named_person": named.pk, "person": person.pk}
    record(by=by, name="front_door.record_linked", subject=named.contact, refs=refs)


@transaction.atomic
def unlink(*, named: NamedChild | NamedPerson, because: str, by: "Practitioner") -> Handling:
    """Take a wrong record out, with the reason; which it was stays with the contact.

    Raises:
        NotLinked: when none is linked, or another meanwhile.
    """
    person = named.person
    if person is None:
        raise NotLinked
    none = (
        {"person": None} if isinstance(named, NamedPerson) else {"person": None, "matched_by": None, "matched_at": None}
    )
    if not type(named).objects.filter(pk=named.pk, person=person).update(**none):
        raise NotLinked
    what = "named_child" if isinstance(named, NamedChild) else "named_person"
    refs = {what: named.pk, "person": person.pk}
    record(by=by, name="front_door.record_unlinked", subject=named.contact, refs=refs)
    return Handling.objects.create(
        contact=named.contact, kind=Handling.Kind.UNLINKED, words=because, named=named.name, person=person, by=by
    )
