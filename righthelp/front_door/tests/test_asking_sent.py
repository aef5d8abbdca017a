"""What was sent stays as it was sent; it is added to, answered, read, and taken along as PDF."""

import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.adding import AnsweredAlready, NotSent, add_answers, add_words
from righthelp.front_door.actions.holding import note_read, take
from righthelp.front_door.models import Answer, Contact, ContactDecision, Referrer, Reply
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received
from righthelp.front_door.tests.asking import at, hidden, page_of, saved, send_form
from righthelp.guidance.models import Level
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import team_of, words

ADDED = "Something was added to a contact that you work on"


def decided(contact: Contact, guidance: dict[str, Any], by: Practitioner) -> ContactDecision:
    """Have the front door decide for the first child."""
    level: Level = guidance["bathnes"].levels.get(number=3)
    questions = ("needs_protection", "needs_services", "is_in_need", "may_suffer_harm", "needs_assessments")
    made = ContactDecision.objects.create(
        child=contact.children.all()[0], level=level, outcome="early_help", reason="SECRET REASON", decided_by=by,
        agency=team_of(by).agency,
        manager=by, **dict.fromkeys(questions, "No"),
    )  # fmt: skip
    Contact.objects.filter(pk=contact.pk).update(decided_at=made.decided_at)
    return made


def answered(contact: Contact, by: Practitioner) -> Reply:
    return Reply.objects.create(
        contact=contact, decided="Early help will ring the family", because="It fits", what_next="Go on", given_by=by
    )


def test_what_was_sent_is_shown_as_it_was_sent_and_offers_no_change(alice: Practitioner) -> None:
    contact = received(alice)
    page: Any = client_of(alice).get(at("request", contact))
    assert STORY in words(page)
    assert "SENT" in words(page)
    assert "/questions/" not in page.text


def test_an_answer_that_was_missing_is_added_and_marked_and_the_holder_is_told(
    alice: Practitioner, fran: Practitioner
) -> None:
    client, contact = client_of(alice), received(alice)
    take(contact=contact, by=fran)
    saved(client, at("request_add", contact), risk="He may be hurt", more="His name is Leo.")
    answer = contact.answers.get(key="risk")
    assert answer.added_at
    page = page_of(client, "request", contact)
    assert "after it was sent" in page
    assert "His name is Leo." in page
    assert Notice.objects.filter(to=fran, title=ADDED).count() == 2
    assert reverse("front_door_contact", args=[contact.public_id]) in set(Notice.objects.values_list("page", flat=True))


def test_an_answer_that_was_sent_is_never_changed(alice: Practitioner) -> None:
    client, contact = client_of(alice), received(alice)
    assert "What has happened that led you to ask" not in page_of(client, "request_add", contact)
    with pytest.raises(AnsweredAlready):
        add_answers(contact=contact, answers={"what_happened": "Something else"}, by=alice)
    saved(client, at("request_add", contact), what_happened="Something else", more="More")
    assert contact.answers.get(key="what_happened").text == STORY


def test_an_answer_sent_from_two_windows_is_kept_once_and_the_other_given_back(alice: Practitioner) -> None:
    client, contact = client_of(alice), received(alice)
    path = at("request_add", contact)
    here = hidden(client.get(path).text)
    add_answers(contact=contact, answers={"risk": "There"}, by=alice)
    answer = client.post(path, {**here, "risk": "Here"})
    assert "Here" not in contact.answers.get(key="risk").text
    assert answer.status_code == 200
    assert "Write what you want to add" in words(answer)


def test_nothing_written_adds_nothing_and_a_draft_is_not_added_to(alice: Practitioner) -> None:
    client, contact = client_of(alice), received(alice)
    assert "Write what you want to add" in words(send_form(client, at("request_add", contact), more=" "))
    other = draft(alice)
    assert client.get(at("request_add", other)).status_code == 404
    for add in (
        lambda: add_words(contact=other, text="x", by=alice),
        lambda: add_answers(contact=other, answers={"risk": "x"}, by=alice),
    ):
        with pytest.raises(NotSent):
            add()
    add_answers(contact=contact, answers={"risk": ""}, by=alice)
    assert not Answer.objects.filter(key="risk").exists()


def test_whoever_works_on_what_they_wrote_themselves_needs_no_notice(fran: Practitioner) -> None:
    contact = received(fran, came_by="phone")
    take(contact=contact, by=fran)
    add_words(contact=contact, text="More", by=fran)
    assert not Notice.objects.filter(title=ADDED).exists()


@time_machine.travel(dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC), tick=False)
def test_where_it_stands_is_said_in_words(alice: Practitioner, fran: Practitioner) -> None:
    client, contact = client_of(alice), received(alice)
    assert "Nobody at the front door has opened it yet." in page_of(client, "request", contact)
    note_read(contact=contact, by=fran)
    assert "Somebody at the front door has read it." in page_of(client, "request", contact)
    take(contact=contact, by=fran)
    page = page_of(client, "request", contact)
    assert "Somebody at the front door works on it. To be decided by the end of Wednesday 4 March 2026." in page
    with time_machine.travel(dt.datetime(2026, 3, 5, 10, 0, tzinfo=dt.UTC), tick=False):
        late = page_of(client_of(alice), "request", contact)
    assert "It should have been decided by the end of Wednesday 4 March 2026. Ring the front door and ask." in late


