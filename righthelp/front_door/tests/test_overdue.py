"""Answers that are due on the day of the decision, and worries about people who work with children: who is reminded."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.allegations import Raised, note_read, note_what_follows, raise_allegation
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.rota import put_shifts
from righthelp.front_door.models import Allegation, Contact
from righthelp.front_door.notices.overdue import (
    NOT_ANSWERED,
    NOT_READ,
    NOTHING_DONE,
    TO_ANSWER,
    remind_of_allegations,
    remind_of_answers,
)
from righthelp.front_door.tests.arriving import client_of, received
from righthelp.front_door.tests.deciding import adopted, answered, decided_for
from righthelp.front_door.tests.deciding import decided as decided_words
from righthelp.guidance.models import Edition
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
FIVE, MORNING = MONDAY.replace(hour=17), MONDAY.replace(hour=8, minute=30) + DAY
FRIDAY = dt.datetime(2026, 3, 6, 16, 40, tzinfo=dt.UTC)


def told(who: Practitioner) -> list[str]:
    """Give the titles of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


def decided(by: Practitioner, asker: Practitioner, manager: Practitioner, at: dt.datetime, **more: Any) -> Contact:
    """Have a request decided, without an answer yet; what was told until then is forgotten."""
    with time_machine.travel(at, tick=False):
        if not Edition.objects.in_use().exists():
            adopted(asker)
        contact = received(asker, **more)
        decided_for(contact.children.get(), by, manager)
    Notice.objects.all().delete()
    contact.refresh_from_db()
    return contact


# ---- the answer to whoever asked ----


