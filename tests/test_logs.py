"""The log names pages: no path, no query, no Host, and no words of an error."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from righthelp.design_system.logs import PageNames
from righthelp.design_system.pages import anyone, page
from righthelp.urls import handler400, handler403, handler404, handler500
from righthelp.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500"]
SECRET = "t0ken-of-amina"


@page(anyone)
def broken(request: HttpRequest, token: str) -> HttpResponse:
    """Fail as a page might, with everything in the words of the errors."""
    try:
        raise KeyError(f"{token} {request.get_full_path()}")
    except KeyError as error:
        raise ValueError(f"{request!r} has no row ({token})") from error


urlpatterns = [*ours, path("broken/<str:token>", broken, name="broken")]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what the configured handler writes."""
    handlers = [item for item in logging.getLogger().handlers if isinstance(item.formatter, PageNames)]
    [handler] = handlers
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def asked(log: io.StringIO, address: str, **more: str) -> str:
    """Ask for an address, see that nothing of it is in the log, and give the log."""
    Client(raise_request_exception=False).get(f"{address}?name={SECRET}", headers=more)
    text = log.getvalue()
    assert text
    assert SECRET not in text
    assert "?name" not in text
    return text


@pytest.mark.django_db
def test_an_address_that_is_no_page_is_not_in_the_log(log: io.StringIO) -> None:
    assert "WARNING django.request status=404 page=no such page" in asked(log, f"/no-such/{SECRET}")


@pytest.mark.django_db
def test_a_page_that_finds_nothing_is_named(log: io.StringIO) -> None:
    assert "status=404 page=framework" in asked(log, f"/guidance/{SECRET}")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/invitation/{SECRET}", f"/password/new/1-{SECRET}"])
def test_invitations_and_reset_keys_are_not_in_the_log(log: io.StringIO, address: str) -> None:
    Client().post(address, CONTENT_LENGTH="99000000")  # refused, and so logged
    text = log.getvalue()
    assert "django.request status=413 page=a" in text
    assert SECRET not in text


@pytest.mark.django_db
def test_a_wrong_host_is_not_in_the_log(log: io.StringIO) -> None:
    text = asked(log, "/privacy", host=f"{SECRET}.example")
    assert "django.security.DisallowedHost status=400 page=no such page" in text
    assert "django.core.exceptions.DisallowedHost" in text


@pytest.mark.django_db
def test_a_form_without_its_token_is_logged_by_the_name_of_its_page(log: io.StringIO) -> None:
    Client(enforce_csrf_checks=True).post(f"/sign-in?next=/{SECRET}", headers={"referer": f"http://x/{SECRET}"})
    assert "django.security.csrf status=403 page=account_login" in log.getvalue()
    assert SECRET not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_of_ours_is_logged_with_its_places_and_without_its_words(log: io.StringIO) -> None:
    text = asked(log, f"/broken/{SECRET}")
    assert "ERROR django.request status=500 page=broken" in text
    assert "in broken\n" in text
    assert text.index("builtins.KeyError") < text.index("and then:") < text.index("builtins.ValueError")


def test_words_that_another_handler_wrote_into_a_record_are_not_used(log: io.StringIO) -> None:
    error = ValueError(SECRET)
    record = logging.LogRecord("righthelp.x", logging.ERROR, "", 1, "failed %s", ("here",), (ValueError, error, None))
    record.exc_text = f"ValueError: {SECRET}"
    assert PageNames("%(message)s").format(record) == "failed here\nbuiltins.ValueError"


def test_errors_that_follow_from_each_other_are_told_once() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert PageNames().formatException((ValueError, first, None)).count("builtins") == 2


def test_django_keeps_no_handlers_of_its_own() -> None:
    assert logging.getLogger("django").handlers == logging.getLogger("django.server").handlers == []
