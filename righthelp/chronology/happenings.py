"""What the system itself saw happen to a child: every room says so for its own work, beside what people write.

A room calls `register` once, in its AppConfig.ready.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person


@dataclass(frozen=True)
class Happening:
    """One thing that the system saw: on which day, what in words, and in which agency."""

    happened_on: dt.date
    what: str
    source: str


Find = Callable[["Practitioner", "Person"], Iterable[Happening]]

_registered: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Add what a room saw; `find` gives only what this reader may know. The same name replaces it."""
    _registered[name] = find


def happenings(reader: "Practitioner", child: "Person") -> list[Happening]:
    """Give all that the system saw happen to a child, as far as a reader may know, first to last."""
    found = (one for find in _registered.values() for one in find(reader, child))
    return sorted(found, key=lambda one: (one.happened_on, one.what))
