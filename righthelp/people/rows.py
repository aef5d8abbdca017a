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

PREFIX = "row_"  # so that no column has the name of a field
TEXTS = ("who", "role", "place", "text", "more", "by")
KEYS = ("key", "other", "agency", "team")


class Empty(models.Expression):
    """The place of a column that a table does not have. Nothing in it depends on the query, so Django copies nothing.

    A page asks for hundreds of them.
    """

    def __init__(self, field: "models.Field[Any, Any]", value: str = "NULL") -> None:
        super().__init__(output_field=field)
        self.value = value

    def resolve_expression(self, *_: Any, **__: Any) -> "Empty":
        """Give itself."""
        return self

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[()]]:
        """Give it with its type, which PostgreSQL needs to know."""
        return f"CAST({self.value} AS {self.output_field.cast_db_type(connection)})", ()


EMPTY: Mapping[str, models.Expression] = {
    **{name: Empty(models.TextField(), "''") for name in TEXTS},
    **{name: Empty(models.BigIntegerField()) for name in KEYS},
    "first_on": Empty(models.DateField()),
    "last_on": Empty(models.DateField()),
    "at": Empty(models.DateTimeField()),
    "is_marked": Empty(models.BooleanField(), "FALSE"),
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
