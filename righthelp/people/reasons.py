"""Why somebody may see a person's record. Every room gives its own reasons; without one, there is no record to see.

A room calls `register` once, in its AppConfig.ready.
"""

import enum
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from righthelp.people.rows import Asked, Row, rows_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner


class Part(enum.StrEnum):
    """A part of a person's record that has readers of its own."""

    WHO = "who they are"  # names, dates, sex, who they are to each other
    WHERE = "how to reach them"  # addresses but protected ones, telephone numbers, safe contact
    STORY = "what is known"  # everything that has no part of its own
    PROTECTED = "protected addresses"
    HEALTH = "health"
    CRIME = "police and court"
    IMMIGRATION = "immigration"
    ADOPTION = "adoption"


IDENTITY = frozenset({Part.WHO})
EVERYDAY = frozenset({Part.WHO, Part.WHERE, Part.STORY})
EVERYTHING = frozenset(Part)


@dataclass(frozen=True)
class Reason:
    """One reason, in words for “Why can I see this?”, and what it opens.

    `despite_restriction`: it names this reader for this very record, so that it also opens a restricted one.
    """

    words: str
    parts: frozenset[Part]
    despite_restriction: bool = False


Given = Mapping[int, Sequence[Reason]]


@dataclass(frozen=True)
class Question:
    """What a room asks of its tables, each by a name of its own, and how it reads the answers.

    The questions of all rooms are one query.
    """

    rows: tuple[Asked, ...]
    read: Callable[[Mapping[str, list[Row]]], Given]


Find = Callable[["Practitioner", Collection[int]], "Given | Question"]
Reach = Callable[["Practitioner"], "Iterable[QuerySet[Any, Any]]"]

_registered: dict[str, tuple[Find, Reach, bool]] = {}


def register(name: str, find: Find, reach: Reach, *, names_readers: bool = False) -> None:
    """Add a room's reasons; the same name replaces them.

    `find` gives them for a reader and the keys of people, or says what to ask for them together with other rooms.
    `reach` asks for the keys of those people to whom a room may give this reader a reason: it may name too many, never
    too few; `find` decides. A room with `names_readers` has reasons that open a restricted record; no other is asked
    about one.
    """
    _registered[name] = find, reach, names_readers


def within_reach(reader: "Practitioner") -> "QuerySet[Any, Any]":
    """Ask for the keys of everybody whom some reason may open to a reader.

    A union of plain questions, each answered by an index: one condition with “or” would read everybody on file.
    """
    first, *others = (keys for _, reach, _ in _registered.values() for keys in reach(reader))
    return first.union(*others)


def reasons_of(
    reader: "Practitioner", people: Collection[int], restricted: Collection[int] = ()
) -> dict[int, list[Reason]]:
    """Give every reason that somebody has to see each of these people; of the restricted, only what could open them."""
    others = [person for person in people if person not in restricted]
    asked = ((find, people if names_readers else others) for find, _, names_readers in _registered.values())
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for given in _answered([find(reader, keys) for find, keys in asked if keys]):
        for person, reasons in given.items():
            found[person].extend(reasons)
    return {person: reasons for person, reasons in found.items() if reasons}


def _answered(given: "Sequence[Given | Question]") -> Iterator[Given]:
    """Ask what the rooms ask, all at once, and give the reasons of each in its place."""
    asked = [rows for one in given if isinstance(one, Question) for rows in one.rows]
    answers = rows_of(*asked) if asked else {}
    for one in given:
        yield one.read(answers) if isinstance(one, Question) else one
