"""The ladder without a database: where it goes, by when, and who never speaks on it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.work.disagreements.rules import (
    ENDS,
    Climb,
    NoSuchStep,
    StepEnd,
    Who,
    after,
    due_on,
    next_step,
    why_not_on_step,
)

FRIDAY = dt.date(2026, 3, 6)
ALICE, CHARLIE, GINA, LEILA = (
    Who(number, name) for number, name in enumerate(("Alice", "Charlie", "Gina", "Leila"), 1)
)
people = st.builds(
    Who, st.one_of(st.none(), st.integers(1, 4)), st.sampled_from(["Alice Ade", "alice  ade", "Charlie Chen", "Gina"])
)


@given(
    steps=st.integers(2, 8),
    at_risk=st.booleans(),
    outcomes=st.lists(st.tuples(st.sampled_from(StepEnd), st.integers(0, 9)), max_size=30),
)
def test_any_sequence_of_outcomes_ends_settled_withdrawn_or_at_the_top(
    steps: int, at_risk: bool, outcomes: list[tuple[StepEnd, int]]
) -> None:
    climb, before = Climb(), 0
    for outcome, to in outcomes:
        try:
            later = after(climb, outcome, steps=steps, to=to, at_risk=at_risk)
        except NoSuchStep:
            continue
        assert not climb.end
        assert 1 <= climb.position <= later.position <= steps
        assert later.end or later.position > climb.position
        assert at_risk or later.position <= climb.position + 1
        climb, before = later, climb.position
    while not climb.end and climb.position < steps:
        climb = after(climb, StepEnd.NOT_SETTLED, steps=steps)
    assert climb.position >= before
    assert climb.end in ENDS or climb.position == steps
    if climb.end is StepEnd.DECIDED:
        assert climb.position == steps


@given(position=st.integers(1, 8), ours=people, theirs=people, raiser=people, complained=people)
def test_whoever_it_is_with_never_decides_and_nobody_speaks_on_both_sides(
    position: int, ours: Who, theirs: Who, raiser: Who, complained: Who
) -> None:
    if not why_not_on_step(position, ours, theirs, raised_by=raiser, complained_of=complained):
        assert not ours.is_same(theirs)
        assert not ours.is_same(complained)
        assert not theirs.is_same(raiser)
        assert position == 1 or not theirs.is_same(complained)


def test_what_is_refused_is_said_in_a_sentence() -> None:
    def said(position: int, ours: Who, theirs: Who) -> str:
        return why_not_on_step(position, ours, theirs, raised_by=ALICE, complained_of=CHARLIE)

    assert said(1, ALICE, CHARLIE) == ""
    assert said(2, ALICE, GINA) == ""
    assert said(2, GINA, GINA) == "Gina cannot speak for both sides. Name two people"
    assert "so they cannot speak for your side" in said(2, CHARLIE, GINA)
    assert "Alice raised this disagreement" in said(2, LEILA, ALICE)
    assert "From step 2 on somebody else must speak for the other side" in said(2, ALICE, CHARLIE)
    assert "From step 2 on" in said(3, ALICE, Who(None, "charlie"))


@pytest.mark.parametrize(
    ("position", "to", "at_risk"), [(6, 0, True), (3, 3, True), (3, 2, True), (1, 3, False), (1, 7, True)]
)
def test_there_is_no_step_past_the_top_downwards_or_left_out_without_a_risk(
    position: int, to: int, at_risk: bool
) -> None:
    with pytest.raises(NoSuchStep):
        next_step(position, 6, to=to, at_risk=at_risk)


def test_nothing_follows_an_end_and_nothing_is_decided_below_the_top() -> None:
    with pytest.raises(NoSuchStep):
        after(Climb(2, StepEnd.SETTLED), StepEnd.NOT_SETTLED, steps=6)
    with pytest.raises(NoSuchStep):
        after(Climb(5), StepEnd.DECIDED, steps=6)
    assert after(Climb(6), StepEnd.DECIDED, steps=6) == Climb(6, StepEnd.DECIDED)


def test_working_days_pass_over_weekends_bank_holidays_and_closed_days_and_a_risk_means_today() -> None:
    assert due_on(FRIDAY, 1, at_risk=False) == dt.date(2026, 3, 9)
    assert due_on(FRIDAY, 1, at_risk=False, closed={dt.date(2026, 3, 9)}) == dt.date(2026, 3, 10)
    assert due_on(dt.date(2026, 4, 2), 1, at_risk=False) == dt.date(2026, 4, 7)  # Easter
    assert due_on(FRIDAY, 5, at_risk=True) == FRIDAY
