"""A mother of whom two records are on file is listed once by whoever may know it, and twice by nobody else's doing."""

import datetime as dt

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import opened, part
from righthelp.people.actions import restrict, state_identity
from righthelp.people.models import Detail, Person, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, shown, works_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(family: Family, school: Agency, alice: Practitioner) -> Person:
    """Give a second record of Maya's mother, at the same door, with a safe way to reach her that somebody asked for."""
    again = folk.person("Annie Lindqvist", agency=school, by=alice, sex="female")
    folk.related(family.maya, again)
    folk.related(family.brother, again)
    for one in (family.maya, again):
        folk.lives_at(one)
    given = {"channel": "phone", "value": "01632 960 111", "source": folk.SOURCE}
    SafeContact.objects.create(person=again, is_safe="yes", **given)
    SafeContact.objects.create(person=family.mother, is_safe="not_asked", **given)
    Detail.objects.create(person=again, kind="visit", value="A big dog", source=folk.SOURCE)
    works_with(alice, family.maya)
    return again


def same(family: Family, twice: Person, by: Practitioner) -> None:
    state_identity(one=family.mother, other=twice, is_same=True, because="She says so", by=by)


def test_until_anybody_says_so_they_are_two(twice: Person, family: Family, alice: Practitioner) -> None:
    assert "Other parents Ana Lindqvist" in part(opened(alice, family.maya), "home")


def test_one_mother_stands_once_with_both_names_where_she_lives(
    twice: Person, family: Family, alice: Practitioner
) -> None:
    same(family, twice, alice)
    page = opened(alice, family.maya)
    home, people = part(page, "home"), part(page, "people")
    assert "At the same address Ana Lindqvist (also Annie Lindqvist) , mother" in home
    assert home.count("Lindqvist") == 2
    assert home.partition("Other parents")[2].startswith(" Jonas Berg")
    assert people.count("Annie") == 1
    assert "mother" in people


def test_there_is_one_way_to_reach_her_and_what_was_asked_wins(
    twice: Person, family: Family, alice: Practitioner
) -> None:
    same(family, twice, alice)
    reach = part(opened(alice, family.maya), "helpful")
    assert reach.count("01632 960 111") == 1
    assert "Ana Lindqvist (also Annie Lindqvist) (Mother)" in reach
    assert "01632 960 111 (they say it is safe" in reach
    assert reach.count("Not asked.") == 1  # of her father


def test_the_contact_sheet_has_her_once(twice: Person, family: Family, alice: Practitioner) -> None:
    same(family, twice, alice)
    text = shown(client_of(alice), reverse("record_sheet", args=[family.maya.public_id]))
    assert text.count("Annie") == 1
    assert "Ana Lindqvist (also Annie Lindqvist)" in text
    assert text.count("01632 960 111") == 1


def test_the_genogram_names_each_parent_once(twice: Person, family: Family, alice: Practitioner) -> None:
    same(family, twice, alice)
    text = shown(client_of(alice), reverse("record_genogram", args=[family.maya.public_id]))
    assert "child of Ana Lindqvist and Jonas Berg" in text.partition("The same in words")[2]


def test_of_a_restricted_record_nothing_is_joined_for_those_who_are_not_on_its_list(
    twice: Person, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    same(family, twice, alice)
    restrict(person=twice, kind="high_risk", because="Somebody looks for her", readers=[mira], by=mira)
    text = opened(alice, family.maya).text
    assert "Ana Lindqvist" in text
    assert "Annie" not in text
    assert "01632 960 111" in text  # the other record has it too, and says that nobody asked
    assert "they say it is safe" not in text


def test_a_death_on_one_record_holds_for_the_person(twice: Person, family: Family, alice: Practitioner) -> None:
    Person.objects.filter(pk=twice.pk).update(died_on=dt.date(2026, 1, 2))
    same(family, twice, alice)
    assert "Lindqvist" not in part(opened(alice, family.maya), "home")
