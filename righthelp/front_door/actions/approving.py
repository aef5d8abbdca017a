"""Approval to ask for help without the family’s yes, advice that was taken, and telling the family after.

Nothing of it holds a request up.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Membership
from righthelp.agencies.policies import LEADING
from righthelp.audit.actions import record
from righthelp.consent.actions import AdviceTaken, NotTold
from righthelp.front_door.actions.adding import AnsweredAlready
from righthelp.front_door.closed import is_on_all, is_open_to
from righthelp.front_door.models import Approval, Contact, NamedChild, NamedPerson, ToldAfter
from righthelp.front_door.pages import request_page
from righthelp.front_door.policies import may_answer_approval, may_write
from righthelp.messages.actions import notify
from righthelp.people.closing import lists_of
from righthelp.people.readers import with_roles

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

PLEASE_APPROVE = "A colleague asks you to approve a request for help"
APPROVED = "There is an answer about the approval of a request for help"


class CannotApprove(ValueError):
    """Somebody who does not lead in the agency, wrote the request, or may not open a record that it names."""


def approvers_of(contact: Contact, by: "Practitioner") -> "list[Practitioner]":
    """List by name whom somebody may ask: who leads in the agency of a request, but who wrote it and who asks.

    Only those who may know of it; where it is closed to whoever asks, all of them: that it was closed is not told.
    """
    leads = _leads_of(contact, by)
    return who_may_know(contact, leads) if is_open_to(by, contact) else leads


def who_may_know(contact: Contact, leads: "list[Practitioner]") -> "list[Practitioner]":
    """Keep those who are on the lists of all restricted records that a request names."""
    lists = lists_of(_named_in(contact)).values()
    return [one for one in leads if is_on_all(one.pk, lists)]


def those_who_can_answer(contact: Contact, asked_by: "Practitioner") -> "list[Practitioner]":
    """List by name who can answer somebody who asks for approval of a request."""
    return who_may_know(contact, _leads_of(contact, asked_by))


def _leads_of(contact: Contact, by: "Practitioner") -> "list[Practitioner]":
    if contact.agency is None:
        return []
    here = Membership.objects.current().in_agency(contact.agency).with_one_of(LEADING)
    found = [one for key, one in with_roles((), [here]).items() if key not in (contact.author_id, by.pk)]
    return sorted(found, key=lambda one: (one.name.casefold(), one.pk))


def _named_in(contact: Contact) -> set[int]:
    here = {"contact": contact, "person__isnull": False}
    children, others = (
        model._default_manager.filter(**here).values_list("person_id", flat=True) for model in (NamedChild, NamedPerson)
    )
    return {key for key in (*children, *others) if key}


@transaction.atomic
def ask_approval(*, contact: Contact, asked_of: "Practitioner", by: "Practitioner") -> Approval:
    """Ask somebody who leads to approve a request without the family’s yes (SF-056, SF-058); it is never awaited.

    Raises:
        NotAllowed: to anybody but its author.
        CannotApprove: when whoever is asked is none of `approvers_of`.
    """
    require(may_write(by, contact) and contact.dropped_at is None)
    if asked_of not in approvers_of(contact, by):
        raise CannotApprove
    made = Approval.objects.create(contact=contact, asked_of=asked_of, asked_by=by)
    refs = {"approval": made.pk, "practitioner": asked_of.pk}
    record(by=by, name="front_door.approval_asked", subject=contact, refs=refs)
    if is_open_to(asked_of, contact):
        tell_asked(made, asked_of)
    return made


@transaction.atomic
def note_advice_taken(*, contact: Contact, taken: AdviceTaken, by: "Practitioner") -> Approval:
    """Note advice that was taken by word of mouth: of whom, which day, what they said (SF-058, SF-059).

    Raises:
        NotAllowed: to anybody but its author.
    """
    require(may_write(by, contact) and contact.dropped_at is None)
    made = Approval.objects.create(contact=contact, asked_by=by, answer=Approval.Answer.ADVICE, **asdict(taken))
    record(by=by, name="front_door.approval_advice_noted", subject=contact, refs={"approval": made.pk})
    return made


@transaction.atomic
def answer_approval(*, approval: Approval, answer: str, words: str, by: "Practitioner") -> None:
    """Give the answer of somebody who leads, with reasons (SF-056); whoever holds the request now gets a notice.

    Raises:
        NotAllowed: to its author, to whoever does not lead there or was not asked, and where it is closed to them.
        AnsweredAlready: when somebody answered meanwhile.
    """
    contact = approval.contact
    require(may_answer_approval(by, approval, contact) and is_open_to(by, contact))
    now = timezone.now()
    given = {"answer": answer, "words": words, "given_on": timezone.localdate(now), "answered_by": by}
    if not Approval.objects.unanswered().filter(pk=approval.pk).update(**given, answered_at=now):
        raise AnsweredAlready
    record(by=by, name="front_door.approval_answered", subject=contact, refs={"approval": approval.pk})
    key = f"front_door approval answered {approval.pk}"
    notify(to=contact.author or approval.asked_by, key=key, title=APPROVED, page=request_page(contact))


@dataclass(frozen=True)
class FamilyHeard:
    """Who of the family was told that help was asked for all the same, when and how."""

    whom: str
    told_on: dt.date
    how: str


@transaction.atomic
def note_told_after(*, contact: Contact, told: FamilyHeard | NotTold, by: "Practitioner") -> ToldAfter:
    """Note that whoever said no, or was not asked, was told that help was asked for; or why not (SF-062).

    Raises:
        NotAllowed: to anybody but its author, and before it is sent.
    """
    require(may_write(by, contact) and contact.received_at is not None)
    was_told = isinstance(told, FamilyHeard)
    made = ToldAfter.objects.create(contact=contact, was_told=was_told, noted_by=by, **asdict(told))
    record(by=by, name="front_door.told_after_noted", subject=contact, refs={"told_after": made.pk})
    return made


def tell_asked(approval: Approval, asked_of: "Practitioner") -> None:
    """Give whoever is asked a notice, without a word of whom it is about."""
    key = f"front_door approval {approval.pk} {asked_of.pk}"
    page = reverse("request_approve", args=[approval.public_id])
    notify(to=asked_of, key=key, title=PLEASE_APPROVE, page=page, is_urgent=approval.contact.is_urgent)
