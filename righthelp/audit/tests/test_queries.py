import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from righthelp.audit.actions import look, note_refused_look, record
from righthelp.audit.queries import events_about, events_by, looks_at, looks_by, refused_looks
from righthelp.calendar.models import ClosedDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> ClosedDay:
    return ClosedDay.objects.create(date=dt.date(2026, 12, 31), name="New Year's Eve")


def test_events_about_a_record_come_newest_first(subject: ClosedDay, other: ClosedDay) -> None:
    first, second = (record(by=None, name=f"calendar.{what}", subject=subject) for what in ("opened", "closed"))
    record(by=None, name="calendar.opened", subject=other)
    assert list(events_about(subject)) == [second, first]


def test_events_by_a_person_are_theirs_alone(subject: ClosedDay) -> None:
    ann, bob = ClosedDay(pk=1), ClosedDay(pk=2)
    hers = record(by=ann, name="calendar.opened", subject=subject)
    record(by=bob, name="calendar.opened", subject=subject)
    record(by=None, name="calendar.opened", subject=subject)
    assert list(events_by(ann)) == [hers]


def test_a_refused_look_is_neither_a_change_nor_a_look(person: SimpleNamespace, subject: ClosedDay) -> None:
    note_refused_look(by=person, subject=subject)
    asked = ClosedDay(pk=7)
    for found in (events_about(subject), events_by(asked), looks_at(subject), looks_by(asked)):
        assert not found.exists()
    (refused,) = refused_looks(since=timezone.now() - dt.timedelta(minutes=1))
    assert (refused.actor_id, refused.records) == (7, {("calendar.closedday", subject.pk): 1})


def test_looks_are_found_by_record_and_by_person(person: SimpleNamespace, subject: ClosedDay, other: ClosedDay) -> None:
    first, second = (look(by=person, subject=subject, page=page) for page in ("a.one", "a.two"))
    elsewhere = look(by=person, subject=other, page="a.one")
    look(by=SimpleNamespace(pk=8), subject=other, page="a.one")
    assert list(looks_at(subject)) == [second, first]
    assert list(looks_by(ClosedDay(pk=7))) == [elsewhere, second, first]
