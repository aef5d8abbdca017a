"""Asking for help without an account: the pages."""

import datetime as dt
import logging
import re
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.front_door.models import Contact, NamedPerson
from righthelp.front_door.views import public
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import ContactPoint, Edition
from righthelp.guidance.tests.helpers import page, published, words

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
FRIDAY_NIGHT = dt.datetime(2026, 3, 6, 21, tzinfo=dt.UTC)
LATER = dt.timedelta(seconds=30)
PAGES = ("/ask/family", "/ask/young-person", "/ask/worried")
STORY = "He cries every night and nobody comes."
every_page = pytest.mark.parametrize("address", PAGES)


@pytest.fixture
def adopted(alice: Practitioner) -> Edition:
    """Have the partnership use a guide with three numbers."""
    with time_machine.travel(NOON - dt.timedelta(days=1), tick=False):
        edition = published("westmarsh")
        adopt(framework=edition.framework, by=alice)
    numbers: tuple[tuple[str, str, str, dict[str, list[str]]], ...] = (
        ("Police, emergency", "999", "emergency", {}),
        ("Front door", "01632 960300", "office", {day: ["08:30", "17:00"] for day in ("mon", "tue", "wed")}),
        ("Emergency Duty Team", "01632 960400", "out_of_hours", {}),
    )
    for place, (name, phones, when, opening) in enumerate(numbers):
        ContactPoint.objects.create(
            framework=edition.framework, code=f"c-{place}", name=name, phones=phones, when=when, opening=opening,
            position=place,
        )  # fmt: skip
    return edition


