"""The partnership's own opening hours."""

import datetime as dt

import pytest

from righthelp.calendar.opening_hours import partnership_hours, read
from righthelp.calendar.rules import LONDON, is_open


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        (dt.datetime(2026, 3, 5, 8, 30, tzinfo=LONDON), True),
        (dt.datetime(2026, 3, 5, 17, 0, tzinfo=LONDON), False),
        (dt.datetime(2026, 3, 7, 10, 0, tzinfo=LONDON), False),  # a Saturday
        (dt.datetime(2026, 4, 6, 10, 0, tzinfo=LONDON), False),  # Easter Monday
        (dt.datetime(2026, 7, 1, 7, 45, tzinfo=dt.UTC), True),  # a quarter to nine in London's summer
    ],
)
def test_the_partnership_is_open_on_working_days(moment: dt.datetime, is_it: bool) -> None:
    assert is_open(partnership_hours(), moment) is is_it


@pytest.mark.parametrize("row", ["someday,08:30,17:00", "monday,late,17:00", "monday,17:00,08:30"])
def test_a_row_that_cannot_be_used_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match=r"opening hours of|closing after opening"):
        read(["weekday,opens,shuts", row])
