"""The minutes as each reader has them: own version for each, nothing of what they must not know."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.content import add_action
from righthelp.plans.actions.writing_up import keep_unnamed_to
from righthelp.plans.minutes import minutes_sections
from righthelp.plans.models import Meeting, Member, Note, Plan
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import LAST_WEEK, NOW, called, came, finished, named, parent, point, seen
from righthelp.work.actions import involve_by_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mother(plan: Plan, family: Family, alice: Practitioner) -> Member:
    children = [planning.child_of(plan, one) for one in (family.maya, family.brother)]
    return parent(plan, family.mother, alice, *children)


@pytest.fixture
def father(plan: Plan, family: Family, alice: Practitioner) -> Member:
    return parent(plan, family.father, alice, planning.child_of(plan, family.maya), role="father")


def told(meeting: Meeting, by: Practitioner, member: Member) -> str:
    return "\n".join(
        f"{one.title}: {line}" for one in minutes_sections(seen(meeting, by), member) for line in one.lines
    )


@pytest.mark.requirement("BP-209", "BP-302")
def test_each_of_two_parents_who_live_apart_has_only_what_is_about_children_of_whom_they_may_read(
    plan: Plan, family: Family, alice: Practitioner, mother: Member, father: Member
) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    meeting = called(plan, alice, mother, at=LAST_WEEK)
    point(meeting, alice, "Maya slept at her gran’s", child=maya)
    point(meeting, alice, "Leo saw his own father", child=leo)
    point(meeting, alice, "Both children like the club")
    assert "What was said for Maya: Maya slept" in told(meeting, alice, father)
    assert "Leo saw" not in told(meeting, alice, father)
    assert "Both children" not in told(meeting, alice, father)
    for text in ("Maya slept", "Leo saw", "Both children"):
        assert text in told(meeting, alice, mother)


def test_old_minutes_about_all_the_children_stay_from_a_father_of_one_when_the_other_child_leaves(
    plan: Plan, family: Family, alice: Practitioner, mother: Member, father: Member
) -> None:
    meeting = called(plan, alice, mother, at=LAST_WEEK)
    point(meeting, alice, "Leo told us that he is afraid at home")
    plan.children.filter(person=family.brother).update(left_on=NOW.date(), left_because="Lives with an aunt")
    assert "afraid" not in told(meeting, alice, father)
    assert "afraid" in told(meeting, alice, mother)


@pytest.mark.parametrize("kept", ["worry", "goal"])
def test_an_action_of_what_is_kept_from_a_reader_is_not_in_their_minutes(
    kept: str, plan: Plan, family: Family, alice: Practitioner, mother: Member, father: Member
) -> None:
    meeting = called(plan, alice, mother, father, at=LAST_WEEK)
    worry = planning.worry(plan, child=planning.child_of(plan, family.maya))
    goal = planning.goal(worry)
    about: dict[str, Any] = {"is_for": "A safe place", "due_on": NOW.date(), "meeting": meeting}
    add_action(goal=goal, what="Move to the refuge", holder=mother, by=alice, **about)
    assert "refuge" in told(meeting, alice, father)
    {"worry": worry, "goal": goal}[kept].kept_from.set([father])
    assert "refuge" not in told(meeting, alice, father)
    assert "refuge" in told(meeting, alice, mother)


@pytest.mark.requirement("BP-302")
def test_what_is_kept_from_a_reader_is_not_there_and_nothing_says_so(
    plan: Plan, family: Family, alice: Practitioner, mother: Member, father: Member
) -> None:
    maya = planning.child_of(plan, family.maya)
    meeting = called(plan, alice, mother, father, at=LAST_WEEK)
    point(meeting, alice, "Ana fears Jonas", child=maya, kept_from=(father,))
    goal = planning.goal(planning.worry(plan, child=maya))
    action = planning.action(goal, mother, due_on=planning.SINCE, what="Ring the refuge")
    action.meeting = meeting
    action.save()
    action.kept_from.add(father)
    assert "Ana fears Jonas" in told(meeting, alice, mother)
    assert "You: Ring the refuge" in told(meeting, alice, mother)
    theirs = told(meeting, alice, father)
    assert "fears" not in theirs
    assert "refuge" not in theirs
    assert "kept" not in theirs.lower()
    assert "Who does what" not in theirs


def test_who_was_there_is_told_to_those_who_were_there(
    plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member, father: Member
) -> None:
    meeting = called(plan, alice, mother, at=LAST_WEEK)
    came(meeting, alice, mother, planning.member_of(plan, bob))
    assert "Who was there: You" in told(meeting, alice, mother)
    theirs = told(meeting, alice, father)
    assert "Bob Baker, class teacher" in theirs
    assert "Ana" not in theirs


def test_whoever_must_not_be_named_to_a_reader_is_not_also_as_the_holder_of_an_action(
    plan: Plan, family: Family, alice: Practitioner, father: Member
) -> None:
    maya = planning.child_of(plan, family.maya)
    helper = named(plan, "Rita Reed", alice)
    meeting = called(plan, alice, father, at=LAST_WEEK)
    came(meeting, alice, father, helper)
    action = planning.action(planning.goal(planning.worry(plan, child=maya)), helper, due_on=planning.SINCE)
    action.meeting = meeting
    action.save()
    assert "Rita Reed" in told(meeting, alice, father)
    keep_unnamed_to(member=helper, version=1, members=[father], by=alice)
    assert "Rita" not in told(meeting, alice, father)
    assert "Somebody who helps: Ring the sleep clinic" in told(meeting, alice, father)


def test_another_parent_is_not_named_to_whoever_was_not_there(
    plan: Plan, family: Family, alice: Practitioner, mother: Member, father: Member
) -> None:
    maya = planning.child_of(plan, family.maya)
    meeting = called(plan, alice, mother, at=LAST_WEEK)
    action = planning.action(planning.goal(planning.worry(plan, child=maya)), mother, due_on=planning.SINCE)
    action.meeting = meeting
    action.save()
    assert "Somebody of the family: Ring the sleep clinic" in told(meeting, alice, father)


def test_views_go_only_to_whoever_sent_them_and_no_place_stands_in_minutes(
    plan: Plan, alice: Practitioner, mother: Member, father: Member
) -> None:
    meeting = called(plan, alice, mother, father, at=LAST_WEEK)
    meeting.invited.filter(member=mother).update(views="I am tired", came="views")
    assert "What you said beforehand: I am tired" in told(meeting, alice, mother)
    assert "tired" not in told(meeting, alice, father)
    assert "Room 4" not in told(meeting, alice, mother)
    assert "interpreter" not in told(meeting, alice, mother)


def test_the_next_meeting_is_told_to_those_who_are_asked_to_it(
    plan: Plan, alice: Practitioner, mother: Member, father: Member
) -> None:
    meeting = called(plan, alice, mother, father, at=LAST_WEEK)
    called(plan, alice, mother)
    assert "The next meeting: Team around the family on 9 March 2026 at 3pm" in told(meeting, alice, mother)
    assert "next meeting" not in told(meeting, alice, father)
    assert "What it was for: To see whether" in told(meeting, alice, father)


def test_what_is_understood_and_decided_stand_apart(
    plan: Plan, family: Family, alice: Practitioner, mother: Member
) -> None:
    meeting = called(plan, alice, mother, at=LAST_WEEK)
    point(meeting, alice, "She is up until two", kind=Note.Kind.UNDERSTOOD)
    point(meeting, alice, "The clinic is asked", kind=Note.Kind.DECIDED)
    text = told(finished(meeting, alice), alice, mother)
    assert "What we understand better now: She is up until two" in text
    assert "What was decided: The clinic is asked" in text


def test_a_worker_by_name_reads_of_the_children_with_whom_they_work(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    involve_by_name(
        child=family.maya, name="Dr Patel", organisation="Mill Surgery", role="GP", phone="", episode=maya.episode,
        starts_on=planning.SINCE, by=alice,
    )  # fmt: skip
    doctor = plan.members.get(name="Dr Patel")
    meeting = called(plan, alice, doctor, at=LAST_WEEK)
    point(meeting, alice, "Maya sleeps badly", child=maya)
    point(meeting, alice, "Leo runs fast", child=leo)
    assert "Maya sleeps badly" in told(meeting, alice, doctor)
    assert "Leo" not in told(meeting, alice, doctor)
