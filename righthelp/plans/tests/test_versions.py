"""A plan is agreed: whole, with the family, as it was read; kept as a version; and reviewed in time."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.content import add_goal, change_part
from righthelp.plans.actions.versions import NotWhole, agree
from righthelp.plans.models import Action, Plan, PlanVersion, Review
from righthelp.plans.rules import Lack
from righthelp.plans.snapshots import as_it_stands, snapshot_of
from righthelp.plans.tests import planning, writing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        Plan.objects.update(begun_on=writing.TODAY)
        yield


@pytest.fixture(autouse=True)
def _begun(plan: Plan) -> None:
    Plan.objects.update(begun_on=planning.SINCE)


def lacks(plan: Plan) -> set[Lack]:
    with pytest.raises(NotWhole) as refused:
        writing.agreed(plan)
    return {lack for lack, _ in refused.value.missing}


@pytest.mark.requirement("BP-043")
def test_a_plan_with_a_need_that_nobody_answered_is_not_agreed(plan: Plan) -> None:
    writing.whole(plan)
    planning.need(plan, "Money")
    assert lacks(plan) == {Lack.NEED_UNANSWERED}


@pytest.mark.requirement("BP-207")
def test_a_plan_with_a_worry_without_a_goal_is_not_agreed(plan: Plan) -> None:
    writing.whole(plan)
    planning.worry(plan, "Another worry")
    assert lacks(plan) == {Lack.WORRY_WITHOUT_GOAL}


@pytest.mark.requirement("BP-208", "BN-096")
def test_a_plan_with_a_goal_for_which_nobody_does_anything_is_not_agreed(plan: Plan, alice: Practitioner) -> None:
    add_goal(worry=writing.whole(plan), text="She has a friend", by=alice)
    assert lacks(plan) == {Lack.GOAL_WITHOUT_ACTION}


@pytest.mark.requirement("BT-011")
def test_an_empty_plan_is_not_agreed(plan: Plan) -> None:
    assert lacks(plan) == {Lack.NO_WORRY_YET}
    assert not PlanVersion.objects.exists()


@pytest.mark.requirement("BP-208", "BP-209")
def test_a_whole_plan_is_agreed_and_kept_with_who_agreed_and_how_it_was_understood(plan: Plan) -> None:
    writing.whole(plan)
    version = writing.agreed(plan)
    assert (version.number, version.agreed_on) == (1, writing.TODAY)
    assert version.agreed_with == "Her mother, Maya, Alice and Bob"
    assert version.understood_how == "Read together; Maya said it back"
    plan.refresh_from_db()
    assert plan.next_review_on == writing.TODAY + dt.timedelta(days=plan.review_days)


def test_a_version_stays_as_it_was_agreed(plan: Plan, alice: Practitioner) -> None:
    made = writing.whole(plan)
    version = writing.agreed(plan)
    before = dict(version.written)
    change_part(part=made, version=1, changes={"text": "Other words"}, by=alice)
    version.refresh_from_db()
    assert version.written == before
    assert version.written != snapshot_of(plan)
    assert writing.agreed(plan).number == 2


def test_what_was_not_read_is_not_agreed(plan: Plan, alice: Practitioner) -> None:
    made = writing.whole(plan)
    read = as_it_stands(plan)
    change_part(part=made, version=1, changes={"text": "Worse words"}, by=alice)
    with pytest.raises(ChangedMeanwhile):
        agree(
            plan=plan, as_read=read, agreed_on=writing.TODAY, agreed_with="Her mother", understood_how="Read", by=alice
        )


def test_only_who_may_change_it_agrees_it_and_not_for_a_day_before_it_began(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan)
    what = {"plan": plan, "as_read": as_it_stands(plan), "agreed_with": "Her mother", "understood_how": "Read"}
    with pytest.raises(NotAllowed):
        agree(**what, agreed_on=writing.TODAY, by=bob)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="after it began"):
        agree(**what, agreed_on=planning.SINCE - dt.timedelta(days=1), by=alice)  # type: ignore[arg-type]


def test_a_review_sets_the_day_of_the_next_one_and_another_version_does_not_put_it_off(
    plan: Plan, alice: Practitioner
) -> None:
    writing.whole(plan)
    writing.agreed(plan)
    next_on = dt.date(2026, 3, 2)
    Review.objects.create(
        plan=plan, reviewed_on=writing.TODAY, changed="Little", do_next="Go on", next_on=next_on, reviewed_by=alice
    )
    writing.agreed(plan)
    plan.refresh_from_db()
    assert plan.next_review_on == next_on


@pytest.mark.parametrize("review_by", [writing.TODAY, dt.date(2026, 4, 7)])
def test_a_review_is_agreed_for_after_the_plan_and_is_not_put_off(
    review_by: dt.date, plan: Plan, alice: Practitioner
) -> None:
    writing.whole(plan)
    how = {"agreed_with": "Her mother", "understood_how": "Read together", "review_by": review_by, "by": alice}
    with pytest.raises(ValueError, match="brought forward"):
        agree(plan=plan, as_read=as_it_stands(plan), agreed_on=writing.TODAY, **how)  # type: ignore[arg-type]


def test_a_version_holds_every_part_and_no_name(plan: Plan, family: Family) -> None:
    maya = planning.child_of(plan, family.maya)
    writing.whole(plan, maya)
    written = writing.agreed(plan).written
    [action] = written["actions"]
    assert action["holder"] == str(Action.objects.get().holder.public_id)
    assert [one["child"] for kind in ("strengths", "needs", "worries", "goals") for one in written[kind]] == [
        str(maya.public_id)
    ] * 4
    assert "Lindqvist" not in str(written)
