"""The page of a plan: what it says, of whom, and to whom."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member, end_plan, let_member_leave
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.models import Action, ChildReviewed, Copy, Plan, PlanChild, Referral, Review
from righthelp.plans.tests import planning, writing
from righthelp.plans.tests.gathering import called
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, on, send_form, shown, words, works_with

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
AGREED = {"agreed_with": "Ana Lindqvist and Maya", "understood_how": "Read together"}


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


def test_who_reads_the_plan(
    plan: Plan, alice: Practitioner, bob: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    writing.whole(plan)
    path = writing.page_of(plan)
    assert "Write a worry statement" in shown(client_of(alice), path)
    assert "Write a worry statement" in shown(client_of(leila), path)
    read = shown(client_of(bob), path)
    assert "Maya may fall behind" in read
    assert "Write a worry statement" not in read
    shown(client_of(charlie), path, 404)


def test_a_late_action_has_beside_it_that_it_is_done(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    goal = planning.goal(planning.worry(plan))
    late = planning.action(goal, planning.member_of(plan, bob), due_on=dt.date(2026, 1, 9))
    done = reverse("plan_action_done", args=[plan.public_id, late.public_id])
    for one in (alice, bob):
        assert done in client_of(one).get(writing.page_of(plan)).text
    Action.objects.filter(pk=late.pk).update(done_on=dt.date(2026, 1, 9), done_how="Rang", done_noted_by=bob)
    assert done not in client_of(alice).get(writing.page_of(plan)).text


def test_a_need_of_a_child_who_is_not_shown_does_not_stand_under_a_worry_of_all(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    brother = planning.child_of(plan, family.brother)
    planning.need(plan, "He wets the bed", child=brother, worry=planning.worry(plan, "The nights are loud"))
    assert "He wets the bed" in shown(client_of(bob), writing.page_of(plan))
    Involvement.objects.filter(practitioner=bob, child=family.brother).delete()
    text = shown(client_of(bob), writing.page_of(plan))
    assert "The nights are loud" in text
    assert "He wets the bed" not in text


def test_a_plan_about_a_child_with_a_restricted_record_is_shut_to_all_who_are_not_named(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, mira: Practitioner
) -> None:
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[bob, mira], by=mira)
    shown(client_of(alice), writing.page_of(plan), 404)
    shown(client_of(bob), writing.page_of(plan))


def test_nothing_of_a_child_whose_record_is_not_open_is_shown_nor_written(
    plan: Plan, maya: PlanChild, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    leo = planning.child_of(plan, family.brother)
    child = planning.member_of(plan, family.brother)
    worry = writing.whole(plan, leo)
    worry.text = "Leo is alone"
    worry.save()
    writing.whole(plan, None, holder=child)
    Involvement.objects.filter(practitioner=bob, child=family.brother).delete()
    page = shown(client_of(bob), writing.page_of(plan))
    assert "Maya" in page
    assert "Leo" not in page
    assert "A child or young person" in page
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    family.brother.noted_by = None
    family.brother.save()
    client = client_of(alice)
    shown(client, writing.part_page("plan_part_change", plan, worry, "worries"), 404)
    shown(client, reverse("plan_wants", args=[plan.public_id, leo.public_id]), 404)
    assert "Leo" not in shown(client, reverse("plan_need_add", args=[plan.public_id]))


@pytest.mark.requirement("BP-044", "BP-032", "BP-031", "SF-070")
@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("family", {"family_wants": "Calm mornings, says Ana"}),
        ("network", {"network": "Aunt Pia has the children on Fridays", "network_offer": "thinking"}),
        ("bottom-line", {"bottom_line": "An adult is at home at night"}),
    ],
)
def test_the_words_of_the_family_and_the_bottom_line_stand_on_the_plan(
    name: str, answers: dict[str, str], plan: Plan, alice: Practitioner
) -> None:
    client = client_of(alice)
    answer = send_form(client, words_page(plan, name), **answers)
    page = shown(client, answer["Location"])
    said = {"thinking": "Offered: they are thinking about it"}
    assert all(said.get(text, text) in page for text in answers.values())
    shown(client, words_page(plan, "something-else"), 404)


@pytest.mark.requirement("BP-044")
def test_what_each_child_wants_stands_with_the_child(plan: Plan, maya: PlanChild, alice: Practitioner) -> None:
    client = client_of(alice)
    path = reverse("plan_wants", args=[plan.public_id, maya.public_id])
    assert "Everybody who reads the plan of this child reads this" in shown(client, path)
    answer = send_form(client, path, wants="A bed of my own")
    assert "What Maya wants A bed of my own" in shown(client, answer["Location"])


@pytest.mark.requirement("BP-043", "BP-207", "BP-208")
def test_what_is_missing_stands_on_the_plan_with_the_way_to_answer_it(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    writing.whole(plan)
    need = planning.need(plan, "Money for the bus")
    worry = planning.worry(plan, "Another worry")
    goal = planning.goal(worry, "She has a friend")
    alone = planning.worry(plan, "A third worry")
    html = client_of(alice).get(writing.page_of(plan)).content.decode()
    for name, part in (("plan_need_answer", need), ("plan_action_add", goal), ("plan_goal_add", alone)):
        assert f'<li><a class="govuk-link" href="{writing.part_page(name, plan, part)}">' in html
    assert "Agree this plan" not in html
    assert "Before this plan can be agreed" not in shown(client_of(bob), writing.page_of(plan))


@pytest.mark.requirement("BP-208")
def test_an_action_of_somebody_who_left_is_to_go_to_somebody_else(plan: Plan, alice: Practitioner) -> None:
    jonas = writing.father(plan)
    writing.whole(plan, holder=jonas)
    let_member_leave(member=jonas, because="He moved away", by=alice)
    action = Action.objects.get()
    client, path = client_of(alice), writing.part_page("plan_part_change", plan, action, "actions")
    assert "Whoever was to do this no longer takes part" in shown(client, writing.page_of(plan))
    holder = planning.member_of(plan, alice)
    what = {"what": action.what, "is_for": action.is_for}
    send_form(client, path, holder=str(holder.public_id), **what)
    assert "Whoever was to do this no longer takes part" not in shown(client, writing.page_of(plan))


def test_a_lack_in_the_part_of_a_child_who_is_not_shown_says_nothing_of_it(
    plan: Plan, family: Family, bob: Practitioner, alice: Practitioner
) -> None:
    leo = planning.child_of(plan, family.brother)
    writing.whole(plan)
    worry = planning.worry(plan, "Leo is alone", child=leo)
    Involvement.objects.filter(practitioner=alice, child=family.brother).delete()
    family.brother.noted_by = None
    family.brother.save()
    client = client_of(alice)
    page = send_form(client, reverse("plan_agree", args=[plan.public_id]), **AGREED, **on("agreed_on", writing.TODAY))
    assert "Something about somebody whose record is not open to you" in words(page)
    assert worry.text not in words(page)


@pytest.mark.requirement("BP-044", "BP-045", "BP-032", "SF-070")
def test_what_a_good_plan_also_says_is_asked_for_and_stops_nobody(
    plan: Plan, maya: PlanChild, alice: Practitioner
) -> None:
    writing.whole(plan)
    client = client_of(alice)
    page = shown(client, writing.page_of(plan))
    for said in (
        "What the family wants is not written down yet",
        "Nobody wrote down whether the family was offered to meet with their own people",
        "The bottom line is not written down yet",
        "What Maya wants is not written down yet",
        "Nobody of the family or their own people takes part yet",
    ):
        assert said in page
    writing.agreed(plan)
    writing.father(plan)
    send_form(client, words_page(plan, "bottom-line"), bottom_line="An adult is at home at night")
    later = shown(client, writing.page_of(plan))
    assert "Nobody of the family or their own people takes part yet" not in later
    assert "The bottom line is not written down yet" not in later


@pytest.mark.requirement("BP-142")
def test_a_service_whose_need_was_taken_out_is_looked_at_before_the_plan_is_agreed(
    plan: Plan, alice: Practitioner
) -> None:
    writing.whole(plan)
    need = planning.need(plan, "Money for the bus")
    about = {"asked_on": writing.TODAY, "told": "What it needs", "agreed": "Ana", "change": "She comes to school"}
    asked = Referral.objects.create(plan=plan, need=need, name="Bus fund", asked_by=alice, **about)
    drop_part(part=need, because="Her aunt pays", by=alice)
    client, said = client_of(alice), "A service was asked for a need that is no longer in the plan"
    assert said in shown(client, writing.page_of(plan))
    answer = {"answer": Referral.Answer.DECLINED, "answered_on": writing.TODAY, "answer_noted_by": alice}
    Referral.objects.filter(pk=asked.pk).update(**answer)
    assert said not in shown(client, writing.page_of(plan))


def test_an_ended_plan_is_read_and_not_written(plan: Plan, alice: Practitioner) -> None:
    writing.whole(plan)
    end_plan(plan=plan, on=writing.TODAY, because="Life is better", by=alice)
    page = shown(client_of(alice), writing.page_of(plan))
    assert "This plan ended on 12 January 2026" in page
    assert "Write a worry statement" not in page
    assert "This plan has ended" in shown(client_of(alice), reverse("plan_worry_add", args=[plan.public_id]))


def test_the_plans_of_a_child_are_listed_for_those_who_may_read_them(
    plan: Plan, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    path = reverse("record_plans", args=[family.maya.public_id])
    html = client_of(alice).get(path).content.decode()
    assert writing.page_of(plan) in html
    assert (
        reverse("record_plans", args=[family.maya.public_id])
        in client_of(alice).get(reverse("record", args=[family.maya.public_id])).content.decode()
    )
    works_with(charlie, family.maya)
    assert "There is no plan for this child that you may read here" in shown(client_of(charlie), path)
    shown(client_of(charlie), reverse("record_plans", args=[family.brother.public_id]), 404)


@pytest.mark.parametrize("who", ["alice", "bob", "leila"])
def test_the_page_of_a_plan_asks_few_questions_of_the_database(
    request: pytest.FixtureRequest, plan: Plan, maya: PlanChild, family: Family, alice: Practitioner, who: str
) -> None:
    """Its reviews, meetings and papers included."""
    jonas = writing.father(plan, maya)
    add_member(plan=plan, kind="family", role="mother", person=family.mother, by=alice)
    for child in (None, maya, planning.child_of(plan, family.brother)):
        for holder in (jonas, None, jonas):
            writing.whole(plan, child, holder=holder)
    made = Review.objects.create(
        plan=plan, reviewed_on=writing.TODAY, changed="x", do_next="x", next_on=writing.SOON, reviewed_by=alice
    )
    for child in (maya, planning.child_of(plan, family.brother)):
        ChildReviewed.objects.create(review=made, child=child, life="better", how_we_know="She says so")
    for _ in range(3):
        called(plan, alice)
    agreed = writing.agreed(plan)
    Copy.objects.create(
        plan=plan, member=jonas, kind="plan", of_version=agreed, title="x", sections=[], released_by=alice
    )
    client = client_of(request.getfixturevalue(who))
    shown(client, writing.page_of(plan))
    with CaptureQueriesContext(connection) as asked:
        shown(client, writing.page_of(plan))
    assert len(asked) <= MOST_QUERIES
