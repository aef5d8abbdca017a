"""Categories and counted patterns, without a database. A count is shown with its entries; it decides nothing."""

import csv
import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from righthelp.calendar.rules import day_number, day_of, due
from righthelp.calendar.timescales import Timescale, timescale
from righthelp.design_system.formatters import count, day
from righthelp.people.rules import age_on

DATA = Path(__file__).parent / "data"
GROWN_UP = 18


@dataclass(frozen=True)
class Category:
    """A kind of thing that happens; a quick one is noted in a minute, such as a telephone call.

    `code` stands for it in addresses, which say nothing of what happened to a child; `short` where room is short.
    """

    key: str
    code: str
    title: str
    short: str
    is_quick: bool


@dataclass(frozen=True)
class Pattern:
    """What is counted: entries of some categories within `days` (None: over all time), shown from `least` on.

    With a `limit`, the days that each of them lasted are counted toward it, rather than the times.
    """

    key: str
    title: str
    categories: frozenset[str]
    days: int | None
    limit: Timescale | None
    least: int
    says: str
    source: str


class Dated(Protocol):
    """What is counted: one thing that happened on a day, or lasted."""

    @property
    def happened_on(self) -> dt.date:
        """Give its first day."""

    @property
    def until(self) -> dt.date | None:
        """Give its last day, of what lasted and is over."""

    @property
    def category(self) -> str:
        """Give its category's key."""


Entry = TypeVar("Entry", bound=Dated)
Key = TypeVar("Key")


@dataclass(frozen=True)
class Counted(Generic[Entry]):
    """A pattern with the entries that make it, first to last, as counted on a day."""

    pattern: Pattern
    entries: tuple[Entry, ...]
    today: dt.date

    @property
    def title(self) -> str:
        """Say what was counted: how often, and within how many days; or the most days in a row beside the limit."""
        if self.pattern.limit:
            most = count(max(self._days(entry, self.pattern.limit) for entry in self.entries), "day")
            return f"{self.pattern.title}: {most} in a row, beside {self.pattern.limit.amount} days"
        within = f" within {self.pattern.days} days" if self.pattern.days else ""
        return f"{self.pattern.title}: {count(len(self.entries), 'time')}{within}"

    def days_of(self, entry: Entry) -> str:
        """Say how many days an entry has lasted, where days are counted, and when the limit is full; else nothing."""
        limit = self.pattern.limit
        if limit is None:
            return ""
        days, full = self._days(entry, limit), day_of(due(limit, entry.happened_on))
        said = f"lasted {count(days, 'day')}" if entry.until else f"today is day {days}"
        if entry.until and days < limit.amount:
            return said
        return f"{said}; day {limit.amount} {'was' if full < self.today else 'is'} {day(full)}"

    def _days(self, entry: Entry, limit: Timescale) -> int:
        return day_number(limit, entry.happened_on, entry.until or self.today)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


CATEGORIES = {
    row["key"]: Category(row["key"], row["code"], row["title"], row["short"], row["quick"] == "yes")
    for row in _rows("categories.csv")
}
EVERYDAY_WORDS = frozenset(row["word"] for row in _rows("names_that_are_words.csv"))
CATEGORY_CHOICES = [(category.key, category.title) for category in CATEGORIES.values()]
QUICK_CHOICES = [(category.key, category.title) for category in CATEGORIES.values() if category.is_quick]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Give what is counted, in the order of the table; each with its source."""
    return tuple(
        Pattern(
            row["key"],
            row["title"],
            frozenset(row["categories"].split()),
            int(row["days"]) if row["days"] else None,
            timescale(row["limit"]) if row["limit"] else None,
            int(row["least"]),
            row["says"],
            row["source"],
        )
        for row in _rows("patterns.csv")
    )


def counted(entries: Iterable[Entry], today: dt.date) -> "list[Counted[Entry]]":
    """Find each pattern of which there are enough entries, with those that make it; what goes on counts to today."""
    listed = sorted(entries, key=lambda entry: entry.happened_on)
    found = [(pattern, _within(pattern, listed)) for pattern in patterns()]
    return [Counted(pattern, chosen, today) for pattern, chosen in found if len(chosen) >= pattern.least]


def _within(pattern: Pattern, listed: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give the entries of the fullest stretch of days; of two equally full ones the later."""
    here = [entry for entry in listed if entry.category in pattern.categories]
    if pattern.days is None:
        return tuple(here)
    length = dt.timedelta(days=pattern.days)
    stretches = [
        [one for one in here[start:] if one.happened_on < here[start].happened_on + length]
        for start in range(len(here))
    ]
    fullest = max(reversed(stretches), key=len, default=[])
    return tuple(fullest)


def names_in(text: str, names: Mapping[Key, Collection[str]]) -> list[Key]:
    """Give the keys of those whose name stands in a text as a word, whatever its capitals.

    Used before an entry is filed: a text about one child that names another may belong elsewhere. A name that is an
    everyday word, too, counts only with a capital.

    >>> names_in("Leo came in late; Maya's coat was wet", {"leo": ["Leo"], "ya": ["Ya"], "maya": ["Maya"]})
    ['leo', 'maya']
    >>> names_in("Grace may and will come", {"may": ["May"], "will": ["Will"], "grace": ["Grace"]})
    ['grace']
    """
    words = {re.sub("['’][sS]$", "", word) for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)}
    written = words | {part for word in words for part in re.split("[-’']", word)}
    capital = {word.casefold() for word in written if word[:1].isupper()}
    plain = {word.casefold() for word in written} - EVERYDAY_WORDS
    return [key for key, known in names.items() if any(name.casefold() in plain | capital for name in known if name)]


def is_grown_up(born_on: dt.date | None, stage: str, today: dt.date) -> bool:
    """Say whether somebody is known to be 18 or older; without a date of birth, what was said of them counts.

    >>> is_grown_up(dt.date(2008, 11, 22), "", dt.date(2026, 11, 21))
    False
    >>> is_grown_up(dt.date(2008, 11, 22), "", dt.date(2026, 11, 22)), is_grown_up(None, "adult", dt.date(2026, 1, 1))
    (True, True)
    """
    return stage == "adult" if born_on is None else age_on(born_on, today) >= GROWN_UP
