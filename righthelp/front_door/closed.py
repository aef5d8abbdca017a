"""Contacts that name somebody whose record only named people open: which they are, and who of the front door may.

It begins with the restricted records, of which there are few, so that a long list costs nothing more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from righthelp.front_door.models import Contact, NamedChild, NamedPerson
from righthelp.front_door.rota import people_here
from righthelp.people.closing import lists_of
from righthelp.people.models import Restriction
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet

Closed = dict[int, set[int]]  # contacts, each with whose records close it; by key


def is_open_to(reader: "Practitioner", contact: Contact) -> bool:
    """Say whether no restricted record that a contact names is closed to a reader."""
    return Contact.objects.filter(pk=contact.pk).open_among(closed_people(reader)).exists()


def closed_to(reader: "Practitioner", contacts: "ContactQuerySet") -> Closed:
    """Give those of some contacts that are closed to a reader."""
    return _naming(closed_people(reader), contacts)


def restricted_among(contacts: "ContactQuerySet") -> Closed:
    """Give those of some contacts that are closed to everybody but named people."""
    return _naming(Restriction.objects.filter(lifted_at__isnull=True).order_by().values("person"), contacts)


def who_may_open(closed: Mapping[int, Collection[int]]) -> "dict[int, list[Practitioner]]":
    """Give for each closed contact those of the front door who are on the lists of all the records that close it."""
    if not closed:
        return {}
    lists, here = lists_of(person for people in closed.values() for person in people), people_here()
    return {
        contact: [one for key, one in here.items() if is_on_all(key, (lists.get(person, set()) for person in people))]
        for contact, people in closed.items()
    }


def those_who_can_open(
    contact: Contact, people: "Sequence[Practitioner]", openers: "Mapping[int, list[Practitioner]]"
) -> "list[Practitioner]":
    """Keep those to whom a contact is open; where it is closed to all of them, whoever of the front door may open it.

    Where nobody there may, all the same those who would be told: their notice says that there is one, and no more.
    """
    if contact.pk not in openers:
        return list(people)
    may_open = openers[contact.pk]
    return [one for one in people if one in may_open] or may_open or list(people)


def is_on_all(key: int, lists: Iterable[Collection[int]]) -> bool:
    """Say whether somebody stands on all of some lists, of restricted records of which each has its own."""
    return all(key in named for named in lists)


def _naming(people: "QuerySet[Any, Any]", contacts: "ContactQuerySet") -> Closed:
    there = {"person__in": people, "contact__in": contacts.order_by().values("pk")}
    children, others = (
        model._default_manager.filter(**there).order_by().values_list("contact_id", "person_id")
        for model in (NamedChild, NamedPerson)
    )
    found: Closed = {}
    for contact, person in children.union(others):
        if person is not None:
            found.setdefault(contact, set()).add(person)
    return found
