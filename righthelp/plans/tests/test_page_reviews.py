"""The pages about how a plan goes: for the lead, a colleague who takes part, a stranger, and a restricted record."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import HasEnded
from righthelp.plans.actions.progress import mark
from righthelp.plans.actions.putting_right import strike_review
from righthelp.plans.models import ActionMoved, Goal, Plan, Referral, Review
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, on, send_form, send_twice, shown

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = FRIDAY.date()
MOST = 15


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it began with its work, with a review that is due at the end of the month."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=dt.date(2026, 3, 30))
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def goal(plan: Plan, bob: Practitioner) -> Goal:
    """Give a goal with a scale, and with an action that Bob holds, due on Monday."""
    made = planning.goal(planning.worry(plan), has_scale=True)
    planning.action(made, planning.member_of(plan, bob), due_on=dt.date(2026, 3, 9))
    return made


def at(name: str, plan: Plan, *more: object) -> str:
    return reverse(name, args=[plan.public_id, *more])


def answers(plan: Plan, **other: Any) -> dict[str, Any]:
    each: dict[str, str] = {}
    for child in plan.children.all():
        key = child.public_id.hex
        each |= {f"life_{key}": "worse", f"how_{key}": "He is tired", f"says_{key}": "I am fed up"}
    flags = {"works": "not_yet", "not_working_because": "Nobody came", "risk": "rising", "risk_because": "Out at night"}
    days = {**on("reviewed_on", TODAY), **on("next_on", dt.date(2026, 4, 3))}
    words = {"changed": "Little", "do_next": "Meet", "family_view": "Too many of you"}
    return {**each, **flags, **days, **words, **other}


@pytest.mark.requirement("BN-047", "BN-045")
def test_a_lead_writes_a_review_once_and_the_plan_shows_how_it_goes(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    first, second = send_twice(client_of(alice), at("plan_review_add", plan), **answers(plan))
    made = Review.objects.get()
    assert first["Location"] == second["Location"] == at("plan_review", plan, made.public_id)
    hers = client_of(alice).get(first["Location"]).text
    assert "Talk to your safeguarding lead today" in hers
    assert f'href="{at("plan_progress", plan)}">Note how the actions went' in hers
    page = shown(client_of(bob), at("plan_review", plan, made.public_id))
    for words in ("RISK RISING", "NOT YET MAKING THE DIFFERENCE WE HOPED", "Out at night", "Harder than before"):
        assert words in page
    assert "There you can tell the front door at once" in page
    whole = shown(client_of(bob), at("plan", plan))
    assert "NOT YET MAKING THE DIFFERENCE WE HOPED" in whole
    assert "The next review is due by 3 April 2026" in whole


@pytest.mark.parametrize(
    ("other", "works", "rises"),
    [({}, "Not yet", "Yes"), ({"works": "yes", "risk": "no"}, "Yes, or it is on its way", "No")],
)
def test_a_review_shows_what_was_answered_also_where_all_is_well(
    plan: Plan, alice: Practitioner, other: dict[str, str], works: str, rises: str
) -> None:
    send_form(client_of(alice), at("plan_review_add", plan), **answers(plan, **other))
    page = shown(client_of(alice), at("plan_review", plan, Review.objects.get().public_id))
    assert (
        f"Does the plan make the difference that we hoped for? {works} Is the risk to a child rising? {rises}" in page
    )


def test_a_review_asks_for_what_is_missing_and_keeps_what_was_written(plan: Plan, alice: Practitioner) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 5))
    sent = answers(plan, not_working_because="", risk_because="", **on("next_on", dt.date(2026, 6, 30)))
    answer = send_form(client_of(alice), at("plan_review_add", plan), **sent)
    assert answer.status_code == 200
    for words in ("Say what gets in the way", "Say why the review is late", "by 29 May 2026 at the latest", "Little"):
        assert words in answer.text
    early = answers(plan, late_because="Snow", **on("reviewed_on", dt.date(2026, 1, 2)))
    answer = send_form(client_of(alice), at("plan_review_add", plan), **early)
    assert "The day of the review must be 5 January 2026 or later" in answer.text
    assert not Review.objects.exists()


@pytest.mark.requirement("BN-097")
def test_a_colleague_who_takes_part_notes_progress_but_writes_no_review(
    plan: Plan, goal: Goal, bob: Practitioner
) -> None:
    assert client_of(bob).get(at("plan_review_add", plan)).status_code == 404
    action = goal.actions.get()
    page = client_of(bob)
    send_form(page, at("plan_action_done", plan, action.public_id), how="Rang", impact="", **on("on", TODAY))
    assert "The difference it made is not written down yet" in shown(page, at("plan_progress", plan))
    send_form(page, at("plan_action_impact", plan, action.public_id), impact="Late twice, not ten times")
    assert "Late twice, not ten times" in shown(page, at("plan_progress", plan))


def test_an_action_is_put_off_where_everybody_sees_it(
    plan: Plan, goal: Goal, alice: Practitioner, bob: Practitioner
) -> None:
    action = goal.actions.get()
    path = at("plan_action_move", plan, action.public_id)
    assert (
        "must be today or later"
        in send_form(client_of(bob), path, because="x", **on("to_day", dt.date(2026, 3, 5))).text
    )
    assert "Enter another day" in send_form(client_of(bob), path, because="x", **on("to_day", dt.date(2026, 3, 9))).text
    send_form(client_of(bob), path, because="The clinic is full", **on("to_day", dt.date(2026, 3, 20)))
    assert "Put off one time" in (page := shown(client_of(alice), at("plan_progress", plan)))
    assert "The clinic is full" in page
    own = planning.action(goal, planning.member_of(plan, alice), due_on=TODAY)
    assert client_of(bob).get(at("plan_action_move", plan, own.public_id)).status_code == 404


def test_a_goal_is_reached_and_what_was_done_already_is_not_done_again(
    plan: Plan, goal: Goal, alice: Practitioner
) -> None:
    browser, action = client_of(alice), goal.actions.get()
    for path in (at("plan_goal_reached", plan, goal.public_id), at("plan_action_done", plan, action.public_id)):
        send_form(browser, path, how="She says so", **on("on", TODAY))
        assert "What you wrote was not saved" in send_form(browser, path, how="Again", **on("on", TODAY)).text
    assert "REACHED" in (page := shown(browser, at("plan_progress", plan)))
    assert "DONE" in page
    assert "noted already" in shown(browser, at("plan_action_done", plan, action.public_id))


def test_each_voice_is_a_line_of_its_own_and_a_row_of_the_table(
    plan: Plan, goal: Goal, family: Family, bob: Practitioner
) -> None:
    browser, path = client_of(bob), at("plan_goal_scale", plan, goal.public_id)
    assert "Nobody has marked it yet" in shown(browser, path)
    for who, value in ((family.maya, 3), (bob, 7)):
        member = planning.member_of(plan, who)
        send_form(browser, path, member=member.public_id, value=value, words="So <b>far</b>", **on("on", TODAY))
    response: Any = browser.get(path)
    assert response.text.count("<circle") == 2
    assert "So &lt;b&gt;far&lt;/b&gt;" in response.text
    page = shown(browser, path)
    assert "1: Maya Lindqvist, child" in page
    assert "2: Bob Baker, class teacher" in page
    assert "average" not in page.lower()


def test_a_goal_without_a_scale_is_not_marked(plan: Plan, goal: Goal, bob: Practitioner) -> None:
    other = planning.goal(goal.worry, "Fed")
    path = at("plan_goal_scale", plan, other.public_id)
    assert "Note a mark" not in shown(client_of(bob), path)
    member = planning.member_of(plan, bob)
    send_form(client_of(bob), path, member=member.public_id, value=3, **on("on", TODAY))
    assert not other.marks.exists()


def test_a_stranger_and_somebody_without_a_restricted_record_see_nothing(
    plan: Plan, goal: Goal, family: Family, bob: Practitioner, charlie: Practitioner, mira: Practitioner,
    social_care: Agency,
) -> None:  # fmt: skip
    action = goal.actions.get()
    made = Review.objects.create(
        plan=plan, reviewed_on=TODAY, changed="x", do_next="x", next_on=TODAY, reviewed_by=plan.begun_by
    )
    pages = [
        at("plan_progress", plan), at("plan_delay", plan), at("plan_services", plan), at("plan_service_ask", plan),
        at("plan_delay_note", plan), at("plan_review", plan, made.public_id),
        at("plan_action_done", plan, action.public_id), at("plan_action_impact", plan, action.public_id),
        at("plan_goal_scale", plan, goal.public_id),
    ]  # fmt: skip
    assert {client_of(charlie).get(path).status_code for path in pages} == {404}
    assert {client_of(bob).get(path).status_code for path in pages} == {200}
    restrict(person=family.maya, kind="other", because="Safe", readers=[mira], by=mira)
    assert {client_of(bob).get(path).status_code for path in pages} == {404}


def asked_for(reader: Practitioner, path: str) -> int:
    browser = client_of(reader)
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in queries)


@pytest.mark.parametrize("name", ["plan_reviews", "plan_progress", "plan_services", "plan_delay"])
def test_the_pages_stay_quick_however_much_they_hold(
    plan: Plan, goal: Goal, family: Family, alice: Practitioner, bob: Practitioner, name: str
) -> None:
    path = at(name, plan) if name != "plan_reviews" else reverse(name)
    for number in range(4):
        mark(goal=goal, member=planning.member_of(plan, bob), value=number, said_on=TODAY, by=bob)
        need = planning.need(plan, child=planning.child_of(plan, family.maya))
        asked = {"asked_on": planning.SINCE, "asked_by": bob, "change": "Rest", "agreed": "All", "told": "Tired"}
        Referral.objects.create(plan=plan, need=need, name="Sleep clinic", **asked)
        for who in (bob, family.maya, family.brother):
            action = planning.action(goal, planning.member_of(plan, who), due_on=planning.SINCE)
            days = {"from_day": planning.SINCE, "to_day": TODAY}
            ActionMoved.objects.create(action=action, because="Ill", moved_by=bob, **days)
    assert asked_for(alice, path) <= MOST
    assert asked_for(bob, path) <= MOST


def test_leads_see_their_plans_with_the_review_that_is_due_first_at_the_top(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    late = planning.begun(alice, [family.mother])
    Plan.objects.filter(pk=late.pk).update(next_review_on=dt.date(2026, 3, 1))
    path = reverse("plan_reviews")
    for reader in (alice, leila):
        page = shown(client_of(reader), path)
        assert page.index("REVIEW LATE") < page.index("Maya")
    for reader in (bob, charlie):
        assert "You lead no plan now" in shown(client_of(reader), path)


def test_what_is_sent_after_the_plan_ended_is_not_saved_and_it_is_said(
    plan: Plan, goal: Goal, alice: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(**given: object) -> None:
        raise HasEnded

    monkeypatch.setattr("righthelp.plans.views.progress.note_done", ended)
    path = at("plan_action_done", plan, goal.actions.get().public_id)
    answer = send_form(client_of(alice), path, how="Rang", **on("on", TODAY))
    assert "This plan has ended" in answer.text
    assert "Rang" in answer.text


def test_the_form_of_a_review_tells_what_was_to_be_done_since_the_last_one(plan: Plan, alice: Practitioner) -> None:
    send_form(client_of(alice), at("plan_review_add", plan), **answers(plan))
    page = shown(client_of(alice), at("plan_review_add", plan))
    assert "you wanted to do this next: Meet" in page
    assert page.count("Harder than before") == 2 + 2  # of the last time, and as answers for each child


def test_parts_about_a_child_whose_record_is_shut_are_not_found(plan: Plan, family: Family, bob: Practitioner) -> None:
    maya = planning.child_of(plan, family.maya)
    goal = planning.goal(planning.worry(plan, child=maya), has_scale=True)
    action = planning.action(goal, planning.member_of(plan, bob), due_on=TODAY)
    pages = [
        at("plan_goal_scale", plan, goal.public_id), at("plan_action_done", plan, action.public_id),
        at("plan_action_impact", plan, action.public_id), at("plan_action_move", plan, action.public_id),
    ]  # fmt: skip
    assert {client_of(bob).get(path).status_code for path in pages} == {200}
    family.maya.involvements.filter(practitioner=bob).delete()
    assert {client_of(bob).get(path).status_code for path in pages} == {404}
    assert "Ring the sleep clinic" not in shown(client_of(bob), at("plan_progress", plan))


WAITS = "It is reviewed once somebody has agreed to it, and it has begun."


@pytest.mark.requirement("BP-026", "BN-045")
def test_of_a_plan_that_waits_for_a_yes_again_no_review_is_called_late_nor_offered(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 5))
    client, of_child = client_of(alice), reverse("record_plans", args=[family.brother.public_id])
    paths = (at("plan", plan), at("plan_life", plan), at("plan_delay", plan), reverse("plan_reviews"), of_child)
    before = [shown(client, path) for path in paths]
    assert [text for text in before if "5 March 2026" not in text] == []
    planning.waits_again(plan, family.maya)
    after = [shown(client, path) for path in paths]
    for text in after:
        for wrong in ("REVIEW LATE", "5 March 2026", "Call it", "Write a review", "begins when the plan is agreed"):
            assert wrong not in text
    assert [WAITS in text for text in after] == [True, True, False, True, False]
    assert "It waits until somebody agrees to it again" in after[-1]


def test_a_struck_review_of_a_plan_that_waits_for_a_yes_again_offers_no_new_one(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    send_form(client_of(alice), at("plan_review_add", plan), **answers(plan))
    made = Review.objects.get()
    strike_review(review=made, because="It was another family", by=alice)
    path = at("plan_review", plan, made.public_id)
    assert "Write a new review" in shown(client_of(alice), path)
    planning.waits_again(plan, family.maya)
    assert "Write a new review" not in shown(client_of(alice), path)
