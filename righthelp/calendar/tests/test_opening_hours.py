import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.calendar.rules import Opening, is_open, next_opening

LONDON = ZoneInfo("Europe/London")
LONG = (dt.time(8, 30), dt.time(17, 0))
SHORT = (dt.time(8, 30), dt.time(16, 30))
FRONT_DOOR = Opening({0: LONG, 1: LONG, 2: LONG, 3: LONG, 4: SHORT})
EVERY_DAY = Opening(dict.fromkeys(range(7), LONG))


def london(year: int, month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (london(2026, 11, 23, 8, 29), False),
        (london(2026, 11, 23, 8, 30), True),
        (london(2026, 11, 23, 16, 59), True),
        (london(2026, 11, 23, 17, 0), False),
        (london(2026, 11, 27, 16, 30), False),
        (london(2026, 11, 28, 12, 0), False),
        (london(2026, 12, 28, 12, 0), False),
        (dt.datetime(2026, 7, 6, 7, 30, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 7, 6, 16, 0, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC), False),
    ],
)
def test_open_from_the_opening_time_until_just_before_the_closing_time_in_london(
    at: dt.datetime, expected: bool
) -> None:
    assert is_open(FRONT_DOOR, at) is expected


def test_closed_on_bank_holidays_and_local_closed_days_even_when_open_every_weekday() -> None:
    boxing_day, eve = london(2026, 12, 26, 12), london(2026, 12, 24, 12)
    assert not is_open(EVERY_DAY, boxing_day)
    assert is_open(EVERY_DAY, eve)
    assert not is_open(EVERY_DAY, eve, {eve.date()})
    assert is_open(EVERY_DAY, london(2026, 11, 21, 12))


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (london(2026, 11, 23, 6), london(2026, 11, 23, 8, 30)),
        (london(2026, 11, 23, 8, 30), london(2026, 11, 24, 8, 30)),
        (london(2026, 11, 27, 18), london(2026, 11, 30, 8, 30)),
        (london(2026, 12, 24, 17, 30), london(2026, 12, 29, 8, 30)),
        (london(2027, 3, 26, 12), london(2027, 3, 30, 8, 30)),
    ],
    ids=["this morning", "open now", "over a weekend", "over Christmas", "over Easter and the change to summer time"],
)
def test_the_next_opening_passes_over_weekends_and_bank_holidays(at: dt.datetime, opens: dt.datetime) -> None:
    found = next_opening(FRONT_DOOR, at)
    assert found == opens.astimezone(dt.UTC)
    assert found.tzinfo is dt.UTC


def test_the_next_opening_passes_over_local_closed_days() -> None:
    assert next_opening(FRONT_DOOR, london(2026, 11, 22, 12), {dt.date(2026, 11, 23)}) == london(2026, 11, 24, 8, 30)


def test_a_service_without_hours_never_opens() -> None:
    assert next_opening(Opening({}), london(2026, 11, 23, 12)) is None


@given(at=st.datetimes(min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC)))
def test_a_service_is_open_at_its_next_opening_and_not_the_moment_before(at: dt.datetime) -> None:
    opens = next_opening(FRONT_DOOR, at)
    assert opens is not None
    assert opens > at
    assert is_open(FRONT_DOOR, opens)
    assert not is_open(FRONT_DOOR, opens - dt.timedelta(microseconds=1))


def test_opening_hours_cannot_be_changed_afterwards() -> None:
    hours = {0: LONG}
    opening = Opening(hours)
    hours[1] = SHORT
    assert opening == Opening({0: LONG})
    assert hash(opening) == hash(Opening({0: LONG}))
    with pytest.raises(TypeError):
        opening.hours[2] = LONG  # type: ignore[index]


@pytest.mark.parametrize(
    ("weekday", "hours", "words"),
    [
        (7, LONG, "no weekday 7"),
        (0, (dt.time(17), dt.time(8)), "closing after opening"),
        (0, (dt.time(8, tzinfo=dt.UTC), dt.time(17, tzinfo=dt.UTC)), "London times"),
    ],
)
def test_hours_that_cannot_be_are_refused(weekday: int, hours: tuple[dt.time, dt.time], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Opening({weekday: hours})


def test_moments_without_a_zone_are_refused() -> None:
    naive = dt.datetime(2026, 11, 23, 12, 0)
    with pytest.raises(ValueError, match="no time zone"):
        is_open(FRONT_DOOR, naive)
    with pytest.raises(ValueError, match="no time zone"):
        next_opening(FRONT_DOOR, naive)
