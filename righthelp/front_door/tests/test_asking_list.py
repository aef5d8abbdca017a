"""The list of requests, and how drafts pass from hand to hand: no worry waits in one person’s drawer."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.passing import (
    NotTheirsNow,
    count_drafts,
    hand_over_drafts,
    lists_of_drafts,
    take_over,
)
from righthelp.front_door.actions.writing import send
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, draft, received
from righthelp.front_door.tests.asking import at, page_of, saved, shown
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.closing import cut_off
from righthelp.people.tests.conftest import Family

UNSENT = "one unsent request for help for this child"
MONDAY = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
TUESDAY, WEDNESDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)


def listed(by: Practitioner) -> str:
    return shown(client_of(by), reverse("requests"))


def test_drafts_stand_before_what_was_sent_and_each_says_where_it_stands(alice: Practitioner) -> None:
    received(alice, "Leo Marsh")
    draft(alice, "Maya Lindqvist")
    page = listed(alice)
    assert page.index("Maya Lindqvist NOT SENT") < page.index("Leo Marsh")
    assert "Nobody at the front door has opened it yet." in page


def test_a_colleague_sees_nothing_of_it(alice: Practitioner, bob: Practitioner, charlie: Practitioner) -> None:
    draft(alice)
    received(alice, "Leo Marsh")
    for other in (bob, charlie):
        assert "Maya" not in listed(other)
        assert "Leo" not in listed(other)


def test_a_lead_sees_a_draft_after_one_working_day_and_what_was_sent_at_once(
    alice: Practitioner, leila: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        contact = draft(alice, "Maya Lindqvist")
        received(alice, "Leo Marsh")
    with time_machine.travel(TUESDAY, tick=False):
        assert "Maya Lindqvist" not in listed(leila)
        assert "Leo Marsh" in listed(leila)
        assert client_of(leila).get(at("request", contact)).status_code == 404
    with time_machine.travel(WEDNESDAY, tick=False):
        assert "Maya Lindqvist NOT SENT" in listed(leila)
        page = page_of(client_of(leila), "request", contact)
        assert "has not sent this" in page
        assert "Take this over" in page


def test_a_manager_sees_what_was_sent_and_takes_no_draft_over(sam: Practitioner, mira: Practitioner) -> None:
    with time_machine.travel(MONDAY, tick=False):
        contact = draft(sam, "Maya Lindqvist")
        received(sam, "Leo Marsh")
    with time_machine.travel(WEDNESDAY, tick=False):
        page = listed(mira)
        assert "Leo Marsh" in page
        assert "Maya Lindqvist" not in page
        assert client_of(mira).get(at("request_take_over", contact)).status_code == 404


def test_a_lead_takes_a_draft_over_sends_it_and_its_author_is_told(alice: Practitioner, leila: Practitioner) -> None:
    with time_machine.travel(MONDAY, tick=False):
        contact = draft(alice)
    with time_machine.travel(WEDNESDAY, tick=False):
        client = client_of(leila)
        saved(client, at("request_take_over", contact))
        contact.refresh_from_db()
        assert contact.author == leila
        assert "NOT SENT" in page_of(client, "request", contact)
        assert client_of(alice).get(at("request", contact)).status_code == 404
        assert Notice.objects.get(to=alice).title == "A safeguarding lead took over a draft of yours"


def test_neither_too_early_nor_by_others_nor_once_it_is_sent(
    alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        contact = draft(alice)
        assert client_of(leila).get(at("request_take_over", contact)).status_code == 404
    other_lead = people.safeguarding_lead(people.school("Fenside Academy"), "Lena Moor")
    with time_machine.travel(WEDNESDAY, tick=False):
        for other in (alice, bob, other_lead):
            assert client_of(other).get(at("request_take_over", contact)).status_code == 404
        loaded = Contact.objects.select_related("author").get(pk=contact.pk)
        send(contact=contact, by=alice)
        assert client_of(leila).post(at("request_take_over", contact)).status_code == 404
        with pytest.raises(NotTheirsNow):
            take_over(contact=loaded, by=leila)


def test_a_draft_passed_on_meanwhile_is_not_taken_a_second_time(
    alice: Practitioner, leila: Practitioner, school: Agency
) -> None:
    deputy = people.deputy_lead(school)
    with time_machine.travel(MONDAY, tick=False):
        contact = draft(alice)
    loaded = Contact.objects.select_related("author").get(pk=contact.pk)
    take_over(contact=contact, by=deputy)
    with pytest.raises(NotTheirsNow):
        take_over(contact=loaded, by=leila)


def test_what_a_leaver_has_not_sent_is_handed_over(
    alice: Practitioner, bob: Practitioner, school: Agency, charlie: Practitioner
) -> None:
    left = draft(alice)
    received(alice, "Leo Marsh")
    draft(charlie, "Noor Example")
    assert count_drafts(alice, school) == 1
    hand_over_drafts(leaver=alice, agency=school, receiver=bob, by=people.agency_administrator(school))
    assert count_drafts(alice, school) == 0
    assert Contact.objects.get(pk=left.pk).version == left.version + 1  # so that no window of hers writes over it
    assert "Maya Lindqvist" in listed(bob)
    assert Contact.objects.received().get().author == alice


def test_a_restricted_child_closes_the_request_to_all_who_are_not_named(
    alice: Practitioner, leila: Practitioner, bob: Practitioner, mira: Practitioner, family: Family, school: Agency
) -> None:
    contact = draft(alice, person=family.maya)
    draft(alice, "Leo Marsh", person=family.brother)
    restrict(person=family.maya, kind="high_risk", because="x", readers=[mira, bob], by=mira)
    assert "Maya Lindqvist" not in listed(alice)
    assert client_of(alice).get(at("request", contact)).status_code == 404
    assert lists_of_drafts(alice, school) == [{mira.pk, bob.pk}]


def test_answers_to_read_come_first_and_long_lists_have_pages(
    alice: Practitioner, fran: Practitioner, django_assert_max_num_queries: Any
) -> None:
    first = received(alice, "Oldest Child")
    for number in range(26):
        received(alice, f"Child {number}")
    first.replies.create(decided="Early help", given_by=fran)
    client = client_of(alice)
    with django_assert_max_num_queries(15):
        page = shown(client, reverse("requests"))
    sent = page[page.index("Sent") :]
    assert sent.index("Oldest Child") < sent.index("Child 25")
    assert "Child 0 " not in sent
    assert "Child 0 " in shown(client, reverse("requests") + "?sent=2")
    assert "Child 25" in shown(client, reverse("requests") + "?sent=x")


def test_a_draft_taken_down_at_the_telephone_is_not_in_this_list(fran: Practitioner) -> None:
    draft(fran, "Leo Marsh", came_by="phone")
    assert "Leo Marsh" not in listed(fran)


def test_before_a_record_is_restricted_the_drafts_are_counted_that_nobody_could_go_on_with(
    alice: Practitioner, leila: Practitioner, bob: Practitioner, mira: Practitioner, family: Family, school: Agency
) -> None:
    draft(alice, person=family.maya)
    received(alice, person=family.brother)
    for readers, told in (([mira, bob], True), ([mira, alice], False), ([mira, leila], False)):
        assert (UNSENT in cut_off(family.maya, readers).get(school.name, [])) is told
    assert UNSENT not in cut_off(family.brother, [mira]).get(school.name, [])
