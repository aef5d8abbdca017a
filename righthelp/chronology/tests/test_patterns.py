"""What is counted, over which days, and that a count stands with its entries."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.chronology.rules import CATEGORIES, Counted, counted, names_in, patterns

DAY = dt.date(2026, 1, 1)
TODAY = dt.date(2032, 1, 1)


@dataclass(frozen=True)
class Thing:
    """One thing that happened."""

    category: str
    happened_on: dt.date
    until: dt.date | None = None


def on(category: str, *days: int) -> list[Thing]:
    """Make things that happened so many days after the first of January 2026."""
    return [Thing(category, DAY + dt.timedelta(days=day)) for day in days]


def found(things: list[Thing], key: str) -> Counted[Thing] | None:
    return next((one for one in counted(things, TODAY) if one.pattern.key == key), None)


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


@pytest.mark.requirement("BP-301", "SF-024")
@pytest.mark.parametrize(("category", "key"), [("not_brought", "not_brought"), ("domestic_abuse", "domestic_abuse")])
def test_a_single_event_is_no_pattern_and_two_within_a_year_are(category: str, key: str) -> None:
    assert found(on(category, 0), key) is None
    assert days_of(on(category, 0, 364), key) == [0, 364]
    assert found(on(category, 0, 365), key) is None


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize(
    ("first", "last", "today", "title", "said"),
    [
        (0, None, 0, "one day", "today is day 1; day 28 is 28 January 2026"),
        (0, None, 11, "12 days", "today is day 12; day 28 is 28 January 2026"),
        (0, None, 27, "28 days", "today is day 28; day 28 is 28 January 2026"),
        (0, None, 40, "41 days", "today is day 41; day 28 was 28 January 2026"),
        (0, 9, 40, "10 days", "lasted 10 days"),
        (0, 29, 40, "30 days", "lasted 30 days; day 28 was 28 January 2026"),
    ],
)
def test_days_with_somebody_who_is_not_family_are_counted_from_the_first_to_the_last_or_today_beside_28(
    first: int, last: int | None, today: int, title: str, said: str
) -> None:
    over = None if last is None else DAY + dt.timedelta(days=last)
    spell = Thing("lives_away", DAY + dt.timedelta(days=first), over)
    (one,) = counted([spell], DAY + dt.timedelta(days=today))
    assert one.title == (
        f"Living with somebody who is not a parent or close relative: {title} in a row, beside 28 days"
    )
    assert one.days_of(spell) == said
    assert "Children’s social care must be told: do not wait for day 28" in one.pattern.says


@pytest.mark.requirement("BN-025")
def test_each_stay_is_counted_for_itself_and_the_longest_stands_in_the_title() -> None:
    stays = [Thing("lives_away", DAY, DAY + dt.timedelta(days=19)), *on("lives_away", 100)]
    (one,) = counted(stays, DAY + dt.timedelta(days=104))
    assert "20 days in a row" in one.title
    assert [one.days_of(stay) for stay in one.entries] == ["lasted 20 days", "today is day 5; day 28 is 8 May 2026"]


def test_where_times_are_counted_no_days_are() -> None:
    one = found(on("missing", 0), "missing")
    assert one
    assert one.days_of(one.entries[0]) == ""


def test_other_things_are_not_counted() -> None:
    assert counted(on("visit", 0, 1, 2) + on("other", 1), TODAY) == []
    assert counted([], TODAY) == []


@given(st.lists(st.integers(0, 400), max_size=30))
def test_the_order_in_which_things_were_written_changes_no_count(days: list[int]) -> None:
    things = on("missing", *days)
    backwards = [*reversed(things)]
    assert [len(one.entries) for one in counted(things, TODAY)] == [
        len(one.entries) for one in counted(backwards, TODAY)
    ]
    for one in counted(things, TODAY):
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
        ("she will come, it may help", []),
        ("Will was calm, and MAY too", ["will", "may"]),
    ],
)
def test_another_childs_name_is_found_as_a_word(text: str, named: list[str]) -> None:
    names = {"leo": ["Leo"], "anne": ["Anne", ""], "sirin": ["Şirin"], "will": ["Will"], "may": ["May"]}
    assert names_in(text, names) == named
