"""Who keeps a plan, also on its last day, and whom one reader may learn of."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.models import Plan
from righthelp.plans.policies import keeps, takes_part
from righthelp.plans.policies.given import may_have
from righthelp.plans.tests import gathering, papering, planning
from righthelp.plans.tests.papering import NOW
from righthelp.work.models import Involvement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_whoever_leads_it_keeps_it_whoever_works_in_it_takes_part_and_others_do_neither(
    plan: Plan, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    administrator = people.administrator(plan.team.agency)
    found = [(keeps(one, plan), takes_part(one, plan)) for one in (alice, bob, charlie, administrator)]
    assert found == [(True, True), (False, True), (False, False), (False, False)]


def test_after_its_end_those_keep_it_who_did_on_its_last_day(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    last = NOW.date() - dt.timedelta(days=7)
    Plan.objects.filter(pk=plan.pk).update(
        begun_on=planning.SINCE, ended_on=last, ended_by=alice, ended_because="Life is better"
    )
    Involvement.objects.filter(practitioner=bob).update(ends_on=last - dt.timedelta(days=1), ended_because="Moved")
    Involvement.objects.filter(practitioner=alice).update(ends_on=last, ended_because="It ended")
    ended = Plan.objects.get(pk=plan.pk)
    assert keeps(alice, ended)
    assert not takes_part(bob, ended)


def test_those_who_help_all_know_each_other_and_a_father_does_not_learn_of_who_helps_another_child(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    it = papering.papered(plan, family, alice)
    adviser = gathering.named(it.plan, "Dr Oak", alice)
    seen = plan_to_read(alice, it.plan.public_id, page="test")
    assert may_have(seen, adviser).may_know(it.father)
    assert not may_have(seen, it.father).may_know(adviser)
    assert not may_have(seen, it.father).may_know(it.mother)
