"""A person as the matcher sees them: everything folded, in one line of text that is read back fast."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from righthelp.people.matching.normal import Day, Home

ADULT_FROM = 18
TAB = "\t"
MOST_NAMES, MOST_HOMES, MOST_PARENTS = 5, 4, 4


class Called(NamedTuple):
    """One name: words of the first, middle and last name, each joined by spaces."""

    first: str
    middle: str
    last: str


class Parent(NamedTuple):
    """A parent as a child's record knows them."""

    first: str
    last: str
    born: Day | None


@dataclass(slots=True)
class Card:
    """What is compared of a person on file, or of somebody looked for (`person` 0)."""

    person: int = 0
    names: tuple[Called, ...] = ()
    sex: str = ""
    stage: str = ""
    born: Day | None = None
    due: Day | None = None
    homes: tuple[Home, ...] = ()
    former_homes: tuple[Home, ...] = ()
    parents: tuple[Parent, ...] = ()
    age: int | None = None
    on: dt.date = field(default_factory=dt.date.today)

    @property
    def life(self) -> str:
        """Give 'unborn', 'child', 'adult' or nothing, from the dates before what was said."""
        if self.born is not None:
            return "adult" if self.on.year - self.born.year > ADULT_FROM else "child"
        if self.age is not None:
            return "adult" if self.age >= ADULT_FROM else "child"
        return "unborn" if self.due is not None else self.stage


def write(card: Card) -> str:
    """Put a card into one line."""
    return "\t".join(
        (
            "/".join(map(",".join, card.names[:MOST_NAMES])),
            card.sex,
            card.stage,
            str(card.born or ""),
            str(card.due or ""),
            "/".join(map(",".join, card.homes[:MOST_HOMES])),
            "/".join(map(",".join, card.former_homes[:MOST_HOMES])),
            "/".join(f"{parent.first},{parent.last},{parent.born or ''}" for parent in card.parents[:MOST_PARENTS]),
        )
    )


def without_parents(line: str) -> str:
    """Give the line of a card without what it says of parents.

    >>> without_parents(write(Card(7, parents=(Parent("ann", "lee", None),)))) == write(Card(7))
    True
    """
    return f"{line.rpartition(TAB)[0]}{TAB}"


def without_homes(line: str) -> str:
    """Give the line of a card without what it says of homes.

    >>> without_homes(write(Card(7, homes=(Home("s702td", "1", "", ""),)))) == write(Card(7))
    True
    """
    *before, _, _, parents = line.split(TAB)
    return TAB.join((*before, "", "", parents))


def read(person: int, text: str, on: dt.date) -> Card:
    """Read a card back.

    >>> card = Card(7, (Called("ann", "", "lee"),), "f", "", Day(2015, 3), None, (Home("s702td", "1", "", ""),), on=DAY)
    >>> read(7, write(card), DAY) == card
    True
    """
    names, sex, stage, born, due, homes, former_homes, parents = text.split("\t")
    return Card(
        person,
        tuple(Called(*name.split(",")) for name in names.split("/")) if names else (),
        sex,
        stage,
        _day(born),
        _day(due),
        tuple(Home(*home.split(",")) for home in homes.split("/")) if homes else (),
        tuple(Home(*home.split(",")) for home in former_homes.split("/")) if former_homes else (),
        tuple(_parent(parent) for parent in parents.split("/")) if parents else (),
        None,
        on,
    )


DAY = dt.date(2026, 1, 1)


def _day(text: str) -> Day | None:
    return Day(int(text[:4]), int(text[4:6]), int(text[6:])) if text else None


def _parent(text: str) -> Parent:
    first, last, born = text.split(",")
    return Parent(first, last, _day(born))
