"""Whoever did nothing wrong is told why nothing was saved, on the page where it happened, and keeps what they typed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import end_plan, let_member_leave
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.actions.family import say
from righthelp.plans.actions.meetings import cancel_meeting
from righthelp.plans.actions.progress import note_done, note_reached
from righthelp.plans.actions.stories import begin_story
from righthelp.plans.models import (
    Action,
    FamilySaid,
    Goal,
    Meeting,
    Member,
    Plan,
    Referral,
    Review,
    ScaleMark,
    Strength,
    Worry,
)
from righthelp.plans.tests import filling, gathering, papering, planning
from righthelp.plans.tests.filling import TYPED, Opened
from righthelp.plans.tests.papering import NOW, Papered
from righthelp.plans.urls import urlpatterns
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, hidden, words

pytestmark = pytest.mark.django_db
ENDED, NOT_NOW = "This plan has ended", "This cannot be saved any more"
MINUTES = {
    "meeting_cancel", "meeting_came", "meeting_point_add", "meeting_point", "meeting_point_take_out",
    "meeting_point_kept", "meeting_finish", "meeting_minutes_for", "meeting_member_unnamed",
}  # fmt: skip
AFTER_THE_END = {  # what is owed is noted then, too, and what is wrong put right
    "plan_copy", "plan_review_copy", "family_page_said_read", "meeting_put_right", "meeting_point_put_right",
    "plan_review_strike", "plan_mark_strike", "plan_action_not_done", "plan_goal_not_reached",
}  # fmt: skip
Pages = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def it(plan: Plan, family: Family, alice: Practitioner) -> Papered:
    """Give a plan with something in every table that a form can be about."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE)
    it = papering.papered(plan, family, alice)
    planning.need(it.plan, child=it.maya)
    planning.goal(planning.worry(it.plan, "Late again", child=it.maya))
    papering.released(it, it.mother, alice)
    begin_story(child=it.maya, by=alice)
    say(link=papering.switched_on(it.mother, alice).link, text="Thank you", wants_talk=False)
    Referral.objects.create(
        plan=it.plan, need=it.plan.needs.get(), name="Sleep clinic", asked_on=NOW.date(), change="Sleep",
        agreed="Ana", told="Maya is tired", asked_by=alice,
    )  # fmt: skip
    return it


@pytest.fixture
def meeting(it: Papered, alice: Practitioner) -> Meeting:
    """Give a meeting that has been, with a point, and that is not written up."""
    made = gathering.called(it.plan, alice, it.mother, it.father, at=NOW - dt.timedelta(days=1))
    gathering.point(made, alice, "She sleeps better")
    return made


@pytest.fixture
def finished(it: Papered, alice: Practitioner) -> list[tuple[str, tuple[object, ...]]]:
    """Give what puts right what is finished: minutes, a review, a mark, an action that is done, a goal reached."""
    held = gathering.called(it.plan, alice, it.mother, at=gathering.LAST_WEEK)
    point = gathering.point(held, alice, "She sleeps badly")
    gathering.finished(held, alice)
    made = Review.objects.create(
        plan=it.plan, reviewed_on=NOW.date(), changed="x", do_next="x", next_on=NOW.date(), reviewed_by=alice
    )
    member = planning.member_of(it.plan, alice)
    mark = ScaleMark.objects.create(goal=it.goal, member=member, value=3, said_on=NOW.date(), noted_by=alice)
    reached = planning.goal(planning.worry(it.plan, "Alone", child=it.maya), "In company")
    done = planning.action(reached, member, due_on=NOW.date(), what="Walk with her")
    note_done(action=done, on=NOW.date(), how="Walked", by=alice)
    note_reached(goal=reached, on=NOW.date(), how="She says so", by=alice)
    return [
        ("meeting_put_right", (held.public_id,)), ("meeting_point_put_right", (held.public_id, point.public_id)),
        ("plan_review_strike", (made.public_id,)), ("plan_review_copy", (made.public_id, it.mother.public_id)),
        ("plan_mark_strike", (it.goal.public_id, mark.public_id)),
        ("plan_action_not_done", (done.public_id,)), ("plan_goal_not_reached", (reached.public_id,)),
    ]  # fmt: skip


