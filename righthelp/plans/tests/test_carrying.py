"""An earlier plan goes on in a new one: nothing is typed again, and nobody learns what they may not."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member, begin_plan, let_member_leave
from righthelp.plans.actions.carrying import carry_over
from righthelp.plans.actions.content import add_action, add_goal, add_strength, add_worry, answer_need
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.progress import note_done, note_reached
from righthelp.plans.actions.words import write_plan, write_wants
from righthelp.plans.models import Action, Goal, Member, Need, Plan, Strength, Worry
from righthelp.plans.tests import planning, writing
from righthelp.work.tests.working import client_of, hidden, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def later(plan: Plan, family: Family, alice: Practitioner) -> Plan:
    """Give a new plan for Maya alone that goes on from the earlier one."""
    return begin_plan(kind=planning.KIND, team=plan.team, people=[family.maya], by=alice, continues=plan)


def test_what_stands_comes_along_with_everything_that_belongs_to_it(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    jonas = writing.father(plan, maya)
    writing.whole(plan, maya, holder=jonas)
    write_plan(plan=plan, version=1, changes={"family_wants": "Calm mornings"}, by=alice)
    write_wants(child=maya, version=1, wants="A bed of my own", by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    now = planning.child_of(later, family.maya)
    action = Action.objects.select_related("goal__worry", "holder").get(plan=later)
    assert (action.child, action.what, action.due_on) == (now, "Ring the sleep clinic", writing.SOON)
    assert action.goal.worry.text == "Maya may fall behind"
    assert (action.holder.name, list(action.holder.reads.all())) == ("Jonas Berg", [now])
    assert Need.objects.get(plan=later).worry == action.goal.worry
    assert Strength.objects.get(plan=later).said_by == "Her teacher"
    later.refresh_from_db()
    assert (later.family_wants, now.wants) == ("Calm mornings", "A bed of my own")


def test_words_that_come_along_while_somebody_writes_their_own_are_not_written_over(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    write_plan(plan=plan, version=1, changes={"family_wants": "Calm mornings"}, by=alice)
    write_wants(child=maya, version=1, wants="A bed of my own", by=alice)
    client, now = client_of(alice), planning.child_of(later, family.maya)
    forms = {
        reverse("plan_words", args=[later.public_id, "family"]): {"family_wants": "Less shouting"},
        reverse("plan_wants", args=[later.public_id, now.public_id]): {"wants": "A dog"},
    }
    opened = {path: hidden(client.get(path).text) for path in forms}
    carry_over(plan=later, from_plan=plan, by=alice)
    for path, typed in forms.items():
        assert "Saved meanwhile" in words(client.post(path, {**opened[path], **typed}))
    later.refresh_from_db()
    assert later.family_wants == "Calm mornings"


def test_what_is_reached_done_dropped_or_of_another_child_stays_behind(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    maya, leo = planning.child_of(plan, family.maya), planning.child_of(plan, family.brother)
    reached = writing.whole(plan, maya)
    note_reached(goal=reached.goals.get(), on=writing.TODAY, how="She sleeps", by=alice)
    half = writing.whole(plan, maya)
    note_done(action=half.goals.get().actions.get(), on=writing.TODAY, how="Rung", by=alice)
    more = add_goal(worry=half, text="She has a friend", by=alice)
    note_reached(goal=more, on=writing.TODAY, how="She has", by=alice)
    drop_part(part=add_worry(plan=plan, child=maya, text="Not so", by=alice), because="Not so", by=alice)
    writing.whole(plan, leo)
    carry_over(plan=later, from_plan=plan, by=alice)
    assert [one.text for one in Worry.objects.filter(plan=later)] == [half.text]
    assert [one.text for one in Goal.objects.filter(plan=later)] == ["Maya sleeps through the night"]
    assert not Action.objects.filter(plan=later).exists()


def test_what_was_carried_over_is_not_carried_over_again(plan: Plan, later: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    for _ in range(2):
        carry_over(plan=later, from_plan=plan, by=alice)
    assert [kind.objects.filter(plan=later).count() for kind in (Strength, Need, Worry, Goal, Action)] == [1] * 5


def test_a_need_of_a_child_who_is_left_out_stays_behind(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    leo = planning.child_of(plan, family.brother)
    planning.need(plan, "Leo has no bed", child=leo, worry=writing.whole(plan))
    carry_over(plan=later, from_plan=plan, by=alice)
    assert [one.text for one in Need.objects.filter(plan=later)] == ["Sleep"]


def test_whoever_belongs_only_to_a_child_who_is_left_out_stays_behind_with_what_is_theirs(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    maya, leo = planning.child_of(plan, family.maya), planning.child_of(plan, family.brother)
    dean = writing.father(plan, leo, name="Dean Pask")
    for name, reads in (("Ida Lind", []), ("Kim Lind", [leo, maya])):
        writing.father(plan, *reads, name=name)
    add_member(plan=plan, kind="family", role="father", person=family.father, reads=[leo], by=alice)
    worry = planning.worry(plan)
    for under in (None, worry):
        Need.objects.create(plan=plan, of_member=dean, own_words="He drinks", worry=under, noted_by=alice)
    Strength.objects.create(plan=plan, of_member=dean, text="He cooks", noted_by=alice)
    add_strength(plan=plan, child=None, text="Her aunt takes them in", kept_from=[dean], by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    outside = Member.objects.here().filter(plan=later, kind="family")
    assert {one.name or one.person for one in outside} == {"Ida Lind", "Kim Lind", family.father}
    assert not Need.objects.filter(plan=later).exists()
    [strength] = Strength.objects.filter(plan=later)
    assert [one.name for one in strength.kept_from.all()] == ["Dean Pask"]  # and it holds if he comes


def test_a_need_that_was_left_for_a_reason_keeps_the_reason(plan: Plan, later: Plan, alice: Practitioner) -> None:
    found = planning.need(plan)
    answer_need(need=found, version=1, no_action_because="Her aunt helps", by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    assert Need.objects.get(plan=later).no_action_because == "Her aunt helps"


def test_what_is_kept_from_somebody_stays_kept_from_them(
    plan: Plan, later: Plan, family: Family, alice: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    jonas = writing.father(plan, maya)
    add_strength(plan=plan, child=maya, text="Her aunt takes her in", kept_from=[jonas], by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    [kept] = Strength.objects.get(plan=later).kept_from.all()
    assert (kept.plan, kept.name) == (later, "Jonas Berg")


def test_a_worker_who_does_not_work_in_the_new_plan_stands_there_by_name(
    plan: Plan, later: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    of = planning.goal(planning.worry(plan))
    add_action(goal=of, what="Ring", is_for="Rest", holder=planning.member_of(plan, bob), due_on=writing.SOON, by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    holder = Action.objects.get(plan=later).holder
    assert (holder.kind, holder.practitioner, holder.name) == (Member.Kind.WORKER, None, bob.name)
    assert holder.is_shut_in_holidays  # a school stays one, so that somebody is named for the holidays


def test_whoever_works_in_both_holds_their_action_themselves(
    plan: Plan, family: Family, alice: Practitioner, sam: Practitioner
) -> None:
    writing.whole(plan)
    theirs = planning.begun(sam, [family.maya])
    planning.works_in(alice, theirs)
    carry_over(plan=theirs, from_plan=plan, by=sam)
    assert Action.objects.get(plan=theirs).holder.practitioner == alice


def test_somebody_who_had_left_does_not_come_back(plan: Plan, later: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    writing.whole(plan, holder=jonas)
    let_member_leave(member=jonas, because="He moved away", by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    assert not Member.objects.filter(plan=later, name="Jonas Berg").exists()
    assert Goal.objects.filter(plan=later).exists()
    assert not Action.objects.filter(plan=later).exists()


def test_family_on_file_take_part_once(plan: Plan, later: Plan, family: Family, alice: Practitioner) -> None:
    for one in (plan, later):
        add_member(plan=one, kind="family", role="mother", person=family.mother, by=alice)
    carry_over(plan=later, from_plan=plan, by=alice)
    assert Member.objects.filter(plan=later, person=family.mother).count() == 1


def test_what_is_about_all_stays_behind_where_a_child_who_is_left_out_has_a_restricted_record(
    plan: Plan, later: Plan, family: Family, alice: Practitioner, sam: Practitioner, mira: Practitioner
) -> None:
    writing.whole(plan)
    maya = planning.child_of(plan, family.maya)
    writing.whole(plan, maya)
    restrict(person=family.brother, kind="high_risk", because="Threats", readers=[sam], by=mira)
    carry_over(plan=later, from_plan=plan, by=alice)
    assert [one.child for one in Worry.objects.filter(plan=later)] == [planning.child_of(later, family.maya)]


def test_nobody_carries_over_a_plan_with_which_they_have_nothing_to_do(
    plan: Plan, family: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    theirs = planning.begun(charlie, [family.maya])
    with pytest.raises(NotAllowed):
        carry_over(plan=theirs, from_plan=plan, by=charlie)
    with pytest.raises(NotAllowed):
        carry_over(plan=plan, from_plan=theirs, by=bob)
