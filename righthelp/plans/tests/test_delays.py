"""Drift and delay in one view: what is late, what was put off, who came and left, what was done about it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import seen_plan
from righthelp.plans.actions.delays import note_what_was_done
from righthelp.plans.actions.progress import note_done, note_reached
from righthelp.plans.models import Action, ActionMoved, Delay, Meeting, Member, Plan, Referral, Review
from righthelp.plans.presenting.delays import drift_of
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, option, send_form, shown

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = FRIDAY.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it began with its work."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE)
    return Plan.objects.get(pk=plan.pk)


def action(plan: Plan, holder: Practitioner, due_on: dt.date, **about: Any) -> Action:
    goal = planning.goal(planning.worry(plan, **about))
    return planning.action(goal, planning.member_of(plan, holder), due_on=due_on)


def meeting(plan: Plan, on: dt.datetime, **state: Any) -> Meeting:
    called = {"kind": "team_around_family", "purpose": "To review", "called_by": plan.begun_by}
    return Meeting.objects.create(plan=plan, planned_for=on, **called, **state)


def asked(plan: Plan, on: dt.date, name: str = "Sleep clinic") -> Referral:
    what = {"change": "Rest", "agreed": "All", "told": "Tired", "asked_by": plan.begun_by, "name": name}
    return Referral.objects.create(plan=plan, need=planning.need(plan), asked_on=on, **what)


def page(reader: Practitioner, plan: Plan) -> str:
    return shown(client_of(reader), reverse("plan_delay", args=[plan.public_id]))


@pytest.mark.requirement("BP-208")
def test_a_goal_for_which_all_is_done_and_which_is_not_reached_is_named(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    said = "Everything for this goal is done, and it is not reached: “Maya sleeps through the night”"
    first, agreeing = action(plan, bob, TODAY), reverse("plan_agree", args=[plan.public_id])
    assert said not in page(bob, plan)
    note_done(action=first, on=TODAY, how="Rang them", by=bob)
    assert said in page(bob, plan)
    assert said.translate({ord(mark): None for mark in "“”"}) in shown(client_of(alice), agreeing)
    planning.action(first.goal, planning.member_of(plan, bob), due_on=TODAY, what="Ring again")
    assert said not in page(bob, plan)
    Action.objects.filter(what="Ring again").update(dropped_at=FRIDAY, dropped_by=bob, dropped_because="Moved")
    assert said in page(bob, plan)
    note_reached(goal=first.goal, on=TODAY, how="She sleeps", by=alice)
    assert said not in page(bob, plan)


@pytest.mark.requirement("BG-028")
def test_a_plan_that_goes_well_shows_no_delay_and_the_same_people(plan: Plan, bob: Practitioner) -> None:
    seen = page(bob, plan)
    for words in ("Nothing is late", "Nothing was put off", "The same people have helped since the plan began"):
        assert words in seen


def test_what_is_late_now_stands_in_one_view(plan: Plan, bob: Practitioner) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=YESTERDAY)
    action(plan, bob, YESTERDAY)
    action(plan, bob, TODAY)
    meeting(plan, FRIDAY - dt.timedelta(days=2))
    asked(plan, TODAY - dt.timedelta(days=15))
    asked(plan, TODAY - dt.timedelta(days=14), "Food bank")
    seen = page(bob, plan)
    for words in (
        "The review was due by 5 March 2026, and is not written yet",
        "“Ring the sleep clinic” was due on 5 March 2026.",
        "The meeting of 4 March 2026 (team around the family) is not written up",
        "Sleep clinic was asked on 19 February 2026, and has not answered",
    ):
        assert words in seen
    assert "due on 6 March 2026" not in seen
    assert "Food bank" not in seen


def test_what_is_late_is_told_without_the_name_of_whoever_has_it_to_do(plan: Plan, bob: Practitioner) -> None:
    action(plan, bob, YESTERDAY)
    late = page(bob, plan).partition("Late now")[2].partition("What was done about it")[0]
    assert "Ring the sleep clinic" in late
    assert "Bob" not in late


def test_what_was_put_off_stays_in_view_with_its_reason(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    held = {"changed": "x", "do_next": "x", "next_on": TODAY, "reviewed_by": alice}
    Review.objects.create(plan=plan, reviewed_on=YESTERDAY, due_on=dt.date(2026, 3, 1), late_because="Snow", **held)
    moved = action(plan, bob, TODAY)
    days = {"from_day": dt.date(2026, 2, 1), "to_day": TODAY}
    ActionMoved.objects.create(action=moved, because="The clinic is full", moved_by=bob, **days)
    meeting(plan, FRIDAY, cancelled_at=FRIDAY, cancelled_by=alice, cancelled_because="Nobody could come")
    seen = page(bob, plan)
    for words in (
        "The review due by 1 March 2026 was held on 5 March 2026. Snow",
        "was put off from 1 February 2026 to 6 March 2026. The clinic is full",
        "was cancelled. Nobody could come",
    ):
        assert words in seen


def test_somebody_of_a_school_for_whom_nobody_stands_in_during_holidays_is_shown(plan: Plan, bob: Practitioner) -> None:
    assert "Nobody is named for the school holidays" in page(bob, plan)
    Member.objects.filter(plan=plan).update(cover_name="Femi Cole")
    assert "Nobody is named for the school holidays" not in page(bob, plan)


@pytest.mark.requirement("BG-028")
def test_every_change_of_those_who_help_is_shown(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    member = planning.member_of(plan, bob)
    Member.objects.filter(pk=member.pk).update(joined_on=dt.date(2026, 2, 2), left_on=YESTERDAY)
    seen = page(alice, plan)
    assert "Bob Baker, class teacher, came on 2 February 2026" in seen
    assert "Bob Baker, class teacher, left on 5 March 2026" in seen


def test_whoever_takes_part_notes_what_was_done_about_it(plan: Plan, bob: Practitioner, family: Family) -> None:
    action(plan, bob, YESTERDAY, child=planning.child_of(plan, family.maya))
    browser, path = client_of(bob), reverse("plan_delay_note", args=[plan.public_id])
    about = option(browser, path, "Maya: “Ring the sleep clinic” was due on 5 March 2026.")
    send_form(browser, path, about=about, done="Ana rings on Monday")
    noted = Delay.objects.get()
    assert (noted.child, noted.done, noted.noted_by) == (
        planning.child_of(plan, family.maya), "Ana rings on Monday", bob,
    )  # fmt: skip
    assert "Ana rings on Monday" in page(bob, plan)


def test_where_nothing_is_late_there_is_nothing_to_answer(plan: Plan, bob: Practitioner) -> None:
    path = reverse("plan_delay_note", args=[plan.public_id])
    assert "Nothing is late, and nothing was put off" in shown(client_of(bob), path)


def test_what_was_late_for_a_child_whose_record_is_shut_is_not_shown(
    plan: Plan, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    brother = planning.child_of(plan, family.brother)
    late = action(plan, bob, YESTERDAY, child=brother)
    days = {"from_day": YESTERDAY, "to_day": TODAY}
    ActionMoved.objects.create(action=late, because="Ill", moved_by=bob, **days)
    need = planning.need(plan, child=brother)
    Referral.objects.filter(pk=asked(plan, planning.SINCE).pk).update(need=need)
    note_what_was_done(plan=plan, about="x", done="x", child=brother, by=bob)
    drift = drift_of(_seen(alice, plan))
    assert all([drift.now, drift.before, drift.answers])
    brother.person.involvements.filter(practitioner=bob).delete()
    drift = drift_of(_seen(Practitioner.objects.get(pk=bob.pk), plan))
    assert not any([drift.now, drift.before, drift.answers])


def _seen(reader: Practitioner, plan: Plan) -> Any:
    return seen_plan(reader, plan)
