"""Talks noted after a decision: the log stays open to the holder, and what led to the decision stays as it was."""

import pytest
from django.test import Client

from righthelp.agencies.tests import people
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, in_use, send, shown
from righthelp.considerations.tests.test_start import decide_on, draft, edition, nothing_changes

pytestmark = pytest.mark.django_db
LATER = "Talks noted after the decision"


@pytest.fixture
def child() -> ConsideredChild:
    """Give one child of a draft on the full path."""
    in_use(edition())
    given: ConsideredChild = draft("J", path="full").children.get()
    return given


@pytest.fixture
def alice(child: ConsideredChild) -> Client:
    """Give the browser of whoever holds it."""
    return client_of(child.consideration.holder)


def note(client: Client, it: Consideration, said: str) -> None:
    day = {"held_on_day": "2", "held_on_month": "3", "held_on_year": "2026"}
    send(client, address("consideration_advice", it), kind="advice", with_whom="Leila", said=said, **day)


def test_a_later_talk_shows_after_the_decision_with_its_day(child: ConsideredChild, alice: Client) -> None:
    it = child.consideration
    note(alice, it, "Ask the nurse.")
    decide_on(child)
    home = shown(alice, address("consideration", it))
    assert LATER not in home
    assert "Note a talk" in home
    note(alice, it, "The nurse has rung.")
    for path in (address("consideration", it), address("consideration_advice", it)):
        before, _, after = shown(alice, path).partition(LATER)
        assert "Ask the nurse." in before
        assert "The nurse has rung." not in before
        assert "2 March 2026" in after
        assert "The nurse has rung." in after
    assert "a talk that you note now stands after the decision" in shown(alice, address("consideration_advice", it))


def test_while_another_child_is_still_a_draft_it_can_be_noted_too(alice: Client, child: ConsideredChild) -> None:
    it = child.consideration
    ConsideredChild.objects.create(consideration=it, label="K", position=1)
    decide_on(child)
    assert "You can still note a talk" in shown(alice, address("consideration", it))
    note(alice, it, "The nurse has rung.")
    assert "The nurse has rung." in shown(alice, address("consideration", it)).partition(LATER)[2]


def test_nobody_else_notes_one(child: ConsideredChild) -> None:
    it = child.consideration
    decide_on(child)
    lead = people.safeguarding_lead(it.agency)
    assert "Note a talk" not in shown(client_of(lead), address("consideration", it))
    for person in (lead, people.teacher(it.agency, "Bob Baker"), people.teacher(people.gp_practice(), "Cem Kaya")):
        with nothing_changes():
            assert client_of(person).post(address("consideration_advice", it), {"said": "x"}).status_code == 404
