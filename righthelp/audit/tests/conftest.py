import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.models import Model

from righthelp.audit.actions import record
from righthelp.audit.models import Event
from righthelp.audit.triggers import lifted
from righthelp.calendar.models import ClosedDay


@pytest.fixture
def person() -> SimpleNamespace:
    """Somebody signed in: the log needs no more of them than the key."""
    return SimpleNamespace(pk=7)


@pytest.fixture
def subject() -> ClosedDay:
    """Any saved record will do; the test asks for the database by itself."""
    return ClosedDay.objects.create(date=dt.date(2026, 12, 24), name="Christmas Eve")


@pytest.fixture
def events(subject: ClosedDay) -> Callable[[int], list[Event]]:
    """Make that many events about the subject."""

    def make(number: int) -> list[Event]:
        with transaction.atomic():
            return [record(by=None, name="calendar.day_closed", subject=subject) for _ in range(number)]

    return make


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Alter rows past the triggers, as whoever owns the database could."""

    def alter(model: type[Model], where: dict[str, object], **values: object) -> None:
        with lifted():
            rows = model._default_manager.filter(**where)
            changed = rows.update(**values) if values else rows.delete()[0]
        assert changed

    return alter


@pytest.fixture
def on_postgresql() -> None:
    """Pass over a test of what only a database with several writers can show."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
