"""From the records to cards, many people with four queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

from righthelp.people.matching import normal
from righthelp.people.matching.bulk import read_about
from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.normal import Day, Home
from righthelp.people.models import Name, Person, Relationship

PARENTS = (Relationship.Kind.PARENT.value, Relationship.Kind.ADOPTIVE_PARENT.value)
KNOWN_TO: dict[str, int] = {Person.Certainty.YEAR: 1, Person.Certainty.ESTIMATED: 1, Person.Certainty.MONTH: 2}


def cards_of(people: Collection[int], on: dt.date) -> list[Card]:
    """Read people from their records, in the order of their keys."""
    if not people:
        return []
    parents = _parents(people)
    everybody = set(people).union(*parents.values())
    names, lived, said = _names(everybody), _residences(people), _said(everybody)
    return [
        Card(
            pk,
            tuple(names[pk]),
            normal.sex(said[pk][0]),
            said[pk][1] if said[pk][2] is None else "",
            said[pk][2],
            said[pk][3],
            *lived[pk],
            tuple(_as_parent(names[parent], said[parent][2]) for parent in parents.get(pk, ())),
            None,
            on,
        )
        for pk in sorted(people)
        if pk in said
    ]


def _said(people: Collection[int]) -> dict[int, tuple[str, str, Day | None, Day | None]]:
    """Give sex, stage, day of birth and due date."""
    rows = read_about("SELECT id, sex, stage, born_on, born_on_is, due_on FROM people_person WHERE id AMONG", people)
    return {pk: (sex, stage, _day(born, certainty), _day(due, "")) for pk, sex, stage, born, certainty, due in rows}


@lru_cache(normal.KEPT)
def _day(day: dt.date | str | None, certainty: str) -> Day | None:
    if day is None:
        return None
    year, month, date = map(int, str(day).split("-"))
    known = KNOWN_TO.get(certainty, 3)
    return Day(year, month if known > 1 else 0, date if known > 2 else 0)


def _as_parent(names: list[Called], born: Day | None) -> Parent:
    return Parent(names[0].first, names[0].last, born) if names else Parent("", "", born)


def _names(people: Collection[int]) -> dict[int, list[Called]]:
    """Give names, the registered one first."""
    found: dict[int, list[Called]] = defaultdict(list)
    rows = read_about(
        'SELECT id, person_id, kind, "first", middle, "last" FROM people_name'
        " WHERE person_id AMONG AND withdrawn_at IS NULL",
        people,
    )
    for _, pk, kind, first, middle, last in sorted(rows):
        name = called(first, middle, last)
        if (name.first or name.middle or name.last) and name not in found[pk]:
            found[pk].insert(0 if kind == Name.Kind.REGISTERED else len(found[pk]), name)
    return found


def _residences(people: Collection[int]) -> dict[int, tuple[tuple[Home, ...], tuple[Home, ...]]]:
    """Give addresses, now and before. What is protected stays out, since a match would tell of it."""
    now: dict[int, tuple[Home, ...]] = defaultdict(tuple)
    before: dict[int, tuple[Home, ...]] = defaultdict(tuple)
    rows = read_about(
        "SELECT id, person_id, to_on IS NULL, line, town, postcode FROM people_residence"
        " WHERE person_id AMONG AND withdrawn_at IS NULL AND NOT is_protected",
        people,
    )
    for _, pk, is_now, line, town, code in sorted(rows):
        if home := normal.home(line, town, code):
            (now if is_now else before)[pk] += (home,)
    return {pk: (now[pk], before[pk]) for pk in people}


def _parents(people: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = read_about(
        "SELECT id, person_id, relative_id FROM people_relationship"
        " WHERE person_id AMONG AND kind IN (%s, %s) AND withdrawn_at IS NULL",
        people,
        *PARENTS,
    )
    for _, child, parent in sorted(rows):
        found[child].append(parent)
    return found


def in_turn(people: Iterable[int], size: int) -> Iterable[list[int]]:
    """Cut many keys into lists of this size."""
    batch: list[int] = []
    for person in people:
        batch.append(person)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
