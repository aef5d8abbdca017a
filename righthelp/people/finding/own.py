"""Whom a few words fit among the records that are open to the reader: one name, an age or a street is enough there.

Among everybody on file, a first name alone says nothing, and the matcher rightly names nobody. Among the children
whom a teacher works with it is how she asks for one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from righthelp.people.finding.sight import Sight
from righthelp.people.matching.card import Card, read, without_homes
from righthelp.people.matching.compare import FIELDS, MISSING, OTHER, SAME, Levels, compare
from righthelp.people.matching.compare import home as compare_homes
from righthelp.people.matching.explain import explain
from righthelp.people.matching.find import CANDIDATE, POSSIBLE, Found
from righthelp.people.matching.models import MatchRecord
from righthelp.people.matching.normal import Home
from righthelp.people.models import Relationship
from righthelp.people.reasons import Part, within_reach

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

MOST_READ = 5_000
MOST_SHOWN = 20
POINTS_TO_SOMEBODY = ("first", "last", "born", "home")
DOES_NOT_FIT: Mapping[str, frozenset[str]] = {
    "first": frozenset({OTHER, "near", "initial"}),
    "last": frozenset({OTHER, "near", "initial"}),
    "born": frozenset({OTHER, "near_year", "age_near", "far_due", "age_other", "years_apart"}),
    "home": frozenset({OTHER, "town", "sector"}),
}


def fitting_among_own(sight: Sight, ways: Sequence[Card]) -> list[Found]:
    """Give those whom everything that was given fits, whose record some reason opens; the best fitting first."""
    if not ways:
        return []
    lines = dict(_records_within_reach(sight.reader, sight.but).values_list("pk", "line")[:MOST_READ])
    cards = [read(person, line, ways[0].on) for person, line in lines.items()]
    sight.look(card.person for card in cards if _best(ways, card))
    known = {card.person: lines[card.person] for card in cards if card.person in sight.known}
    open_lines = _as_open(sight, known)
    open_cards = [read(person, line, ways[0].on) for person, line in open_lines.items()]
    fitting = [(card.person, best) for card in open_cards if (best := _best(ways, card))]
    fitting.sort(key=lambda one: (-one[1].count(SAME), one[0]))
    return [Found(person, 0.0, POSSIBLE, CANDIDATE, explain(levels)) for person, levels in fitting[:MOST_SHOWN]]


def _records_within_reach(reader: "Practitioner", but: Iterable[int]) -> "QuerySet[MatchRecord]":
    """Give the filed records of those within reach and of their family, one step far; the newest first."""
    own = within_reach(reader)
    ties = Relationship.objects.filter(withdrawn_at__isnull=True).order_by()
    up, down = ties.filter(person__in=own).values("relative"), ties.filter(relative__in=own).values("person")
    return MatchRecord.objects.filter(pk__in=own.union(up, down)).exclude(pk__in=set(but)).order_by("-pk")


def _as_open(sight: Sight, lines: Mapping[int, str]) -> dict[int, str]:
    """Leave out what is closed to the reader: whether it fits must not be told by who is found."""
    known = sight.as_open(lines)
    return {key: line if sight.known[key].opens(Part.WHERE) else without_homes(line) for key, line in known.items()}


def _best(ways: Sequence[Card], card: Card) -> Levels | None:
    """Give how a person fits the words read in the best way, or nothing where something given does not fit."""
    fitting = [levels for levels in (_compared(way, card) for way in ways) if _fits(levels)]
    return max(fitting, key=lambda levels: levels.count(SAME), default=None)


def _compared(way: Card, card: Card) -> Levels:
    """Compare; a street alone, which names no home among everybody, fits whoever lives in a street of that name."""
    levels = compare(way, card)
    if any(is_street_alone(mine) and _same_street(mine, theirs) for mine in way.homes for theirs in card.homes):
        return tuple("street" if field == "home" else one for field, one in zip(FIELDS, levels, strict=True))  # type: ignore[return-value]
    return levels


def is_street_alone(home: Home) -> bool:
    """Say whether nothing but a street is known of a home."""
    return bool(home.street) and not (home.numbers or home.postcode or home.town)


def _same_street(mine: Home, theirs: Home) -> bool:
    return compare_homes(mine._replace(town="x"), Home("", "", theirs.street, "x")) in {SAME, "close"}


def _fits(levels: Levels) -> bool:
    given = dict(zip(FIELDS, levels, strict=True))
    says_something = any(given[field] != MISSING for field in POINTS_TO_SOMEBODY)
    return says_something and not any(given[field] in levels for field, levels in DOES_NOT_FIT.items())
