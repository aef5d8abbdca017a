"""The invented considerations of the demonstration."""

import pytest
from django.test import Client

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.demo import load_demo_considerations
from righthelp.considerations.models import Consideration, Decision
from righthelp.considerations.tests.pages import shown
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.people.demo import load_demo_family
from righthelp.people.models import Person

pytestmark = pytest.mark.django_db


def test_one_was_decided_twice_one_waits_and_one_is_fresh(guidance: dict[str, Edition]) -> None:
    load_demo_people()
    lead = Practitioner.objects.get(email="margaret.bell@example.org")
    adopt(framework=guidance["bathnes"].framework, by=lead)
    load_demo_family()
    load_demo_considerations()
    assert Consideration.objects.drafts().count() == 2
    keira = Person.objects.get(names__first="Keira")
    first, second = Decision.objects.filter(child__person=keira)
    assert (second.supersedes, first.level.number, second.level.number) == (first, 3, 2)
    text = shown(people.sign_in(Client(), lead), "/considerations")
    assert "Child R NOT SENT" in text
    assert "Keira Dunmore: level 2. Oskar Zieliński: level 1." in text
    assert "Baby T" not in text


@pytest.mark.usefixtures("guidance")
def test_it_needs_adopted_guidance() -> None:
    with pytest.raises(ValueError, match="adopts its guidance first"):
        load_demo_considerations()
