"""The answer to whoever asked, and what the family is told; nothing of it goes by itself to anybody but a colleague."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.ledger import note_answered
from righthelp.front_door.closed import restricted_among
from righthelp.front_door.models import Contact, ContactDecision, FamilyTold, Reply
from righthelp.front_door.pages import request_page
from righthelp.front_door.policies import may_read_as_sent
from righthelp.messages.actions import mail, notify_each

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

ANSWER = "There is an answer to your request for help"
PLEASE_RING = "Please ring us"


class NotDecidedYet(Exception):
    """There is nothing to answer before each child has a decision."""


class AnsweredMeanwhile(Exception):
    """Somebody else, or the same person in another window, answered first."""


@dataclass(frozen=True)
class Answered:
    """What whoever asked is told, or why it is not safe or not possible; the names are those of the model’s fields.

    `how` says how somebody without an account was told. With `asks_to_ring` they get an e-mail that says no more than
    to ring.
    """

    decided: str = ""
    because: str = ""
    what_next: str = ""
    not_given_because: str = ""
    how: str = ""
    asks_to_ring: bool = False


def reads_here(contact: Contact) -> bool:
    """Say whether whoever asked reads the answer in Right Help: whoever asked with an account, for an agency.

    Also where the record of somebody named in it was restricted meanwhile and they are not on its list: what is
    written for them then, they read, and nothing that was written before.
    """
    return contact.author is not None and contact.agency_id is not None


@transaction.atomic
def answer(*, contact: Contact, answered: Answered, by: "Practitioner") -> Reply:
    """Answer whoever asked, for every decision that they were not told of yet (BP-117; design, rule 8).

    Raises:
        NotAllowed: when somebody does not work at the front door.
        NotDecidedYet: when a child has no decision.
        AnsweredMeanwhile: when they were told of every decision already.
        ValueError: where neither words nor a reason are given, or nobody says how somebody without an account was told.
    """
    require_worker(by, contact)
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if held.decided_at is None:
        raise NotDecidedYet
    untold = list(ContactDecision.objects.select_for_update().untold().filter(child__contact=held))
    if not untold:
        raise AnsweredMeanwhile
    if bool(answered.decided) == bool(answered.not_given_because):
        raise ValueError("an answer says what was decided, or why it is not given")
    if answered.decided and not reads_here(held) and not answered.how:
        raise ValueError("say how somebody without an account was told")
    words = {name: value for name, value in vars(answered).items() if name != "asks_to_ring"}
    is_restricted = bool(restricted_among(Contact.objects.filter(pk=held.pk)))
    made = Reply.objects.create(contact=held, given_by=by, while_restricted=is_restricted, **words)
    ContactDecision.objects.filter(pk__in=[one.pk for one in untold]).update(reply=made)
    record(by=by, name="front_door.answer_given", subject=held, refs={"reply": made.pk})
    note_answered(made, by)
    _send(held, made, answered)
    return made


def _send(contact: Contact, made: Reply, answered: Answered) -> None:
    """Tell somebody with an account that there is an answer; ask somebody else to ring, where a worker chose that."""
    if made.decided and reads_here(contact) and contact.author:
        notify_each([contact.author], key=f"front_door reply {made.pk}", title=ANSWER, page=request_page(contact))
    elif answered.asks_to_ring and contact.referrer.email:
        template, key = "front_door/mail/please_ring.txt", f"front_door reply {made.pk}"
        mail(address=contact.referrer.email, key=key, subject=PLEASE_RING, template=template, context={})


@transaction.atomic
def note_answer_read(*, reply: Reply, by: "Practitioner") -> None:
    """Note that whoever asked, or a lead of theirs, read the answer for the first time.

    Raises:
        NotAllowed: to anybody else.
    """
    require(may_read_as_sent(by, reply.contact))
    if Reply.objects.filter(pk=reply.pk, read_at__isnull=True).update(read_at=timezone.now(), read_by=by):
        record(by=by, name="front_door.answer_read", subject=reply.contact, refs={"reply": reply.pk})


@dataclass(frozen=True)
class FamilyTelling:
    """That one of the family was told, how and when, in which words; or why it is not safe to tell them now.

    Where `told_at` lies ahead, whoever notes it plans to tell them then.
    """

    whom: str
    how: str = ""
    told_at: dt.datetime | None = None
    words: str = ""
    not_told_because: str = ""


@transaction.atomic
def note_family_told(*, contact: Contact, telling: FamilyTelling, by: "Practitioner") -> FamilyTold:
    """Note that one of the family was told of a decision, or will be, or why not; parents who live apart each (rule 5).

    Raises:
        NotAllowed: when somebody does not work at the front door.
    """
    require_worker(by, contact)
    made = FamilyTold.objects.create(contact=contact, noted_by=by, **vars(telling))
    record(by=by, name="front_door.family_told", subject=contact, refs={"family_told": made.pk})
    return made
