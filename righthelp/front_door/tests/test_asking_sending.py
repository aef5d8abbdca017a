"""What is missing, said as help; the sending, which nothing holds up; the urgent form; throwing a draft away."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.writing import (
    add_child,
    add_person,
    begin,
    save_answers,
    save_child,
    save_referrer,
)
from righthelp.front_door.models import Contact
from righthelp.front_door.presenting.missing import missing_in
from righthelp.front_door.presenting.when_read import when_read
from righthelp.front_door.questions import asked_of
from righthelp.front_door.tests.arriving import BORN, STORY, client_of, draft
from righthelp.front_door.tests.asking import at, latest, page_of, saved, send_form, sent
from righthelp.work.tests.working import hidden, send_twice, team_of, words

TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
FRIDAY_EVENING = dt.datetime(2026, 3, 6, 20, 0, tzinfo=dt.UTC)


def titles(contact: Contact) -> list[str]:
    return [one.title for one in missing_in(contact)]


def whole(by: Practitioner) -> Contact:
    """Give a draft in which nothing that the front door asks for is missing."""
    contact = draft(by)
    answers = {one.key: next(iter(one.options), "Something") for one in asked_of("request")} | {"how_soon": "days"}
    save_answers(contact=contact, version=None, answers=answers, by=by)
    known = {"address": "1 Way", "where_now": "At school", "school": "Alder Road"}
    save_child(child=contact.children.get(), version=None, changes=known, by=by)
    for kind, name in (("parent", "Ana"), ("parent", "Name not known"), ("worker", "Kim")):
        changes = {"kind": kind, "name": name, "born_on": BORN, "address": "1 Way"}
        add_person(contact=contact, changes=changes, by=by)
    save_referrer(contact=contact, changes={"phone": "01632 960001"}, by=by)
    return Contact.objects.get(pk=contact.pk)


@pytest.mark.requirement("BN-077")
def test_everything_that_is_missing_is_said_with_the_reason_and_the_way_to_add_it(alice: Practitioner) -> None:
    client = client_of(alice)
    contact = begin(came_by="request", agency=team_of(alice).agency, by=alice)
    add_child(contact=contact, changes={"name": "Noor Example"}, by=alice)
    page = client.get(at("request_check", contact)).content.decode()
    for question in asked_of("request"):
        assert question.title in page
        assert question.why in page
    found = titles(contact)
    for title in (
        "The date of birth of Noor Example", "Where Noor Example lives", "Where Noor Example is now",
        "Both parents: name, date of birth, address and telephone",
        "The telephone number on which you can be reached",
        "Who works with the child or family, with role and telephone",
    ):  # fmt: skip
        assert title in found
    assert all(one.why and one.href in page for one in missing_in(contact))


def test_dates_and_addresses_of_those_who_are_named_are_missed(alice: Practitioner) -> None:
    contact = draft(alice)
    for kind in ("parent", "sibling"):
        add_person(contact=contact, changes={"kind": kind, "name": "Ana"}, by=alice)
    found = titles(contact)
    assert "The dates of birth of parents and their partners" in found
    assert "The dates of birth of brothers and sisters" in found
    assert "Where the parents live" in found


def test_of_a_whole_request_no_more_is_missing_than_the_level(alice: Practitioner) -> None:
    contact = whole(alice)
    assert titles(contact) == ["The level that you considered for Maya Lindqvist"]
    page = page_of(client_of(alice), "request_check", contact)
    assert "Add what is missing" not in page
    assert "Send now" in page


def test_where_the_family_knows_no_reason_is_missed_for_not_telling_them(alice: Practitioner) -> None:
    asked = next(one.title for one in asked_of("request") if one.key == "not_told_because")
    assert asked in titles(draft(alice, family_told="no"))
    assert asked not in titles(draft(alice, family_told="yes"))


def test_to_send_now_and_to_add_first_weigh_the_same(alice: Practitioner) -> None:
    page: Any = client_of(alice).get(at("request_check", draft(alice, how_soon="days")))
    ways = page.text[page.text.index('class="rh-two-ways"') :]
    assert "Add it first if you can do so today; if not, send it as it is." in page.text
    both = ways[: ways.index("</div>")]
    assert both.count('class="govuk-button"') == 2
    assert both.index("Send now") < both.index("Add what is missing")


@pytest.mark.parametrize("how_soon", ["now", "today"])
def test_what_is_urgent_is_sent_without_being_asked_for_more(alice: Practitioner, how_soon: str) -> None:
    client, contact = client_of(alice), draft(alice, how_soon=how_soon)
    page = page_of(client, "request_check", contact)
    assert "Add what is missing" not in page
    assert page.index("Send now") < page.index("Still missing")
    sent(client, contact)
    contact.refresh_from_db()
    assert contact.is_urgent


@pytest.mark.requirement("BP-105")
def test_how_immediate_it_is_decides_what_is_read_first(alice: Practitioner) -> None:
    for how_soon in ("days", "now"):
        contact = draft(alice, how_soon=how_soon)
        sent(client_of(alice), contact)
    assert [one.is_urgent for one in Contact.objects.waiting()] == [True, False]


def test_a_request_with_nothing_but_a_child_is_sent(alice: Practitioner) -> None:
    contact = begin(came_by="request", agency=team_of(alice).agency, by=alice)
    add_child(contact=contact, changes={"name": "Name not known"}, by=alice)
    assert sent(client_of(alice), contact).status_code == 302
    assert Contact.objects.waiting().get() == contact


def test_without_any_child_the_writer_is_led_to_naming_one(alice: Practitioner) -> None:
    client = client_of(alice)
    contact = begin(came_by="request", agency=team_of(alice).agency, by=alice)
    assert "Name a child first" in page_of(client, "request_check", contact)
    answer = client.post(at("request_send", contact))
    assert answer.headers["Location"] == at("request_child_add", contact)
    assert "write what you know" in words(client.get(answer.headers["Location"]))


def test_pressed_twice_it_is_sent_once(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    form = hidden(client.get(at("request_check", contact)).text)
    path = at("request_send", contact)
    first, second = (client.post(path, form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == at("request", contact)
    assert Contact.objects.received().count() == 1


@time_machine.travel(FRIDAY_EVENING, tick=False)
def test_before_it_is_sent_it_says_who_reads_it_and_when(alice: Practitioner) -> None:
    page = page_of(client_of(alice), "request_check", draft(alice))
    assert "Social workers at the front door of children’s social care are not there now" in page
    assert "Nobody reads a request before Monday 9 March 2026 at 8:30am" in page
    assert "It is decided by the end of Monday 9 March 2026" in page


def test_in_office_hours_somebody_is_there() -> None:
    found = when_read(TUESDAY)
    assert found.is_open
    assert "They read what is urgent first" in found.read
    assert found.decided == "It is decided by the end of Wednesday 4 March 2026."


@pytest.mark.requirement("SF-014")
def test_the_urgent_form_asks_for_no_assessment_and_is_sent_with_one_button(alice: Practitioner) -> None:
    client = client_of(alice)
    assert "assessment" not in words(client.get(reverse("request_urgent"))).lower()
    saved(client, reverse("request_urgent"), name="Boy of about 6")
    contact = latest()
    assert contact.received_at
    assert contact.is_urgent
    assert contact.children.get().name == "Boy of about 6"


def test_the_urgent_form_keeps_all_that_it_asks(alice: Practitioner) -> None:
    told = {
        "name": "Leo", "where_now": "In the park", "what_happened": STORY, "how_soon": "now", "safe_to_speak": "no",
        "phone": "01632 960001",
    }  # fmt: skip
    client = client_of(alice)
    saved(client, reverse("request_urgent"), **told)
    page = page_of(client, "request", latest())
    assert all(text in page for text in ("Leo", "In the park", STORY, "Now: a child may be in danger", "01632 960001"))
    assert "No, it could put the child or somebody else in danger" in page


def test_the_urgent_form_needs_to_know_of_whom_it_speaks_and_is_sent_once(alice: Practitioner) -> None:
    client = client_of(alice)
    answer = send_form(client, reverse("request_urgent"), what_happened=STORY)
    assert "Write the child’s name, or what you know of the child" in words(answer)
    assert STORY in words(answer)
    assert not Contact.objects.exists()
    send_twice(client, reverse("request_urgent"), name="Leo")
    assert Contact.objects.received().count() == 1


def test_a_draft_is_thrown_away_by_its_author(alice: Practitioner) -> None:
    client, contact = client_of(alice), draft(alice)
    saved(client, at("request_drop", contact))
    assert "You have no drafts." in words(client.get(reverse("requests")))
    assert client.get(at("request", contact)).status_code == 404
    contact.refresh_from_db()
    assert contact.dropped_at
    assert not contact.received_at
