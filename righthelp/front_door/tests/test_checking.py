"""Questions to agencies: on consent or a reason, about little, answered by the agency alone, never waited for."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.consent.actions import DoesNotStand, Withdrawn, withdraw
from righthelp.consent.models import Sharing
from righthelp.consent.tests.talking import DAY, NURSE, WHY, consent, not_asked
from righthelp.front_door.actions.checking import (
    Asked,
    CannotAnswer,
    CheckAnswer,
    CheckOver,
    answer_check,
    ask_check,
    note_told_answer,
    pass_check,
    withdraw_check,
)
from righthelp.front_door.actions.resting import RestsOn
from righthelp.front_door.models import Check, Contact
from righthelp.front_door.notices.reminders import remind_of_checks
from righthelp.front_door.tests.arriving import STORY, client_of, received, shown, words
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import send_form, send_twice

TUESDAY = dt.datetime(2027, 3, 2, 10, tzinfo=dt.UTC)
QUESTION = "Was she seen with burns since Christmas?"
WITHOUT = "To ask them would put her at risk."


@pytest.fixture
def surgery(charlie: Practitioner) -> Agency:
    """Give the surgery where Charlie works."""
    return charlie.memberships.get().team.agency


def asked_of(agency: Agency, told: str = "", **rests_on: Any) -> Asked:
    on = RestsOn(**{"basis": "public_task", "because": WITHOUT, **rests_on})
    return Asked(agency=agency, question=QUESTION, told=told, rests_on=on)


def check_of(contact: Contact, agency: Agency, by: Practitioner, **more: Any) -> Check:
    return ask_check(contact=contact, children=list(contact.children.all()), asked=asked_of(agency, **more), by=by)


@pytest.mark.requirement("BP-109")
@pytest.mark.requirement("BP-250")
def test_an_agency_is_asked_and_answers_with_fact_and_opinion_apart(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    contact = received(alice)
    check = check_of(contact, surgery, fran)
    assert Notice.objects.get().to == charlie
    assert "Maya" not in Mail.objects.get().text
    path = reverse("check_answer", args=[check.public_id])
    client = client_of(charlie)
    assert QUESTION in shown(client, path)
    saved = send_form(client, path, facts="Seen on 3 January.", opinions="It did not fit the story.")
    assert saved.status_code == 302
    check.refresh_from_db()
    assert (check.facts, check.opinions, check.answered_by) == (
        "Seen on 3 January.",
        "It did not fit the story.",
        charlie,
    )
    text = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    assert "Facts Seen on 3 January. Opinion It did not fit the story." in text
    assert Notice.objects.get(to=fran).page == reverse("front_door_contact", args=[contact.public_id])


@pytest.mark.requirement("BP-112")
@pytest.mark.requirement("BP-113")
def test_nothing_is_asked_without_consent_or_the_reason_for_doing_without(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    contact = received(alice)
    for wrong in ({"because": ""}, {"consent_said": "Her mother, today"}):
        with pytest.raises(ValueError, match="consent"):
            check_of(contact, surgery, fran, **wrong)
    check = check_of(contact, surgery, fran)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(because="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(has_consent=True)


@pytest.mark.requirement("BP-113")
def test_the_page_asks_for_the_yes_or_the_reason(alice: Practitioner, fran: Practitioner, surgery: Agency) -> None:
    contact = received(alice)
    path, child = reverse("front_door_check_ask", args=[contact.public_id]), contact.children.get()
    given = {
        "agency": str(surgery.public_id), "children": str(child.public_id), "question": QUESTION,
        "basis": "public_task",
    }  # fmt: skip
    client = client_of(fran)
    assert "Choose whether the family said yes" in words(send_form(client, path, **given))
    assert "Say why it is done without" in words(send_form(client, path, **given, consent="not_asked"))
    assert "Say who said yes, and when" in words(send_form(client, path, **given, consent="said"))
    wrong = {**given, "basis": "consent", "consent": "said", "consent_said": "Ana"}
    assert "write the yes there first" in words(send_form(client, path, **wrong))
    assert not Check.objects.exists()
    sent = send_twice(client, path, **given, consent="said", consent_said="Ana, today", is_urgent="yes")
    assert [one.status_code for one in sent] == [302, 302]
    assert Check.objects.get().has_consent


@pytest.mark.requirement("BP-257")
def test_that_an_agency_was_asked_stands_in_the_ledger_of_the_child_and_no_word_of_it(
    alice: Practitioner, fran: Practitioner, surgery: Agency, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    check_of(contact, surgery, fran, told="She has come hungry.")
    shared = Sharing.objects.get(is_sealed=False)
    assert (shared.child, shared.to_agency, shared.basis, shared.because) == (
        family.maya,
        surgery,
        "public_task",
        WITHOUT,
    )
    assert shared.facts == (
        "That the front door decides about the child, and asks what the agency knows. "
        "What the agency needs to know to answer."
    )


def test_why_the_family_is_not_asked_is_carried_over_from_the_record(
    alice: Practitioner, fran: Practitioner, social_care: Agency, family: Family
) -> None:
    not_asked(fran, social_care, family.maya)
    contact = received(alice, person=family.maya)
    for name in ("front_door_check_ask", "front_door_discuss"):
        assert WHY.because in shown(client_of(fran), reverse(name, args=[contact.public_id]))


def test_a_child_of_another_contact_is_not_asked_about(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    contact, other = received(alice), received(alice)
    for children in ([], list(other.children.all())):
        with pytest.raises(ValueError, match="children of the contact"):
            ask_check(contact=contact, children=children, asked=asked_of(surgery), by=fran)


def test_the_agency_sees_the_question_and_nothing_else_of_the_contact(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", risk="He may hurt her.")
    first, _ = contact.children.all()
    check = ask_check(contact=contact, children=[first], asked=asked_of(surgery), by=fran)
    text = shown(client_of(charlie), reverse("check_answer", args=[check.public_id]))
    assert "Maya Lindqvist" in text
    assert "3 May 2017" in text
    assert not any(part in text for part in (STORY, "Leo Marsh", "He may hurt her.", "Alice", "Alder Road", WITHOUT))


def test_an_address_goes_out_only_once_the_record_is_linked_and_never_where_one_in_the_family_is_protected(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency, family: Family
) -> None:
    contact = received(alice)
    contact.children.update(address="3 Hidden Lane, Westmarsh", school="Heron School")
    path = reverse("check_answer", args=[check_of(contact, surgery, fran).public_id])
    before = shown(client_of(charlie), path)
    assert "Hidden Lane" not in before
    assert "Heron School" in before
    contact.children.update(person=family.maya)
    assert "Hidden Lane" in shown(client_of(charlie), path)
    folk.lives_at(family.mother, "9 Refuge Lane", "", is_protected=True)
    now = shown(client_of(charlie), path)
    assert "Maya Lindqvist" in now
    assert "Hidden Lane" not in now
    assert "Heron School" not in now


def test_another_agency_whoever_asked_and_a_closed_record_get_nothing(
    alice: Practitioner, bob: Practitioner, fran: Practitioner, charlie: Practitioner, mira: Practitioner,
    surgery: Agency, family: Family,
) -> None:  # fmt: skip
    contact = received(alice, person=family.maya)
    check = check_of(contact, surgery, fran)
    path = reverse("check_answer", args=[check.public_id])
    assert [client_of(nobody).get(path).status_code for nobody in (alice, bob, fran)] == [404, 404, 404]
    with pytest.raises(NotAllowed):
        answer_check(check=check, answer=CheckAnswer(nothing_known=True), by=bob)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira, fran], by=mira)
    assert client_of(charlie).get(path).status_code == 404
    ask = reverse("front_door_check_ask", args=[contact.public_id])
    assert "only those named for it can read the question" in shown(client_of(fran), ask)


def test_the_list_of_an_agency_holds_its_own_open_questions_and_names_nobody(
    alice: Practitioner, bob: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    check = check_of(received(alice), surgery, fran)
    text = shown(client_of(charlie), reverse("check_list"))
    assert "Asked of Saltmarsh Surgery" in text
    assert "Maya" not in text
    assert "Nothing waits for your answer" in shown(client_of(bob), reverse("check_list"))
    answer_check(check=check, answer=CheckAnswer(nothing_known=True), by=charlie)
    assert "Nothing waits for your answer" in shown(client_of(charlie), reverse("check_list"))


def test_an_answer_says_something_or_that_nothing_is_known_and_is_given_once(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    check = check_of(received(alice), surgery, fran)
    for wrong in (CheckAnswer(), CheckAnswer(facts="Seen", nothing_known=True)):
        with pytest.raises(ValueError, match="answer says"):
            answer_check(check=check, answer=wrong, by=charlie)
    path, client = reverse("check_answer", args=[check.public_id]), client_of(charlie)
    assert "tick that nothing is known" in words(send_form(client, path))
    assert "Take the tick away" in words(send_form(client, path, facts="Seen", nothing_known="yes"))
    late = client.get(path).text
    assert send_form(client, path, nothing_known="yes").status_code == 302
    assert "form_token" in late
    page: Any = client.post(path, {"facts": "Written in vain"})
    assert "answered or taken back meanwhile" in words(page)
    assert "Written in vain" in words(page)
    with pytest.raises(CheckOver):
        withdraw_check(check=check, because="No need", by=fran)


def test_a_question_is_taken_back_with_a_reason(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    contact = received(alice)
    check = check_of(contact, surgery, fran)
    path = reverse("front_door_check_withdraw", args=[contact.public_id, check.public_id])
    assert "Say why" in words(send_form(client_of(fran), path))
    assert send_form(client_of(fran), path, because="Asked of the wrong surgery.").status_code == 302
    with pytest.raises(CheckOver):
        answer_check(check=check, answer=CheckAnswer(nothing_known=True), by=charlie)
    text = shown(client_of(charlie), reverse("check_answer", args=[check.public_id]))
    assert "took the question back" in text
    assert QUESTION not in text
    assert "Maya" not in text
    page: Any = client_of(fran).post(path, {"because": "Once more"})
    assert "Taken back already" in words(page)
    with pytest.raises(NotAllowed):
        withdraw_check(check=check, because="x", by=charlie)


def test_where_an_agency_has_a_lead_no_colleague_reads_what_it_is_asked(
    charlie: Practitioner, bob: Practitioner, leila: Practitioner, fran: Practitioner, school: Agency
) -> None:
    check = check_of(received(charlie), school, fran)
    path = reverse("check_answer", args=[check.public_id])
    assert QUESTION in shown(client_of(leila), path)
    shown(client_of(bob), path, 404)
    assert str(check.public_id) not in client_of(bob).get(reverse("check_list")).text
    with pytest.raises(NotAllowed):
        answer_check(check=check, answer=CheckAnswer(nothing_known=True), by=bob)


def test_a_lead_asks_a_colleague_to_answer_who_alone_may_then_open_the_question(
    charlie: Practitioner, bob: Practitioner, alice: Practitioner, leila: Practitioner, fran: Practitioner,
    school: Agency,
) -> None:  # fmt: skip
    check = check_of(received(charlie), school, fran)
    path, lead = reverse("check_answer", args=[check.public_id]), client_of(leila)
    onward = reverse("check_pass_on", args=[check.public_id])
    assert "Ask somebody here to answer" in shown(lead, path)
    assert "Choose a colleague" in words(send_form(lead, onward))
    first, again = send_twice(lead, onward, who=str(bob.public_id))
    assert first.url == again.url == reverse("check_list")
    assert Event.objects.get(name="front_door.check_passed_on").about_ids == {"check": check.pk, "practitioner": bob.pk}
    assert [one.page for one in Notice.objects.filter(to=bob)] == [path]
    assert "You are asked to answer" in shown(client_of(bob), reverse("check_list"))
    assert "Bob Baker is asked to answer" in shown(lead, reverse("check_list"))
    assert QUESTION in shown(client_of(bob), path)
    shown(client_of(alice), path, 404)
    for nobody in (bob, alice, charlie):
        shown(client_of(nobody), onward, 404)
    with transaction.atomic():
        Membership.objects.filter(practitioner=bob).update(ends_on=dt.date(2026, 1, 1))
        assert remind_of_checks(check.due_at) == 1  # the lead alone, once whoever was asked has left
        assert Notice.objects.filter(to=bob).count() == 1
        transaction.set_rollback(True)
    assert remind_of_checks(check.due_at) == 2  # the lead and whoever was asked
    send_form(client_of(bob), path, facts="Seen on 3 January.")
    check.refresh_from_db()
    assert check.answered_by == bob
    shown(lead, onward, 404)
    with pytest.raises(CheckOver):
        pass_check(check=check, to=alice, by=leila)


def test_whoever_was_asked_to_answer_is_not_reminded_of_what_they_can_no_longer_open(
    charlie: Practitioner, bob: Practitioner, leila: Practitioner, fran: Practitioner, mira: Practitioner,
    school: Agency, family: Family,
) -> None:  # fmt: skip
    check = check_of(received(charlie, person=family.maya), school, fran)
    pass_check(check=check, to=bob, by=leila)
    restrict(person=family.maya, kind="staff", because="x", readers=[mira, leila], by=mira)
    assert [remind_of_checks(check.due_at) for _ in range(2)] == [1, 0]
    assert Notice.objects.filter(to=bob).count() == 1


def test_nobody_is_asked_to_answer_who_may_not_know_or_does_not_work_there(
    charlie: Practitioner, bob: Practitioner, leila: Practitioner, fran: Practitioner, mira: Practitioner,
    school: Agency, family: Family,
) -> None:  # fmt: skip
    check = check_of(received(charlie, person=family.maya), school, fran)
    restrict(person=family.maya, kind="staff", because="x", readers=[mira, leila], by=mira)
    for nobody in (bob, charlie, leila):
        with pytest.raises(CannotAnswer):
            pass_check(check=check, to=nobody, by=leila)
    onward = reverse("check_pass_on", args=[check.public_id])
    assert "Nobody else here can answer this" in shown(client_of(leila), onward)


@pytest.mark.requirement("BP-115")
def test_a_decision_does_not_wait_for_an_answer(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, surgery: Agency
) -> None:
    adopted(alice)
    contact = received(alice)
    check_of(contact, surgery, fran)
    text = shown(client_of(fran), reverse("front_door_decide", args=[contact.public_id]))
    assert "No answer yet from Saltmarsh Surgery. You can decide without it." in text
    assert decided_for(contact.children.get(), fran, mona).pk


def test_an_agency_is_reminded_when_half_its_time_is_gone_and_when_it_is_over(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        check = check_of(received(alice), surgery, fran)
    half = check.asked_at + (check.due_at - check.asked_at) / 2
    rounds = [half - dt.timedelta(seconds=1), half, half, check.due_at + dt.timedelta(seconds=1)]
    assert [remind_of_checks(moment) for moment in rounds] == [0, 1, 0, 2]
    assert remind_of_checks(check.due_at + dt.timedelta(days=3)) == 0
    assert Notice.objects.filter(to=fran).count() == 1


def test_where_an_agency_has_leads_they_are_told_and_not_everybody(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, school: Agency, fran: Practitioner,
    charlie: Practitioner,
) -> None:  # fmt: skip
    check_of(received(charlie), school, fran)
    assert [one.to for one in Notice.objects.all()] == [leila]


def test_a_yes_on_the_record_carries_the_question_until_it_is_taken_back(
    alice: Practitioner, fran: Practitioner, surgery: Agency, social_care: Agency, family: Family
) -> None:
    yes = consent(fran, social_care, family.maya)
    contact = received(alice, person=family.maya)
    path, child = reverse("front_door_check_ask", args=[contact.public_id]), contact.children.get()
    given = {
        "agency": str(surgery.public_id), "children": str(child.public_id), "question": QUESTION, "basis": "consent",
        "consent": str(yes.public_id),
    }  # fmt: skip
    assert send_form(client_of(fran), path, **given).status_code == 302
    assert Sharing.objects.get(is_sealed=False).consent == yes
    assert NURSE in Check.objects.get().consent_said
    withdraw(records=[yes], withdrawn=Withdrawn(DAY, "phone", "No more"), by=fran)
    with pytest.raises(DoesNotStand):
        check_of(contact, surgery, fran, because="", consent_said="On record", consent=yes, basis="consent")


def test_a_yes_that_does_not_stand_for_each_child_carries_no_question(
    alice: Practitioner, fran: Practitioner, surgery: Agency, social_care: Agency, family: Family
) -> None:
    yes = consent(fran, social_care, family.maya)
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya)
    contact.children.filter(name="Leo Marsh").update(person=family.brother)
    for name, more in (
        ("front_door_check_ask", {"agency": str(surgery.public_id), "question": QUESTION}),
        ("front_door_discuss", {"agencies": str(surgery.public_id), "unclear": QUESTION}),
    ):
        children = [str(one.public_id) for one in contact.children.all()]
        given = {**more, "children": children, "basis": "consent", "consent": str(yes.public_id)}
        page = send_form(client_of(fran), reverse(name, args=[contact.public_id]), **given)
        assert "or not for each child" in words(page)
    assert not Sharing.objects.filter(is_sealed=False).exists()
    assert not Check.objects.exists()


@pytest.mark.parametrize("name", ["check_answer", "check_discussion", "front_door_passed", "front_door_sample"])
def test_what_does_not_exist_is_not_found(mira: Practitioner, name: str) -> None:
    assert client_of(mira).get(reverse(name, args=[uuid4()])).status_code == 404


def test_questions_are_logged_without_their_words(
    alice: Practitioner, fran: Practitioner, surgery: Agency, charlie: Practitioner
) -> None:
    check = check_of(received(alice), surgery, fran)
    answer_check(check=check, answer=CheckAnswer(facts="Burns"), by=charlie)
    logged = str(list(Event.objects.values()))
    assert "front_door.check_answered" in logged
    assert QUESTION not in logged
    assert "Burns" not in logged


def test_the_page_that_asks_an_agency_asks_the_database_little(
    alice: Practitioner, fran: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya)
    contact.children.filter(name="Leo Marsh").update(person=family.brother)
    path = reverse("front_door_check_ask", args=[contact.public_id])
    client = client_of(fran)
    client.get(path)
    with django_assert_max_num_queries(15):
        client.get(path)


def note_page(check: Check) -> str:
    return reverse("front_door_check_note", args=[check.contact.public_id, check.public_id])


@pytest.mark.requirement("BP-109")
def test_the_page_asks_for_what_is_relevant_alone_and_says_where_nobody_answers_here(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    people.agency("Harbour Families", "voluntary")
    text = shown(client_of(fran), reverse("front_door_check_ask", args=[received(alice).public_id]))
    assert "Ask only what you need to decide." in text
    assert "As little as will do." in text
    assert "Harbour Families (nobody there uses Right Help yet: ring them)" in text
    assert "Saltmarsh Surgery (nobody" not in text


def test_an_answer_on_the_telephone_is_noted_and_says_who_told_whom(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    contact = received(alice)
    check = check_of(contact, surgery, fran)
    page, path = reverse("front_door_contact", args=[contact.public_id]), note_page(check)
    client = client_of(fran)
    assert path in client.get(page).text
    assert "Say who told you" in words(send_form(client, path, facts="Seen on 3 January."))
    assert "tick that nothing is known" in words(send_form(client, path, told_by="Dr Chen"))
    sent = send_twice(client, path, told_by="Dr Chen, GP", facts="Seen on 3 January.")
    assert [one.status_code for one in sent] == [302, 302]
    check.refresh_from_db()
    assert (check.told_by, check.answered_by, check.facts) == ("Dr Chen, GP", fran, "Seen on 3 January.")
    assert Event.objects.get(name="front_door.check_answer_noted").about_ids == {"check": check.pk}
    text = shown(client, page)
    assert "Told by Dr Chen, GP on the telephone, noted by Fran" in text
    assert path not in client.get(page).text
    there = shown(client_of(charlie), reverse("check_answer", args=[check.public_id]))
    assert "Told by Dr Chen, GP on the telephone" in there


def test_into_a_closed_question_nothing_is_noted_and_what_was_written_is_shown(
    alice: Practitioner, fran: Practitioner, charlie: Practitioner, surgery: Agency
) -> None:
    check = check_of(received(alice), surgery, fran)
    answer_check(check=check, answer=CheckAnswer(nothing_known=True), by=charlie)
    page: Any = client_of(fran).post(note_page(check), {"told_by": "Dr Chen", "facts": "Written in vain"})
    assert "Written in vain" in words(page)
    taken_back = check_of(received(alice), surgery, fran)
    withdraw_check(check=taken_back, because="Not needed", by=fran)
    assert "Not needed" in shown(client_of(fran), note_page(taken_back))
    for closed in (check, taken_back):
        with pytest.raises(CheckOver):
            note_told_answer(check=closed, told_by="Dr Chen", answer=CheckAnswer(facts="x"), by=fran)


def test_a_noted_answer_says_something_and_who_said_it(
    alice: Practitioner, fran: Practitioner, surgery: Agency
) -> None:
    check = check_of(received(alice), surgery, fran)
    with pytest.raises(ValueError, match="telephone"):
        note_told_answer(check=check, told_by="", answer=CheckAnswer(facts="x"), by=fran)
    with pytest.raises(ValueError, match="answer says"):
        note_told_answer(check=check, told_by="Dr Chen", answer=CheckAnswer(), by=fran)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(told_by="Dr Chen")


def test_only_those_who_work_on_the_contact_note_what_was_said(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, charlie: Practitioner, mira: Practitioner,
    surgery: Agency, family: Family,
) -> None:  # fmt: skip
    check = check_of(received(alice, person=family.maya), surgery, fran)
    assert client_of(femi).get(note_page(check)).status_code == 200
    for nobody in (alice, charlie):
        assert client_of(nobody).get(note_page(check)).status_code in (403, 404)
        with pytest.raises(NotAllowed):
            note_told_answer(check=check, told_by="x", answer=CheckAnswer(facts="x"), by=nobody)
    other = received(alice)
    wrong = reverse("front_door_check_note", args=[other.public_id, check.public_id])
    assert client_of(fran).get(wrong).status_code == 404
    restrict(person=family.maya, kind="staff", because="x", readers=[mira, fran], by=mira)
    assert client_of(femi).get(note_page(check)).status_code == 404
    with pytest.raises(NotAllowed):
        note_told_answer(check=check, told_by="x", answer=CheckAnswer(facts="x"), by=femi)
