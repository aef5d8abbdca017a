"""What a table of descriptors and opening hours must be like; pure functions."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import slugify

from righthelp.guidance.tables import Fault, Row, Table

MOST_LEVELS = 9
LEVELS = frozenset(map(str, range(1, MOST_LEVELS + 1)))
THEME_COLUMNS = ("theme", "domain", "outcome")
LONGEST = {
    "id": 40,
    **dict.fromkeys(THEME_COLUMNS, 200),
    "text": 2_000,
    "source": 300,
    "group": 200,
    "note": 2_000,
    "needs": 300,
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PHONE = re.compile(r"\+?[0-9](?: ?[0-9]){2,14}(?: ext [0-9]{1,6})?")
HOURS_LINE = re.compile(r"(\w+?):?\s+(\d\d?)[:.](\d\d)\s*(?:to|-|–)\s*(\d\d?)[:.](\d\d)")


class DescriptorLine(NamedTuple):
    """One checked descriptor."""

    code: str
    level: int
    theme: str
    text: str
    group: str
    source: str
    note: str
    needs: str


def theme_word(table: Table) -> str:
    """Say what this table calls its groups of descriptors: theme, domain or outcome."""
    return next((name for name in THEME_COLUMNS if name in table.columns), "theme")


def check(table: Table) -> tuple[list[DescriptorLine], list[Fault]]:
    """Check every row and name every fault, so that a file is mended in one go."""
    faults = _missing_columns(table)
    if faults:
        return [], faults
    if not table.rows:
        return [], [Fault(None, None, "The file has column names but no descriptors")]
    seen: dict[str, int] = {}
    for row in table.rows:
        faults += _row_faults(row, theme_word(table), seen)
    return ([] if faults else [_line(row) for row in table.rows]), faults


def _missing_columns(table: Table) -> list[Fault]:
    faults = [
        Fault(1, name, f"There is no column called {name}")
        for name in ("id", "level", "text")
        if name not in table.columns
    ]
    if not any(name in table.columns for name in THEME_COLUMNS):
        faults.append(Fault(1, "theme", "There is no column called theme, domain or outcome"))
    doubled = {name for name in table.columns if name and table.columns.count(name) > 1}
    return faults + [Fault(1, name, f"There are two columns called {name}") for name in sorted(doubled)]


def _row_faults(row: Row, word: str, seen: dict[str, int]) -> list[Fault]:
    faults = [*_empty_cells(row, word), *_unfit_cells(row), *_level_faults(row)]
    code = row.get("id").strip()
    if code and code in seen:
        faults.append(Fault(row.number, "id", f"The id {code[:40]} stands in row {seen[code]} already"))
    seen.setdefault(code, row.number)
    return faults


def _empty_cells(row: Row, word: str) -> Iterator[Fault]:
    for column, value in (("id", row.get("id")), (word, row.get(*THEME_COLUMNS)), ("text", row.get("text"))):
        if not value.strip():
            yield Fault(row.number, column, f"The {column} is empty")


def _unfit_cells(row: Row) -> Iterator[Fault]:
    for column, most in LONGEST.items():
        value = row.get(column)
        if len(value) > most:
            yield Fault(row.number, column, f"The {column} has {len(value):,} characters; the most is {most:,}")
        if holds_control_characters(value):
            yield Fault(row.number, column, f"The {column} holds a character that is not text")


def _level_faults(row: Row) -> Iterator[Fault]:
    text = row.get("level").strip()
    if text not in LEVELS:
        reason = f"The level must be a whole number from 1 to {MOST_LEVELS}, not {text[:20]!r}"
        yield Fault(row.number, "level", reason)


def holds_control_characters(text: str) -> bool:
    """Say whether a text holds what no database and no page can show: NUL bytes, half characters.

    >>> holds_control_characters("one\\ntwo"), holds_control_characters("one\\0")
    (False, True)
    """
    return any(unicodedata.category(ch) in {"Cc", "Cs"} and ch not in "\t\n\r" for ch in text)


def _line(row: Row) -> DescriptorLine:
    return DescriptorLine(
        code=row.get("id").strip(),
        level=int(row.get("level")),
        theme=row.get(*THEME_COLUMNS).strip(),
        text=row.get("text").replace("\r\n", "\n").replace("\r", "\n"),
        group=row.get("group").strip(),
        source=row.get("source"),
        note=row.get("note"),
        needs=" ".join(row.get("needs").split()),
    )


def theme_slugs(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Give each (theme, group) an address of its own, in the order in which they come."""
    slugs: dict[tuple[str, str], str] = {}
    for name, group in dict.fromkeys(pairs):
        plain = slugify(name)[:100] or "theme"
        taken = set(slugs.values())
        slugs[name, group] = plain if plain not in taken else _numbered(plain, taken)
    return slugs


def _numbered(plain: str, taken: set[str]) -> str:
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"


def is_phone(number: str) -> bool:
    """Say whether a text can be rung: digits and spaces, with or without an extension.

    >>> [number for number in ("999", "+44 1632 960001", "0300 123 4567 ext 12", "abc", "12") if is_phone(number)]
    ['999', '+44 1632 960001', '0300 123 4567 ext 12']
    """
    return PHONE.fullmatch(number) is not None


def phones_in(text: str) -> list[str]:
    """Read numbers that stand with commas, semicolons or line ends between them.

    >>> phones_in("01632  960001,101; 0300 123 4567 Ext. 12")
    ['01632 960001', '101', '0300 123 4567 ext 12']
    """
    found = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return [re.sub(r" ?ext\.? ?(?=[0-9])", " ext ", number, flags=re.IGNORECASE) for number in found if number]


def opening_lines(opening: dict[str, list[str]]) -> str:
    """Write opening hours one day a line, for people to change.

    >>> opening_lines({"mon": ["08:30", "17:00"]})
    'Monday 08:30 to 17:00'
    """
    days = zip(WEEKDAYS, WEEKDAY_NAMES, strict=True)
    return "\n".join(f"{name} {' to '.join(opening[day])}" for day, name in days if day in opening)


def opening_from(text: str) -> dict[str, list[str]]:
    """Read opening hours as `opening_lines` writes them.

    Raises:
        ValueError: naming the line that cannot be read.
    """
    opening: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        day, hours = _opening_line(line)
        if day in opening:
            raise ValueError(f"“{line}” gives a day that has its hours already")
        opening[day] = hours
    return opening


def _opening_line(line: str) -> tuple[str, list[str]]:
    read = HOURS_LINE.fullmatch(line)
    day = read[1][:3].lower() if read else ""
    if read is None or day not in WEEKDAYS:
        raise ValueError(f"“{line[:40]}” must be a day and its hours, such as Monday 08:30 to 17:00")
    try:
        opens, shuts = (dt.time(int(read[place]), int(read[place + 1])) for place in (2, 4))
    except ValueError:
        raise ValueError(f"“{line}” names a time that does not exist") from None
    if opens >= shuts:
        raise ValueError(f"“{line}” must close after it opens")
    return day, [f"{opens:%H:%M}", f"{shuts:%H:%M}"]
