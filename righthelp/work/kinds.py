"""The table of the kinds of work that may be done with a child (data/kinds.csv). A row is known by its key."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class EpisodeKind:
    """One kind of work: its name, the kinds of agency that may begin it, and whether somebody there may take it.

    Where it may not be taken, a manager or lead says who leads it. A kind with a `room` begins and ends in that room,
    with what it asks for; of one that is `led_by_any_agency` the lead may work elsewhere than in the team that
    coordinates it.
    """

    key: str
    name: str
    agency_kinds: frozenset[str]
    may_be_taken: bool
    room: str
    led_by_any_agency: bool


def _read() -> dict[str, EpisodeKind]:
    with (Path(__file__).parent / "data" / "kinds.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["key"]: EpisodeKind(
                row["key"],
                row["name"],
                frozenset(row["agency_kinds"].split()),
                row["may_be_taken"] == "yes",
                row["room"],
                row["led_by_any_agency"] == "yes",
            )
            for row in csv.DictReader(file)
        }


KINDS = _read()


def kinds_begun_in(agency_kind: str) -> list[EpisodeKind]:
    """List the kinds of work that an agency of some kind may begin by itself, outside of any other room."""
    return [kind for kind in KINDS.values() if agency_kind in kind.agency_kinds and not kind.room]
