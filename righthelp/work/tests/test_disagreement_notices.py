"""Who is told whose turn it is in a disagreement, and that a step’s time runs out: once, and nothing of a child."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.calendar.models import ClosedDay
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.actions.disagreements import go_up, name_speakers, note_said, say_at_risk, withdraw
from righthelp.work.disagreements.models import Disagreement, DisagreementStep
from righthelp.work.disagreements.notices import NEWS, OVER, SOON, TODAY, TURN, remind_of_steps
from righthelp.work.tests.disagreeing import DECIDED_ON, account, lead_of, raised_by, status, taken_up, whole
from righthelp.work.tests.working import team_of

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
MONDAY, TUESDAY, WEDNESDAY = (FRIDAY + dt.timedelta(days=days) for days in (3, 4, 5))


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def raised(alice: Practitioner, charlie: Practitioner, family: Family) -> Disagreement:
    return raised_by(alice, family.maya, with_whom=charlie)


@pytest.fixture
def gina(charlie: Practitioner) -> Practitioner:
    return lead_of(team_of(charlie).agency)


def told(who: Practitioner) -> list[str]:
    """Give the titles of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


def says(it: Disagreement, side: str, by: Practitioner) -> None:
    it = whole(it)
    words = {"facts": "She was seen.", "view": "It is enough."}
    note_said(disagreement=it, side=side, spoke_on=DECIDED_ON, version=it.version, by=by, **words)


def test_whoever_it_is_with_is_told_as_it_is_raised_and_whoever_raised_it_of_the_answer(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    assert (told(charlie), told(alice)) == ([TURN], [])
    assert Notice.objects.get().page == reverse("disagreement", args=[raised.public_id])
    assert status(charlie, Notice.objects.get().page) == 200
    says(raised, "theirs", charlie)
    assert (told(charlie), told(alice)) == ([TURN], [TURN])
    says(raised, "ours", alice)
    assert told(charlie) == [TURN, NEWS]
    assert (told(bob), told(leila)) == ([], [])
    assert not Mail.objects.filter(text__contains="Maya").exists()


def test_on_a_later_step_those_who_speak_there_are_told_and_whoever_it_is_with_is_not(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner, gina: Practitioner
) -> None:
    go_up(disagreement=raised, because="No agreement", version=raised.version, by=leila)
    assert told(alice) == [TURN]
    it = whole(raised)
    name_speakers(disagreement=it, ours=account(leila), theirs=account(gina), version=it.version, by=alice)
    assert (told(leila), told(gina), told(alice)) == ([TURN], [NEWS], [TURN])
    says(raised, "ours", leila)
    assert (told(gina), told(alice)) == ([NEWS, TURN], [TURN, NEWS])
    says(raised, "theirs", gina)
    assert (told(alice), told(leila)) == ([TURN, NEWS, TURN], [TURN, NEWS])
    assert told(charlie) == [TURN]  # as it was raised, and never again


def test_on_the_last_step_whoever_holds_it_is_told_too_that_it_is_to_be_decided(
    raised: Disagreement, alice: Practitioner, leila: Practitioner, gina: Practitioner
) -> None:
    Disagreement.objects.update(ladder=raised.ladder[:2])
    it = taken_up(whole(raised), alice, account(leila), account(gina))
    says(it, "theirs", gina)
    Notice.objects.all().delete()
    says(it, "ours", leila)
    assert (told(alice), told(gina)) == ([TURN], [TURN])


def test_where_the_other_side_has_no_account_whoever_raised_it_goes_on(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom="Dr Noakes")
    assert not Notice.objects.exists()
    says(it, "ours", leila)
    assert told(alice) == [TURN]


def test_the_immediate_route_is_urgent_and_told_to_both_sides(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    say_at_risk(disagreement=raised, version=raised.version, by=leila)
    assert (told(charlie), told(alice)) == ([TURN, TODAY], [NEWS])
    assert Notice.objects.filter(is_urgent=True).count() == 2


def test_raised_for_a_child_at_risk_it_is_urgent_at_once(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    raised_by(alice, family.maya, with_whom=charlie, at_risk=True)
    assert told(charlie) == [TODAY]
    assert Notice.objects.get().is_urgent


def test_nobody_is_told_who_may_not_read_it(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="other", because="x", readers=[mira, alice], by=mira)
    says(raised, "ours", alice)
    assert told(charlie) == [TURN]
    assert status(charlie, Notice.objects.get(to=charlie).page) == 404


def test_once_whoever_raised_it_left_the_leads_of_their_agency_are_told(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner, leila: Practitioner
) -> None:
    Membership.objects.filter(practitioner=alice).update(ends_on=FRIDAY.date() - dt.timedelta(days=1))
    people.fresh(alice)
    says(raised, "theirs", charlie)
    assert (told(alice), told(leila)) == ([], [TURN])


def test_a_step_of_one_day_is_reminded_of_on_its_last_day_and_once_when_it_is_over(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    Notice.objects.all().delete()
    saturday = FRIDAY + dt.timedelta(days=1)
    assert [remind_of_steps(moment) for moment in (FRIDAY, saturday)] == [0, 0]
    assert [remind_of_steps(MONDAY) for _ in range(2)] == [2, 0]
    assert (told(alice), told(charlie)) == ([SOON], [SOON])
    assert [remind_of_steps(TUESDAY) for _ in range(2)] == [2, 0]
    assert (told(alice), told(charlie)) == ([SOON, OVER], [SOON, OVER])
    assert remind_of_steps(WEDNESDAY) == 0


def test_a_longer_step_is_reminded_of_on_the_working_day_before_its_last(
    raised: Disagreement, alice: Practitioner, leila: Practitioner, gina: Practitioner, charlie: Practitioner
) -> None:
    taken_up(raised, alice, account(leila), account(gina))
    DisagreementStep.objects.filter(position=2).update(due_on=dt.date(2026, 3, 11))
    Notice.objects.all().delete()
    assert remind_of_steps(MONDAY) == 0
    assert [remind_of_steps(TUESDAY) for _ in range(2)] == [3, 0]
    assert (told(alice), told(leila), told(gina), told(charlie)) == ([SOON], [SOON], [SOON], [])


def test_days_on_which_the_partnership_is_closed_are_passed_over(
    raised: Disagreement, alice: Practitioner, charlie: Practitioner
) -> None:
    ClosedDay.objects.create(date=MONDAY.date(), name="Training")
    DisagreementStep.objects.update(due_on=TUESDAY.date(), opened_at=FRIDAY - dt.timedelta(days=1))
    Notice.objects.all().delete()
    assert [remind_of_steps(FRIDAY), remind_of_steps(MONDAY)] == [2, 0]


def test_where_the_other_side_has_no_account_whoever_raised_it_is_reminded(alice: Practitioner, family: Family) -> None:
    raised_by(alice, family.maya, with_whom="Dr Noakes")
    assert [remind_of_steps(TUESDAY) for _ in range(2)] == [1, 0]
    assert told(alice) == [OVER]


def test_nobody_is_reminded_of_what_has_ended_or_was_due_long_ago(raised: Disagreement, alice: Practitioner) -> None:
    assert remind_of_steps(MONDAY + dt.timedelta(days=31)) == 0
    withdraw(disagreement=raised, because="We talked", version=raised.version, by=alice)
    assert remind_of_steps(TUESDAY) == 0
