"""What the system itself saw happen to a person: every room says so for its own work, beside what people write.

It lies here, below the rooms that see things happen; the chronology shows it. A room calls `register` once, in its
AppConfig.ready.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen


@dataclass(frozen=True)
class Happening:
    """One thing that the system saw: on which day, what in words, and in which agency."""

    happened_on: dt.date
    what: str
    source: str


Find = Callable[["Practitioner", "Seen"], Iterable[Happening]]

_registered: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Add what a room saw; `find` gives only what this reader may know of whom they see. The same name replaces it."""
    _registered[name] = find


def happenings(reader: "Practitioner", seen: "Seen") -> list[Happening]:
    """Give all that the system saw happen to a person, as far as a reader may know, first to last."""
    found = (one for find in _registered.values() for one in find(reader, seen))
    return sorted(found, key=lambda one: (one.happened_on, one.what))
