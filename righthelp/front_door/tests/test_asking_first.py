"""The first page of asking for help: whom to ring now, when it is read, and the ways to ask."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.calendar.rules import LONDON, ONE_DAY, is_working_day
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, received
from righthelp.front_door.tests.asking import shown
from righthelp.guidance.actions import adopt

TUESDAY = dt.datetime(2026, 3, 3, 10, 0, tzinfo=dt.UTC)
FRIDAY_EVENING = dt.datetime(2026, 3, 6, 20, 0, tzinfo=dt.UTC)


def adopted(guidance: dict[str, Any], slug: str) -> None:
    """Have the partnership use one of the built-in guides."""
    adopt(framework=guidance[slug].framework, by=people.guidance_editor(people.agency("Board", "other")))


def coming(weekday: int, hour: int) -> dt.datetime:
    """Give an hour of a day still to come: a guide that prints no date holds from the day on which it was loaded."""
    day = timezone.localdate() + ONE_DAY
    while day.weekday() != weekday or not is_working_day(day):
        day += ONE_DAY
    return dt.datetime.combine(day, dt.time(hour), LONDON)


def first_page() -> str:
    """Open the page as somebody who is not signed in."""
    return shown(Client(), reverse("ask"))


@pytest.mark.requirement("SF-072")
def test_what_the_guidance_wants_by_telephone_at_levels_3_and_4_is_said_first(guidance: dict[str, Any]) -> None:
    adopted(guidance, "staffordshire")
    page = first_page()
    ring = page[page.index("When to ring first") : page.index("When a request sent now is read")]
    assert "Level 3 For a child who is not known to children’s services, or whose case is closed at present" in ring
    assert "Ideally, you should make a new referral by phone." in ring[ring.index("Level 4") :]


@pytest.mark.requirement("SF-033", "SF-073")
@pytest.mark.parametrize(
    ("at", "first", "then"),
    [(TUESDAY, "0300 111 8007", "Open now"), (FRIDAY_EVENING, "0345 604 2886", "not there now")],
    ids=["in office hours", "outside them"],
)
def test_the_number_to_ring_is_the_one_that_answers_now(
    guidance: dict[str, Any], at: dt.datetime, first: str, then: str
) -> None:
    adopted(guidance, "staffordshire")
    with time_machine.travel(at, tick=False):
        page = first_page()
    box = page[: page.index("When to ring first")]
    others = {"0300 111 8007", "0345 604 2886"} - {first}
    assert first in box
    assert not any(number in box for number in others)
    assert then in page


@pytest.mark.requirement("SF-034", "BN-094")
@pytest.mark.parametrize("name", ["ask", "request_urgent"])
def test_the_police_come_before_every_other_number_and_every_form(
    guidance: dict[str, Any], alice: Practitioner, name: str
) -> None:
    adopted(guidance, "bathnes")
    page = shown(client_of(alice), reverse(name))
    danger = page.index("Is a child in immediate danger? Ring the police on 999 now.")
    assert danger < page.index("01454 615165")
    assert danger < page.index("shortest form" if name == "ask" else "What is the child’s name?")


@pytest.mark.requirement("BN-016", "BN-017")
def test_numbers_and_the_own_form_of_bath_and_north_east_somerset_are_named(guidance: dict[str, Any]) -> None:
    adopted(guidance, "bathnes")
    with time_machine.travel(coming(1, 10), tick=False):
        page = Client().get(reverse("ask")).content.decode()
    assert 'href="tel:01225396312"' in page
    assert 'href="tel:01225396313"' in page
    assert 'href="https://beta.bathnes.gov.uk/report-concern-about-child"' in page


@pytest.mark.requirement("BP-101", "BP-102")
def test_barnsleys_front_door_and_partnership_are_named(guidance: dict[str, Any]) -> None:
    adopted(guidance, "barnsley")
    with time_machine.travel(coming(1, 10), tick=False):
        page = first_page()
    assert "01226 772423" in page[: page.index("When to ring first")]
    assert "Barnsley Safeguarding Children Partnership" in page[page.index("The partnership’s own pages") :]


def test_outside_hours_it_says_when_it_is_read_and_gives_the_number_for_now(guidance: dict[str, Any]) -> None:
    adopted(guidance, "staffordshire")
    with time_machine.travel(FRIDAY_EVENING, tick=False):
        page = first_page()
    assert "Nobody reads a request before Monday 9 March 2026 at 8:30am." in page
    assert re.search(r"If it cannot wait until then, ring [^.]*0345 604 2886", page)


@pytest.mark.parametrize("name", ["ask", "ask_family", "ask_young", "ask_public", "request_urgent"])
def test_at_night_no_office_is_named_of_which_no_guide_prints_the_hours(
    guidance: dict[str, Any], alice: Practitioner, name: str
) -> None:
    adopted(guidance, "bathnes")
    with time_machine.travel(coming(4, 20), tick=False):
        page = client_of(alice).get(reverse(name)).content.decode()
    assert "tel:01225396312" not in page
    assert name == "ask_young" or "tel:01454615165" in page


def test_a_family_finds_its_way_to_ask_before_what_is_for_people_at_work(guidance: dict[str, Any]) -> None:
    adopted(guidance, "bathnes")
    page = first_page()
    assert page.index("999") < page.index("I am a parent or carer") < page.index("When to ring first")
    assert "You read the answer here" not in page


def test_without_any_guidance_it_still_says_whom_to_ring(db: None) -> None:
    with time_machine.travel(coming(4, 20), tick=False):
        page = first_page()
    assert "Ring the police on 999 now." in page
    assert "ring the police on 999" in page


def test_who_cannot_ask_here_is_shown_the_ways_without_an_account(ines: Practitioner) -> None:
    for client in (Client(), client_of(ines)):
        page = shown(client, reverse("ask"))
        assert "Ask urgently" not in page
        assert "Without an account" in page


@pytest.mark.requirement("SF-025")
@pytest.mark.parametrize("kind", ["school", "gp", "police", "housing", "voluntary", "social_care"])
def test_practitioners_of_every_agency_can_ask_and_read_that_they_must(db: None, kind: str) -> None:
    client = client_of(people.worker(people.agency(f"A {kind}", kind), "practitioner", "Kim Day"))
    page = shown(client, reverse("ask"))
    assert "it is the task of everybody in every agency" in page
    assert shown(client, reverse("request_start"))


@pytest.mark.requirement("SF-026", "SF-027")
def test_it_says_when_to_ask_with_the_parents_agreement(alice: Practitioner) -> None:
    page = shown(client_of(alice), reverse("ask"))
    told = page[page.index("Ask also, with the parents’ agreement") :]
    assert "health or development will suffer without help" in told
    assert "where a child has a disability" in told


@pytest.mark.requirement("SF-032")
def test_who_is_in_doubt_is_sent_to_the_lead_and_then_to_a_social_worker(alice: Practitioner) -> None:
    page = shown(client_of(alice), reverse("ask"))
    told = page[page.index("If you are not sure") :]
    assert told.index("your manager or your safeguarding lead first") < told.index("talk to a social worker")


@pytest.mark.requirement("BP-099")
def test_whatever_way_it_comes_it_arrives_in_one_place(alice: Practitioner, fran: Practitioner) -> None:
    received(alice)
    received(fran, "Leo Marsh", came_by="phone")
    assert {one.came_by for one in Contact.objects.waiting()} == {"request", "phone"}
    assert "Everything about the safety and welfare of a child goes this one way" in first_page()


@pytest.mark.parametrize("name", ["home", "contacts"])
def test_the_pages_of_the_guidance_lead_here(guidance: dict[str, Any], name: str) -> None:
    adopted(guidance, "bathnes")
    assert f'href="{reverse("ask")}"' in Client().get(reverse(name)).content.decode()


def test_the_record_of_a_child_leads_here(alice: Practitioner, family: Any, school: Agency) -> None:
    page = client_of(alice).get(reverse("record", args=[family.maya.public_id])).content.decode()
    assert reverse("request_for_record", args=[family.maya.public_id]) in page
