"""The table of timescales (`timescales.csv`): each a rule with its source, none written into code."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).with_name("timescales.csv")
CERTAINTIES = frozenset({"read (law)", "read", "read (local)", "from memory", "decided here"})


class Counting(StrEnum):
    """How days are counted. "Beginning with" makes the day of the trigger day 1; otherwise it is day 0."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS_BEGINNING_WITH = "days_beginning_with"
    WEEKS_BEGINNING_WITH = "weeks_beginning_with"
    MONTHS = "months"
    HOURS = "hours"


class MaximumBy(StrEnum):
    """Who set the longest time allowed."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    LOCAL = "local"


UNITS: Mapping[Counting, str] = MappingProxyType(
    {
        Counting.WORKING_DAYS: "working day",
        Counting.CALENDAR_DAYS: "calendar day",
        Counting.DAYS_BEGINNING_WITH: "calendar day",
        Counting.WEEKS_BEGINNING_WITH: "week",
        Counting.MONTHS: "month",
        Counting.HOURS: "hour",
    }
)


@dataclass(frozen=True)
class Timescale:
    """One row of the table.

    `amount` is counted in `unit` from `trigger`, as `counting` says; `maximum_by` says who set the
    longest time allowed, `source` where the words stand, `certainty` whether they were read there.
    """

    key: str
    title: str
    trigger: str
    unit: str
    amount: int
    counting: Counting
    maximum_by: MaximumBy
    source: str
    certainty: str

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ValueError(f"timescale {self.key!r}: {fault}")


def timescale(key: str) -> Timescale:
    """Give the timescale of that key.

    Raises:
        KeyError: naming the keys that exist.
    """
    known = timescales()
    if key not in known:
        raise KeyError(f"no timescale {key!r}; there are {', '.join(sorted(known))}")
    return known[key]


@cache
def timescales() -> Mapping[str, Timescale]:
    """Read the table, once for the life of the process."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return read(lines)


def read(lines: Iterable[str]) -> Mapping[str, Timescale]:
    """Read a table of timescales from the lines of a CSV file, by key.

    Raises:
        ValueError: naming the row that cannot be used, and why.
    """
    rows = [_from_row(row) for row in csv.DictReader(lines, restval="")]
    keys = [row.key for row in rows]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"timescales given twice: {', '.join(twice)}")
    return MappingProxyType({row.key: row for row in rows})


def shortened(limit: Timescale, amount: int) -> Timescale:
    """Give the same timescale with a partnership's own, shorter amount.

    Raises:
        ValueError: when it would be longer than the table allows, or nothing at all.
    """
    if amount > limit.amount:
        raise ValueError(f"timescale {limit.key!r} may not be longer than {limit.amount}, not {amount}: {limit.source}")
    return replace(limit, amount=amount)


def _from_row(row: Mapping[str, str]) -> Timescale:
    try:
        return Timescale(
            key=row["key"],
            title=row["title"],
            trigger=row["trigger"],
            unit=row["unit"],
            amount=int(row["amount"]),
            counting=Counting(row["counting"]),
            maximum_by=MaximumBy(row["maximum_by"]),
            source=row["source"],
            certainty=row["certainty"],
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"timescale {row.get('key')!r} cannot be read: {error}") from error


def _fault(row: Timescale) -> str:
    if row.amount < 1:
        return f"the amount must be at least 1, not {row.amount}"
    if row.unit != UNITS[row.counting]:
        return f"{row.counting} counts in {UNITS[row.counting]}s, not {row.unit!r}"
    if row.certainty not in CERTAINTIES:
        return f"certainty {row.certainty!r} is not one of {', '.join(sorted(CERTAINTIES))}"
    return "" if row.source and row.title and row.trigger else "title, trigger and source must be given"
