"""Many small tables read in one query: each is asked for in one shape, and the union of them is sent.

Of one child every table holds a few rows; asked one after another they would be the slowest part of a page. Nothing is
checked here: whoever asks does that.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

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
TEAM = Concat("team__name", Value(", "), "team__agency__name")

Asked = QuerySet[Any, dict[str, Any]]


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


def rows_of(first: Asked, *others: Asked) -> dict[str, list[Row]]:
    """Give the rows of every table, by table."""
    found: dict[str, list[Row]] = {}
    for values in first.union(*others, all=True):
        row = Row(**{name.removeprefix(PREFIX): value for name, value in values.items()})
        found.setdefault(row.table, []).append(row)
    return found


def shaped(table: str, rows: "QuerySet[Any]", **given: Any) -> Asked:
    """Give a table the shape that all share; `Row` names the columns, a text names the field that fills one."""
    columns = {**EMPTY, **{name: F(one) if isinstance(one, str) else one for name, one in given.items()}}
    named = {f"{PREFIX}{name}": one for name, one in {"table": Value(table), **columns}.items()}
    asked: Asked = rows.order_by().annotate(**named).values(*named)
    return asked


def workers(records: Collection[int]) -> Asked:
    """Ask for everybody who works or worked with a child: `more` is the telephone, `text` the kind of work they lead.

    `other` is that piece of work, `is_marked` who leads it.
    """
    return shaped(
        "worker", Involvement.objects.filter(child__in=records), who=Coalesce("practitioner__name", "name"),
        role="role", place=models.Case(models.When(team__isnull=True, then=F("organisation")), default=TEAM),
        more="phone", text=Coalesce("episode__kind", Value("")), key="practitioner_id", other="episode_id",
        first_on="starts_on", last_on="ends_on", is_marked="leads",
    )  # fmt: skip


def pieces_of_work(records: Collection[int]) -> Asked:
    """Ask for the pieces of work: `role` is the kind, `text` the aim, `more` how it ended."""
    return shaped(
        "work", Episode.objects.filter(child__in=records), role="kind", place=TEAM, text="aim", more="outcome",
        key="pk", first_on="begun_on", last_on="ended_on",
    )  # fmt: skip


def records_sent(records: Collection[int]) -> Asked:
    """Ask where the record was sent: `is_marked` when somebody said that it came."""
    came = models.Case(models.When(received_at__isnull=False, then=True), default=False)
    return shaped(
        "sent", Transfer.objects.filter(child__in=records), who=Coalesce("to_agency__name", "to_name"),
        place="from_agency__name", at="sent_at", is_marked=came,
    )  # fmt: skip
