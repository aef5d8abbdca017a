"""What hangs on a child in many small tables, read in one query: entries, workers, pieces of work, records sent on.

The page asks for one child, so that each table gives a few rows; asked one after another they would be the slowest part
of it. The tables share one shape here, as `people.known` does it for what is known of a person. Nothing is checked:
`access` does that, and shows nothing before.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from righthelp.chronology.models import Entry, Filing
from righthelp.considerations.models import ConsideredChild
from righthelp.people.models import ParentSearch
from righthelp.work.models import Episode, Involvement, Transfer

PREFIX = "row_"  # so that no column has the name of a field
TEXTS = ("who", "role", "place", "text", "more", "by")
KEYS = ("key", "other", "agency")
EMPTY: Mapping[str, Any] = {
    **{name: Value("", output_field=models.TextField()) for name in TEXTS},
    **{name: Cast(Value(None), models.BigIntegerField()) for name in KEYS},
    "first_on": Cast(Value(None), models.DateField()),
    "last_on": Cast(Value(None), models.DateField()),
    "at": Cast(Value(None), models.DateTimeField()),
    "is_marked": Value(False, output_field=models.BooleanField()),
}
OPEN_TEAM = Concat("team__name", Value(", "), "team__agency__name")


@dataclass(frozen=True)
class Row:
    """One row of any of the tables; what each field holds, the function that asks for the table says."""

    table: str
    who: str
    role: str
    place: str
    text: str
    more: str
    by: str
    key: int | None
    other: int | None
    agency: int | None
    first_on: dt.date | None
    last_on: dt.date | None
    at: dt.datetime | None
    is_marked: bool


def hanging_on(records: Collection[int]) -> dict[str, list[Row]]:
    """Give every row that hangs on the records of one child, by table."""
    asked = (_entries, _workers, _work, _sent, _searches, _thought)
    first, *others = (ask(records) for ask in asked)
    found: dict[str, list[Row]] = {}
    for values in first.union(*others, all=True):
        row = Row(**{name.removeprefix(PREFIX): value for name, value in values.items()})
        found.setdefault(row.table, []).append(row)
    return found


def _rows(table: str, rows: "QuerySet[Any]", **given: Any) -> "QuerySet[Any, dict[str, Any]]":
    """Give a table the shape that all share; `Row` names the columns."""
    columns = {**EMPTY, **{name: F(one) if isinstance(one, str) else one for name, one in given.items()}}
    named = {f"{PREFIX}{name}": one for name, one in {"table": Value(table), **columns}.items()}
    shaped: QuerySet[Any, dict[str, Any]] = rows.order_by().annotate(**named).values(*named)
    return shaped


def _entries(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask for the entries that stand: `other` is the child who says who may read it."""
    first = Filing.objects.filter(entry=OuterRef("pk"), is_first=True).order_by().values("child")[:1]
    standing = Entry.objects.standing().filter(filings__child__in=records).distinct()
    is_key = models.Case(models.When(significance="key", then=True), default=False)
    return _rows(
        "entry", standing, who="source", role="category", place="agency__name", text="what", more="kind",
        by="written_by__name", key="pk", other=Subquery(first), agency="agency_id", first_on="happened_on",
        last_on="until", is_marked=is_key,
    )  # fmt: skip


def _workers(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask for everybody who works or worked with the child: `more` is the telephone, `other` the piece of work."""
    return _rows(
        "worker", Involvement.objects.filter(child__in=records), who=Coalesce("practitioner__name", "name"),
        role="role",
        place=models.Case(models.When(team__isnull=True, then=F("organisation")), default=OPEN_TEAM),
        more="phone", key="practitioner_id", other="episode_id", first_on="starts_on", last_on="ends_on",
        is_marked="leads",
    )  # fmt: skip


def _work(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask for the pieces of work: `role` is the kind, `text` the aim, `more` how it ended."""
    return _rows(
        "work", Episode.objects.filter(child__in=records), role="kind", place=OPEN_TEAM, text="aim", more="outcome",
        key="pk", first_on="begun_on", last_on="ended_on",
    )  # fmt: skip


def _sent(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask where the record was sent: `is_marked` when somebody said that it came."""
    came = models.Case(models.When(received_at__isnull=False, then=True), default=False)
    return _rows(
        "sent", Transfer.objects.filter(child__in=records), who=Coalesce("to_agency__name", "to_name"),
        place="from_agency__name", at="sent_at", is_marked=came,
    )  # fmt: skip


def _searches(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask for the search for parents: `text` is what was tried, `more` what came of it."""
    return _rows(
        "search", ParentSearch.objects.filter(child__in=records), who="who", text="tried", more="outcome",
        by="noted_by__name", first_on="asked_on",
    )  # fmt: skip


def _thought(records: Collection[int]) -> "QuerySet[Any, dict[str, Any]]":
    """Ask only whether somebody thought about the child's needs, so that this is not read in vain."""
    return _rows("thought", ConsideredChild.objects.filter(person__in=records), key="pk")
