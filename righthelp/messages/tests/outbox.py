"""Mail for tests: how it is put in, and what a mail server says."""

import smtplib
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage

from righthelp.messages.actions import mail
from righthelp.messages.models import Mail

NOTICE = "messages/mail/notice.txt"


def put(key: str = "one", address: str = "gran@example.net", subject: str = "Your answer is here") -> Mail:
    """Put a mail into the outbox."""
    return mail(address=address, key=key, subject=subject, template=NOTICE, context={"title": "An answer"})


def refused(address: str = "gran@example.net") -> smtplib.SMTPRecipientsRefused:
    """Give what smtplib raises where nobody has the address; its words repeat it."""
    return smtplib.SMTPRecipientsRefused({address: (550, f"no such person {address}".encode())})


def answers(monkeypatch: pytest.MonkeyPatch, error_for: Callable[[str], Exception | None]) -> list[str]:
    """Have a mail server that fails for some addresses; gives the list of addresses that it was asked for."""
    asked: list[str] = []
    really = EmailMessage.send

    def send(message: EmailMessage, fail_silently: bool = False) -> int:
        asked.append(message.to[0])
        error = error_for(message.to[0])
        if error:
            raise error
        return really(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", send)
    return asked
