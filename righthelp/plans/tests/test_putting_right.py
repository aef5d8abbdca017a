"""What is finished is put right with a reason, by whoever keeps the plan, and what stood stays readable."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.messages.models import Notice
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import end_plan
from righthelp.plans.actions.progress import mark, note_done, note_reached
from righthelp.plans.actions.putting_right import (
    Correction,
    PutRightAlready,
    put_minutes_right,
    strike_mark,
    strike_review,
    take_back_done,
    take_back_reached,
)
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.actions.writing_up import keep_point_from
from righthelp.plans.days import first_day_to_end
from righthelp.plans.models import Action, Goal, Meeting, Member, Note, Plan, PlanVersion, Review, ScaleMark
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import LAST_WEEK, NOW, called, finished, parent, point
from righthelp.work.models import Involvement

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DUE = dt.date(2026, 3, 30)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it was agreed on the day on which its work began; its review is due in 84 days."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=DUE)
    PlanVersion.objects.create(
        plan=plan, number=1, agreed_on=planning.SINCE, noted_by=plan.begun_by, agreed_with="All",
        understood_how="Read out", written={},
    )  # fmt: skip
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def meeting(plan: Plan, alice: Practitioner) -> Meeting:
    """Give finished minutes with one point."""
    made = called(plan, alice, at=LAST_WEEK)
    point(made, alice, "She was late ten times")
    return finished(made, alice)


@pytest.fixture
def goal(plan: Plan) -> Goal:
    return planning.goal(planning.worry(plan), has_scale=True)


@pytest.fixture
def action(goal: Goal, alice: Practitioner) -> Action:
    return planning.action(goal, planning.member_of(goal.plan, alice), due_on=DUE)


def correction(by: Member, **other: object) -> Correction:
    return Correction(**{"was_wrong": "Ten times", "text": "Two times", "said_by": by, "said_on": TODAY, **other})  # type: ignore[arg-type]


def reviewed(plan: Plan, by: Practitioner, *, risk: str = "", stuck: str = "") -> Review:
    what = Reviewed(
        TODAY, "She sleeps", "Go on", dt.date(2026, 5, 1), risk_because=risk, not_working_because=stuck
    )  # fmt: skip
    return review(plan=plan, what=what, children=[ChildLife(plan.children.all()[0], "better", "Seen")], by=by)


def flags() -> tuple[object, object]:
    found = vars(Plan.objects.with_how_it_goes().get())
    return found["is_not_working"], found["is_risk_rising"]


def test_what_is_wrong_in_finished_minutes_is_put_right_with_a_point_of_its_own(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    wrong = meeting.notes.get()
    note = put_minutes_right(
        meeting=meeting, what=correction(planning.member_of(plan, bob)), point=wrong, by=alice
    )  # fmt: skip
    wrong.refresh_from_db()
    assert (wrong.text, wrong.kind, wrong.struck_at) == ("She was late ten times", "said", None)
    assert (note.was_wrong, note.text, note.said_by, note.said_on, note.noted_by) == (
        "Ten times", "Two times", planning.member_of(plan, bob), TODAY, alice,
    )  # fmt: skip
    assert (note.puts_right, note.position) == (wrong, 1)
    assert Event.objects.get(name="plans.minutes_put_right").subject_id == plan.pk
    assert {one.to for one in Notice.objects.filter(title__contains="put right")} == {bob}


def test_minutes_are_put_right_once_they_are_finished_and_within_one_plan_and_meeting(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner
) -> None:
    lead, open_one = planning.member_of(plan, alice), called(plan, alice, at=LAST_WEEK)
    elsewhere = planning.member_of(planning.begun(alice, [family.mother]), alice)
    with pytest.raises(ValueError, match="not finished"):
        put_minutes_right(meeting=open_one, what=correction(lead), by=alice)
    with pytest.raises(ValueError, match="same plan"):
        put_minutes_right(meeting=meeting, what=correction(elsewhere), by=alice)
    with pytest.raises(ValueError, match="same plan"):
        put_minutes_right(meeting=meeting, what=correction(lead), point=point(open_one, alice, "Hm"), by=alice)
    with pytest.raises(ValueError, match="same plan"):
        put_minutes_right(meeting=meeting, what=correction(lead), kept_from=[elsewhere], kept_because="x", by=alice)
    with pytest.raises(ValueError, match="says why"):
        put_minutes_right(meeting=meeting, what=correction(lead), kept_from=[lead], by=alice)
    assert not Note.objects.filter(kind=Note.Kind.PUT_RIGHT).exists()


@pytest.mark.requirement("BP-302")
def test_what_puts_a_point_right_is_about_the_same_child_and_kept_from_the_same_people_then_and_later(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    mother, father = parent(plan, family.mother, alice, maya), parent(plan, family.father, alice, maya, role="father")
    made = called(plan, alice, at=LAST_WEEK)
    wrong = point(made, alice, "They are at the refuge", child=maya, kept_from=(father,))
    other = point(made, alice, "He eats", child=leo)
    meeting, lead = finished(made, alice), planning.member_of(plan, alice)
    note = put_minutes_right(meeting=meeting, what=correction(lead, child=leo), point=wrong, by=alice)
    again = put_minutes_right(
        meeting=meeting, what=correction(lead), point=note, kept_from=[mother], kept_because="Not yet", by=alice
    )
    assert (note.child, set(note.kept_from.all()), note.kept_because) == (maya, {father}, "It is not safe")
    assert (set(again.kept_from.all()), again.kept_because) == ({mother, father}, "Not yet")
    of_leo = put_minutes_right(meeting=meeting, what=correction(lead), point=other, by=alice)
    later = put_minutes_right(meeting=meeting, what=correction(lead), point=of_leo, by=alice)
    assert (of_leo.kept_from.count(), of_leo.kept_because) == (0, "")
    keep_point_from(note=other, version=meeting.version, members=[mother], because="She is afraid", by=alice)
    for one in (of_leo, later):
        one.refresh_from_db()
        assert (set(one.kept_from.all()), one.kept_because) == ({mother}, "She is afraid")
    keep_point_from(note=other, version=meeting.version + 1, members=[], because="", by=alice)
    assert set(of_leo.kept_from.all()) == {mother}


@pytest.mark.requirement("BN-047")
def test_a_review_that_is_struck_through_raises_no_flag_and_sets_no_day_any_more(
    plan: Plan, alice: Practitioner
) -> None:
    made = reviewed(plan, alice, risk="Out at night", stuck="Nobody came")
    plan.refresh_from_db()
    assert (flags(), plan.next_review_on) == ((True, True), dt.date(2026, 5, 1))
    strike_review(review=made, because="It was of another family", by=alice)
    made.refresh_from_db()
    plan.refresh_from_db()
    assert (flags(), plan.next_review_on) == ((None, None), DUE)
    assert (made.struck_by, made.struck_at, made.struck_because) == (alice, NOW, "It was of another family")
    assert made.changed == "She sleeps"
    assert Event.objects.get(name="plans.review_struck").subject_id == plan.pk
    with pytest.raises(PutRightAlready):
        strike_review(review=made, because="Again", by=alice)


def test_a_review_can_be_written_anew_for_an_earlier_day_than_one_that_is_struck_through(
    plan: Plan, alice: Practitioner
) -> None:
    strike_review(review=reviewed(plan, alice), because="The wrong day", by=alice)
    earlier = Reviewed(TODAY - dt.timedelta(days=3), "She sleeps", "Go on", dt.date(2026, 5, 1))
    assert review(plan=plan, what=earlier, children=[], by=alice).due_on == DUE


def test_a_review_that_is_struck_through_does_not_hold_up_the_end_of_a_plan(plan: Plan, alice: Practitioner) -> None:
    made = reviewed(plan, alice)
    assert first_day_to_end(plan) == TODAY
    strike_review(review=made, because="The wrong day", by=alice)
    assert first_day_to_end(plan) == planning.SINCE


@pytest.mark.requirement("BN-047")
def test_whoever_was_told_that_risk_is_rising_is_told_that_the_review_is_struck_through(
    plan: Plan, alice: Practitioner, leila: Practitioner
) -> None:
    made = reviewed(plan, alice, risk="Out at night")
    strike_review(review=made, because="It was his cousin", by=alice)
    told = Notice.objects.filter(to=leila).order_by("pk")
    assert [one.title for one in told] == [
        "A review of a plan says that risk is rising",
        "A review that said that risk is rising was struck through",
    ]
    strike_review(review=reviewed(plan, alice), because="Written twice", by=alice)
    assert told.count() == 2


def test_a_mark_is_struck_through_and_who_did_it_is_kept(goal: Goal, alice: Practitioner, family: Family) -> None:
    member = planning.member_of(goal.plan, family.maya)
    made = mark(goal=goal, member=member, value=3, said_on=TODAY, by=alice)
    strike_mark(mark=made, because="She meant the other goal", by=alice)
    made.refresh_from_db()
    assert (made.value, made.struck_by, made.struck_because) == (3, alice, "She meant the other goal")
    event = Event.objects.get(name="plans.mark_struck")
    assert event.subject_id == goal.plan_id
    with pytest.raises(PutRightAlready):
        strike_mark(mark=made, because="Again", by=alice)


def test_that_an_action_is_done_is_taken_back_and_what_was_noted_is_kept(
    action: Action, alice: Practitioner, bob: Practitioner
) -> None:
    note_done(action=action, on=TODAY, how="Rang", impact="She sleeps", by=bob)
    take_back_done(action=action, because="They rang about her brother", by=alice)
    action.refresh_from_db()
    assert action.state_on(TODAY) is Action.State.TO_DO
    assert (action.done_how, action.impact, action.version) == ("", "", 3)
    back = action.taken_back.get()
    assert (back.on, back.how, back.impact, back.noted_by) == (TODAY, "Rang", "She sleeps", bob)
    assert (back.because, back.taken_back_by) == ("They rang about her brother", alice)
    assert Event.objects.get(name="plans.done_taken_back").subject_id == action.plan_id
    with pytest.raises(PutRightAlready):
        take_back_done(action=action, because="Again", by=alice)
    note_done(action=action, on=TODAY, how="Rang them now", by=bob)


def test_that_a_goal_is_reached_is_taken_back_and_what_was_noted_is_kept(goal: Goal, alice: Practitioner) -> None:
    note_reached(goal=goal, on=TODAY, how="She says so", by=alice)
    take_back_reached(goal=goal, because="It was one good night", by=alice)
    goal.refresh_from_db()
    assert (goal.reached_on, goal.reached_how) == (None, "")
    back = goal.taken_back.get()
    assert (back.on, back.how, back.because, back.noted_by) == (TODAY, "She says so", "It was one good night", alice)
    assert Event.objects.get(name="plans.reached_taken_back").subject_id == goal.plan_id
    with pytest.raises(PutRightAlready):
        take_back_reached(goal=goal, because="Again", by=alice)
    note_reached(goal=goal, on=TODAY, how="A whole month", by=alice)


Act = Callable[[Practitioner], object]


@pytest.fixture
def acts(plan: Plan, meeting: Meeting, goal: Goal, action: Action, alice: Practitioner) -> list[Act]:
    """Give everything that puts right what is finished."""
    lead, made = planning.member_of(plan, alice), reviewed(plan, alice, risk="Out at night")
    marked = mark(goal=goal, member=lead, value=3, said_on=TODAY, by=alice)
    note_done(action=action, on=TODAY, how="Rang", by=alice)
    note_reached(goal=goal, on=TODAY, how="She says so", by=alice)
    return [
        lambda by: put_minutes_right(meeting=meeting, what=correction(lead), by=by),
        lambda by: strike_review(review=made, because="Wrong", by=by),
        lambda by: strike_mark(mark=marked, because="Wrong", by=by),
        lambda by: take_back_done(action=action, because="Wrong", by=by),
        lambda by: take_back_reached(goal=goal, because="Wrong", by=by),
    ]


def test_neither_a_colleague_who_takes_part_nor_a_stranger_puts_right_what_is_finished(
    acts: list[Act], bob: Practitioner, charlie: Practitioner
) -> None:
    for act in acts:
        for by in (bob, charlie):
            with pytest.raises(PermissionDenied):
                act(by)
    assert not Note.objects.filter(kind=Note.Kind.PUT_RIGHT).exists()
    assert not ScaleMark.objects.exclude(struck_at=None).exists()


def test_whoever_kept_the_plan_on_its_last_day_puts_right_after_its_end_and_no_clock_begins_anew(
    acts: list[Act], plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    end_plan(plan=plan, on=TODAY, because="Life is better", by=alice)
    Involvement.objects.update(ends_on=TODAY, ended_because="It ended")
    told = Notice.objects.filter(title__contains="risk is rising").count()
    with time_machine.travel(NOW + dt.timedelta(days=60), tick=False):
        for act in acts:
            with pytest.raises(PermissionDenied):
                act(bob)
            act(alice)
    plan.refresh_from_db()
    assert plan.next_review_on is None
    assert Notice.objects.filter(title__contains="risk is rising").count() == told
