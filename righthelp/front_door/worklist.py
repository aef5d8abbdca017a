"""The worklist: what arrived and is not decided, for whoever works at the front door; and what was decided lately.

It logs no look a contact, as a list of considerations does not: opening a contact does. Of a contact that names
somebody whose restricted record is closed to the reader it shows that there is one, and who may open it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q

from righthelp.agencies.models import Agency
from righthelp.design_system.paging import A_PAGE, page_links, page_number
from righthelp.front_door.closed import closed_to, who_may_open
from righthelp.front_door.models import Contact, ContactDecision, NamedChild
from righthelp.front_door.rules import DECIDED_LATELY

if TYPE_CHECKING:
    from django.http import QueryDict

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet

CameBy = Contact.CameBy
STATES = {
    "all": "All not decided",
    "waiting": "Waiting for somebody",
    "taken": "Somebody works on it",
    "mine": "Mine",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the list. It stands in the address, so no word of it is about anybody."""

    state: str = "all"
    way: str = ""
    agency: str = ""
    urgent: bool = False
    late: bool = False
    number: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Say whether not all is shown."""
        return replace(self, number=1) != Wanted()

    @property
    def tells_of_each(self) -> bool:
        """Say whether being in the list tells how a contact came: a restricted one then stays out of it."""
        return bool(self.way or self.agency)

    def address(self, **changes: Any) -> str:
        """Give the part of the address after the question mark, with changes, from the first page on."""
        one = replace(self, **{"number": 1, **changes})
        given = {"state": one.state if one.state != "all" else "", "way": one.way, "agency": one.agency}
        given |= {name: "yes" for name in ("urgent", "late") if getattr(one, name)}
        given |= {"page": str(one.number)} if one.number > 1 else {}
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


def read_wanted(asked: "QueryDict") -> Wanted:
    """Read what is wanted from an address; what makes no sense there is left out."""
    state, way = asked.get("state", ""), asked.get("way", "")
    return Wanted(
        state=state if state in STATES else "all",
        way=way if way in CameBy.values else "",
        agency=_public_id(asked.get("agency", "")),
        urgent=asked.get("urgent") == "yes",
        late=asked.get("late") == "yes",
        number=page_number(asked),
    )


@dataclass(frozen=True)
class Counts:
    """How many there are not decided, by each thing one can narrow the list by."""

    states: Mapping[str, int]
    ways: Mapping[str, int]
    agencies: list[tuple[str, str, int]]
    urgent: int
    late: int


@dataclass(frozen=True)
class Shut:
    """Contacts that are closed to a reader, by key, each with those of the front door who may open it."""

    asked_of: Mapping[int, list[str]]

    def __contains__(self, contact: Contact) -> bool:
        return contact.pk in self.asked_of

    def named(self, contact: Contact) -> list[str]:
        """Name those who may open it."""
        return self.asked_of[contact.pk]


@dataclass(frozen=True)
class Listed:
    """One page of a list."""

    rows: list[Contact]
    total: int
    shut: Shut
    pages: dict[str, Any] | None


class _Group(NamedTuple):
    """How many contacts are the same in all by which the list is narrowed and counted."""

    holder: int | None
    way: str
    agency: int | None
    is_urgent: bool
    is_late: bool
    is_closed: bool
    number: int


def listed(reader: "Practitioner", wanted: Wanted, now: dt.datetime) -> tuple[Listed, Counts]:
    """Give one page of what is not decided, urgent first and then by clock, and the counts.

    One question reads all that is not decided along the index of the worklist; it is narrowed and counted here. For a
    filter or a count a database may choose another index, which leads through all that was ever decided.
    """
    undecided = Contact.objects.undecided()
    closed = closed_to(reader, undecided)
    lines = _lines(undecided, closed, now)
    groups = [_Group._make((*values, number)) for values, number in Counter(line[1:] for line in lines).items()]
    agencies = Agency.objects.in_bulk({one.agency for one in groups if one.agency})
    chosen = {one[:-1] for one in groups if _is_wanted(one, wanted, reader, agencies)}
    keys, first = [line[0] for line in lines if line[1:] in chosen], (wanted.number - 1) * A_PAGE
    rows = Contact.objects.filter(pk__in=keys[first : first + A_PAGE])
    return _page(rows, wanted, len(keys), closed), _counts(groups, reader, agencies)


def _lines(undecided: "ContactQuerySet", closed: Collection[int], now: dt.datetime) -> "list[tuple[Any, ...]]":
    """Give of each contact its key and what makes its group."""
    marked = undecided.annotate(
        is_late=ExpressionWrapper(Q(due_at__lt=now), BooleanField()),
        is_closed=ExpressionWrapper(Q(pk__in=[*closed, 0]), BooleanField()),
    )
    return list(marked.values_list("pk", "holder_id", "came_by", "agency_id", "is_urgent", "is_late", "is_closed"))


def _is_wanted(group: _Group, wanted: Wanted, reader: "Practitioner", agencies: "Mapping[int, Agency]") -> bool:
    agency = agencies.get(group.agency or 0)
    return (
        _is_in(wanted.state, group, reader)
        and (not wanted.way or group.way == wanted.way)
        and (not wanted.agency or (agency is not None and str(agency.public_id) == wanted.agency))
        and (not wanted.urgent or group.is_urgent)
        and (not wanted.late or group.is_late)
        and not (wanted.tells_of_each and group.is_closed)
    )


def _is_in(state: str, group: _Group, reader: "Practitioner") -> bool:
    if state == "mine":
        return group.holder == reader.pk
    return state == "all" or (group.holder is None) is (state == "waiting")


def decided_lately(reader: "Practitioner", wanted: Wanted, now: dt.datetime) -> Listed:
    """Give one page of what was decided in the last two weeks, the latest first, with what was decided."""
    lately = Contact.objects.filter(decided_at__gte=now - DECIDED_LATELY)
    closed = closed_to(reader, lately)
    decisions = Prefetch("decisions", ContactDecision.objects.standing())
    children = Prefetch("children", NamedChild.objects.prefetch_related(decisions))
    first, ordered = (wanted.number - 1) * A_PAGE, lately.order_by("-decided_at", "-pk")
    return _page(ordered[first : first + A_PAGE], wanted, lately.count(), closed, children)


@dataclass(frozen=True)
class Measured:
    """How long decisions took lately, and how many children were sent on to somebody else (BP-116)."""

    decided: int
    in_time: int
    half_within: dt.timedelta
    sent_on: int


def measured(now: dt.datetime) -> Measured | None:
    """Measure the last two weeks; nothing where nothing was decided."""
    since = now - DECIDED_LATELY
    lately = Contact.objects.filter(decided_at__gte=since).order_by()
    clocks = lately.values_list("received_at", "due_at", "decided_at", "reopened_at")
    moments = [(again or at, due, done) for at, due, done, again in clocks]
    if not moments:
        return None
    took = sorted(done - at for at, _, done in moments if at and done)
    in_time = sum(due is not None and done is not None and done <= due for _, due, done in moments)
    elsewhere = ContactDecision.objects.standing().filter(
        decided_at__gte=since, outcome=ContactDecision.Outcome.ELSEWHERE
    )
    return Measured(len(moments), in_time, took[len(took) // 2], elsewhere.count())


def _page(
    rows: "ContactQuerySet",
    wanted: Wanted,
    total: int,
    closed: Mapping[int, Collection[int]],
    children: "Prefetch[Any] | str" = "children",
) -> Listed:
    found = list(rows.select_related("agency", "holder").prefetch_related(children))
    shut = {one.pk: closed[one.pk] for one in found if one.pk in closed}
    named = {key: [one.name for one in people] for key, people in who_may_open(shut).items()}
    return Listed(found, total, Shut(named), _pages(wanted, total))


def _pages(wanted: Wanted, total: int) -> dict[str, Any] | None:
    before = wanted.address(number=wanted.number - 1) if wanted.number > 1 else ""
    after = wanted.address(number=wanted.number + 1) if total > wanted.number * A_PAGE else ""
    return page_links(before=before, after=after)


def _counts(groups: Sequence[_Group], reader: "Practitioner", agencies: "Mapping[int, Agency]") -> Counts:
    def number(is_counted: Callable[[_Group], bool]) -> int:
        return sum(one.number for one in groups if is_counted(one))

    ways, by_agency = Counter[str](), Counter[int | None]()
    for one in groups:
        if not one.is_closed:
            ways[one.way] += one.number
            by_agency[one.agency] += one.number
    named = sorted((agency.name, str(agency.public_id), by_agency[key]) for key, agency in agencies.items())
    return Counts(
        states={state: number(partial(_is_in, state, reader=reader)) for state in STATES},
        ways={way: ways[way] for way in CameBy.values if ways[way]},
        agencies=[(key, name, found) for name, key, found in named if found],
        urgent=number(lambda one: one.is_urgent),
        late=number(lambda one: one.is_late),
    )


def _public_id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
