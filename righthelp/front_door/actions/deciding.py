"""The decision for each child of a contact, which takes effect at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import agencies_where
from righthelp.audit.actions import record
from righthelp.front_door.actions.holding import take
from righthelp.front_door.models import Contact, ContactDecision, NamedChild
from righthelp.front_door.outcomes import Outcome, missing_receiver, work_of
from righthelp.front_door.policies import WORK, manages_here, may_work_on
from righthelp.front_door.rules import decided_at, first_of, is_late
from righthelp.front_door.telling import receivers_in, tell
from righthelp.work.actions import AlreadyBegun, begin_episode, send
from righthelp.work.models import Episode

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner, Team
    from righthelp.guidance.models import Level

COMES = "A child comes to your team from the front door"
CHANGED = "The front door decided again about a child who came to your team"


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
    return [decide(child=one.child, decision=one.decided, instead_of=one.instead_of, by=by) for one in decisions]


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
        ValueError: without a reason for being late or deciding again, or without naming to whom it goes.
    """
    contact = _held(child.contact, by)
    require(may_work_on(by, contact) and manages_here(decision.manager))
    if contact.decided_at is None:
        take(contact=contact, by=by)
    _check_unchanged(child, instead_of)
    now = timezone.now()
    _check_whole(decision, contact, instead_of, now)
    made = ContactDecision.objects.create(
        **vars(decision), child=child, supersedes=instead_of, decided_by=by, decided_at=now,
        agency=agencies_where(by, WORK)[0],
    )  # fmt: skip
    _note_decided(contact)
    refs = {"contact_decision": made.pk, "named_child": child.pk}
    record(by=by, name="front_door.decided", subject=contact, refs=refs)
    _take_effect(made, child, by)
    return made


def _held(contact: Contact, by: "Practitioner") -> Contact:
    """Hold the contact until the end, so that of two who decide at the same moment one waits and sees the other’s."""
    Contact.objects.filter(pk=contact.pk, holder=by).update(touched_at=timezone.now())
    return Contact.objects.select_for_update().get(pk=contact.pk)


def _check_unchanged(child: NamedChild, instead_of: ContactDecision | None) -> None:
    standing = ContactDecision.objects.standing().filter(child=child).first()
    if standing != instead_of:
        raise DecidedMeanwhile


def _check_whole(decision: Decided, contact: Contact, instead_of: ContactDecision | None, now: "dt.datetime") -> None:
    """Refuse a decision that leaves unsaid what everybody will ask about it."""
    if contact.due_at and is_late(contact.due_at, None, now) and not (instead_of or decision.late_because):
        raise ValueError("a decision after its day says why it took longer")
    if bool(instead_of) != bool(decision.again_because):
        raise ValueError("a decision that is made again says why, and no other does")
    if missing_receiver(decision.outcome, to_whom=decision.to_whom, has_team=decision.team is not None):
        raise ValueError("the decision names to whom the child goes")


def _note_decided(contact: Contact) -> None:
    """Store since when each of its children has a decision."""
    made: dict[int, list[dt.datetime]] = {pk: [] for pk in contact.children.values_list("pk", flat=True)}
    for pk, moment in ContactDecision.objects.filter(child__contact=contact).values_list("child", "decided_at"):
        made[pk].append(moment)
    first = decided_at([first_of(moments) for moments in made.values()])
    Contact.objects.filter(pk=contact.pk).update(decided_at=first)


def _take_effect(made: ContactDecision, child: NamedChild, by: "Practitioner") -> None:
    """Begin the work of the team, send the record on, and tell who receives the child and who no longer does."""
    made.episode = _work_begun(made, child, by)
    made.save(update_fields=["episode"])
    if child.person and made.outcome == Outcome.ELSEWHERE:
        how = "By the front door, with its decision"
        send(child=child.person, from_agency=made.agency, to=made.to_whom, how=how, by=by)
    page = reverse("front_door_passed", args=[made.public_id])
    urgent = made.outcome in (Outcome.STRATEGY, Outcome.EMERGENCY)
    if made.team:
        key = f"front_door decision {made.pk}"
        tell(receivers_in(made.team), key=key, title=COMES, page=page, is_urgent=urgent)
    before = made.supersedes.team if made.supersedes else None
    if before and before != made.team:
        tell(receivers_in(before), key=f"front_door decided again {made.pk}", title=CHANGED, page=_page_before(made))


def _page_before(made: ContactDecision) -> str:
    before = made.supersedes
    return reverse("front_door_passed", args=[before.public_id if before else made.public_id])


def _work_begun(made: ContactDecision, child: NamedChild, by: "Practitioner") -> Episode | None:
    """Begin work of the team with the child, where both are on file here; or give what the team does already."""
    kind = work_of(made.outcome, made.team.agency.kind) if made.team else ""
    if not (kind and made.team and child.person):
        return None
    what: dict[str, Any] = {"child": child.person, "team": made.team, "kind": kind}
    today = timezone.localdate(made.decided_at)
    try:
        return begin_episode(**what, aim=made.needs_services, begun_on=today, by=by)
    except AlreadyBegun:
        return Episode.objects.going_on().filter(**what).first()
