"""Work in the background: answers that nobody gave, or nobody read. What was done shows in the notices."""

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse

from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.replying import ANSWER
from righthelp.front_door.closed import is_open_to
from righthelp.front_door.models import Check, Reply
from righthelp.front_door.notices.telling import leads_of, tell
from righthelp.front_door.pages import contact_page, request_page
from righthelp.front_door.rules import chased_from, half_time

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

STILL_WAITS = "The front door still waits for your agency’s answer"
IS_OVER = "The time for your agency’s answer to the front door is over"
NO_ANSWER = "An agency has not answered you in time"
LOOKED_BACK = dt.timedelta(days=30)  # what was due longer ago has had its notices, and is not looked at in every round


def remind_of_checks(now: dt.datetime) -> int:
    """Remind an agency when half of its time is gone, and when it is over; then whoever asked is told too."""
    due_lately = Check.objects.open().filter(due_at__gte=now - LOOKED_BACK)
    asked = due_lately.select_related("agency", "asked_by", "passed_to", "contact__holder").order_by("pk")
    return sum(_remind(check, now) for check in asked.iterator())


def _remind(check: Check, now: dt.datetime) -> int:
    if now < half_time(check.asked_at, check.due_at):
        return 0
    page, is_over = reverse("check_answer", args=[check.public_id]), now > check.due_at
    when, title = ("over", IS_OVER) if is_over else ("half", STILL_WAITS)
    people = dict.fromkeys([*leads_of(check.agency), *([check.passed_to] if check.passed_to else [])])
    told = tell(people, key=f"front_door check {check.pk} {when}", title=title, page=page)
    if not is_over:
        return told
    whom = {one.pk: one for one in (check.asked_by, check.contact.holder) if one}
    page = contact_page(check.contact)
    return told + tell(whom.values(), key=f"front_door check {check.pk} not answered", title=NO_ANSWER, page=page)


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
    return tell(people.values(), key=f"front_door reply {reply.pk} again", title=ANSWER, page=request_page(contact))


def _reads(person: "Practitioner", reply: Reply) -> bool:
    """Say whether an answer is open to somebody: what was written before a record was restricted may not be."""
    return reply.while_restricted or is_open_to(person, reply.contact)
