"""Waiting for writers in flight, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import Model

PATIENCE = "2s"  # on PostgreSQL new writers queue behind whoever waits here; SQLite has its own timeout


class Busy(Exception):
    """Writers or another sealer did not finish in time; what is sealed stays sealed, try again later."""


@contextmanager
def short_transaction(model: type[Model], mode: str) -> Iterator[None]:
    """Open a transaction of its own that holds a table in a PostgreSQL lock mode, such as SHARE.

    SQLite's IMMEDIATE transaction holds every table against other writers by itself.

    Raises:
        Busy: when others held the table for longer than `PATIENCE`.
        RuntimeError: inside another transaction.
    """
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                _hold(model, mode)
            yield
    except OperationalError as error:
        raise Busy(f"{model._meta.db_table} is busy: {str(error).strip()}") from error


def _hold(model: type[Model], mode: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN {mode} MODE")


def hold_name(name: bytes) -> None:
    """Let nobody else go past this call with the same name before this transaction ends; its first 8 bytes count.

    SQLite has one writer at a time and needs no lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(name[:8], signed=True)])
