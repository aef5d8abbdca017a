"""From what is written of a person, in a file or on record, to a card."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from righthelp.people.matching import normal
from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.normal import Home


def called(first: str, middle: str, last: str) -> Called:
    """Fold a name."""
    return Called(_forename(first), _forename(middle), _surname(last))


@lru_cache(normal.KEPT)
def _forename(text: str) -> str:
    return " ".join(normal.forenames(text))


@lru_cache(normal.KEPT)
def _surname(text: str) -> str:
    return " ".join(normal.surnames(text))


def query_card(row: Mapping[str, str], on: dt.date) -> Card:
    """Read a row of queries.csv; whatever cannot be read counts as not given."""
    name = called(row.get("first_name", ""), row.get("middle_name", ""), row.get("surname", ""))
    home = normal.home(row.get("address_line", ""), row.get("town", ""), row.get("postcode", ""))
    first = row.get("mother_first_name", "") or normal.baby_of(row.get("first_name", ""))
    mother = called(first, "", row.get("mother_surname", ""))
    mother_born = normal.day(row.get("mother_dob", ""))
    return Card(
        0,
        _given(name),
        normal.sex(row.get("sex", "")),
        normal.stage(row.get("kind", "")),
        normal.day(row.get("dob", "")),
        normal.day(row.get("edd", "")),
        (home,) if home else (),
        (),
        (Parent(mother.first, mother.last, mother_born),) if mother.first or mother.last or mother_born else (),
        normal.age(row.get("age", "")),
        on,
    )


def person_card(person: int, row: Mapping[str, str], parents: tuple[Parent, ...], on: dt.date) -> Card:
    """Read a row of people.csv, with the parents that the relationships name."""
    names = (
        called(row.get("first_name", ""), row.get("middle_name", ""), row.get("surname", "")),
        _alias(row),
    )
    home = normal.home(row.get("address_line", ""), row.get("town", ""), row.get("postcode", ""))
    former = normal.home(row.get("prev_address_line", ""), "", row.get("prev_postcode", ""))
    born = normal.day(row.get("dob", ""))
    return Card(
        person,
        _given(*names),
        normal.sex(row.get("sex", "")),
        "" if born else normal.stage(row.get("kind", "")),
        born,
        normal.day(row.get("edd", "")),
        homes(home),
        homes(former),
        parents,
        None,
        on,
    )


def homes(*found: Home) -> tuple[Home, ...]:
    """Keep the addresses of which something is known."""
    return tuple(home for home in found if home)


def as_parent(card: Card) -> Parent:
    """Give a person's card as a child's record knows them."""
    name = card.names[0] if card.names else Called("", "", "")
    return Parent(name.first, name.last, card.born)


def _alias(row: Mapping[str, str]) -> Called:
    first, last = row.get("aka_first_name", ""), row.get("aka_surname", "")
    if not (first or last):
        return Called("", "", "")
    return called(first or row.get("first_name", ""), "", last or row.get("surname", ""))


def _given(*names: Called) -> tuple[Called, ...]:
    return tuple(name for name in dict.fromkeys(names) if name.first or name.last or name.middle)
