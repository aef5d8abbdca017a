"""Plans begin, take children in, and end."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.calendar.timescales import timescale
from righthelp.plans.actions.holding import hold, lock
from righthelp.plans.actions.returning import keep_from_newcomer, kept_in
from righthelp.plans.days import first_day_to_end
from righthelp.plans.kinds import PLAN_KINDS
from righthelp.plans.models import Member, Plan, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.guidance.models import Edition
    from righthelp.people.models import Person
    from righthelp.work.models import Episode

CHILD = "child"


@transaction.atomic
def begin_plan(
    *,
    kind: str,
    team: "Team",
    people: "Sequence[Person]",
    by: "Practitioner",
    edition: "Edition | None" = None,
    review_days: int | None = None,
    continues: Plan | None = None,
) -> Plan:
    """Begin a plan for some children, coordinated by a team; its work begins with `put_to_work`.

    `review_days`: the partnership's own time between reviews; the table's where it sets none.

    Raises:
        ValueError: without a child.
    """
    if not people:
        raise ValueError("a plan is for at least one child")
    days = review_days or timescale(PLAN_KINDS[kind].review).amount
    what = {"kind": kind, "team": team, "edition": edition, "review_days": days, "continues": continues}
    plan = Plan.objects.create(**what, begun_on=timezone.localdate(), begun_by=by)
    record(by=by, name="plans.begun", subject=plan, refs={"team": team.pk})
    for person in dict.fromkeys(people):
        _take_in(plan, person, by)
    return plan


@transaction.atomic
def take_in(*, plan: Plan, person: "Person", by: "Practitioner") -> PlanChild:
    """Take one more child into a plan that goes on; a child who is there stays as they are, one who left comes back.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
    """
    return _take_in(hold(plan, by), person, by)


@transaction.atomic
def bring_in(*, plan: Plan, person: "Person", by: "Practitioner") -> PlanChild:
    """Take one more child into a plan for a room that passes the child on; whoever passes need not lead the plan.

    Raises:
        HasEnded: when the plan has ended.
    """
    return _take_in(lock(plan), person, by)


def _take_in(plan: Plan, person: "Person", by: "Practitioner") -> PlanChild:
    here = PlanChild.objects.filter(plan=plan)
    child, is_new = here.get_or_create(plan=plan, person=person, defaults={"position": here.count()})
    if is_new or child.left_on:
        _bring_back(child)
        _join(child, by)
        record(by=by, name="plans.child_taken_in", subject=plan, refs={"person": person.pk})
    return child


def _bring_back(child: PlanChild) -> None:
    """Have a child who left be here again; work begins anew, once somebody agrees to it anew."""
    if child.left_on:
        child.left_on, child.left_because, child.left_how = None, "", ""
        child.came_back_at, child.episode = timezone.now(), None
        child.save(update_fields=["left_on", "left_because", "left_how", "came_back_at", "episode"])


def _join(child: PlanChild, by: "Practitioner") -> None:
    """Have a child take part in the plan; whoever comes back takes up the same place, with what is kept from them."""
    who = {"plan": child.plan, "kind": Member.Kind.CHILD, "person": child.person}
    before = Member.objects.filter(**who).last()
    if before is None:
        before = Member.objects.create(**who, role=CHILD, joined_on=timezone.localdate(), noted_by=by)
        keep_from_newcomer(before, kept_in(child.plan))
    before.reads.add(child)
    Member.objects.filter(pk=before.pk).update(left_on=None, left_because="")


@transaction.atomic
def put_to_work(*, child: PlanChild, episode: "Episode", by: "Practitioner") -> None:
    """Join a child of a plan to the piece of work that the plan is for; those who work in it take part in the plan."""
    child.episode = episode
    child.save(update_fields=["episode"])
    record(by=by, name="plans.put_to_work", subject=child.plan, refs={"episode": episode.pk})


@transaction.atomic
def end_plan(*, plan: Plan, on: dt.date, because: str, by: "Practitioner") -> None:
    """End a plan, with the reason. What was agreed stays readable.

    Raises:
        HasEnded: when it ended already.
        NotAllowed: when somebody may not change it.
        ValueError: for a day before it began, or before it was last agreed, reviewed or talked about.
    """
    held = hold(plan, by)
    if on < first_day_to_end(held):
        raise ValueError("a plan ends after it began, and after what was agreed, reviewed and talked about")
    end = {"ended_on": on, "ended_by": by, "ended_because": because, "next_review_on": None}
    Plan.objects.filter(pk=held.pk).update(**end)
    record(by=by, name="plans.ended", subject=plan, fields=["ended_on"])
