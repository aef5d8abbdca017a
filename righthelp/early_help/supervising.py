"""Who is to hear of work under section 17 now: who leads it today, who supervises, and who decides about it.

Only those who may read the plan today: somebody who has left, or to whom it is shut, is told nothing.
"""

from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.early_help.policies.in_need import DECIDES, may_decide
from righthelp.people.readers import with_roles
from righthelp.plans.notices import those_reading
from righthelp.work.models import Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.early_help.models import EarlyHelp, InNeed


def leading_now(help: "EarlyHelp") -> set[int]:
    """Give who leads the work with its children, by key."""
    leading = Involvement.objects.filter(episode__in_plan__plan=help.plan_id, leads=True, ends_on__isnull=True)
    return {key for key in leading.order_by().values_list("practitioner", flat=True) if key}


def lead_and_supervisor(in_need: "InNeed") -> "list[Practitioner]":
    """Give who leads now and who supervises."""
    people = with_roles({*leading_now(in_need.help), in_need.supervisor_id})
    return those_reading(in_need.help.plan, people.values())


def deciding(in_need: "InNeed") -> "list[Practitioner]":
    """Give the manager who decided it; where they have left, the managers of the team that supervises."""
    plan = in_need.help.plan
    manage = Membership.objects.current().with_one_of([DECIDES])
    before = those_reading(plan, filter(may_decide, with_roles([in_need.decided_by_id]).values()))
    return before or those_reading(plan, with_roles((), [manage.filter(team=in_need.supervisor_team_id)]).values())
