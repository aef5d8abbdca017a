"""Triggers by which the database itself refuses to alter the log, on SQLite and on PostgreSQL.

They stop mistakes and anything that writes through the application's own connection. Whoever owns the
database can lift them: the seals are there to show that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from righthelp.audit.models import Event, Look, Seal

TABLES = tuple(model._meta.db_table for model in (Event, Look, Seal))
KEYS = dict.fromkeys(TABLES, "id = NEW.id") | {
    Seal._meta.db_table: 'id = NEW.id OR ("table" = NEW."table" AND number = NEW.number)'
}

SQLITE_REFUSE = """
CREATE TRIGGER {table}_refuse_{name} BEFORE {change} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {name} refused'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'integrity_constraint_violation';
END
$refuse$
"""
POSTGRESQL_ROWS = """
CREATE OR REPLACE TRIGGER {table}_refuse_rows BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_refuse()
"""
POSTGRESQL_TRUNCATE = """
CREATE OR REPLACE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put the triggers in place; safe to repeat. Tables that do not exist are passed over.

    A refused statement raises django.db.IntegrityError on both databases.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        for statement in _statements(connection, _present(connection)):
            _run(connection, statement)


def reinstall(*, using: str, **_: Any) -> None:
    """Install after every migrate (a receiver of post_migrate, connected in apps.py)."""
    install(using)


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Take the triggers off while a test database is emptied, and put them back.

    Raises:
        ImproperlyConfigured: unless settings.TESTING_AUDIT_TEARDOWN is True, which only test settings say.
    """
    if getattr(settings, "TESTING_AUDIT_TEARDOWN", False) is not True:
        raise ImproperlyConfigured("the audit log's triggers are lifted in tests only")
    connection = connections[using]
    try:
        _lift(connection)
        yield
    finally:
        _put_back(connection)


def _lift(connection: BaseDatabaseWrapper) -> None:
    for table in _present(connection):
        if connection.vendor == "postgresql":
            _run(connection, f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            for name in ("update", "delete", "replace"):
                _run(connection, f"DROP TRIGGER IF EXISTS {table}_refuse_{name}")


def _put_back(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor != "postgresql":
        return install(connection.alias)
    for table in _present(connection):
        _run(connection, f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return None


def _statements(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield POSTGRESQL_FUNCTION
        for table in tables:
            yield POSTGRESQL_ROWS.format(table=table)
            yield POSTGRESQL_TRUNCATE.format(table=table)
    else:
        for table in tables:
            yield from _sqlite_statements(table)


def _sqlite_statements(table: str) -> Iterator[str]:
    # INSERT OR REPLACE removes the old row without firing BEFORE DELETE, so it is refused by itself;
    # NEW.id is -1 where the database chooses the id
    replaces = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {KEYS[table]})"  # noqa: S608  constants
    for name, change, when in (("update", "UPDATE", ""), ("delete", "DELETE", ""), ("replace", "INSERT", replaces)):
        yield f"DROP TRIGGER IF EXISTS {table}_refuse_{name}"
        yield SQLITE_REFUSE.format(table=table, name=name, change=change, when=when)


def _present(connection: BaseDatabaseWrapper) -> list[str]:
    existing = set(connection.introspection.table_names())
    return [table for table in TABLES if table in existing]


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
