"""The tables of the kinds of plan (data/plan_kinds.csv) and of meetings (data/meeting_kinds.csv), by key."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class MeetingKind:
    """One kind of meeting: its name, and whether a review of the plan belongs to it."""

    key: str
    name: str
    reviews: bool
    source: str


@dataclass(frozen=True)
class PlanKind:
    """One kind of plan: its name, the timescale of its reviews, and the kinds of meetings that are held about it.

    `needs_yes`: its work begins only when the family agrees to it.
    """

    key: str
    name: str
    review: str
    needs_yes: bool
    meetings: tuple[MeetingKind, ...]
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _meetings(keys: str) -> tuple[MeetingKind, ...]:
    return tuple(MEETING_KINDS[key] for key in keys.split())


MEETING_KINDS = {
    row["key"]: MeetingKind(row["key"], row["name"], row["reviews"] == "yes", row["source"])
    for row in _rows("meeting_kinds.csv")
}
PLAN_KINDS = {
    row["key"]: PlanKind(
        row["key"], row["name"], row["review"], row["needs_yes"] == "yes", _meetings(row["meetings"]), row["source"]
    )
    for row in _rows("plan_kinds.csv")
}
