"""Notices and mail: made in the caller's transaction, read, sent, tried again and forgotten."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from righthelp.agencies.actions.refusals import Refused, require
from righthelp.agencies.mail import sends_mail
from righthelp.agencies.models import Practitioner
from righthelp.audit.actions import record
from righthelp.messages import post, rules
from righthelp.messages.models import Mail, Notice
from righthelp.messages.policies import may_mend_mail

MOST_IN_A_ROUND = 100
SOMETHING_TO_READ = "There is something for you to read in Right Help"


@transaction.atomic
def notify(*, to: Practitioner, key: str, title: str, page: str, is_urgent: bool = False) -> Notice:
    """Tell a practitioner that there is something to look at, with a mail that says so; the same key does it once.

    `title` stands in the mail too, so it holds no personal data. `page` is the path of the page to look at, which
    checks by itself who may see it. Somebody who can no longer sign in gets the notice but no mail.

    Raises:
        ValueError: for a page that is not one of this installation.
    """
    if not rules.is_our_page(page):
        raise ValueError("a notice leads to a page of this installation")
    words = {"to": to, "title": title, "page": page, "is_urgent": is_urgent}
    notice, is_new = Notice.objects.get_or_create(key=key, defaults=words)
    if is_new:
        record(by=None, name="messages.notice_made", subject=notice, refs={"practitioner": to.pk})
        if to.is_active:
            context = {"title": title, "is_urgent": is_urgent}
            template = "messages/mail/notice.txt"
            mail(address=to.email, key=f"notice {key}", subject=SOMETHING_TO_READ, template=template, context=context)
    return notice


def notify_each(people: Iterable[Practitioner], *, key: str, title: str, page: str, is_urgent: bool = False) -> int:
    """Give each of some people a notice, once for the same key; returns how many got one now.

    Raises:
        ValueError: for a page that is not one of this installation.
    """
    keyed = {f"{key} to {one.pk}": one for one in people}
    known = set(Notice.objects.filter(key__in=keyed).values_list("key", flat=True))
    new = {each: one for each, one in keyed.items() if each not in known}
    for each, one in new.items():
        notify(to=one, key=each, title=title, page=page, is_urgent=is_urgent)
    return len(new)


@transaction.atomic
def mail(*, address: str, key: str, subject: str, template: str, context: Mapping[str, object]) -> Mail:
    """Put a mail into the outbox, written from a template; the same key does it once, also after it was sent.

    Neither subject nor text holds personal data. The template also has `address`, where Right Help is found, and
    `partnership`. Where people are invented it stays here: no mail leaves.
    """
    shared = {"address": settings.ADDRESS, "partnership": settings.PARTNERSHIP}
    words = {"address": address, "subject": subject, "text": render_to_string(template, {**shared, **context})}
    first_try = timezone.now() if sends_mail() else None
    made, is_new = Mail.objects.get_or_create(key=key, defaults={**words, "next_try_at": first_try})
    if is_new:
        record(by=None, name="messages.mail_made", subject=made)
    return made


@transaction.atomic
def mark_read(*, notices: Collection[UUID], by: Practitioner) -> int:
    """Mark somebody's own notices as read, those of them that are not yet; returns how many."""
    now, unread = timezone.now(), Notice.objects.for_person(by).unread().filter(public_id__in=notices)
    marked = list(unread.select_for_update())
    for notice in marked:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
        record(by=by, name="messages.notice_read", subject=notice, fields=["read_at"])
    return len(marked)


def mark_opened(*, page: str, by: Practitioner) -> int:
    """Mark those of somebody's notices as read that lead to a page which they opened; returns how many."""
    leading = Notice.objects.for_person(by).unread().filter(page=page)
    there = list(leading.values_list("public_id", flat=True))
    return mark_read(notices=there, by=by) if there else 0


@transaction.atomic
def try_again(*, mail: Mail, by: Practitioner) -> None:
    """Have a mail that was given up, or that waits long, tried at the next round, and as often as a new one.

    Raises:
        NotAllowed: when somebody does not keep the installation.
        Refused: where no mail is sent, and when it was sent meanwhile.
    """
    require(may_mend_mail(by))
    if not sends_mail():
        raise Refused("This installation sends no mail.")
    again = Mail.objects.filter(pk=mail.pk).not_sent().update(attempts=0, next_try_at=timezone.now())
    if not again:
        raise Refused("It was sent meanwhile.")
    record(by=by, name="messages.mail_tried_again", subject=mail, fields=["attempts", "next_try_at"])


def send_mail(now: dt.datetime) -> int:
    """Send what is due, one mail after the other, and return how many went; a server that is down ends it for now.

    Nothing is locked while a server is spoken to. Taking a mail counts as a try and sets when it is next tried: if this
    process is killed, or the server refuses, that stands already, and it holds up no other mail.
    """
    if not sends_mail():
        return 0
    sent = 0
    for _ in range(MOST_IN_A_ROUND):
        taken = _take(now)
        if taken is None:
            break
        try:
            post.send(taken)
        except rules.FAILURES as error:
            _note_failure(taken, error)
            if rules.is_about_server(error):
                break
        else:
            _note_sent(taken)
            sent += 1
    return sent


def expire_notices(now: dt.datetime) -> int:
    """Take the words of notices read long ago away; their keys stay, so that none comes a second time."""
    return Notice.objects.read_before(now - rules.READ_NOTICES_KEPT).update(title="", page="")


def expire_mail(now: dt.datetime) -> int:
    """Take the words of mail sent, or given up, long ago away; the keys stay, so that none is sent a second time."""
    over = Mail.objects.over(sent_before=now - rules.SENT_MAIL_KEPT, made_before=now - rules.UNSENT_MAIL_KEPT)
    return over.update(address="", subject="", text="")


@transaction.atomic
def _take(now: dt.datetime) -> Mail | None:
    """Take the next mail: on PostgreSQL past those that another process takes now; SQLite has one writer at a time."""
    taken = Mail.objects.due(now).select_for_update(skip_locked=True).first()
    if taken is None:
        return None
    taken.attempts += 1
    wait = rules.wait_after(taken.attempts)
    # from this moment, not from the round's beginning: a slow server would make it due again in this very round
    taken.next_try_at = timezone.now() + wait if wait else None
    taken.save(update_fields=["attempts", "next_try_at"])
    return taken


@transaction.atomic
def _note_sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), next_try_at=None, failed_because="")
    record(by=None, name="messages.mail_sent", subject=mail, fields=["sent_at"])


@transaction.atomic
def _note_failure(mail: Mail, error: Exception) -> None:
    Mail.objects.filter(pk=mail.pk).update(failed_because=rules.why_in_words(error))
    if mail.next_try_at is None:
        record(by=None, name="messages.mail_given_up", subject=mail, fields=["failed_because"])
