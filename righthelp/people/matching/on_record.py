"""From the records to cards, many people with five queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from righthelp.people.matching import normal
from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.normal import Day, Home
from righthelp.people.models import Name, Person, Relationship, Residence

PARENTS = (Relationship.Kind.PARENT, Relationship.Kind.ADOPTIVE_PARENT)
KNOWN_TO = {Person.Certainty.YEAR: 1, Person.Certainty.ESTIMATED: 1, Person.Certainty.MONTH: 2}


def cards_of(people: Collection[int], on: dt.date) -> list[Card]:
    """Read people from their records, in the order of their keys."""
    parents = _parents(people)
    everybody = set(people).union(*parents.values()) if parents else set(people)
    names, lived = _names(everybody), _residences(people)
    said = {
        pk: (sex, stage, _day(born, certainty), due)
        for pk, sex, stage, born, certainty, due in Person.objects.filter(_among("pk", everybody)).values_list(
            "pk", "sex", "stage", "born_on", "born_on_is", "due_on"
        )
    }
    return [
        Card(
            pk,
            tuple(names[pk]),
            normal.sex(said[pk][0]),
            said[pk][1] if said[pk][2] is None else "",
            said[pk][2],
            _day(said[pk][3], ""),
            *lived[pk],
            tuple(_as_parent(names[parent], said[parent][2]) for parent in parents.get(pk, ())),
            None,
            on,
        )
        for pk in sorted(people)
        if pk in said
    ]


def _among(field: str, people: Collection[int]) -> Q:
    """Ask for many people by their keys: as a span where hardly any lie between, which is read much faster."""
    first, last = min(people, default=0), max(people, default=0)
    if last - first < 2 * len(people):
        return Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return Q(**{f"{field}__in": people})


def _day(day: dt.date | None, certainty: str) -> Day | None:
    if day is None:
        return None
    known = KNOWN_TO.get(certainty, 3)  # type: ignore[call-overload]
    return Day(day.year, day.month if known > 1 else 0, day.day if known > 2 else 0)


def _as_parent(names: list[Called], born: Day | None) -> Parent:
    return Parent(names[0].first, names[0].last, born) if names else Parent("", "", born)


def _names(people: Collection[int]) -> dict[int, list[Called]]:
    """Give names, the registered one first."""
    found: dict[int, list[Called]] = defaultdict(list)
    rows = Name.objects.filter(_among("person", people), withdrawn_at__isnull=True).order_by("pk")
    for pk, kind, first, middle, last in rows.values_list("person_id", "kind", "first", "middle", "last"):
        name = called(first, middle, last)
        if (name.first or name.middle or name.last) and name not in found[pk]:
            found[pk].insert(0 if kind == Name.Kind.REGISTERED else len(found[pk]), name)
    return found


def _residences(people: Collection[int]) -> dict[int, tuple[tuple[Home, ...], tuple[Home, ...]]]:
    """Give addresses, now and before. What is protected stays out, since a match would tell of it."""
    found: dict[int, tuple[list[Home], list[Home]]] = defaultdict(lambda: ([], []))
    rows = Residence.objects.filter(_among("person", people), withdrawn_at__isnull=True, is_protected=False).order_by(
        "pk"
    )
    for pk, to_on, line, town, code in rows.values_list("person_id", "to_on", "line", "town", "postcode"):
        if home := normal.home(line, town, code):
            found[pk][0 if to_on is None else 1].append(home)
    return defaultdict(lambda: ((), ()), {pk: (tuple(now), tuple(before)) for pk, (now, before) in found.items()})


def _parents(people: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Relationship.objects.filter(_among("person", people), kind__in=PARENTS, withdrawn_at__isnull=True).order_by(
        "pk"
    )
    for child, parent in rows.values_list("person_id", "relative_id"):
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
