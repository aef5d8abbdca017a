"""Early help ends: for one child, or for the whole family, with how it went and what comes after."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.early_help.actions.holding import let_go_of_child, let_holder_go
from righthelp.early_help.actions.passing import PANEL, ROOM
from righthelp.early_help.days import can_end_from, child_can_leave_from
from righthelp.early_help.models import EarlyHelp
from righthelp.plans.actions import end_plan, let_member_leave
from righthelp.plans.actions.holding import hold
from righthelp.plans.actions.meetings import cancel_meeting
from righthelp.plans.actions.own_pages import end_pages
from righthelp.plans.actions.versions import NotWhole
from righthelp.plans.models import Meeting, Member, PlanChild
from righthelp.plans.outlines import outline_of
from righthelp.plans.presenting.content import whole_content
from righthelp.plans.rules import unanswered_in
from righthelp.work.actions import end_episode
from righthelp.work.models import Episode, PassedOn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.plans.models import Plan
    from righthelp.plans.presenting.content import PlanContent

Outcome = EarlyHelp.Outcome
OF_WORK = {
    Outcome.RESOLVED: Episode.Outcome.RESOLVED,
    Outcome.UNIVERSAL: Episode.Outcome.OTHER_HELP,
    Outcome.STEPPED_UP: Episode.Outcome.OTHER_HELP,
    Outcome.DECLINED: Episode.Outcome.NOT_WANTED,
    Outcome.MOVED: Episode.Outcome.MOVED_AWAY,
}
SOCIAL_CARE = "social_care"  # the work of work/data/kinds.csv
DONE = (Outcome.RESOLVED, Outcome.UNIVERSAL)
ENDED, ENDED_FOR_CHILD = "Early help ended", "Early help ended for this child"


class LastChild(Exception):
    """Early help is for nobody else: it ends as a whole, with its outcome."""


class NeverBegan(Exception):
    """What it was for is not done: it never began."""


class NotPassedOn(Exception):
    """It goes on with nobody for some `children`: neither the front door nor children's social care has them."""

    def __init__(self, children: list[PlanChild]) -> None:
        super().__init__()
        self.children = children


@dataclass(frozen=True)
class Ending:
    """How early help ended (BP-021): with what outcome and why, what the family says of it, and what comes after."""

    ended_on: dt.date
    outcome: str
    ended_because: str
    family_at_end: str
    afterwards: str


@transaction.atomic
def end_help(*, help: EarlyHelp, ending: Ending, by: "Practitioner") -> None:
    """End early help, its plan, and the work with every child; whoever worked in it works with them no longer for it.

    Meetings that were to come are cancelled, which those who were asked hear, and the family’s own pages are shut.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        NeverBegan, NotPassedOn: where the outcome is not so.
        NotWhole: when it is done, and a need or worry has no answer (BP-043, BP-207).
        ValueError: for a day before it began, or before what was written of it.
    """
    held = hold(help.plan, by)
    _require_so(help, list(_here(held)), ending.outcome)
    _require_answered(whole_content(held), ending.outcome)
    if ending.ended_on < can_end_from(EarlyHelp.objects.with_plan().get(pk=help.pk)):
        raise ValueError("early help ends after it began, and after what was written of it")
    for meeting in Meeting.objects.filter(plan=held, held_at=None, cancelled_at=None, planned_for__gt=timezone.now()):
        cancel_meeting(meeting=meeting, because=ENDED, by=by)
    end_pages(members=Member.objects.filter(plan=held), because=ENDED, by=by)
    end_plan(plan=help.plan, on=ending.ended_on, because=ending.ended_because, by=by)
    for child in _here(held):
        _end_work(child, ending.ended_on, OF_WORK[Outcome(ending.outcome)], ending.ended_because, by)
        let_go_of_child(help, child, by, ENDED)
    let_holder_go(help, by, ENDED)
    EarlyHelp.objects.filter(pk=help.pk).update(**asdict(ending), ended_by=by)
    help.refresh_from_db()
    record(by=by, name="early_help.ended", subject=help, fields=["outcome"])


