"""Your account."""

from django.test import Client

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people


def test_it_shows_who_one_is_and_what_one_may_do(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    text = client.get("/account").text
    assert "Alice Adeyemi" in text
    assert "Alder Road Primary School" in text
    assert "Thinks through worries" in text
    assert 'action="/sign-out"' in text


def test_it_says_when_a_role_needs_a_second_step(client: Client, school: Agency) -> None:
    client.force_login(people.safeguarding_lead(school))
    assert "Your role needs it" in client.get("/account").text


def test_somebody_without_a_role_is_told_whom_to_ask(client: Client, alice: Practitioner) -> None:
    alice.memberships.all().delete()
    client.force_login(alice)
    assert "You have no role today" in client.get("/account").text


def test_it_asks_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/account").headers["Location"] == "/sign-in?next=/account"
