"""Numbers, dates and ages that cannot be true are refused with a sentence that says what to do."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from righthelp.people.rules import (
    UPN_LETTERS,
    Wrong,
    age_on,
    age_words,
    birth_date,
    due_date,
    nhs_number,
    parent_is_older,
    upn,
)

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["943 476 5919", "9434765919", "943-476-5919", " 9434765919 "])
def test_an_nhs_number_is_taken_however_it_is_spaced(typed: str) -> None:
    assert nhs_number(typed) == "9434765919"


@pytest.mark.parametrize("typed", ["", "943476591", "94347659190", "943476591x", "９４３４７６５９１９"])
def test_another_shape_is_no_nhs_number(typed: str) -> None:
    with pytest.raises(Wrong, match="has 10 digits"):
        nhs_number(typed)


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, by: int) -> None:
    digits = [int(one) for one in "9434765919"]
    digits[place] = (digits[place] + by) % 10
    with pytest.raises(Wrong, match="check the digits"):
        nhs_number("".join(map(str, digits)))


def test_a_remainder_of_ten_fits_no_check_digit() -> None:
    for last in "0123456789":
        with pytest.raises(Wrong, match="check the digits"):
            nhs_number(f"100000001{last}")


def test_a_unique_pupil_number_has_a_letter_that_fits() -> None:
    assert upn("h801 2000 01001") == "H801200001001"
    for letter in set(UPN_LETTERS) - {"H"}:
        with pytest.raises(Wrong, match="check the letter"):
            upn(f"{letter}801200001001")


@pytest.mark.parametrize("typed", ["", "H80120000100", "I801200001001", "H80120000100I", "8801200001001"])
def test_another_shape_is_no_unique_pupil_number(typed: str) -> None:
    with pytest.raises(Wrong, match="a letter and 12 digits"):
        upn(typed)


def test_a_temporary_unique_pupil_number_ends_with_a_letter() -> None:
    given_for_a_time = next(number for letter in UPN_LETTERS if (number := f"{letter}80120000100A") and _is_upn(number))
    assert upn(given_for_a_time.lower()) == given_for_a_time


def _is_upn(number: str) -> bool:
    try:
        return upn(number) == number
    except Wrong:
        return False


def test_nobody_is_born_tomorrow_or_120_years_ago() -> None:
    assert birth_date(TODAY, today=TODAY) == TODAY
    assert birth_date(dt.date(1905, 11, 23), today=TODAY)
    with pytest.raises(Wrong, match="give the date it is due"):
        birth_date(dt.date(2026, 11, 23), today=TODAY)
    with pytest.raises(Wrong, match="120 years"):
        birth_date(dt.date(1905, 11, 22), today=TODAY)


@pytest.mark.requirement("BP-013")
def test_a_baby_is_due_within_a_pregnancy() -> None:
    assert due_date(TODAY + dt.timedelta(weeks=40), today=TODAY)
    assert due_date(TODAY - dt.timedelta(days=5), today=TODAY)
    with pytest.raises(Wrong, match="44 weeks"):
        due_date(TODAY + dt.timedelta(weeks=45), today=TODAY)


def test_a_birth_parent_is_older_than_the_child() -> None:
    parent_is_older(dt.date(2000, 5, 5), dt.date(2012, 5, 5))
    parent_is_older(None, dt.date(2012, 5, 5))
    parent_is_older(dt.date(2000, 5, 5), None)
    with pytest.raises(Wrong, match="10 years older"):
        parent_is_older(dt.date(2012, 5, 5), dt.date(2000, 5, 5))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 40_000))
def test_an_age_grows_by_one_on_each_birthday(born: dt.date, days: int) -> None:
    day = born + dt.timedelta(days=days)
    next_day = day + dt.timedelta(days=1)
    has_birthday = (born.month, born.day) == (next_day.month, next_day.day)
    is_leap = (born.month, born.day, next_day.month, next_day.day) == (2, 29, 3, 1) and day.day == 28
    assert age_on(born, next_day) - age_on(born, day) == int(has_birthday or is_leap)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (dt.date(2026, 11, 22), "0 weeks old"),
        (dt.date(2026, 11, 15), "1 week old"),
        (dt.date(2026, 8, 23), "13 weeks old"),
        (dt.date(2026, 8, 22), "3 months old"),
        (dt.date(2024, 11, 23), "23 months old"),
        (dt.date(2024, 11, 22), "2 years old"),
        (dt.date(2008, 11, 23), "17 years old"),
    ],
)
def test_an_age_is_said_in_weeks_then_months_then_years(born: dt.date, words: str) -> None:
    assert age_words(born, TODAY) == words
