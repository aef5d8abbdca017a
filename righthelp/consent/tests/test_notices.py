"""Who is told of an approval that is asked or answered, and of a yes that was taken back; each once, without a name."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.browsing import client_of, html
from righthelp.audit.actions import COMMAND
from righthelp.consent.actions import (
    Withdrawn,
    answer_approval,
    ask_approval,
    note_next_steps,
    withdraw,
)
from righthelp.consent.actions.said import when_withdrawn
from righthelp.consent.leaving import pass_approvals_on
from righthelp.consent.models import Advice, Consent, Said
from righthelp.consent.notices import remind_of_next_steps
from righthelp.consent.tests.talking import DAY, at, consent, not_asked
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
BACK = Withdrawn(DAY, "phone", "I do not want the nurse any more")
FRIDAY = dt.datetime(2026, 3, 6, 15, tzinfo=dt.UTC)
MONDAY = dt.timedelta(days=3)
DAYS = dt.timedelta(days=1)
DECIDE = "A family took a yes back: decide the next steps"
STILL = "The next steps after a family took a yes back are still to be decided"


def told(who: Practitioner) -> list[tuple[str, str]]:
    """Give the titles and pages of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", "page"))


def taken_back(*said: Said, by: Practitioner) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        withdraw(records=list(said), withdrawn=BACK, by=by)


# ---- approval ----


def test_whoever_is_asked_to_approve_is_told_and_whoever_asked_is_told_of_the_answer(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    made = not_asked(alice, school, family.maya, approval=leila)
    advice = Advice.objects.get()
    page = reverse("record_consent_approve", args=[family.maya.public_id, advice.public_id])
    assert (told(leila), told(alice), told(bob)) == ([("A colleague asks for your approval", page)], [], [])
    html(client_of(leila), page)
    answer_approval(asked=[advice], answer="approved", words="Go on", by=leila)
    answer = ("There is an answer to your question for approval", at("", made.child))
    assert (told(alice), len(told(leila)), told(bob)) == ([answer], 1, [])
    html(client_of(alice), at("", made.child))
    for text in Mail.objects.values_list("text", flat=True):
        assert "Maya" not in text


def test_for_several_children_one_notice_leads_to_all_that_is_asked(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    not_asked(alice, school, family.maya, family.brother, approval=leila)
    assert told(leila) == [("A colleague asks for your approval", reverse("consent_asked"))]
    answer_approval(asked=list(Advice.objects.all()), answer="approved", words="Go on", by=leila)
    assert len(told(alice)) == 1


def test_whoever_is_asked_again_is_told_again(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    made = not_asked(alice, school, family.maya)
    for _ in range(2):
        ask_approval(goings_on=[made], asked_of=leila, by=alice)
    assert len(told(leila)) == 2


def test_a_colleague_to_whom_approvals_pass_is_told_and_nobody_where_there_are_none(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=COMMAND)
    assert told(deputy) == []
    not_asked(alice, school, family.maya, approval=leila)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=COMMAND)
    assert [title for title, _ in told(deputy)] == ["A colleague asks for your approval"]


# ---- a yes that was taken back ----


@pytest.mark.requirement("BP-203")
def test_the_lead_is_told_that_a_yes_was_taken_back_and_led_to_where_next_steps_are_written(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    taken_back(one, by=alice)
    page = at("_next_steps", family.maya, one)
    assert (told(leila), told(alice), told(bob)) == ([(DECIDE, page)], [], [])
    with time_machine.travel(FRIDAY, tick=False):
        html(client_of(leila), page)
    assert not Mail.objects.filter(text__contains="Maya").exists()


def test_for_several_children_there_is_one_notice_to_the_first_whose_record_opens(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    consent(alice, school, family.maya, family.brother)
    restrict(person=family.maya, kind="other", because="x", readers=[mira, alice], by=mira)
    taken_back(*Consent.objects.order_by("pk"), by=alice)
    brothers = Consent.objects.get(child=family.brother)
    assert told(leila) == [(DECIDE, at("_next_steps", family.brother, brothers))]


def test_where_nobody_leads_whoever_noted_it_is_led_to_the_next_steps(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    taken_back(one, by=alice)
    assert told(alice) == [(DECIDE, at("_next_steps", family.maya, one))]


def test_where_no_manager_may_open_the_record_whoever_noted_it_is_told_to_ask_one_of_them(
    school: Agency, alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    restrict(person=family.maya, kind="other", because="x", readers=[mira, alice], by=mira)
    taken_back(one, by=alice)
    assert (told(alice), told(leila)) == ([(DECIDE, at("", family.maya))], [])


@pytest.mark.requirement("BP-203")
def test_next_steps_that_nobody_wrote_in_two_working_days_are_asked_for_once_more(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya, family.brother)
    taken_back(*Consent.objects.order_by("pk"), by=alice)
    tuesday_night = (FRIDAY + MONDAY + DAYS).replace(hour=23, minute=59)
    assert remind_of_next_steps(tuesday_night) == 0
    wednesday = FRIDAY + MONDAY + 2 * DAYS
    assert [remind_of_next_steps(wednesday) for _ in range(2)] == [1, 0]
    note_next_steps(records=[one], steps="Ring", because="x", by=leila)
    people.deputy_lead(school)
    assert remind_of_next_steps(wednesday + DAYS) == 0
    assert [title for title, _ in told(leila)] == [DECIDE, STILL]


@pytest.mark.requirement("BP-203")
def test_nobody_is_reminded_of_next_steps_that_are_written_or_set_aside_long_ago(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = consent(alice, school, family.maya)
    taken_back(one, by=alice)
    assert remind_of_next_steps(FRIDAY + 31 * DAYS) == 0
    note_next_steps(records=[one], steps="Ring", because="x", by=leila)
    assert remind_of_next_steps(FRIDAY + 7 * DAYS) == 0


def test_a_room_above_is_told_what_was_taken_back(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[list[Said]] = []
    monkeypatch.setattr("righthelp.consent.actions.said._on_withdrawal", {})
    when_withdrawn("test", lambda said: heard.append(list(said)))
    one = consent(alice, school, family.maya)
    taken_back(one, by=alice)
    assert heard == [[one]]
