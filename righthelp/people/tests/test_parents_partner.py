"""The partner whom a parent has now belongs to the family of the child, though nobody wrote more of them than that."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.people.access import person_with_family, seen_among
from righthelp.people.actions import restrict
from righthelp.people.models import Person, Relationship
from righthelp.people.reasons import Part
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import html_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(family: Family) -> Person:
    """Give whom Maya's mother lives with, both on records of the partnership that are open through Maya alone."""
    Person.objects.filter(pk=family.mother.pk).update(agency=None, noted_by=None)
    made = folk.person("Curtis Boateng", born=dt.date(1988, 3, 9))
    folk.related(family.mother, made, Relationship.Kind.PARTNER)
    return made


@pytest.mark.requirement("BN-080")
@pytest.mark.requirement("BN-093")
def test_the_partner_of_a_parent_stands_on_the_record_with_the_birth(
    alice: Practitioner, family: Family, partner: Person
) -> None:
    page = words(html_of(alice, "record", family.maya))
    assert "Partner of Ana Lindqvist: Curtis Boateng , born 9 March 1988" in page


def test_it_opens_who_they_are_and_no_more(alice: Practitioner, family: Family, partner: Person) -> None:
    found = seen_among(fresh(alice), [partner])[partner.pk]
    assert {part for part in Part if found.opens(part)} == {Part.WHO}


def test_strangers_and_those_to_whom_the_child_is_closed_learn_nothing(
    alice: Practitioner, bob: Practitioner, mira: Practitioner, family: Family, partner: Person
) -> None:
    assert not seen_among(fresh(bob), [partner])
    restrict(person=partner, kind="staff", because="x", readers=[mira], by=mira)
    assert not seen_among(fresh(alice), [partner])
    assert "Curtis" not in words(html_of(alice, "record", family.maya))


def test_a_partner_of_long_ago_opens_no_more(alice: Practitioner, family: Family, partner: Person) -> None:
    Relationship.objects.filter(relative=partner).update(to_on=dt.date(2024, 5, 1))
    assert not seen_among(fresh(alice), [partner])
    circle = person_with_family(fresh(alice), family.maya.public_id, page="test")
    assert partner.pk not in circle.others


def test_who_is_written_down_as_step_parent_stands_once(alice: Practitioner, family: Family, partner: Person) -> None:
    folk.related(family.maya, partner, Relationship.Kind.STEP_PARENT)
    page = words(html_of(alice, "record", family.maya))
    assert "Step-parent: Curtis Boateng" in page
    assert "Partner of" not in page
