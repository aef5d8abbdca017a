"""Reviews: life for each child, whether the plan helps, and the day of the next one."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded, end_plan
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.models import Plan, PlanVersion, Review
from righthelp.plans.tests import planning

TODAY = dt.date(2026, 3, 6)
IN_TIME = dt.date(2026, 3, 30)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it was agreed on the day on which its work began; its review is due in 84 days."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=IN_TIME)
    agreed: dict[str, Any] = {"agreed_with": "All", "understood_how": "Read out", "written": {}}
    PlanVersion.objects.create(plan=plan, number=1, agreed_on=planning.SINCE, noted_by=plan.begun_by, **agreed)
    return Plan.objects.get(pk=plan.pk)


def said(**other: Any) -> Reviewed:
    what = {"reviewed_on": TODAY, "changed": "She sleeps", "do_next": "Go on", "next_on": dt.date(2026, 5, 1)}
    return Reviewed(**{**what, **other})


def lives(plan: Plan, life: str = "better") -> list[ChildLife]:
    return [ChildLife(child, life, "Her teacher says so") for child in plan.children.all()]


@pytest.mark.requirement("BN-045")
def test_a_review_says_how_life_is_for_each_child_and_sets_the_day_of_the_next(plan: Plan, alice: Practitioner) -> None:
    made = review(plan=plan, what=said(), children=lives(plan), by=alice)
    plan.refresh_from_db()
    assert plan.next_review_on == dt.date(2026, 5, 1)
    assert (made.due_on, made.is_not_working, made.is_risk_rising) == (IN_TIME, False, False)
    assert [one.life for one in made.children.all()] == ["better", "better"]
    assert Event.objects.get(name="plans.reviewed").subject_id == plan.pk


@pytest.mark.requirement("BN-047")
def test_the_last_review_says_that_a_plan_does_not_help_yet_or_that_risk_rises(plan: Plan, alice: Practitioner) -> None:
    assert [vars(one)["is_not_working"] for one in Plan.objects.with_how_it_goes()] == [None]
    stuck = said(not_working_because="Nobody came", risk_because="He is out at night")
    review(plan=plan, what=stuck, children=lives(plan, "worse"), by=alice)
    found = Plan.objects.with_how_it_goes().get()
    assert (vars(found)["is_not_working"], vars(found)["is_risk_rising"]) == (True, True)
    review(plan=plan, what=said(), children=lives(plan), by=alice)
    found = Plan.objects.with_how_it_goes().get()
    assert (vars(found)["is_not_working"], vars(found)["is_risk_rising"]) == (False, False)


@pytest.mark.parametrize(
    ("on", "next_on"),
    [
        (dt.date(2026, 1, 4), dt.date(2026, 3, 1)),
        (TODAY, TODAY),
        (TODAY, TODAY + dt.timedelta(days=85)),
    ],
)
def test_a_review_is_of_a_plan_that_has_begun_and_the_next_one_is_not_put_off(
    plan: Plan, alice: Practitioner, on: dt.date, next_on: dt.date
) -> None:
    with pytest.raises(ValueError, match="review"):
        review(plan=plan, what=said(reviewed_on=on, next_on=next_on), children=lives(plan), by=alice)


def test_no_review_comes_before_one_that_is_written(plan: Plan, alice: Practitioner) -> None:
    review(plan=plan, what=said(), children=lives(plan), by=alice)
    with pytest.raises(ValueError, match="later review"):
        review(plan=plan, what=said(reviewed_on=dt.date(2026, 3, 5)), children=lives(plan), by=alice)


def test_a_late_review_says_why(plan: Plan, alice: Practitioner) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 5))
    with pytest.raises(ValueError, match="says why"):
        review(plan=plan, what=said(), children=lives(plan), by=alice)
    made = review(plan=plan, what=said(late_because="The flood"), children=lives(plan), by=alice)
    assert (made.due_on, made.late_because) == (dt.date(2026, 3, 5), "The flood")


def test_a_review_is_of_one_plan(plan: Plan, family: Family, alice: Practitioner) -> None:
    other = planning.begun(alice, [family.mother], kind="early_help")
    with pytest.raises(ValueError, match="one plan"):
        review(plan=plan, what=said(), children=lives(other), by=alice)


def test_only_those_who_may_change_a_plan_review_it_and_nobody_an_ended_one(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    with pytest.raises(PermissionDenied):
        review(plan=plan, what=said(), children=lives(plan), by=bob)
    end_plan(plan=plan, on=TODAY, because="Done", by=alice)
    with pytest.raises(HasEnded):
        review(plan=plan, what=said(), children=lives(plan), by=alice)
    assert not Review.objects.exists()
