"""The answer to whoever asked, on the day of the decision; and what the family is told."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.front_door.access import reply_of
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.replying import (
    Answered,
    AnsweredMeanwhile,
    FamilyTelling,
    NotDecidedYet,
    answer,
    note_answer_read,
    note_family_told,
)
from righthelp.front_door.models import Contact, FamilyTold, Reply
from righthelp.front_door.notices.reminders import chase_answers
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import adopted, answered, decided, decided_for
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import state_identity
from righthelp.people.models import SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import on, send_form

TUESDAY = dt.datetime(2027, 3, 2, 15, tzinfo=dt.UTC)
WORDS: dict[str, Any] = {
    "decided": "The school can help first.",
    "because": "Her mother wants it.",
    "what_next": "Ring if it grows.",
}


@pytest.fixture(autouse=True)
def _guidance(alice: Practitioner) -> None:
    adopted(alice)


@pytest.fixture
def contact(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> Contact:
    """Give a request of Alice with a decision."""
    made = received(alice)
    decided_for(made.children.get(), fran, mona)
    made.refresh_from_db()
    return made


def page_of(contact: Contact) -> str:
    return reverse("front_door_reply", args=[contact.public_id])


def called(fran: Practitioner, mona: Practitioner, email: str = "") -> Contact:
    """Give a decided telephone call, whose caller has no account."""
    made = received(fran, came_by="phone")
    made.referrer.email, made.referrer.how_to_reach = email, "Only before noon"
    made.referrer.save()
    decided_for(made.children.get(), fran, mona)
    made.refresh_from_db()
    return made


@pytest.mark.requirement("BP-117")
def test_whoever_asked_hears_what_was_decided_by_notice_and_by_a_mail_without_personal_data(
    alice: Practitioner, fran: Practitioner, contact: Contact
) -> None:
    given = answered(contact, fran)
    notice = Notice.objects.get(to=alice)
    assert (reply_of(contact), notice.page) == (given, f"/requests/{contact.public_id}")
    assert not any(word in Mail.objects.get(address=alice.email).text for word in ("Maya", "school can help"))


def test_before_each_child_has_a_decision_there_is_nothing_to_answer(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    two = received(alice, "Maya Lindqvist", "Leo Marsh")
    decided_for(two.children.all()[0], fran, mona)
    with pytest.raises(NotDecidedYet):
        answered(two, fran)


def test_nobody_else_answers_and_of_two_answers_the_second_is_refused(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, contact: Contact
) -> None:
    with pytest.raises(NotAllowed):
        answered(contact, alice)
    answered(contact, fran)
    with pytest.raises(AnsweredMeanwhile):
        answered(contact, femi)


def test_an_answer_has_words_or_the_reason_for_none(fran: Practitioner, contact: Contact) -> None:
    for wrong in (Answered(), Answered(**WORDS, not_given_because="No")):
        with pytest.raises(ValueError, match="answer says"):
            answer(contact=contact, answered=wrong, by=fran)
    given = answer(contact=contact, answered=Answered(not_given_because="It is not safe."), by=fran)
    assert not Notice.objects.filter(title__contains="answer to your").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=given.pk).update(not_given_because="")


def test_somebody_without_an_account_is_told_by_somebody_who_says_how(fran: Practitioner, mona: Practitioner) -> None:
    contact = called(fran, mona)
    with pytest.raises(ValueError, match="how"):
        answer(contact=contact, answered=Answered(**WORDS), by=fran)
    assert answer(contact=contact, answered=Answered(**WORDS, how="By telephone"), by=fran).how == "By telephone"
    assert not Mail.objects.exists()


def test_an_email_to_somebody_without_an_account_says_only_to_ring(fran: Practitioner, mona: Practitioner) -> None:
    contact = called(fran, mona, "neighbour@example.org")
    page = send_form(client_of(fran), page_of(contact), give="give", way="ring_us", who_told="", **WORDS)
    assert page.status_code == 302
    mail = Mail.objects.get(address="neighbour@example.org")
    assert "ring us" in mail.text
    assert not any(word in f"{mail.subject} {mail.text}" for word in ("Maya", "child", "school", "decided"))


def test_the_page_for_a_caller_shows_how_it_is_safe_to_reach_them(fran: Practitioner, mona: Practitioner) -> None:
    contact = called(fran, mona)
    assert "Only before noon" in shown(client_of(fran), page_of(contact))
    page = send_form(client_of(fran), page_of(contact), give="give", way="rung", who_told="", **WORDS)
    assert "Say who told them, and when" in words(page)


@pytest.mark.requirement("BP-117")
def test_the_answer_is_a_task_of_the_same_day_until_it_is_given(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        contact = received(alice)
        path = reverse("front_door_replies")
        assert "Everybody who asked has an answer" in shown(client_of(fran), path)
        decided_for(contact.children.get(), fran, mona)
        text = shown(client_of(fran), path)
        assert "Alder Road Primary School" in text
        assert "Overdue" not in text
        clock.shift(dt.timedelta(days=1))
        assert "Overdue" in shown(client_of(fran), path)
        answered(contact, fran)
        assert "Everybody who asked has an answer" in shown(client_of(fran), path)


def test_a_decision_made_again_is_to_be_answered_again(
    fran: Practitioner, mona: Practitioner, contact: Contact
) -> None:
    answered(contact, fran)
    again = decided(mona, outcome="assessment", again_because="New facts")
    child = contact.children.get()
    decide(child=child, decision=again, instead_of=child.decisions.get(), by=fran)
    assert list(Contact.objects.to_answer()) == [contact]


def test_on_the_page_the_answer_is_written_once(fran: Practitioner, contact: Contact) -> None:
    client = client_of(fran)
    page = send_form(client, page_of(contact), give="give", decided="", because="", what_next="")
    assert "Say what was decided" in words(page)
    assert "Say why it is not safe" in words(send_form(client, page_of(contact), give="not_safe"))
    assert send_form(client, page_of(contact), give="give", **WORDS).status_code == 302
    page = send_form(client, page_of(contact), give="give", **{**WORDS, "decided": "Written in vain"})
    assert "Somebody was first" in words(page)
    assert "Written in vain" in words(page)
    assert Reply.objects.count() == 1


def test_before_the_decision_the_page_says_to_decide_first(alice: Practitioner, fran: Practitioner) -> None:
    page = send_form(client_of(fran), page_of(received(alice)), give="give", **WORDS)
    assert "Decide for each child first" in words(page)


def test_who_read_the_answer_first_is_noted_once(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, contact: Contact
) -> None:
    given = answered(contact, fran)
    for reader in (alice, leila):
        note_answer_read(reply=given, by=reader)
    given.refresh_from_db()
    assert given.read_by == alice


@pytest.mark.requirement("BP-117")
def test_an_answer_that_nobody_read_in_two_working_days_is_chased_once_with_the_leads(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contact = received(alice)
        decided_for(contact.children.get(), fran, mona)
        answered(contact, fran)
    assert chase_answers(TUESDAY + dt.timedelta(days=2)) == 0
    friday = TUESDAY + dt.timedelta(days=3)
    assert [chase_answers(friday), chase_answers(friday)] == [2, 0]
    assert set(Notice.objects.filter(key__contains="again").values_list("to__name", flat=True)) == {
        alice.name, leila.name,
    }  # fmt: skip


def test_an_answer_that_was_read_or_not_given_or_told_is_not_chased(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        contacts = [received(alice), received(alice), called(fran, mona)]
        for contact in contacts[:2]:
            decided_for(contact.children.get(), fran, mona)
        note_answer_read(reply=answered(contacts[0], fran), by=alice)
        answer(contact=contacts[1], answered=Answered(not_given_because="Not safe"), by=fran)
        answered(contacts[2], fran)
    assert chase_answers(TUESDAY + dt.timedelta(days=9)) == 0


def test_the_family_page_shows_first_whether_it_is_safe_and_then_how_to_reach_each(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya, safe_to_speak="no")
    SafeContact.objects.create(
        person=family.mother, channel="phone", value="07700 900412", is_safe="yes", times="Before three",
        leave_message=False, must_not_know="Her partner", source=folk.SOURCE,
    )  # fmt: skip
    text = shown(client_of(fran), reverse("front_door_family", args=[contact.public_id]))
    assert text.index("it could put the child or somebody else in danger") < text.index("07700 900412")
    for part in ("They say it is safe", "Before three", "Do not leave a message", "Her partner", "Jonas Berg"):
        assert part in text


@pytest.mark.requirement("BN-079")
def test_on_the_family_page_a_number_that_one_note_calls_not_safe_stands_only_as_not_safe(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    for is_safe in ("yes", "no"):
        SafeContact.objects.create(
            person=family.mother, channel="phone", value="07700 900412", is_safe=is_safe, times="Before three",
            leave_message=True, source=folk.SOURCE,
        )  # fmt: skip
    page = client_of(fran).get(reverse("front_door_family", args=[contact.public_id])).text
    assert "<strong>NOT SAFE, do not use: Telephone: <bdi>07700 900412</bdi>.</strong>" in page
    for kept in ("They say it is safe", "Before three", "You may leave a message"):
        assert kept not in page, kept


@pytest.mark.requirement("BN-079")
@pytest.mark.parametrize("is_near", [True, False])
def test_on_the_family_page_a_number_that_another_record_of_hers_calls_not_safe_is_not_safe(
    alice: Practitioner, fran: Practitioner, family: Family, is_near: bool
) -> None:
    contact = received(alice, person=family.maya)
    again = folk.person("Annie Lindqvist", agency=alice.memberships_now[0].team.agency, by=alice)
    if is_near:
        folk.related(family.maya, again)
    for person, is_safe in ((family.mother, "yes"), (again, "no")):
        SafeContact.objects.create(
            person=person, channel="phone", value="07700 900412", is_safe=is_safe, source=folk.SOURCE
        )
    state_identity(one=family.mother, other=again, is_same=True, because="She says so", by=alice)
    page = client_of(fran).get(reverse("front_door_family", args=[contact.public_id])).text
    assert "They say it is safe" not in page
    assert page.count("NOT SAFE, do not use: Telephone: <bdi>07700 900412</bdi>") == (2 if is_near else 0)
    assert ("Annie" in page) == is_near


def test_a_safe_contact_that_tells_of_a_protected_address_is_not_shown(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    folk.lives_at(family.mother, "3 Hidden Lane", is_protected=True)
    SafeContact.objects.create(person=family.mother, channel="post", value="3 Hidden Lane", source=folk.SOURCE)
    page = shown(client_of(fran), reverse("front_door_family", args=[contact.public_id]))
    assert "Ana Lindqvist" in page
    assert "Hidden Lane" not in page


def test_parents_who_live_apart_are_told_each_or_it_is_said_why_not(
    alice: Practitioner, fran: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    path, client = reverse("front_door_family", args=[contact.public_id]), client_of(fran)
    with time_machine.travel(TUESDAY, tick=False):
        told = {"whom": "Ana Lindqvist", "was_told": "told", "how": "Telephone", **on("day", TUESDAY.date())}
        client = client_of(fran)
        assert "Enter the time" in words(send_form(client, path, **told))
        assert "must be in the past" in words(send_form(client, path, **told, time="23:00"))
        assert send_form(client, path, **told, time="14:30", words="She thanked us").status_code == 302
        assert "Say why they were not told" in words(send_form(client, path, whom="Jonas Berg", was_told="not_told"))
        safe = {"whom": "other", "name": "Gran", "was_told": "not_told", "not_told_because": "He may hear of it"}
        assert send_form(client, path, **safe).status_code == 302
    noted = [(one.whom, one.told_at is not None) for one in FamilyTold.objects.all()]
    assert noted == [("Ana Lindqvist", True), ("Gran", False)]
    assert not Notice.objects.exclude(to=fran).filter(title__contains="amil").exists()


def test_who_does_not_work_at_the_front_door_notes_nothing(alice: Practitioner, contact: Contact) -> None:
    with pytest.raises(NotAllowed):
        note_family_told(contact=contact, telling=FamilyTelling("Ana", not_told_because="x"), by=alice)
    for name in ("front_door_reply", "front_door_family"):
        assert client_of(alice).get(reverse(name, args=[contact.public_id])).status_code == 403


def test_somebody_whom_a_reader_may_not_reach_is_named_without_a_number_and_who_is_only_written_down_with_it(
    alice: Practitioner, fran: Practitioner
) -> None:
    contact = received(alice)
    contact.people.create(kind="parent", name="Ana Lindqvist", phone="01632 960555")
    contact.people.create(kind="worker", name="Ms Berg", phone="01632 960777")
    text = shown(client_of(fran), reverse("front_door_family", args=[contact.public_id]))
    assert "A parent, 01632 960555 . Nobody has asked yet whether it is safe to use." in text
    assert "Ms Berg" not in text


def test_the_page_of_the_family_asks_the_database_little(
    alice: Practitioner, fran: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya, safe_to_speak="yes", useful="A dog")
    contact.children.filter(name="Leo Marsh").update(person=family.brother)
    path = reverse("front_door_family", args=[contact.public_id])
    client = client_of(fran)
    client.get(path)
    with django_assert_max_num_queries(15):
        page = client.get(path).text
    for part in ("A dog", "Yes, it is safe", "Ana Lindqvist"):
        assert part in page