@pytest.fixture
def pages(
    it: Papered, meeting: Meeting, finished: list[tuple[str, tuple[object, ...]]], alice: Practitioner
) -> Pages:  # fmt: skip
    """Give every page of the room that takes a form, each with a part that stands on the plan."""
    mother, maya, plan = it.mother.public_id, it.maya.public_id, it.plan
    action, worry = plan.actions.earliest("pk"), it.worry
    parts: dict[str, Any] = {
        "strengths": plan.strengths.get(),
        "needs": plan.needs.get(),
        "worries": worry,
        "goals": it.goal,
    }
    kinds: list[tuple[object, ...]] = [(kind, part.public_id) for kind, part in {**parts, "actions": action}.items()]
    alices = planning.member_of(plan, alice).public_id
    of_meeting = meeting.public_id
    asked, point = (of_meeting, mother), (of_meeting, meeting.notes.get().public_id)
    story = (maya, it.maya.stories.get().public_id)
    name_of: dict[str, list[tuple[object, ...]]] = {
        "plan_words": [("family",)], "plan_wants": [(maya,)], "plan_agree": [()], "plan_carry_on": [()],
        "plan_member_add": [()], "plan_member_reach": [(mother,)], "plan_member_cover": [(alices,)],
        "plan_member_reads": [(mother,)], "plan_member_leave": [(it.father.public_id,)],
        "plan_strength_add": [()], "plan_need_add": [()], "plan_worry_add": [()],
        "plan_need_answer": [(parts["needs"].public_id,)], "plan_goal_add": [(worry.public_id,)],
        "plan_action_add": [(it.goal.public_id,)],
        "plan_part_change": kinds, "plan_part_keep": kinds, "plan_part_drop": kinds,
        "meeting_call": [()], "meeting_change": [(of_meeting,)], "meeting_cancel": [(of_meeting,)],
        "meeting_ask": [(of_meeting,)], "meeting_asked": [asked], "meeting_ask_no_longer": [asked],
        "meeting_came": [(of_meeting,)], "meeting_point_add": [(of_meeting,)], "meeting_point": [point],
        "meeting_point_take_out": [point], "meeting_point_kept": [point], "meeting_action_add": [(of_meeting,)],
        "meeting_finish": [(of_meeting,)], "meeting_minutes_for": [asked], "meeting_member_unnamed": [(alices,)],
        "plan_review_add": [()], "plan_action_done": [(action.public_id,)], "plan_action_impact": [(action.public_id,)],
        "plan_action_move": [(action.public_id,)], "plan_goal_reached": [(it.goal.public_id,)],
        "plan_goal_scale": [(it.goal.public_id,)], "plan_delay_note": [()], "plan_service_ask": [()],
        "plan_service_told": [()], "plan_service_answer": [(plan.referrals.get().public_id,)],
        "plan_copy_write": [(mother,)], "plan_copy": [(plan.copies.get().public_id,)],
        "plan_copy_story_begin": [(maya,)], "plan_copy_story_write": [story], "plan_copy_story": [story],
        "family_page_switch_on": [(mother,)], "family_page_said_read": [()],
        "family_page_switch_off": [(plan.links.get().public_id,)],
    }  # fmt: skip
    found = [(name, more) for name, each in name_of.items() for more in each]
    chosen = {"plan_review_copy": "?review=changed"}
    return [
        (name, reverse(name, args=[plan.public_id, *more]) + chosen.get(name, "")) for name, more in (*found, *finished)
    ]


def opened(client: Client, pages: Pages, it: Papered) -> list[Opened]:
    """Open every form, so that something can happen before it is sent."""
    found = filling.opened(client, pages, reverse("plan_wants", args=[it.plan.public_id, it.maya.public_id]))
    said = {"said": str(FamilySaid.objects.get().public_id)}
    return [Opened(one.name, one.path, {**one.answers, **said}) for one in found]


def test_every_page_that_takes_a_form_is_tried(pages: Pages) -> None:
    asked = {str(one.name) for one in urlpatterns if "POST" in vars(one.callback)["methods"]} - {"family_page"}
    assert {name for name, _ in pages} == asked


