"""The page, the record and the drawn family say the same of who lives with a child, and of half-brothers."""

import datetime as dt
import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import opened, part
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, shown, works_with


def drawn(reader: Practitioner, child: Person) -> str:
    return shown(client_of(reader), reverse("record_genogram", args=[child.public_id]))


def as_pdf(reader: Practitioner, child: Person) -> str:
    answer: Any = client_of(reader).get(reverse("record_genogram_pdf", args=[child.public_id]))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


@pytest.fixture
def at_home(family: Family, charlie: Practitioner) -> Family:
    """Everybody lives together; Charlie works with Maya alone, so that her brother opens only as who he is."""
    for person in (family.maya, family.mother, family.brother):
        folk.lives_at(person)
    family.maya.born_on, family.maya.born_on_is = dt.date(2017, 3, 4), "exact"
    family.maya.save()
    works_with(charlie, family.maya, "mentor")
    return family


def test_nobody_is_drawn_into_the_home_whose_address_the_reader_may_not_see(
    at_home: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    home = part(opened(charlie, at_home.maya), "home")
    assert ("Ana Lindqvist" in home, "Leo Marsh" in home) == (True, False)
    for text in (drawn(charlie, at_home.maya), as_pdf(charlie, at_home.maya)):
        assert "Leo Marsh" in text
        assert "lives with Ana Lindqvist." in text
        assert text.count("lives with Maya") == 1
        assert "as far as you may see" in text
    for text in (drawn(alice, at_home.maya), as_pdf(alice, at_home.maya)):
        assert "lives with Ana Lindqvist and Leo Marsh." in text


def test_of_a_child_whose_address_is_known_alone_nothing_is_said_of_who_lives_there(
    at_home: Family, charlie: Practitioner, mira: Practitioner
) -> None:
    at_home.mother.residences.all().delete()
    assert "Nobody is written down at the same address whom you may see" in part(opened(charlie, at_home.maya), "home")
    for text in (drawn(charlie, at_home.maya), as_pdf(charlie, at_home.maya)):
        assert "lives with" not in text.casefold()


def test_a_brother_is_called_half_or_full_only_where_the_parents_shown_prove_it(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    Person.objects.filter(pk=family.brother.pk).update(sex="male")
    around = part(opened(alice, family.maya), "people")
    assert "Leo Marsh , brother or half-brother. Not all their parents are shown here" in around
    text = drawn(alice, family.maya)
    assert "Maya’s brother or half-brother: Leo Marsh; not all their parents are shown here; male" in text
    assert "Who Leo Marsh’s other parent is" in text
    other = folk.person("Kit Marsh", agency=school, by=alice)
    folk.related(family.brother, other)
    folk.related(family.maya, family.brother, "sibling")
    assert "Leo Marsh , half-brother" in part(opened(alice, family.maya), "people")
    text = drawn(alice, family.maya)
    assert "Maya’s half-brother: Leo Marsh; male" in text
    assert "Leo Marsh’s other parent" not in text


@pytest.mark.requirement("BP-168")
def test_three_generations_with_a_brothers_parent_missing_are_not_called_whole(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    folk.related(family.mother, family.father, "partner")
    for parent in (family.mother, family.father):
        for number in (1, 2):
            folk.related(parent, folk.person(f"Gran {number}", agency=school, by=alice))
    said = "Three generations are here, as far as you may see, but not everybody is."
    assert said in part(opened(alice, family.maya), "tree")
    assert said in drawn(alice, family.maya)
    folk.related(family.brother, family.father)
    assert "but not everybody" not in part(opened(alice, family.maya), "tree")
