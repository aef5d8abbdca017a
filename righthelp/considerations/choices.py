"""The children whom a writer can choose by name: those they work with or cover, whom they added, and siblings.

Only where what is known of a child is open to the writer in their own right: being family of somebody is not enough.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import agencies_where
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import seen_among
from righthelp.people.caseload import worked_with
from righthelp.people.models import FamilyDraft, Person, Relationship
from righthelp.people.presenters import age_of, is_child, name_of
from righthelp.people.queries import bring_names
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT
from righthelp.people.rules import age_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

MOST = 50
LONGEST_CHILDHOOD = dt.timedelta(days=18 * 366)  # never too short: the age itself is asked of each
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
    listed = [one for one in found if one.public_id in wanted or _is_meant(one, today)]
    seen = seen_among(by, listed) if listed else {}
    opened = [one for one in listed if one.pk in seen and seen[one.pk].opens(Part.STORY)]
    first = sorted(opened, key=lambda one: _after(one, wanted, beside))[:MOST]
    bring_names(first)
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
    """Load who may stand in the list in one query: a union of plain questions, each answered by an index.

    `is_near` are those whom the writer works with, today or in cover, those of concern in families that the writer
    wrote down, and brothers and sisters of `beside`; `is_sibling` these last alone. `is_kin` are brothers and sisters
    of those of concern.
    """
    mine = Person.objects.filter(worked_with(by)).order_by().values("pk")
    concern = FamilyDraft.objects.filter(owner=by, saved_as__isnull=False).order_by().values("saved_as")
    siblings = _siblings(Person.objects.filter(public_id__in=beside).order_by().values("pk")) if beside else []
    near, kin = (mine, concern, *siblings), _siblings(concern)
    sent = Person.objects.filter(public_id__in=asked).order_by().values("pk")
    found = Person.objects.select_related("agency").filter(pk__in=_either(_added(by, today), sent, *near, *kin))
    return found.annotate(is_near=_is_in(*near), is_kin=_is_in(*kin), is_sibling=_is_in(*siblings))


def _added(by: "Practitioner", today: dt.date) -> "QuerySet[Person, Any]":
    """Ask for the newest of those whom the writer added and who may be under 18; the index on agencies answers it."""
    here = agencies_where(by, "write considerations")
    said = Q(born_on__isnull=True) & (Q(due_on__isnull=False) | ~Q(stage=""))
    young = said | Q(born_on__gt=today - LONGEST_CHILDHOOD)
    added = Person.objects.filter(young, noted_by=by, agency__in=here, died_on__isnull=True)
    newest = added.exclude(stage__in=(Person.Stage.ADULT, Person.Stage.LOST)).order_by("-pk").values("pk")
    # sliced one deeper: not every database slices a part of a union
    return Person.objects.filter(pk__in=newest[:MOST]).order_by().values("pk")


def _either(first: "QuerySet[Any, Any]", *others: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    return first.union(*others)


def _is_in(*asked: "QuerySet[Any, Any]") -> Case | Value:
    return Case(When(pk__in=_either(*asked), then=True), default=False) if asked else Value(False)


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


def _after(person: Person, wanted: Collection[UUID], beside: Collection[UUID]) -> tuple[bool, bool, bool, int]:
    """Say what comes later where there are more than fit: whom the form does not hold, who is near to nobody here."""
    key = person.public_id
    return key not in wanted, key not in beside, not vars(person)["is_near"], -person.pk


def _is_meant(person: Person, today: dt.date) -> bool:
    """Say whether somebody belongs in the list: up to 25 where they are of concern (BN-034), else under 18.

    Of others whom the writer added, and whose age nobody knows, most are parents.
    """
    if not _may_be_child(person, today):
        return False
    is_known_child = bool(person.born_on or person.due_on or person.stage) and is_child(person, today)
    return vars(person)["is_near"] or is_known_child or (vars(person)["is_kin"] and is_child(person, today))


def _may_be_child(person: Person, today: dt.date) -> bool:
    if person.died_on:
        return False
    if person.born_on is None:
        return person.stage != Person.Stage.ADULT
    return age_on(person.born_on, today) < SUPPORTED_TO
