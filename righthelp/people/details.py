"""The table of what may be known of a person beside names, dates and addresses (data/details.csv)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from righthelp.people.reasons import Part

PARTS = {
    "story": Part.STORY,
    "reach": Part.WHERE,
    "health": Part.HEALTH,
    "police": Part.CRIME,
    "immigration": Part.IMMIGRATION,
    "adoption": Part.ADOPTION,
}


@dataclass(frozen=True)
class DetailKind:
    """One thing that may be known: how it is asked, if there may be several, and its part of the record."""

    key: str
    title: str
    hint: str
    is_long: bool
    many: bool
    part: Part


def _read() -> dict[str, DetailKind]:
    with (Path(__file__).parent / "data" / "details.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["key"]: DetailKind(
                row["key"], row["title"], row["hint"], row["answer"] == "text", row["many"] == "yes", PARTS[row["part"]]
            )
            for row in csv.DictReader(file)
        }


DETAIL_KINDS = _read()
DETAIL_CHOICES = [(kind.key, kind.title) for kind in DETAIL_KINDS.values()]
