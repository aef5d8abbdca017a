"""The only ways to what agencies are asked, to what is passed to a team, and to decisions looked at again.

Each checks who asks and logs the look, or that it was refused. Somebody of an agency gets what they are asked about
and nothing else of the contact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import LEADING, agencies_written_for
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.design_system.paging import A_PAGE, page_links
from righthelp.front_door.access import contact_to_work_on
from righthelp.front_door.closed import closed_to, who_may_open
from righthelp.front_door.models import (
    Authority,
    Check,
    Contact,
    ContactDecision,
    Discussion,
    NamedChild,
    Sample,
)
from righthelp.front_door.outcomes import Outcome
from righthelp.front_door.policies import (
    WRITES,
    manages_here,
    may_answer_check,
    may_receive,
    may_speak_for,
    may_work_on,
)
from righthelp.people.policies import closed_people

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.front_door.queries import CheckQuerySet, ContactQuerySet

MOST_SAMPLES = 100
PANEL_LIST = "front door: who waits for the panel"


def contact_to_decide(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with its children and decisions to somebody at the front door; log the look; else 404."""
    return _to_decide(by, page, public_id=public_id)


def contact_to_ask_about(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with its children and no decision, to ask an agency about them; log the look; else 404."""
    return _open(by, Contact.objects.to_ask_about(), page, public_id=public_id)


def contact_to_tell_family(by: "Practitioner", public_id: UUID, *, page: str) -> Contact:
    """Give a contact with everybody named in it, to tell the family of what was decided; log the look; else 404."""
    return _open(by, Contact.objects.to_tell_family(), page, public_id=public_id)


def _to_decide(by: "Practitioner", page: str, **which: UUID) -> Contact:
    return _open(by, Contact.objects.to_decide(), page, **which)


def _open(by: "Practitioner", those: "ContactQuerySet", page: str, **which: UUID) -> Contact:
    contact = those.with_whether_closed(closed_people(by)).filter(**which).first()
    if contact is None:
        raise Http404
    if vars(contact)["is_shut"] or not may_work_on(by, contact):
        raise LookRefused(by, contact)
    look(by=by, subject=contact, page=page)
    return contact


def check_to_answer(by: "Practitioner", public_id: UUID, *, page: str) -> Check:
    """Give a question to whoever answers for the agency, or was asked to; log the look; else 404 with no hint.

    Nothing else of the contact comes with it.
    """
    those = Check.objects.select_related("agency", "asked_by", "passed_to", "contact__holder")
    found = those.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not may_answer_check(by, found) or _is_shut(by, found.children.all()):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def check_to_pass_on(by: "Practitioner", public_id: UUID, *, page: str) -> Check:
    """Give a question to whoever answers for the agency, to ask a colleague to answer; log the look; else 404."""
    found = check_to_answer(by, public_id, page=page)
    if not may_speak_for(by, found.agency) or not found.is_open:
        raise LookRefused(by, found)
    return found


def checks_to_answer(by: "Practitioner") -> "CheckQuerySet":
    """Give the questions that wait for an agency for which somebody answers, or for them, whom a lead asked."""
    own = agencies_written_for(by)
    spoken_for = [agency for agency in own if may_speak_for(by, agency)]
    waiting = Check.objects.open()
    theirs = waiting.asked_of(spoken_for) | waiting.asked_of(own).filter(passed_to=by)
    return theirs.select_related("agency", "passed_to").order_by("due_at", "pk")


def agencies_that_answer() -> set[int]:
    """Give the keys of the agencies in which somebody with an account answers the front door today."""
    held = Membership.objects.current().with_one_of([WRITES, *LEADING])
    return set(held.values_list("team__agency", flat=True))


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
    if not receives(by, found) or _is_shut(by, [found.child]):
        raise LookRefused(by, found)
    look(by=by, subject=found, page=page)
    return found


def receives(by: "Practitioner", decision: ContactDecision) -> bool:
    """Say whether a decision brings its child to a team of somebody, or to one that they lead."""
    return decision.team is not None and may_receive(by, decision.team)


@dataclass(frozen=True)
class WaitingForPanel:
    """One page of the decisions whose child waits for the allocation panel, the longest wait first.

    `shut`: for each contact that is closed to the reader those who may open it.
    """

    rows: list[ContactDecision]
    pages: dict[str, Any] | None
    shut: list[list[str]]


def waiting_for_panel(by: "Practitioner", number: int) -> WaitingForPanel:
    """Give those who wait for the allocation panel (BN-044) to somebody at the front door, and log the look at each."""
    waiting, first = ContactDecision.objects.for_panel(), (number - 1) * A_PAGE
    closed = closed_to(by, Contact.objects.filter(children__decisions__in=waiting))
    open_to = waiting.exclude(child__contact__in=closed).select_related("child__contact", "level", "decided_by")
    found = list(open_to.order_by("decided_at", "pk")[first : first + A_PAGE + 1])
    rows, before = found[:A_PAGE], f"?page={number - 1}" if number > 1 else ""
    with transaction.atomic():
        for contact in {one.child.contact: None for one in rows}:
            look(by=by, subject=contact, page=PANEL_LIST)
    pages = page_links(before=before, after=f"?page={number + 1}" if len(found) > A_PAGE else "")
    return WaitingForPanel(rows, pages, [[one.name for one in may] for may in who_may_open(closed).values()])


def child_for_panel(by: "Practitioner", public_id: UUID, *, page: str) -> tuple[Contact, NamedChild, ContactDecision]:
    """Give a decision that brought a child to the panel, with the contact, to somebody at the front door; else 404."""
    contact = _to_decide(by, page, children__decisions__public_id=public_id)
    both = [(child, one) for child in contact.children.all() for one in child.decisions.all()]
    child, decision = next((child, one) for child, one in both if one.public_id == public_id)
    if decision.outcome != Outcome.PANEL:
        raise Http404
    return contact, child, decision


def authority_in(contact: Contact, authority_id: UUID) -> Authority:
    """Give another authority of a contact that was loaded through a getter, or 404."""
    return get_object_or_404(contact.authorities.select_related("child", "contact"), public_id=authority_id)


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
