"""Who may read, add to and change a plan: an owner, a colleague, a stranger, and a restricted record."""

from collections.abc import Callable

from django.http import Http404

from righthelp.agencies.models import Practitioner
from righthelp.plans.access import SeenPlan, plan_to_add_to, plan_to_change, plan_to_read
from righthelp.plans.models import Plan

Getter = Callable[..., SeenPlan]


def opens(getter: Getter, who: Practitioner, plan: Plan) -> bool:
    try:
        getter(Practitioner.objects.get(pk=who.pk), plan.public_id, page="test")
    except Http404:
        return False
    return True


def test_the_lead_changes_a_plan_and_whoever_works_in_it_adds_to_it(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    assert opens(plan_to_change, alice, plan)
    assert opens(plan_to_add_to, bob, plan)
    assert not opens(plan_to_change, bob, plan)


def test_a_stranger_does_not_read_a_plan(plan: Plan, charlie: Practitioner, sam: Practitioner) -> None:
    assert not opens(plan_to_read, charlie, plan)
    assert not opens(plan_to_read, sam, plan)


def test_the_safeguarding_lead_of_the_school_that_leads_reads_and_may_change_it(
    plan: Plan, leila: Practitioner
) -> None:
    assert opens(plan_to_change, leila, plan)
