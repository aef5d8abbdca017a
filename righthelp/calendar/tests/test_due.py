import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.calendar.rules import add_hours, add_months, due, last_moment
from righthelp.calendar.timescales import Counting, MaximumBy, Timescale, timescale

LONDON = ZoneInfo("Europe/London")


def limit(counting: Counting, amount: int, unit: str, by: MaximumBy = MaximumBy.LOCAL) -> Timescale:
    return Timescale("key", "Title", "trigger", unit, amount, counting, by, "source", "decided here")


WORKING = limit(Counting.WORKING_DAYS, 1, "working day")


def test_working_days_start_the_day_after_the_trigger() -> None:
    friday = dt.datetime(2026, 11, 20, 16, 59, tzinfo=dt.UTC)
    assert due(WORKING, friday) == dt.date(2026, 11, 23)


def test_the_day_of_the_trigger_is_the_day_in_london() -> None:
    just_after_midnight_in_london = dt.datetime(2026, 7, 8, 23, 30, tzinfo=dt.UTC)
    assert due(WORKING, just_after_midnight_in_london) == dt.date(2026, 7, 10)


def test_calendar_days_count_the_day_of_the_trigger_as_day_0() -> None:
    assert due(limit(Counting.CALENDAR_DAYS, 7, "calendar day"), dt.date(2026, 12, 24)) == dt.date(2026, 12, 31)


def test_private_fostering_is_reached_on_the_28th_day_where_the_first_day_is_day_1() -> None:
    assert due(timescale("private_fostering"), dt.date(2026, 2, 1)) == dt.date(2026, 2, 28)


def test_26_weeks_beginning_with_the_day_of_issue_end_on_the_day_before_the_same_weekday() -> None:
    weeks = limit(Counting.WEEKS_BEGINNING_WITH, 26, "week", MaximumBy.STATUTE)
    monday = dt.date(2026, 11, 2)
    assert due(weeks, monday) == dt.date(2027, 5, 2)
    assert due(weeks, monday) == monday + dt.timedelta(days=26 * 7 - 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (dt.date(2026, 11, 22), 1, dt.date(2026, 12, 22)),
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
    ],
)
def test_months_are_calendar_months_ending_at_the_month_end_at_the_latest(
    start: dt.date, months: int, end: dt.date
) -> None:
    assert due(limit(Counting.MONTHS, months, "month"), start) == end


@pytest.mark.parametrize(
    "start",
    [dt.datetime(2027, 3, 28, 0, 30, tzinfo=LONDON), dt.datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)],
    ids=["clocks go forward", "clocks go back"],
)
def test_hours_are_real_hours_when_the_clocks_change(start: dt.datetime) -> None:
    end = due(limit(Counting.HOURS, 72, "hour"), start)
    assert isinstance(end, dt.datetime)
    assert end.tzinfo is dt.UTC
    assert (end - start.astimezone(dt.UTC)) == dt.timedelta(hours=72)
    assert end.astimezone(LONDON).hour != start.hour


def test_hours_need_a_moment() -> None:
    with pytest.raises(ValueError, match="give the moment"):
        due(timescale("parked_form"), dt.date(2026, 11, 22))


def test_moments_without_a_zone_and_negative_amounts_are_refused() -> None:
    naive = dt.datetime(2026, 11, 22, 9, 0)
    for rule in (WORKING, timescale("parked_form")):
        with pytest.raises(ValueError, match="no time zone"):
            due(rule, naive)
    with pytest.raises(ValueError, match="no time zone"):
        last_moment(naive)
    with pytest.raises(ValueError, match="negative"):
        add_hours(naive.replace(tzinfo=dt.UTC), -1)
    with pytest.raises(ValueError, match="negative"):
        add_months(naive.date(), -1)


@pytest.mark.parametrize("by", [MaximumBy.STATUTE, MaximumBy.GUIDANCE])
def test_a_local_closed_day_never_lengthens_a_limit_of_statute_or_guidance(by: MaximumBy) -> None:
    monday, tuesday = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
    assert due(replace(WORKING, maximum_by=by), monday, {tuesday}) == tuesday
    assert due(WORKING, monday, {tuesday}) == dt.date(2026, 11, 25)


def test_the_last_moment_of_a_day_is_the_end_of_the_london_day() -> None:
    summer, winter = last_moment(dt.date(2026, 7, 1)), last_moment(dt.date(2026, 12, 1))
    assert summer == dt.datetime(2026, 7, 1, 22, 59, 59, 999999, tzinfo=dt.UTC)
    assert winter == dt.datetime(2026, 12, 1, 23, 59, 59, 999999, tzinfo=dt.UTC)


def test_the_last_moment_of_a_moment_is_itself_in_utc() -> None:
    moment = dt.datetime(2026, 7, 1, 9, 0, tzinfo=LONDON)
    assert last_moment(moment) == moment
    assert last_moment(moment).tzinfo is dt.UTC


@given(
    trigger=st.datetimes(
        min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2035, 1, 1), timezones=st.just(LONDON)
    ),
    key=st.sampled_from(["draft_seen_by_lead", "fgm_report_law", "private_fostering", "parked_form"]),
)
def test_the_last_moment_of_what_is_due_is_after_the_trigger(trigger: dt.datetime, key: str) -> None:
    assert last_moment(due(timescale(key), trigger)) > trigger.astimezone(dt.UTC)


@given(start=st.dates(max_value=dt.date(9000, 1, 1)), n=st.integers(min_value=0, max_value=120))
def test_months_never_skip_a_month(start: dt.date, n: int) -> None:
    end = add_months(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1