def test_as_the_doors_close_whoever_holds_it_is_told_and_the_duty_manager_next_morning_once_each(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided(fran, alice, mona, MONDAY)
    assert remind_of_answers(FIVE - HOUR) == 0
    assert [remind_of_answers(FIVE) for _ in range(2)] == [1, 0]
    assert (told(fran), told(mona), told(femi), told(alice)) == ([TO_ANSWER], [], [], [])
    assert remind_of_answers(MORNING - HOUR) == 0
    assert [remind_of_answers(MORNING) for _ in range(2)] == [1, 0]
    assert (told(fran), told(mona), told(femi)) == ([TO_ANSWER], [NOT_ANSWERED], [])
    page = reverse("front_door_replies")
    assert set(Notice.objects.values_list("page", flat=True)) == {page}
    with time_machine.travel(MORNING, tick=False):
        answer_to_write = reverse("front_door_reply", args=[contact.public_id])
        assert answer_to_write in client_of(mona).get(page).content.decode()
    assert not Mail.objects.filter(text__contains="Maya").exists()


def test_however_many_wait_for_an_answer_each_person_has_one_notice_a_day(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    for number in range(6):
        decided(fran, alice, mona, MONDAY + number * HOUR)
    decided(femi, alice, mona, MONDAY)
    decided(fran, alice, mona, MONDAY + DAY)
    assert [remind_of_answers(FIVE) for _ in range(2)] == [2, 0]
    assert [remind_of_answers(MORNING) for _ in range(2)] == [1, 0]
    assert (told(fran), told(femi), told(mona)) == ([TO_ANSWER], [TO_ANSWER], [NOT_ANSWERED])
    assert [remind_of_answers(FIVE + DAY) for _ in range(2)] == [1, 0]
    assert (told(fran), told(femi), told(mona)) == ([TO_ANSWER] * 2, [TO_ANSWER], [NOT_ANSWERED])


def test_a_round_asks_as_little_of_the_database_for_many_as_for_few(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, django_assert_max_num_queries: Any
) -> None:
    decided(fran, alice, mona, MONDAY)
    remind_of_answers(MORNING)
    with CaptureQueriesContext(connection) as few:
        remind_of_answers(MORNING)
    for _ in range(5):
        decided(fran, alice, mona, MONDAY)
    remind_of_answers(MORNING)
    with django_assert_max_num_queries(len(few)):
        assert remind_of_answers(MORNING) == 0


def test_after_days_without_rounds_each_person_still_has_one_notice(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    for number in range(3):
        decided(fran, alice, mona, MONDAY + number * DAY)
    assert [remind_of_answers(MORNING + 2 * DAY) for _ in range(2)] == [2, 0]
    assert (told(fran), told(mona)) == ([TO_ANSWER], [NOT_ANSWERED])


def test_what_is_answered_reminds_nobody(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> None:
    contact = decided(fran, alice, mona, MONDAY)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        answered(contact, fran)
    assert remind_of_answers(MORNING) == 0


def test_of_what_is_decided_after_the_doors_closed_the_end_of_the_day_counts(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    decided(fran, alice, mona, FIVE + 2 * HOUR)
    assert remind_of_answers(FIVE + 6 * HOUR) == 0
    assert remind_of_answers(FIVE + 7 * HOUR) == 1
    remind_of_answers(MORNING)
    assert (told(fran), told(mona)) == ([TO_ANSWER], [NOT_ANSWERED])


def test_whoever_decided_is_told_and_whoever_holds_it_now(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = decided(fran, alice, mona, MONDAY)
    Contact.objects.filter(pk=contact.pk).update(holder=femi)
    remind_of_answers(FIVE)
    assert (told(fran), told(femi)) == ([TO_ANSWER], [TO_ANSWER])


def test_for_brothers_and_sisters_the_day_counts_on_which_the_last_of_them_was_decided(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        adopted(alice)
        contact = received(alice, "Maya Lindqvist", "Leo Marsh")
        decided_for(contact.children.all()[0], fran, mona)
    with time_machine.travel(MONDAY + DAY, tick=False):
        decided_for(contact.children.all()[1], fran, mona)
    assert remind_of_answers(FIVE + DAY - HOUR) == 0
    assert remind_of_answers(FIVE + DAY) == 1


def test_a_decision_that_is_made_again_is_to_be_answered_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = decided(fran, alice, mona, MONDAY)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        answered(contact, fran)
    with time_machine.travel(MONDAY + 3 * DAY, tick=False):
        child = contact.children.get()
        before = child.decisions.get()
        again = decided_words(mona, outcome="universal", to_whom="Breakfast club", again_because="The school rang.")
        decide(child=child, decision=again, instead_of=before, by=fran)
    Notice.objects.all().delete()
    assert [remind_of_answers(moment + 3 * DAY) for moment in (FIVE - HOUR, FIVE)] == [0, 1]


def test_where_they_left_the_front_door_the_duty_manager_is_told(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    decided(fran, alice, mona, MONDAY)
    Membership.objects.filter(practitioner=fran).update(ends_on=dt.date(2026, 1, 1))
    remind_of_answers(FIVE)
    assert (told(fran), told(mona)) == ([], [TO_ANSWER])


def test_of_a_restricted_contact_those_are_told_who_may_open_it(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    decided(fran, alice, mona, MONDAY, person=family.maya)
    restrict(person=family.maya, kind="other", because="x", readers=[mira], by=mira)
    remind_of_answers(FIVE)
    remind_of_answers(MORNING)
    assert (told(fran), told(mona), told(mira)) == ([], [], [TO_ANSWER, NOT_ANSWERED])


# ---- worries about people who work with children ----


def raised(by: Practitioner, agency: Agency | None, about: str = "Mr Corrigan") -> Allegation:
    with time_machine.travel(FRIDAY, tick=False):
        made = raise_allegation(raised=Raised(about=about, what="He hit a boy.", agency=agency), by=by)
    Notice.objects.all().delete()
    return made


TUESDAY = FRIDAY.replace(hour=0, minute=0) + 4 * DAY
WEDNESDAY = TUESDAY + DAY


def test_the_officers_are_reminded_of_what_nobody_read_when_its_time_is_over_and_a_working_day_later(
    bob: Practitioner, school: Agency, olu: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    made = raised(bob, school)
    assert remind_of_allegations(TUESDAY - HOUR) == 0
    assert [remind_of_allegations(TUESDAY) for _ in range(2)] == [1, 0]
    assert remind_of_allegations(WEDNESDAY - HOUR) == 0
    assert [remind_of_allegations(WEDNESDAY) for _ in range(2)] == [1, 0]
    assert remind_of_allegations(WEDNESDAY + 9 * DAY) == 0
    assert told(olu) == [NOT_READ, NOT_READ]
    assert set(Notice.objects.values_list("to", "page", "is_urgent")) == {
        (olu.pk, f"/allegations/{made.public_id}", True)
    }
    for text in Mail.objects.values_list("text", flat=True):
        assert "Corrigan" not in text
        assert school.name not in text


def test_where_it_was_read_and_nothing_is_written_they_are_reminded_too(
    bob: Practitioner, school: Agency, olu: Practitioner
) -> None:
    made = raised(bob, school)
    note_read(allegation=made, by=olu)
    remind_of_allegations(TUESDAY)
    assert told(olu) == [NOTHING_DONE]
    note_what_follows(allegation=made, text="I rang the head.", by=olu)
    assert remind_of_allegations(WEDNESDAY) == 0


def test_what_was_ended_reminds_nobody(bob: Practitioner, school: Agency, olu: Practitioner) -> None:
    made = raised(bob, school)
    note_what_follows(allegation=made, text="Nothing more.", by=olu, ends=True)
    assert remind_of_allegations(WEDNESDAY) == 0


def test_an_officer_whom_it_is_about_is_not_reminded(bob: Practitioner, social_care: Agency, olu: Practitioner) -> None:
    other = people.worker(people.gp_practice(), "designated_officer", "Odd Berg")
    raised(bob, social_care, about="Olu Martins")
    remind_of_allegations(TUESDAY)
    assert (told(olu), told(other)) == ([], [NOT_READ])


def test_a_shift_of_somebody_who_left_hides_no_alert(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, femi: Practitioner
) -> None:
    put_shifts(who=femi, part="worker", spans=[(MONDAY - HOUR, FIVE)], by=mona)
    Membership.objects.filter(practitioner=femi).update(ends_on=dt.date(2026, 1, 1))
    with time_machine.travel(MONDAY, tick=False):
        received(alice, is_urgent=True)
    title = "An urgent contact has arrived at the front door"
    assert (told(femi), told(fran), told(mona)) == ([], [title], [title])
