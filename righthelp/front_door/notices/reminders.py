"""Work in the background: answers that nobody gave, or nobody read, and families still to be told.

What was done shows in the notices.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.checking import who_could_answer
from righthelp.front_door.actions.replying import ANSWER
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Check, Contact, Reply
from righthelp.front_door.notices.telling import leads_of
from righthelp.front_door.pages import contact_page, request_page
from righthelp.front_door.permission import may_be_told_now, to_be_told_after
from righthelp.front_door.policies import may_write
from righthelp.front_door.rules import chased_from, family_told_by, half_time
from righthelp.messages.actions import notify_each

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

STILL_WAITS = "The front door still waits for your agency’s answer"
IS_OVER = "The time for your agency’s answer to the front door is over"
NO_ANSWER = "An agency has not answered you in time"
TELL_FAMILY = "A family is still to be told that you asked for help"
LOOKED_BACK = dt.timedelta(days=30)  # what was due longer ago has had its notices, and is not looked at in every round


def remind_of_checks(now: dt.datetime) -> int:
    """Remind an agency when half of its time is gone, and when it is over; then whoever asked is told too."""
    due_lately = Check.objects.open().filter(due_at__gte=now - LOOKED_BACK)
    asked = due_lately.select_related("agency", "asked_by", "contact__holder").order_by("pk")
    return sum(_remind(check, now) for check in asked.iterator())


def _remind(check: Check, now: dt.datetime) -> int:
    if now < half_time(check.asked_at, check.due_at):
        return 0
    page, is_over = reverse("check_answer", args=[check.public_id]), now > check.due_at
    when, title = ("over", IS_OVER) if is_over else ("half", STILL_WAITS)
    people = dict.fromkeys([*leads_of(check.agency), *_colleague(check)])
    told = notify_each(people, key=f"front_door check {check.pk} {when}", title=title, page=page)
    if not is_over:
        return told
    whom = {one.pk: one for one in (check.asked_by, check.contact.holder) if one}
    key, page = f"front_door check {check.pk} not answered", contact_page(check.contact)
    return told + notify_each(whom.values(), key=key, title=NO_ANSWER, page=page)


def _colleague(check: Check) -> "list[Practitioner]":
    """Give the colleague whom the agency asked to answer, while they still write there and may open the question."""
    return [one for one in who_could_answer(check) if one.pk == check.passed_to_id] if check.passed_to_id else []


def chase_answers(now: dt.datetime) -> int:
    """Tell whoever asked, and the leads of their agency, again of an answer that nobody read in two working days."""
    unread = Reply.objects.filter(read_at__isnull=True, contact__agency__isnull=False, contact__author__isnull=False)
    lately = unread.exclude(decided="").filter(given_at__gte=now - LOOKED_BACK)
    given = lately.select_related("contact__agency", "contact__author").order_by("pk")
    closed = closed_days()
    return sum(_chase(reply) for reply in given.iterator() if now > chased_from(reply.given_at, closed))


def _chase(reply: Reply) -> int:
    contact = reply.contact
    leads = leads_of(contact.agency) if contact.agency else []
    people = {one.pk: one for one in (contact.author, *leads) if one and _reads(one, reply)}
    key = f"front_door reply {reply.pk} again"
    return notify_each(people.values(), key=key, title=ANSWER, page=request_page(contact))


def _reads(person: "Practitioner", reply: Reply) -> bool:
    """Say whether an answer is open to somebody: what was written before a record was restricted may not be."""
    return reply.while_restricted or is_open_to(person, reply.contact)


def remind_of_families(now: dt.datetime) -> int:
    """Remind whoever asked, once, when the day is over by which the family was to hear of it (SF-062).

    Never where they said that it is not safe to speak. A record that was restricted since changes nothing: a reminder
    that does not come would tell of it, as what was sent goes on saying what is to do.
    """
    closed, today = closed_days(), timezone.localdate(now)
    sent = Contact.objects.received().to_tell_after().filter(received_at__gte=now - LOOKED_BACK)
    asked = sent.select_related("agency", "author").prefetch_related("answers").order_by("pk")
    return sum(_remind_of_family(one) for one in asked if today > family_told_by(one.received_at or now, closed))


def _remind_of_family(contact: Contact) -> int:
    answers = {one.key: one.text for one in contact.answers.all()}
    author = contact.author
    if author is None or not may_write(author, contact):
        return 0
    if not to_be_told_after(answers) or not may_be_told_now(answers):
        return 0
    key = f"front_door family of {contact.pk}"
    return notify_each([author], key=key, title=TELL_FAMILY, page=request_page(contact))
