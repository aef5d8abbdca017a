"""How people are named, and how old they are said to be."""

import datetime as dt

import pytest

from righthelp.people.models import Name, Person
from righthelp.people.presenters import age_of, born_words, first_name_of, name_of, other_names
from righthelp.people.tests import folk

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)


def named(*names: tuple[str, str, str]) -> Person:
    """Put somebody on file with several names: kind, first, last."""
    made = folk.person()
    for kind, first, last in names:
        Name.objects.create(person=made, kind=kind, first=first, last=last, source=folk.SOURCE)
    return made


def test_the_name_somebody_uses_comes_before_the_registered_one() -> None:
    person = named(("former", "Anna", "Berg"), ("registered", "Annika", "Lindqvist"), ("used", "Nika", "Lindqvist"))
    assert name_of(person) == "Nika Lindqvist"
    assert first_name_of(person) == "Nika"
    assert {str(name) for name in other_names(person)} == {"Anna Berg", "Annika Lindqvist"}


def test_a_name_that_ended_or_was_never_right_is_not_shown() -> None:
    person = named(("used", "Nika", "Holm"), ("registered", "Annika", "Lindqvist"))
    person.names.filter(kind="used").update(to_on=TODAY)
    assert name_of(person) == "Annika Lindqvist"


@pytest.mark.requirement("BP-013")
def test_an_unborn_baby_needs_no_name() -> None:
    assert name_of(folk.person(due=dt.date(2026, 5, 1))) == "Unborn baby"
    assert name_of(folk.person("Bean Holm", due=dt.date(2026, 5, 1))) == "Bean Holm"
    assert name_of(folk.person()) == "Name not known"


def test_an_age_says_how_sure_it_is() -> None:
    child = folk.person("Leo Marsh", born=dt.date(2019, 2, 1))
    assert (age_of(child, TODAY), born_words(child)) == ("7 years old", "1 February 2019")
    for certainty, words in (("month", "February 2019"), ("year", "2019"), ("estimated", "about 2019")):
        child.born_on_is = certainty
        assert (age_of(child, TODAY), born_words(child)) == ("About 7 years old", words)
    child.died_on = dt.date(2026, 1, 2)
    assert age_of(child, TODAY) == "Died on 2 January 2026"
    unborn = folk.person(due=dt.date(2026, 5, 1))
    assert (age_of(unborn, TODAY), born_words(unborn)) == ("Due on 1 May 2026", "")
    assert age_of(folk.person(), TODAY) == ""
