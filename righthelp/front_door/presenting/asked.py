"""Whom an agency is asked about: as little as will do to find the child there (BP-109)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from righthelp.front_door.models import Check, NamedChild
from righthelp.people.models import Relationship, Residence


@dataclass(frozen=True)
class About:
    """One child as an agency sees them: name, birth, school; once their record is found, an open address."""

    name: str
    born_on: dt.date | None
    due_on: dt.date | None
    age: str
    school: str
    address: str


def asked_about(check: Check) -> list[About]:
    """Give the children of a question.

    An address goes out by itself only where the record of the child is linked and nobody named, or of their family, has
    one that is protected: before that nobody here can know. Then the school is left out, too: it leads to the child.
    """
    is_protected = _is_protected(check)
    return [_about(one, is_protected=is_protected) for one in check.children.all()]


def _about(one: NamedChild, *, is_protected: bool) -> About:
    school = "" if is_protected else one.school
    address = "" if is_protected or one.person_id is None else one.address
    return About(one.name, one.born_on, one.due_on, one.age, school, address)


def _is_protected(check: Check) -> bool:
    """Say whether an address is protected for anybody named, or tied to them, as far as they are on file."""
    contact = check.contact
    named = {*contact.children.values_list("person", flat=True), *contact.people.values_list("person", flat=True)}
    keys = named - {None}
    ties = Relationship.objects.filter(Q(person__in=keys) | Q(relative__in=keys), withdrawn_at__isnull=True)
    ends = {key for pair in ties.values_list("person", "relative") for key in pair}
    return Residence.objects.filter(person__in=keys | ends, is_protected=True, withdrawn_at__isnull=True).exists()
