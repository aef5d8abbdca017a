"""What is counted, over which days, and that a count stands with its entries."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.chronology.rules import CATEGORIES, Counted, counted, names_in, patterns

DAY = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Thing:
    """One thing that happened."""

    category: str
    happened_on: dt.date


def on(category: str, *days: int) -> list[Thing]:
    """Make things that happened so many days after the first of January 2026."""
    return [Thing(category, DAY + dt.timedelta(days=day)) for day in days]


def found(things: list[Thing], key: str) -> Counted[Thing] | None:
    return next((one for one in counted(things) if one.pattern.key == key), None)


def days_of(things: list[Thing], key: str) -> list[int]:
    one = found(things, key)
    return [(entry.happened_on - DAY).days for entry in one.entries] if one else []


def test_every_pattern_counts_categories_that_exist_and_names_its_source() -> None:
    assert patterns()
    for pattern in patterns():
        assert pattern.categories <= CATEGORIES.keys()
        assert pattern.source


@pytest.mark.requirement("SF-047")
@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ((0,), [0]),
        ((0, 89), [0, 89]),
        ((0, 90), [90]),
        ((0, 1, 2), [0, 1, 2]),
        ((0, 60, 100, 120), [60, 100, 120]),
        ((120, 0, 100, 60), [60, 100, 120]),
    ],
)
def test_missing_is_counted_in_the_fullest_90_days_with_its_entries(days: tuple[int, ...], counts: list[int]) -> None:
    assert days_of(on("missing", *days), "missing") == counts


@pytest.mark.requirement("SF-047")
def test_what_the_guidance_says_of_missing_stands_with_the_count() -> None:
    one = found(on("missing", 0), "missing")
    assert one
    assert "fewer than three times in 90 days at level 3, and three or more at level 4" in one.pattern.says


@pytest.mark.requirement("SF-048")
def test_prosecutions_are_counted_however_long_ago() -> None:
    assert days_of(on("prosecution", 0, 900, 1900), "prosecutions") == [0, 900, 1900]
    one = found(on("prosecution", 0), "prosecutions")
    assert one
    assert "three prosecutions, an Education Supervision Order that did not work" in one.pattern.says


@pytest.mark.requirement("SF-024")
@pytest.mark.parametrize(("category", "key"), [("not_brought", "not_brought"), ("domestic_abuse", "domestic_abuse")])
def test_a_single_event_is_no_pattern_and_two_within_a_year_are(category: str, key: str) -> None:
    assert found(on(category, 0), key) is None
    assert days_of(on(category, 0, 364), key) == [0, 364]
    assert found(on(category, 0, 365), key) is None


def test_other_things_are_not_counted() -> None:
    assert counted(on("visit", 0, 1, 2) + on("other", 1)) == []
    assert counted([]) == []


@given(st.lists(st.integers(0, 400), max_size=30))
def test_the_order_in_which_things_were_written_changes_no_count(days: list[int]) -> None:
    things = on("missing", *days)
    backwards = [*reversed(things)]
    assert [len(one.entries) for one in counted(things)] == [len(one.entries) for one in counted(backwards)]
    for one in counted(things):
        assert one.entries[-1].happened_on - one.entries[0].happened_on < dt.timedelta(days=90)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Leo came in late", ["leo"]),
        ("LEO’s coat and leo's bag", ["leo"]),
        ("Anne-Marie was calm", ["anne"]),
        ("Leopold and Annette were calm", []),
        ("", []),
        ("Şirin sat with Leo", ["leo", "sirin"]),
    ],
)
def test_another_childs_name_is_found_as_a_word(text: str, named: list[str]) -> None:
    assert names_in(text, {"leo": ["Leo"], "anne": ["Anne", ""], "sirin": ["Şirin"]}) == named
