"""How long somebody stays signed in: half an hour without doing anything, twelve hours in all."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from righthelp.agencies.models import Agency, ParkedForm, Practitioner, Team
from righthelp.agencies.sessions import forget_ended_sessions
from righthelp.agencies.tests import people
from righthelp.agencies.tests.test_kept_forms import KEPT, token_on

NINE = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)
IDLE = "You were signed out because nothing happened for 30 minutes. What you saved is safe."
LONG = "You were signed out because you signed in 12 hours ago. What you saved is safe."
KEPT_FOR_AN_HOUR = "We kept what you wrote for an hour. Sign in to go on."


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NINE, tick=False) as stopped:
        yield stopped


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def is_signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_after_29_minutes_somebody_is_still_signed_in_and_after_31_not(clock: Any, alice: Practitioner) -> None:
    client = Client()
    client.post("/sign-in", {"login": alice.email, "password": people.PASSWORD})
    clock.shift(minutes(29))
    assert is_signed_in(client)
    clock.shift(minutes(29))
    assert is_signed_in(client)
    clock.shift(minutes(31))
    answer = client.get("/account")
    assert answer.headers["Location"] == "/sign-in?next=/account"
    assert not Session.objects.filter(pk=answer.wsgi_request.COOKIES["session"]).exists()


def test_the_time_counts_from_signing_in_even_if_nothing_is_opened(clock: Any, alice: Practitioner) -> None:
    client = Client()
    client.post("/sign-in", {"login": alice.email, "password": people.PASSWORD})
    clock.shift(minutes(31))
    assert not is_signed_in(client)


def test_whoever_goes_on_working_is_signed_out_after_twelve_hours(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    for _ in range(12 * 3 + 1):
        assert is_signed_in(client)
        clock.shift(minutes(20))
    assert not is_signed_in(client)
    assert LONG in client.get("/sign-in").text


def test_signing_in_again_starts_the_day_anew(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    assert is_signed_in(client)
    clock.shift(minutes(31))
    assert not is_signed_in(client)
    client.post("/sign-in", {"login": alice.email, "password": people.PASSWORD})
    for _ in range(12 * 3):
        clock.shift(minutes(20))
        assert is_signed_in(client)


def test_the_sign_in_page_says_once_why(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    assert is_signed_in(client)
    clock.shift(minutes(31))
    assert not is_signed_in(client)
    assert IDLE in client.get("/sign-in?next=/account").text
    again = client.get("/sign-in?next=/account").text
    assert "You were signed out" not in again
    assert "You were signed out" not in Client().get("/sign-in").text


def test_whoever_signs_out_is_not_told_that_they_were_signed_out(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    client.post("/sign-out")
    assert "You were signed out" not in client.get("/sign-in").text


def test_a_page_for_anyone_opens_but_no_longer_knows_who_it_is(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    assert 'href="/account"' in client.get("/contacts").text
    clock.shift(minutes(31))
    text = client.get("/contacts").text
    assert 'href="/account"' not in text
    assert "Sign in" in text


def test_a_form_sent_after_half_an_hour_is_kept_and_comes_back(clock: Any, ada: Practitioner, school: Agency) -> None:
    page = f"/agencies/{school.public_id}/teams/add"
    client = people.sign_in(Client(enforce_csrf_checks=True), ada)
    token = token_on(client, page)
    clock.shift(minutes(31))
    assert client.post(page, {"form_token": token, "name": "Nursery"}).headers["Location"] == f"/sign-in?next={page}"
    text = client.get(f"/sign-in?next={page}").text
    assert IDLE in text
    assert KEPT_FOR_AN_HOUR in text
    clock.shift(minutes(59))
    text = people.sign_in(client, ada).get(page).text
    assert KEPT in text
    assert 'value="Nursery"' in text
    assert not Team.objects.filter(name="Nursery").exists()
    assert ParkedForm.objects.count() == 1


def test_use_is_written_once_a_minute(clock: Any, alice: Practitioner, django_assert_max_num_queries: Any) -> None:
    client = people.sign_in(Client(), alice)
    assert is_signed_in(client)
    clock.shift(dt.timedelta(seconds=59))
    with django_assert_max_num_queries(15) as reading:
        assert is_signed_in(client)
    assert not [query for query in reading if query["sql"].startswith(("UPDATE", "INSERT"))]
    clock.shift(dt.timedelta(seconds=1))
    with django_assert_max_num_queries(15) as writing:
        assert is_signed_in(client)
    (only,) = [query["sql"] for query in writing if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert "django_session" in only


def test_a_session_from_before_there_were_limits_goes_on(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)  # nothing is noted in it yet
    clock.shift(minutes(45))
    assert is_signed_in(client)
    clock.shift(minutes(31))
    assert not is_signed_in(client)


def test_what_a_visitor_leaves_is_gone_after_an_hour(clock: Any, db: None) -> None:
    for address in ("/", "/contacts", "/worry"):
        Client().get(address)
    assert not Session.objects.exists()
    Client().get("/sign-in")
    assert Session.objects.get().expire_date == timezone.now() + minutes(60)
    clock.shift(minutes(60))
    assert forget_ended_sessions() == 1


def test_the_row_of_somebody_signed_in_stays_for_the_day(clock: Any, alice: Practitioner) -> None:
    client = people.sign_in(Client(), alice)
    assert is_signed_in(client)
    assert Session.objects.get().expire_date == timezone.now() + minutes(12 * 60)


def test_a_sign_in_page_that_was_open_too_long_is_one_step_away(clock: Any, alice: Practitioner) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in?next=/account")
    clock.shift(minutes(61))
    sent = {"login": alice.email, "password": people.PASSWORD, "next": "/account"}
    answer = client.post("/sign-in", sent)
    assert answer.status_code == 403
    assert "Nothing is wrong with your password." in answer.text
    assert 'href="/sign-in?next=/account"' in answer.text
    assert people.PASSWORD not in answer.text
    assert 'href="/sign-in"' in Client(enforce_csrf_checks=True).post("/sign-in", {}).text


def test_any_other_form_without_a_session_was_not_sent(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/password/forgotten", {"email": "x@example.org"})
    assert answer.status_code == 403
    assert "It was not sent" in answer.text


def test_a_form_open_in_one_tab_is_kept_again_when_another_tab_noticed_that_the_session_was_over(
    clock: Any, ada: Practitioner, school: Agency
) -> None:
    page, client = f"/agencies/{school.public_id}/teams/add", Client()
    for name in ("First", "Second"):
        form = {"form_token": token_on(people.sign_in(client, ada), page), "name": name}
        clock.shift(minutes(31))
        assert not is_signed_in(client)
        assert client.post(page, form).headers["Location"] == f"/sign-in?next={page}"
        assert f'value="{name}"' in people.sign_in(client, ada).get(page).text
