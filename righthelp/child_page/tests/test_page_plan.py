"""The clock of a plan on the child’s page: by when it is reviewed, and who leads."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Plan, PlanVersion
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, shown

DUE = planning.SINCE + dt.timedelta(days=84)


@pytest.fixture
def agreed(alice: Practitioner, family: object) -> tuple[Client, Person]:
    maya: Person = family.maya  # type: ignore[attr-defined]
    plan = planning.begun(alice, [maya])
    PlanVersion.objects.create(
        plan=plan, number=1, agreed_on=planning.SINCE, agreed_with="Ana", understood_how="Read together", written={},
        noted_by=alice,
    )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(next_review_on=DUE)
    return client_of(alice), maya


@pytest.mark.requirement("BN-045")
def test_the_childs_page_counts_to_the_review_and_says_when_it_is_late(
    agreed: tuple[Client, Person], alice: Practitioner
) -> None:
    _, maya = agreed
    with time_machine.travel(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), tick=False):
        page = shown(client_of(alice), f"/children/{maya.public_id}")
    assert "Review of the early help plan" in page
    assert "In 29 days" in page
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC), tick=False):
        page = shown(client_of(alice), f"/children/{maya.public_id}")
    assert "Overdue: the day was three days ago" in page


def test_no_clock_of_a_plan_that_is_shut_stands_on_the_page_of_another_child_in_it(
    family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    plan = planning.begun(alice, [family.maya, family.brother])
    planning.works_in(bob, plan)
    Plan.objects.filter(pk=plan.pk).update(next_review_on=DUE)
    path = f"/children/{family.maya.public_id}"
    assert "Review of the early help plan" in shown(client_of(bob), path)
    restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[alice], by=alice)
    assert "Review of the early help plan" not in shown(client_of(bob), path)
    assert "Review of the early help plan" in shown(client_of(alice), path)


@pytest.mark.requirement("BP-026")
def test_no_clock_of_a_plan_that_waits_for_a_yes_again_runs(family: Family, alice: Practitioner) -> None:
    plan = planning.begun(alice, [family.maya, family.brother])
    Plan.objects.filter(pk=plan.pk).update(next_review_on=DUE)
    path = f"/children/{family.brother.public_id}"
    assert "Review of the early help plan" in shown(client_of(alice), path)
    planning.waits_again(plan, family.maya)
    assert "Review of the early help plan" not in shown(client_of(alice), path)
