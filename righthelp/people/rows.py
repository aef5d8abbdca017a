"""Many small tables read in one query: each is asked for in one shape, and the union of them is sent.

Of one child every table holds a few rows; asked one after another they would be the slowest part of a page. Nothing is
checked here: whoever asks does that.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast

PREFIX = "row_"  # so that no column has the name of a field
TEXTS = ("who", "role", "place", "text", "more", "by")
KEYS = ("key", "other", "agency", "team")
EMPTY: Mapping[str, Any] = {
    **{name: Value("", output_field=models.TextField()) for name in TEXTS},
    **{name: Cast(Value(None), models.BigIntegerField()) for name in KEYS},
    "first_on": Cast(Value(None), models.DateField()),
    "last_on": Cast(Value(None), models.DateField()),
    "at": Cast(Value(None), models.DateTimeField()),
    "is_marked": Value(False, output_field=models.BooleanField()),
}

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
    team: int | None
    first_on: dt.date | None
    last_on: dt.date | None
    at: dt.datetime | None
    is_marked: bool


def rows_of(first: Asked, *others: Asked) -> dict[str, list[Row]]:
    """Give the rows of every table, by table."""
    found: dict[str, list[Row]] = {}
    for values in first.union(*others, all=True) if others else first:
        row = Row(**{name.removeprefix(PREFIX): value for name, value in values.items()})
        found.setdefault(row.table, []).append(row)
    return found


def shaped(table: str, rows: "QuerySet[Any]", **given: Any) -> Asked:
    """Give a table the shape that all share; `Row` names the columns, a text names the field that fills one."""
    columns = {**EMPTY, **{name: F(one) if isinstance(one, str) else one for name, one in given.items()}}
    named = {f"{PREFIX}{name}": one for name, one in {"table": Value(table), **columns}.items()}
    asked: Asked = rows.order_by().annotate(**named).values(*named)
    return asked
