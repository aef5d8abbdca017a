"""Giving a draft that was taken over back to the person who wrote it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.queries import events_about
from righthelp.considerations.actions import ChangedMeanwhile, take_over
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import address, client_of, goes_to, hidden, in_use, send, shown
from righthelp.considerations.tests.test_start import decide_on, draft, edition, nothing_changes

pytestmark = pytest.mark.django_db
LIST = "/considerations"
NOTE = "I rang the nurse on Tuesday. Please go on from here."


@pytest.fixture
def taken() -> Consideration:
    """Give Alice's draft, that a lead took over."""
    in_use(edition())
    it = draft("J")
    Consideration.objects.update(started_at=timezone.now() - dt.timedelta(days=9))
    take_over(consideration=it, because="Alice is ill.", by=people.safeguarding_lead(it.agency))
    return Consideration.objects.get()


@pytest.fixture
def leila(taken: Consideration) -> Client:
    """Give the browser of the lead who took it over."""
    return client_of(taken.holder)


def leaves(person: Practitioner) -> None:
    person.memberships.update(ends_on=dt.date(2026, 1, 1))


def test_the_lead_gives_it_back_with_a_note_that_the_writer_sees(taken: Consideration, leila: Client) -> None:
    assert "Give this back to Alice Adeyemi" in shown(leila, address("consideration", taken))
    page = shown(leila, address("consideration_give_back", taken))
    assert "You took it over from Alice Adeyemi on" in page
    assert "Alice is ill." in page
    assert goes_to(send(leila, address("consideration_give_back", taken), note=NOTE), LIST)
    alice = client_of(taken.author)
    drafts = shown(alice, LIST).partition("My drafts")[2].partition("Decided")[0]
    assert "J NOT SENT" in drafts
    assert "Leila Haddad gave this back to you on" in drafts
    assert NOTE in drafts
    assert "Taken over from you" not in shown(alice, LIST)
    assert f"Leila Haddad gave this back to Alice Adeyemi on {today()}" in shown(alice, address("consideration", taken))
    assert "J NOT SENT" not in shown(leila, LIST).partition("Drafts in your agency")[0]


def today() -> str:
    return f"{timezone.localdate():%-d %B %Y}"


def test_the_writer_goes_on_where_the_lead_stopped(taken: Consideration, leila: Client) -> None:
    send(leila, address("consideration_worry", taken), worry="Seen by the nurse.", told_whom="", what_next="Ring.")
    send(leila, address("consideration_give_back", taken), note=NOTE)
    alice = client_of(taken.author)
    send(alice, address("consideration_worry", taken), worry="Better.", told_whom="", what_next="Ring.")
    assert Consideration.objects.get().worry == "Better."
    shown(leila, address("consideration_worry", taken), 404)


def test_the_note_leaves_the_list_once_a_level_is_decided(taken: Consideration, leila: Client) -> None:
    send(leila, address("consideration_give_back", taken), note=NOTE)
    decide_on(taken.children.get())
    alice = client_of(taken.author)
    assert NOTE not in shown(alice, LIST)
    assert NOTE in shown(alice, address("consideration", taken))


def test_a_note_must_be_written(taken: Consideration, leila: Client) -> None:
    with nothing_changes():
        page = send(leila, address("consideration_give_back", taken), note=" ")
    assert "Write what they should know" in page.text


def test_sent_twice_it_is_given_back_once(taken: Consideration, leila: Client) -> None:
    path = address("consideration_give_back", taken)
    filled = {**hidden(leila.get(path).content.decode()), "note": NOTE}
    for _ in range(2):
        assert goes_to(leila.post(path, filled), LIST)
    assert [event.name for event in events_about(taken)].count("considerations.given_back") == 1


def test_whoever_left_the_agency_gets_nothing_back_and_the_page_says_why(taken: Consideration, leila: Client) -> None:
    leaves(taken.author)
    path = address("consideration_give_back", taken)
    text = shown(leila, path)
    assert "You cannot give it back now: Alice Adeyemi does not write considerations" in text
    with nothing_changes():
        assert goes_to(leila.post(path, {"note": NOTE}), path)


def test_to_an_account_that_is_shut_nothing_is_offered(taken: Consideration, leila: Client) -> None:
    Practitioner.objects.filter(pk=taken.author_id).update(suspended_at=timezone.now())
    assert "Give this back" not in shown(leila, address("consideration", taken))
    assert "You cannot give it back now" in shown(leila, address("consideration_give_back", taken))


def test_a_decided_one_is_not_given_back(taken: Consideration, leila: Client) -> None:
    decide_on(taken.children.get())
    assert "Give this back" not in shown(leila, address("consideration", taken))
    shown(leila, address("consideration_give_back", taken), 404)


def test_nobody_else_gives_it_back(taken: Consideration) -> None:
    others = [
        people.deputy_lead(taken.agency), people.teacher(taken.agency, "Bob Baker"),
        people.safeguarding_lead(people.gp_practice(), "Lena Moss"),
    ]  # fmt: skip
    with nothing_changes():
        for person in others:
            client, path = client_of(person), address("consideration_give_back", taken)
            shown(client, path, 404)
            assert client.post(path, {"note": NOTE}).status_code == 404


def test_taken_by_another_lead_in_the_same_moment(
    taken: Consideration, leila: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(**given: object) -> None:
        raise ChangedMeanwhile

    monkeypatch.setattr("righthelp.considerations.views.holders.give_back", lost)
    with nothing_changes():
        page = send(leila, address("consideration_give_back", taken), note=NOTE)
    assert "Give this draft back" in page.text
    assert NOTE in page.text
