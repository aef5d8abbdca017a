"""What a restricted record closes of this room: early help that nobody on the list sees to or could take up.

What somebody leads is said by `work`, whose pieces of work they are.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.policies import may_take_up
from righthelp.people.closing import CutOff
from righthelp.plans.models import PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

ONE, MANY = "early help that is to be offered", "families’ early help that is to be offered"


def cut_off_early_help(person: "Person", readers: "Collection[Practitioner]") -> Iterator[CutOff]:
    """Count, by agency, the early help of a child that nobody leads yet and none of these readers goes on with."""
    theirs = PlanChild.objects.filter(person=person, left_on__isnull=True).order_by().values("plan")
    here = EarlyHelp.objects.going_on().filter(plan__in=theirs, begun_on__isnull=True)
    lost = [one for one in here.with_plan().order_by() if not any(_goes_on(by, one) for by in readers)]
    for agency, number in Counter(one.plan.team.agency.name for one in lost).items():
        yield CutOff(agency, count(number, ONE, MANY))


def _goes_on(by: "Practitioner", it: EarlyHelp) -> bool:
    return it.holder_id == by.pk or may_take_up(by, it.plan.team)
