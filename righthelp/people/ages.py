"""How old somebody must be to be what is written down of them to a child, as far as dates of birth are known."""

import datetime as dt
from typing import NamedTuple, Protocol

from righthelp.people.models import Person, Relationship
from righthelp.people.relations import WORDS
from righthelp.people.rules import Wrong, age_on, parent_is_older

Kind = Relationship.Kind
# Adoption and Children Act 2002 s.50, Children Act 1989 s.14A(2), Fostering Services Regulations 2011; nobody younger
# than 16 is the partner of a parent, or has a child living with them.
YOUNGEST = {
    Kind.ADOPTIVE_PARENT: 18,
    Kind.GUARDIAN: 18,
    Kind.FOSTER_CARER: 18,
    Kind.STEP_PARENT: 16,
    Kind.CONNECTED_CARER: 16,
}


class Born(Protocol):
    """Somebody with a date of birth, as exactly as it is known."""

    @property
    def born_on(self) -> dt.date | None:
        """Give the date; of a month or a year the first day."""

    @property
    def born_on_is(self) -> str:
        """Say how exactly it is known."""


class Expected(Born, Protocol):
    """Somebody with a date of birth, or a date on which they are due."""

    @property
    def due_on(self) -> dt.date | None:
        """Give the date on which they are due."""


class Birth(NamedTuple):
    """A date of birth by itself, before it is noted of anybody."""

    born_on: dt.date | None
    born_on_is: str


# Twins have been born weeks apart, where one came much too early; never longer than the rest of a pregnancy.
BETWEEN_TWINS = dt.timedelta(days=100)
TWINS = frozenset({Kind.TWIN, Kind.IDENTICAL_TWIN})


def may_be_twins(kind: str, one: Expected, other: Expected) -> None:
    """Check that two people can be twins, where the day of birth, or on which they are due, is known of both.

    Raises:
        Wrong: for twins whose days lie more than 100 days apart.
    """
    days = [day for day in map(_day, (one, other)) if day]
    if kind in TWINS and len(days) == len((one, other)) and max(days) - min(days) > BETWEEN_TWINS:
        raise Wrong(
            "Twins are born on the same day, or days or weeks apart: check both dates, or choose brother or sister"
        )


def _day(one: Expected) -> dt.date | None:
    if one.born_on is None:
        return one.due_on
    return one.born_on if one.born_on_is == Person.Certainty.EXACT else None


def may_raise(kind: str, *, adult: Born, child: Born, today: dt.date) -> None:
    """Check that somebody can be a parent or carer of a child by their dates of birth; a guessed age decides nothing.

    Raises:
        Wrong: for a birth parent less than ten years older, an adoptive parent younger than the child, or anybody who
            is too young today to adopt, foster or look after a child.
    """
    if kind == Kind.PARENT:
        parent_is_older(adult.born_on, child.born_on)
    if kind not in YOUNGEST or adult.born_on is None or adult.born_on_is == Person.Certainty.ESTIMATED:
        return
    words, youngest = WORDS[kind][2].lower(), YOUNGEST[Kind(kind)]
    if age_on(adult.born_on, today) < youngest:
        raise Wrong(f"Whoever is written down as {words} must be {youngest} or over: check the date of birth")
    is_known = child.born_on is not None and child.born_on_is != Person.Certainty.ESTIMATED
    if kind == Kind.ADOPTIVE_PARENT and is_known and child.born_on and adult.born_on >= child.born_on:
        raise Wrong("An adoptive parent must be older than the child: check both dates of birth")
