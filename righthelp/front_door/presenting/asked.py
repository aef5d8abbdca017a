"""Whom an agency is asked about: as little as will do to find the child there (BP-109)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from righthelp.front_door.models import Check, NamedChild
from righthelp.people.models import Relationship, Residence
from righthelp.people.places import tells_of


@dataclass(frozen=True)
class About:
    """One child as an agency sees them: name, birth, and an address that is not protected."""

    name: str
    born_on: dt.date | None
    due_on: dt.date | None
    age: str
    address: str


def asked_about(check: Check) -> list[About]:
    """Give the children of a question. An address is left out wherever one is protected for the child or the family."""
    protected = _protected(check)
    return [_about(one, protected) for one in check.children.all()]


def _about(one: NamedChild, protected: list[Residence]) -> About:
    address = "" if not one.address or tells_of(one.address, protected) else one.address
    return About(one.name, one.born_on, one.due_on, one.age, address)


def _protected(check: Check) -> list[Residence]:
    """Give the protected addresses of everybody named, and of those tied to them, as far as they are on file."""
    contact = check.contact
    named = {*contact.children.values_list("person", flat=True), *contact.people.values_list("person", flat=True)}
    keys = named - {None}
    ties = Relationship.objects.filter(Q(person__in=keys) | Q(relative__in=keys), withdrawn_at__isnull=True)
    ends = {key for pair in ties.values_list("person", "relative") for key in pair}
    return list(Residence.objects.filter(person__in=keys | ends, is_protected=True, withdrawn_at__isnull=True))
