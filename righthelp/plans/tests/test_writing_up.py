"""A meeting is written up, point by point, and then finished."""

from collections.abc import Iterator

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import ChangedMeanwhile
from righthelp.plans.actions.meetings import MeetingOver
from righthelp.plans.actions.writing_up import (
    NothingWritten,
    Point,
    add_point,
    change_point,
    finish_minutes,
    keep_point_from,
    keep_unnamed_to,
    note_came,
    take_out_point,
)
from righthelp.plans.minutes import minutes_sections
from righthelp.plans.models import Meeting, Note, Plan
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import (
    LAST_WEEK,
    NEXT_WEEK,
    NOW,
    at,
    called,
    came,
    finished,
    named,
    parent,
    point,
    seen,
)
from righthelp.work.tests.working import client_of, hidden, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def meeting(plan: Plan, alice: Practitioner) -> Meeting:
    return called(plan, alice, planning.member_of(plan, alice), at=LAST_WEEK)


def finish(meeting: Meeting, by: Practitioner, *, because: str = "", at: object = LAST_WEEK) -> None:
    finish_minutes(meeting=meeting, held_at=at, chaired_by="Ana", nothing_because=because, by=by)  # type: ignore[arg-type]


@pytest.mark.requirement("BG-020", "BT-013")
def test_minutes_without_a_decision_or_an_action_say_why(meeting: Meeting, plan: Plan, alice: Practitioner) -> None:
    with pytest.raises(NothingWritten):
        finish(meeting, alice, because="We wait for the clinic")
    point(meeting, alice, "Maya sleeps badly")
    with pytest.raises(NothingWritten):
        finish(meeting, alice)
    finish(meeting, alice, because="We wait for the clinic")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.nothing_because) == (Meeting.State.HELD, "We wait for the clinic")


@pytest.mark.requirement("BG-020", "BT-013")
@pytest.mark.parametrize("came_of_it", ["decision", "action"])
def test_a_decision_or_an_action_is_what_a_meeting_leads_to(
    came_of_it: str, meeting: Meeting, plan: Plan, alice: Practitioner
) -> None:
    point(meeting, alice, "We ask the clinic", kind="decided" if came_of_it == "decision" else "understood")
    if came_of_it == "action":
        lead = planning.member_of(plan, alice)
        action = planning.action(planning.goal(planning.worry(plan)), lead, due_on=planning.SINCE)
        action.meeting = meeting
        action.save()
    finish(meeting, alice, because="Not needed")
    meeting.refresh_from_db()
    assert (meeting.held_at, meeting.chaired_by, meeting.nothing_because) == (LAST_WEEK, "Ana", "")


def test_a_meeting_to_come_is_not_finished(meeting: Meeting, alice: Practitioner) -> None:
    point(meeting, alice, "Maya sleeps badly")
    with pytest.raises(ValueError, match="has been"):
        finish(meeting, alice, because="We wait", at=NEXT_WEEK)


