"""Reading and putting rows without the ORM, which takes longer to build a row or a query than the matcher has for it.

Rows are put only into tables that are made again from the records, of which no one keeps a row in hand; records go
through the ORM.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

Rows = Iterable[tuple[Any, ...]]
SELDOM = 500_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look seldom for unreachable rings of objects: where many small ones are made, it takes a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def read_among(sql: str, among: Collection[Any], *values: Any) -> list[tuple[Any, ...]]:
    """Read rows as the database gives them: on SQLite a day is text. The word AMONG stands for 'is one of these'."""
    if not among:
        return []
    return _read(sql.replace("AMONG", f"IN ({', '.join(['%s'] * len(among))})"), [*among, *values])


def read_about(sql: str, people: Collection[int], *values: Any) -> list[tuple[Any, ...]]:
    """Read rows about many people: by a span of their keys where hardly any lie between, which is much faster."""
    first, last = min(people, default=0), max(people, default=0)
    if last - first >= 2 * len(people):
        return read_among(sql, people, *values)
    return _read(sql.replace("AMONG", "BETWEEN %s AND %s"), [first, last, *values])


def _read(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def put(model: type[Model], columns: tuple[str, ...], rows: Rows) -> None:
    """Put very many rows into the model's table at once: COPY on PostgreSQL, one prepared statement on SQLite.

    Values are numbers, text and bytes as the database takes them.
    """
    table, named = _named(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", list(rows))  # noqa: S608 - our own names


def put_few(model: type[Model], columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], otherwise: str = "") -> int:
    """Put some rows in one statement, `otherwise` as it says of those that are there; returns how many were put."""
    table, named = _named(model, columns)
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({named}) VALUES {marks} {otherwise}",  # noqa: S608 - our own names
            [value for row in rows for value in row],
        )
        put: int = cursor.rowcount
    return put


def _named(model: type[Model], columns: tuple[str, ...]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), ", ".join(map(quote, columns))
