"""The children of a practitioner's own page: only those whose records are open to that practitioner."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from righthelp.agencies.policies import agencies_where
from righthelp.calendar.rules import working_days_elapsed
from righthelp.people.access import Seen
from righthelp.people.models import Person
from righthelp.people.presenters import name_of
from righthelp.people.queries import bring_names, is_restricted
from righthelp.work.models import Cover, Episode, Handover, Involvement, Transfer
from righthelp.work.policies import covers_of, may_say_who_leads, open_to, teams_managed

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

TOLD_FOR = dt.timedelta(days=30)
Chosen = Callable[[Involvement], bool]


@dataclass(frozen=True)
class Listed:
    """A child in a list: whose work puts it there, and how many others there are."""

    child: Person
    involvements: tuple[Involvement, ...]
    others: int


@dataclass(frozen=True)
class Waiting:
    """A piece of work that nobody leads: for how many working days, and whether the reader may say who does."""

    episode: Episode
    working_days: int
    may_allocate: bool


@dataclass(frozen=True)
class Children:
    """Everything on the page.

    `joined` are those who lately came by allocation to a child whose record they did not see, the newest first.
    `closed` counts those with whom somebody works whose records are restricted, `unseen` the pieces of work that
    nobody leads and that somebody answers for, with children whose records they may not open.
    """

    mine: list[Listed]
    covered: list[Listed]
    team: list[Listed]
    covers: list[Cover]
    joined: list[Involvement]
    waiting: list[tuple[Transfer, bool]]
    closed: int
    not_allocated: list[Waiting]
    unseen: int


def children_of(reader: "Practitioner", today: dt.date) -> Children:
    """Give the children with whom somebody works, whom they cover, and with whom their people work."""
    covers = covers_of(reader, today)
    read: list[Involvement] = list(_around(reader, covers, today))
    around = [one for one in read if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)]
    sent: list[Transfer] = list(_sent_from(reader))
    unled = _not_allocated(reader)
    people = {one.child_id: one.child for one in around} | {one.child_id: one.child for one in sent}
    people |= {one.child_id: one.child for one in unled}
    closed = {one.child_id for one in around if vars(one)["is_child_closed"]}
    closed |= {one.child_id for one in sent if vars(one)["is_child_closed"]}
    closed |= {one.child_id for one in unled if vars(one)["is_child_closed"]}
    seen = open_to(reader, people.values(), closed)
    opened = seen.keys()
    bring_names(people[key] for key in opened)
    for one in sent:
        one.child = people[one.child_id]
    for piece in unled:
        piece.child = people[piece.child_id]
    is_mine, is_covered, is_of_team = _own(reader), _covered(covers), _of_team(reader)

    def listed(chosen: Chosen) -> list[Listed]:
        return _listed(reader, [one for one in around if one.child_id in opened], chosen, people)

    return Children(
        mine=listed(is_mine),
        covered=listed(is_covered),
        team=listed(is_of_team),
        covers=covers,
        joined=_joined(reader, [one for one in read if one.child_id in opened], people),
        waiting=[(one, one.child_id in opened) for one in sent if one.child_id in opened or one.sent_by == reader],
        closed=len({one.child_id for one in around if is_mine(one)} - opened),
        not_allocated=_waiting(reader, [one for one in unled if one.child_id in opened], seen, today),
        unseen=sum(one.child_id not in opened for one in unled),
    )


def _joined(reader: "Practitioner", read: list[Involvement], people: dict[int, Person]) -> list[Involvement]:
    """Choose who came by allocation lately, by anybody but the reader; each with the child as the page has read it."""
    lately = timezone.now() - TOLD_FOR
    new = [one for one in read if one.joined_because and one.noted_at >= lately and one.noted_by != reader]
    for one in new:
        one.child = people[one.child_id]
    return sorted(new, key=lambda one: (one.noted_at, one.pk), reverse=True)


def bring_notes(shown: Iterable[Listed]) -> None:
    """Load how the work in these rows was handed over, in one query."""
    involvements = [one for row in shown for one in row.involvements]
    notes = Handover.objects.select_related("handed_by")
    prefetch_related_objects(involvements, Prefetch("handed_from", notes))


def _around(reader: "Practitioner", covers: list[Cover], today: dt.date) -> Iterable[Involvement]:
    """Load everybody's work today with each child that may stand on the page, and who joined lately by allocation.

    These also where they left meanwhile: they could open the record, and those who work with the child are told.
    The children are found first: PostgreSQL would read everybody's work in the place before it looked for theirs.
    """
    led = agencies_where(reader, "see the agency's drafts")
    asked = [Q(practitioner=reader), Q(team__in=teams_managed(reader)), Q(team__agency__in=led)]
    asked += [Q(practitioner=one.absent_id, team=one.team_id) for one in covers]
    these = Involvement.objects.on(today).filter(reduce(or_, asked)).order_by().values_list("child", flat=True)
    joined = Involvement.objects.joined_by_allocation(timezone.now() - TOLD_FOR)
    found = (Involvement.objects.on(today) | joined).filter(child__in=set(these)).with_people()
    return found.select_related("child__agency", "noted_by").annotate(is_child_closed=is_restricted("child"))


def _not_allocated(reader: "Practitioner") -> list[Episode]:
    """Load the work that nobody leads, of the teams and agencies for which somebody answers, the longest wait first."""
    teams, led = teams_managed(reader), agencies_where(reader, "see the agency's drafts")
    if not teams and not led:
        return []
    theirs = Episode.objects.not_allocated().filter(Q(team__in=teams) | Q(team__agency__in=led))
    found = theirs.with_wait().annotate(is_child_closed=is_restricted("child"))
    found = found.select_related("child__agency", "team__agency")
    return sorted(found, key=lambda one: (_since(one), one.pk))


def _waiting(reader: "Practitioner", episodes: list[Episode], seen: dict[int, Seen], today: dt.date) -> list[Waiting]:
    """Say of each how long it has waited; days on which only the partnership is closed count, as the child waits."""
    return [
        Waiting(
            one,
            working_days_elapsed(min(_since(one), today), today),
            may_say_who_leads(reader, one, seen[one.child_id].reasons),
        )
        for one in episodes
    ]


def _since(episode: Episode) -> dt.date:
    """Give the day since which nobody leads work, as `with_wait` read it."""
    day: dt.date = vars(episode)["waits_since"]
    return day


def _own(reader: "Practitioner") -> Chosen:
    agencies = {one.pk for one in agencies_where(reader, "write considerations")}
    return lambda one: bool(
        one.practitioner_id == reader.pk and one.team is not None and one.team.agency_id in agencies
    )


def _covered(covers: list[Cover]) -> Chosen:
    away = {(one.absent_id, one.team_id) for one in covers}
    return lambda one: (one.practitioner_id, one.team_id) in away


def _of_team(reader: "Practitioner") -> Chosen:
    """Choose the work of others in the teams that somebody manages or in whose agency they lead."""
    teams = {one.pk for one in teams_managed(reader)}
    led = {one.pk for one in agencies_where(reader, "see the agency's drafts")}
    return lambda one: bool(
        one.team is not None
        and one.practitioner_id != reader.pk
        and (one.team_id in teams or one.team.agency_id in led)
    )


def _listed(
    reader: "Practitioner",
    around: list[Involvement],
    chosen: Chosen,
    people: dict[int, Person],
) -> list[Listed]:
    kept: dict[int, list[Involvement]] = {}
    others: dict[int, set[object]] = {}
    for one in around:
        others.setdefault(one.child_id, set()).add(one.practitioner_id or one.name.casefold())
        if chosen(one):
            kept.setdefault(one.child_id, []).append(one)
    rows = [Listed(people[key], tuple(found), len(others[key] - {reader.pk})) for key, found in kept.items()]
    return sorted(rows, key=lambda row: (name_of(row.child).casefold(), row.child.pk))


def _sent_from(reader: "Practitioner") -> Iterable[Transfer]:
    agencies = agencies_where(reader, "write considerations")
    sent = Transfer.objects.without_receipt().filter(from_agency__in=agencies)
    sent = sent.annotate(is_child_closed=is_restricted("child"))
    return sent.select_related("child__agency", "to_agency", "sent_by")
