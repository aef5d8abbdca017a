"""Those who work with the children come into the plan and leave it with their work; what they were to do does not."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.messages.models import Notice
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Action, Member, Plan
from righthelp.plans.notices import HANDED_OVER, LEFT_BEHIND
from righthelp.plans.snapshots import as_it_stands
from righthelp.plans.tests import planning
from righthelp.work.actions import end_involvement, hand_over, hand_over_children, involve, involve_by_name
from righthelp.work.models import Involvement
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
TO_DO_BY = dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def action(plan: Plan, bob: Practitioner) -> Action:
    """Give an action for all the children that Bob holds."""
    goal = planning.goal(planning.worry(plan))
    return planning.action(goal, planning.member_of(plan, bob), due_on=TO_DO_BY)


def parts(plan: Plan, who: Practitioner) -> list[Involvement]:
    found = Involvement.objects.filter(episode__in_plan__plan=plan, practitioner=who, ends_on=None)
    return list(found.select_related("child", "episode", "team__agency"))


def ends(plan: Plan, who: Practitioner, by: Practitioner) -> None:
    for one in parts(plan, who):
        end_involvement(involvement=one, on=TODAY, because="Moved", by=by)


def holder(action: Action) -> Member:
    return Action.objects.select_related("holder").get(pk=action.pk).holder


def told(title: str) -> list[Practitioner]:
    return [one.to for one in Notice.objects.filter(title=title).select_related("to")]


@pytest.mark.requirement("BG-028")
def test_what_a_leaver_was_to_do_goes_to_whoever_takes_over_their_work(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    done = planning.action(action.goal, action.holder, due_on=TODAY)
    Action.objects.filter(pk=done.pk).update(done_on=TODAY, done_noted_by=alice)
    hand_over_children(leaver=bob, agency=team_of(bob).agency, receiver=leila, by=leila)
    assert holder(action) == planning.member_of(plan, leila)
    assert holder(done).practitioner == bob
    assert Event.objects.filter(name="plans.action_handed_over", subject_id=plan.pk).count() == 1
    assert told(HANDED_OVER) == [leila]
    assert not told(LEFT_BEHIND)


def test_an_action_about_one_child_goes_to_whoever_works_with_that_child_now(
    plan: Plan, action: Action, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    dele = people.teacher(team_of(bob).agency, "Dele Ade")
    maya, leo = planning.child_of(plan, family.maya), planning.child_of(plan, family.brother)
    of_maya, of_leo = (
        planning.action(planning.goal(planning.worry(plan, child=one)), action.holder, due_on=TO_DO_BY)
        for one in (maya, leo)
    )
    for one in parts(plan, bob):
        to = leila if one.child_id == family.maya.pk else dele
        hand_over(involvement=one, to=to, note="", by=alice)
    assert [holder(one).practitioner for one in (of_maya, of_leo)] == [leila, dele]
    assert holder(action).practitioner in (leila, dele)


def test_while_somebody_still_works_with_a_child_of_the_plan_they_keep_what_they_are_to_do(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    hand_over(involvement=parts(plan, bob)[0], to=leila, note="", by=alice)
    assert holder(action) == planning.member_of(plan, bob)


def test_where_nobody_takes_over_whoever_leads_is_told_once(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner
) -> None:
    planning.action(action.goal, action.holder, due_on=TO_DO_BY)
    ends(plan, bob, alice)
    assert holder(action).left_on == TODAY
    assert told(LEFT_BEHIND) == [alice]


def test_where_the_lead_leaves_those_who_answer_for_the_plan_are_told(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    Action.objects.filter(pk=action.pk).update(holder=planning.member_of(plan, alice))
    ends(plan, alice, leila)
    assert told(LEFT_BEHIND) == [leila]


def test_nobody_is_told_of_what_was_to_do_in_a_plan_that_has_ended(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner
) -> None:
    Plan.objects.filter(pk=plan.pk).update(ended_on=TODAY, ended_by=alice, ended_because="Done")
    ends(plan, bob, alice)
    assert not Member.objects.here().filter(plan=plan, practitioner=bob).exists()
    assert not told(LEFT_BEHIND)


def test_the_end_of_work_of_somebody_who_never_stood_in_the_plan_changes_nothing(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    Member.objects.filter(plan=plan, practitioner=bob).delete()
    last, *others = parts(plan, bob)
    Involvement.objects.filter(pk__in=[one.pk for one in others]).delete()
    end_involvement(involvement=last, on=TODAY, because="Moved", by=alice)
    assert not Member.objects.filter(plan=plan, practitioner=bob).exists()


@pytest.mark.requirement("BP-034")
def test_the_role_and_the_number_in_the_plan_are_those_of_the_work_now_the_lead_s_first(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    for one in parts(plan, alice):
        hand_over(involvement=one, to=bob, note="", by=alice, phone="01632 960 555")
    member = planning.member_of(plan, bob)
    assert (member.role, member.phone) == ("lead practitioner", "01632 960 555")
    for one in parts(plan, bob):
        if one.leads:
            end_involvement(involvement=one, on=TODAY, because="Too much", by=bob)
    member.refresh_from_db()
    assert (member.role, member.phone, member.left_on) == ("class teacher", "01632 960 555", None)


def test_a_number_that_somebody_gave_themselves_stays_until_their_work_brings_another(
    plan: Plan, family: Family, bob: Practitioner
) -> None:
    member = planning.member_of(plan, bob)
    Member.objects.filter(pk=member.pk).update(phone="01632 960 777")
    first = parts(plan, bob)[0]
    where = {"child": first.child, "practitioner": bob, "team": team_of(bob), "episode": first.episode}
    for role, phone, stands in (("mentor", "", "01632 960 777"), ("coach", "01632 960 888", "01632 960 888")):
        involve(**where, role=role, phone=phone, starts_on=TODAY, by=bob)  # type: ignore[arg-type]
        member.refresh_from_db()
        assert (member.role, member.phone) == ("class teacher", stands)


def test_somebody_who_is_named_stands_once_for_all_the_children_and_leaves_once(
    plan: Plan, alice: Practitioner
) -> None:
    who = {"name": "Coach Ade", "organisation": "Lions", "phone": "01632 960 999", "role": "coach"}
    made = [
        involve_by_name(child=one.person, episode=one.episode, starts_on=TODAY, by=alice, **who)
        for one in plan.children.select_related("person", "episode")
    ]
    goal = planning.goal(planning.worry(plan))
    planning.action(goal, plan.members.get(name="Coach Ade"), due_on=TO_DO_BY)
    for one in made:
        assert plan.members.get(name="Coach Ade").is_here
        end_involvement(involvement=one, on=TODAY, because="Season over", by=alice)
    assert not plan.members.get(name="Coach Ade").is_here
    assert told(LEFT_BEHIND) == [alice]


def test_whoever_comes_or_leaves_makes_the_plan_another_than_was_read(
    plan: Plan, alice: Practitioner, bob: Practitioner, school: Agency
) -> None:
    read = as_it_stands(plan)
    planning.works_in(people.teacher(school, "Eve Orr"), plan)
    with_eve = as_it_stands(plan)
    ends(plan, bob, alice)
    assert len({read, with_eve, as_it_stands(plan)}) == 3


def test_work_that_belongs_to_no_plan_changes_none(family: Family, alice: Practitioner) -> None:
    involve(child=family.maya, practitioner=alice, team=team_of(alice), role="school nurse", starts_on=TODAY, by=alice)
    assert not Member.objects.exists()
