"""Putting very many rows into a table at once: COPY on PostgreSQL, one prepared statement on SQLite.

For tables that are made again from the records, of which no one keeps a row in hand; records go through the ORM.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model


def put(model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into the model's table; values are numbers, text and bytes as the database takes them."""
    quote = connection.ops.quote_name
    table, named = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", list(rows))  # noqa: S608 - our own names
