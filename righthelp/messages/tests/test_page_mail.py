"""Administrators see which mail was not sent, and why; not to whom."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from righthelp.agencies.models import Practitioner
from righthelp.messages.access import mail_to_mend
from righthelp.messages.actions import send_mail
from righthelp.messages.models import Mail
from righthelp.messages.tests.outbox import answers, put, refused

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def failed(db: None, monkeypatch: pytest.MonkeyPatch) -> Mail:
    made = put()
    with monkeypatch.context() as patch:
        answers(patch, lambda address: refused())
        send_mail(timezone.now())
    return made


def test_it_says_where_to_and_why_and_not_to_whom(joe_client: Client, failed: Mail) -> None:
    text = joe_client.get("/mail").text
    assert "example.net" in text
    assert "gran" not in text
    assert "Your answer is here" in text
    assert "The mail server refused the address (550)." in text
    assert "Tried once. Next try: " in text
    assert "An answer" not in text


def test_one_given_up_says_so(joe_client: Client, failed: Mail) -> None:
    Mail.objects.update(next_try_at=None, attempts=77)
    assert "Tried 77 times. Given up." in joe_client.get("/mail").text


def test_with_nothing_wrong_it_says_so(joe_client: Client) -> None:
    assert "Every mail was sent, or waits for its first try." in joe_client.get("/mail").text


def test_mail_that_waits_is_counted_so_that_somebody_notices(joe_client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        put(key="1")
        put(key="2")
    text = joe_client.get("/mail").text
    assert "Two mails wait to be sent, the first since 23 November 2026" in text
    assert "righthelp rounds" in text


def test_trying_again_sends_it(joe_client: Client, failed: Mail) -> None:
    Mail.objects.update(next_try_at=None, attempts=77)
    answer = joe_client.post(f"/mail/{failed.public_id}/try-again", follow=True)
    assert "The mail is tried again within a minute." in answer.text
    assert send_mail(timezone.now()) == 1
    assert "Every mail was sent" in joe_client.get("/mail").text
    assert joe_client.post(f"/mail/{failed.public_id}/try-again").status_code == 404


def test_one_that_was_sent_meanwhile_is_not_sent_again(
    joe_client: Client, failed: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_before(by: Practitioner, public_id: object) -> Mail:
        Mail.objects.update(sent_at=timezone.now(), next_try_at=None, failed_because="")
        return failed

    monkeypatch.setattr("righthelp.messages.views.mail_to_mend", found_before)
    answer = joe_client.post(f"/mail/{failed.public_id}/try-again", follow=True)
    assert "It was sent meanwhile." in answer.text
    assert Mail.objects.get().next_try_at is None


def test_where_no_mail_is_sent_it_says_so_and_offers_nothing(joe_client: Client, settings: Settings) -> None:
    settings.INVENTED_PEOPLE = True
    put()
    text = joe_client.get("/mail").text
    assert "Not sent: this installation sends no mail." in text
    assert "Try again" not in text
    settings.INVENTED_PEOPLE = False
    text = joe_client.get("/mail").text
    assert "It was made where no mail is sent." in text
    assert "Try again" in text


def test_others_may_not(browser: Client, alice: Practitioner, failed: Mail) -> None:
    assert browser.get("/mail").status_code == 403
    assert browser.post(f"/mail/{failed.public_id}/try-again").status_code == 403
    with pytest.raises(Http404):
        mail_to_mend(alice, failed.public_id)


def test_an_address_that_is_wrong_finds_nothing(joe_client: Client) -> None:
    assert joe_client.post(f"/mail/{uuid4()}/try-again").status_code == 404
    assert joe_client.get(f"/mail/{uuid4()}/try-again").status_code == 405


def test_the_page_of_agencies_leads_there(joe_client: Client) -> None:
    assert 'href="/mail"' in joe_client.get("/agencies").text


def test_few_queries_however_many(joe_client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        put(key=str(number))
    Mail.objects.update(next_try_at=None)
    joe_client.get("/mail")
    with django_assert_max_num_queries(15):
        joe_client.get("/mail")