def test_of_a_plan_that_ended_meanwhile_every_form_says_so_and_keeps_what_was_typed(
    pages: Pages, it: Papered, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    end_plan(plan=it.plan, on=timezone.localdate(), because="Life is better", by=alice)
    events = Event.objects.exclude(name__contains="look").count()
    written_up = {one.name for one in forms if one.name.startswith("meeting_")} & MINUTES
    refused = [one for one in forms if one.name not in AFTER_THE_END | written_up]
    assert filling.faults(client, refused, ENDED) == {}
    assert Event.objects.exclude(name__contains="look").count() == events
    assert filling.faults(client, [one for one in forms if one.name in AFTER_THE_END | written_up]) == {}


def test_the_day_after_the_end_whoever_led_it_is_told_that_it_ended_and_others_find_nothing(
    pages: Pages, it: Papered, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    end_plan(plan=it.plan, on=timezone.localdate(), because="Life is better", by=alice)
    Involvement.objects.update(ends_on=timezone.localdate(), ended_because="It ended")
    path = dict(pages)["plan_agree"]
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert ENDED in words(client_of(alice).get(path))
        assert [client_of(one).get(path).status_code for one in (bob, charlie)] == [404, 404]


@pytest.mark.parametrize("who", ["the family", "a child"])
def test_when_somebody_left_meanwhile_every_form_answers_and_keeps_what_was_typed(
    who: str, pages: Pages, it: Papered, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    kinds = [Member.Kind.CHILD] if who == "a child" else [Member.Kind.FAMILY]
    for member in it.plan.members.here().filter(kind__in=kinds):
        let_member_leave(member=member, because="They moved", by=alice)
    if who == "a child":
        it.plan.children.update(left_on=timezone.localdate(), left_because="Moved")
    assert filling.faults(client, forms) == {}


def test_when_parts_were_taken_out_meanwhile_every_form_answers_and_keeps_what_was_typed(
    pages: Pages, it: Papered, meeting: Meeting, alice: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    for kind in (Strength, Worry):
        for part in kind._default_manager.filter(plan=it.plan):
            drop_part(part=part, because="It was wrong", by=alice)
    drop_part(part=it.plan.needs.get(), because="It was wrong", by=alice)
    cancel_meeting(meeting=meeting, because="Ill", by=alice)
    assert filling.faults(client, forms) == {}
    assert not (Goal.objects.filter(dropped_at=None) | Goal.objects.none()).exists()
    assert not Action.objects.to_do().exists()


def test_whoever_does_not_lead_any_more_is_told_so_and_keeps_what_they_typed(
    pages: Pages, it: Papered, alice: Practitioner, bob: Practitioner
) -> None:
    client = client_of(alice)
    forms = opened(client, pages, it)
    Involvement.objects.filter(practitioner=alice).update(leads=False)
    Involvement.objects.filter(practitioner=bob).update(leads=True)
    Plan.objects.filter(pk=it.plan.pk).update(team=bob.memberships_now[0].team, begun_by=bob)
    assert filling.faults(client, forms) == {}
    answer: Any = client.post(dict(pages)["plan_agree"], dict(forms[3].answers))
    assert NOT_NOW in words(answer)
    assert Event.objects.filter(name="audit.look_refused").exists()


def test_two_who_send_the_same_form_at_once_both_get_an_answer(pages: Pages, it: Papered, alice: Practitioner) -> None:
    client = client_of(alice)
    forms = [*opened(client, pages, it), *opened(client, pages, it)]
    assert filling.faults(client, forms) == {}


def test_somebody_to_whom_the_page_was_never_shown_finds_nothing_there(
    pages: Pages, it: Papered, bob: Practitioner, charlie: Practitioner
) -> None:
    path, typed = dict(pages)["plan_agree"], {"agreed_with": TYPED}
    borrowed = hidden(client_of(bob).get(reverse("plan", args=[it.plan.public_id])).text)
    for client in (client_of(bob), client_of(charlie)):
        assert client.post(path, {**typed, "form_token": "made up"}).status_code == 404
    assert client_of(charlie).post(path, {**typed, **borrowed}).status_code == 404


def test_a_record_that_was_restricted_meanwhile_gives_back_what_was_typed_and_nothing_else(
    pages: Pages, it: Papered, family: Family, alice: Practitioner, leila: Practitioner
) -> None:
    client = client_of(alice)
    forms = {one.name: one for one in opened(client, pages, it)}
    restrict(person=family.maya, kind="other", because="Out of danger", readers=[leila], by=leila)
    form = forms["plan_wants"]
    answer: Any = client.post(form.path, dict(form.answers))
    assert TYPED in answer.text
    assert "Maya" not in answer.text
