"""Who is told that a review or an action is due or late: once, nothing of a child, and only who may read the plan."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import begin_plan
from righthelp.plans.actions.progress import move_day
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.models import Action, Goal, Member, Plan, Reminded
from righthelp.plans.notices import AGREED, OTHERS_LATE, RISING, WRITTEN, remind_of_actions, remind_of_reviews
from righthelp.plans.tests import planning, writing
from righthelp.plans.tests.gathering import LAST_WEEK, at, called, finished, named, point
from righthelp.work.models import Cover, Involvement
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = FRIDAY.date()
DAY = dt.timedelta(days=1)
SOON, LATE = "A plan is to be reviewed within a week", "The review of a plan is late"
STILL = "The review of a plan is still late"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def due(plan: Plan, on: dt.date) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=on)


def told() -> list[tuple[Practitioner, str]]:
    return [(one.to, one.title) for one in Notice.objects.order_by("pk").select_related("to")]


@pytest.mark.requirement("BN-045")
def test_the_lead_is_told_once_a_week_before_and_once_when_it_is_late(plan: Plan, alice: Practitioner) -> None:
    due(plan, TODAY + 8 * DAY)
    assert remind_of_reviews(FRIDAY) == 0
    due(plan, TODAY + 7 * DAY)
    assert [remind_of_reviews(FRIDAY), remind_of_reviews(FRIDAY)] == [1, 0]
    due(plan, TODAY)
    assert remind_of_reviews(FRIDAY) == 1
    assert [remind_of_reviews(FRIDAY + DAY), remind_of_reviews(FRIDAY + DAY)] == [1, 0]
    assert told() == [(alice, SOON), (alice, SOON), (alice, LATE)]
    assert Notice.objects.first().page == reverse("plan", args=[plan.public_id])  # type: ignore[union-attr]
    assert not any("Maya" in one.text for one in Mail.objects.all())


def test_no_school_holiday_stops_the_clock(plan: Plan, alice: Practitioner) -> None:
    in_august = dt.datetime(2026, 8, 14, 12, tzinfo=dt.UTC)
    due(plan, dt.date(2026, 8, 13))
    with time_machine.travel(in_august, tick=False):
        assert remind_of_reviews(in_august) == 1
    assert told() == [(alice, LATE)]


def test_after_five_working_days_those_who_answer_for_it_are_told(
    plan: Plan, alice: Practitioner, leila: Practitioner
) -> None:
    due(plan, dt.date(2026, 2, 27))
    remind_of_reviews(FRIDAY)
    assert told() == [(alice, LATE)]
    remind_of_reviews(FRIDAY + 3 * DAY)
    assert told() == [(alice, LATE), (leila, STILL)]


def test_where_the_team_has_a_manager_they_are_told_and_no_safeguarding_lead(
    family: Family, sam: Practitioner, mira: Practitioner, social_care: Agency
) -> None:
    people.safeguarding_lead(social_care, "Lena Moss")
    due(planning.begun(sam, [family.mother]), dt.date(2026, 2, 20))
    remind_of_reviews(FRIDAY)
    assert told() == [(sam, LATE), (mira, STILL)]


def test_whoever_stands_in_for_the_lead_is_told_too(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    days = {"starts_on": TODAY, "ends_on": TODAY + DAY}
    Cover.objects.create(absent=alice, covering=bob, team=team_of(alice), arranged_by=alice, **days)
    due(plan, TODAY)
    remind_of_reviews(FRIDAY)
    assert set(told()) == {(alice, SOON), (bob, SOON)}


def test_where_nobody_leads_those_who_answer_for_it_are_told(plan: Plan, leila: Practitioner) -> None:
    Involvement.objects.filter(leads=True).update(ends_on=TODAY - DAY, ended_because="Moved")
    due(plan, TODAY)
    remind_of_reviews(FRIDAY)
    assert told() == [(leila, SOON)]


def test_nobody_is_told_of_a_plan_that_is_shut_to_them_and_it_is_tried_again(
    plan: Plan, family: Family, alice: Practitioner, mira: Practitioner, bob: Practitioner
) -> None:
    restrict(person=family.maya, kind="staff", because="Safe", readers=[mira], by=mira)
    due(plan, TODAY)
    assert remind_of_reviews(FRIDAY) == 0
    assert not Reminded.objects.exists()


def test_an_ended_plan_is_no_longer_reminded_of(plan: Plan, alice: Practitioner) -> None:
    due(plan, TODAY)
    end = {"ended_by": alice, "ended_because": "Done"}
    Plan.objects.filter(pk=plan.pk).update(ended_on=TODAY, **end)
    assert remind_of_reviews(FRIDAY) == 0


@pytest.mark.requirement("BP-026", "BN-045")
def test_nobody_is_reminded_of_the_review_of_a_plan_that_waits_for_a_yes_again(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    due(plan, TODAY)
    work = planning.child_of(plan, family.brother).episode
    planning.waits_again(plan, family.maya)
    assert [remind_of_reviews(FRIDAY), remind_of_reviews(FRIDAY + DAY)] == [0, 0]
    plan.children.filter(person=family.brother).update(episode=work)
    assert remind_of_reviews(FRIDAY) == 1


def test_of_a_plan_in_which_no_child_is_left_the_lead_is_reminded(plan: Plan, alice: Practitioner) -> None:
    due(plan, TODAY)
    for child in plan.children.all():
        planning.left(child)
    assert remind_of_reviews(FRIDAY) == 1
    assert told() == [(alice, SOON)]


@pytest.fixture
def action(plan: Plan, bob: Practitioner) -> Action:
    """Give an action that Bob holds, due yesterday."""
    return planning.action(_goal(plan), planning.member_of(plan, bob), due_on=TODAY - DAY)


def _goal(plan: Plan) -> Goal:
    return planning.goal(planning.worry(plan))


def test_whoever_holds_an_action_is_told_once_for_each_day_that_was_set(
    plan: Plan, action: Action, bob: Practitioner, family: Family
) -> None:
    planning.action(_goal(plan), planning.member_of(plan, family.maya), due_on=TODAY - DAY)
    planning.action(_goal(plan), planning.member_of(plan, bob), due_on=TODAY)
    assert [remind_of_actions(FRIDAY), remind_of_actions(FRIDAY)] == [1, 0]
    assert told() == [(bob, "An action of yours in a plan is late")]
    assert Notice.objects.get().page == reverse("plan_progress", args=[plan.public_id])
    move_day(action=action, to_day=TODAY, because="Ill", by=bob)
    assert remind_of_actions(FRIDAY + DAY) == 2


def test_where_the_holder_cannot_be_told_of_a_late_action_whoever_leads_is_told(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    Action.objects.filter(pk=action.pk).update(child=planning.child_of(plan, family.maya))
    family.maya.involvements.filter(practitioner=bob).delete()
    assert remind_of_actions(FRIDAY) == 1
    assert told() == [(alice, OTHERS_LATE)]


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_late_action_of_somebody_who_left_goes_to_whoever_leads(
    plan: Plan, action: Action, alice: Practitioner, bob: Practitioner, *, is_gone: bool
) -> None:
    if is_gone:
        Membership.objects.filter(practitioner=bob).update(ended_at=FRIDAY, ends_on=TODAY - DAY)
    Member.objects.filter(practitioner=bob).update(left_on=TODAY, left_because="Moved")
    assert [remind_of_actions(FRIDAY), remind_of_actions(FRIDAY)] == [1, 0]
    assert told() == [(alice, OTHERS_LATE)]


def test_nobody_is_told_of_an_action_of_a_plan_that_is_shut_to_them(
    plan: Plan, action: Action, family: Family, mira: Practitioner
) -> None:
    restrict(person=family.maya, kind="staff", because="Safe", readers=[mira], by=mira)
    assert remind_of_actions(FRIDAY) == 0
    assert not Reminded.objects.exists()


@pytest.mark.requirement("BP-043")
def test_a_plan_that_is_never_agreed_is_late_six_weeks_after_the_work_began_and_then_for_long(
    plan: Plan, alice: Practitioner, leila: Practitioner
) -> None:
    due_on = planning.SINCE + 42 * DAY
    for days, number in ((0, 0), (1, 1), (1, 0), (8, 1), (99, 0)):
        now = dt.datetime.combine(due_on + days * DAY, dt.time(12), dt.UTC)
        with time_machine.travel(now, tick=False):
            assert remind_of_reviews(now) == number
    assert told() == [(alice, "A first plan is late: nothing is agreed yet"), (leila, "A first plan is still late")]


def test_a_plan_for_which_no_work_has_begun_is_not_late(alice: Practitioner, family: Family) -> None:
    begin_plan(kind="early_help", team=team_of(alice), people=[family.maya], by=alice)
    assert remind_of_reviews(FRIDAY + 365 * DAY) == 0


@pytest.mark.requirement("BN-047")
def test_when_risk_rises_who_leads_who_answers_and_the_safeguarding_leads_are_told_at_once(
    plan: Plan, alice: Practitioner, bob: Practitioner, leila: Practitioner, school: Agency
) -> None:
    cora = people.worker(school, "early_help_coordinator", "Cora Lund")
    what = Reviewed(TODAY, "He came back", "Ring the front door", TODAY + 7 * DAY, risk_because="He is in the house")
    review(plan=plan, what=replace(what, risk_because=""), children=lives(plan), by=alice)
    assert told() == []
    review(plan=plan, what=what, children=lives(plan), by=cora)
    assert set(told()) == {(alice, RISING), (leila, RISING)}
    assert Notice.objects.filter(is_urgent=True).count() == 2


def lives(plan: Plan) -> list[ChildLife]:
    return [ChildLife(one, "worse", "Her teacher says so") for one in plan.children.all()]


@pytest.mark.requirement("BP-302")
def test_all_who_take_part_and_may_read_it_are_told_that_minutes_are_finished(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    named(plan, "Rita Reed", alice)
    meeting = called(plan, alice, at=LAST_WEEK)
    point(meeting, alice, "Maya sleeps badly")
    finished(meeting, alice)
    assert told() == [(bob, WRITTEN)]
    assert Notice.objects.get().page == at(meeting)
    assert not any("Maya" in one.text for one in Mail.objects.all())


@pytest.mark.requirement("BP-209")
def test_all_who_take_part_and_may_read_it_are_told_of_each_version_that_is_agreed(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan)
    Plan.objects.update(begun_on=planning.SINCE)
    for _ in range(2):
        writing.agreed(plan)
    assert told() == [(bob, AGREED), (bob, AGREED)]
    assert [one.page for one in Notice.objects.order_by("pk")] == [
        reverse("plan_version", args=[plan.public_id, number]) for number in (1, 2)
    ]


def test_whoever_left_or_may_not_read_the_plan_any_more_is_not_told(
    plan: Plan, family: Family, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    planning.works_in(leila, plan)
    plan.members.filter(practitioner=leila).update(left_on=TODAY, left_because="Moved")
    restrict(person=family.maya, kind="high_risk", because="Safe", readers=[alice, mira], by=mira)
    meeting = called(plan, alice, at=LAST_WEEK)
    point(meeting, alice, "Maya sleeps badly")
    finished(meeting, alice)
    assert told() == []
