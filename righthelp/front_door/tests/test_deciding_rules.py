"""When answers are due, chased and late: for any moment of many years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.calendar.rules import LONDON, day_of, is_working_day, working_days_elapsed
from righthelp.front_door.outcomes import LISTED_KINDS, Outcome, missing_receiver, work_of
from righthelp.front_door.rules import chased_from, check_due_at, decided_at, due_at, half_time, is_late, reply_due_at

MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2031, 12, 31), timezones=st.just(dt.UTC))
CLOSED = st.frozensets(st.dates(dt.date(2024, 1, 1), dt.date(2031, 12, 31)), max_size=5)
FRIDAY = dt.datetime(2027, 3, 5, 16, 40, tzinfo=dt.UTC)


@given(MOMENTS, CLOSED)
def test_a_decision_is_due_at_the_end_of_the_next_working_day(
    received: dt.datetime, closed: frozenset[dt.date]
) -> None:
    due = due_at(received, closed)
    assert working_days_elapsed(received, due) == 1
    assert is_working_day(day_of(due))
    assert due.astimezone(LONDON).time() == dt.time.max
    assert not is_late(due, due, due)
    assert is_late(due, None, due + dt.timedelta(microseconds=1))
    assert not is_late(due, received, due + dt.timedelta(days=9))


@given(MOMENTS, CLOSED, st.booleans())
def test_an_answer_of_an_agency_is_due_on_a_working_day_after_it_was_asked(
    asked: dt.datetime, closed: frozenset[dt.date], is_urgent: bool
) -> None:
    due = check_due_at(asked, is_urgent=is_urgent, closed=closed)
    assert asked < due
    assert is_working_day(day_of(due), closed)
    assert asked < half_time(asked, due) < due
    assert due <= check_due_at(asked, is_urgent=False, closed=closed)


def test_an_urgent_question_is_due_the_same_day_and_on_a_closed_day_the_next() -> None:
    saturday = FRIDAY + dt.timedelta(days=1)
    monday = dt.date(2027, 3, 8)
    assert day_of(check_due_at(FRIDAY, is_urgent=True)) == FRIDAY.date()
    assert day_of(check_due_at(FRIDAY, is_urgent=False)) == monday
    assert day_of(check_due_at(saturday, is_urgent=True)) == monday
    shut = frozenset({FRIDAY.date(), monday})
    assert day_of(check_due_at(FRIDAY, is_urgent=True, closed=shut)) == monday + dt.timedelta(days=1)


@given(MOMENTS, CLOSED)
def test_whoever_asked_is_answered_on_the_day_and_chased_after_two_working_days(
    moment: dt.datetime, closed: frozenset[dt.date]
) -> None:
    assert day_of(reply_due_at(moment)) == day_of(moment)
    assert working_days_elapsed(moment, chased_from(moment, closed), closed) == 2


@given(st.lists(st.none() | MOMENTS, max_size=5))
def test_a_contact_is_decided_with_the_first_decision_of_its_last_child(first: list[dt.datetime | None]) -> None:
    found = decided_at(first)
    made = [one for one in first if one]
    assert found == (max(made) if made and len(made) == len(first) else None)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_work_begins_only_where_an_agency_does_such_work(outcome: Outcome) -> None:
    begun = {kind for kind in LISTED_KINDS if work_of(outcome, kind)}
    if outcome in (Outcome.ASSESSMENT, Outcome.STRATEGY, Outcome.EMERGENCY):
        assert begun == {"social_care"}
    elif outcome == Outcome.EARLY_HELP:
        assert begun == LISTED_KINDS
    else:
        assert not begun


@pytest.mark.parametrize(
    ("outcome", "to_whom", "has_team", "are_teams", "missing_at"),
    [
        ("advice", "", False, True, ""),
        ("panel", "", False, True, ""),
        ("universal", "", False, True, "to_whom"),
        ("universal", "", True, True, "to_whom"),
        ("universal", "Library", False, True, ""),
        ("early_help", "", False, True, "team"),
        ("early_help", "", False, False, "to_whom"),
        ("early_help", "", True, True, ""),
        ("early_help", "The Lantern Project", False, True, ""),
        ("elsewhere", "", True, True, "to_whom"),
        ("elsewhere", "Eastmoor", False, True, ""),
        ("open_work", "", False, True, "to_whom"),
        *((outcome, "", False, True, "team") for outcome in ("assessment", "strategy", "emergency")),
        *((outcome, "Somebody", False, True, "team") for outcome in ("assessment", "strategy", "emergency")),
        *((outcome, "", False, False, "to_whom") for outcome in ("assessment", "strategy", "emergency")),
        *((outcome, "Ana Berg", False, False, "") for outcome in ("assessment", "strategy", "emergency")),
        *((outcome, "", True, True, "") for outcome in ("assessment", "strategy", "emergency")),
    ],
)
def test_a_decision_names_to_whom_it_goes(
    outcome: str, to_whom: str, has_team: bool, are_teams: bool, missing_at: str
) -> None:
    missing = missing_receiver(outcome, to_whom=to_whom, has_team=has_team, are_teams=are_teams)
    assert (missing.field if missing else "") == missing_at
