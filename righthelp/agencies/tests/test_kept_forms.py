"""Forms whose session ended are kept for their author; forms sent twice do their work once."""

import datetime as dt
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.actions import forget_parked_forms, forget_sent_forms
from righthelp.agencies.kept_forms import LONGEST_PARKED, SALT, SEALED_FOR, showing
from righthelp.agencies.models import Agency, Invitation, ParkedForm, Practitioner, SentForm, Team
from righthelp.agencies.sealing import cipher
from righthelp.agencies.tests import people

KEPT = "We kept what you wrote. It is not saved yet"


def token_on(client: Client, address: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


@pytest.fixture
def page(school: Agency) -> str:
    return f"/agencies/{school.public_id}/teams/add"


@pytest.fixture
def token(ada_client: Client, page: str) -> str:
    return token_on(ada_client, page)


def send_late(page: str, token: str, name: str = "Café team") -> Client:
    """Send the form after the session ended: with no session at all."""
    client = Client(enforce_csrf_checks=True)
    answer = client.post(page, {"form_token": token, "name": name})
    assert answer.headers["Location"] == f"/sign-in?next={page}"
    return client


def test_what_was_written_comes_back_unsaved_after_signing_in(page: str, token: str, ada: Practitioner) -> None:
    client = send_late(page, token)
    people.sign_in(client, ada)
    text = client.get(page).text
    assert KEPT in text
    assert 'value="Café team"' in text
    assert Team.objects.filter(name="Café team").count() == 0


def test_it_stands_encrypted_and_without_tokens(page: str, token: str) -> None:
    send_late(page, token)
    sealed = bytes(ParkedForm.objects.get().sealed_text)
    assert b"Caf" not in sealed
    assert token.encode() not in sealed


def test_saving_it_forgets_it(ada_client: Client, page: str, token: str) -> None:
    send_late(page, token)
    assert ada_client.post(page, {"form_token": token_on(ada_client, page), "name": "Café team"}).status_code == 302
    assert not ParkedForm.objects.exists()
    assert KEPT not in ada_client.get(page).text


def test_the_next_person_at_this_computer_sees_nothing(page: str, token: str, school: Agency) -> None:
    client = send_late(page, token)
    people.sign_in(client, people.agency_administrator(school, "Omar Said"))
    text = client.get(page).text
    assert KEPT not in text
    assert "Café team" not in text


def test_it_is_gone_after_an_hour(ada: Practitioner, school: Agency, page: str) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        client = people.sign_in(Client(), ada)
        send_late(page, token_on(client, page))
        clock.shift(dt.timedelta(hours=1))
        client = people.sign_in(Client(), ada)
        assert KEPT in client.get(page).text
        clock.shift(dt.timedelta(seconds=1))
        assert KEPT not in client.get(page).text
        assert forget_parked_forms() == 1
        assert not ParkedForm.objects.exists()


def after_its_session_ended(client: Client) -> Client:
    """Give the browser that a person used, with its cookie, whose session is over."""
    Session.objects.filter(pk=client.session.session_key).delete()
    return client


def test_sent_again_from_the_same_browser_the_later_form_is_kept(
    ada: Practitioner, ada_client: Client, page: str, token: str
) -> None:
    browser = after_its_session_ended(ada_client)
    for name in ("First", "Second"):
        assert browser.post(page, {"form_token": token, "name": name}).status_code == 302
    assert 'value="Second"' in people.sign_in(browser, ada).get(page).text
    assert ParkedForm.objects.count() == 1


def test_after_signing_out_in_another_tab_again_and_again_the_newest_text_comes_back(
    ada: Practitioner, page: str
) -> None:
    browser = Client()
    for name in ("First", "Second", "Third"):
        form = {"form_token": token_on(people.sign_in(browser, ada), page), "name": name}
        browser.post("/sign-out")
        assert browser.post(page, form).headers["Location"] == f"/sign-in?next={page}"
        assert f'value="{name}"' in people.sign_in(browser, ada).get(page).text


def test_signing_out_leaves_nobody_elses_browser_a_way_to_what_was_kept(ada: Practitioner, page: str) -> None:
    browser = people.sign_in(Client(), ada)
    token = token_on(browser, page)
    browser.post("/sign-out")
    browser.post(page, {"form_token": token, "name": "Really kept"})
    somebody = people.sign_in(Client(), ada)
    somebody.post("/sign-out")
    strange = Client(enforce_csrf_checks=True)
    strange.cookies = somebody.cookies
    assert strange.post(page, {"form_token": token, "name": "Rubbish"}).status_code == 403
    assert 'value="Really kept"' in people.sign_in(browser, ada).get(page).text


@pytest.mark.parametrize("is_newer", [False, True])
def test_somebody_elses_browser_does_not_replace_what_was_kept(
    ada: Practitioner, ada_client: Client, page: str, is_newer: bool
) -> None:
    token = token_on(ada_client, page)
    stolen = token_on(ada_client, page) if is_newer else token
    after_its_session_ended(ada_client).post(page, {"form_token": token, "name": "Really kept"})
    strange = Client(enforce_csrf_checks=True)
    assert strange.post(page, {"form_token": stolen, "name": "Rubbish"}).status_code == 403
    assert 'value="Really kept"' in people.sign_in(Client(), ada).get(page).text


def test_what_came_first_from_somebody_elses_browser_gives_way(
    ada: Practitioner, ada_client: Client, page: str
) -> None:
    token, later = token_on(ada_client, page), token_on(ada_client, page)
    send_late(page, later, "Rubbish")
    after_its_session_ended(ada_client).post(page, {"form_token": token, "name": "Really written"})
    assert 'value="Really written"' in people.sign_in(Client(), ada).get(page).text


def test_an_older_form_does_not_replace_a_newer_one(ada: Practitioner, ada_client: Client, page: str) -> None:
    older, newer = token_on(ada_client, page), token_on(ada_client, page)
    browser = after_its_session_ended(ada_client)
    browser.post(page, {"form_token": newer, "name": "Newer"})
    browser.post(page, {"form_token": older, "name": "Older"})
    assert 'value="Newer"' in people.sign_in(browser, ada).get(page).text


def test_after_its_hour_what_was_kept_stands_in_nobodys_way(ada: Practitioner, page: str) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        client = people.sign_in(Client(), ada)
        token = token_on(client, page)
        send_late(page, token, "First")
        clock.shift(dt.timedelta(hours=1, seconds=1))
        send_late(page, token, "Second")
        assert 'value="Second"' in people.sign_in(Client(), ada).get(page).text


def test_the_sign_in_page_says_once_that_it_was_kept(page: str, token: str) -> None:
    client = send_late(page, token)
    said = "We kept what you wrote for an hour. Sign in to go on."
    text = client.get(f"/sign-in?next={page}").text
    assert said in text
    assert "Café team" not in text
    assert said not in client.get(f"/sign-in?next={page}").text
    assert said not in Client().get(f"/sign-in?next={page}").text


@pytest.mark.parametrize("garbage", ["", "garbage", "a:b:c"])
def test_garbage_parks_nothing(page: str, ada: Practitioner, garbage: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(page, {"form_token": garbage, "name": "X"})
    assert answer.status_code == 403
    assert not ParkedForm.objects.exists()


def test_a_token_of_another_page_parks_nothing(page: str, token: str) -> None:
    other = page.replace("teams/add", "people/invite")
    assert Client(enforce_csrf_checks=True).post(other, {"form_token": token, "name": "X"}).status_code == 403
    assert not ParkedForm.objects.exists()


def test_a_token_of_another_shape_is_nobodys(db: None) -> None:
    assert showing(signing.dumps(["only one"], salt=SALT), "/account") is None


def test_an_old_token_parks_nothing(ada: Practitioner, page: str) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False) as clock:
        token = token_on(people.sign_in(Client(), ada), page)
        clock.shift(dt.timedelta(hours=13, seconds=1))
        late = Client(enforce_csrf_checks=True).post(page, {"form_token": token, "name": "X"})
        assert late.status_code == 403
        clock.shift(dt.timedelta(seconds=-1))
        send_late(page, token)


def test_a_leavers_form_is_not_kept(page: str, token: str, ada: Practitioner) -> None:
    Practitioner.objects.filter(pk=ada.pk).update(ended_at=timezone.now())
    assert Client(enforce_csrf_checks=True).post(page, {"form_token": token}).status_code == 403


def test_too_much_is_not_kept(page: str, token: str) -> None:
    much = {"form_token": token, "name": "x" * LONGEST_PARKED}
    assert Client(enforce_csrf_checks=True).post(page, much).status_code == 403


def test_a_form_with_nothing_but_a_button_keeps_nothing(page: str, token: str) -> None:
    assert Client(enforce_csrf_checks=True).post(page, {"form_token": token}).headers["Location"].startswith("/sign-in")
    assert not ParkedForm.objects.exists()


def test_passwords_are_never_kept(page: str, token: str) -> None:
    Client().post(page, {"form_token": token, "name": "Team", "oldpassword": "secret-secret"})
    assert b"secret-secret" not in cipher(SEALED_FOR).decrypt(bytes(ParkedForm.objects.get().sealed_text))


def test_a_form_without_a_page_to_show_it_again_is_not_kept(page: str, token: str, school: Agency) -> None:
    team = school.teams.get()
    invitation = Invitation.objects.create(email="x@example.org", name="X", team=team, role="practitioner")
    address = f"/agencies/{school.public_id}/invitations/{invitation.public_id}/withdraw"
    assert Client(enforce_csrf_checks=True).post(address, {"form_token": token}).status_code == 403
    assert not ParkedForm.objects.exists()


def test_what_stood_under_an_earlier_key_can_still_be_read(
    page: str, token: str, settings: Settings, ada: Practitioner
) -> None:
    send_late(page, token)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret key that is long enough for this"
    assert KEPT in people.sign_in(Client(), ada).get(page).text


def test_sending_twice_does_it_once(ada_client: Client, page: str, token: str) -> None:
    form = {"form_token": token, "name": "Nursery"}
    first, second = ada_client.post(page, form), ada_client.post(page, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Team.objects.filter(name="Nursery").count() == 1
    assert SentForm.objects.count() == 1


def test_a_refused_form_can_be_sent_again(ada_client: Client, page: str, token: str) -> None:
    refused = ada_client.post(page, {"form_token": token, "name": "All staff"})
    assert "There is already a team called All staff" in refused.text
    assert 'value="All staff"' in refused.text
    assert ada_client.post(page, {"form_token": token, "name": "Nursery"}).status_code == 302


def test_another_persons_token_stands_in_nobodys_way(ada_client: Client, page: str, token: str, school: Agency) -> None:
    ada_client.post(page, {"form_token": token, "name": "Nursery"})
    other = people.sign_in(Client(), people.agency_administrator(school, "Omar Said"))
    assert other.post(page, {"form_token": token, "name": "Year 6"}).status_code == 302
    assert Team.objects.filter(name="Year 6").exists()


def test_a_form_without_a_token_still_works(ada_client: Client, page: str) -> None:
    assert ada_client.post(page, {"name": "Nursery"}).status_code == 302
    assert not SentForm.objects.exists()


def test_old_tokens_of_sent_forms_are_forgotten(ada_client: Client, page: str, token: str) -> None:
    ada_client.post(page, {"form_token": token, "name": "Nursery"})
    assert forget_sent_forms() == 0
    assert forget_sent_forms(now=timezone.now() + dt.timedelta(days=31)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_do_it_once() -> None:
    school = people.school()
    page = f"/agencies/{school.public_id}/teams/add"
    ada = people.agency_administrator(school)
    clients = [people.sign_in(Client(), ada) for _ in range(2)]
    form = {"form_token": token_on(clients[0], page), "name": "Nursery"}
    ready = threading.Barrier(2)

    def send(client: Client) -> str:
        ready.wait()
        try:
            return client.post(page, form).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, clients))
    assert answers == [f"/agencies/{school.public_id}/people"] * 2
    assert Team.objects.filter(name="Nursery").count() == 1
