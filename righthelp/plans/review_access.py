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
from righthelp.plans.models import Action, Goal, Plan, PlanChild, Referral, Review, ScaleMark
from righthelp.plans.policies import led_by
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.plans.access import SeenPlan

One = TypeVar("One", Action, Goal)


def action_in(seen: "SeenPlan", public_id: UUID) -> Action:
    """Give an action that still is part of a plan, of all children or of one at work who is shown; else 404."""
    return _at_work(seen, action_shown_in(seen, public_id))


def action_shown_in(seen: "SeenPlan", public_id: UUID) -> Action:
    """Give an action as `action_in` does, also of a child who is not at work; else 404."""
    found = Action.objects.filter(plan=seen.plan, public_id=public_id, dropped_at__isnull=True)
    action = _shown(seen, found.select_related("goal", "child__person", "done_noted_by").first())
    action.holder = seen.members[action.holder_id]
    return action


def goal_in(seen: "SeenPlan", public_id: UUID) -> Goal:
    """Give a goal that still is part of a plan, of all children or of one who is shown; else 404."""
    found = Goal.objects.filter(plan=seen.plan, public_id=public_id, dropped_at__isnull=True)
    return _shown(seen, found.select_related("child__person", "reached_noted_by").first())


def goal_at_work_in(seen: "SeenPlan", public_id: UUID) -> Goal:
    """Give a goal as `goal_in` does, of all children or of one at work; else 404."""
    return _at_work(seen, goal_in(seen, public_id))


def mark_in(seen: "SeenPlan", goal: Goal, public_id: UUID) -> ScaleMark:
    """Give a mark on the scale of a goal, of somebody whom the reader may name; else 404."""
    mark = ScaleMark.objects.filter(goal=goal, public_id=public_id).select_related("noted_by", "struck_by").first()
    if mark is None or seen.members[mark.member_id].is_hidden:
        raise Http404
    mark.goal, mark.member = goal, seen.members[mark.member_id]
    return mark


def referral_in(seen: "SeenPlan", public_id: UUID) -> Referral:
    """Give a service that was asked for a need of all children, or of one who is shown; else 404."""
    found = Referral.objects.filter(plan=seen.plan, public_id=public_id)
    referral = found.select_related("need__descriptor", "need__child__person", "service", "agency", "asked_by").first()
    if referral is None or not seen.shows_part(referral.need):
        raise Http404
    return referral


def review_in(seen: "SeenPlan", public_id: UUID) -> Review:
    """Give a review of a plan, also one that is struck through; else 404."""
    along = ("reviewed_by", "meeting", "struck_by")
    found = Review.objects.filter(plan=seen.plan, public_id=public_id).select_related(*along).first()
    if found is None:
        raise Http404
    return found


def review_to_copy(seen: "SeenPlan", public_id: UUID) -> Review:
    """Give a review that stands and was held at no meeting: of one that was, the minutes tell; else 404."""
    review = review_in(seen, public_id)
    if not may_be_copied(review):
        raise Http404
    return review


def may_be_copied(review: Review) -> bool:
    """Say whether there are copies of a review itself."""
    return review.meeting_id is None and review.struck_at is None


@dataclass(frozen=True)
class LedPlan:
    """A plan that somebody leads, with the children in it whose records are open to them."""

    plan: Plan
    children: list[PlanChild]
    goes: Goes


def plans_led(reader: "Practitioner", number: int, today: dt.date) -> tuple[list[LedPlan], bool]:
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
        LedPlan(plan, [one for one in shown if one.plan_id == plan.pk], goes_of(plan, plan, today))
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
