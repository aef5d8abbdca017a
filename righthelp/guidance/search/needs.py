"""The framework-neutral list of needs, and how each can look in everyday words."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "data" / "needs"
SHOWN = 3
LONGEST_SHOWN = 160


class Need(NamedTuple):
    """An everyday need that descriptors of any framework can be tied to."""

    slug: str
    group: str
    title: str
    about: str


class Example(NamedTuple):
    """How a need can look. Seriousness: 0 going well, 1 a first sign, 2 goes on, 3 serious, 4 harm or danger."""

    need: str
    seriousness: int
    voice: str
    text: str


class PanelExample(NamedTuple):
    """How something that may be a crime or serious injury can be put; or "none", for what looks like it and is not."""

    entry: str
    text: str


@cache
def panel_examples() -> tuple[PanelExample, ...]:
    """Read the examples that the panel was taught with."""
    return tuple(PanelExample(row["entry"], row["text"]) for row in rows_of(DATA.parent / "panel_examples.csv"))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a readable table."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def needs() -> tuple[Need, ...]:
    """Read the needs in the order of the file."""
    listed = rows_of(DATA / "needs.csv")
    return tuple(Need(row["need"], row["group"], row["title"], row["about"]) for row in listed)


@cache
def examples() -> tuple[Example, ...]:
    """Read every example, a file for each group of needs."""
    return tuple(example for path in sorted(DATA.glob("examples_*.csv")) for example in _read(path))


def _read(path: Path) -> Iterable[Example]:
    for row in rows_of(path):
        yield Example(row["need"], int(row["seriousness"]), row["voice"], row["text"])


@cache
def _by_place() -> dict[tuple[str, int], list[str]]:
    places: dict[tuple[str, int], list[str]] = {}
    for example in shown_examples():
        places.setdefault((example.need, example.seriousness), []).append(example.text)
    return places


# Search learns from words as people say them; readers are spared these.
NOT_SHOWN = re.compile(
    r"pikey|\bpoof|trann|spaz|retard|slut|\bslag\b|paki\b|faggot|\bdyke|whore|gyppo|\bcunt|\bbitch|fuck|bastard|"
    r"\btwat|dickhead",
    re.IGNORECASE,
)


def is_shown(example: Example) -> bool:
    """Say whether an example may stand on a page: short enough to read at a glance, and without such words."""
    return len(example.text) <= LONGEST_SHOWN and NOT_SHOWN.search(example.text) is None


@cache
def shown_examples() -> tuple[Example, ...]:
    """List the examples that may stand on a page."""
    return tuple(filter(is_shown, examples()))


def examples_for(slugs: Iterable[str], level: int) -> list[str]:
    """Give a few examples of how needs can look at a level, for people to read."""
    listed = [text for slug in slugs for text in _by_place().get((slug, min(level - 1, 4)), [])[:2]]
    return sorted(listed, key=len)[:SHOWN]
