"""The invented family of the demonstration."""

import re
from typing import Any

import pytest

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.people.demo import LEAD, TEACHER, load_demo_family
from righthelp.people.models import Name, Person, SafeContact
from righthelp.people.tests.record_pages import at, client_of, words

pytestmark = pytest.mark.django_db
DRAMA = re.compile(r"07700 900\d{3}|01632 960\d{3}")  # the ranges that Ofcom keeps for drama


def page_of(first: str, reader: str) -> str:
    person: Person = Name.objects.get(first=first, kind="registered").person
    response: Any = client_of(Practitioner.objects.get(email=reader)).get(at("record", person))
    assert response.status_code == 200
    return words(response.text)


def test_the_family_stands_on_the_girls_page_as_her_teacher_sees_it() -> None:
    load_demo_people()
    load_demo_family()
    said = page_of("Keira", TEACHER)
    for expected in (
        "9 years old", "Mother: Sasha Dunmore", "Father: Lewis Hartley", "Lives elsewhere",
        "Stepfather: Marek Zieliński", "Half-brother: Oskar Zieliński", "Grandmother: Maureen Dunmore",
        "Important to Keira", "Cousin: Ella Dunmore", "Unborn baby", "3 Quay Cottages",
    ):  # fmt: skip
        assert expected in said, expected
    assert "Twin sister: Eve Dunmore" in page_of("Ella", TEACHER)


def test_the_protected_address_is_shown_to_the_lead_alone() -> None:
    load_demo_people()
    load_demo_family()
    assert "Lantern House" in page_of("Joanne", LEAD)
    assert "Lantern House" not in page_of("Joanne", TEACHER)


def test_nobody_can_be_rung_by_mistake() -> None:
    load_demo_people()
    load_demo_family()
    numbers = SafeContact.objects.values_list("value", flat=True)
    assert numbers
    assert all(DRAMA.fullmatch(number) for number in numbers)
