"""A child who left, or for whom nobody has agreed yet: nothing is planned, asked or reviewed for them (BP-026)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.consent.models import Sharing
from righthelp.consent.tests import talking
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions.holding import NotBegun
from righthelp.plans.actions.services import Asking, RestsOn, ask_service
from righthelp.plans.actions.stories import begin_story
from righthelp.plans.documents import plan_document
from righthelp.plans.kinds import PLAN_KINDS
from righthelp.plans.models import Action, Goal, Need, Plan, PlanChild, PlanVersion, Reminded, Story
from righthelp.plans.notices import remind_of_actions, tell_of_actions_left
from righthelp.plans.tests import gathering, planning, writing
from righthelp.work.tests.working import client_of, hidden, on, send_form, shown, team_of, words

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
LATE = dt.date(2026, 3, 2)
AWAY = pytest.mark.parametrize("away", [planning.left, planning.not_begun], ids=["left", "not begun"])
NOT_BEGUN = "Work with Leo has not begun. Nothing more is planned until somebody agrees to it, and it begins."
LEFT = "Leo took part until 3 March 2026. Nothing more is planned here."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def leo(plan: Plan, family: Family) -> PlanChild:
    """Give Maya's brother, as he is in the plan."""
    return planning.child_of(plan, family.brother)


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    """Give Maya, as she is in the plan."""
    return planning.child_of(plan, family.maya)


@pytest.fixture
def client(alice: Practitioner) -> Client:
    """Give the browser of who leads the plan."""
    return client_of(alice)


def at(name: str, plan: Plan, *more: object) -> str:
    return reverse(name, args=[plan.public_id, *more])


def late_action(plan: Plan, child: PlanChild, what: str) -> Action:
    """Write an action of a child that is late."""
    goal = planning.goal(planning.worry(plan, f"{what}: worry", child=child), f"{what}: goal")
    return planning.action(goal, planning.member_of(plan, plan.begun_by), due_on=LATE, what=what)


@AWAY
@pytest.mark.requirement("BP-026", "SF-010", "BN-040", "BP-043")
def test_the_needs_of_a_child_who_is_away_do_not_stop_the_others_from_agreeing(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild, away: planning.Away
) -> None:
    writing.whole(plan, maya)
    planning.need(plan, "His hearing", child=leo)
    assert "This need has no answer yet: His hearing" in shown(client, at("plan_agree", plan))
    away(leo)
    page = shown(client, at("plan_agree", plan))
    assert "His hearing" not in page
    assert "What Leo wants is not written down yet" not in page
    said = {"agreed_with": "Ana and Maya", "understood_how": "Maya said it back"}
    send_form(client, at("plan_agree", plan), **on("agreed_on", TODAY), **said)
    assert PlanVersion.objects.get(plan=plan).agreed_on == TODAY


def test_a_plan_of_which_only_the_child_who_left_has_a_worry_is_not_whole(
    client: Client, plan: Plan, leo: PlanChild
) -> None:
    writing.whole(plan, leo)
    planning.left(leo)
    assert "No worry statement is written yet" in shown(client, at("plan_agree", plan))


@AWAY
def test_the_page_of_the_plan_keeps_what_was_written_and_offers_no_way_to_add_to_it(
    client: Client, plan: Plan, leo: PlanChild, away: planning.Away
) -> None:
    writing.whole(plan, leo)
    PlanChild.objects.filter(pk=leo.pk).update(wants="To play football")
    before = shown(client, writing.page_of(plan))
    assert "Write a worry statement for Leo" in before
    away(leo)
    page = shown(client, writing.page_of(plan))
    for said in ("To play football", "She loves drawing", "Maya sleeps through the night", "Ring the sleep clinic"):
        assert said in page
    assert (LEFT if leo.left_on else NOT_BEGUN) in page
    for way in ("for Leo", "of Leo", "Change", "It is done", "Write another goal", "Add an action", "LATE"):
        assert way not in page.partition("What is written down for Leo")[2].partition("How it goes")[0], way


def test_a_child_of_whom_nothing_was_written_has_no_empty_headings(client: Client, plan: Plan, leo: PlanChild) -> None:
    planning.left(leo)
    page = shown(client, writing.page_of(plan))
    assert LEFT in page
    assert "What is written down for Leo" not in page
    assert "What Leo wants" not in page


