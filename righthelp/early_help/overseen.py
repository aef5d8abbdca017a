"""The list of work under section 17 that lead practitioners do, so that it is seen that they are supported (BP-056).

Managers in social care see what their agency supervises, coordinators what their agency coordinates. It names nobody of
a family: whoever may open one does so from the list.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from righthelp.early_help.models import InNeed
from righthelp.early_help.policies.in_need import agencies_overseen
from righthelp.people.policies import closed_people
from righthelp.plans.access import seen_plans
from righthelp.plans.models import PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Overseen:
    """One of them: whether its supervision is late, and whether the reader may open it."""

    it: InNeed
    is_late: bool
    may_open: bool


def in_need_overseen(reader: "Practitioner", today: dt.date, first: int, number: int) -> list[Overseen]:
    """List those that go on, whose supervision is due first above; `number` of them from the one in place `first`."""
    agencies = agencies_overseen(reader)
    mine = Q(supervisor_team__agency__in=agencies) | Q(help__plan__team__agency__in=agencies)
    closed = PlanChild.objects.filter(person__in=closed_people(reader)).values("plan")
    found = InNeed.objects.going_on().filter(mine).exclude(help__plan__in=closed).with_people()
    listed = found.select_related("help__plan__team__agency").order_by("next_supervision_on", "pk")
    shown = list(listed[first : first + number])
    readable = {seen.plan.pk for seen in seen_plans(reader, [one.help.plan for one in shown])}
    return [Overseen(one, one.next_supervision_on < today, one.help.plan_id in readable) for one in shown]
