"""The worklist: urgent first, then by clock; filters, counts, restricted contacts, and what was decided lately."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.holding import begin_call, take
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LIST = "/front-door"


def at(moment: dt.datetime, by: Practitioner, *names: str, **more: object) -> Contact:
    """Have a contact arrive at a moment."""
    with time_machine.travel(moment, tick=False):
        return received(by, *names, **more)


def names(page: str) -> list[str]:
    """Give the children of the list, in its order."""
    return re.findall(r"(Ada|Ben|Cleo|Dan)(?= Marsh (?:NOT READ|A request))", page)


@pytest.mark.requirement("BP-099")
def test_the_list_begins_with_what_is_urgent_and_goes_on_by_clock(alice: Practitioner, fran: Practitioner) -> None:
    at(MONDAY, alice, "Ada Marsh")
    at(MONDAY - 3 * DAY, alice, "Ben Marsh")
    at(MONDAY, alice, "Cleo Marsh", is_urgent=True)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        page = shown(client_of(fran), LIST)
    assert names(page) == ["Cleo", "Ben", "Ada"]
    assert "URGENT Cleo Marsh" in page
    assert "A request for help, Alder Road Primary School. Received on 2 March 2026 at 9am. 38 hours left" in page


def test_a_contact_that_was_not_decided_in_time_says_how_late_it_is(alice: Practitioner, fran: Practitioner) -> None:
    at(MONDAY - 7 * DAY, alice, "Ada Marsh")
    with time_machine.travel(MONDAY, tick=False):
        assert "LATE BY 5 DAYS Ada Marsh" in shown(client_of(fran), LIST)


def test_a_row_says_who_has_it_and_that_they_are_on_a_call(
    alice: Practitioner, fran: Practitioner, femi: Practitioner
) -> None:
    contact = at(MONDAY, alice, "Ada Marsh")
    with time_machine.travel(MONDAY + HOUR, tick=False):
        take(contact=contact, by=fran)
        begin_call(contact=contact, by=fran)
        assert "Fran Castellano has it, on a call since 10am" in shown(client_of(femi), LIST)
        assert "You have it, on a call since 10am" in shown(client_of(fran), LIST)


def test_filters_narrow_the_list_and_say_how_many_there_are(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, charlie: Practitioner, school: Agency
) -> None:
    mine, theirs = at(MONDAY, alice, "Ada Marsh"), at(MONDAY, alice, "Ben Marsh", is_urgent=True)
    at(MONDAY - 7 * DAY, charlie, "Cleo Marsh")
    with time_machine.travel(MONDAY + HOUR, tick=False):
        take(contact=mine, by=fran)
        take(contact=theirs, by=femi)
        client = client_of(fran)
        page = shown(client, LIST)
        assert "All not decided (3)" in page
        assert "Waiting for somebody (1)" in page
        assert "Somebody works on it (2)" in page
        assert "Mine (1)" in page
        for asked, left in (
            ("state=waiting", ["Cleo"]), ("state=taken", ["Ben", "Ada"]), ("state=mine", ["Ada"]),
            ("urgent=yes", ["Ben"]),
            ("late=yes", ["Cleo"]), (f"agency={school.public_id}", ["Ben", "Ada"]), ("way=police", []),
            ("way=nonsense&agency=x&state=y&page=-3", ["Ben", "Cleo", "Ada"]),
        ):  # fmt: skip
            assert names(shown(client, f"{LIST}?{asked}")) == left, asked


def test_the_list_goes_on_over_pages_and_keeps_the_filters(alice: Practitioner, fran: Practitioner) -> None:
    first = received(alice, "Ada Marsh")
    Contact.objects.bulk_create(
        Contact(came_by="request", agency=first.agency, received_at=first.received_at, due_at=first.due_at)
        for _ in range(30)
    )
    page = client_of(fran).get(f"{LIST}?state=waiting").text
    assert page.count("rh-rows__row") == 25
    assert "?state=waiting&amp;page=2" in page
    second = client_of(fran).get(f"{LIST}?state=waiting&page=2").text
    assert second.count("rh-rows__row") == 6
    assert "nothing on this page any more" in shown(client_of(fran), f"{LIST}?page=9")


def test_an_empty_list_says_that_nothing_waits(fran: Practitioner) -> None:
    page = shown(client_of(fran), LIST)
    assert "Nothing waits. Every contact that came is decided." in page
    assert "Nobody is on the rota now" in page
    assert "No contact fits this" in shown(client_of(fran), f"{LIST}?urgent=yes")


def test_of_a_restricted_contact_the_list_says_that_there_is_one_and_whom_to_ask(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = received(alice, "Ada Marsh", person=family.maya)
    restrict(person=family.maya, kind="other", because="Her father works here", readers=[mona, femi], by=mona)
    page = shown(client_of(fran), LIST)
    assert "A restricted contact: ask Femi Balogun or Mona Aziz" in page
    assert "Ada Marsh" not in page
    assert "Alder Road" not in page
    assert str(contact.public_id) not in client_of(fran).get(LIST).text
    # no filter tells how it came
    assert "restricted" not in shown(client_of(fran), f"{LIST}?way=request")
    assert "Ada Marsh" in shown(client_of(femi), LIST)
    assert client_of(fran).get(reverse("front_door_contact", args=[contact.public_id])).status_code == 404


@pytest.mark.parametrize("page", [LIST, "/front-door/decided", "/front-door/rota"])
def test_only_those_who_work_at_the_front_door_open_it(
    page: str, alice: Practitioner, sam: Practitioner, leila: Practitioner, olu: Practitioner
) -> None:
    for stranger in (alice, sam, leila, olu):
        assert client_of(stranger).get(page).status_code == 403


def test_the_list_takes_few_queries_whatever_it_holds(alice: Practitioner, fran: Practitioner, school: Agency) -> None:
    for name in ("Ada", "Ben", "Cleo"):
        received(alice, f"{name} Marsh", "Dan Marsh")
    for name in ("one", "two"):
        received(people.teacher(people.school(f"School {name}"), f"Teacher {name}"), "Dan Marsh")
    client = client_of(fran)
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).status_code == 200
    assert len(asked) <= 15, "\n".join(one["sql"][:150] for one in asked)
    assert words(client.get(LIST)).count("Dan Marsh") >= 5
