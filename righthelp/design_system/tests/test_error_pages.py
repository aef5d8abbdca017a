"""Errors in plain words, with a number to quote and nothing about the record."""

import logging
import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from righthelp.design_system import views


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do_and_gives_a_number(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    response = client.get("/children/amina-yusuf")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Page not found" in page
    number = re.search(r"quote this number: <strong>([0-9a-f]{8})</strong>", page)
    assert number is not None
    assert f"reference={number[1]}" in caplog.text


@pytest.mark.django_db
def test_our_own_log_line_never_holds_the_address_that_was_asked_for(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/search?name=amina")
    own = [record.getMessage() for record in caplog.records if record.name.startswith("righthelp")]
    assert own
    assert not any("amina" in line for line in own)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.forbidden, 403, "You cannot open this page"),
        (views.bad_request, 400, "We could not read what was sent"),
        (views.server_error, 500, "Nothing you saved before is lost"),
        (views.stale_form, 403, "This form was open too long"),
    ],
)
def test_each_error_page_says_what_happened(view: object, status: int, words: str, rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    request._messages = []  # type: ignore[attr-defined]
    response = view(request)  # type: ignore[operator]
    assert response.status_code == status
    assert words in response.content.decode()


def test_when_the_database_does_not_answer_a_page_still_says_what_to_do() -> None:
    client = Client(raise_request_exception=False)
    response = client.get("/levels")  # no database is at hand in this test
    page = response.content.decode()
    assert response.status_code == 500
    assert "Nothing you saved before is lost" in page
    assert "ring the police on 999" in page
    assert re.search(r"quote this number: <strong>[0-9a-f]{8}</strong>", page)


@pytest.mark.django_db
def test_pages_are_kept_out_of_caches_and_carry_a_strict_policy(client: Client) -> None:
    response = client.get("/privacy")
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_reading_sets_no_cookie(client: Client) -> None:
    for path in ("/privacy", "/accessibility", "/healthy"):
        assert not client.get(path).cookies
