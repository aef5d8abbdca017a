"""The only ways to calls that are written down, to talks without names, and to worries about people who work with
children. Each checks who asks and logs the look, or that it was refused.
"""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.front_door.access import draft_to_write
from righthelp.front_door.models import Allegation, Consultation, Contact
from righthelp.front_door.policies import (
    may_keep_allegation,
    may_read_advice,
    may_take_call_over,
    may_tell_officer,
    works_here,
)
from righthelp.front_door.queries import bring_request
from righthelp.front_door.rules import CALL_LEFT
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.queries import ContactQuerySet

ANSWERS_LISTED = dt.timedelta(days=182)


def call_to_write(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a call that somebody writes down, whole, and log the look; else 404 with no hint.

    Raises:
        IsSent: when it was finished meanwhile.
    """
    contact = draft_to_write(by, public_id, page=page)
    if contact.came_by != Contact.CameBy.PHONE:
        raise Http404
    return bring_request(contact)


def call_to_take_over(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a colleague’s unfinished call to somebody who may go on with it, and log the look; else 404 with no hint."""
    contact = Contact.objects.drafts().with_whose().filter(public_id=public_id).first()
    if contact is None:
        raise Http404
    shut = not Contact.objects.filter(pk=contact.pk).open_among(closed_people(by)).exists()
    if shut or not may_take_call_over(by, contact, timezone.now()):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page="front door: take a call over")
    return bring_request(contact)


def contact_to_tell_officer(by: "Practitioner", public_id: UUID) -> Contact:
    """Give a contact to who works on it, or their own call, to send a part on to the designated officer; else 404."""
    asked = Contact.objects.with_whose().with_whether_closed(closed_people(by))
    contact = asked.filter(public_id=public_id).first()
    if contact is None:
        raise Http404
    if vars(contact)["is_shut"] or not may_tell_officer(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page="front door: tell the designated officer")
    return contact


def calls_begun(by: "Practitioner") -> "ContactQuerySet":
    """Give the calls that somebody began to write down and did not finish."""
    return Contact.objects.drafts().filter(came_by=Contact.CameBy.PHONE, author=by).prefetch_related("children")


def calls_left(by: "Practitioner", now: dt.datetime) -> "ContactQuerySet":
    """Give the calls that colleagues left unfinished for a while: no worry waits in one person’s drawer."""
    since = now - dt.timedelta(hours=CALL_LEFT.amount)
    left = Contact.objects.drafts().filter(came_by=Contact.CameBy.PHONE, started_at__lt=since).exclude(author=by)
    return left.open_among(closed_people(by)).select_related("author", "referrer").prefetch_related("children")


def consultation_to_read(by: "Practitioner", public_id: UUID, *, page: str) -> Consultation:
    """Give a talk without names to who asked, and to the front door, and log the look; else 404 with no hint.

    Once it led to a contact, it is closed to those of the front door to whom that contact is closed.
    """
    found = _consultations().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    is_shut = found.asked_by_id != by.pk and not _open_to(by).filter(pk=found.pk).exists()
    if is_shut or not may_read_advice(by, found):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def consultation_to_answer(by: "Practitioner", public_id: UUID, *, page: str) -> Consultation:
    """Give a talk without names to somebody at the front door, and log the look; else 404 with no hint."""
    found = consultation_to_read(by, public_id, page=page)
    if not works_here(by):
        raise LookRefused(by, found)
    return found


def _open_to(by: "Practitioner") -> "QuerySet[Consultation]":
    open_contacts = Contact.objects.open_among(closed_people(by)).order_by().values("pk")
    return _consultations().filter(Q(contact__isnull=True) | Q(contact__in=open_contacts))


def consultations_asked(by: "Practitioner") -> list[Consultation]:
    """List what somebody asked without names, the latest first."""
    return list(_consultations().filter(asked_by=by))


def consultations_waiting(by: "Practitioner") -> list[Consultation]:
    """List what waits for advice, the longest first, for the front door; nothing for anybody else."""
    return list(_consultations().filter(given_at__isnull=True).order_by("asked_at", "pk")) if works_here(by) else []


def consultations_answered(by: "Practitioner") -> list[Consultation]:
    """List what was answered in the last half a year, the latest first, for the front door."""
    since = timezone.now() - ANSWERS_LISTED
    answered = _open_to(by).filter(given_at__gte=since).order_by("-given_at", "-pk")
    return list(answered) if works_here(by) else []


def allegation_to_keep(by: "Practitioner", public_id: UUID, *, page: str) -> Allegation:
    """Give a worry about somebody who works with children to a designated officer whom it cannot be about.

    The look is logged; to everybody else it is a 404 with no hint.
    """
    found = Allegation.objects.select_related("agency", "raised_by", "read_by", "ended_by").filter(public_id=public_id)
    allegation = found.first()
    if allegation is None:
        raise Http404
    if not may_keep_allegation(by, allegation):
        raise LookRefused(by, allegation)
    look(by=by, subject=allegation, page=page)
    return allegation


def allegations_to_keep(by: "Practitioner") -> list[Allegation]:
    """List the worries that a designated officer may read, what is open first, then by clock; nobody else gets any."""
    found = Allegation.objects.select_related("agency").order_by("ended_at", "due_at", "pk")
    return [one for one in found if may_keep_allegation(by, one)]


def allegations_sent(by: "Practitioner") -> list[Allegation]:
    """List what somebody sent, for when it was sent and read; a page shows nothing else of it."""
    sent = Allegation.objects.filter(raised_by=by).only("public_id", "raised_at", "read_at", "ended_at")
    return list(sent.order_by("-raised_at"))


def _consultations() -> "QuerySet[Consultation, Consultation]":
    return Consultation.objects.select_related("asked_by", "agency", "given_by", "contact")
