import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.calendar.rules import (
    add_working_days,
    bank_holidays,
    day_of,
    is_working_day,
    next_working_day,
    working_days_elapsed,
)

days = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2035, 12, 31))
amounts = st.integers(min_value=0, max_value=80)
closed_sets = st.frozensets(st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2036, 12, 31)), max_size=40)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 11, 21), "a Saturday"),
        (dt.date(2026, 11, 22), "a Sunday"),
        (dt.date(2026, 4, 3), "Good Friday"),
        (dt.date(2026, 4, 6), "Easter Monday"),
        (dt.date(2026, 12, 25), "Christmas Day"),
        (dt.date(2026, 12, 28), "the substitute for Boxing Day on a Saturday"),
        (dt.date(2027, 12, 27), "the substitute for Christmas Day on a Saturday"),
        (dt.date(2027, 12, 28), "the substitute for Boxing Day on a Sunday"),
        (dt.date(2028, 1, 3), "the substitute for New Year's Day on a Saturday"),
        (dt.date(2026, 8, 31), "the summer bank holiday of England"),
    ],
)
def test_weekends_and_bank_holidays_of_england_are_not_working_days(day: dt.date, why: str) -> None:
    assert not is_working_day(day), why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2026, 12, 24), "Christmas Eve"),
        (dt.date(2026, 12, 29), "after the substitute"),
        (dt.date(2026, 8, 3), "a bank holiday of Scotland only"),
        (dt.date(2026, 3, 17), "a bank holiday of Northern Ireland only"),
        (dt.date(2026, 4, 5) + dt.timedelta(days=2), "the Tuesday after Easter"),
    ],
)
def test_other_weekdays_are_working_days(day: dt.date, why: str) -> None:
    assert is_working_day(day), why


def test_a_day_closed_locally_is_not_a_working_day() -> None:
    eve = dt.date(2026, 12, 24)
    assert not is_working_day(eve, {eve})


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        (dt.date(2026, 11, 20), 1, dt.date(2026, 11, 23)),
        (dt.date(2026, 11, 21), 1, dt.date(2026, 11, 23)),
        (dt.date(2026, 12, 24), 1, dt.date(2026, 12, 29)),
        (dt.date(2027, 12, 24), 1, dt.date(2027, 12, 29)),
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),
        (dt.date(2026, 11, 2), 45, dt.date(2027, 1, 7)),
        (dt.date(2026, 11, 22), 0, dt.date(2026, 11, 22)),
    ],
)
def test_the_day_of_the_trigger_is_day_0_and_day_1_is_the_next_working_day(
    start: dt.date, n: int, last: dt.date
) -> None:
    assert add_working_days(start, n) == last


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert next_working_day(dt.date(2026, 11, 23)) == dt.date(2026, 11, 24)


@given(start=days, n=amounts.filter(bool), closed=closed_sets)
def test_adding_working_days_lands_on_a_working_day(start: dt.date, n: int, closed: frozenset[dt.date]) -> None:
    last = add_working_days(start, n, closed)
    assert last > start
    assert last.weekday() < 5
    assert last not in bank_holidays(last.year)
    assert last not in closed


@given(start=days, n=amounts, closed=closed_sets)
def test_counting_the_days_elapsed_undoes_adding_them(start: dt.date, n: int, closed: frozenset[dt.date]) -> None:
    assert working_days_elapsed(start, add_working_days(start, n, closed), closed) == n


@given(start=days, length=st.integers(min_value=0, max_value=200))
def test_days_elapsed_count_no_weekend_and_no_bank_holiday(start: dt.date, length: int) -> None:
    passed = [start + dt.timedelta(days=n) for n in range(1, length + 1)]
    counted = [day for day in passed if day.weekday() < 5 and day not in bank_holidays(day.year)]
    assert working_days_elapsed(start, start + dt.timedelta(days=length)) == len(counted)


@given(start=days, later=st.integers(min_value=0, max_value=30), n=amounts, more=amounts, closed=closed_sets)
def test_a_later_trigger_or_a_longer_time_is_never_due_earlier(
    start: dt.date, later: int, n: int, more: int, closed: frozenset[dt.date]
) -> None:
    assert add_working_days(start, n, closed) <= add_working_days(start, n + more, closed)
    assert add_working_days(start, n, closed) <= add_working_days(start + dt.timedelta(days=later), n, closed)


def test_days_elapsed_are_counted_in_london_days() -> None:
    sunday_in_utc_monday_in_london = dt.datetime(2026, 7, 5, 23, 30, tzinfo=dt.UTC)
    tuesday = dt.datetime(2026, 7, 7, 8, 0, tzinfo=dt.UTC)
    assert working_days_elapsed(sunday_in_utc_monday_in_london, tuesday) == 1


def test_negative_amounts_and_moments_without_a_zone_are_refused() -> None:
    monday = dt.date(2026, 11, 23)
    with pytest.raises(ValueError, match="-1 is negative"):
        add_working_days(monday, -1)
    with pytest.raises(ValueError, match="-2 is negative"):
        working_days_elapsed(monday, monday - dt.timedelta(days=2))
    with pytest.raises(ValueError, match="no time zone"):
        day_of(dt.datetime(2026, 11, 23, 9, 0))