@pytest.mark.requirement("BP-026")
def test_before_work_began_with_anybody_all_the_children_are_planned_for(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild
) -> None:
    planning.not_begun(leo)
    planning.not_begun(maya)
    page = shown(client, writing.page_of(plan))
    assert "has not begun" not in page
    assert "Write a worry statement for Leo" in page
    assert "Write a worry statement for Maya" in page


def test_a_plan_of_a_kind_that_needs_no_yes_is_agreed_before_work_began(
    plan: Plan, maya: PlanChild, leo: PlanChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.whole(plan)
    planning.not_begun(leo)
    planning.not_begun(maya)
    with pytest.raises(NotBegun):
        writing.agreed(plan, on=TODAY)
    monkeypatch.setitem(PLAN_KINDS, plan.kind, replace(plan.about, needs_yes=False))
    assert writing.agreed(plan, on=TODAY).number == 1


@AWAY
def test_nothing_new_is_written_for_a_child_who_is_away(
    client: Client, plan: Plan, leo: PlanChild, away: planning.Away
) -> None:
    writing.whole(plan, leo)
    need, goal = Need.objects.get(), Goal.objects.get()
    away(leo)
    for name in ("plan_need_add", "plan_strength_add", "plan_worry_add"):
        assert f'value="{leo.public_id}"' not in client.get(at(name, plan)).text
    shut = [
        at("plan_wants", plan, leo.public_id),
        at("plan_part_change", plan, "needs", need.public_id),
        at("plan_need_answer", plan, need.public_id),
        at("plan_goal_add", plan, goal.worry.public_id),
        at("plan_action_add", plan, goal.public_id),
        at("plan_goal_reached", plan, goal.public_id),
        at("plan_action_done", plan, Action.objects.get().public_id),
    ]
    assert [client.get(path).status_code for path in shut] == [404] * len(shut)


def test_what_was_typed_is_given_back_where_a_child_left_meanwhile(client: Client, plan: Plan, leo: PlanChild) -> None:
    path = at("plan_wants", plan, leo.public_id)
    sent = {**hidden(client.get(path).text), "wants": "To play football"}
    planning.left(leo)
    said = words(client.post(path, sent))
    assert "This cannot be saved any more" in said
    assert "To play football" in said
    leo.refresh_from_db()
    assert not leo.wants


def test_a_need_of_a_child_who_left_is_offered_to_no_worry_statement(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild
) -> None:
    planning.need(plan, "His hearing", child=leo)
    planning.need(plan, "Her sleep", child=maya)
    planning.left(leo)
    page = shown(client, at("plan_worry_add", plan))
    assert "Her sleep" in page
    assert "His hearing" not in page


@AWAY
def test_what_a_child_who_is_away_had_to_do_is_not_late_and_nobody_is_reminded(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild, away: planning.Away
) -> None:
    for child, what in ((maya, "Buy glasses"), (leo, "Book a hearing test")):
        late_action(plan, child, what)
        need = planning.need(plan, f"{what}: need", child=child)
        asking = Asking(need, dt.date(2026, 1, 6), "He sees", "Ana", told="His eyes hurt", name=f"{what}: service")
        rests = RestsOn(plan.team.agency, "public_task")
        ask_service(plan=plan, asking=asking, children=[child.person], rests_on=rests, by=plan.begun_by)
    assert "Late: two actions. Without an answer: two services." in shown(client, writing.page_of(plan))
    away(leo)
    assert "Late: one action. Without an answer: one service." in shown(client, writing.page_of(plan))
    late = shown(client, at("plan_delay", plan))
    assert "Buy glasses" in late
    assert "Buy glasses: service was asked" in late
    assert "Book a hearing test" not in late
    progress = shown(client, at("plan_progress", plan))
    assert progress.count("LATE") == 1
    assert (LEFT if leo.left_on else NOT_BEGUN) in progress
    services = shown(client, at("plan_services", plan)).partition("Who helps")[2]
    assert "Buy glasses" in services
    assert "Book a hearing test" not in services
    assert remind_of_actions(NOW) == 1
    assert Reminded.objects.get().action == Action.objects.get(what="Buy glasses")


def test_nobody_hears_that_an_action_of_a_child_who_left_was_left_behind(
    plan: Plan, leo: PlanChild, alice: Practitioner, bob: Practitioner
) -> None:
    late_action(plan, leo, "Book a hearing test")
    Action.objects.update(holder=planning.member_of(plan, bob))
    planning.left(leo)
    assert tell_of_actions_left(plan, planning.member_of(plan, bob)) == 0


@AWAY
def test_a_meeting_puts_no_action_to_a_goal_of_a_child_who_is_away_and_nobody_marks_its_scale(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild, alice: Practitioner, away: planning.Away
) -> None:
    planning.goal(planning.worry(plan, child=maya), "Maya sleeps")
    goal = planning.goal(planning.worry(plan, child=leo), "Leo hears", has_scale=True)
    meeting = gathering.called(plan, alice, planning.member_of(plan, alice), at=gathering.LAST_WEEK)
    acting, scale = gathering.at(meeting, "/actions/add"), at("plan_goal_scale", plan, goal.public_id)
    assert "Leo hears" in shown(client, acting)
    assert "Note a mark" in shown(client, scale)
    away(leo)
    assert "Leo hears" not in shown(client, acting)
    assert "Maya sleeps" in shown(client, acting)
    assert "Note a mark" not in shown(client, scale)


@AWAY
@pytest.mark.requirement("BN-040")
def test_a_review_asks_nothing_of_a_child_who_is_away(
    client: Client, plan: Plan, leo: PlanChild, away: planning.Away
) -> None:
    path = at("plan_review_add", plan)
    assert "How is life for Leo" in shown(client, path)
    away(leo)
    page = shown(client, path)
    assert "How is life for Leo" not in page
    assert "How is life for Maya" in page


@AWAY
@pytest.mark.requirement("BP-026")
def test_no_service_is_asked_for_a_child_who_is_away(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild, away: planning.Away
) -> None:
    planning.need(plan, "His hearing", child=leo)
    planning.need(plan, "Her sleep", child=maya)
    away(leo)
    for name in ("plan_service_ask", "plan_service_told"):
        page = shown(client, at(name, plan))
        assert "Her sleep" in page
        assert "His hearing" not in page


@AWAY
@pytest.mark.requirement("BP-113", "SF-055")
def test_a_service_for_all_stands_on_the_yes_for_those_at_work_and_in_their_ledger_alone(
    client: Client, plan: Plan, maya: PlanChild, leo: PlanChild, alice: Practitioner, away: planning.Away
) -> None:
    need = planning.need(plan, "Somebody to talk to")
    yes = talking.consent(alice, team_of(alice).agency, maya.person, said_on=TODAY)
    away(leo)
    path = at("plan_service_ask", plan)
    given = {
        "need": need.public_id, "change": "Ana sleeps", "name": "Home-Start", "agreed": "Ana", "told": "She is tired",
        "consent": yes.public_id, "basis": "consent",
    }  # fmt: skip
    answer = send_form(client, path, **on("on", TODAY), **given)
    assert answer.status_code == 302, answer.text
    assert [one.child for one in Sharing.objects.all()] == [maya.person]


@AWAY
def test_nothing_is_written_in_words_and_pictures_for_a_child_who_is_away(
    client: Client, plan: Plan, leo: PlanChild, alice: Practitioner, away: planning.Away
) -> None:
    path = at("plan_copy_stories", plan)
    assert "Nothing is written for Leo yet" in shown(client, path)
    begun = begin_story(child=leo, by=alice)
    away(leo)
    page = shown(client, path)
    assert "Being written since" in page
    story = at("plan_copy_story", plan, leo.public_id, begun.public_id)
    assert client.get(story).status_code == 200
    assert client.get(at("plan_copy_story_write", plan, leo.public_id, begun.public_id)).status_code == 404
    assert client.post(story).status_code == 404
    Story.objects.all().delete()
    assert "Leo" not in shown(client, path)
    assert client.post(at("plan_copy_story_begin", plan, leo.public_id)).status_code == 404


def test_the_whole_plan_on_paper_says_that_a_child_left(
    plan: Plan, maya: PlanChild, leo: PlanChild, alice: Practitioner
) -> None:
    writing.whole(plan, leo)
    writing.whole(plan, maya)
    planning.left(leo)
    seen = plan_to_read(Practitioner.objects.get(pk=alice.pk), plan.public_id, page="test")
    written = str(plan_document(seen, now=NOW).blocks)
    assert written.count(LEFT) == 1
