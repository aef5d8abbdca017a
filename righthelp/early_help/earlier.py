"""What early help goes on from: the plan before, and what was found then; asked as far as a reader may see it."""

from typing import TYPE_CHECKING

from righthelp.early_help.models import FinishedAssessment
from righthelp.people.policies import closed_people
from righthelp.plans.models import Plan, PlanChild

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from righthelp.plans.access import SeenPlan


def earlier_plan(plan: "SeenPlan") -> "QuerySet[Plan, Plan]":
    """Ask for the plan that this one goes on from, where no closed record of a child shuts it."""
    return _open_plans(plan, [plan.plan.continues_id or 0], plan.seen)


def found_before(plan: "SeenPlan") -> "QuerySet[FinishedAssessment]":
    """Ask for the finished assessments of early help that ended, and from which this one goes on (BN-049, BP-195).

    Only for whoever keeps this plan, and where one of its children was in it for whom the family agreed anew (BP-026).
    """
    agreed = [one.person_id for one in plan.children if one.episode_id and one.left_on is None]
    before = _plans_before(plan.plan) if plan.standing.keeps else []
    ended = FinishedAssessment.objects.filter(assessment__help__ended_on__isnull=False)
    return ended.filter(assessment__help__plan__in=_open_plans(plan, before, agreed).order_by().values("pk"))


def _open_plans(plan: "SeenPlan", keys: "Iterable[int]", people: "Iterable[int]") -> "QuerySet[Plan, Plan]":
    """Give those of some plans in which one of these people is a child, and that no closed record shuts."""
    with_them = PlanChild.objects.filter(person__in=people).order_by().values("plan")
    return Plan.objects.filter(pk__in=with_them).filter(pk__in=keys).open_without(closed_people(plan.reader))


def _plans_before(plan: Plan) -> list[int]:
    """Give the plans from which one goes on, however many plans ago."""
    found, before = [plan.pk], plan.continues
    while before and before.pk not in found:
        found.append(before.pk)
        before = before.continues
    return found[1:]
