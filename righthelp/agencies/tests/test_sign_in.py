"""Signing in with e-mail address and password."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import PASSWORD, add_second_factor, fresh
from righthelp.audit.models import Event
from righthelp.audit.queries import events_about

NOT_RIGHT = "The email address or the password is not right"


def send(client: Client, email: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in", {"login": email, "password": password, **more})


def test_it_signs_in_and_goes_home(client: Client, alice: Practitioner) -> None:
    answer = send(client, "alice.adeyemi@example.org")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert [event.name for event in events_about(alice)] == ["agencies.signed_in"]


def test_capitals_in_the_address_do_not_matter(client: Client, alice: Practitioner) -> None:
    assert send(client, "Alice.Adeyemi@Example.org").status_code == 302


def test_it_starts_a_new_session_key(client: Client, alice: Practitioner) -> None:
    client.get("/sign-in")
    before = client.session.session_key
    send(client, alice.email)
    assert client.session.session_key != before


def test_it_goes_on_to_where_the_person_wanted(client: Client, alice: Practitioner) -> None:
    assert send(client, alice.email, next="/account").headers["Location"] == "/account"


def test_it_never_goes_to_another_site(client: Client, alice: Practitioner) -> None:
    assert send(client, alice.email, next="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize("email", ["alice.adeyemi@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client: Client, alice: Practitioner, email: str) -> None:
    answer = send(client, email, "wrong-wrong-wrong")
    assert NOT_RIGHT in answer.text
    assert email in answer.text
    assert "wrong-wrong-wrong" not in answer.text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("field", ["ended_at", "suspended_at"])
def test_leavers_and_suspended_people_are_told_whom_to_ask(client: Client, alice: Practitioner, field: str) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(**{field: timezone.now()})
    answer = send(client, alice.email)
    assert answer.headers["Location"] == "/sign-in/ended"
    assert "_auth_user_id" not in client.session
    assert "Ask your agency’s administrator" in client.get("/sign-in/ended").text


def test_a_wrong_password_does_not_tell_that_an_account_ended(client: Client, alice: Practitioner) -> None:
    Practitioner.objects.filter(pk=alice.pk).update(ended_at=timezone.now())
    assert NOT_RIGHT in send(client, alice.email, "wrong-wrong-wrong").text


def test_an_account_that_ends_ends_the_session(client: Client, alice: Practitioner) -> None:
    send(client, alice.email)
    Practitioner.objects.filter(pk=alice.pk).update(ended_at=timezone.now())
    assert client.get("/account").headers["Location"] == "/sign-in?next=/account"


def test_five_wrong_passwords_lock_the_address_for_a_quarter_of_an_hour(client: Client, alice: Practitioner) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(5):
            assert NOT_RIGHT in send(client, alice.email, "wrong-wrong-wrong").text
        locked = send(client, alice.email)
        assert "Too many attempts. Wait 15 minutes, then try again" in locked.text
        clock.shift(dt.timedelta(minutes=16))
        assert send(client, alice.email).status_code == 302


def test_calling_the_server_by_another_port_gives_no_further_attempts(alice: Practitioner) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        for port in range(8001, 8006):
            client = Client(headers={"host": f"testserver:{port}"})
            assert NOT_RIGHT in send(client, alice.email.upper(), "wrong-wrong-wrong").text
        assert "Too many attempts" in send(Client(headers={"host": "testserver:8006"}), alice.email).text


def test_a_failed_sign_in_leaves_an_event_without_text(client: Client, alice: Practitioner) -> None:
    send(client, alice.email.upper(), "wrong-wrong-wrong")
    (event,) = events_about(alice)
    assert (event.name, event.actor_kind, event.fields) == ("agencies.sign_in_failed", "system", [])


def test_being_locked_out_leaves_one_event_while_it_lasts(client: Client, alice: Practitioner) -> None:
    for _ in range(8):
        send(client, alice.email, "wrong-wrong-wrong")
    names = [event.name for event in events_about(alice)]
    assert names == ["agencies.locked_out", *["agencies.sign_in_failed"] * 5]


def test_an_unknown_address_leaves_no_event(client: Client, db: None) -> None:
    for _ in range(7):
        send(client, "nobody@example.org", "wrong-wrong-wrong")
    assert not Event.objects.exists()


def test_many_attempts_from_one_place_are_stopped(client: Client, alice: Practitioner) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        texts = [send(client, f"somebody{n}@example.org", "wrong-wrong-wrong").text for n in range(11)]
    assert NOT_RIGHT in texts[9]
    assert "Too many attempts" in texts[10]


def test_a_machine_gets_a_page_in_plain_words(client: Client, alice: Practitioner) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        last = [send(client, f"somebody{n}@example.org", "wrong-wrong-wrong") for n in range(31)][-1]
    assert last.status_code == 429
    assert "Wait 15 minutes" in last.text


def test_an_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    answer = client.post("/sign-in", {})
    assert "Enter your email address" in answer.text
    assert "Enter your password" in answer.text


def test_the_day_is_noted_once(client: Client, alice: Practitioner, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    send(client, alice.email)
    client.get("/account")
    assert fresh(alice).last_seen_on == timezone.localdate()
    Practitioner.objects.filter(pk=alice.pk).update(last_seen_on=timezone.localdate() - dt.timedelta(days=3))
    client.get("/account")
    assert fresh(alice).last_seen_on == timezone.localdate()


def test_a_second_step_is_asked_for_when_set_up(client: Client, alice: Practitioner) -> None:
    add_second_factor(alice)
    assert send(client, alice.email).headers["Location"] == "/sign-in/code"
    assert "_auth_user_id" not in client.session


def test_the_backend_needs_both_parts(alice: Practitioner) -> None:
    assert authenticate(None, email=alice.email) is None
    assert authenticate(None, password=PASSWORD) is None


def test_signing_out_needs_a_button(client: Client, alice: Practitioner) -> None:
    client.force_login(alice)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert client.get("/not-offered/account_signup").status_code == 404
    assert client.post("/not-offered/account_email", {}).status_code == 404
