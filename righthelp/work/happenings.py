"""What this room saw happen to a child: work begun, allocated and ended, workers who came and went, the record sent on.

So every change of worker stands in the chronology (BG-028). All of it is read in one query.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, CharField, DateField, DateTimeField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from righthelp.people.happenings import Happening
from righthelp.people.reasons import Part
from righthelp.work.kinds import KINDS
from righthelp.work.models import Episode, Involvement, Transfer

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.access import Seen
    from righthelp.people.models import Person

EMPTY: dict[str, Any] = {
    **{f"row_{name}": Value("", CharField()) for name in ("who", "role", "place", "work", "outcome")},
    **{f"row_{name}": Cast(Value(None), DateField()) for name in ("first_on", "last_on")},
    "row_at": Cast(Value(None), DateTimeField()),
    "row_leads": Value(False, BooleanField()),
}
TEAM = Concat("team__name", Value(", "), "team__agency__name", output_field=CharField())


@dataclass(frozen=True)
class Row:
    """One row of any of the three tables; a record that was sent on has only a moment, a place and a receiver."""

    table: str
    who: str
    role: str
    place: str
    work: str
    outcome: str
    first_on: dt.date | None
    last_on: dt.date | None
    at: dt.datetime | None
    leads: bool


def seen_at_work(reader: "Practitioner", seen: "Seen") -> Iterator[Happening]:
    """Tell what work began and ended, who began and ceased to work with a child, and where the record went."""
    if not seen.opens(Part.STORY):
        return
    today = timezone.localdate()
    for row in _rows(seen.person):
        yield from TELLS[row.table](row, today)


def _rows(child: "Person") -> Iterator[Row]:
    sent = _shaped(
        "sent", Transfer.objects.filter(child=child), who=Coalesce("to_agency__name", "to_name"),
        place=F("from_agency__name"), at=F("sent_at"),
    )  # fmt: skip
    for values in _work(child).union(_workers(child), sent, all=True):
        yield Row(**{name.removeprefix("row_"): value for name, value in values.items()})


def _work(child: "Person") -> "QuerySet[Any, dict[str, Any]]":
    return _shaped(
        "work", Episode.objects.filter(child=child), place=TEAM, work=F("kind"), outcome=F("outcome"),
        first_on=F("begun_on"), last_on=F("ended_on"),
    )  # fmt: skip


def _workers(child: "Person") -> "QuerySet[Any, dict[str, Any]]":
    return _shaped(
        "worker", Involvement.objects.filter(child=child), who=Coalesce("practitioner__name", "name"), role=F("role"),
        place=Case(When(team__isnull=True, then=F("organisation")), default=TEAM),
        work=Coalesce("episode__kind", Value("")), leads=F("leads"), first_on=F("starts_on"), last_on=F("ends_on"),
    )  # fmt: skip


def _shaped(table: str, rows: "QuerySet[Any]", **given: Any) -> "QuerySet[Any, dict[str, Any]]":
    """Give a table the shape that all three share, under names that no field has."""
    columns = {"row_table": Value(table), **EMPTY, **{f"row_{name}": one for name, one in given.items()}}
    shaped: QuerySet[Any, dict[str, Any]] = rows.order_by().annotate(**columns).values(*columns)
    return shaped


def _tell_work(row: Row, today: dt.date) -> Iterator[Happening]:
    what = KINDS[row.work].name
    if row.first_on:
        yield Happening(row.first_on, f"Work began: {what}", row.place)
    if row.last_on:
        yield Happening(row.last_on, f"Work ended: {what}. {Episode.Outcome(row.outcome).label}", row.place)


def _tell_worker(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.first_on is None or row.first_on > today:
        return
    began = f"{row.who} began to work with the child: {row.role}"
    allocated = f"Work was allocated to {row.who}, {row.role}: {KINDS[row.work].name}" if row.leads else ""
    yield Happening(row.first_on, allocated or began, row.place)
    if row.last_on and row.last_on <= today:
        yield Happening(row.last_on, f"{row.who} no longer works with the child: {row.role}", row.place)


def _tell_sent(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.at:
        yield Happening(timezone.localdate(row.at), f"The record was sent to {row.who}", row.place)


TELLS = {"work": _tell_work, "worker": _tell_worker, "sent": _tell_sent}
