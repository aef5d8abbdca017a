"""How it goes: actions done and the difference they made, days put off, goals reached, marks on a scale."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.progress import NotToDo, mark, move_day, note_done, note_impact, note_reached
from righthelp.plans.models import Action, Goal, Plan
from righthelp.plans.tests import planning

TODAY = dt.date(2026, 3, 6)
DUE = dt.date(2026, 3, 10)
State = Action.State


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


@dataclass(frozen=True)
class It:
    """A plan with one goal that has a scale, and an action that Bob holds."""

    plan: Plan
    goal: Goal
    action: Action


@pytest.fixture
def it(plan: Plan, bob: Practitioner) -> It:
    """Give the plan."""
    goal = planning.goal(planning.worry(plan), has_scale=True)
    return It(plan, goal, planning.action(goal, planning.member_of(plan, bob), due_on=DUE))


def dropped(part: Action | Goal) -> None:
    by = {"dropped_by": part.noted_by, "dropped_because": "Not needed"}
    type(part)._default_manager.filter(pk=part.pk).update(dropped_at=timezone.now(), **by)


@pytest.mark.requirement("BN-097")
def test_an_action_is_done_with_the_difference_that_it_made(it: It, bob: Practitioner) -> None:
    note_done(action=it.action, on=TODAY, how="Rang them", impact="Late twice, not ten times", by=bob)
    it.action.refresh_from_db()
    assert (it.action.done_on, it.action.done_how, it.action.done_noted_by) == (TODAY, "Rang them", bob)
    assert (it.action.impact, it.action.impact_noted_by) == ("Late twice, not ten times", bob)
    assert it.action.version == 2
    with pytest.raises(NotToDo):
        note_done(action=it.action, on=TODAY, how="Again", by=bob)


@pytest.mark.requirement("BN-097")
def test_the_difference_is_noted_later_and_never_over_what_somebody_else_wrote(it: It, bob: Practitioner) -> None:
    note_done(action=it.action, on=TODAY, how="", by=bob)
    note_impact(action=it.action, impact="She sleeps", version=2, by=bob)
    with pytest.raises(ChangedMeanwhile):
        note_impact(action=it.action, impact="She does not", version=2, by=bob)
    it.action.refresh_from_db()
    assert it.action.impact == "She sleeps"
    dropped(it.action)
    with pytest.raises(NotToDo):
        note_impact(action=it.action, impact="She does not", version=3, by=bob)


def test_an_action_is_to_do_late_done_or_dropped(it: It, bob: Practitioner) -> None:
    assert it.action.state_on(DUE) is State.TO_DO
    assert it.action.state_on(DUE + dt.timedelta(days=1)) is State.LATE
    note_done(action=it.action, on=TODAY, how="", by=bob)
    it.action.refresh_from_db()
    assert it.action.state_on(DUE + dt.timedelta(days=1)) is State.DONE
    dropped(it.action)
    it.action.refresh_from_db()
    assert it.action.state_on(TODAY) is State.DROPPED


def test_whoever_holds_an_action_puts_its_day_off_with_a_reason_that_stays(it: It, bob: Practitioner) -> None:
    later = dt.date(2026, 3, 20)
    move_day(action=it.action, to_day=later, because="The clinic is full", by=bob)
    it.action.refresh_from_db()
    moved = it.action.moves.get()
    assert (it.action.due_on, it.action.version) == (later, 2)
    assert (moved.from_day, moved.to_day, moved.because, moved.moved_by) == (DUE, later, "The clinic is full", bob)
    with pytest.raises(ValueError, match="another"):
        move_day(action=it.action, to_day=later, because="Again", by=bob)
    note_done(action=it.action, on=TODAY, how="", by=bob)
    with pytest.raises(NotToDo):
        move_day(action=it.action, to_day=dt.date(2026, 4, 1), because="Again", by=bob)
    dropped(it.action)
    with pytest.raises(NotToDo):
        move_day(action=it.action, to_day=dt.date(2026, 4, 1), because="Again", by=bob)


def test_a_day_is_put_off_by_whoever_holds_the_action_or_leads_and_by_nobody_else(
    it: It, alice: Practitioner, bob: Practitioner
) -> None:
    own = planning.action(it.goal, planning.member_of(it.plan, alice), due_on=DUE)
    with pytest.raises(PermissionDenied):
        move_day(action=own, to_day=TODAY, because="I say so", by=bob)
    move_day(action=it.action, to_day=dt.date(2026, 3, 11), because="We agreed", by=alice)


@pytest.mark.requirement("BT-011")
def test_whoever_leads_notes_that_a_goal_is_reached_once(it: It, alice: Practitioner, bob: Practitioner) -> None:
    with pytest.raises(PermissionDenied):
        note_reached(goal=it.goal, on=TODAY, how="She says so", by=bob)
    note_reached(goal=it.goal, on=TODAY, how="She says so", by=alice)
    it.goal.refresh_from_db()
    assert (it.goal.reached_on, it.goal.reached_how, it.goal.reached_noted_by) == (TODAY, "She says so", alice)
    with pytest.raises(NotToDo):
        note_reached(goal=it.goal, on=TODAY, how="Again", by=alice)
    other = planning.goal(it.goal.worry)
    dropped(other)
    with pytest.raises(NotToDo):
        note_reached(goal=other, on=TODAY, how="Again", by=alice)


@pytest.mark.requirement("BT-011")
def test_each_voice_marks_the_scale_by_itself(it: It, family: Family, bob: Practitioner) -> None:
    maya = planning.member_of(it.plan, family.maya)
    mark(goal=it.goal, member=maya, value=3, words="Bad dreams", said_on=TODAY, by=bob)
    mark(goal=it.goal, member=planning.member_of(it.plan, bob), value=7, said_on=TODAY, by=bob)
    first, second = it.goal.marks.all()
    assert (first.member, first.value, first.words) == (maya, 3, "Bad dreams")
    assert second.value == 7


def test_a_mark_is_of_somebody_who_takes_part_and_of_a_goal_with_a_scale(
    it: It, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    other = planning.member_of(planning.begun(alice, [family.mother]), family.mother)
    with pytest.raises(ValueError, match="takes part"):
        mark(goal=it.goal, member=other, value=3, said_on=TODAY, by=bob)
    here = planning.member_of(it.plan, bob)
    with pytest.raises(NotToDo):
        mark(goal=planning.goal(it.goal.worry), member=here, value=3, said_on=TODAY, by=bob)
    dropped(it.goal)
    with pytest.raises(NotToDo):
        mark(goal=it.goal, member=here, value=3, said_on=TODAY, by=bob)


def test_a_stranger_adds_nothing(it: It, charlie: Practitioner) -> None:
    with pytest.raises(PermissionDenied):
        note_done(action=it.action, on=TODAY, how="", by=charlie)
    with pytest.raises(PermissionDenied):
        note_impact(action=it.action, impact="None", version=None, by=charlie)