@transaction.atomic
def end_for_child(
    *, help: EarlyHelp, child: PlanChild, on: dt.date, outcome: str, because: str, by: "Practitioner"
) -> None:
    """End early help for one child, with how it ended for this child, while it goes on for the others.

    The child takes part in the plan no longer, and the child’s own page is shut. What others may be given of the time
    until then stays as it was.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        LastChild: when it is for no other child.
        NeverBegan, NotPassedOn: where the outcome is not so.
        NotWhole: when it is done, and a need or worry of this child has no answer (BP-043, BP-207).
        ValueError: for a child of another plan, or who left already, or a day before the child was there.
    """
    held = hold(help.plan, by)
    here = PlanChild.objects.filter(plan=held, left_on__isnull=True)
    if child.pk not in here.values_list("pk", flat=True):
        raise ValueError("early help ends for a child whom it is for")
    if here.count() == 1:
        raise LastChild
    if on < child_can_leave_from(child):
        raise ValueError("early help ends for a child after it began for them")
    _require_so(help, [child], outcome)
    _require_answered(whole_content(held).of_child(child), outcome)
    _end_work(child, on, OF_WORK[Outcome(outcome)], because, by)
    let_go_of_child(help, child, by, ENDED_FOR_CHILD)
    _end_part(child, on, because, by)
    PlanChild.objects.filter(pk=child.pk).update(left_on=on, left_because=because, left_how=outcome)
    refs = {"person": child.person_id}
    record(by=by, name="early_help.child_left", subject=help, refs=refs, fields=["left_how"])


def _here(plan: "Plan") -> "QuerySet[PlanChild]":
    return PlanChild.objects.filter(plan=plan, left_on__isnull=True).select_related("person", "episode__child")


def _require_so(help: EarlyHelp, children: list[PlanChild], outcome: str) -> None:
    """Refuse that what never began is done, and that what nobody else has goes on elsewhere (BP-021)."""
    if outcome == Outcome.RESOLVED and not any(one.episode_id for one in children):
        raise NeverBegan
    gone = _gone_up(help) if outcome == Outcome.STEPPED_UP else {one.person_id for one in children}
    if left := [one for one in children if one.person_id not in gone]:
        raise NotPassedOn(left)


def _gone_up(help: EarlyHelp) -> set[int]:
    """Give whom early help passed on, but to be talked about, or social care works with, by the person's key."""
    passed = PassedOn.objects.filter(from_room=ROOM, from_id=help.public_id).exclude(asked_for=PANEL)
    people = PlanChild.objects.filter(plan=help.plan_id).order_by().values("person")
    working = Episode.objects.going_on().filter(kind=SOCIAL_CARE, child__in=people)
    return {*passed.values_list("child", flat=True), *working.values_list("child", flat=True)}


def _require_answered(content: "PlanContent", outcome: str) -> None:
    unanswered = unanswered_in(outline_of(content)) if outcome in DONE else []
    if unanswered:
        raise NotWhole(unanswered)


def _end_part(child: PlanChild, on: dt.date, because: str, by: "Practitioner") -> None:
    """End that a child takes part in the plan, and shut the child’s own page."""
    for member in Member.objects.here().filter(plan=child.plan_id, kind=Member.Kind.CHILD, person=child.person_id):
        end_pages(members=[member], because=ENDED_FOR_CHILD, by=by)
        let_member_leave(member=member, because=because, on=on, by=by)


def _end_work(child: PlanChild, on: dt.date, outcome: str, because: str, by: "Practitioner") -> None:
    work = child.episode
    if work and work.is_open:
        end_episode(episode=work, on=max(on, work.begun_on), outcome=outcome, because=because, they_go_on=False, by=by)
