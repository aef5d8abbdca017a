"""Taking a draft over."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.calendar.rules import LONDON
from righthelp.considerations.actions import ChangedMeanwhile, take_over
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, send, shown
from righthelp.considerations.tests.test_start import decide_on, draft, nothing_changes

pytestmark = pytest.mark.django_db
STARTED = dt.datetime(2026, 3, 5, 10, tzinfo=LONDON)
LATER = dt.datetime(2026, 3, 9, 9, tzinfo=LONDON)


@pytest.fixture
def waiting() -> Consideration:
    """Give a draft of 5 March 2026."""
    with time_machine.travel(STARTED, tick=False):
        return draft()


def answer(person: Practitioner, it: Consideration, at: dt.datetime) -> int:
    """Ask for the page at a moment, and send its form whatever it says."""
    with time_machine.travel(at, tick=False):
        client = client_of(person)
        path = address("consideration_take_over", it)
        opened: int = client.get(path).status_code
        sent: int = client.post(path, {"because": "Alice is ill."}).status_code
    assert opened == sent or (opened, sent) == (200, 302)
    return opened


@pytest.mark.parametrize("make", [people.safeguarding_lead, people.deputy_lead])
def test_lead_and_deputy_take_over_and_it_is_logged(waiting: Consideration, make) -> None:  # type: ignore[no-untyped-def]
    lead = make(waiting.agency)
    with time_machine.travel(LATER, tick=False):
        client = client_of(lead)
        path = address("consideration_take_over", waiting)
        filled = {**hidden(client.get(path).content.decode()), "because": "Alice is ill."}
        for _ in range(2):
            assert goes_to(client.post(path, filled), address("consideration", waiting))
        text = shown(client, address("consideration", waiting))
    kept = Consideration.objects.get()
    assert (kept.holder, kept.author, kept.takeovers.count()) == (lead, waiting.author, 1)
    assert "Alice is ill." in text
    event = Event.objects.get(name="considerations.taken_over")
    assert (event.actor_id, event.subject_id) == (lead.pk, waiting.pk)
    with time_machine.travel(LATER, tick=False):
        send(client, address("consideration_worry", waiting), worry="Followed up.", told_whom="", what_next="Ring.")
    assert Consideration.objects.get().worry == "Followed up."


def test_not_before_one_working_day_is_over(waiting: Consideration) -> None:
    lead = people.safeguarding_lead(waiting.agency)
    with nothing_changes():
        assert answer(lead, waiting, dt.datetime(2026, 3, 6, 23, 59, tzinfo=LONDON)) == 404


def test_nobody_else_can(waiting: Consideration) -> None:
    elsewhere = people.gp_practice()
    with nothing_changes():
        assert answer(people.teacher(waiting.agency, "Bob Baker"), waiting, LATER) == 404
        assert answer(people.safeguarding_lead(elsewhere), waiting, LATER) == 404
        assert answer(waiting.holder, waiting, LATER) == 404


def test_to_a_colleague_a_draft_and_no_draft_at_all_look_the_same(waiting: Consideration) -> None:
    bob = client_of(people.teacher(waiting.agency, "Bob Baker"))
    pages = [address("consideration_take_over", waiting), reverse("consideration_take_over", args=[uuid4()])]
    there, nowhere = (shown(bob, path, 404).rsplit("quote this number", 1)[0] for path in pages)
    assert there == nowhere


def test_a_decided_one_is_not_taken_over(waiting: Consideration) -> None:
    decide_on(waiting.children.get())
    with nothing_changes():
        assert answer(people.safeguarding_lead(waiting.agency), waiting, LATER) == 404


def test_a_reason_is_asked_for(waiting: Consideration) -> None:
    client = client_of(people.safeguarding_lead(waiting.agency))
    with time_machine.travel(LATER, tick=False), nothing_changes():
        page = send(client, address("consideration_take_over", waiting), because=" ")
    assert "Write why you are taking this over" in page.content.decode()


def test_it_says_who_started_it_and_who_holds_it_now(waiting: Consideration) -> None:
    leila, tomasz = people.safeguarding_lead(waiting.agency), people.deputy_lead(waiting.agency)
    take_over(consideration=waiting, because="Ill", by=tomasz)
    with time_machine.travel(LATER, tick=False):
        text = shown(client_of(leila), address("consideration_take_over", waiting))
    assert "Alice Adeyemi started it on 5 March 2026, Tomasz Nowak holds it now," in text


def test_taken_over_by_somebody_else_in_the_same_moment(
    waiting: Consideration, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(**given: object) -> None:
        raise ChangedMeanwhile

    client = client_of(people.safeguarding_lead(waiting.agency))
    monkeypatch.setattr("righthelp.considerations.views.holders.take_over", lost)
    with time_machine.travel(LATER, tick=False), nothing_changes():
        path = address("consideration_take_over", waiting)
        assert client.post(path, {"because": "Alice is ill."}).status_code == 404
