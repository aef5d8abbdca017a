"""How old a child on file is, for a consideration: nothing is asked that is known, and nothing is guessed."""

import datetime as dt

import pytest

from righthelp.considerations.ages import is_past_support, known_age
from righthelp.people.models import Detail, Person
from righthelp.people.tests import folk

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def born(year: int, month: int, day: int, sure: str = Person.Certainty.EXACT) -> Person:
    made = folk.person("Maya Lindqvist", born=dt.date(year, month, day))
    made.born_on_is = sure
    made.save()
    return made


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ((2025, 11, 23), "baby"),
        ((2025, 11, 22), "small"),
        ((2021, 11, 23), "small"),
        ((2021, 11, 22), "middle"),
        ((2014, 11, 23), "middle"),
        ((2014, 11, 22), "teenage"),
        ((2008, 11, 23), "teenage"),
        ((2008, 11, 22), ""),
        ((2001, 11, 23), ""),
        ((2001, 11, 22), "adult"),
        ((1980, 1, 1), "adult"),
    ],
)
def test_the_age_changes_on_the_birthday(day: tuple[int, int, int], age: str) -> None:
    assert known_age(born(*day), TODAY) == age


def test_nobody_on_file_has_no_age() -> None:
    assert known_age(None, TODAY) == ""
    assert known_age(folk.person("Maya Lindqvist"), TODAY) == ""


@pytest.mark.requirement("BN-034")
def test_with_a_plan_support_goes_on_to_the_twenty_fifth_birthday() -> None:
    maya = born(2005, 1, 1)
    plan = Detail.objects.create(person=maya, kind="plan", value="Help with speech", source="Told by Maya")
    assert known_age(maya, TODAY) == "to_25"
    assert known_age(maya, dt.date(2030, 1, 1)) == "adult"
    plan.to_on = TODAY - dt.timedelta(days=1)
    plan.save()
    assert known_age(maya, TODAY) == ""


@pytest.mark.requirement("BN-034")
def test_support_is_over_on_the_eighteenth_birthday_or_with_a_plan_on_the_twenty_fifth() -> None:
    young, grown = born(2008, 11, 22), born(2001, 11, 22)
    assert is_past_support(young, TODAY)
    assert not is_past_support(young, TODAY - dt.timedelta(days=1))
    for one in (young, grown):
        Detail.objects.create(person=one, kind="plan", value="Help with speech", source="Told by them")
    assert not is_past_support(young, TODAY)
    assert is_past_support(grown, TODAY)
    assert not is_past_support(grown, TODAY - dt.timedelta(days=1))


@pytest.mark.requirement("BN-034")
def test_nobody_is_past_it_while_the_record_leaves_it_open() -> None:
    assert not is_past_support(born(2008, 6, 1, Person.Certainty.YEAR), TODAY)
    assert not is_past_support(folk.person("Maya Lindqvist"), TODAY)
    assert is_past_support(Person(stage=Person.Stage.ADULT), TODAY)


def test_a_year_alone_says_an_age_only_where_the_whole_year_agrees() -> None:
    assert known_age(born(2017, 1, 1, Person.Certainty.YEAR), TODAY) == "middle"
    assert known_age(born(2014, 6, 1, Person.Certainty.ESTIMATED), TODAY) == ""
    assert known_age(born(2014, 11, 1, Person.Certainty.MONTH), TODAY) == ""
    assert known_age(born(2014, 9, 1, Person.Certainty.MONTH), TODAY) == "teenage"


@pytest.mark.requirement("BN-034")
@pytest.mark.parametrize(("due", "age"), [((2027, 2, 1), "unborn"), ((2026, 10, 25), "unborn"), ((2026, 10, 24), "")])
def test_a_baby_who_is_long_overdue_is_asked_about(due: tuple[int, int, int], age: str) -> None:
    assert known_age(folk.person(due=dt.date(*due)), TODAY) == age
