import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, transaction
from pytest_django.fixtures import Settings

from righthelp.audit import actions, locks
from righthelp.audit.actions import look, record, seal
from righthelp.audit.models import Event, Seal
from righthelp.audit.queries import last_seal, verify
from righthelp.audit.rules import MAX_ROWS_PER_SEAL, NO_SEAL
from righthelp.calendar.models import ClosedDay

Events = Callable[[int], list[Event]]
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_an_empty_log_gets_no_seal() -> None:
    assert seal() == []
    assert last_seal("event") is None


@pytest.mark.django_db
def test_a_seal_covers_every_row_so_far(events: Events) -> None:
    made = events(3)
    (sealed,) = seal(now=NOON)
    assert (sealed.table, sealed.number, sealed.rows, sealed.at) == ("event", 1, 3, NOON)
    assert (sealed.first_id, sealed.last_id, sealed.previous) == (1, made[-1].id, NO_SEAL)
    assert len(sealed.marks) == 3 * 24
    assert str(sealed) == "event seal 1"


@pytest.mark.django_db
def test_each_table_has_its_own_numbers(events: Events, subject: ClosedDay) -> None:
    events(1)
    look(by=ClosedDay(pk=7), subject=subject, page="a.page")
    assert [(each.table, each.number) for each in seal()] == [("event", 1), ("look", 1)]


@pytest.mark.django_db
def test_sealing_again_covers_only_what_is_new_and_holds_on_to_the_seal_before(events: Events) -> None:
    events(2)
    (first,) = seal()
    assert seal() == []
    events(1)
    (second,) = seal()
    assert (second.number, second.rows, second.previous) == (2, 1, first.mac)
    assert second.first_id == first.last_id + 1
    assert last_seal("event") == second


@pytest.mark.django_db
def test_a_seal_holds_no_more_than_its_maximum(events: Events, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_ROWS_PER_SEAL == 1000
    monkeypatch.setattr(actions, "MAX_ROWS_PER_SEAL", 3)
    events(7)
    assert [(each.number, each.rows) for each in seal()] == [(1, 3), (2, 3), (3, 1)]
    assert verify().whole


@pytest.mark.django_db(transaction=True)
def test_sealing_inside_a_transaction_is_refused(events: Events) -> None:
    events(1)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        seal()
    assert not Seal.objects.exists()


@pytest.mark.django_db
def test_sealing_without_a_key_is_refused(settings: Settings, events: Events) -> None:
    events(1)
    settings.SEAL_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEY is empty"):
        seal()


@pytest.mark.django_db
def test_a_table_held_by_others_for_too_long_is_left_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(transaction, "atomic", locked)
    with pytest.raises(locks.Busy, match="audit_event is busy: database is locked"):
        seal()


@contextmanager
def writer_in_flight(subject: ClosedDay) -> Iterator[threading.Event]:
    """Hold an event that is written and not committed; set the event given to let it commit."""
    written, finish = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            record(by=None, name="calendar.day_closed", subject=subject)
            written.set()
            finish.wait(10)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(10)
    try:
        yield finish
    finally:
        finish.set()
        thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_postgresql")
def test_a_row_that_commits_after_a_later_one_is_sealed_too(events: Events, subject: ClosedDay) -> None:
    with writer_in_flight(subject) as finish:
        (later,) = events(1)
        threading.Timer(0.3, finish.set).start()
        (sealed,) = seal()
    assert sealed.rows == 2
    assert sealed.last_id == later.id
    assert verify().whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_postgresql")
def test_a_writer_that_does_not_finish_stops_the_sealer_and_not_the_other_way_round(
    events: Events, subject: ClosedDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", "50ms")
    with writer_in_flight(subject):
        with pytest.raises(locks.Busy, match="lock timeout"):
            seal()
        events(1)
    assert Event.objects.count() == 2
    assert [each.rows for each in seal()] == [2]
