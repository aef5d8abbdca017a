"""When the partnership is open (`opening_hours.csv`): what is done outside these hours is marked as such."""

import csv
import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from righthelp.calendar.rules import Opening

TABLE = Path(__file__).with_name("opening_hours.csv")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def partnership_hours() -> Opening:
    """Read the table, once for the life of the process."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return read(lines)


def read(lines: Iterable[str]) -> Opening:
    """Read opening hours from the lines of a CSV file.

    Raises:
        ValueError: naming the row that cannot be used, and why.
    """
    return Opening(dict(_from_row(row) for row in csv.DictReader(lines, restval="")))


def _from_row(row: dict[str, str]) -> tuple[int, tuple[dt.time, dt.time]]:
    try:
        hours = dt.time.fromisoformat(row["opens"]), dt.time.fromisoformat(row["shuts"])
        return WEEKDAYS.index(row["weekday"]), hours
    except (KeyError, ValueError) as error:
        raise ValueError(f"opening hours of {row.get('weekday')!r} cannot be read: {error}") from error
