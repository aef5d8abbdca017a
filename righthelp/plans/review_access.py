"""The parts of a plan that reviews and progress are about, and the list of the plans that somebody leads."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import F
from django.http import Http404

from righthelp.design_system.paging import A_PAGE
from righthelp.people.policies import closed_people
from righthelp.people.queries import bring_names
from righthelp.plans.goes import Goes, goes_of
from righthelp.plans.models import Action, Goal, Plan, PlanChild, Referral, Review
from righthelp.plans.policies import led_by
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.plans.access import SeenPlan

One = TypeVar("One", Action, Goal)


def action_in(seen: "SeenPlan", public_id: UUID) -> Action:
    """Give an action that still is part of a plan, of all children or of one at work who is shown; else 404."""
    found = Action.objects.filter(plan=seen.plan, public_id=public_id, dropped_at__isnull=True)
    action = _at_work(seen, found.select_related("goal", "child__person").first())
    action.holder = seen.members[action.holder_id]
    return action


def goal_in(seen: "SeenPlan", public_id: UUID) -> Goal:
    """Give a goal that still is part of a plan, of all children or of one who is shown; else 404."""
    found = Goal.objects.filter(plan=seen.plan, public_id=public_id, dropped_at__isnull=True)
    return _shown(seen, found.select_related("child__person").first())


def goal_at_work_in(seen: "SeenPlan", public_id: UUID) -> Goal:
    """Give a goal as `goal_in` does, of all children or of one at work; else 404."""
    return _at_work(seen, goal_in(seen, public_id))


def referral_in(seen: "SeenPlan", public_id: UUID) -> Referral:
    """Give a service that was asked for a need of all children, or of one who is shown; else 404."""
    found = Referral.objects.filter(plan=seen.plan, public_id=public_id)
    referral = found.select_related("need__descriptor", "need__child__person", "service", "agency", "asked_by").first()
    if referral is None or not seen.shows_part(referral.need):
        raise Http404
    return referral


def review_in(seen: "SeenPlan", public_id: UUID) -> Review:
    """Give a review of a plan; else 404."""
    found = Review.objects.filter(plan=seen.plan, public_id=public_id).select_related("reviewed_by", "meeting").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Led:
    """A plan that somebody leads, with the children in it whose records are open to them."""

    plan: Plan
    children: list[PlanChild]
    goes: Goes


def plans_led(reader: "Practitioner", number: int, today: dt.date) -> tuple[list[Led], bool]:
    """Give a page of the plans that somebody leads, stands in for or answers for, and whether there are more.

    The one whose review is due first comes first. None is about anybody whose record is restricted and shut to them.
    """
    first = (number - 1) * A_PAGE
    plans = Plan.objects.going_on().led(led_by(reader)).open_without(closed_people(reader))
    asked = plans.with_how_it_goes().select_related("team__agency")
    found = list(asked.order_by(F("next_review_on").asc(nulls_last=True), "pk")[first : first + A_PAGE + 1])
    here = PlanChild.objects.filter(plan__in=found[:A_PAGE], left_on__isnull=True).select_related("person")
    opened = open_to(reader, [one.person for one in here])
    shown = [one for one in here if one.person_id in opened]
    bring_names([one.person for one in shown])
    led = [
        Led(plan, [one for one in shown if one.plan_id == plan.pk], goes_of(plan, plan, today))
        for plan in found[:A_PAGE]
    ]
    return [one for one in led if one.children], len(found) > A_PAGE


def _at_work(seen: "SeenPlan", found: One | None) -> One:
    if found is None or not seen.is_at_work(found.child_id):
        raise Http404
    return found


def _shown(seen: "SeenPlan", found: One | None) -> One:
    if found is None or not seen.shows(found.child_id):
        raise Http404
    return found