def test_whoever_takes_part_writes_points_and_the_lead_finishes(
    meeting: Meeting, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    point(meeting, bob, "Maya sleeps badly")
    with pytest.raises(NotAllowed):
        finish(meeting, bob, because="We wait")
    with pytest.raises(NotAllowed):
        point(meeting, charlie, "I was not there")
    finish(meeting, alice, because="We wait")


def test_finished_minutes_are_not_changed(meeting: Meeting, alice: Practitioner) -> None:
    note = point(meeting, alice, "Maya sleeps badly")
    done = finished(meeting, alice)
    with pytest.raises(MeetingOver):
        point(done, alice, "And one more")
    with pytest.raises(MeetingOver):
        change_point(note=note, version=done.version, point=Point("said", "She sleeps well", None), by=alice)
    with pytest.raises(MeetingOver):
        take_out_point(note=note, by=alice)
    with pytest.raises(MeetingOver):
        came(done, alice)


def test_a_point_is_changed_or_taken_out_before_and_keeps_its_order(meeting: Meeting, alice: Practitioner) -> None:
    first, second = point(meeting, alice, "One"), point(meeting, alice, "Two")
    change_point(note=first, version=1, point=Point("decided", "One more", None), by=alice)
    assert [one.text for one in meeting.notes.all()] == ["One more", "Two"]
    with pytest.raises(ChangedMeanwhile):
        change_point(note=second, version=1, point=Point("said", "Two more", None), by=alice)
    for _ in range(2):
        take_out_point(note=second, by=alice)
    assert [one.text for one in meeting.notes.filter(struck_at=None)] == ["One more"]
    assert Event.objects.filter(name="plans.meeting_point_taken_out").count() == 1
    with pytest.raises(ChangedMeanwhile):
        change_point(note=second, version=2, point=Point("said", "Two more", None), by=alice)


def test_what_somebody_else_wrote_stays_struck_through_and_is_in_no_minutes(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    mother, father = parent(plan, family.mother, alice, maya), parent(plan, family.father, alice, role="father")
    note = add_point(
        meeting=meeting, point=Point("said", "He shouts", maya), kept_from=[father], kept_because="Fear", by=bob
    )
    change_point(note=note, version=1, point=Point("said", "It is calm", maya), by=alice)
    change_point(note=note, version=2, point=Point("decided", "It is calm", maya), by=bob)
    [struck] = meeting.notes.filter(struck_at__isnull=False)
    assert (struck.text, struck.noted_by, struck.struck_by) == ("He shouts", bob, alice)
    assert list(struck.kept_from.all()) == [father]
    note.refresh_from_db()
    assert (note.kind, note.noted_by) == ("decided", alice)
    assert "He shouts" in shown(client_of(bob), at(meeting))
    done = finished(meeting, alice)
    assert "He shouts" not in shown(client_of(bob), at(done))
    minutes = str(minutes_sections(seen(done, alice), mother))
    assert "It is calm" in minutes
    assert "He shouts" not in minutes


def test_a_decision_that_was_taken_out_is_none(meeting: Meeting, alice: Practitioner) -> None:
    take_out_point(note=point(meeting, alice, "Ring the clinic", kind="decided"), by=alice)
    point(meeting, alice, "She is tired")
    with pytest.raises(NothingWritten):
        finish(meeting, alice)


@pytest.mark.requirement("BP-302")
def test_a_point_is_kept_from_somebody_for_a_reason_also_after_the_minutes_are_finished(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner
) -> None:
    father = parent(plan, family.father, alice, role="father")
    note = point(meeting, alice, "Ana fears Jonas")
    finished(meeting, alice)
    with pytest.raises(ValueError, match="says why"):
        keep_point_from(note=note, version=1, members=[father], because="", by=alice)
    keep_point_from(note=note, version=1, members=[father], because="It is not safe", by=alice)
    note.refresh_from_db()
    assert (set(note.kept_from.all()), note.kept_because) == ({father}, "It is not safe")
    keep_point_from(note=note, version=2, members=[], because="It was", by=alice)
    note.refresh_from_db()
    assert (note.kept_from.count(), note.kept_because) == (0, "")


def test_points_and_secrets_stay_within_one_plan(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner
) -> None:
    other = planning.begun(alice, [family.mother])
    child, stranger = planning.child_of(other, family.mother), planning.member_of(other, alice)
    with pytest.raises(ValueError, match="same plan"):
        add_point(meeting=meeting, point=Point("said", "Hm", child), by=alice)
    with pytest.raises(ValueError, match="same plan"):
        point(meeting, alice, "Hm", kept_from=(stranger,))
    helper = named(plan, "Rita Reed", alice)
    for wrong in (stranger, helper):
        with pytest.raises(ValueError, match="same plan"):
            keep_unnamed_to(member=helper, version=1, members=[wrong], by=alice)
    assert not Note.objects.exists()


def test_whoever_came_without_being_asked_stands_there_and_whoever_did_not_is_left_off(
    meeting: Meeting, plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    lead, colleague = planning.member_of(plan, alice), planning.member_of(plan, bob)
    mother = parent(plan, family.mother, alice)
    what = {lead: "apologies", colleague: "came", mother: ""}
    note_came(meeting=meeting, version=1, came=what, by=bob)
    assert dict(meeting.invited.values_list("member", "came")) == {lead.pk: "apologies", colleague.pk: "came"}
    with pytest.raises(ChangedMeanwhile):
        note_came(meeting=meeting, version=1, came=what, by=bob)
    note_came(meeting=meeting, version=2, came={lead: "came"}, by=alice)
    assert meeting.invited.get(member=lead).came == "came"


def test_whoever_keeps_a_point_back_sees_from_whom_somebody_else_kept_it_meanwhile(
    plan: Plan, meeting: Meeting, family: Family, alice: Practitioner
) -> None:
    mother, father = parent(plan, family.mother, alice), parent(plan, family.father, alice, role="father")
    note = point(meeting, alice, "She is afraid")
    client, page = client_of(alice), at(meeting, f"/points/{note.public_id}/readers")
    opened = hidden(client.get(page).text)
    keep_point_from(note=note, version=1, members=[father], because="She fears him", by=alice)
    typed = {"kept_from": [str(mother.public_id)], "kept_because": "Not yet"}
    refused = client.post(page, {**opened, **typed})
    assert "Jonas" in words(refused).partition("Saved meanwhile")[2]
    assert client.post(page, {**hidden(refused.text), **typed}).status_code == 302
    assert set(note.kept_from.all()) == {mother}


def test_whoever_keeps_somebody_unnamed_sees_to_whom_else_they_are_not_named_meanwhile(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    helper, father = named(plan, "Eve Refuge", alice), parent(plan, family.father, alice, role="father")
    aunt = parent(plan, family.mother, alice)
    client, page = client_of(alice), f"/plans/{plan.public_id}/team/{helper.public_id}/named-to"
    opened = hidden(client.get(page).text)
    keep_unnamed_to(member=helper, version=1, members=[father], by=alice)
    typed = {"kept_from": [str(aunt.public_id)]}
    refused = client.post(page, {**opened, **typed})
    assert "father" in words(refused).partition("Saved meanwhile")[2]
    assert set(helper.kept_from.all()) == {father}
    assert client.post(page, {**hidden(refused.text), **typed}).status_code == 302
    assert set(helper.kept_from.all()) == {aunt}
