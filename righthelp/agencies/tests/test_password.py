"""Changing a password, and setting a new one when it is forgotten."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import PASSWORD, fresh
from righthelp.audit.queries import events_about

NEW = "copper-meadow-violin"


def test_changing_it_signs_out_everywhere(client: Client, alice: Practitioner) -> None:
    other = Client()
    other.force_login(alice)
    client.force_login(alice)
    answer = client.post("/account/password", {"oldpassword": PASSWORD, "password1": NEW})
    assert answer.headers["Location"] == "/account"
    assert client.get("/account").status_code == 302
    assert other.get("/account").status_code == 302
    assert fresh(alice).check_password(NEW)
    assert events_about(alice).first().name == "agencies.password_changed"  # type: ignore[union-attr]
    assert mail.outbox[0].subject == "Your password was changed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("wrong", NEW, "Your current password is not right"),
        (PASSWORD, "short", "at least 12 characters"),
        (PASSWORD, "password1234", "too common"),
        (PASSWORD, "alice.adeyemi@example.org", "too similar to the email"),
    ],
)
def test_it_refuses_with_a_reason(client: Client, alice: Practitioner, old: str, new: str, message: str) -> None:
    client.force_login(alice)
    answer = client.post("/account/password", {"oldpassword": old, "password1": new})
    assert message in answer.text
    assert fresh(alice).check_password(PASSWORD)


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/password/new/\S+)", text)
    assert found
    return found[1]


def test_a_forgotten_password_is_set_anew_by_mail_once(client: Client, alice: Practitioner) -> None:
    assert client.post("/password/forgotten", {"email": alice.email}).headers["Location"] == "/password/forgotten/sent"
    assert "a link is on its way" in client.get("/password/forgotten/sent").text
    assert mail.outbox[0].subject == "Set a new password for Right Help"
    link = link_in(str(mail.outbox[0].body))
    form = client.get(link).headers["Location"]
    assert "Set a new password" in client.get(form).text
    assert "at least 12 characters" in client.post(form, {"password1": "short"}).text
    assert client.post(form, {"password1": NEW}).headers["Location"] == "/password/changed"
    assert "Sign in" in client.get("/password/changed").text
    assert fresh(alice).check_password(NEW)
    assert "cannot be used any more" in Client().get(link).text


def test_the_link_carries_our_address_and_not_what_the_browser_called_us(
    alice: Practitioner, settings: Settings
) -> None:
    settings.ADDRESS = "https://righthelp.example.org"
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    Client(headers={"host": "evil.example"}).post("/password/forgotten", {"email": alice.email})
    assert "https://righthelp.example.org/password/new/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body


def test_an_unknown_address_reads_the_same(client: Client, alice: Practitioner) -> None:
    assert (
        client.post("/password/forgotten", {"email": "x@example.org"}).headers["Location"] == "/password/forgotten/sent"
    )
    assert "There is no account" in mail.outbox[0].body


def test_leavers_get_no_link(client: Client, alice: Practitioner) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(ended_at=timezone.now())
    client.post("/password/forgotten", {"email": alice.email})
    assert "There is no account" in mail.outbox[0].body


def test_after_a_reset_a_second_factor_can_still_be_set_up(client: Client, alice: Practitioner) -> None:
    client.post("/password/forgotten", {"email": alice.email})
    client.post("/sign-in", {"login": alice.email, "password": PASSWORD})
    client.post("/sign-in/again", {"password": PASSWORD})
    assert client.get("/account/second-step/app/add").status_code == 200
