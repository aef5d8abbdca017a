"""Approvals that change hands, that a restriction closes, or that another lead gives; families still to be told."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.consent.actions import NotTold
from righthelp.front_door.actions.approving import (
    APPROVED,
    FamilyHeard,
    answer_approval,
    approvers_of,
    ask_approval,
    note_told_after,
)
from righthelp.front_door.actions.passing import hand_over_drafts
from righthelp.front_door.approvals_left import ASK_ANOTHER, count_approvals, pass_approvals_on
from righthelp.front_door.models import Approval, Contact
from righthelp.front_door.notices.reminders import TELL_FAMILY, remind_of_families
from righthelp.front_door.presenting.missing import missing_in
from righthelp.front_door.tests.arriving import STORY, client_of, draft, received, shown
from righthelp.front_door.tests.asking import at, page_of
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.closing import cut_off
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, words

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
REFUSED: dict[str, Any] = {"family_told": "yes", "family_agreed": "no", "not_told_because": "He lost more weight."}
NOT_NEEDED = "You need not answer this any more."
ANSWER = "Answer whether you approve it"
TITLE = "The approval of somebody who leads, or advice that you took"
TELL = "Tell the family that you asked for help all the same, by 5 March 2026."
ONE_APPROVAL = "one approval of a request for help not given yet"
ONE_CHILD = "one child waiting for the panel"


def asked(contact: Contact, of: Practitioner, by: Practitioner) -> Approval:
    made = ask_approval(contact=contact, asked_of=of, by=by)
    return Approval.objects.select_related("contact__agency", "asked_by", "asked_of").get(pk=made.pk)


def to_answer(approval: Approval) -> str:
    return reverse("request_approve", args=[approval.public_id])


def shut(person: Person, mira: Practitioner, *readers: Practitioner) -> None:
    restrict(person=person, kind="high_risk", because="x", readers=[mira, *readers], by=mira)


def titles(who: Practitioner) -> list[str]:
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


def test_whom_to_ask_tells_no_author_that_a_record_was_restricted(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    contact = received(alice, person=family.maya, **REFUSED)
    before = approvers_of(contact, alice)
    shut(family.maya, mira, deputy)
    assert approvers_of(contact, alice) == before == [leila, deputy]
    page = page_of(client_of(alice), "request_approval", contact)
    assert leila.name in page
    Notice.objects.all().delete()
    asked(contact, leila, alice)
    asked(contact, deputy, alice)
    assert (len(titles(leila)), len(titles(deputy))) == (0, 1)


def test_what_was_asked_before_a_restriction_need_not_be_answered_any_more(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    approval = asked(received(alice, person=family.maya, **REFUSED), leila, alice)
    client: Any = client_of(leila)
    fields = hidden(client.get(to_answer(approval)).text)
    shut(family.maya, mira, alice)
    page = shown(client, to_answer(approval))
    assert NOT_NEEDED in page
    assert STORY in page
    late = words(client.post(to_answer(approval), {**fields, "answer": "yes", "words": "Go on."}))
    assert NOT_NEEDED in late
    with pytest.raises(NotAllowed):
        answer_approval(approval=approval, answer="yes", words="x", by=people.fresh(leila))
    assert Approval.objects.get().is_open


def test_of_a_leaver_it_passes_to_whoever_can_answer_and_not_to_a_teacher_or_its_author(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, school: Agency
) -> None:
    deputy, keeper = people.deputy_lead(school), people.agency_administrator(school)
    approval = asked(draft(alice, **REFUSED), leila, alice)
    for receiver in (bob, alice):
        Approval.objects.filter(pk=approval.pk).update(asked_of=leila)
        pass_approvals_on(leaver=leila, agency=school, receiver=receiver, by=keeper)
        assert Approval.objects.get().asked_of == deputy
    assert Notice.objects.filter(to=deputy, page=to_answer(approval)).exists()
    assert client_of(deputy).get(to_answer(approval)).status_code == 200


def test_where_nobody_else_can_answer_its_author_is_told_to_ask_somebody_else(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    keeper = people.agency_administrator(school)
    contact = draft(alice, **REFUSED)
    asked(contact, leila, alice)
    asked(closed := received(alice, person=family.maya, **REFUSED), leila, alice)
    shut(family.maya, mira, leila)
    pass_approvals_on(leaver=leila, agency=school, receiver=bob, by=keeper)
    assert set(Approval.objects.values_list("asked_of", flat=True)) == {leila.pk}
    notice = Notice.objects.get(to=alice)
    assert (notice.title, notice.page) == (ASK_ANOTHER, at("request_approval", contact))
    assert client_of(alice).get(notice.page).status_code == 200
    assert not Notice.objects.filter(to=alice, page__contains=str(closed.public_id)).exists()


def test_the_answer_is_told_to_whoever_holds_the_request_now(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, school: Agency
) -> None:
    approval = asked(draft(alice, **REFUSED), leila, alice)
    hand_over_drafts(leaver=alice, agency=school, receiver=bob, by=people.agency_administrator(school))
    approval = Approval.objects.select_related("contact__agency", "contact__author").get(pk=approval.pk)
    answer_approval(approval=approval, answer="yes", words="Go on.", by=leila)
    assert APPROVED in titles(bob)
    assert APPROVED not in titles(alice)


def test_nobody_owes_an_approval_of_what_they_took_over_themselves(
    alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    deputy = people.deputy_lead(school)
    contact = draft(alice, **REFUSED)
    asked(contact, leila, alice)
    assert count_approvals(leila, school) == 1
    hand_over_drafts(leaver=alice, agency=school, receiver=leila, by=people.agency_administrator(school))
    assert count_approvals(leila, school) == 0
    contact = Contact.objects.get(pk=contact.pk)
    assert TITLE in [one.title for one in missing_in(contact)]
    assert "who took the request over instead" in page_of(client_of(leila), "request_approval", contact)
    assert asked(contact, deputy, leila).is_open
    assert TITLE not in [one.title for one in missing_in(Contact.objects.get(pk=contact.pk))]


def test_another_lead_finds_what_waits_for_an_answer_in_the_list_and_on_the_page(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, school: Agency, family: Family
) -> None:
    deputy = people.deputy_lead(school)
    contact = received(alice, person=family.maya, **REFUSED)
    approval = asked(contact, leila, alice)
    for path in (reverse("requests"), at("request", contact)):
        for by, offered in ((deputy, True), (leila, True), (alice, False)):
            assert (to_answer(approval) in client_of(by).get(path).text) is offered
    assert client_of(deputy).get(to_answer(approval)).status_code == 200
    shut(family.maya, mira, alice, leila)
    for path in (reverse("requests"), at("request", contact)):
        assert to_answer(approval) not in client_of(deputy).get(path).text
    answer_approval(approval=approval, answer="yes", words="Go on.", by=people.fresh(leila))
    assert to_answer(approval) not in client_of(leila).get(at("request", contact)).text


@pytest.mark.requirement("SF-062")
@time_machine.travel(TUESDAY, tick=False)
def test_that_they_were_not_told_ends_nothing_and_the_author_is_reminded_once(
    alice: Practitioner, bob: Practitioner
) -> None:
    contact, client = received(alice, family_agreed="no"), client_of(alice)
    told = received(alice, family_agreed="no")
    unsafe: dict[str, Any] = {"family_agreed": "no", "safe_to_speak": "no"}
    for silent in ({"family_agreed": "yes"}, unsafe):
        received(alice, **silent)
    received(bob, family_agreed="no")
    bob.memberships.all().delete()  # who may not open it any more is not reminded
    note_told_after(contact=contact, told=NotTold("Nobody could be reached"), by=alice)
    note_told_after(contact=told, told=FamilyHeard("Ana, her mother", TUESDAY.date(), "face"), by=alice)
    assert TELL in page_of(client, "request", contact)
    assert TELL not in page_of(client, "request", told)
    Notice.objects.all().delete()
    assert remind_of_families(TUESDAY + 2 * DAY) == 0
    assert [remind_of_families(TUESDAY + 3 * DAY) for _ in range(2)] == [1, 0]
    notice = Notice.objects.get()
    assert (notice.to, notice.title, notice.page) == (alice, TELL_FAMILY, at("request", contact))


def test_a_restriction_says_which_approvals_and_which_children_for_the_panel_it_would_cut_off(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, school: Agency,
    family: Family,
) -> None:  # fmt: skip
    adopted(alice)
    contact = received(alice, person=family.maya, **REFUSED)
    asked(contact, leila, alice)
    for readers, left in (([alice], True), ([leila], False)):
        assert (ONE_APPROVAL in cut_off(family.maya, readers).get(school.name, [])) is left
    decided_for(contact.children.get(), fran, mona, outcome="panel")
    for readers, left in (([leila, alice], True), ([mona], False)):
        assert (ONE_CHILD in cut_off(family.maya, readers).get("The front door", [])) is left
