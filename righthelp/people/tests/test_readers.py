"""Who may read of a person, by name, is the same as who may: the reasons answer for one, the list names all."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.people.access import seen_among
from righthelp.people.actions import restrict
from righthelp.people.models import EmergencyOpening, Person
from righthelp.people.readers import readers_of
from righthelp.people.reasons import Part
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everybody(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner,
    mira: Practitioner, ines: Practitioner,
) -> None:  # fmt: skip
    """Have everybody work here."""


def named(child: Person) -> set[str]:
    return {reader.name for reader in readers_of([child.pk]).get(child.pk, {})}


def who_may(child: Person) -> set[str]:
    """Ask the reasons for each practitioner, one by one."""
    found = ((one, seen_among(fresh(one), [child]).get(child.pk)) for one in Practitioner.objects.all())
    return {one.name for one, seen in found if seen and seen.opens(Part.STORY)}


def opened(child: Person, by: Practitioner) -> EmergencyOpening:
    now = timezone.now()
    return EmergencyOpening.objects.create(
        person=child, practitioner=by, because="Now", opened_at=now, until=now + dt.timedelta(hours=4)
    )


def test_whoever_added_a_record_and_the_leads_of_its_agency(family: Family) -> None:
    assert named(family.maya) == who_may(family.maya) == {"Alice Adeyemi", "Leila Haddad"}


def test_a_record_of_no_agency_has_no_readers(family: Family) -> None:
    Person.objects.filter(pk=family.maya.pk).update(agency=None)
    assert named(family.maya) == who_may(family.maya) == set()


def test_a_restricted_record_has_the_named_and_those_in_an_emergency(
    family: Family, ines: Practitioner, sam: Practitioner, mira: Practitioner
) -> None:
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[ines], by=mira)
    opened(family.maya, sam)
    assert named(family.maya) == who_may(family.maya) == {"Ines Duarte", "Sam Okafor"}


def test_an_emergency_ends_and_opens_nothing_without_the_role(
    family: Family, sam: Practitioner, bob: Practitioner
) -> None:
    opened(family.maya, bob)
    with time_machine.travel(timezone.now() - dt.timedelta(hours=9)):
        opened(family.maya, sam)
    assert named(family.maya) == who_may(family.maya) == {"Alice Adeyemi", "Leila Haddad"}


def test_whoever_left_or_is_suspended_is_named_no_more(
    family: Family, alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(suspended_at=timezone.now())
    leila.memberships.update(ends_on=dt.date(2025, 12, 1))
    assert named(family.maya) == who_may(family.maya) == set()
