"""The tables of docs/states.md that belong to deciding: every row of each."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.models import Check, ContactDecision, Discussion
from righthelp.front_door.tests.arriving import received
from righthelp.front_door.tests.deciding import adopted, answered, decided, decided_for

SET = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("answered_at", "withdrawn_at", "state", "is_open"),
    [
        (None, None, Check.State.OPEN, True),
        (SET, None, Check.State.ANSWERED, False),
        (None, SET, Check.State.WITHDRAWN, False),
    ],
)
def test_a_question_to_an_agency(
    answered_at: dt.datetime | None, withdrawn_at: dt.datetime | None, state: Check.State, is_open: bool
) -> None:
    one = Check(answered_at=answered_at, withdrawn_at=withdrawn_at)
    assert (one.state, one.is_open) == (state, is_open)


@pytest.mark.parametrize(("ended_at", "is_open"), [(None, True), (SET, False)])
def test_a_discussion(ended_at: dt.datetime | None, is_open: bool) -> None:
    assert Discussion(ended_at=ended_at).is_open == is_open


def test_a_decision(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    adopted(alice)
    contact = received(alice)
    first = decided_for(contact.children.get(), fran, mona)
    states = [first.state]
    answered(contact, fran)
    first.refresh_from_db()
    states.append(first.state)
    assert states == [ContactDecision.State.TO_TELL, ContactDecision.State.STANDS]
    again = decided(mona, again_because="New facts")
    second = decide(child=first.child, decision=again, instead_of=first, by=fran)
    first.refresh_from_db()
    assert (first.state, second.state) == (ContactDecision.State.SUPERSEDED, ContactDecision.State.TO_TELL)
