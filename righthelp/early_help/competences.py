"""What it takes to lead work with a child in need, set out in data/lead_competences.csv, and who brings it (BP-054)."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from righthelp.early_help.models import LeadCompetence

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Competence:
    """One row of the table: what it is, and how one knows it."""

    key: str
    group: str
    name: str
    hint: str
    source: str


@dataclass(frozen=True)
class Brought:
    """One row of the table for one person, with the last that was noted of it."""

    what: Competence
    last: LeadCompetence | None

    @property
    def is_confirmed(self) -> bool:
        """Say whether somebody confirmed it, and nobody took it back since."""
        return self.last is not None and self.last.holds


def _read() -> dict[str, Competence]:
    with (Path(__file__).parent / "data" / "lead_competences.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: Competence(**row) for row in csv.DictReader(file)}


COMPETENCES = _read()


def brought_by(people: "Collection[Practitioner]") -> "dict[int, list[Brought]]":
    """Give for each of some people, by key, every row of the table with what was noted of it last."""
    noted = LeadCompetence.objects.filter(practitioner__in=people).select_related("noted_by")
    last = {(one.practitioner_id, one.what): one for one in noted}
    return {who.pk: [Brought(row, last.get((who.pk, row.key))) for row in COMPETENCES.values()] for who in people}


def in_groups(rows: list[Brought]) -> Iterator[tuple[str, list[Brought]]]:
    """Give the rows under the headings of the table."""
    for group, found in groupby(rows, key=_group):
        yield group, list(found)


def _group(row: Brought) -> str:
    return row.what.group
