"""The decision for each child of a contact, which takes effect at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import agencies_where
from righthelp.audit.actions import record
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.effects import take_effect
from righthelp.front_door.actions.holding import take
from righthelp.front_door.models import Contact, ContactDecision, NamedChild
from righthelp.front_door.outcomes import Outcome, missing_receiver, work_of
from righthelp.front_door.policies import WORK, manages_here
from righthelp.front_door.rules import decided_at, first_since, is_late, waits_for_decision
from righthelp.front_door.teams import are_teams_for

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner, Team
    from righthelp.guidance.models import Level


class DecidedMeanwhile(Exception):
    """Somebody else, or the same person in another window, decided for this child first."""


@dataclass(frozen=True)
class Decided:
    """What was decided for one child; the names are those of the model’s fields.

    The five answers are to the questions that Working Together asks of every referral.
    """

    needs_protection: str
    needs_services: str
    is_in_need: str
    may_suffer_harm: str
    needs_assessments: str
    level: "Level"
    outcome: str
    reason: str
    manager: "Practitioner"
    to_whom: str = ""
    team: "Team | None" = None
    late_because: str = ""
    again_because: str = ""
    panel_question: str = ""


@dataclass(frozen=True)
class ForChild:
    """A decision for a child; `instead_of` is the one that stood when its author wrote, which it supersedes."""

    child: NamedChild
    decided: Decided
    instead_of: ContactDecision | None = None


@transaction.atomic
def decide_together(*, decisions: Sequence[ForChild], by: "Practitioner") -> list[ContactDecision]:
    """Decide for several children in one sitting, for each apart; all of it is kept, or nothing.

    Raises:
        What `decide` raises.
    """
    made = [_decided(one.child, one.decided, by, one.instead_of) for one in decisions]
    # only now: what follows for one child can hang on where the others go
    for decision, child in made:
        take_effect(decision, child, by)
    return [decision for decision, _ in made]


@transaction.atomic
def decide(
    *, child: NamedChild, decision: Decided, by: "Practitioner", instead_of: ContactDecision | None = None
) -> ContactDecision:
    """Decide for a child of a contact that `by` holds, or takes by deciding. What follows begins in the same moment.

    A decision that stands is superseded only by somebody who saw it: `instead_of`.

    Raises:
        NotAllowed: when somebody does not work at the front door, or the manager does not answer for it.
        TakenAlready: when somebody else works on the contact.
        DecidedMeanwhile: when another decision stands than whoever decides saw.
        ValueError: without a reason for being late or deciding again, without naming to whom it goes, or for the
            panel without a question.
    """
    made, child = _decided(child, decision, by, instead_of)
    take_effect(made, child, by)
    return made


def _decided(
    child: NamedChild, decision: Decided, by: "Practitioner", instead_of: ContactDecision | None
) -> tuple[ContactDecision, NamedChild]:
    """Note a decision, and give it with the child as the record is linked by now."""
    contact = _held(child.contact, by)
    require_worker(by, contact)
    require(manages_here(decision.manager))
    if contact.decided_at is None:
        take(contact=contact, by=by)
    child = NamedChild.objects.select_related("person").get(pk=child.pk)
    _check_unchanged(child, instead_of)
    now = timezone.now()
    _check_on_time(decision, contact, child, instead_of, now)
    _check_whole(decision, instead_of)
    kept = {"supersedes": instead_of, "decided_by": by, "decided_at": now, "agency": agencies_where(by, WORK)[0]}
    made = ContactDecision.objects.create(**vars(decision), **kept, child=child)
    _note_decided(made, contact, by)
    return made, child


def _held(contact: Contact, by: "Practitioner") -> Contact:
    """Hold the contact until the end, so that of two who decide at the same moment one waits and sees the other’s."""
    Contact.objects.filter(pk=contact.pk, holder=by).update(touched_at=timezone.now())
    return Contact.objects.select_for_update().get(pk=contact.pk)


def _check_unchanged(child: NamedChild, instead_of: ContactDecision | None) -> None:
    standing = ContactDecision.objects.standing().filter(child=child).first()
    if standing != instead_of:
        raise DecidedMeanwhile


def _check_on_time(
    decision: Decided,
    contact: Contact,
    child: NamedChild,
    instead_of: ContactDecision | None,
    now: "dt.datetime",
) -> None:
    """Ask why it took longer, of the decision for which the clock runs: the first, or that after opening again."""
    last = instead_of.decided_at if instead_of else None
    is_awaited = waits_for_decision(last, child.reopened_at)
    if is_awaited and contact.due_at and is_late(contact.due_at, None, now) and not decision.late_because:
        raise ValueError("a decision after its day says why it took longer")


def _check_whole(decision: Decided, instead_of: ContactDecision | None) -> None:
    """Refuse a decision that leaves unsaid what everybody will ask about it."""
    if bool(instead_of) != bool(decision.again_because):
        raise ValueError("a decision that is made again says why, and no other does")
    if (decision.outcome == Outcome.PANEL) != bool(decision.panel_question):
        raise ValueError("the panel is asked a question, and nobody else is")
    team, outcome = decision.team, decision.outcome
    has_team = team is not None and bool(work_of(outcome, team.agency.kind))
    are_teams = has_team or are_teams_for(outcome)
    if missing_receiver(outcome, to_whom=decision.to_whom, has_team=has_team, are_teams=are_teams):
        raise ValueError("the decision names to whom the child goes")


def _note_decided(decision: ContactDecision, contact: Contact, by: "Practitioner") -> None:
    """Store since when each of its children has a decision, of those opened again a later one; and log this one."""
    refs = {"contact_decision": decision.pk, "named_child": decision.child_id}
    record(by=by, name="front_door.decided", subject=contact, refs=refs)
    opened = dict(contact.children.values_list("pk", "reopened_at"))
    made: dict[int, list[dt.datetime]] = {pk: [] for pk in opened}
    for pk, moment in ContactDecision.objects.filter(child__contact=contact).values_list("child", "decided_at"):
        made[pk].append(moment)
    first = decided_at([first_since(opened[pk], moments) for pk, moments in made.items()])
    Contact.objects.filter(pk=contact.pk).update(decided_at=first)
