import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from righthelp.audit.actions import COMMAND, NotInTransaction, record
from righthelp.audit.models import ActorKind, Event
from righthelp.calendar.models import ClosedDay

NAME = "calendar.day_closed"
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_an_event_holds_who_what_when_and_which_fields(person: SimpleNamespace, subject: ClosedDay) -> None:
    event = record(by=person, name=NAME, subject=subject, fields=("name", "date"), refs={"edition": 3})
    event.refresh_from_db()
    assert (event.actor_kind, event.actor_id, event.name) == (ActorKind.PERSON, 7, NAME)
    assert (event.subject_type, event.subject_id) == ("calendar.closedday", subject.pk)
    assert (event.at, event.fields, event.about_ids) == (NOON, ["name", "date"], {"edition": 3})
    assert str(event) == f"calendar.day_closed calendar.closedday {subject.pk}"


@pytest.mark.django_db
@pytest.mark.parametrize(("by", "kind"), [(None, ActorKind.SYSTEM), (COMMAND, ActorKind.COMMAND)])
def test_the_system_and_the_command_line_have_no_id(by: None, kind: ActorKind, subject: ClosedDay) -> None:
    event = record(by=by, name=NAME, subject=subject)
    assert (event.actor_kind, event.actor_id) == (kind, None)
    assert (event.fields, event.about_ids) == ([], {})


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(person: SimpleNamespace, subject: ClosedDay) -> None:
    with pytest.raises(NotInTransaction, match=NAME):
        record(by=person, name=NAME, subject=subject)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_event(person: SimpleNamespace, subject: ClosedDay) -> None:
    @transaction.atomic
    def close_the_same_day_again() -> None:
        record(by=person, name=NAME, subject=subject)
        ClosedDay.objects.create(date=subject.date, name="the same day again")

    with pytest.raises(IntegrityError):
        close_the_same_day_again()
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, "7", True])
def test_somebody_who_is_not_signed_in_or_has_no_number_is_refused(key: object, subject: ClosedDay) -> None:
    with pytest.raises(ValueError, match="not signed in or not saved"):
        record(by=SimpleNamespace(pk=key), name=NAME, subject=subject)


@pytest.mark.django_db
def test_a_subject_that_is_not_saved_or_has_no_number_is_refused(person: SimpleNamespace) -> None:
    session = Session.objects.create(session_key="a", session_data="", expire_date=NOON)
    for unsuitable in (ClosedDay(pk=1, date=NOON.date(), name="x"), session):
        with pytest.raises(ValueError, match="saved records with a whole number"):
            record(by=person, name=NAME, subject=unsuitable)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["closed", "Calendar.closed", "calendar.day closed", "calendar.", "a.b.c", ""])
def test_an_event_must_be_named_room_dot_what_was_done(name: str, subject: ClosedDay) -> None:
    with pytest.raises(ValueError, match=r"room\.what_was_done"):
        record(by=None, name=name, subject=subject)


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [["Sam was not brought"], ["name", ""], "name", ["name\n"]])
def test_text_in_place_of_names_of_fields_is_refused(fields: list[str], subject: ClosedDay) -> None:
    with pytest.raises(ValueError, match="nothing that was written"):
        record(by=None, name=NAME, subject=subject, fields=fields)


@pytest.mark.django_db
@pytest.mark.parametrize("refs", [{"edition": "the text"}, {"edition": True}, {"Sam Jones": 3}, {"edition": None}])
def test_anything_but_ids_in_references_is_refused(refs: dict[str, int], subject: ClosedDay) -> None:
    with pytest.raises(ValueError, match="nothing that was written"):
        record(by=None, name=NAME, subject=subject, refs=refs)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "actor_id"), [("person", None), ("system", 7), ("command", 7), ("robot", None)])
def test_the_database_keeps_kind_and_id_of_the_actor_together(kind: str, actor_id: int | None) -> None:
    with pytest.raises(IntegrityError):
        Event.objects.create(actor_kind=kind, actor_id=actor_id, name=NAME, subject_type="x", subject_id=1)
