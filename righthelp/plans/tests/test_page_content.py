"""The forms on which the parts of a plan are written, each once, by whoever may, and nothing is lost."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.guidance.models import Descriptor, Edition
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile, add_member
from righthelp.plans.actions.content import (
    AlreadyDropped,
    add_need,
    add_strength,
    answer_need,
    change_part,
    keep_from,
)
from righthelp.plans.actions.progress import mark
from righthelp.plans.models import Action, Goal, Need, Plan, PlanChild, Worry
from righthelp.plans.parts import PART_MODELS
from righthelp.plans.tests import planning, writing
from righthelp.work.tests.working import client_of, hidden, on, send_form, send_twice, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    """Give Maya, as a child of the plan."""
    return planning.child_of(plan, family.maya)


def words_page(plan: Plan, name: str) -> str:
    return reverse("plan_words", args=[plan.public_id, name])


@pytest.mark.requirement("BP-205", "BP-207", "BP-208", "BN-096", "BT-011")
def test_a_worry_leads_to_its_goal_the_goal_to_its_action_and_all_stand_on_the_plan(
    plan: Plan, maya: PlanChild, alice: Practitioner
) -> None:
    client, holder = client_of(alice), planning.member_of(plan, alice)
    answer = writing.add(
        client, "plan_worry_add", plan, child=str(maya.public_id), text="Her teacher saw that Maya is tired"
    )
    worry = Worry.objects.get()
    assert answer["Location"] == writing.part_page("plan_goal_add", plan, worry)
    answer = send_form(client, answer["Location"], text="Maya is rested", scale_zero="Never", scale_ten="Always")
    goal = Goal.objects.get()
    assert (goal.worry, goal.child, goal.has_scale) == (worry, maya, True)
    answer = send_form(
        client, answer["Location"], what="Ring the clinic", is_for="So that she learns",
        holder=str(holder.public_id), **on("due_on", writing.SOON),
    )  # fmt: skip
    assert answer["Location"] == writing.page_of(plan)
    page = shown(client, answer["Location"])
    for text in (
        "Her teacher saw that Maya is tired", "Maya is rested", "Ring the clinic", "What it is for: So that she learns",
        "Alice Adeyemi, lead practitioner , by 2 February 2026", "0 means Never",
    ):  # fmt: skip
        assert text in page


def test_a_form_that_is_sent_twice_writes_once(plan: Plan, alice: Practitioner) -> None:
    path = reverse("plan_worry_add", args=[plan.public_id])
    send_twice(client_of(alice), path, child="all", text="A worry")
    assert Worry.objects.count() == 1


@pytest.mark.parametrize("name", ["plan_strength_add", "plan_need_add", "plan_worry_add"])
def test_only_whoever_may_change_the_plan_opens_its_forms(
    name: str, plan: Plan, alice: Practitioner, bob: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    path = reverse(name, args=[plan.public_id])
    for who, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404)):
        shown(client_of(who), path, status)


def test_two_who_write_the_same_words_see_both_texts(plan: Plan, alice: Practitioner, leila: Practitioner) -> None:
    first, second, path = client_of(alice), client_of(leila), words_page(plan, "family")
    opened = hidden(second.get(path).content.decode())
    send_form(first, path, family_wants="Calm mornings")
    answer = second.post(path, {**opened, "family_wants": "Less shouting"})
    assert answer.status_code == 200
    assert "Calm mornings" in words(answer)
    assert "Less shouting" in answer.content.decode()


@pytest.mark.requirement("BP-030")
def test_the_goal_form_says_that_a_goal_may_be_about_how_the_family_manages(plan: Plan, alice: Practitioner) -> None:
    page = shown(client_of(alice), writing.part_page("plan_goal_add", plan, planning.worry(plan)))
    assert "It may be about how the family manages together, their routines, and how they solve problems" in page


@pytest.mark.requirement("BP-206")
def test_the_worry_form_asks_for_words_that_the_family_understands_and_explains_jargon(
    plan: Plan, alice: Practitioner
) -> None:
    client, path = client_of(alice), reverse("plan_worry_add", args=[plan.public_id])
    assert "so that the family understands it" in shown(client, path)
    answer = send_form(client, path, text="Mum failed to engage")
    assert "Help with words" in words(answer)


@pytest.mark.requirement("BP-043")
def test_a_need_is_answered_by_a_worry_statement_or_by_a_reason(plan: Plan, alice: Practitioner) -> None:
    client, need, worry = client_of(alice), planning.need(plan, "Money for the bus"), planning.worry(plan)
    path = writing.part_page("plan_need_answer", plan, need)
    assert "Write why nothing is done about this need" in words(send_form(client, path, answer="nothing"))
    answer = send_form(client, path, answer="nothing", because="Her aunt pays it")
    assert "Nothing is done about it, because: Her aunt pays it" in shown(client, answer["Location"])
    answer = send_form(client, path, answer=str(worry.public_id), because="")
    assert "Needs that belong to it (1)" in shown(client, answer["Location"])
    need.refresh_from_db()
    assert (need.worry, need.no_action_because) == (worry, "")


def test_a_need_says_what_shows_it_whether_fact_or_opinion_and_whose_it_is(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    mother = add_member(plan=plan, kind="family", role="mother", person=family.mother, by=alice)
    client = client_of(alice)
    assert "Write what shows this need" in words(
        writing.add(client, "plan_need_add", plan, child="all", own_words="Sleep", evidence_from="Her doctor")
    )
    answer = writing.add(
        client, "plan_need_add", plan, child="all", own_words="Sleep", evidence="She dozes in class",
        evidence_kind="fact", evidence_from="Her teacher", of_member=str(mother.public_id),
    )  # fmt: skip
    page = shown(client, answer["Location"])
    assert "A need of Ana Lindqvist, mother" in page
    assert "She dozes in class (Fact: seen, heard or measured, Her teacher)" in page


def test_a_part_is_changed_left_out_of_a_copy_and_taken_out_with_the_reason(plan: Plan, alice: Practitioner) -> None:
    client, worry, jonas = client_of(alice), writing.whole(plan), writing.father(plan)
    at = {name: writing.part_page(f"plan_part_{name}", plan, worry, "worries") for name in ("change", "keep", "drop")}
    answer = send_form(client, at["change"], text="In better words")
    assert "In better words" in shown(client, answer["Location"])
    send_form(client, at["keep"], kept_from=[str(jonas.public_id)])
    assert list(worry.kept_from.all()) == [jonas]
    answer = send_form(client, at["drop"], because="It is not so")
    assert "In better words" not in shown(client, answer["Location"])
    worry.refresh_from_db()
    assert worry.dropped_because == "It is not so"
    shown(client, at["change"], 404)


def test_an_action_that_somebody_else_changed_meanwhile_is_not_written_over(
    plan: Plan, alice: Practitioner, leila: Practitioner
) -> None:
    writing.whole(plan)
    action = Action.objects.get()
    path = writing.part_page("plan_part_change", plan, action, "actions")
    second, holder = client_of(leila), str(action.holder.public_id)
    opened = hidden(second.get(path).content.decode())
    send_form(client_of(alice), path, what="Visit the clinic", is_for=action.is_for, holder=holder)
    other = second.post(path, {**opened, "what": action.what, "is_for": "So that she can play", "holder": holder})
    assert other["Location"] == writing.page_of(plan)
    action.refresh_from_db()
    assert (action.what, action.is_for) == ("Visit the clinic", "So that she can play")


@pytest.mark.requirement("BP-043", "BP-205")
def test_the_worry_form_offers_the_needs_without_an_answer(plan: Plan, maya: PlanChild, alice: Practitioner) -> None:
    need, answered = planning.need(plan, "Money for the bus"), planning.need(plan, "Sleep", worry=planning.worry(plan))
    client = client_of(alice)
    assert answered.text not in shown(client, reverse("plan_worry_add", args=[plan.public_id]))
    who = {"child": str(maya.public_id), "needs": [str(need.public_id)]}
    writing.add(client, "plan_worry_add", plan, text="Maya may miss school", **who)
    need.refresh_from_db()
    assert need.worry
    assert need.worry.text == "Maya may miss school"


def test_a_need_is_not_put_under_a_worry_about_another_child(
    plan: Plan, maya: PlanChild, family: Family, alice: Practitioner
) -> None:
    leo, hers = planning.child_of(plan, family.brother), planning.worry(plan, "Maya is alone", child=maya)
    need, client = planning.need(plan, "A bed for Leo", child=leo), client_of(alice)
    assert hers.text not in shown(client, writing.part_page("plan_need_answer", plan, need))
    assert hers.text in shown(client, writing.part_page("plan_need_answer", plan, planning.need(plan, "A bus pass")))
    who = {"child": str(maya.public_id), "needs": [str(need.public_id)]}
    answer = writing.add(client, "plan_worry_add", plan, text="Maya may miss school", **who)
    assert "You chose a need of another child" in words(answer)
    assert Need.objects.get(pk=need.pk).worry is None


def test_a_need_that_a_descriptor_names_keeps_its_sentence(
    plan: Plan, alice: Practitioner, guidance: dict[str, Edition]
) -> None:
    descriptor = Descriptor.objects.filter(edition=guidance["bathnes"])[0]
    need = add_need(plan=plan, descriptor=descriptor, evidence="Seen at school", by=alice)
    client = client_of(alice)
    assert " ".join(descriptor.text.split()) in shown(client, writing.page_of(plan))
    path = writing.part_page("plan_part_change", plan, need, "needs")
    assert "What is needed?" not in shown(client, path)
    send_form(client, path, evidence="Seen twice", evidence_kind="fact", evidence_from="")
    assert "Seen twice" in shown(client, writing.page_of(plan))


@pytest.mark.parametrize("kind", ["strengths", "needs", "worries", "goals", "actions", "something"])
def test_every_kind_of_part_has_its_pages(kind: str, plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    part = PART_MODELS[kind].objects.get() if kind in PART_MODELS else Worry.objects.get()
    for name in ("plan_part_change", "plan_part_keep", "plan_part_drop"):
        shown(client_of(alice), writing.part_page(name, plan, part, kind), 200 if kind in PART_MODELS else 404)


def test_the_sentence_of_a_descriptor_stays_and_a_scale_that_somebody_used_stays(
    plan: Plan, alice: Practitioner
) -> None:
    client, goal = client_of(alice), planning.goal(planning.worry(plan), has_scale=True)
    path = writing.part_page("plan_part_change", plan, goal, "goals")
    half = words(send_form(client, path, text=goal.text, scale_zero="Never", scale_ten=""))
    assert "What would 10 mean? Write it, or leave out both ends of the scale" in half
    mark(goal=goal, member=writing.father(plan), value=4, said_on=writing.TODAY, by=alice)
    page = shown(client, path)
    assert "that stays: 0 means “Never”, and 10 means “Every night”" in page
    assert "What would 0 mean?" not in page
    send_form(client, path, text="She sleeps")
    goal.refresh_from_db()
    assert (goal.text, goal.scale_zero, goal.scale_ten) == ("She sleeps", "Never", "Every night")


@pytest.mark.parametrize("ends", [{"scale_zero": "Every night", "scale_ten": "Never"}, {"scale_zero": ""}])
def test_the_ends_of_a_scale_that_somebody_marked_meanwhile_are_not_changed(
    ends: dict[str, str], plan: Plan, alice: Practitioner
) -> None:
    client, goal = client_of(alice), planning.goal(planning.worry(plan), has_scale=True)
    path = writing.part_page("plan_part_change", plan, goal, "goals")
    sent = {**hidden(client.get(path).text), "text": "She sleeps well now", **ends}
    mark(goal=goal, member=writing.father(plan), value=9, said_on=writing.TODAY, by=alice)
    answer: Any = client.post(path, sent)
    assert "Somebody used this scale meanwhile, so it stays as it is" in words(answer)
    assert "She sleeps well now" in answer.text
    with pytest.raises(ChangedMeanwhile):
        change_part(part=goal, version=goal.version, changes={**ends, "has_scale": True}, by=alice)
    goal.refresh_from_db()
    assert (goal.scale_zero, goal.scale_ten) == ("Never", "Every night")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"child": ""}, "Choose whom it is about"),
        ({"child": "all", "text": ""}, "Answer the question “What are you worried about?”"),
    ],
)
def test_what_is_missing_in_a_form_is_said(answers: dict[str, str], said: str, plan: Plan, alice: Practitioner) -> None:
    assert said in words(writing.add(client_of(alice), "plan_worry_add", plan, **{"text": "A worry", **answers}))


def test_an_action_is_for_a_day_to_come_and_for_somebody(plan: Plan, alice: Practitioner) -> None:
    path = writing.part_page("plan_action_add", plan, planning.goal(planning.worry(plan)))
    yesterday = on("due_on", writing.TODAY - dt.timedelta(days=1))
    page = words(send_form(client_of(alice), path, what="Ring", is_for="Rest", holder="", **yesterday))
    assert "Enter today or a day to come" in page
    assert "Choose who does it" in page


def test_a_change_that_comes_too_late_says_why_and_keeps_the_text(plan: Plan, alice: Practitioner) -> None:
    client, worry = client_of(alice), planning.worry(plan)
    for path, answers in (
        (writing.part_page("plan_goal_add", plan, worry), {"text": "She sleeps"}),
        (writing.part_page("plan_part_change", plan, worry, "worries"), {"text": "She sleeps"}),
    ):
        form = hidden(client.get(path).content.decode())
        with patch("righthelp.plans.actions.content._require_standing", side_effect=AlreadyDropped):
            answer = client.post(path, {**form, **answers})
        assert "somebody took this part out of the plan meanwhile" in words(answer)
        assert "She sleeps" in answer.content.decode()


def test_a_need_that_somebody_else_answered_meanwhile_shows_both_answers_and_is_saved_knowingly(
    plan: Plan, alice: Practitioner
) -> None:
    need, worry = planning.need(plan, "Sleep"), planning.worry(plan, "She may fall behind")
    client, page = client_of(alice), writing.part_page("plan_need_answer", plan, need)
    opened = hidden(client.get(page).text)
    answer_need(need=need, version=1, worry=worry, by=alice)
    typed = {"answer": "nothing", "because": "Her aunt helps every night"}
    refused = client.post(page, {**opened, **typed})
    assert "It belongs to this worry: She may fall behind" in words(refused).partition("Saved meanwhile")[2]
    assert "Her aunt helps every night" in refused.text
    assert client.post(page, {**hidden(refused.text), **typed}).status_code == 302
    need.refresh_from_db()
    assert need.no_action_because == "Her aunt helps every night"


def test_whom_somebody_else_left_out_of_a_copy_meanwhile_does_not_get_it_unseen(
    plan: Plan, maya: PlanChild, alice: Practitioner
) -> None:
    part = add_strength(plan=plan, text="She draws", by=alice)
    first, second = writing.father(plan, maya), writing.father(plan, maya, name="Olof Ek")
    client, page = client_of(alice), writing.part_page("plan_part_keep", plan, part, "strengths")
    opened = hidden(client.get(page).text)
    keep_from(part=part, version=1, members=[first], by=alice)
    typed = {"kept_from": [str(second.public_id)]}
    refused = client.post(page, {**opened, **typed})
    assert "Jonas Berg" in words(refused).partition("Saved meanwhile")[2]
    assert set(part.kept_from.all()) == {first}
    both = {"kept_from": [str(first.public_id), str(second.public_id)]}
    assert client.post(page, {**hidden(refused.text), **both}).status_code == 302
    assert set(part.kept_from.all()) == {first, second}
