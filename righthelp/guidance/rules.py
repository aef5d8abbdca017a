"""What a table of descriptors must be like; pure functions."""

from typing import NamedTuple

from django.utils.text import slugify

from righthelp.guidance.tables import Fault, Row, Table

MOST_LEVELS = 9
LONGEST = {"id": 40, "theme": 200, "text": 2_000, "source": 300, "group": 200, "note": 2_000}
THEME_COLUMNS = ("theme", "domain", "outcome")


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
        faults += _row_faults(row, seen)
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


def _row_faults(row: Row, seen: dict[str, int]) -> list[Fault]:
    faults = [
        Fault(row.number, column, f"The {column} is empty")
        for column, value in (("id", row.get("id")), ("theme", row.get(*THEME_COLUMNS)), ("text", row.get("text")))
        if not value.strip()
    ]
    faults += [
        Fault(row.number, column, f"The {column} has {len(row.get(column)):,} characters; the most is {most:,}")
        for column, most in LONGEST.items()
        if len(row.get(column)) > most
    ]
    faults += _level_faults(row)
    code = row.get("id").strip()
    if code and code in seen:
        faults.append(Fault(row.number, "id", f"The id {code} stands in row {seen[code]} already"))
    seen.setdefault(code, row.number)
    return faults


def _level_faults(row: Row) -> list[Fault]:
    text = row.get("level").strip()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_LEVELS:
        return []
    return [Fault(row.number, "level", f"The level must be a whole number from 1 to {MOST_LEVELS}, not {text[:20]!r}")]


def _line(row: Row) -> DescriptorLine:
    return DescriptorLine(
        code=row.get("id").strip(),
        level=int(row.get("level")),
        theme=row.get(*THEME_COLUMNS),
        text=row.get("text"),
        group=row.get("group"),
        source=row.get("source"),
        note=row.get("note"),
        needs=row.get("needs"),
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
