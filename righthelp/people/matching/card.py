"""A person as the matcher sees them: everything folded, in one line of text that is read back fast."""

import datetime as dt
from dataclasses import dataclass, field

from righthelp.people.matching.normal import Day, Home

ADULT_FROM = 18
MOST_NAMES, MOST_HOMES, MOST_PARENTS = 5, 4, 4


@dataclass(frozen=True, slots=True)
class Called:
    """One name: words of the first, middle and last name, each joined by spaces."""

    first: str
    middle: str
    last: str


@dataclass(frozen=True, slots=True)
class Parent:
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
            "/".join(f"{name.first},{name.middle},{name.last}" for name in card.names[:MOST_NAMES]),
            card.sex,
            card.stage,
            str(card.born or ""),
            str(card.due or ""),
            "/".join(map(str, card.homes[:MOST_HOMES])),
            "/".join(map(str, card.former_homes[:MOST_HOMES])),
            "/".join(f"{parent.first},{parent.last},{parent.born or ''}" for parent in card.parents[:MOST_PARENTS]),
        )
    )


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