def token(client: Client, address: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def send(client: Client, address: str, /, *, after: dt.timedelta = LATER, at: dt.datetime = NOON, **given: Any) -> Any:
    """Open a form, fill it in, and send it after a while."""
    with time_machine.travel(at, tick=False) as clock:
        shown = given.pop("token", None) or token(client, address)
        clock.move_to(at + after)
        return client.post(address, {"token": shown, "what_happened": STORY, **given})


@pytest.mark.requirement("SF-066")
def test_a_parent_asks_for_help_without_an_account(client: Client, db: None) -> None:
    answer = send(
        client, "/ask/family", how_soon="days", child_name="Maya Lindqvist", born_on_day="3", born_on_month="5",
        born_on_year="2017", address="12 Heronry", school="Fenside", others="Tom Lindqvist, 3\n\nBaby",
        name="Ana Lindqvist", who="parent", phone="01632 960001", email="ana@example.org",
        when_safe="Mornings", voicemail="no", not_to_know="His father", family_wants="Somebody to talk to",
    )  # fmt: skip
    assert answer.headers["Location"] == "/ask/family/sent"
    contact = Contact.objects.waiting().get()
    assert contact.came_by == Contact.CameBy.FAMILY
    named = [(one.name, one.age, one.born_on, one.address) for one in contact.children.all()]
    assert named == [
        ("Maya Lindqvist", "", dt.date(2017, 5, 3), "12 Heronry"),
        ("Tom Lindqvist", "3", None, "12 Heronry"),
        ("Baby", "", None, "12 Heronry"),
    ]
    assert contact.answers.get(key="family_wants").text == "Somebody to talk to"
    assert contact.referrer.how_to_reach == (
        "When and how it is safe: Mornings\nA message may be left: No: leave no message\nMust not know: His father"
    )
    assert not contact.referrer.may_be_named
    mother = contact.people.get()
    assert (mother.kind, mother.name, mother.phone) == (NamedPerson.Kind.PARENT, "Ana Lindqvist", "")


@pytest.mark.requirement("SF-066")
def test_a_young_person_asks_for_help_without_an_account(client: Client, db: None) -> None:
    answer = send(
        client, "/ask/young-person", how_soon="now", child_name="Kit", age="10", where_now="The library",
        phone="01632 960002", when_safe="After school", not_to_know="My uncle",
    )  # fmt: skip
    assert answer.headers["Location"] == "/ask/young-person/sent"
    contact = Contact.objects.waiting().get()
    assert (contact.came_by, contact.is_urgent) == (Contact.CameBy.YOUNG, True)
    child = contact.children.get()
    assert (child.name, child.age, child.where_now) == ("Kit", "10", "The library")
    assert (contact.referrer.name, contact.referrer.may_be_named) == ("Kit", False)


def test_somebody_who_is_worried_says_so_without_a_name(client: Client, db: None) -> None:
    answer = send(client, "/ask/worried", address="The flat above 4 Mill Lane")
    assert answer.headers["Location"] == "/ask/worried/sent"
    contact = Contact.objects.waiting().get()
    assert contact.came_by == Contact.CameBy.PUBLIC
    assert (contact.children.get().name, contact.children.get().address) == (
        "Name not known",
        "The flat above 4 Mill Lane",
    )
    assert (contact.referrer.name, contact.referrer.may_be_named) == ("", False)
    assert str(contact.referrer) == "Somebody who did not give a name"


@pytest.mark.parametrize(("said", "may"), [("", False), ("no", False), ("yes", True)])
def test_the_family_is_told_who_raised_a_worry_only_where_they_said_so(
    client: Client, db: None, said: str, may: bool
) -> None:
    send(client, "/ask/worried", name="Quillon Featherby", may_be_named=said)
    assert Contact.objects.get().referrer.may_be_named is may


@every_page
def test_only_what_is_going_on_must_be_answered(client: Client, db: None, address: str) -> None:
    refused = send(client, address, what_happened="  ")
    text = words(refused)
    assert "There is a problem" in text
    assert 'href="#id_what_happened"' in refused.text
    assert "<title>Error: " in refused.text
    assert not Contact.objects.exists()
    assert send(client, address).status_code == 302


def test_an_error_keeps_what_was_written(client: Client, db: None) -> None:
    answer = send(client, "/ask/family", born_on_day="31", born_on_month="2", born_on_year="2017", email="no")
    assert "Date of birth must be a real date" in words(answer)
    assert "Enter an email address like name@example.org" in words(answer)
    assert STORY in answer.text
    many = send(client, "/ask/worried", others="\n".join("abcdefghijklmnop"))
    assert "Write 12 lines or fewer" in words(many)
    assert "Write only a name and an age on each line" in words(send(client, "/ask/worried", others="x" * 201))
    assert not Contact.objects.exists()


@every_page
def test_sending_twice_does_it_once_and_other_words_are_not_lost(client: Client, db: None, address: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        same = {"token": token(client, address), "what_happened": STORY}
        clock.move_to(NOON + LATER)
        assert [client.post(address, same).status_code for _ in range(2)] == [302, 302]
        assert Contact.objects.count() == 1
        client.post(address, {**same, "what_happened": "And now he is out in the street."})
    assert Contact.objects.count() == 2


@every_page
@pytest.mark.parametrize(
    ("given", "after", "said"),
    [
        ({}, dt.timedelta(seconds=1), "press Send again"),
        ({}, dt.timedelta(hours=13), "press Send again"),
        ({"token": "made up"}, LATER, "press Send again"),
        ({"website": "http://buy.example"}, LATER, "press Send again"),
    ],
    ids=["too quick", "too old", "not ours", "the trap"],
)
def test_what_may_come_from_a_machine_is_asked_to_be_sent_again_and_is_sent_then(
    client: Client, db: None, address: str, given: dict[str, Any], after: dt.timedelta, said: str
) -> None:
    answer = send(client, address, after=after, **given)
    assert answer.status_code == 200
    assert said in words(answer)
    assert STORY in answer.text
    assert "buy.example" not in answer.text
    assert not Contact.objects.exists()
    fresh = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert fresh
    with time_machine.travel(NOON + after + LATER, tick=False):
        assert client.post(address, {"token": fresh[1], "what_happened": STORY}).status_code == 302
    assert Contact.objects.count() == 1


def test_the_sixth_sending_in_an_hour_says_to_ring_and_keeps_the_words(client: Client, adopted: Edition) -> None:
    for number in range(public.SENDINGS):
        assert send(client, "/ask/worried", child_name=str(number)).status_code == 302
    answer = send(client, "/ask/worried", child_name="The sixth")
    assert answer.status_code == 429
    text = words(answer)
    assert "Please ring instead" in text
    assert "01632 960300" in text
    assert STORY in answer.text
    assert Contact.objects.count() == public.SENDINGS
    assert send(client, "/ask/worried", at=NOON + public.HOUR).status_code == 302


def test_what_was_sent_already_is_thanked_for_whatever_the_limit(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "SENDINGS", 1)
    with time_machine.travel(NOON, tick=False) as clock:
        same = {"token": token(client, "/ask/family"), "what_happened": STORY}
        clock.move_to(NOON + LATER)
        for _ in range(2):
            assert client.post("/ask/family", same).headers["Location"] == "/ask/family/sent"


def test_the_thirty_first_page_in_a_minute_says_to_ring(client: Client, adopted: Edition) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(public.LOADS):
            assert client.get("/ask/family").status_code == 200
        answer = client.get("/ask/worried")
        assert answer.status_code == 429
        assert "Please ring instead" in words(answer)
        assert "01632 960300" in words(answer)
        assert client.get("/ask/family", REMOTE_ADDR="192.0.2.9").status_code == 200
    with time_machine.travel(NOON + public.MINUTE, tick=False):
        assert client.get("/ask/family").status_code == 200


def everything_kept() -> dict[str, list[Any]]:
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


@every_page
def test_nothing_is_kept_before_it_is_sent_and_there_is_no_cookie(
    client: Client, db: None, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything_kept()
    with caplog.at_level(logging.DEBUG):
        shown = client.get(address)
        refused = send(client, address, what_happened="zanzibar " * 2000)
    assert "zanzibar" in refused.text
    assert everything_kept() == before
    with caplog.at_level(logging.DEBUG):
        sent = send(client, address, what_happened="zanzibar")
    for answer in (shown, refused, sent, client.get(sent.headers["Location"])):
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
    assert not client.cookies
    assert "zanzibar" not in caplog.text
    assert 'autocomplete="off" data-ask' in shown.text
    assert '<meta name="robots" content="noindex">' in shown.text


@every_page
def test_nothing_is_shown_back_about_anybody(client: Client, adopted: Edition, address: str) -> None:
    given: dict[str, Any] = {
        "child_name": "Xanthippe",
        "phone": "01632 960009",
        "not_to_know": "Ptolemy",
        "name": "Quillon",
    }
    sent = send(client, address, **given)
    thanks = client.get(sent.headers["Location"]).text
    for secret in (STORY, *given.values(), str(Contact.objects.get().public_id)):
        assert secret not in thanks
        assert secret not in client.get(address).text
    assert "Thank you. We have what you sent" in thanks


def test_thanks_say_when_it_is_read_and_whom_to_ring_meanwhile(client: Client, adopted: Edition) -> None:
    with time_machine.travel(NOON, tick=False):
        assert "are there now" in page(client, "/ask/family/sent")
    with time_machine.travel(FRIDAY_NIGHT, tick=False):
        for address in PAGES:
            text = page(client, f"{address}/sent")
            assert "Monday 9 March 2026 at 8:30am" in text
            assert text.index("999") < text.index("01632 960400")
        assert "Nobody reads a request before Monday" in page(client, "/ask/worried")


@pytest.mark.requirement("SF-073")
@pytest.mark.parametrize("address", ["/ask/family", "/ask/worried"])
def test_the_numbers_stand_before_the_first_question(client: Client, adopted: Edition, address: str) -> None:
    with time_machine.travel(FRIDAY_NIGHT, tick=False):
        text = page(client, address)
    assert text.index("999") < text.index("01632 960400") < text.index("How soon")


def test_before_any_guidance_is_in_use_everybody_is_told_whom_to_ring(client: Client, db: None) -> None:
    for address in ("/ask/family", "/ask/worried", "/ask/family/sent"):
        text = page(client, address)
        assert "999" in text
        assert "101" in text


def test_a_child_hears_first_what_to_do_in_danger_and_that_they_did_nothing_wrong(
    client: Client, adopted: Edition
) -> None:
    text = page(client, "/ask/young-person")
    assert text.index("Are you in danger, or hurt? Ring 999") < text.index("You have done nothing wrong")
    assert text.index("You have done nothing wrong") < text.index("What is going on?")
    assert "Childline" not in text


def test_childline_stands_there_where_the_guidance_holds_its_number(client: Client, adopted: Edition) -> None:
    ContactPoint.objects.create(
        framework=adopted.framework, code="c-9", name="Childline", phones="01632 960111", when="always", position=99
    )
    for address in ("/ask/young-person", "/ask/young-person/sent"):
        assert "Childline: 01632 960111" in page(client, address)


@pytest.mark.parametrize("address", [*PAGES, *(f"{address}/sent" for address in PAGES)])
def test_everybody_can_leave_quickly(client: Client, db: None, address: str) -> None:
    shown = client.get(address).text
    link = re.search(r'<a href="([^"]+)"[^>]*class="[^"]*govuk-exit-this-page__button[^>]*>', shown)
    assert link
    assert link[1] == public.LEAVE_FOR
    assert "noreferrer" in link[0]
    assert "Leave this page quickly" in shown


def test_other_addresses_are_nobodys_page(client: Client, db: None) -> None:
    assert client.get("/ask/police/sent").status_code == 404
    assert client.put("/ask/family").status_code == 405
