"""Questions to agencies about children of a contact. A decision never waits for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Membership
from righthelp.audit.actions import record
from righthelp.calendar.queries import closed_days
from righthelp.front_door.actions.allowed import require_open, require_worker
from righthelp.front_door.actions.ledger import note_asked, note_check_answered
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.closed import is_on_all
from righthelp.front_door.models import Check, Contact, NamedChild
from righthelp.front_door.notices.telling import leads_of
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import WRITES, may_answer_check, may_speak_for
from righthelp.front_door.rules import check_due_at
from righthelp.messages.actions import notify_each
from righthelp.people.closing import lists_of
from righthelp.people.readers import with_roles

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

WAITS = "The front door asks your agency something"
PLEASE_ANSWER = "A colleague asks you to answer the front door"


class CannotAnswer(ValueError):
    """Somebody who does not write for the agency that is asked, or to whom a record that it is about is closed."""


class CheckOver(Exception):
    """It was answered or withdrawn already."""


@dataclass(frozen=True)
class Asked:
    """What is asked of an agency, what it is told so that it can answer, and on what that rests."""

    agency: "Agency"
    question: str
    rests_on: RestsOn
    told: str = ""
    is_urgent: bool = False


@transaction.atomic
def ask_check(*, contact: Contact, children: Sequence[NamedChild], asked: Asked, by: "Practitioner") -> Check:
    """Ask an agency about children of a contact; the ledger of each child on file says what it was told (BP-109).

    Raises:
        NotAllowed: when somebody does not work at the front door.
        ValueError: without a child of the contact.
        DoesNotStand: when the consent on record was taken back, or there is none for one of the children.
    """
    require_worker(by, contact)
    if not children or any(one.contact_id != contact.pk for one in children):
        raise ValueError("a question is about children of the contact")
    now, agency = timezone.now(), asked.agency
    made = Check.objects.create(
        contact=contact, agency=agency, question=asked.question, told=asked.told, asked_by=by, asked_at=now,
        due_at=check_due_at(now, is_urgent=asked.is_urgent, closed=closed_days()), **asked.rests_on.as_kept(),
    )  # fmt: skip
    made.children.set(children)
    record(by=by, name="front_door.check_asked", subject=contact, refs={"check": made.pk, "agency": agency.pk})
    note_asked(made, children, asked.rests_on, by)
    page = reverse("check_answer", args=[made.public_id])
    notify_each(leads_of(agency), key=f"front_door check {made.pk}", title=WAITS, page=page, is_urgent=asked.is_urgent)
    return made


@dataclass(frozen=True)
class CheckAnswer:
    """What an agency knows, fact, opinion and what others said apart; or that it knows nothing."""

    facts: str = ""
    opinions: str = ""
    reported: str = ""
    nothing_known: bool = False


@transaction.atomic
def answer_check(*, check: Check, answer: CheckAnswer, by: "Practitioner") -> None:
    """Answer for an agency.

    Raises:
        NotAllowed: when somebody neither answers for the agency nor was asked to by whoever does.
        CheckOver: when it was answered or withdrawn.
        ValueError: for an answer that says nothing, or both something and nothing.
    """
    require(may_answer_check(by, check))
    require_open(by, check.children.all())
    _keep_answer(check, {**vars(answer)}, by, "front_door.check_answered")
    page = contact_page(check.contact)
    whom = {one.pk: one for one in (check.asked_by, check.contact.holder) if one}
    notify_each(whom.values(), key=f"front_door check answered {check.pk}", title="An agency answered you", page=page)


@transaction.atomic
def note_told_answer(*, check: Check, told_by: str, answer: CheckAnswer, by: "Practitioner") -> None:
    """Note what an agency answered on the telephone: whoever works on the contact, of every agency.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        CheckOver: when it was answered or withdrawn.
        ValueError: without who said it; or for an answer that says nothing, or both something and nothing.
    """
    require_worker(by, check.contact)
    if not told_by:
        raise ValueError("an answer on the telephone is of somebody")
    _keep_answer(check, {**vars(answer), "told_by": told_by}, by, "front_door.check_answer_noted")


def _keep_answer(check: Check, answer: dict[str, Any], by: "Practitioner", event: str) -> None:
    says = bool(answer["facts"] or answer["opinions"] or answer["reported"])
    if says == answer["nothing_known"]:
        raise ValueError("an answer says what is known, or that nothing is")
    given = {**answer, "answered_by": by, "answered_at": timezone.now()}
    if not Check.objects.open().filter(pk=check.pk).update(**given):
        raise CheckOver
    record(by=by, name=event, subject=check.contact, refs={"check": check.pk})
    kept = Check.objects.select_related("agency", "answered_by").get(pk=check.pk)
    note_check_answered(kept, kept.children.select_related("person"), by)


@transaction.atomic
def pass_check(*, check: Check, to: "Practitioner", by: "Practitioner") -> None:
    """Ask a colleague of the agency to answer; they alone of those who do not lead there may open this question.

    Raises:
        NotAllowed: when somebody does not answer for the agency.
        CannotAnswer: when the colleague does not write for the agency, or a record that it is about is closed to them.
        CheckOver: when it was answered or withdrawn.
    """
    require(may_speak_for(by, check.agency))
    require_open(by, check.children.all())
    if to not in colleagues_to_ask(check, by):
        raise CannotAnswer
    if not Check.objects.open().filter(pk=check.pk).update(passed_to=to):
        raise CheckOver
    refs = {"check": check.pk, "practitioner": to.pk}
    event = record(by=by, name="front_door.check_passed_on", subject=check.contact, refs=refs)
    page = reverse("check_answer", args=[check.public_id])
    notify_each([to], key=f"front_door check {check.pk} passed on {event.pk}", title=PLEASE_ANSWER, page=page)


def colleagues_to_ask(check: Check, by: "Practitioner") -> "list[Practitioner]":
    """List by name those of the agency who could answer in place of whoever asks them: they write, and may know."""
    found = [one for one in who_could_answer(check) if one.pk != by.pk]
    return sorted(found, key=lambda one: (one.name.casefold(), one.pk))


def who_could_answer(check: Check) -> "list[Practitioner]":
    """List those who write for the agency that is asked, and may know of every record that the question is about."""
    here = Membership.objects.current().in_agency(check.agency).with_one_of([WRITES])
    lists = lists_of(one.person_id for one in check.children.all() if one.person_id)
    return [one for key, one in with_roles((), [here]).items() if is_on_all(key, lists.values())]


@transaction.atomic
def withdraw_check(*, check: Check, because: str, by: "Practitioner") -> None:
    """Take a question back, with the reason.

    Raises:
        NotAllowed: when somebody does not work at the front door.
        CheckOver: when it was answered or withdrawn.
    """
    require_worker(by, check.contact)
    gone = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    if not Check.objects.open().filter(pk=check.pk).update(**gone):
        raise CheckOver
    record(by=by, name="front_door.check_withdrawn", subject=check.contact, refs={"check": check.pk})
