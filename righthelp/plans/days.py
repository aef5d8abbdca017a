"""From which day on something of a plan can be: nobody writes what was before it began, or an end before its middle."""

import datetime as dt

from django.db.models import Max, Min, Q

from righthelp.calendar.rules import day_of
from righthelp.plans.models import Plan, PlanVersion


def first_day_of(plan: Plan) -> dt.date:
    """Give the first day on which something of a plan can have been: when it began, or work with a child before."""
    begun_on = plan.children.aggregate(first=Min("episode__begun_on"))["first"]
    return min(plan.begun_on, begun_on or plan.begun_on)


def first_day_to_agree(plan: Plan) -> dt.date:
    """Give the first day on which a plan can be agreed: not before it was agreed the last time."""
    last = PlanVersion.objects.filter(plan=plan).aggregate(last=Max("agreed_on"))["last"]
    return max(plan.begun_on, last or plan.begun_on)


def first_day_to_end(plan: Plan) -> dt.date:
    """Give the first day on which a plan can end: not before it was last agreed, reviewed or talked about."""
    reviewed_on = Max("reviews__reviewed_on", filter=Q(reviews__struck_at__isnull=True))
    asked = Max("versions__agreed_on"), reviewed_on, Max("meetings__held_at")
    [(agreed_on, reviewed_on, held_at)] = (
        Plan.objects.filter(pk=plan.pk).order_by().annotate(agreed=asked[0], reviewed=asked[1], held=asked[2])
    ).values_list("agreed", "reviewed", "held")
    held_on = day_of(held_at) if held_at else None
    days: list[dt.date | None] = [agreed_on, reviewed_on, held_on]
    return max([plan.begun_on, *(one for one in days if one)])
