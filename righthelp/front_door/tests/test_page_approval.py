"""A request without the family’s yes: somebody who leads approves it, or advice is taken, and nothing waits for it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.open_work import open_work
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.consent.actions import AdviceTaken
from righthelp.front_door.actions.adding import AnsweredAlready
from righthelp.front_door.actions.approving import (
    CannotApprove,
    answer_approval,
    approvers_of,
    ask_approval,
    note_advice_taken,
)
from righthelp.front_door.actions.writing import drop, send
from righthelp.front_door.approvals_left import count_approvals, lists_of_approvals, pass_approvals_on
from righthelp.front_door.models import Approval, Contact
from righthelp.front_door.presenting.missing import missing_in
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.front_door.tests.asking import at, page_of, saved, send_form, sent
from righthelp.messages.models import Mail, Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, send_twice, words

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
TASK = "Approval, as the family said no or is not asked"
REFUSED: dict[str, Any] = {"family_told": "yes", "family_agreed": "no", "not_told_because": "He lost more weight."}
ADVICE = AdviceTaken("Dr Marsh, named doctor", dt.date(2026, 3, 2), "Ask for help today.")


def asked(by: Practitioner, of: Practitioner, contact: Contact | None = None) -> Approval:
    made = ask_approval(contact=contact or draft(by, **REFUSED), asked_of=of, by=by)
    return Approval.objects.select_related("contact__agency", "asked_by", "asked_of").get(pk=made.pk)


def to_answer(approval: Approval) -> str:
    return reverse("request_approve", args=[approval.public_id])


@pytest.mark.requirement("SF-056", "SF-058")
@time_machine.travel(TUESDAY, tick=False)
def test_a_lead_is_asked_reads_the_draft_and_answers_and_whoever_asked_is_told(
    alice: Practitioner, leila: Practitioner
) -> None:
    contact = draft(alice, **REFUSED)
    client = client_of(alice)
    assert TASK in page_of(client, "request", contact)
    saved(client, at("request_approval", contact), approver=str(leila.public_id))
    waits = "Approval asked of Leila Haddad on 3 March 2026, not answered yet."
    assert waits in page_of(client, "request_check", contact)
    notice = Notice.objects.get(to=leila)
    assert "Maya" not in f"{notice.title} {Mail.objects.get().text}"
    page = shown(client_of(leila), notice.page)
    assert STORY in page
    assert "NOT SENT" in page
    answers = {"answer": "yes", "words": "She may come to harm."}
    assert [one.status_code for one in send_twice(client_of(leila), notice.page, **answers)] == [302, 302]
    told = "Leila Haddad approved it on 3 March 2026, because: She may come to harm."
    assert told in page_of(client, "request_check", contact)
    assert Notice.objects.get(to=alice).page == at("request", contact)
    assert Look.objects.filter(subject_id=contact.pk, actor_id=leila.pk, page="approve a request").exists()


@pytest.mark.requirement("SF-059")
@time_machine.travel(TUESDAY, tick=False)
def test_advice_by_word_of_mouth_is_written_down_whole(alice: Practitioner) -> None:
    contact, client = draft(alice, **REFUSED), client_of(alice)
    path = at("request_approval", contact)
    wrong = words(send_form(client, path, approver="elsewhere"))
    for text in ("Say whose advice you took", "Enter the day of the advice", "Write what they said"):
        assert text in wrong
    day = {"given_on_day": "2", "given_on_month": "3", "given_on_year": "2026"}
    saved(client, path, approver="elsewhere", taken_from=ADVICE.taken_from, words=ADVICE.words, **day)
    told = "Advice of Dr Marsh, named doctor on 2 March 2026: Ask for help today."
    assert told in page_of(client, "request_check", contact)
    assert told in page_of(client, "request_approval", contact)
    assert not Notice.objects.exists()


@pytest.mark.requirement("SF-061")
@time_machine.travel(TUESDAY, tick=False)
def test_the_front_door_reads_that_they_said_no_and_that_nobody_answered_yet(
    alice: Practitioner, leila: Practitioner, fran: Practitioner
) -> None:
    contact = draft(alice, **REFUSED)
    asked(alice, leila, contact)
    assert sent(client_of(alice), contact).status_code == 302  # it is never awaited
    page = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    before, _, after = page.partition("Who is meant")
    assert "The family said no to this request for help." in before
    assert "Approval asked of Leila Haddad on 3 March 2026, not answered yet." in before
    assert "He lost more weight." in after
    answer_approval(approval=Approval.objects.get(), answer="no", words="Talk to her first.", by=leila)
    later = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    assert "Leila Haddad did not approve it on 3 March 2026, because: Talk to her first." in later


@pytest.mark.requirement("SF-057")
def test_the_front_door_reads_that_they_agreed(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice, family_agreed="yes")
    page = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    assert "The family agreed to this request for help." in page


def test_where_nothing_was_said_nothing_is_shown_and_nobody_is_asked(alice: Practitioner, fran: Practitioner) -> None:
    contact = received(alice)
    page = shown(client_of(fran), reverse("front_door_contact", args=[contact.public_id]))
    assert "What the family said of this request" not in page
    assert TASK not in page_of(client_of(alice), "request", draft(alice))


@pytest.mark.parametrize("answers", [{"family_agreed": "part"}, {"family_told": "no"}, {"safe_to_speak": "no"}])
def test_it_is_offered_as_missing_until_somebody_is_asked(
    alice: Practitioner, leila: Practitioner, answers: dict[str, Any]
) -> None:
    title = "The approval of somebody who leads, or advice that you took"
    contact = draft(alice, **answers)
    assert title in [one.title for one in missing_in(contact)]
    asked(alice, leila, contact)
    assert title not in [one.title for one in missing_in(Contact.objects.get(pk=contact.pk))]
    assert title not in [one.title for one in missing_in(draft(alice, family_agreed="yes"))]


def test_only_who_leads_and_may_know_is_offered_never_the_author(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, mira: Practitioner,
    school: Agency, family: Family,
) -> None:  # fmt: skip
    deputy = people.deputy_lead(school)
    contact = draft(alice, person=family.maya)
    assert approvers_of(contact, alice) == [leila, deputy]
    own = draft(leila)
    assert approvers_of(own, leila) == [deputy]
    restrict(person=family.maya, kind="high_risk", because="x", readers=[alice, deputy, mira], by=mira)
    assert approvers_of(contact, alice) == [deputy]
    for wrong in (leila, alice, bob, charlie):
        with pytest.raises(CannotApprove):
            asked(alice, wrong, contact)
    assert approvers_of(received(leila, came_by="request"), leila) == [deputy]


def test_of_a_call_nobody_is_asked(fran: Practitioner) -> None:
    call = draft(fran, came_by="phone")
    assert approvers_of(call, fran) == []
    assert "The approval of somebody who leads, or advice that you took" not in [one.title for one in missing_in(call)]


def test_only_its_author_asks_and_nobody_for_a_draft_thrown_away(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    contact = draft(alice, **REFUSED)
    for by in (bob, charlie, leila):
        with pytest.raises(NotAllowed):
            asked(by, leila, contact)
        with pytest.raises(NotAllowed):
            note_advice_taken(contact=contact, taken=ADVICE, by=by)
        assert client_of(by).get(at("request_approval", contact)).status_code == 404
    approval = asked(alice, leila, contact)
    drop(contact=contact, by=alice)
    contact.refresh_from_db()
    with pytest.raises(NotAllowed):
        asked(alice, leila, contact)
    with pytest.raises(NotAllowed):
        note_advice_taken(contact=contact, taken=ADVICE, by=alice)
    assert client_of(leila).get(to_answer(approval)).status_code == 404


def test_a_lead_reads_what_was_sent_by_another_but_does_not_ask_for_it(
    alice: Practitioner, leila: Practitioner
) -> None:
    contact = received(alice, **REFUSED)
    assert client_of(leila).get(at("request", contact)).status_code == 200
    assert client_of(leila).get(at("request_approval", contact)).status_code == 404


def test_who_was_asked_answers_and_nobody_else_before_it_is_sent(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, school: Agency
) -> None:
    deputy = people.deputy_lead(school)
    approval = asked(alice, leila)
    for by in (alice, bob, charlie, deputy):
        assert client_of(by).get(to_answer(approval)).status_code == 404
        with pytest.raises(NotAllowed):
            answer_approval(approval=approval, answer="yes", words="x", by=by)
    send(contact=approval.contact, by=alice)
    approval = Approval.objects.select_related("contact__agency").get()
    for by in (alice, bob, charlie):
        with pytest.raises(NotAllowed):
            answer_approval(approval=approval, answer="yes", words="x", by=by)
    answer_approval(approval=approval, answer="yes", words="x", by=people.fresh(deputy))
    with pytest.raises(AnsweredAlready):
        answer_approval(approval=approval, answer="no", words="y", by=people.fresh(leila))


def test_what_is_not_there_and_what_a_restriction_closed_look_the_same(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    approval = asked(alice, leila, draft(alice, person=family.maya, **REFUSED))
    restrict(person=family.maya, kind="high_risk", because="x", readers=[alice, mira], by=mira)
    nothing = reverse("request_approve", args=["6b2a0a44-2f3c-4f6a-9c62-3c8d9b0d5f10"])
    assert {client_of(leila).get(path).status_code for path in (to_answer(approval), nothing)} == {404}


def test_whoever_took_the_draft_over_does_not_approve_what_is_now_theirs(
    alice: Practitioner, leila: Practitioner
) -> None:
    approval = asked(alice, leila)
    Contact.objects.filter(pk=approval.contact_id).update(author=leila)
    approval = Approval.objects.select_related("contact__agency").get()
    with pytest.raises(NotAllowed):
        answer_approval(approval=approval, answer="yes", words="x", by=leila)


def test_an_answer_that_came_meanwhile_is_shown_and_ones_own_words_are_given_back(
    alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    deputy = people.deputy_lead(school)
    contact = received(alice, **REFUSED)
    approval = asked(alice, leila, contact)
    client: Any = client_of(deputy)
    page = client.get(to_answer(approval))
    answer_approval(approval=approval, answer="yes", words="Go on.", by=leila)
    late = words(client.post(to_answer(approval), {**hidden(page.text), "answer": "no", "words": "I think not."}))
    assert "Leila Haddad approved it" in late
    assert "What you wrote was not saved I think not." in late


def test_the_database_keeps_no_half_of_an_approval(alice: Practitioner, leila: Practitioner) -> None:
    approval = asked(alice, leila)
    for wrong in (
        {"answer": "yes"}, {"answer": "advice", "words": "x", "given_on": ADVICE.given_on}, {"asked_of": None},
        {"answer": "yes", "words": "x", "given_on": ADVICE.given_on, "answered_by": alice, "answered_at": TUESDAY},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=approval.pk).update(**wrong)


def test_what_is_asked_of_a_leaver_passes_to_a_colleague(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    deputy, keeper = people.deputy_lead(school), people.agency_administrator(school)
    approval = asked(alice, leila, draft(alice, person=family.maya, **REFUSED))
    asked(alice, leila)
    thrown = draft(alice)
    asked(alice, leila, thrown)
    drop(contact=thrown, by=alice)
    restrict(person=family.maya, kind="high_risk", because="x", readers=[alice, leila, deputy, mira], by=mira)
    assert ("Requests for help that they are asked to approve", 2) in [
        (kind.title, number) for kind, number in open_work(leila, school)
    ]
    assert lists_of_approvals(leila, school) == [{alice.pk, leila.pk, deputy.pk, mira.pk}]
    with pytest.raises(NotAllowed):
        pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=alice)
    pass_approvals_on(leaver=leila, agency=school, receiver=deputy, by=keeper)
    assert (count_approvals(leila, school), count_approvals(deputy, school)) == (0, 2)
    assert Event.objects.filter(name="front_door.approval_passed_on").count() == 2
    assert Notice.objects.filter(to=deputy, page=to_answer(approval)).exists()
    assert client_of(deputy).get(to_answer(approval)).status_code == 200
