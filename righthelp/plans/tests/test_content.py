"""What a plan says: written by whoever may change it, about its own children, and never lost."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile, HasEnded, end_plan, let_member_leave
from righthelp.plans.actions.content import (
    AlreadyDropped,
    HasLeft,
    add_action,
    add_goal,
    add_need,
    add_strength,
    add_worry,
    answer_need,
    change_part,
    keep_from,
)
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.progress import note_done
from righthelp.plans.actions.words import write_plan, write_wants
from righthelp.plans.models import Action, Goal, Need, Plan, Worry
from righthelp.plans.tests import planning, writing

pytestmark = pytest.mark.django_db
Change = Callable[[Plan, Practitioner], Any]


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


def strength(plan: Plan, by: Practitioner) -> Any:
    return add_strength(plan=plan, text="She loves drawing", by=by)


def need(plan: Plan, by: Practitioner) -> Any:
    return add_need(plan=plan, own_words="Sleep", by=by)


def worry(plan: Plan, by: Practitioner) -> Any:
    return add_worry(plan=plan, text="She may fall behind", by=by)


def goal(plan: Plan, by: Practitioner) -> Any:
    return add_goal(worry=planning.worry(plan), text="She sleeps", by=by)


def action(plan: Plan, by: Practitioner) -> Any:
    of, holder = planning.goal(planning.worry(plan)), planning.member_of(plan, plan.begun_by)
    return add_action(goal=of, what="Ring", is_for="Rest", holder=holder, due_on=writing.SOON, by=by)


def changed(plan: Plan, by: Practitioner) -> Any:
    return change_part(part=planning.worry(plan), version=1, changes={"text": "Other words"}, by=by)


def kept(plan: Plan, by: Practitioner) -> Any:
    return keep_from(part=planning.worry(plan), version=1, members=[], by=by)


def dropped(plan: Plan, by: Practitioner) -> Any:
    return drop_part(part=planning.worry(plan), because="It was a mistake", by=by)


def answered(plan: Plan, by: Practitioner) -> Any:
    return answer_need(need=planning.need(plan), version=1, no_action_because="Her aunt helps", by=by)


def words(plan: Plan, by: Practitioner) -> Any:
    return write_plan(plan=plan, version=1, changes={"family_wants": "Calm mornings"}, by=by)


def wants(plan: Plan, by: Practitioner) -> Any:
    child = plan.children.select_related("plan").first()
    assert child
    return write_wants(child=child, version=1, wants="A bed of my own", by=by)


EVERY: list[tuple[Change, str]] = [
    (strength, "plans.strength_added"), (need, "plans.need_added"), (worry, "plans.worry_added"),
    (goal, "plans.goal_added"), (action, "plans.action_added"), (changed, "plans.part_changed"),
    (kept, "plans.part_kept_from"), (dropped, "plans.part_dropped"), (answered, "plans.need_answered"),
    (words, "plans.written"), (wants, "plans.wants_written"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "event"), EVERY)
def test_the_lead_writes_and_each_change_has_its_event(
    change: Change, event: str, plan: Plan, alice: Practitioner
) -> None:
    change(plan, alice)
    assert Event.objects.filter(name=event, actor_id=alice.pk).exists()


@pytest.mark.parametrize("change", [one for one, _ in EVERY])
def test_a_colleague_in_the_plan_a_stranger_and_social_care_do_not_write(
    change: Change, plan: Plan, bob: Practitioner, charlie: Practitioner, sam: Practitioner
) -> None:
    for who in (bob, charlie, sam):
        with pytest.raises(NotAllowed):
            change(plan, who)


@pytest.mark.parametrize("change", [one for one, _ in EVERY])
def test_an_ended_plan_is_not_written_any_more(change: Change, plan: Plan, alice: Practitioner) -> None:
    end_plan(plan=plan, on=writing.TODAY, because="All is well", by=alice)
    with pytest.raises(HasEnded):
        change(plan, alice)


def test_what_belongs_to_another_plan_is_refused(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    other = planning.begun(bob, [family.mother])
    with pytest.raises(ValueError, match="its own"):
        add_worry(plan=plan, text="A worry", child=other.children.get(), by=alice)
    with pytest.raises(ValueError, match="its own"):
        add_worry(plan=plan, text="A worry", needs=[planning.need(other)], by=alice)
    with pytest.raises(ValueError, match="its own"):
        answer_need(need=planning.need(plan), version=1, worry=planning.worry(other), by=alice)


@pytest.mark.requirement("BP-205", "BP-043")
def test_a_worry_statement_answers_the_needs_that_belong_to_it(plan: Plan, family: Family, alice: Practitioner) -> None:
    maya = planning.child_of(plan, family.maya)
    found = add_need(plan=plan, child=maya, own_words="Sleep", by=alice)
    made = add_worry(plan=plan, child=maya, text="She may fall behind", needs=[found], by=alice)
    assert Need.objects.get().worry == made
    assert made.child == maya


@pytest.mark.requirement("BP-208", "BN-096")
def test_an_action_says_who_does_what_by_when_and_what_for_the_child(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    of = add_goal(worry=planning.worry(plan, child=maya), text="She sleeps", by=alice)
    holder = writing.father(plan, maya)
    made = add_action(goal=of, what="Ring", is_for="Rest", holder=holder, due_on=writing.SOON, by=alice)
    made.refresh_from_db()
    assert (made.child, made.goal, made.holder, made.due_on, made.is_for) == (maya, of, holder, writing.SOON, "Rest")


def test_nothing_is_put_to_somebody_who_left(plan: Plan, alice: Practitioner) -> None:
    jonas, of = writing.father(plan), planning.goal(planning.worry(plan))
    held = planning.action(of, planning.member_of(plan, alice), due_on=writing.SOON)
    let_member_leave(member=jonas, because="He moved away", by=alice)
    with pytest.raises(HasLeft):
        add_action(goal=of, what="Ring", is_for="Rest", holder=jonas, due_on=writing.SOON, by=alice)
    with pytest.raises(HasLeft):
        change_part(part=held, version=1, changes={"holder": jonas}, by=alice)


def test_an_action_goes_to_somebody_else(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    held = planning.action(planning.goal(planning.worry(plan)), planning.member_of(plan, alice), due_on=writing.SOON)
    change_part(part=held, version=1, changes={"holder": planning.member_of(plan, bob)}, by=alice)
    held.refresh_from_db()
    assert held.holder == planning.member_of(plan, bob)


def test_two_who_change_the_same_part_do_not_write_over_each_other(plan: Plan, alice: Practitioner) -> None:
    part = planning.worry(plan)
    change_part(part=part, version=1, changes={"text": "First"}, by=alice)
    with pytest.raises(ChangedMeanwhile):
        change_part(part=part, version=1, changes={"text": "Second"}, by=alice)
    part.refresh_from_db()
    assert part.text == "First"


def test_a_part_that_was_dropped_is_not_changed_any_more(plan: Plan, alice: Practitioner) -> None:
    part, found = planning.worry(plan), planning.need(plan)
    drop_part(part=part, because="It was a mistake", by=alice)
    for change in (
        lambda: add_goal(worry=part, text="She sleeps", by=alice),
        lambda: change_part(part=part, version=2, changes={"text": "Other"}, by=alice),
        lambda: answer_need(need=found, version=1, worry=part, by=alice),
        lambda: drop_part(part=part, because="Again", by=alice),
    ):
        with pytest.raises(AlreadyDropped):
            change()


@pytest.mark.requirement("BP-043")
def test_dropping_a_worry_drops_its_goals_and_what_is_to_do_and_opens_its_needs_again(
    plan: Plan, alice: Practitioner
) -> None:
    made = writing.whole(plan)
    other = planning.goal(planning.worry(plan, "Another worry"))
    done = planning.action(made.goals.get(), planning.member_of(plan, alice), due_on=writing.SOON, what="Done already")
    note_done(action=done, on=writing.TODAY, how="By telephone", by=alice)
    drop_part(part=made, because="It is not so", by=alice)
    assert Need.objects.get().worry is None
    assert list(Goal.objects.filter(dropped_at=None)) == [other]
    assert list(Action.objects.filter(dropped_at=None)) == [done]
    to_do = Action.objects.get(what="Ring the sleep clinic")
    assert to_do.dropped_because == "It is not so"
    dropped = Event.objects.filter(name="plans.part_dropped").values_list("subject_type", "subject_id")
    gone = (made, *made.goals.all(), to_do)
    assert {*dropped} == {(one._meta.label_lower, one.pk) for one in gone}
    assert Event.objects.filter(name="plans.need_answered", subject_id=Need.objects.get().pk).exists()


def test_dropping_a_goal_leaves_its_worry_statement(plan: Plan, alice: Practitioner) -> None:
    made = writing.whole(plan)
    drop_part(part=made.goals.get(), because="Too big", by=alice)
    assert Worry.objects.get().stands
    assert not Action.objects.filter(dropped_at=None).exists()


@pytest.mark.requirement("BP-043")
def test_a_need_is_answered_by_a_worry_or_by_a_reason_and_opens_again(plan: Plan, alice: Practitioner) -> None:
    found, made = planning.need(plan), planning.worry(plan)
    answer_need(need=found, version=1, worry=made, by=alice)
    assert Need.objects.get().worry == made
    answer_need(need=found, version=2, no_action_because="Her aunt helps", by=alice)
    assert (Need.objects.get().worry, Need.objects.get().no_action_because) == (None, "Her aunt helps")
    answer_need(need=found, version=3, by=alice)
    assert Need.objects.get().no_action_because == ""
    with pytest.raises(ValueError, match="answered once"):
        answer_need(need=found, version=4, worry=made, no_action_because="Both", by=alice)


@pytest.mark.requirement("BP-043")
def test_a_need_of_one_child_is_not_answered_by_a_worry_about_another(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    need, hers = planning.need(plan, child=leo), planning.worry(plan, child=maya)
    with pytest.raises(ValueError, match="same child"):
        answer_need(need=need, version=1, worry=hers, by=alice)
    with pytest.raises(ValueError, match="same child"):
        add_worry(plan=plan, text="A worry", child=maya, needs=[need], by=alice)
    assert Need.objects.get().worry is None
    answer_need(need=need, version=1, worry=planning.worry(plan), by=alice)
    assert Need.objects.get().worry


def test_a_part_is_kept_from_somebody(plan: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    made = add_strength(plan=plan, text="Her aunt takes her in", by=alice, kept_from=[jonas])
    assert list(made.kept_from.all()) == [jonas]
    keep_from(part=made, version=1, members=[], by=alice)
    assert not made.kept_from.exists()
