"""When a request that is sent now will be read, and by whom."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.rules import LONDON, is_open, next_opening
from righthelp.design_system.formatters import clock, day
from righthelp.front_door.rules import due_at

READERS = "Social workers at the front door of children’s social care"


@dataclass(frozen=True)
class WhenRead:
    """Whether anybody is there now, if not when `again`; when it is read, and by when it is decided, in words."""

    is_open: bool
    read: str
    decided: str
    again: str = ""


def when_read(now: dt.datetime, closed: Collection[dt.date] = ()) -> WhenRead:
    """Say what happens to a request that is sent now."""
    days = frozenset(closed)
    there = is_open(partnership_hours(), now, days)
    decided = f"It is decided by the end of {_named(due_at(now, days))}."
    if there:
        return WhenRead(True, f"{READERS} are there now. They read what is urgent first.", decided)
    opens = next_opening(partnership_hours(), now, days)
    again = f"{_named(opens)} at {clock(opens)}" if opens else "they open again"
    return WhenRead(False, f"{READERS} are not there now. Nobody reads a request before {again}.", decided, again)


def _named(moment: dt.datetime) -> str:
    return f"{moment.astimezone(LONDON):%A} {day(moment)}"
