"""Days that cannot be are refused, with what was typed kept: nothing is done before its work began."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import end_plan
from righthelp.plans.documents import plan_document
from righthelp.plans.models import Meeting, Plan, PlanVersion, Review
from righthelp.plans.tests import gathering, planning, writing
from righthelp.work.tests.working import client_of, on, send_form, words

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
LONG_AGO, EARLIER = dt.date(2019, 1, 1), dt.date(2026, 2, 27)
SAID = {"agreed_with": "All of us", "understood_how": "Maya said it back"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(alice: Practitioner) -> Client:
    """Give the browser of who leads the plan."""
    return client_of(alice)


def begun(plan: Plan) -> Plan:
    """Give the plan as it began with its work."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE)
    return Plan.objects.get(pk=plan.pk)


@pytest.mark.parametrize(
    ("name", "what", "typed"),
    [
        ("plan_action_done", "The day on which it was done", {"how": "We rang the clinic"}),
        ("plan_goal_reached", "The day on which it was reached", {"how": "We rang the clinic"}),
        ("plan_goal_scale", "The day on which they said it", {"words": "We rang the clinic", "value": "4"}),
    ],
)
def test_nothing_was_done_reached_or_said_before_the_work_began(
    name: str, what: str, typed: dict[str, str], plan: Plan, client: Client
) -> None:
    goal = planning.goal(planning.worry(plan), has_scale=True)
    action = planning.action(goal, planning.member_of(plan, plan.begun_by), due_on=NOW.date())
    path = reverse(name, args=[plan.public_id, (action if name == "plan_action_done" else goal).public_id])
    if name == "plan_goal_scale":
        typed = {**typed, "member": str(planning.member_of(plan, plan.begun_by).public_id)}
    refused = send_form(client, path, **typed, **on("on", LONG_AGO))
    assert f"{what} must be 5 January 2026 or later" in words(refused)
    assert "We rang the clinic" in refused.text
    assert send_form(client, path, **typed, **on("on", planning.SINCE)).status_code == 302


def test_before_work_with_any_child_began_the_plan_itself_says_the_first_day(plan: Plan, client: Client) -> None:
    for child in plan.children.all():
        planning.not_begun(child)
    goal = planning.goal(planning.worry(plan))
    path = reverse("plan_goal_reached", args=[plan.public_id, goal.public_id])
    refused = send_form(client, path, how="She sleeps", **on("on", EARLIER))
    assert "must be 4 March 2026 or later" in words(refused)


def test_no_meeting_was_before_the_work_began(plan: Plan, client: Client, alice: Practitioner) -> None:
    meeting = gathering.called(plan, alice, planning.member_of(plan, alice), at=gathering.LAST_WEEK)
    gathering.point(meeting, alice, "She sleeps better")
    given = {"starts": "10:00", "chaired_by": "Alice", "nothing_because": "We wait for the clinic"}
    refused = send_form(client, gathering.at(meeting, "/finish"), **given, **on("on", LONG_AGO))
    assert "The day on which it was must be 5 January 2026 or later" in words(refused)
    assert "We wait for the clinic" in refused.text
    assert Meeting.objects.get().held_at is None


def test_a_version_is_not_agreed_before_the_one_that_went_before(
    plan: Plan, client: Client, alice: Practitioner
) -> None:
    plan = begun(plan)
    writing.whole(plan)
    writing.agreed(plan, on=EARLIER)
    path = reverse("plan_agree", args=[plan.public_id])
    refused = send_form(client, path, **SAID, **on("agreed_on", writing.TODAY))
    assert "It was agreed before on 27 February 2026: enter that day or a later one" in words(refused)
    assert "Maya said it back" in refused.text
    with pytest.raises(ValueError, match="after the version before"):
        writing.agreed(plan, on=writing.TODAY)
    assert PlanVersion.objects.get().number == 1
    send_form(client, path, **SAID, **on("agreed_on", EARLIER))
    assert PlanVersion.objects.count() == 2


def test_a_plan_does_not_end_before_it_was_last_agreed_reviewed_or_talked_about(
    plan: Plan, alice: Practitioner
) -> None:
    plan = begun(plan)
    writing.whole(plan)
    writing.agreed(plan, on=writing.TODAY)
    days = [dt.date(2026, 1, 11)]
    what = {"changed": "x", "do_next": "x", "next_on": NOW.date(), "reviewed_by": alice}
    Review.objects.create(plan=plan, reviewed_on=dt.date(2026, 2, 10), **what)
    days.append(dt.date(2026, 2, 9))
    for on_day in days:
        with pytest.raises(ValueError, match="ends after it began"):
            end_plan(plan=plan, on=on_day, because="Moved", by=alice)
    meeting = gathering.called(plan, alice, planning.member_of(plan, alice), at=gathering.LAST_WEEK)
    gathering.point(meeting, alice, "She sleeps better")
    gathering.finished(meeting, alice)
    with pytest.raises(ValueError, match="ends after it began"):
        end_plan(plan=plan, on=dt.date(2026, 2, 22), because="Moved", by=alice)
    end_plan(plan=plan, on=dt.date(2026, 2, 23), because="Moved", by=alice)


@pytest.mark.parametrize("is_agreed", [True, False])
def test_the_whole_of_an_ended_plan_on_paper_says_that_it_ended(
    plan: Plan, alice: Practitioner, *, is_agreed: bool
) -> None:
    writing.whole(plan)
    if is_agreed:
        writing.agreed(plan, on=NOW.date())
    end_plan(plan=plan, on=NOW.date(), because="Life is better", by=alice)
    seen = plan_to_read(Practitioner.objects.get(pk=alice.pk), plan.public_id, page="test")
    last = "What was agreed last is version 1, of 4 March 2026." if is_agreed else "It was never agreed."
    said = f"THIS PLAN ENDED on 4 March 2026. This shows it as it stood then. {last}"
    assert plan_document(seen, now=NOW).notices == (said,)
