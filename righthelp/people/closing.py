"""What a restriction would close: rooms above say which of their open work nobody on the list could go on with.

It is said before anything is restricted, in numbers: a worry that nobody can open any more is forgotten by everybody.
A room calls `register` once, in its AppConfig.ready.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.people.models import NamedReader, Restriction

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


@dataclass(frozen=True)
class CutOff:
    """Open work of one agency that would be cut off: how much of what, in words that name no other child."""

    agency: str
    what: str


Find = Callable[["Person", "Collection[Practitioner]"], Iterable[CutOff]]

_registered: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Add what a room's work loses where only these readers can open a record; the same name replaces it."""
    _registered[name] = find


def cut_off(person: "Person", readers: "Collection[Practitioner]") -> dict[str, list[str]]:
    """Give by the name of each agency what of its open work would be cut off if only these readers open a record."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in (one for find in _registered.values() for one in find(person, readers)):
        found[one.agency].append(one.what)
    return dict(sorted(found.items()))


def lists_of(people: Iterable[int]) -> dict[int, set[int]]:
    """Give for those of these people whose records are restricted who is on the list of each, by key; two queries."""
    restricted = Restriction.objects.filter(person__in=set(people), lifted_at__isnull=True)
    found: dict[int, set[int]] = {person: set() for person in restricted.values_list("person_id", flat=True)}
    named = NamedReader.objects.filter(restriction__in=restricted, ended_at__isnull=True)
    for person, practitioner in named.values_list("restriction__person_id", "practitioner_id"):
        found[person].add(practitioner)
    return found
