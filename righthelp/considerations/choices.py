"""The children whom a writer can choose by name: those they work with, whom they added, brothers and sisters.

Only where what is known of a child is open to the writer in their own right: being family of somebody is not enough.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Prefetch, When, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import seen_among
from righthelp.people.models import FamilyDraft, Name, Person, Relationship
from righthelp.people.presenters import age_of, name_of
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT
from righthelp.people.rules import age_on
from righthelp.work.models import Involvement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

MOST = 50
SUPPORTED_TO = 25  # with an education, health and care plan (BN-034)
Kind = Relationship.Kind
SIBLINGS = frozenset({Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN})


@dataclass(frozen=True)
class ToChoose:
    """The children in a list to choose from, and which of them are brothers and sisters of whom it is about."""

    people: tuple[Person, ...]
    siblings: frozenset[int]
    why: Mapping[int, str]  # the first reason for which each is open

    def in_words(self) -> dict[str, str]:
        """Give public ids with names and ages, as a form offers them."""
        today = timezone.localdate()
        return {str(one.public_id): words_of(one, today) for one in self.people}

    def offered(self) -> list[str]:
        """Give the public ids of the brothers and sisters."""
        return [str(one.public_id) for one in self.people if one.pk in self.siblings]


def children_to_choose(
    by: "Practitioner", *, asked: Collection[str] = (), beside: Collection[UUID] = (), without: Collection[int] = ()
) -> ToChoose:
    """Give the children whom somebody can choose, with their names, by name, at most 50.

    `asked`: public ids that the form sent or that the writer came with; they stay in the list where they are open.
    `beside`: public ids of those whose brothers and sisters are offered too.
    `without`: keys of those are named there already.
    """
    today, wanted = timezone.localdate(), {key for key in map(_as_uuid, asked) if key}
    found = [one for one in _candidates(by, wanted, beside, today) if one.pk not in without]
    listed = [one for one in found if one.public_id in wanted or _may_be_child(one, today)]
    seen = seen_among(by, listed) if listed else {}
    opened = [one for one in listed if one.pk in seen and seen[one.pk].opens(Part.STORY)]
    first = sorted(opened, key=lambda one: (one.public_id not in wanted, one.public_id not in beside, -one.pk))[:MOST]
    _bring_names(first)
    by_name = sorted(first, key=lambda one: (name_of(one).casefold(), one.pk))
    siblings = frozenset(one.pk for one in first if vars(one).get("is_sibling") and one.public_id not in beside)
    return ToChoose(tuple(by_name), siblings, {one.pk: seen[one.pk].reasons[0].words for one in first})


def chosen_among(by: "Practitioner", listed: ToChoose, chosen: Iterable[str]) -> list[Person]:
    """Give those of the listed people who were chosen, and log that the writer names them."""
    wanted = set(chosen)
    found = [one for one in listed.people if str(one.public_id) in wanted]
    for one in found:
        look(by=by, subject=one, page="named in a consideration", reason=listed.why[one.pk])
    return found


def came_with(by: "Practitioner", listed: ToChoose, public_id: UUID) -> Person:
    """Give the child from whose record the writer came, and log the look; else 404 with no hint."""
    child = next((one for one in listed.people if one.public_id == public_id), None)
    if child is None:
        refused = Person.objects.filter(public_id=public_id).first()
        raise LookRefused(by, refused) if refused else Http404
    look(by=by, subject=child, page="think about needs", reason=listed.why[child.pk])
    return child


def words_of(person: Person, today: dt.date) -> str:
    """Name somebody in a list with the age, and no date."""
    age = "not born yet" if person.due_on and not person.born_on and not person.died_on else age_of(person, today)
    return f"{name_of(person)}, {age.lower()}" if age and not person.died_on else name_of(person)


def _candidates(
    by: "Practitioner", asked: Collection[UUID], beside: Collection[UUID], today: dt.date
) -> Iterable[Person]:
    """Load who may stand in the list in one query: a union of plain questions, each answered by an index."""
    mine = Involvement.objects.on(today).of(by).order_by().values("child")
    added = FamilyDraft.objects.filter(owner=by, saved_as__isnull=False).order_by().values("saved_as")
    sent = Person.objects.filter(public_id__in=asked).order_by().values("pk")
    everybody = Person.objects.select_related("agency")
    if not beside:
        return everybody.filter(pk__in=mine.union(added, sent))
    first, *others = _siblings(Person.objects.filter(public_id__in=beside).order_by().values("pk"))
    found = everybody.filter(pk__in=mine.union(added, sent, first, *others))
    return found.annotate(is_sibling=Case(When(pk__in=first.union(*others), then=True), default=False))


def _siblings(people: Any) -> list["QuerySet[Relationship, Any]"]:
    """Ask for brothers and sisters, stated from either side or through a parent."""
    ties = Relationship.objects.filter(withdrawn_at__isnull=True).order_by()
    stated, born = ties.filter(kind__in=SIBLINGS), ties.filter(kind__in=DESCENT)
    return [
        stated.filter(relative__in=people).values("person"),
        stated.filter(person__in=people).values("relative"),
        born.filter(relative__in=born.filter(person__in=people).values("relative")).values("person"),
    ]


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _may_be_child(person: Person, today: dt.date) -> bool:
    if person.died_on:
        return False
    if person.born_on is None:
        return person.stage != Person.Stage.ADULT
    return age_on(person.born_on, today) < SUPPORTED_TO


def _bring_names(people: list[Person]) -> None:
    prefetch_related_objects(people, Prefetch("names", Name.objects.filter(withdrawn_at__isnull=True)))
