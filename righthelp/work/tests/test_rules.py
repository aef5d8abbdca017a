"""Counting changes of worker, and telling places apart."""

import datetime as dt

import pytest

from righthelp.work.rules import Spell, changes_of_worker, same_place

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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("12 Heron Way", "WZ1 4QT"), ("12 heron way,", "wz14qt"), True),
        (("12 Heron Way", "WZ1 4QT"), ("Flat 2, 12 Heron Way", ""), True),
        (("", "WZ1 4QT"), ("12 Heron Way", "WZ1 4QT"), True),
        (("12 Heron Way", ""), ("", "WZ1 4QT"), False),
        (("12 Heron Way", "WZ1 4QT"), ("12 Heron Way", "WZ9 9ZZ"), False),
        (("12 Heron Way", "WZ1 4QT"), ("14 Heron Way", "WZ1 4QT"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_a_place_is_known_again_however_it_is_written(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert same_place(*one, *other) is same
    assert same_place(*other, *one) is same
