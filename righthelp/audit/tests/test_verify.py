import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from righthelp.audit import actions, rules
from righthelp.audit.actions import look, seal
from righthelp.audit.models import Event, Look, Seal
from righthelp.audit.queries import verify
from righthelp.audit.rules import Fault, FaultKind, Kept, Report
from righthelp.audit.triggers import lifted
from righthelp.calendar.models import ClosedDay

pytestmark = pytest.mark.django_db
Events = Callable[[int], list[Event]]
Tamper = Callable[..., None]
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def sealed(events: Events, monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Ten events under five seals of two."""
    monkeypatch.setattr(actions, "MAX_ROWS_PER_SEAL", 2)
    made = events(10)
    assert len(seal()) == 5
    return made


def faults(report: Report) -> list[tuple[FaultKind, int]]:
    return [(fault.kind, fault.number) for fault in report.faults]


def test_an_empty_log_is_whole() -> None:
    report = verify()
    assert report.whole
    assert [(each.seals, each.tail_rows, each.tail_age) for each in report.tables] == [(0, 0, None), (0, 0, None)]


def test_a_log_as_it_was_written_is_whole(sealed: list[Event]) -> None:
    report = verify()
    assert report.whole
    assert (report.tables[0].seals, report.tables[0].sealed_rows, report.tables[0].tail_rows) == (5, 10, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"at": NOON},
        {"actor_id": 9, "actor_kind": "person"},
        {"name": "calendar.day_opened"},
        {"subject_type": "calendar.other"},
        {"subject_id": 99},
        {"about_ids": {"edition": 4}},
        {"fields": ["name"]},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_row_is_found(sealed: list[Event], tamper: Tamper, values: dict[str, object]) -> None:
    tamper(Event, {"id": sealed[4].id}, **values)
    assert faults(verify()) == [(FaultKind.CHANGED, sealed[4].id)]


@pytest.mark.parametrize("place", [0, 4, 9])
def test_a_removed_row_is_found(sealed: list[Event], tamper: Tamper, place: int) -> None:
    tamper(Event, {"id": sealed[place].id})
    assert faults(verify()) == [(FaultKind.REMOVED, sealed[place].id)]


@pytest.mark.parametrize("below", [0, -5])
def test_a_row_inserted_before_the_first_is_found(sealed: list[Event], below: int) -> None:
    Event.objects.create(id=below, actor_kind="system", name="a.b", subject_type="x", subject_id=1)
    assert faults(verify()) == [(FaultKind.INSERTED, below)]


def test_a_row_inserted_into_a_gap_is_found(events: Events) -> None:
    (first,) = events(1)
    for number in (first.id + 10, first.id + 20):
        Event.objects.create(id=number, actor_kind="system", name="a.b", subject_type="x", subject_id=1)
    seal()
    Event.objects.create(id=first.id + 15, actor_kind="system", name="a.b", subject_type="x", subject_id=1)
    assert faults(verify()) == [(FaultKind.INSERTED, first.id + 15)]


def test_a_row_inserted_between_two_seals_is_found(events: Events) -> None:
    (first,) = events(1)
    seal()
    Event.objects.create(id=first.id + 20, actor_kind="system", name="a.b", subject_type="x", subject_id=1)
    seal()
    Event.objects.create(id=first.id + 5, actor_kind="system", name="a.b", subject_type="x", subject_id=1)
    assert faults(verify()) == [(FaultKind.INSERTED, first.id + 5)]


def test_looks_are_checked_too(subject: ClosedDay, tamper: Tamper) -> None:
    seen = look(by=ClosedDay(pk=7), subject=subject, page="a.page", reason="because")
    seal()
    tamper(Look, {"id": seen.id}, reason="another")
    assert verify().faults == (Fault("look", FaultKind.CHANGED, seen.id),)


@pytest.mark.parametrize(
    "values",
    [
        {"at": NOON},
        {"first_id": 2},
        {"last_id": 10**9},
        {"rows": 1},
        {"marks": b""},
        {"marks": b"short"},
        {"previous": "0" * 64},
        {"mac": "0" * 64},
        {"mac": "é"},
    ],
    ids=str,
)
def test_a_broken_seal_is_found_and_named_alone(sealed: list[Event], tamper: Tamper, values: dict[str, object]) -> None:
    tamper(Seal, {"table": "event", "number": 3}, **values)
    assert faults(verify()) == [(FaultKind.SEAL_BROKEN, 3)]


@pytest.mark.parametrize("number", [1, 3])
def test_a_missing_seal_is_found_and_named_alone(sealed: list[Event], tamper: Tamper, number: int) -> None:
    tamper(Seal, {"table": "event", "number": number})
    assert faults(verify()) == [(FaultKind.SEAL_MISSING, number)]


def test_a_forged_seal_with_a_huge_number_leaves_one_gap(sealed: list[Event]) -> None:
    last = Seal.objects.get(number=5)
    forged = {**vars(last.contents), "number": 10**18, "previous": last.mac}
    Seal.objects.create(mac="0" * 64, **forged)
    gap, broken = verify().faults
    assert gap == Fault("event", FaultKind.SEAL_MISSING, 6, through=10**18 - 1)
    assert broken == Fault("event", FaultKind.SEAL_BROKEN, 10**18)


def test_rows_under_sound_seals_are_checked_beside_broken_ones(sealed: list[Event], tamper: Tamper) -> None:
    tamper(Seal, {"number": 2})
    tamper(Seal, {"number": 3}, rows=1)
    tamper(Event, {"id": sealed[9].id})
    expected = [(FaultKind.SEAL_MISSING, 2), (FaultKind.SEAL_BROKEN, 3), (FaultKind.REMOVED, sealed[9].id)]
    assert faults(verify()) == expected


def test_a_seal_from_another_history_is_out_of_chain(sealed: list[Event], tamper: Tamper, events: Events) -> None:
    fifth = Seal.objects.get(number=5)
    tamper(Seal, {"number__gte": 4})
    seal(now=NOON)
    tamper(Seal, {"number": 5})
    fifth.save(force_insert=True)
    assert faults(verify()) == [(FaultKind.SEAL_OUT_OF_CHAIN, 5)]


def test_a_seal_made_with_another_key_is_broken(sealed: list[Event], settings: Settings) -> None:
    settings.SEAL_KEY = "another key, as somebody without the real one would have"
    assert faults(verify()) == [(FaultKind.SEAL_BROKEN, number) for number in range(1, 6)]


def test_checking_without_a_key_is_refused(settings: Settings) -> None:
    settings.SEAL_KEY = ""
    with pytest.raises(ImproperlyConfigured):
        verify()


def test_seals_cut_off_at_the_end_show_only_against_a_kept_one(sealed: list[Event], tamper: Tamper) -> None:
    last = Seal.objects.get(number=5)
    kept = Kept("event", 5, last.mac)
    assert verify(kept=[kept]).whole
    tamper(Seal, {"number__gte": 4})
    assert verify().whole
    assert faults(verify(kept=[kept])) == [(FaultKind.KEPT_MISSING, 5)]


def test_a_tail_sealed_anew_differs_from_the_kept_seal(sealed: list[Event], tamper: Tamper) -> None:
    kept = Kept("event", 5, Seal.objects.get(number=5).mac)
    tamper(Seal, {"number": 5})
    tamper(Event, {"id": sealed[9].id}, name="calendar.day_opened")
    seal()
    assert verify().whole
    assert faults(verify(kept=[kept])) == [(FaultKind.KEPT_DIFFERS, 5)]


def test_the_unsealed_tail_is_counted_and_its_age_told(events: Events) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        events(2)
        seal()
        events(1)
        clock.shift(60)
        events(2)
        clock.shift(30)
        (tail, _) = verify().tables
    assert (tail.sealed_rows, tail.tail_rows, tail.tail_age) == (2, 3, 90.0)


def test_a_row_that_cannot_be_read_any_more_counts_as_changed(sealed: list[Event]) -> None:
    nonsense = "'infinity'" if connection.vendor == "postgresql" else "'2026-99-99 00:00:00'"
    with lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_event SET at = {nonsense} WHERE id = %s", [sealed[2].id])  # noqa: S608
    assert faults(verify()) == [(FaultKind.CHANGED, sealed[2].id)]


def test_a_seal_that_cannot_be_read_any_more_is_broken(sealed: list[Event]) -> None:
    nonsense = "'infinity'" if connection.vendor == "postgresql" else "'2026-99-99 00:00:00'"
    with lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_seal SET at = {nonsense} WHERE number = 2")  # noqa: S608
    assert faults(verify()) == [(FaultKind.SEAL_BROKEN, 2)]


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reason=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40),
    at=st.datetimes(min_value=dt.datetime(1970, 1, 2), max_value=dt.datetime(2200, 1, 1), timezones=st.timezones()),
    number=st.integers(min_value=-(2**63), max_value=2**63 - 1),
)
def test_a_row_reads_back_as_the_bytes_it_was_written_with(reason: str, at: dt.datetime, number: int) -> None:
    written = Look.objects.create(at=at, actor_id=number, subject_type="x", subject_id=1, page="p", reason=reason)
    columns = rules.COLUMNS["look"]
    as_written = rules.canonical({name: getattr(written, name) for name in columns})
    assert rules.canonical(Look.objects.values(*columns).get(id=written.id)) == as_written
