"""The plans of one child, and earlier plans of the same children, in one view."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import begin_plan
from righthelp.plans.models import Plan
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, shown, team_of

pytestmark = pytest.mark.django_db


def begun(by: Practitioner, *people: Person) -> Plan:
    return begin_plan(kind=planning.KIND, team=team_of(by), people=people, by=by)


def plans_of(family: Family) -> str:
    return f"/records/{family.maya.public_id}/plans"


def test_the_plans_of_a_child_that_somebody_may_read_and_no_others(
    family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    own, with_brother = begun(alice, family.maya), begun(alice, family.maya, family.brother)
    restrict(person=family.brother, kind="high_risk", because="In hiding", readers=[charlie], by=charlie)
    page = client_of(alice).get(plans_of(family)).text
    assert f"/plans/{own.public_id}" in page
    assert f"/plans/{with_brother.public_id}" not in page
    assert client_of(charlie).get(plans_of(family)).status_code == 404


@pytest.mark.parametrize("page", ["of the child", "of the plan"])
def test_many_plans_take_no_more_queries_than_few(family: Family, alice: Practitioner, page: str) -> None:
    plan, client = begun(alice, family.maya), client_of(alice)
    path = plans_of(family) if page == "of the child" else f"/plans/{plan.public_id}"
    begun(alice, family.maya)
    few = asked_for(client, path)
    for _ in range(4):
        begun(alice, family.maya)
    assert asked_for(client, path) == few <= 15


def asked_for(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        shown(client, path)
    return len(queries)
