"""The demonstration has something at the front door."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.demo import load_demo
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, shown

pytestmark = pytest.mark.django_db


def test_an_urgent_contact_waits_and_another_is_in_ioan_s_hands(guidance: dict[str, object]) -> None:
    load_demo()
    ioan = Practitioner.objects.get(email="ioan.popescu@example.org")
    assert Contact.objects.waiting().filter(is_urgent=True).count() == 1
    assert Contact.objects.held_by(ioan).count() == 1
    page = shown(client_of(ioan), "/front-door")
    assert "URGENT Noah Fairweather" in page
    assert "You have it" in page
    designated = Practitioner.objects.filter(memberships__role="designated_officer")
    assert [one.name for one in designated] == ["Mei Lin Chan"]
