"""Early help is offered to somebody of the family, and what they said is written down."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.policies import agencies_written_for
from righthelp.audit.actions import record
from righthelp.consent.actions.said import ToService, note_said
from righthelp.consent.models import Agreement
from righthelp.early_help.models import Offer
from righthelp.early_help.policies.speaking import speaks_for
from righthelp.plans.actions import AlreadyHere, add_member
from righthelp.plans.actions.holding import hold
from righthelp.plans.models import Member

if TYPE_CHECKING:
    import uuid

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.consent.actions.said import Who
    from righthelp.early_help.models import EarlyHelp
    from righthelp.people.models import Person
    from righthelp.plans.models import PlanChild

SERVICE = "Early help: an assessment with the whole family, a plan, and a team with a lead practitioner"
FAMILY = "family"
AGREES = (Offer.Answer.AGREED, Offer.Answer.PART)
SAID = {
    Offer.Answer.AGREED: Agreement.Answer.YES,
    Offer.Answer.PART: Agreement.Answer.PART,
    Offer.Answer.DECLINED: Agreement.Answer.NO,
}


class AgreedBefore(Exception):
    """They said yes already, and that stands: what they say now is that they take it back, or a part of it."""


@dataclass(frozen=True)
class Offered:
    """One time that early help was offered: to whom, by whom and how, and what they said.

    `limits`: which part they refused. `next`: where it was no full yes, what happens next. `role`: who they are to the
    children, in a word.
    """

    who: "Who"
    children: "Sequence[PlanChild]"
    offered_by: str
    offered_how: str
    answer: str
    understood_how: str = ""
    limits: str = ""
    words: str = ""
    next: str = ""
    role: str = ""


@transaction.atomic
def note_offer(*, help: "EarlyHelp", offered: Offered, by: "Practitioner") -> Offer:
    """Write down that early help was offered, and what was said; a yes or no also stands on the children's records.

    Whoever of the family agrees takes part in the plan from then on; what they may be given of it is said there.

    Raises:
        NotTheirs: where they cannot answer for one of the children, by what is on file.
        AgreedBefore: where the same person said yes for one of the children, and now says anything else.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: without a child, or for one of another plan.
    """
    hold(help.plan, by)
    if not offered.children or any(one.plan_id != help.plan_id for one in offered.children):
        raise ValueError("early help is offered for children whom it is for")
    speaks = speaks_for([one.person_id for one in offered.children])
    speaks.check(offered.who.said_by, offered.who.standing, offered.children)
    if offered.answer != Offer.Answer.AGREED and _said_yes(help, offered):
        raise AgreedBefore
    made = _kept(help, offered, _on_record(help, offered, by), by)
    made.children.set(offered.children)
    if offered.answer in AGREES and offered.who.said_by:
        _join(help, offered.who.said_by, offered.role, by)
    record(by=by, name="early_help.offered", subject=help, refs={"offer": made.pk})
    return made


def _join(help: "EarlyHelp", person: "Person", role: str, by: "Practitioner") -> None:
    with suppress(AlreadyHere):
        add_member(plan=help.plan, kind=Member.Kind.FAMILY, person=person, role=role or FAMILY, by=by)


def writes_for(help: "EarlyHelp", by: "Practitioner") -> "Agency":
    """Give for which agency somebody writes about early help: the one that coordinates it, or their own."""
    own, coordinating = agencies_written_for(by), help.plan.team.agency
    return coordinating if coordinating in own or not own else own[0]


def _on_record(help: "EarlyHelp", offered: Offered, by: "Practitioner") -> "uuid.UUID | None":
    """Write a yes or no on the record of each child; somebody who still thinks about it said neither."""
    answer = SAID.get(Offer.Answer(offered.answer))
    if answer is None:
        return None
    said = note_said(
        who=offered.who,
        children=[one.person for one in offered.children],
        agency=writes_for(help, by),
        by=by,
        to_service=ToService(answer, SERVICE, offered.limits),
    )
    return said[0].together


def _kept(help: "EarlyHelp", offered: Offered, together: "uuid.UUID | None", by: "Practitioner") -> Offer:
    who = offered.who
    return Offer.objects.create(
        help=help,
        to_person=who.said_by,
        to_name=who.said_by_name,
        offered_on=who.said_on,
        offered_by=offered.offered_by,
        offered_how=offered.offered_how,
        understood_how=offered.understood_how,
        answer=offered.answer,
        words=offered.words,
        next=offered.next,
        together=together,
        noted_by=by,
    )


def _said_yes(help: "EarlyHelp", offered: Offered) -> bool:
    """Say whether the same person's yes to this early help stands for one of these children."""
    who, children = offered.who, [one.person for one in offered.children]
    before = Offer.objects.filter(help=help, together__isnull=False).order_by().values("together")
    yes = Agreement.objects.not_set_aside().filter(child__in=children, together__in=before, withdrawn_at__isnull=True)
    same = {"said_by": who.said_by} if who.said_by else {"said_by_name": who.said_by_name}
    return yes.exclude(answer=Agreement.Answer.NO).filter(**same).exists()
