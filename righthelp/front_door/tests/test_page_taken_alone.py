"""Contacts that one person wrote or opened again alone: an invented one would show to those who manage them."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.calling import note_call
from righthelp.front_door.actions.holding import hand_over, take
from righthelp.front_door.actions.linking import link_child, unlink
from righthelp.front_door.actions.reopening import reopen
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, received, shown
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family

ALONE, NONE = "/front-door/taken-alone", "There is none."


def linked(by: Practitioner, family: Family) -> Contact:
    """Write a call down about a child, and open their record by it."""
    contact = received(by, came_by="phone")
    take(contact=contact, by=by)
    link_child(child=contact.children.get(), person=family.maya, by=by)
    return contact


def test_a_manager_sees_day_and_worker_of_a_call_that_nobody_else_opened_and_no_child(
    fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = linked(fran, family)
    client = client_of(mona)
    assert ALONE in client.get("/front-door/samples").text
    page = shown(client, ALONE)
    assert "Fran Castellano A telephone call, not decided yet" in page
    assert "Maya" not in page
    shown(client, f"/front-door/{contact.public_id}")
    assert NONE in shown(client, ALONE)


def test_one_decided_alone_or_from_which_the_record_was_taken_out_stays_there(
    fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(fran)
    contact = linked(fran, family)
    decided_for(contact.children.get(), fran, mona)
    unlink(named=contact.children.get(), because="Wrong child", by=fran)
    assert "decided by the same person" in shown(client_of(mona), ALONE)


def test_what_a_colleague_opened_decided_or_holds_and_what_opened_no_record_is_not_there(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(fran)
    received(alice, person=family.maya)
    received(fran, came_by="phone")
    hand_over(contact=linked(fran, family), to=femi, note="x", by=fran)
    shown(client_of(femi), f"/front-door/{linked(fran, family).public_id}")
    other = linked(fran, family)
    Contact.objects.filter(pk=other.pk).update(holder=None, taken_at=None)
    decided_for(other.children.get(), femi, mona)
    Contact.objects.filter(pk=other.pk).update(holder=None, taken_at=None)
    assert NONE in shown(client_of(mona), ALONE)


def test_a_request_that_somebody_at_the_front_door_wrote_and_linked_alone_is_there_too(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = received(fran)
    link_child(child=contact.children.get(), person=family.maya, by=fran)
    received(fran, person=family.brother)
    linked_by_us = received(alice)
    link_child(child=linked_by_us.children.get(), person=family.maya, by=fran)
    page = shown(client_of(mona), ALONE)
    assert page.count("Fran Castellano A request for help, not decided yet") == 2
    assert "Alice" not in page


def test_to_see_it_in_the_list_of_the_panel_takes_nothing_off(
    fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(fran)
    contact = linked(fran, family)
    decided_for(contact.children.get(), fran, mona, outcome="panel", panel_question="What helps?")
    assert "What helps?" in shown(client_of(femi), "/front-door/panel")
    assert "Fran Castellano" in shown(client_of(mona), ALONE)


def test_one_that_somebody_opened_again_alone_is_there_until_somebody_else_opens_it(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(fran)
    contact = received(alice, person=family.maya)
    shown(client_of(femi), f"/front-door/{contact.public_id}")
    decided_for(contact.children.get(), femi, mona)
    client = client_of(mona)
    assert NONE in shown(client, ALONE)
    reopen(contact=contact, children=contact.children.all(), because="Something new", by=fran)
    assert "Fran Castellano A request for help, opened again, not decided yet" in shown(client, ALONE)
    assert "It is yours" not in shown(client, ALONE)
    shown(client_of(femi), f"/front-door/{contact.public_id}")
    assert NONE in shown(client, ALONE)


def test_it_goes_back_90_days_and_one_s_own_are_for_a_colleague(
    fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    linked(mona, family)
    assert "It is yours: a colleague looks at it" in shown(client_of(mona), ALONE)
    with time_machine.travel(timezone.now() + dt.timedelta(days=91), tick=False):
        assert NONE in shown(client_of(mona), ALONE)


def test_of_a_restricted_record_it_says_so_and_leads_nowhere(
    fran: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = linked(fran, family)
    restrict(person=family.maya, kind="staff", because="x", readers=[mira, fran], by=mira)
    page = client_of(mona).get(ALONE).text
    assert "A restricted record" in page
    assert str(contact.public_id) not in page
    assert str(contact.public_id) in client_of(mira).get(ALONE).text


def test_only_managers_open_it(fran: Practitioner, alice: Practitioner) -> None:
    for nobody in (fran, alice):
        assert client_of(nobody).get(ALONE).status_code == 403


@pytest.mark.parametrize("number", [30])
def test_a_long_list_has_pages_and_few_queries(
    fran: Practitioner, mona: Practitioner, family: Family, number: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        note_call(contact=linked(fran, family), whom="x", reached=False, text="", at=timezone.now(), by=fran)
    client = client_of(mona)
    with django_assert_max_num_queries(15):
        assert shown(client, ALONE).count("Fran Castellano") == 25
    assert shown(client, f"{ALONE}?page=2").count("Fran Castellano") == 5
