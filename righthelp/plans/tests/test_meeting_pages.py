"""The pages of meetings, as people use them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import end_plan
from righthelp.plans.actions.holding import hold_minutes
from righthelp.plans.models import Action, Copy, Meeting, Member, Note, Plan
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import LAST_WEEK, NOW, at, called, came, finished, named, parent, point
from righthelp.work.actions import involve
from righthelp.work.tests.working import client_of, hidden, on, send_form, send_twice, shown, team_of, words

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mother(plan: Plan, family: Family, alice: Practitioner) -> Member:
    return parent(plan, family.mother, alice, *plan.children.all())


@pytest.fixture
def meeting(plan: Plan, alice: Practitioner, mother: Member) -> Meeting:
    return called(plan, alice, planning.member_of(plan, alice), mother, at=LAST_WEEK)


def call_page(plan: Plan) -> str:
    return reverse("meeting_call", args=[plan.public_id])


def whole(*asked: Member, **more: Any) -> dict[str, Any]:
    return {
        "kind": "team_around_family", **on("on", dt.date(2026, 3, 9)), "starts": "15.00", "minutes_long": "60",
        "place": "Room 4", "purpose": "To plan", "needed": "", "asked": [str(one.public_id) for one in asked], **more,
    }  # fmt: skip


@pytest.mark.requirement("BG-018", "BG-020", "BT-012", "BT-013")
def test_a_conversation_that_was_is_kept_with_what_was_said_and_understood_beyond_the_first_worry(
    plan: Plan, family: Family, alice: Practitioner, mother: Member
) -> None:
    client, maya = client_of(alice), planning.child_of(plan, family.maya)
    send_form(client, call_page(plan), **whole(mother, kind="conversation", **on("on", dt.date(2026, 2, 27))))
    talk = Meeting.objects.get()
    for kind, text in (
        ("said", "Maya is tired"), ("understood", "The nights are loud"), ("decided", "We ask about the room"),
    ):  # fmt: skip
        send_form(client, at(talk, "/points/add"), kind=kind, child=str(maya.public_id), text=text)
    page = shown(client, at(talk))
    for text in ("Conversation", "What was said Maya Maya is tired", "understand better now Maya The nights are loud",
                 "What was decided Maya We ask about the room"):  # fmt: skip
        assert text in page
    assert "Conversation with the family or between professionals, 27 February 2026" in shown(
        client, reverse("plan", args=[plan.public_id])
    )


@pytest.mark.requirement("BG-018", "BT-012")
def test_a_conversation_with_somebody_who_does_not_take_part_is_kept_and_no_minutes_name_them(
    plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client, day = client_of(alice), on("on", LAST_WEEK.date())
    coach = {**whole(kind="conversation", **day), "also_with": "Kim Ray, boxing coach"}
    assert send_form(client, call_page(plan), **coach).status_code == 302
    talk = Meeting.objects.get()
    page = shown(client_of(bob), at(talk))
    assert "Kim Ray, boxing coach Not part of the plan" in page
    assert "Nobody yet" not in page
    send_form(client, at(talk, "/points/add"), kind="said", child="all", text="She is proud of the club")
    finished(talk, alice)
    theirs = shown(client, at(talk, f"/minutes/{mother.public_id}"))
    assert "proud of the club" in theirs
    assert "Kim" not in theirs


@pytest.mark.parametrize("more", [{"kind": "panel", "also_with": "Kim Ray"}, {"kind": "conversation"}])
def test_a_meeting_of_another_kind_or_a_conversation_with_nobody_asks_who(
    more: dict[str, str], plan: Plan, alice: Practitioner
) -> None:
    page = words(send_form(client_of(alice), call_page(plan), **whole(**more)))
    assert "Choose who is asked" in page
    assert not Meeting.objects.exists()


def test_who_else_a_meeting_was_with_can_be_put_right(meeting: Meeting, alice: Practitioner) -> None:
    client, changed = client_of(alice), whole(also_with="Kim Ray", **on("on", LAST_WEEK.date()))
    send_form(client, at(meeting, "/change"), **changed)
    assert "Kim Ray" in shown(client, at(meeting))


@pytest.mark.requirement("BN-044", "BP-032")
def test_only_the_meetings_that_are_held_about_such_a_plan_are_offered(
    plan: Plan, alice: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    page = shown(client, call_page(plan))
    for name in ("Team around the family", "Panel", "Planning meeting", "Family network meeting", "Family group"):
        assert name in page
    assert "Core group" not in page
    assert "Child protection conference" not in page
    assert "Choose what kind of meeting it is" in words(
        send_form(client, call_page(plan), **whole(mother, kind="core_group"))
    )
    assert not Meeting.objects.exists()


def test_a_meeting_is_called_held_written_up_and_given_to_its_readers(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client, maya = client_of(alice), planning.child_of(plan, family.maya)
    goal = planning.goal(planning.worry(plan, child=maya))
    assert all(one.status_code == 302 for one in send_twice(client, call_page(plan), **whole(mother)))
    meeting = Meeting.objects.get()
    assert meeting.planned_for == dt.datetime(2026, 3, 9, 15, 0, tzinfo=dt.UTC)
    page = shown(client, at(meeting))
    assert "Team around the family, 9 March 2026 at 3pm" in page
    assert "Ana Lindqvist, mother" in page
    send_form(client, at(meeting, f"/asked/{mother.public_id}"), told_how="At the gate", views="I am tired")
    with time_machine.travel(dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC), tick=False):
        client = client_of(alice)
        assert "NOT WRITTEN UP YET" in shown(client, at(meeting))
        send_form(client, at(meeting, "/came"), **{f"came_{mother.public_id.hex}": "came"})
        answer = send_form(
            client, at(meeting, "/points/add"), kind="understood", child=str(maya.public_id), text="She is up late"
        )
        assert answer["Location"] == at(meeting)
        send_form(
            client, at(meeting, "/actions/add"), goal=str(goal.public_id), what="Ring the clinic", is_for="Rest",
            holder=str(mother.public_id), **on("due_on", dt.date(2026, 3, 20)),
        )  # fmt: skip
        assert Action.objects.get().meeting == meeting
        send_form(client, at(meeting, "/finish"), **on("on", dt.date(2026, 3, 9)), starts="15:00", chaired_by="Alice")
        page = shown(client, at(meeting))
        for text in ("Ana Lindqvist, mother Came", "I am tired", "She is up late", "Ring the clinic", "Led by Alice"):
            assert text in page
        assert "No minutes were released" in shown(client, at(meeting, "/minutes"))
        minutes = at(meeting, f"/minutes/{mother.public_id}")
        assert "What we understand better now for Maya" in shown(client, minutes)
        assert send_form(client, minutes, is_safe="yes").status_code == 302
        assert "Released on 10 March 2026 by Alice" in shown(client, at(meeting, "/minutes"))
    copy = Copy.objects.get()
    assert (copy.kind, copy.meeting, copy.member, copy.title) == (
        "minutes", meeting, mother, "Team around the family, 9 March 2026"
    )  # fmt: skip


@pytest.mark.requirement("BP-302")
def test_the_list_of_who_has_the_minutes_says_how_they_got_them(
    meeting: Meeting, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    point(meeting, alice, "All is well")
    finished(meeting, alice)
    send_form(client, at(meeting, f"/minutes/{mother.public_id}"), is_safe="yes")
    assert "Not given yet" in shown(client_of(bob), at(meeting, "/minutes"))
    copy = Copy.objects.get()
    path = reverse("plan_copy", args=[meeting.plan.public_id, copy.public_id])
    send_form(client, path, how="hand", to_where="at school", **on("given_on", NOW.date()))
    page = shown(client_of(bob), at(meeting, "/minutes"))
    assert "By hand, 2 March 2026, at school, noted by Alice" in page.replace("school ,", "school,")
    assert "Not given yet" not in page


@pytest.mark.requirement("BP-302")
def test_the_list_says_who_reads_the_minutes_here_and_when_they_were_told(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    point(meeting, alice, "All is well")
    finished(meeting, alice)
    planning.works_in(leila, plan, role="youth worker")
    page = shown(client_of(bob), at(meeting, "/minutes"))
    assert "Bob Baker, class teacher Told on 2 March 2026" in page
    assert "lead practitioner Finished the minutes" in page
    assert "youth worker Was not told" in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"starts": "half past"}, "The time at which it begins must be a time like 09:30"),
        ({"starts": ""}, "Enter the time at which it begins"),
        ({"minutes_long": "2"}, "Enter a number of minutes from 5 to 600"),
        ({"kind": ""}, "Choose what kind of meeting it is"),
        ({"asked": []}, "Choose who is asked"),
        ({"purpose": ""}, "Answer the question “What is it for?”"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_in_words(
    answers: dict[str, Any], said: str, plan: Plan, alice: Practitioner, mother: Member
) -> None:
    assert said in words(send_form(client_of(alice), call_page(plan), **{**whole(mother), **answers}))
    assert not Meeting.objects.exists()


@pytest.mark.requirement("BN-045")
def test_the_day_by_which_the_review_is_due_stands_in_the_form(plan: Plan, alice: Practitioner) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 30))
    client = client_of(alice)
    assert "to be reviewed by 30 March 2026" in shown(client, call_page(plan))
    text = client.get(call_page(plan)).text
    assert 'value="30"' in text
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 2, 19))
    assert 'value="19"' not in client.get(call_page(plan)).text


@pytest.mark.requirement("BN-014")
def test_a_social_worker_is_asked_by_name_to_think_about_the_plan_with_the_team(
    plan: Plan, alice: Practitioner
) -> None:
    client = client_of(alice)
    send_form(client, call_page(plan), **whole(social_worker="Sue Hill", social_worker_phone="01632 960 444"))
    page = shown(client, at(Meeting.objects.get()))
    assert "Sue Hill" in page
    assert "A social worker who thinks about the plan with the team" in page


@pytest.mark.requirement("BP-032")
def test_a_family_network_meeting_is_a_link_away(plan: Plan, alice: Practitioner) -> None:
    text = client_of(alice).get(f"{call_page(plan)}?kind=family_network").text
    assert 'value="family_network" checked' in text


def test_a_stranger_and_whoever_is_not_on_a_restricted_record_find_no_meeting(
    meeting: Meeting, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    pages = ("", "/calendar.ics", "/came", "/points/add", "/change", "/cancel", "/ask", "/finish", "/actions/add")
    for more in pages:
        assert client_of(charlie).get(at(meeting, more)).status_code == 404, more
    for more in ("/change", "/cancel", "/ask", "/finish", "/actions/add"):
        assert client_of(bob).get(at(meeting, more)).status_code == 404, more
    assert client_of(bob).get(at(meeting)).status_code == 200
    restrict(person=family.maya, kind="other", because="Her father works here", readers=[leila], by=leila)
    assert client_of(bob).get(at(meeting)).status_code == 404
    assert client_of(bob).get(at(meeting, "/calendar.ics")).status_code == 404


def test_a_meeting_of_another_plan_is_not_found_through_this_one(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner
) -> None:
    other = planning.begun(alice, [family.mother])
    elsewhere = at(meeting).replace(str(plan.public_id), str(other.public_id))
    assert client_of(alice).get(elsewhere).status_code == 404


def test_what_is_about_a_child_whose_record_is_not_open_is_not_shown(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    involve(
        child=family.maya, practitioner=charlie, team=team_of(charlie), episode=maya.episode, role="GP",
        starts_on=planning.SINCE, by=charlie,
    )  # fmt: skip
    point(meeting, alice, "Leo runs fast", child=leo)
    point(meeting, alice, "Maya sleeps badly", child=maya)
    came(meeting, alice, planning.member_of(plan, family.brother))
    page = shown(client_of(charlie), at(meeting))
    assert "Maya sleeps badly" in page
    assert "Leo" not in page
    leos = Note.objects.get(child=leo)
    assert client_of(charlie).get(at(meeting, f"/points/{leos.public_id}")).status_code == 404
    assert "Leo" not in shown(client_of(charlie), at(meeting, "/points/add"))


def test_views_sent_cannot_be_noted_without_the_views(meeting: Meeting, alice: Practitioner, mother: Member) -> None:
    client = client_of(alice)
    line = f"came_{mother.public_id.hex}"
    assert "Write down first what Ana" in words(send_form(client, at(meeting, "/came"), **{line: "views"}))
    send_form(client, at(meeting, f"/asked/{mother.public_id}"), told_how="", views="I am tired")
    assert send_form(client, at(meeting, "/came"), **{line: "views"}).status_code == 302
    assert meeting.invited.get(member=mother).came == "views"
    emptied = send_form(client, at(meeting, f"/asked/{mother.public_id}"), told_how="", views="")
    assert "Change who came first" in words(emptied)
    assert meeting.invited.get(member=mother).views == "I am tired"


def test_what_two_people_write_about_who_came_does_not_undo_each_other(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    path, colleague = at(meeting, "/came"), planning.member_of(plan, bob)
    early = hidden(client_of(bob).get(path).text)
    send_form(client_of(alice), path, **{f"came_{mother.public_id.hex}": "came"})
    client_of(bob).post(path, {**early, f"came_{colleague.public_id.hex}": "apologies"})
    assert dict(meeting.invited.values_list("member", "came"))[mother.pk] == "came"


def test_a_change_over_another_change_shows_both(meeting: Meeting, alice: Practitioner) -> None:
    client, path = client_of(alice), at(meeting, "/change")
    early = hidden(client.get(path).text)
    given = {**whole(), "kind": meeting.kind, **on("on", LAST_WEEK.date())}
    send_form(client, path, **{**given, "purpose": "To eat"})
    answer = client.post(path, {**early, **given, "purpose": "To plan"})
    assert "Saved meanwhile" in words(answer)
    meeting.refresh_from_db()
    assert meeting.purpose == "To eat"


def test_a_cancelled_meeting_says_why_and_offers_what_takes_it_out_of_a_calendar(
    meeting: Meeting, alice: Practitioner
) -> None:
    client = client_of(alice)
    assert "Write why it is cancelled" in words(send_form(client, at(meeting, "/cancel"), because=""))
    send_form(client, at(meeting, "/cancel"), because="Ana is ill")
    page = shown(client, at(meeting))
    assert "Cancelled by Alice" in page
    assert "Ana is ill" in page
    assert "Calendar entry that takes it out again" in page
    assert "was written up or cancelled meanwhile" in words(send_form(client, at(meeting, "/cancel"), because="Again"))


def test_somebody_is_asked_later_or_not_any_more(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client, colleague = client_of(alice), planning.member_of(plan, bob)
    assert "Choose at least one" in words(send_form(client, at(meeting, "/ask")))
    send_form(client, at(meeting, "/ask"), asked=[str(colleague.public_id)])
    assert meeting.invited.filter(member=colleague).exists()
    page = client.get(at(meeting, f"/asked/{colleague.public_id}")).text
    away = at(meeting, f"/asked/{colleague.public_id}/no-longer")
    client.post(away, hidden(page[page.index("no-longer") :]))
    assert not meeting.invited.filter(member=colleague).exists()
    meeting.invited.filter(member=mother).update(views="I am tired")
    client.post(at(meeting, f"/asked/{mother.public_id}/no-longer"))
    assert meeting.invited.filter(member=mother).exists()


def test_a_point_is_written_with_another_after_it_changed_taken_out_and_kept_back(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner, mother: Member
) -> None:
    client, add = client_of(alice), at(meeting, "/points/add")
    first = {"kind": "said", "child": "all", "text": "Maya sleeps badly"}
    kept = {"kept_from": [str(mother.public_id)]}
    assert "Write why they must not read it" in words(send_form(client, add, **first, **kept))
    assert send_form(client, add, **first, **kept, kept_because="Not safe", more="yes")["Location"] == add
    note = Note.objects.get()
    assert "Kept from Ana Lindqvist : Not safe" in shown(client, at(meeting))
    one = at(meeting, f"/points/{note.public_id}")
    send_form(client, one, **{**first, "text": "Maya sleeps well"})
    note.refresh_from_db()
    assert note.text == "Maya sleeps well"
    send_form(client, f"{one}/readers", kept_because="")
    assert not note.kept_from.exists()
    client.post(f"{one}/take-out", {})
    page = shown(client, at(meeting))
    assert "Struck through Somebody took these points out" in page
    assert "Maya sleeps well Struck through by Alice Adeyemi on 2 March" in page
    shown(client, one, status=404)
    assert "Write down at least one point first" in words(
        send_form(
            client, at(meeting, "/finish"), **on("on", LAST_WEEK.date()), starts="15:00", nothing_because="We wait"
        )
    )


def test_minutes_cannot_be_finished_empty_nor_without_saying_why_nothing_came_of_them(
    meeting: Meeting, alice: Practitioner
) -> None:
    client, path = client_of(alice), at(meeting, "/finish")
    answers = {**on("on", LAST_WEEK.date()), "starts": "15:00", "nothing_because": "We wait"}
    assert "Write down at least one point first" in words(send_form(client, path, **answers))
    point(meeting, alice, "Maya sleeps badly")
    refused = words(send_form(client, path, **{**answers, "nothing_because": ""}))
    assert "why did nobody take something on" in refused
    late = words(send_form(client, path, **{**answers, **on("on", NOW.date()), "starts": "23:00"}))
    assert "must be in the past" in late
    assert send_form(client, path, **answers)["Location"] == at(meeting, "/minutes")


def test_minutes_are_not_released_before_they_are_finished_nor_for_whoever_reads_them_here(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    assert client.get(at(meeting, "/minutes")).status_code == 404
    assert client.get(at(meeting, f"/minutes/{mother.public_id}")).status_code == 404
    point(meeting, alice, "All is well")
    finished(meeting, alice)
    colleague = planning.member_of(plan, bob)
    assert client.get(at(meeting, f"/minutes/{colleague.public_id}")).status_code == 404
    assert client_of(bob).get(at(meeting, f"/minutes/{mother.public_id}")).status_code == 404


def test_a_point_kept_from_somebody_in_the_moment_in_which_their_minutes_are_released_does_not_go(
    meeting: Meeting, alice: Practitioner, mother: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = point(meeting, alice, "All is well")
    finished(meeting, alice)
    client, path = client_of(alice), at(meeting, f"/minutes/{mother.public_id}")
    early = hidden(client.get(path).text)

    def held(meeting: Meeting, by: Practitioner) -> Plan:
        note.kept_from.add(mother)
        return hold_minutes(meeting, by)

    monkeypatch.setattr("righthelp.plans.actions.copies.hold_minutes", held)
    answer = client.post(path, {**early, "is_safe": "yes"}, follow=True)
    assert "is not released. Read it again" in words(answer)
    assert not Copy.objects.exists()


def test_minutes_that_were_changed_while_somebody_read_them_are_not_released(
    meeting: Meeting, alice: Practitioner, mother: Member
) -> None:
    note = point(meeting, alice, "All is well")
    finished(meeting, alice)
    client, path = client_of(alice), at(meeting, f"/minutes/{mother.public_id}")
    early = hidden(client.get(path).text)
    note.kept_from.add(mother)
    assert "changed meanwhile" in words(client.post(path, {**early, "is_safe": "yes"}))
    assert not Copy.objects.exists()


def test_an_action_needs_a_goal_of_the_plan(meeting: Meeting, alice: Practitioner) -> None:
    assert "the plan has none yet" in shown(client_of(alice), at(meeting, "/actions/add"))


def test_an_action_for_a_goal_that_was_dropped_meanwhile_is_not_saved(
    meeting: Meeting, plan: Plan, alice: Practitioner, mother: Member
) -> None:
    goal = planning.goal(planning.worry(plan))
    planning.goal(planning.worry(plan), "Maya is rested")
    client, path = client_of(alice), at(meeting, "/actions/add")
    early = hidden(client.get(path).text)
    answers = {
        "goal": str(goal.public_id), "what": "Ring", "is_for": "Rest", "holder": str(mother.public_id),
        **on("due_on", dt.date(2026, 3, 20)),
    }  # fmt: skip
    goal.dropped_at, goal.dropped_by, goal.dropped_because = NOW, alice, "Done"
    goal.save()
    assert "Choose one of the answers" in words(client.post(path, {**early, **answers}))
    assert not Action.objects.exists()


def test_the_meetings_of_a_plan_that_has_ended_are_read_and_written_up_and_none_is_called(
    meeting: Meeting, plan: Plan, alice: Practitioner
) -> None:
    to_come = called(plan, alice)
    end_plan(plan=plan, on=NOW.date(), because="All is well", by=alice)
    client = client_of(alice)
    assert "Write down a point" in shown(client, at(meeting))
    assert "Write down an action" not in shown(client, at(meeting))
    assert "Write down a point" not in shown(client, at(to_come))
    assert "This plan has ended" in shown(client, at(to_come, "/points/add"))
    assert "This plan has ended" in shown(client, call_page(plan))


@pytest.mark.parametrize("more", ["", "/came", "/points/add", "/change", "/ask", "/actions/add", "/finish", "/minutes"])
def test_the_pages_of_a_meeting_need_few_queries(
    more: str, meeting: Meeting, plan: Plan, family: Family, alice: Practitioner, mother: Member,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    maya = planning.child_of(plan, family.maya)
    helpers = [named(plan, f"Helper {number}", alice) for number in range(5)]
    for number in range(6):
        point(meeting, alice, f"Point {number}", child=maya, kept_from=(mother, helpers[0]))
        action = planning.action(planning.goal(planning.worry(plan)), mother, due_on=planning.SINCE)
        Action.objects.filter(pk=action.pk).update(meeting=meeting)
    came(meeting, alice, mother, *helpers)
    if more == "/minutes":
        finished(meeting, alice)
        for one in (mother, *helpers):
            send_form(client_of(alice), at(meeting, f"/minutes/{one.public_id}"), is_safe="yes")
    client = client_of(alice)
    client.get(at(meeting, more))
    with django_assert_max_num_queries(MOST):
        assert client.get(at(meeting, more)).status_code == 200
