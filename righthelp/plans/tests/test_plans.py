"""A plan begins for some children, takes more in, and ends."""

import datetime as dt

import pytest

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded, begin_plan, end_plan, take_in
from righthelp.plans.models import Member, Plan
from righthelp.plans.tests import planning
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db


def test_a_plan_is_for_at_least_one_child(alice: Practitioner) -> None:
    with pytest.raises(ValueError, match="at least one"):
        begin_plan(kind=planning.KIND, team=team_of(alice), people=[], by=alice)


def test_the_partnership_may_set_its_own_time_between_reviews(family: Family, alice: Practitioner) -> None:
    own = begin_plan(kind=planning.KIND, team=team_of(alice), people=[family.maya], review_days=42, by=alice)
    usual = begin_plan(kind=planning.KIND, team=team_of(alice), people=[family.maya], by=alice)
    assert (own.review_days, usual.review_days) == (42, 84)


def test_a_child_is_taken_in_once_and_takes_part(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    again = take_in(plan=plan, person=family.maya, by=alice)
    assert again == planning.child_of(plan, family.maya)
    new = take_in(plan=plan, person=family.father, by=alice)
    assert (new.position, planning.member_of(plan, family.father).kind) == (2, Member.Kind.CHILD)
    with pytest.raises(NotAllowed):
        take_in(plan=plan, person=family.mother, by=bob)


def test_a_plan_ends_once_for_a_reason_and_not_before_it_began(plan: Plan, alice: Practitioner) -> None:
    with pytest.raises(ValueError, match="after it began"):
        end_plan(plan=plan, on=plan.begun_on - dt.timedelta(days=1), because="x", by=alice)
    end_plan(plan=plan, on=plan.begun_on, because="Life is better", by=alice)
    plan.refresh_from_db()
    assert (plan.ended_because, plan.next_review_on) == ("Life is better", None)
    with pytest.raises(HasEnded):
        end_plan(plan=plan, on=plan.begun_on, because="Again", by=alice)
