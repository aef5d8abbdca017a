"""What the police attend, in words for the front door and for a school (data/police_kinds.csv)."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PoliceKind:
    """One kind of incident: its title, and as much of it as a school needs to know."""

    key: str
    title: str
    for_school: str


def _read() -> dict[str, PoliceKind]:
    with (Path(__file__).parent.parent / "data" / "police_kinds.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: PoliceKind(**row) for row in csv.DictReader(file)}


POLICE_KINDS = _read()
