"""What arrives from people without an account."""

import datetime as dt
import threading
from typing import Any

import pytest
import time_machine
from django.db import connection

from righthelp.audit.models import Event
from righthelp.front_door.actions.public import receive_from_public
from righthelp.front_door.actions.writing import NobodyNamed, when_received
from righthelp.front_door.models import Answer, Contact, NamedChild, Referrer

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
STORY = "I hear him cry every night, and nobody comes."


def arrives(number: int = 1, **changes: Any) -> Contact:
    given: dict[str, Any] = {
        "came_by": "public",
        "is_urgent": False,
        "answers": {"what_happened": STORY, "how_soon": "days"},
        "children": [{"name": "A boy", "age": "about 5", "address": "12 Heronry"}],
        "referrer": {"name": "Quillon Featherby", "phone": "01632 960123"},
        "token": f"token {number}",
    }
    return receive_from_public(**{**given, **changes})


@pytest.mark.requirement("BP-099")
@pytest.mark.parametrize("came_by", ["family", "young", "public"])
def test_what_the_public_sends_waits_in_the_one_list_with_its_clock(db: None, came_by: str) -> None:
    with time_machine.travel(NOON, tick=False):
        contact = arrives(came_by=came_by)
    assert Contact.objects.waiting().get() == contact
    assert (contact.author, contact.agency, contact.received_at) == (None, None, NOON)
    assert contact.due_at == dt.datetime(2026, 3, 5, 23, 59, 59, 999999, tzinfo=dt.UTC)
    assert contact.children.get().age == "about 5"
    assert contact.answers.get(key="what_happened").text == STORY


def test_who_sent_it_is_told_to_nobody_unless_they_said_so(db: None) -> None:
    assert not arrives().referrer.may_be_named


def test_the_same_sending_again_changes_nothing(db: None) -> None:
    first = arrives()
    assert arrives(answers={"what_happened": "Something else"}) == first
    assert (Contact.objects.count(), NamedChild.objects.count(), Referrer.objects.count()) == (1, 1, 1)
    assert first.answers.get(key="what_happened").text == STORY
    assert Event.objects.filter(name="front_door.received_from_public").count() == 1
    assert arrives(2) != first


def test_now_is_urgent(db: None) -> None:
    assert arrives(is_urgent=True).is_urgent
    assert arrives(2, answers={"how_soon": "now"}).is_urgent
    assert not arrives(3).is_urgent


def test_the_log_says_that_nobody_signed_in_sent_it_and_holds_no_word_of_it(db: None) -> None:
    contact = arrives()
    event = Event.objects.get(name="front_door.received_from_public")
    assert (event.actor_id, event.subject_id, event.fields) == (None, contact.pk, ["what_happened", "how_soon"])
    assert STORY not in str(vars(event))


def test_nothing_arrives_without_anybody_whom_it_is_about(db: None) -> None:
    with pytest.raises(NobodyNamed):
        arrives(children=[])
    assert not Contact.objects.exists()


def test_it_comes_whole_or_not_at_all(db: None) -> None:
    def breaks(contact: Contact) -> None:
        raise RuntimeError("a notice could not be made")

    when_received("breaks in a test", breaks)
    try:
        with pytest.raises(RuntimeError):
            arrives()
    finally:
        when_received("breaks in a test", lambda contact: None)
    assert not Contact.objects.exists()
    assert not Answer.objects.exists()


def test_two_presses_at_the_same_moment_send_it_once(transactional_db: None) -> None:
    start, got = threading.Barrier(2), []

    def press() -> None:
        start.wait()
        got.append(arrives().pk)
        connection.close()

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(got) == 2
    assert len(set(got)) == 1
    assert (Contact.objects.count(), NamedChild.objects.count()) == (1, 1)
