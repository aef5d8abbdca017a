"""When a mail is tried again, and what is said of one that was not sent."""

import datetime as dt
import smtplib
from email.errors import HeaderParseError
from uuid import UUID

import pytest

from righthelp.messages.rules import (
    HOURLY_TRIES,
    NotTaken,
    domain_of,
    is_about_server,
    is_our_page,
    message_id,
    wait_after,
    why_in_words,
)

ADDRESS = "gran@example.net"


def test_waits_grow_and_then_it_is_given_up() -> None:
    minutes = [wait and wait / dt.timedelta(minutes=1) for wait in map(wait_after, range(1, 80))]
    assert minutes[:6] == [1, 5, 15, 60, 60, 60]
    assert minutes.index(None) == 4 + HOURLY_TRIES
    assert set(minutes[4 + HOURLY_TRIES :]) == {None}


@pytest.mark.parametrize(
    ("error", "words", "about_server"),
    [
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"")}), "The mail server refused the address (550)", False),
        (smtplib.SMTPDataError(554, ADDRESS), "The mail server refused the mail (554)", False),
        (smtplib.SMTPSenderRefused(553, b"", ADDRESS), "The mail server refused the mail (553)", True),
        (smtplib.SMTPAuthenticationError(535, b""), "The mail server did not accept our sign-in", True),
        (smtplib.SMTPServerDisconnected(ADDRESS), "The mail server did not take the mail", True),
        (ConnectionRefusedError(ADDRESS), "The mail server could not be reached", True),
        (TimeoutError(ADDRESS), "The mail server could not be reached", True),
        (ValueError(ADDRESS), "The mail cannot be written: its address or subject is not valid", False),
        (HeaderParseError(ADDRESS), "The mail cannot be written: its address or subject is not valid", False),
        (NotTaken(400), "GOV.UK Notify did not take the mail (400)", False),
        (NotTaken(503), "GOV.UK Notify did not take the mail (503)", True),
    ],
)
def test_why_it_was_not_sent_never_repeats_the_address(error: Exception, words: str, about_server: bool) -> None:
    assert why_in_words(error) == words
    assert is_about_server(error) is about_server


def test_a_mail_has_one_name_for_ever() -> None:
    id_ = UUID("6f1c1b9e-7d7c-4f0e-9f5d-2f7b9f0a1c11")
    assert message_id(id_, "Right Help <a@b.example.org>") == f"<{id_}@b.example.org>"
    assert domain_of("a@b.example.org") == "b.example.org"
    assert domain_of("@") == "localhost"


@pytest.mark.parametrize(("path", "is_ours"), [("/a?b=c#d", True), ("//a", False), ("a", False), ("/\\a", False)])
def test_pages_of_ours(path: str, is_ours: bool) -> None:
    assert is_our_page(path) is is_ours
