"""Meetings are called, changed and cancelled; who is asked, and what they say beforehand."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.access import plan_to_read
from righthelp.plans.actions import ChangedMeanwhile, HasEnded, end_plan
from righthelp.plans.actions.meetings import (
    Called,
    MeetingOver,
    ask_more,
    ask_no_longer,
    cancel_meeting,
    change_meeting,
    name_social_worker,
    note_beforehand,
)
from righthelp.plans.models import Invited, Meeting, Member, Plan
from righthelp.plans.presenters import place_of
from righthelp.plans.presenting.meetings import Meetings, meetings_of
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import LAST_WEEK, NEXT_WEEK, NOW, called, came, finished, named, parent, point
from righthelp.work.actions import involve_by_name
from righthelp.work.tests.working import client_of, words

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(plan: Plan, by: Practitioner) -> Meetings:
    return meetings_of(plan_to_read(Practitioner.objects.get(pk=by.pk), plan.public_id, page="test"))


def again(meeting: Meeting, *, at: dt.datetime = NEXT_WEEK) -> Called:
    return Called(meeting.kind, at, 45, "Room 4", False, "To plan", "")


@pytest.mark.parametrize(
    ("is_cancelled", "is_held", "planned_for", "state", "is_open"),
    [
        (False, False, NEXT_WEEK, Meeting.State.TO_COME, True),
        (False, False, NOW, Meeting.State.TO_WRITE_UP, True),
        (False, False, LAST_WEEK, Meeting.State.TO_WRITE_UP, True),
        (False, True, LAST_WEEK, Meeting.State.HELD, False),
        (False, True, NEXT_WEEK, Meeting.State.HELD, False),
        (True, False, LAST_WEEK, Meeting.State.CANCELLED, False),
        (True, False, NEXT_WEEK, Meeting.State.CANCELLED, False),
    ],
)
def test_every_row_of_the_table_of_states(
    is_cancelled: bool, is_held: bool, planned_for: dt.datetime, state: Meeting.State, is_open: bool
) -> None:
    given = {"cancelled_at": NOW if is_cancelled else None, "held_at": NOW if is_held else None}
    meeting = Meeting(planned_for=planned_for, **given)
    assert (meeting.state, meeting.is_open) == (state, is_open)


def test_whoever_has_an_account_and_is_asked_is_told_without_a_name(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    asked = [planning.member_of(plan, bob), planning.member_of(plan, alice), parent(plan, family.mother, alice)]
    meeting = called(plan, alice, *asked)
    notice = Notice.objects.get()
    assert (notice.to, notice.title) == (bob, "You are asked to a meeting")
    assert notice.page == f"/plans/{plan.public_id}/meetings/{meeting.public_id}"
    change_meeting(meeting=meeting, version=1, called=again(meeting), by=alice)
    assert Notice.objects.count() == 1
    change_meeting(meeting=meeting, version=2, called=again(meeting, at=NEXT_WEEK + HOUR), by=alice)
    cancel_meeting(meeting=meeting, because="Ana is ill", by=alice)
    assert set(Notice.objects.values_list("to", "title")) == {
        (bob.pk, "You are asked to a meeting"),
        (bob.pk, "A meeting that you are asked to has another time or place"),
        (bob.pk, "A meeting that you were asked to is cancelled"),
    }


def test_nobody_is_told_of_a_meeting_that_has_been(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    meeting = called(plan, alice, planning.member_of(plan, bob), at=LAST_WEEK)
    assert meeting.state is Meeting.State.TO_WRITE_UP
    change_meeting(meeting=meeting, version=1, called=again(meeting, at=LAST_WEEK - HOUR), by=alice)
    assert not Notice.objects.exists()


def test_a_meeting_that_did_not_take_place_and_is_put_to_next_week_is_told(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    meeting = called(plan, alice, planning.member_of(plan, bob), at=LAST_WEEK)
    change_meeting(meeting=meeting, version=1, called=again(meeting, at=NEXT_WEEK), by=alice)
    assert [one.to for one in Notice.objects.all()] == [bob]


def test_another_place_is_told(plan: Plan, alice: Practitioner, bob: Practitioner) -> None:
    meeting = called(plan, alice, planning.member_of(plan, bob))
    change_meeting(meeting=meeting, version=1, called=replace(again(meeting), place="The library"), by=alice)
    assert Notice.objects.filter(to=bob, title__endswith="time or place").count() == 1


def test_only_whoever_may_change_the_plan_calls_a_meeting(plan: Plan, bob: Practitioner, charlie: Practitioner) -> None:
    for who in (bob, charlie):
        with pytest.raises(NotAllowed):
            called(plan, who)


def test_a_stranger_to_the_plan_is_not_asked(plan: Plan, family: Family, alice: Practitioner) -> None:
    gone = named(plan, "Rita Reed", alice)
    Member.objects.filter(pk=gone.pk).update(left_on=NOW.date())
    gone.refresh_from_db()
    other = planning.begun(alice, [family.mother])
    for member in (gone, planning.member_of(other, alice)):
        with pytest.raises(ValueError, match="take part"):
            called(plan, alice, member)


def test_a_child_protection_conference_is_not_held_about_early_help(plan: Plan, alice: Practitioner) -> None:
    with pytest.raises(ValueError, match="not held"):
        called(plan, alice, kind="conference")
    meeting = called(plan, alice)
    with pytest.raises(ValueError, match="not held"):
        change_meeting(meeting=meeting, version=1, called=replace(again(meeting), kind="core_group"), by=alice)


def test_a_meeting_changed_in_another_window_is_not_overwritten(plan: Plan, alice: Practitioner) -> None:
    meeting = called(plan, alice)
    change_meeting(meeting=meeting, version=1, called=again(meeting), by=alice)
    with pytest.raises(ChangedMeanwhile):
        change_meeting(meeting=meeting, version=1, called=again(meeting), by=alice)


@pytest.mark.requirement("BN-014")
def test_a_social_worker_comes_to_think_about_the_plan_and_sees_no_record_by_it(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    children = list(plan.children.all())
    member = name_social_worker(plan=plan, name="Sue Hill", phone="01632 960 444", children=children, by=alice)
    member.refresh_from_db()
    assert (member.is_interface, member.kind, member.practitioner) == (True, "worker", None)
    meeting = called(plan, alice, member)
    assert meeting.invited.get().member == member
    assert set(member.reads.all()) == set(children)


def test_a_social_worker_who_comes_again_is_the_same(plan: Plan, family: Family, alice: Practitioner) -> None:
    maya, leo = (planning.child_of(plan, one) for one in (family.maya, family.brother))
    first = name_social_worker(plan=plan, name="Sam Shah", phone="01632 960 010", children=[maya], by=alice)
    again = name_social_worker(plan=plan, name="sam  shah", phone="", children=[leo], by=alice)
    assert again == first
    again.refresh_from_db()
    assert (again.name, again.phone, set(again.reads.all())) == ("Sam Shah", "01632 960 010", {maya, leo})
    meeting = called(plan, alice, first, again)
    assert [one.member for one in meeting.invited.all()] == [first]
    assert name_social_worker(plan=plan, name="Rita Shah", phone="", children=[], by=alice) != first


def test_somebody_who_may_not_read_the_plan_any_more_is_told_nothing_of_its_meetings(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    meeting = called(plan, alice, planning.member_of(plan, bob))
    before = Notice.objects.filter(to=bob).count()
    restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[alice], by=alice)
    cancel_meeting(meeting=meeting, because="Alice is ill", by=alice)
    assert Notice.objects.filter(to=bob).count() == before


def test_what_somebody_says_beforehand_is_noted_by_whoever_takes_part(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    meeting = called(plan, alice, parent(plan, family.mother, alice))
    asked = meeting.invited.get()
    note_beforehand(invited=asked, version=1, told_how="At the gate", views="I am tired", by=bob)
    asked.refresh_from_db()
    assert (asked.views, asked.told_how, asked.views_noted_by) == ("I am tired", "At the gate", bob)
    note_beforehand(invited=asked, version=2, told_how="By letter", views="I am tired", by=alice)
    asked.refresh_from_db()
    assert (asked.told_how, asked.views_noted_by) == ("By letter", bob)
    with pytest.raises(ChangedMeanwhile):
        note_beforehand(invited=asked, version=1, told_how="", views="", by=alice)


def test_views_that_somebody_sent_are_not_emptied(plan: Plan, family: Family, alice: Practitioner) -> None:
    meeting = called(plan, alice, parent(plan, family.mother, alice))
    meeting.invited.update(views="I am tired", came=Invited.Came.VIEWS)
    with pytest.raises(ValueError, match="are kept"):
        note_beforehand(invited=meeting.invited.get(), version=1, told_how="", views="", by=alice)
    assert meeting.invited.get().views == "I am tired"


def test_whoever_sent_views_stays_on_the_list(plan: Plan, family: Family, alice: Practitioner) -> None:
    meeting = called(plan, alice)
    mother, helper = parent(plan, family.mother, alice), named(plan, "Rita Reed", alice)
    ask_more(meeting=meeting, asked=[mother, helper], by=alice)
    ask_more(meeting=meeting, asked=[mother], by=alice)
    assert meeting.invited.count() == 2
    asked = meeting.invited.get(member=mother)
    note_beforehand(invited=asked, version=1, told_how="", views="I am tired", by=alice)
    with pytest.raises(ValueError, match="stays"):
        ask_no_longer(invited=asked, by=alice)
    ask_no_longer(invited=meeting.invited.get(member=helper), by=alice)
    assert meeting.invited.get() == asked


def test_a_cancelled_meeting_stays_with_its_reason_and_is_not_changed(plan: Plan, alice: Practitioner) -> None:
    meeting = called(plan, alice)
    cancel_meeting(meeting=meeting, because="Ana is ill", by=alice)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because) == (Meeting.State.CANCELLED, "Ana is ill")
    with pytest.raises(MeetingOver):
        cancel_meeting(meeting=meeting, because="Again", by=alice)
    with pytest.raises(MeetingOver):
        change_meeting(meeting=meeting, version=meeting.version, called=again(meeting), by=alice)
    assert shown(plan, alice).cancelled == (meeting,)


def test_no_meeting_is_called_in_a_plan_that_has_ended(plan: Plan, alice: Practitioner) -> None:
    end_plan(plan=plan, on=NOW.date(), because="All is well", by=alice)
    with pytest.raises(HasEnded):
        called(plan, alice)


@pytest.mark.requirement("BN-045")
@pytest.mark.parametrize(
    ("due", "kind", "prompts"),
    [
        (None, "", False),
        (dt.date(2026, 3, 30), "", True),
        (dt.date(2026, 2, 20), "", True),
        (dt.date(2026, 3, 30), "planning", True),
        (dt.date(2026, 3, 30), "team_around_family", False),
    ],
)
def test_it_is_said_that_a_review_is_due_and_no_meeting_for_it_is_planned(
    due: dt.date | None, kind: str, prompts: bool, plan: Plan, alice: Practitioner
) -> None:
    Plan.objects.filter(pk=plan.pk).update(next_review_on=due)
    if kind:
        called(plan, alice, kind=kind)
    found = shown(plan, alice)
    assert (found.review_by == due and due is not None) == prompts
    assert found.is_review_late == (prompts and due is not None and due < NOW.date())


def test_a_school_without_a_named_cover_is_shown_once_until_somebody_is_named_for_any_of_its_people(
    plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    [school] = shown(plan, alice).without_cover
    assert place_of(school) == "Alder Road Primary School"
    page = words(client_of(bob).get(f"/plans/{plan.public_id}"))
    assert page.count("Alder Road Primary School is shut in the holidays, and the plan goes on") == 1
    plan.members.filter(practitioner=bob).update(cover_name="The office of the trust")
    assert not shown(plan, alice).without_cover


def test_a_school_that_does_not_use_right_help_is_shown_where_somebody_said_that_it_is_shut(
    plan: Plan, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    involve_by_name(
        child=family.maya, name="Tess Hall", organisation="Fenside School", role="teacher", phone="",
        episode=maya.episode, starts_on=planning.SINCE, by=alice,
    )  # fmt: skip
    planning.works_in(charlie, plan, role="family doctor")
    plan.members.filter(practitioner=alice).update(cover_name="The office")
    assert not shown(plan, alice).without_cover
    plan.members.filter(name="Tess Hall").update(shuts="yes")
    plan.members.filter(practitioner=charlie).update(shuts="yes")
    assert {place_of(one) for one in shown(plan, alice).without_cover} == {"Fenside School", "Saltmarsh Surgery"}
    plan.members.filter(practitioner=charlie).update(shuts="no")
    assert {place_of(one) for one in shown(plan, alice).without_cover} == {"Fenside School"}


@pytest.mark.requirement("BP-032")
@pytest.mark.parametrize("kind", ["family_network", "family_group"])
def test_whether_a_meeting_of_the_familys_own_people_was_offered_is_asked_until_it_is_noted(
    kind: str, plan: Plan, alice: Practitioner
) -> None:
    assert not shown(plan, alice).is_network_offered
    called(plan, alice, kind=kind)
    assert shown(plan, alice).is_network_offered
    Meeting.objects.all().delete()
    Plan.objects.filter(pk=plan.pk).update(network_offer=Plan.NetworkOffer.NOT_YET)
    assert not shown(plan, alice).is_network_offered
    Plan.objects.filter(pk=plan.pk).update(network_offer=Plan.NetworkOffer.THINKING)
    assert shown(plan, alice).is_network_offered


def test_each_meeting_stands_where_it_belongs(plan: Plan, alice: Practitioner) -> None:
    later, sooner = called(plan, alice, at=NEXT_WEEK + HOUR), called(plan, alice)
    waits, held = called(plan, alice, at=LAST_WEEK), called(plan, alice, at=LAST_WEEK)
    point(held, alice, "All is well")
    came(held, alice, planning.member_of(plan, alice))
    finished(held, alice)
    found = shown(plan, alice)
    assert (found.coming, found.to_write_up, found.held) == ((sooner, later), (waits,), (held,))
    assert Invited.objects.get().came == "came"
