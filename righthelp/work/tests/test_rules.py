"""Counting changes of worker."""

import datetime as dt

import pytest

from righthelp.work.rules import Spell, changes_of_worker

TODAY = dt.date(2026, 3, 6)


def spell(who: str, start: dt.date, end: dt.date | None, role: str = "class teacher") -> Spell:
    return Spell(who, role, start, end)


@pytest.mark.parametrize(
    ("spells", "counted"),
    [
        ([], []),
        ([spell("A", dt.date(2025, 9, 1), None)], []),
        ([spell("A", dt.date(2025, 9, 1), TODAY), spell("A", TODAY, None)], []),
        ([spell("A", dt.date(2020, 9, 1), dt.date(2024, 3, 5)), spell("B", TODAY, None)], []),
        ([spell("A", dt.date(2020, 9, 1), dt.date(2024, 3, 6)), spell("B", TODAY, None)], [("class teacher", 2)]),
        ([spell("A", TODAY, None), spell("B", TODAY + dt.timedelta(days=1), None)], []),
        ([spell("A", TODAY, None), spell("B", TODAY, None, " Class Teacher ")], [("class teacher", 2)]),
        ([spell("A", TODAY, None), spell("B", TODAY, None, "mentor")], []),
    ],
)
def test_people_in_one_role_over_two_years_are_counted(spells: list[Spell], counted: list[tuple[str, int]]) -> None:
    assert changes_of_worker(spells, TODAY) == counted
