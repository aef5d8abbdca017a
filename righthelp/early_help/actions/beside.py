"""Early help that two teams give to one child: each is told of the other, no plan is copied (SF-007, BP-019)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from righthelp.early_help.actions.coming import keep_along
from righthelp.early_help.concerned import concerned_by
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.pages import help_page
from righthelp.messages.actions import notify_each
from righthelp.people.policies import closed_people
from righthelp.plans.models import PlanChild
from righthelp.work.passing import WHAT_HAPPENED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person

BESIDE = "Another team was asked for early help for a child in a plan that you see to"
GOES_ON = "Early help for this child goes on already, coordinated by {}. Talk with them before you offer it."


def running_for(people: "Collection[Person]") -> "QuerySet[PlanChild]":
    """Ask for the early help that goes on for some children, of whichever team."""
    here = PlanChild.objects.filter(person__in=people, left_on__isnull=True, plan__early_help__isnull=False)
    running = here.filter(plan__early_help__ended_on__isnull=True)
    return running.select_related("person", "plan__team__agency", "plan__early_help").order_by("pk")


def without_closed(running: "QuerySet[PlanChild]", by: "Practitioner") -> "QuerySet[PlanChild]":
    """Leave out what a restricted brother or sister closes to somebody: they learn nothing of that early help."""
    return running.exclude(plan__in=PlanChild.objects.filter(person__in=closed_people(by)).order_by().values("plan"))


def tell_beside(it: EarlyHelp, people: "Collection[Person]", agency: "Agency", by: "Practitioner") -> None:
    """Where another team gives early help to one of the children, tell it, and have the new one say so."""
    running = running_for(people).exclude(plan__team=it.plan.team_id)
    open_to_them = set(without_closed(running, by).values_list("pk", flat=True))
    for one in running:
        other: EarlyHelp = one.plan.early_help
        if one.pk in open_to_them:
            here = PlanChild.objects.filter(plan=it.plan, person=one.person).first()
            keep_along(it, {WHAT_HAPPENED: GOES_ON.format(one.plan.team)}, by, agency=agency, child=here)
        key = f"early help {other.pk} beside {it.pk}"
        notify_each(concerned_by(other), key=key, title=BESIDE, page=help_page(other))
