"""An invented chronology for the demonstration, on the record of a child of the invented school."""

import csv
import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.models import Agency
from righthelp.agencies.policies import may
from righthelp.audit.actions import record
from righthelp.chronology.access import children_beside
from righthelp.chronology.actions import Written, correct, note_reading, write
from righthelp.chronology.models import Entry, ReadThrough
from righthelp.chronology.rules import DATA, is_grown_up
from righthelp.people.models import Person
from righthelp.people.relations import DESCENT

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

READ_DAYS_AGO = 40
SEEN_WRONGLY = "Came to school without shoes."


def load_demo_chronology() -> None:
    """Write two years of a child's life; nothing where there is no child of a school with somebody who writes."""
    for child in _children():
        if child.agency and child.noted_by and may(child.noted_by, "write considerations", child.agency):
            _write_all(child, child.agency, child.noted_by)
            return


def _children() -> list[Person]:
    records = Person.objects.filter(agency__kind=Agency.Kind.SCHOOL, relationships__kind__in=DESCENT).distinct()
    today = timezone.localdate()
    return [one for one in records.with_names() if not is_grown_up(one.born_on, one.stage, today)]


def _write_all(child: Person, agency: Agency, by: "Practitioner") -> None:
    siblings = _siblings(child, by)
    for row in _rows():
        children = [child, *(siblings if row["siblings"] == "yes" else [])]
        entry = write(written=_written(row), children=children, agency=agency, by=by)
        _date_back(entry, "written_at", int(row["days_ago"]) - 1)
        if entry.what == SEEN_WRONGLY:
            because = "It was a coat that was missing, not shoes: I asked the class teacher."
            newer = correct(entry=entry, written=_written({**row, "what": "Came to school without a coat."}),
                            because=because, by=by)  # fmt: skip
            _date_back(newer, "written_at", int(row["days_ago"]) - 2)
    _date_back(note_reading(child=child, agency=agency, by=by), "read_at", READ_DAYS_AGO)


def _siblings(child: Person, by: "Practitioner") -> list[Person]:
    parents = child.relationships.filter(kind__in=DESCENT).values("relative")
    shared = set(Person.objects.filter(relationships__relative__in=parents).values_list("pk", flat=True))
    return [one for one in children_beside(by, child).family if one.pk in shared]


def _rows() -> list[dict[str, str]]:
    with (DATA / "demo.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _written(row: dict[str, str]) -> Written:
    on = timezone.localdate() - dt.timedelta(days=int(row["days_ago"]))
    until = on + dt.timedelta(days=int(row["lasted"])) if row["lasted"] else None
    words = {name: row[name] for name in ("category", "what", "source", "kind", "significance", "impact", "analysis")}
    return Written(happened_on=on, until=until, **words)


def _date_back(made: Entry | ReadThrough, field: str, days: int) -> None:
    """Have it written in the past, as nobody did who uses the demonstration; the log says that the system did it."""
    type(made).objects.filter(pk=made.pk).update(**{field: timezone.now() - dt.timedelta(days=days)})
    if isinstance(made, ReadThrough):
        record(by=None, name="chronology.read_together", subject=made.child, fields=[field])
    else:
        record(by=None, name="chronology.filed", subject=made.filings.get(is_first=True).child, fields=[field])
