"""The only ways to what agencies are asked, to what is passed to a team, and to decisions looked at again.

Each checks who asks and logs the look, or that it was refused. Somebody of an agency gets what they are asked about
and nothing else of the contact.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.considerations.policies import closed_people
from righthelp.front_door.access import contact_to_work_on
from righthelp.front_door.models import Check, Contact, ContactDecision, Discussion, NamedChild, Sample
from righthelp.front_door.policies import manages_here, may_receive, may_speak_for, may_work_on

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

MOST_SAMPLES = 100


def contact_to_decide(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with its children and decisions to somebody at the front door; log the look; else 404."""
    asked = Contact.objects.to_decide().with_whether_closed(closed_people(by))
    contact = asked.filter(public_id=public_id).first()
    if contact is None:
        raise Http404
    if vars(contact)["is_shut"] or not may_work_on(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def check_to_answer(by: "Practitioner", public_id: UUID, *, page: str) -> Check:
    """Give a question to somebody who writes for the agency that is asked, and log the look; else 404 with no hint.

    Nothing else of the contact comes with it.
    """
    found = Check.objects.select_related("agency", "asked_by", "contact__holder").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not may_speak_for(by, found.agency) or _is_shut(by, found.children.all()):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def discussion_to_join(by: "Practitioner", public_id: UUID, *, page: str) -> Discussion:
    """Give a discussion to somebody who writes for an agency that is asked, and log the look; else 404 with no hint."""
    found = Discussion.objects.select_related("contact", "called_by", "level").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not agencies_spoken_for(by, found) or _is_shut(by, found.contact.children.all()):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def agencies_spoken_for(by: "Practitioner", discussion: Discussion) -> "list[Agency]":
    """List the agencies asked to take part in a discussion for which somebody writes."""
    return [agency for agency in discussion.agencies.all() if may_speak_for(by, agency)]


def decision_passed(by: "Practitioner", public_id: UUID, *, page: str) -> ContactDecision:
    """Give a decision to those to whose team the child comes, and log the look; else 404 with no hint."""
    those = ContactDecision.objects.select_related(
        "child__person", "team__agency", "level__edition", "agency", "decided_by", "manager", "episode"
    )
    found = those.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if found.team is None or not may_receive(by, found.team) or _is_shut(by, [found.child]):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def sample_to_look_at(by: "Practitioner", public_id: UUID, *, page: str) -> Sample:
    """Give a decision to look at again, with its contact, to a manager of the front door; else 404 with no hint."""
    those = Sample.objects.select_related(
        "decision__child__contact", "decision__child__level__edition", "decision__level__edition",
        "decision__team__agency", "decision__decided_by", "decision__manager", "level", "done_by",
    )  # fmt: skip
    found = those.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not manages_here(by):
        raise LookRefused(by, found)
    contact_to_work_on(by, found.decision.child.contact.public_id, page=page)
    return found


def samples_to_look_at(by: "Practitioner") -> list[Sample]:
    """List the decisions drawn, those to look at first; the list names nobody, and leaves out what is closed."""
    open_to = ContactDecision.objects.about_open(closed_people(by))
    those = Sample.objects.filter(decision__in=open_to).select_related("decision__level", "level", "done_by")
    return list(those.order_by(F("done_at").desc(nulls_first=True), "-drawn_at", "pk")[:MOST_SAMPLES])


def _is_shut(by: "Practitioner", children: "Iterable[NamedChild]") -> bool:
    """Say whether one of these children has a restricted record that is closed to the reader."""
    keys = [child.person_id for child in children if child.person_id]
    return bool(keys) and closed_people(by).filter(person__in=keys).exists()


def check_in(contact: Contact, check_id: UUID) -> Check:
    """Give one question about children of a contact that was loaded through a getter, or 404."""
    return get_object_or_404(contact.checks.select_related("agency", "contact"), public_id=check_id)


def discussion_in(contact: Contact, discussion_id: UUID) -> Discussion:
    """Give one discussion about a contact that was loaded through a getter, or 404."""
    return get_object_or_404(contact.discussions.select_related("contact", "level"), public_id=discussion_id)
