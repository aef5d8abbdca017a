"""A request while it is written, and its sending."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.front_door.actions.holding import TakenAlready, note_read, take
from righthelp.front_door.actions.writing import (
    AlreadySent,
    ChangedMeanwhile,
    NobodyNamed,
    add_person,
    drop,
    remove_child,
    remove_person,
    save_answers,
    save_child,
    save_contact,
    save_person,
    save_referrer,
    send,
)
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import STORY, draft, received

FRIDAY = dt.datetime(2026, 3, 6, 16, 40, tzinfo=dt.UTC)


def test_a_draft_is_not_sent_and_has_no_clock(alice: Practitioner) -> None:
    contact = draft(alice)
    assert (contact.state, contact.due_at) == (Contact.State.NOT_SENT, None)
    assert not Contact.objects.undecided().exists()


@pytest.mark.requirement("BP-116")
def test_what_is_sent_is_to_be_decided_by_the_end_of_the_next_working_day(alice: Practitioner) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        contact = received(alice)
    assert (contact.state, contact.received_at) == (Contact.State.WAITING, FRIDAY)
    assert contact.due_at == dt.datetime(2026, 3, 9, 23, 59, 59, 999999, tzinfo=dt.UTC)


@pytest.mark.requirement("BN-077")
def test_a_missing_answer_never_stops_the_sending_but_a_child_must_be_named(alice: Practitioner) -> None:
    contact = draft(alice)
    contact.answers.all().delete()
    remove_child(child=contact.children.get(), by=alice)
    with pytest.raises(NobodyNamed):
        send(contact=contact, by=alice)
    other = draft(alice)
    other.answers.all().delete()
    send(contact=other, by=alice)
    assert Contact.objects.waiting().get() == other


def test_what_was_sent_is_not_changed(alice: Practitioner) -> None:
    contact = received(alice)
    changes: tuple[Callable[[], None], ...] = (
        lambda: save_answers(contact=contact, version=None, answers={"risk": "x"}, by=alice),
        lambda: save_child(child=contact.children.get(), version=None, changes={"name": "x"}, by=alice),
        lambda: send(contact=contact, by=alice),
        lambda: drop(contact=contact, by=alice),
    )
    for change in changes:
        with pytest.raises(AlreadySent):
            change()
    assert contact.answers.get().text == STORY


def test_a_save_from_an_older_page_is_refused(alice: Practitioner) -> None:
    contact = draft(alice)
    save_answers(contact=contact, version=contact.version, answers={"risk": "He may be hurt"}, by=alice)
    with pytest.raises(ChangedMeanwhile):
        save_answers(contact=contact, version=contact.version, answers={"risk": "Nothing"}, by=alice)
    assert contact.answers.get(key="risk").text == "He may be hurt"


def test_people_are_named_changed_and_taken_out(alice: Practitioner) -> None:
    contact = draft(alice)
    person = add_person(contact=contact, changes={"kind": "parent", "name": "Ana"}, by=alice)
    save_person(person=person, version=None, changes={"phone": "01632 960001"}, by=alice)
    person.refresh_from_db()
    assert person.phone == "01632 960001"
    remove_person(person=person, by=alice)
    assert not contact.people.exists()


def test_every_change_is_logged_without_its_text(alice: Practitioner) -> None:
    contact = draft(alice)
    save_contact(contact=contact, version=None, changes={"is_urgent": True}, by=alice)
    save_referrer(contact=contact, changes={"name": "Alice", "phone": "01632 960002"}, by=alice)
    drop(contact=contact, by=alice)
    logged = list(Event.objects.filter(name__startswith="front_door").values_list("name", "fields"))
    assert ("front_door.referrer_saved", ["name", "phone"]) in logged
    assert [name for name, _ in logged][-1] == "front_door.dropped"
    assert STORY not in str(logged)


def test_two_people_never_take_the_same_contact(alice: Practitioner, fran: Practitioner, femi: Practitioner) -> None:
    contact = received(alice)
    take(contact=contact, by=fran)
    take(contact=contact, by=fran)
    with pytest.raises(TakenAlready, match="Fran"):
        take(contact=contact, by=femi)
    assert Event.objects.filter(name="front_door.taken").count() == 1


def test_who_read_it_first_is_noted_once(alice: Practitioner, fran: Practitioner, femi: Practitioner) -> None:
    contact = received(alice)
    note_read(contact=contact, by=fran)
    note_read(contact=contact, by=femi)
    contact.refresh_from_db()
    assert contact.read_by == fran
