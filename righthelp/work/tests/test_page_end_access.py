"""Whoever ends somebody's access sees first with how many children they work, and who can take them over."""

import pytest
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Handover
from righthelp.work.tests.working import client_of, send_form, shown, works_with

pytestmark = pytest.mark.django_db


def test_the_page_counts_the_children_and_hands_them_over(
    school: Agency, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    for child in (family.maya, family.brother):
        works_with(alice, child)
    works_with(alice, family.maya, "mentor")
    ada = people.agency_administrator(school)
    path = reverse("end_access", args=[school.public_id, alice.public_id])
    text = shown(client_of(ada), path)
    assert "Children they work with: 2" in text
    assert not {"Maya", "Leo"} & set(text.split())
    send_form(client_of(ada), path, receiver=str(bob.public_id))
    assert Handover.objects.filter(later__practitioner=bob).count() == 3
    listed = shown(client_of(bob), "/children")
    assert "Maya Lindqvist" in listed
    assert "Handed over by Ada Osei" in listed
