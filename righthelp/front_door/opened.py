"""What is known when a contact is opened: who may be meant, what was asked before, and who works with the child."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from righthelp.calendar.rules import day_of
from righthelp.front_door.cards import card_of_child, card_of_person
from righthelp.front_door.models import Contact, ContactDecision, NamedChild, NamedPerson
from righthelp.front_door.rules import asked_again
from righthelp.people.finding.access import people_like
from righthelp.people.finding.presenters import Row, bands_of
from righthelp.people.policies import closed_people
from righthelp.work.models import Episode

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

MOST_EARLIER = 20


@dataclass(frozen=True)
class Match:
    """Somebody named whom nobody has linked to a record, and who on file they may be, in bands with why."""

    named: NamedChild | NamedPerson
    is_child: bool
    bands: list[tuple[str, list[Row]]]


@dataclass(frozen=True)
class Matches:
    """Who may be meant by each; `is_closed` where a record fits that only named people open."""

    found: list[Match]
    is_closed: bool


def matches_of(by: "Practitioner", contact: Contact, today: dt.date) -> Matches:
    """Look for everybody named who is not linked yet; each look at a record is logged."""
    family = [one for one in contact.people.all() if one.kind != NamedPerson.Kind.WORKER]
    children = [one for one in contact.children.all() if one.person_id is None]
    others = [one for one in family if one.person_id is None]
    cards = [card_of_child(one, family, today) for one in children] + [card_of_person(one, today) for one in others]
    if not cards:
        return Matches([], False)
    hits = people_like(by, [(card, "") for card in cards], but=_linked(contact))
    named: list[NamedChild | NamedPerson] = [*children, *others]
    found = [
        Match(one, isinstance(one, NamedChild), bands_of(hit, today)) for one, hit in zip(named, hits, strict=True)
    ]
    return Matches(found, any(one.is_closed for one in hits))


def _linked(contact: Contact) -> set[int]:
    """Give the records that are linked already: they are not meant twice in one contact."""
    of_children = {one.person_id for one in contact.children.all() if one.person_id}
    return of_children | {one.person_id for one in contact.people.all() if one.person_id}


@dataclass(frozen=True)
class Earlier:
    """Another contact about a child of this one, and what was decided for that child."""

    contact: Contact
    child: NamedChild
    outcomes: list[str]


@dataclass(frozen=True)
class Known:
    """What is on file about the children who are linked: other contacts, the newest first, and the work that goes on.

    `again` are the children for whom help had been asked for in the twelve months before.
    """

    earlier: list[Earlier]
    more: int
    again: list[NamedChild]
    work: list[Episode]


def known_of(by: "Practitioner", contact: Contact) -> Known:
    """Read what is on file; of contacts that are closed to the reader, nothing."""
    linked = {one.person_id: one for one in contact.children.all() if one.person_id}
    if not linked:
        return Known([], 0, [], [])
    found = _others(by, contact, linked.keys())
    earlier = [Earlier(one.contact, linked[one.person_id], _outcomes(one)) for one in found if one.person_id]
    work = Episode.objects.going_on().filter(child__in=linked.keys()).with_workers()
    return Known(
        earlier[:MOST_EARLIER],
        max(len(earlier) - MOST_EARLIER, 0),
        [child for child in linked.values() if _again(child, contact, earlier)],
        list(work.select_related("child")),
    )


def _others(by: "Practitioner", contact: Contact, people: Collection[int]) -> list[NamedChild]:
    """Load the same children as other contacts name them."""
    closed = NamedChild.objects.filter(person__in=closed_people(by)).order_by().values("contact")
    others = NamedChild.objects.filter(person__in=people, contact__received_at__isnull=False)
    others = others.exclude(contact=contact.pk).exclude(contact__in=closed)
    decisions = Prefetch("decisions", ContactDecision.objects.standing().select_related("level"))
    return list(others.select_related("contact").prefetch_related(decisions).order_by("-contact__received_at", "-pk"))


def _outcomes(child: NamedChild) -> list[str]:
    return [f"{one.get_outcome_display()} ({one.level})" for one in child.decisions.all()]


def _again(child: NamedChild, contact: Contact, earlier: list[Earlier]) -> bool:
    came = [one.contact.received_at for one in earlier if one.child == child]
    received = contact.received_at
    if received is None:
        return False
    return asked_again([day_of(at) for at in came if at and at < received], day_of(received))
