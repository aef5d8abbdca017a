"""What the pages of this room show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from righthelp.agencies.mail import sends_mail
from righthelp.agencies.models import Practitioner
from righthelp.design_system.formatters import count, day_and_time
from righthelp.messages.models import Mail, Notice
from righthelp.messages.rules import domain_of

MOST_SHOWN = 100
UNREAD, URGENT = "unread_notices", "urgent_notices"  # read alongside the person signed in


@dataclass(frozen=True)
class Unread:
    """How many notices somebody has not read, and how many of them are urgent."""

    all: int
    urgent: int

    @property
    def in_words(self) -> str:
        """Say it as the head of each page does; empty when there is none."""
        return f"{self.all} new{f', {self.urgent} urgent' if self.urgent else ''}" if self.all else ""


def unread_of(person: Practitioner) -> Unread:
    """Count what somebody has not read: known already of the person signed in, as a rule; otherwise one query."""
    if hasattr(person, UNREAD):
        return Unread(getattr(person, UNREAD), getattr(person, URGENT))
    numbers = Notice.objects.filter(to=person, read_at__isnull=True).aggregate(
        all=Count("pk"), urgent=Count("pk", filter=Q(is_urgent=True))
    )
    return Unread(**numbers)


@dataclass(frozen=True)
class MailRow:
    """A mail that was not sent: where to, roughly, and why; never to whom, nor what it says."""

    mail: Mail
    domain: str
    why: str
    what_next: str


def mail_rows() -> list[MailRow]:
    """List the mails that were not sent, the last one made first."""
    return [_mail_row(mail) for mail in Mail.objects.not_sent().order_by("-made_at", "-pk")[:MOST_SHOWN]]


def _mail_row(mail: Mail) -> MailRow:
    return MailRow(mail, domain_of(mail.address), _why(mail), _what_next(mail))


def _why(mail: Mail) -> str:
    if mail.failed_because:
        return f"{mail.failed_because}."
    return "It was made where no mail is sent." if sends_mail() else "Not sent: this installation sends no mail."


def _what_next(mail: Mail) -> str:
    if not mail.attempts:
        return ""
    tried = "Tried once. " if mail.attempts == 1 else f"Tried {count(mail.attempts, 'time')}. "
    return f"{tried}Next try: {day_and_time(mail.next_try_at)}." if mail.next_try_at else f"{tried}Given up."


@dataclass(frozen=True)
class Waiting:
    """How much mail waits to be sent, and since when."""

    number: int
    since: dt.datetime | None


def mail_waiting() -> Waiting:
    """Count the mail that waits: where nothing runs that sends it, this is how it is noticed."""
    return Waiting(**Mail.objects.waiting().aggregate(number=Count("pk"), since=Min("made_at")))