def test_the_decision_itself_is_not_shown_without_an_answer(
    alice: Practitioner, fran: Practitioner, guidance: dict[str, Any]
) -> None:
    contact = received(alice)
    made = decided(contact, guidance, fran)
    Reply.objects.create(contact=contact, not_given_because="It is not safe", given_by=fran)
    page: Any = client_of(alice).get(at("request", contact))
    assert "Decided on" in words(page)
    assert "SECRET REASON" not in page.text
    assert "It is not safe" not in page.text
    assert str(made.public_id) not in page.text


def test_the_answer_stands_first_says_how_to_disagree_and_is_noted_as_read(
    alice: Practitioner, fran: Practitioner, guidance: dict[str, Any]
) -> None:
    client, contact = client_of(alice), received(alice)
    made, reply = decided(contact, guidance, fran), answered(contact, fran)
    assert "ANSWER TO READ" in words(client.get(reverse("requests")))
    page: Any = client.get(at("request", contact))
    assert words(page).index("Early help will ring the family") < words(page).index(STORY)
    assert reverse("disagreement_about", args=["contact_decision", made.public_id]) in page.text
    assert "SECRET REASON" not in page.text
    client.get(at("request", contact))
    reply.refresh_from_db()
    assert reply.read_by == alice
    assert Event.objects.filter(name="front_door.answer_read").count() == 1
    assert "ANSWER TO READ" not in words(client.get(reverse("requests")))


def test_a_lead_who_reads_the_answer_does_not_read_it_for_whoever_asked(
    alice: Practitioner, leila: Practitioner, fran: Practitioner
) -> None:
    contact = received(alice)
    reply = answered(contact, fran)
    assert "Early help will ring the family" in page_of(client_of(leila), "request", contact)
    reply.refresh_from_db()
    assert reply.read_at is None
    alice.memberships.update(ended_at=alice.joined_at, ends_on=alice.joined_at.date())
    page_of(client_of(leila), "request", contact)
    reply.refresh_from_db()
    assert reply.read_by == leila


def test_the_pdf_says_what_was_sent_and_who_asked(alice: Practitioner) -> None:
    contact = received(alice)
    Referrer.objects.filter(contact=contact).update(name="Alice", email=alice.email)
    client = client_of(alice)
    client.post(at("request_add", contact), {**hidden(client.get(at("request_add", contact)).text), "more": "Leo too."})
    child = contact.children.get()
    child.marks.create(region="left_cheek", words="A blue mark")
    file = client.get(at("request_pdf", contact))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.content)).pages)
    said = " ".join(text.split())
    for words_of_it in (
        "Maya Lindqvist",
        STORY,
        "Leo too.",
        "A blue mark",
        alice.email,
        "never leave it with the family",
    ):
        assert words_of_it in said


def test_only_the_author_and_the_leads_read_what_was_sent(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    contact = received(alice)
    other_lead = people.safeguarding_lead(people.school("Fenside Academy"), "Lena Moor")
    for reader in (bob, charlie, other_lead):
        for name in ("request", "request_pdf", "request_add"):
            assert client_of(reader).get(at(name, contact)).status_code == 404
    for name in ("request", "request_pdf"):
        assert client_of(leila).get(at(name, contact)).status_code == 200
    assert client_of(leila).get(at("request_add", contact)).status_code == 404
    assert client_of(alice).get(at("request_pdf", draft(alice))).status_code == 404


WRITE = "Write on the child’s record what the family said"


def test_what_the_family_said_can_be_written_on_the_record_of_a_child_whom_the_author_may_open(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    contact = received(alice, "Maya Lindqvist", "Leo Marsh", person=family.maya, family_said="Her mother said yes.")
    path = reverse("record_consent_ask", args=[family.maya.public_id])
    page: Any = client_of(alice).get(at("request", contact))
    assert words(page).count(WRITE) == 1
    assert "You wrote in this request: Her mother said yes." in words(page)
    assert path in page.text
    assert client_of(alice).get(path).status_code == 200
    assert WRITE not in page_of(client_of(leila), "request", contact)
    assert WRITE not in page_of(client_of(alice), "request", received(alice))
    silent = page_of(client_of(alice), "request", received(alice, person=family.maya))
    assert WRITE in silent
    assert "You wrote in this request" not in silent


def test_a_record_that_the_author_may_not_open_is_not_offered(
    alice: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    assert WRITE not in page_of(client_of(charlie), "request", received(charlie, person=family.maya))
    contact = received(alice, person=family.maya)
    restrict(person=family.maya, kind="high_risk", because="x", readers=[mira], by=mira)
    assert WRITE not in page_of(client_of(alice), "request", contact)
