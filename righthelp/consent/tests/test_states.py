"""The tables of docs/states.md that belong to consent: every row of each."""

import datetime as dt

import pytest

from righthelp.consent.models import Advice, Agreement, Consent, GoingOn

SET = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
GIVEN, PART, REFUSED, WAITS, OVER = (
    (True, True, False, False),
    (True, True, True, False),
    (True, False, True, False),
    (False, False, False, True),
    (False, False, False, False),
)


@pytest.mark.parametrize("model", [Agreement, Consent])
@pytest.mark.parametrize(
    ("set_aside_at", "withdrawn_at", "next_at", "answer", "state"),
    [
        (None, None, None, "yes", GIVEN),
        (None, None, None, "part", PART),
        (None, None, None, "no", REFUSED),
        (None, SET, None, "yes", WAITS),
        (None, SET, None, "part", WAITS),
        (None, SET, SET, "yes", OVER),
        (None, SET, SET, "part", OVER),
        (SET, None, None, "yes", OVER),
        (SET, None, None, "no", OVER),
        (SET, SET, None, "part", OVER),
        (SET, SET, SET, "yes", OVER),
    ],
)
def test_what_a_family_said(
    model: type[Agreement | Consent], set_aside_at: dt.datetime | None, withdrawn_at: dt.datetime | None,
    next_at: dt.datetime | None, answer: str, state: tuple[bool, ...],
) -> None:  # fmt: skip
    one = model(set_aside_at=set_aside_at, withdrawn_at=withdrawn_at, next_at=next_at, answer=answer)
    assert (one.stands, one.is_given, one.is_refusal, one.waits_for_next_steps) == state


@pytest.mark.parametrize(
    ("set_aside_at", "goes_on", "stands"),
    [(None, True, True), (None, False, False), (SET, True, False), (SET, False, False)],
)
def test_going_on_without_agreement(set_aside_at: dt.datetime | None, goes_on: bool, stands: bool) -> None:
    assert GoingOn(set_aside_at=set_aside_at, goes_on=goes_on).stands == stands


@pytest.mark.parametrize(("answer", "is_open"), [("", True), ("approved", False), ("not_approved", False)])
def test_an_approval(answer: str, is_open: bool) -> None:
    assert Advice(answer=answer).is_open == is_open
