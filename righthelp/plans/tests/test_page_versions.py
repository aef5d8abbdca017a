"""A plan is agreed on its page, its versions are read, and what changed stands in one view."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import begin_plan
from righthelp.plans.actions.content import add_action, add_strength, change_part
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.progress import mark, note_done
from righthelp.plans.models import Action, Goal, Plan, PlanVersion, Strength, Worry
from righthelp.plans.tests import planning, writing
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, hidden, on, send_form, shown, words

pytestmark = pytest.mark.django_db
ANSWERS = {
    "agreed_with": "Ana Lindqvist and Maya", "understood_how": "Read together in Swedish", "not_agreed": "",
    **on("agreed_on", writing.TODAY),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_january() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC), tick=False):
        yield


def agreeing(plan: Plan) -> str:
    return reverse("plan_agree", args=[plan.public_id])


def changes(plan: Plan, number: int = 1, *to: int) -> str:
    return reverse("plan_compare" if to else "plan_changes", args=[plan.public_id, number, *to])


@pytest.mark.requirement("BP-208", "BP-209", "BP-044")
def test_a_plan_is_agreed_with_who_agreed_and_how_it_was_understood(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan)
    client = client_of(alice)
    assert "Not agreed yet" in shown(client, writing.page_of(plan))
    answer = send_form(client, agreeing(plan), **ANSWERS)
    page = shown(client, answer["Location"])
    assert "As agreed: version 1, agreed on 12 January 2026" in page
    version = shown(client_of(bob), reverse("plan_version", args=[plan.public_id, 1]))
    for said in ("Ana Lindqvist and Maya", "Read together in Swedish", "Maya may fall behind", "Ring the sleep clinic"):
        assert said in version


@pytest.mark.requirement("BP-209")
@pytest.mark.parametrize(
    ("left_out", "said"),
    [("agreed_with", "Who agreed it?"), ("understood_how", "How do you know that they understood it?")],
)
def test_nobody_agrees_a_plan_without_saying_with_whom_and_how_it_was_understood(
    left_out: str, said: str, plan: Plan, alice: Practitioner
) -> None:
    writing.whole(plan)
    page = words(send_form(client_of(alice), agreeing(plan), **{**ANSWERS, left_out: ""}))
    assert f"Answer the question “{said}”" in page
    assert not PlanVersion.objects.exists()


def test_the_form_asks_for_the_young_person_and_a_parent_who_lives_elsewhere(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    page = shown(client_of(alice), agreeing(plan))
    assert "The young person, each parent, one who lives elsewhere too, and those who help" in page


@pytest.mark.requirement("BP-043", "BP-207", "BP-208")
def test_what_is_missing_stands_where_the_form_would_be(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    client = client_of(alice)
    form = hidden(client.get(agreeing(plan)).content.decode())
    planning.worry(plan, "Another worry")
    assert "This worry has no wellbeing goal yet: Another worry" in shown(client, agreeing(plan))
    refused = client.post(agreeing(plan), {**form, **ANSWERS})
    assert "somebody changed the plan meanwhile" in words(refused)
    answer = client.post(agreeing(plan), {**hidden(refused.text), **ANSWERS})
    assert "something is missing" in words(answer)
    assert "Read together in Swedish" in answer.text
    assert not PlanVersion.objects.exists()


def test_a_plan_that_changed_while_somebody_read_it_is_read_again(plan: Plan, alice: Practitioner) -> None:
    worry = writing.whole(plan)
    client = client_of(alice)
    form = hidden(client.get(agreeing(plan)).content.decode())
    change_part(part=worry, version=1, changes={"text": "Worse words"}, by=alice)
    answer = client.post(agreeing(plan), {**form, **ANSWERS})
    assert "somebody changed the plan meanwhile" in words(answer)
    assert "Read the plan as it stands now" in words(answer)
    assert not PlanVersion.objects.exists()
    again = {**hidden(answer.text), **ANSWERS}
    assert client.post(agreeing(plan), again).status_code == 302
    change_part(part=worry, version=2, changes={"text": "Better words"}, by=alice)
    answer = client.post(agreeing(plan), {**form, **ANSWERS})
    assert changes(plan) in answer.text
    assert "What changed since version 1" in words(answer)


def test_a_mark_on_a_scale_does_not_keep_a_plan_from_being_agreed(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan)
    goal = Goal.objects.get()
    change_part(part=goal, version=1, changes={"has_scale": True, "scale_zero": "No", "scale_ten": "Yes"}, by=alice)
    client = client_of(alice)
    form = hidden(client.get(agreeing(plan)).text)
    mark(goal=goal, member=planning.member_of(plan, bob), value=3, said_on=writing.TODAY, by=bob)
    assert client.post(agreeing(plan), {**form, **ANSWERS}).status_code == 302
    assert PlanVersion.objects.exists()


def test_a_plan_is_not_agreed_for_a_day_before_it_began(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    before = on("agreed_on", plan.begun_on - dt.timedelta(days=1))
    assert "The plan began on" in words(send_form(client_of(alice), agreeing(plan), **{**ANSWERS, **before}))


@pytest.mark.requirement("BN-045")
def test_a_family_and_those_who_help_agree_to_look_at_the_plan_sooner(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    client, sooner = client_of(alice), on("review_by", dt.date(2026, 2, 9))
    assert "Then it is reviewed within 84 days" in shown(client, agreeing(plan))
    page = shown(client, send_form(client, agreeing(plan), **ANSWERS, **sooner)["Location"])
    assert "9 February 2026" in page
    assert "9 February 2026, as agreed then" in shown(client, reverse("plan_version", args=[plan.public_id, 1]))
    assert "Then it is reviewed by 9 February 2026" in shown(client, agreeing(plan))
    plan.refresh_from_db()
    assert plan.next_review_on == dt.date(2026, 2, 9)


@pytest.mark.parametrize("on_day", [writing.TODAY, dt.date(2026, 4, 7)])
def test_a_review_is_not_agreed_for_the_day_of_the_plan_nor_put_off(
    on_day: dt.date, plan: Plan, alice: Practitioner
) -> None:
    writing.whole(plan)
    answer = words(send_form(client_of(alice), agreeing(plan), **ANSWERS, **on("review_by", on_day)))
    assert "must be after 12 January 2026, and not later than 6 April 2026" in answer
    assert "Read together in Swedish" in answer
    assert not PlanVersion.objects.exists()


def test_without_the_day_of_the_plan_the_day_of_its_review_is_kept(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    answers = {**ANSWERS, **on("agreed_on", dt.date(2027, 1, 1)), **on("review_by", dt.date(2026, 2, 9))}
    answer = send_form(client_of(alice), agreeing(plan), **answers)
    assert "next review must be" not in words(answer)
    assert 'value="9"' in answer.text


def test_what_changed_since_a_version_stands_in_one_view(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    worry = writing.whole(plan, maya)
    writing.agreed(plan)
    assert "Nothing changed in what you may read" in shown(client_of(bob), changes(plan))
    change_part(part=worry, version=1, changes={"text": "In better words"}, by=alice)
    drop_part(part=Strength.objects.get(), because="She stopped drawing", by=alice)
    holder = writing.father(plan, maya)
    more = {"is_for": "So that she is seen", "holder": holder, "due_on": writing.SOON, "by": alice}
    add_action(goal=worry.goals.get(), what="Visit every Friday", **more)  # type: ignore[arg-type]
    note_done(action=Action.objects.get(what="Ring the sleep clinic"), on=writing.TODAY, how="Rung", by=alice)
    page = shown(client_of(bob), changes(plan))
    for said in (
        "Worry statement: changed Before Worry Maya may fall behind Now Worry In better words",
        "What goes well: no longer in the plan What She loves drawing Said by Her teacher",
        "Why: She stopped drawing",
        "Action: new What Visit every Friday What it is for So that she is seen Who Jonas Berg By when 2 February 2026",
        "Now What Ring the sleep clinic Done on 12 January 2026",
        "Who takes part: new Who takes part Jonas Berg, father",
    ):  # fmt: skip
        assert said in page
    assert "Changed since version 1" in shown(client_of(alice), writing.page_of(plan))


def test_what_was_done_since_is_progress_and_no_change_of_the_plan(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    writing.agreed(plan)
    note_done(action=Action.objects.get(), on=writing.TODAY, how="Rung", by=alice)
    assert "As agreed: version 1" in shown(client_of(alice), writing.page_of(plan))
    assert "Done on 12 January 2026" in shown(client_of(alice), changes(plan))


def test_versions_are_held_against_each_other(plan: Plan, alice: Practitioner) -> None:
    worry = writing.whole(plan)
    plan.refresh_from_db()
    writing.agreed(plan)
    client = client_of(alice)
    send_form(client, reverse("plan_words", args=[plan.public_id, "network"]), network="Aunt Pia", network_offer="held")
    change_part(part=worry, version=1, changes={"text": "In better words"}, by=alice)
    writing.agreed(plan)
    drop_part(part=worry, because="Not so", by=alice)
    page = shown(client, changes(plan, 1, 2))
    assert "In better words" in page
    assert "Meeting with their own people: new Meeting with their own people Offered: they met, or will meet" in page
    assert "Not so" not in page
    listed = shown(client, reverse("plan_versions", args=[plan.public_id]))
    assert "Version 2, agreed on 12 January 2026" in listed
    shown(client, changes(plan, 7), 404)


def test_versions_and_changes_say_nothing_of_a_child_whose_record_is_not_open(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    leo = planning.child_of(plan, family.brother)
    writing.whole(plan, holder=planning.member_of(plan, family.brother))
    Worry.objects.filter(pk=writing.whole(plan, leo).pk).update(text="Leo is alone")
    writing.agreed(plan)
    add_strength(plan=plan, child=leo, text="Leo has a dog", by=alice)
    writing.agreed(plan)
    Involvement.objects.filter(practitioner=bob, child=family.brother).delete()
    version = reverse("plan_version", args=[plan.public_id, 1])
    for path in (version, changes(plan), changes(plan, 1, 2), writing.page_of(plan)):
        assert "Leo" not in shown(client_of(bob), path)
        assert "Leo" in shown(client_of(alice), path)
        shown(client_of(charlie), path, 404)


def test_an_earlier_plan_goes_on_without_typing_anything_again(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan, planning.child_of(plan, family.maya))
    later = begin_plan(kind=planning.KIND, team=plan.team, people=[family.maya], by=alice)
    client, path = client_of(alice), reverse("plan_carry_on", args=[later.public_id])
    assert "Carry on from it" in shown(client, writing.page_of(later))
    assert "Choose the plan that goes on" in words(send_form(client, path))
    answer = send_form(client, path, plan=str(plan.public_id))
    page = shown(client, answer["Location"])
    assert "Maya may fall behind" in page
    assert "Ring the sleep clinic" in page
    shown(client_of(bob), path, 404)


def test_where_there_is_no_earlier_plan_nothing_goes_on(plan: Plan, alice: Practitioner) -> None:
    path = reverse("plan_carry_on", args=[plan.public_id])
    assert "There is no earlier plan" in shown(client_of(alice), path)
