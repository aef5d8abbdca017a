"""People as a contact names them, as the matcher looks for them. Names and addresses are read as they were written."""

import datetime as dt
import re
from collections.abc import Iterable

from righthelp.front_door.models import NamedChild, NamedPerson
from righthelp.people.matching import normal
from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.normal import Day, Home

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


def parts_of_name(name: str) -> tuple[str, str, str]:
    """Read a name as first, middle and last; what stands before a comma is the last name.

    >>> parts_of_name("Maya Rose Lindqvist"), parts_of_name("Lindqvist, Maya"), parts_of_name("Maya")
    (('Maya', 'Rose', 'Lindqvist'), ('Maya', '', 'Lindqvist'), ('Maya', '', ''))
    """
    before, _, after = name.partition(",")
    given, last = (after.split(), before.strip()) if after.strip() else (before.split(), "")
    if not last and len(given) > 1:
        last = given.pop()
    return given[0] if given else "", " ".join(given[1:]), last


def parts_of_address(address: str) -> tuple[str, str, str]:
    """Read an address as house and street, town, and postcode.

    >>> parts_of_address("12 Heron Way, Westmarsh WZ1 4QT")
    ('12 Heron Way', 'Westmarsh', 'WZ1 4QT')
    """
    found = POSTCODE.search(address)
    plain = POSTCODE.sub("", address)
    parts = [part.strip() for part in re.split(r"[,\n]", plain) if part.strip()]
    return parts[0] if parts else "", ", ".join(parts[1:]), found[0].upper() if found else ""


def age_in(text: str) -> int | None:
    """Read an age as people write it.

    >>> age_in("about 7"), age_in("8 months"), age_in("a baby")
    (7, 0, None)
    """
    return normal.age(re.sub(r"^\D+", "", text))


def card_of_child(child: NamedChild, family: Iterable[NamedPerson], today: dt.date) -> Card:
    """Give a child as the matcher looks for them; named parents help to find them."""
    parents = (one for one in family if one.kind == NamedPerson.Kind.PARENT)
    return Card(
        names=_names(child.name),
        stage="unborn" if child.due_on else "",
        born=_day(child.born_on),
        due=_day(child.due_on),
        homes=_homes(child.address),
        parents=tuple(_as_parent(one) for one in parents),
        age=None if child.born_on else age_in(child.age),
        on=today,
    )


def card_of_person(person: NamedPerson, today: dt.date) -> Card:
    """Give somebody else as the matcher looks for them."""
    return Card(names=_names(person.name), born=_day(person.born_on), homes=_homes(person.address), on=today)


def _names(name: str) -> tuple[Called, ...]:
    found = called(*parts_of_name(name))
    return (found,) if found.first or found.middle or found.last else ()


def _homes(address: str) -> tuple[Home, ...]:
    home = normal.home(*parts_of_address(address))
    return (home,) if home else ()


def _as_parent(one: NamedPerson) -> Parent:
    name = called(*parts_of_name(one.name))
    return Parent(name.first, name.last, _day(one.born_on))


def _day(day: dt.date | None) -> Day | None:
    return Day(day.year, day.month, day.day) if day else None
