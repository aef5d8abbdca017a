"""A contact passes from hand to hand; nothing is taken away from somebody on a call."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.front_door.actions.holding import (
    CannotWorkOnIt,
    NotHeld,
    OnACall,
    TakenAlready,
    begin_call,
    end_call,
    give_back,
    hand_over,
    note_read,
    take,
    take_over,
)
from righthelp.front_door.models import Contact, Handling
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, option, send_form, send_twice

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(alice: Practitioner) -> Contact:
    """Give a request that waits."""
    return received(alice)


@pytest.fixture
def held(contact: Contact, fran: Practitioner) -> Contact:
    """Give the same, in Fran's hands."""
    take(contact=contact, by=fran)
    contact.refresh_from_db()
    return contact


def at(contact: Contact, what: str) -> str:
    return reverse(f"front_door_{what}", args=[contact.public_id])


def holder_of(contact: Contact) -> Practitioner | None:
    return Contact.objects.select_related("holder").get(pk=contact.pk).holder


def test_whoever_takes_it_first_has_it_and_the_second_is_told_who(
    contact: Contact, fran: Practitioner, femi: Practitioner
) -> None:
    first, second = client_of(fran), client_of(femi)
    token = hidden(second.get("/front-door").text)
    assert send_take(first, contact).headers["Location"] == at(contact, "matches")
    second.post(at(contact, "take"), token)
    assert "Fran Castellano took it first." in shown(second, at(contact, "contact"))
    assert holder_of(contact) == fran


def send_take(client: Client, contact: Contact) -> Any:
    """Press “Take it”, as the list shows it."""
    return client.post(at(contact, "take"), hidden(client.get("/front-door").text))


def test_taking_it_in_two_windows_takes_it_once(contact: Contact, fran: Practitioner) -> None:
    client = client_of(fran)
    for _ in range(2):
        assert send_take(client, contact).status_code == 302
    assert Event.objects.filter(name="front_door.taken").count() == 1


def test_an_urgent_contact_opens_as_it_is_taken(alice: Practitioner, fran: Practitioner) -> None:
    urgent = received(alice, is_urgent=True)
    assert send_take(client_of(fran), urgent).headers["Location"] == at(urgent, "contact")


def test_handing_over_gives_the_note_and_a_notice_to_the_next(
    held: Contact, fran: Practitioner, femi: Practitioner
) -> None:
    client = client_of(fran)
    path = at(held, "hand_over")
    sent = send_twice(client, path, who=option(client, path, "Femi"), note="Ring the school at 3pm")
    assert [one.status_code for one in sent] == [302, 302]
    assert holder_of(held) == femi
    assert "Fran Castellano handed it to Femi Balogun" in shown(client_of(femi), at(held, "contact"))
    assert "Ring the school at 3pm" in shown(client_of(femi), at(held, "contact"))
    notice = Notice.objects.get(to=femi, title__contains="handed")
    assert notice.page == at(held, "contact")
    assert "Maya" not in notice.title


def test_nobody_without_the_permission_is_offered_or_can_be_given_a_contact(
    held: Contact, fran: Practitioner, sam: Practitioner, alice: Practitioner, femi: Practitioner
) -> None:
    page = client_of(fran).get(at(held, "hand_over")).text
    assert "Femi Balogun" in page
    assert "Sam Okafor" not in page
    for somebody in (sam, alice, fran):
        with pytest.raises(CannotWorkOnIt):
            hand_over(contact=held, to=somebody, note="x", by=fran)
    assert "Choose who takes it on" in words(
        send_form(client_of(fran), at(held, "hand_over"), who=str(sam.public_id), note="x")
    )
    assert holder_of(held) == fran


def test_a_restricted_contact_is_handed_only_to_those_on_its_list(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    contact = received(alice, person=family.maya)
    restrict(person=family.maya, kind="other", because="x", readers=[mona, fran], by=mona)
    take(contact=contact, by=fran)
    contact.refresh_from_db()
    page = client_of(fran).get(at(contact, "hand_over")).text
    assert "Mona Aziz" in page
    assert "Femi Balogun" not in page
    with pytest.raises(CannotWorkOnIt):
        hand_over(contact=contact, to=femi, note="x", by=fran)


def test_giving_back_needs_a_reason_and_lets_it_wait_again(held: Contact, fran: Practitioner) -> None:
    client = client_of(fran)
    assert "Write why" in words(send_form(client, at(held, "give_back"), because=""))
    assert holder_of(held) == fran
    send_form(client, at(held, "give_back"), because="I know the family")
    assert holder_of(held) is None
    assert Handling.objects.get().words == "I know the family"


def test_only_whoever_holds_it_passes_it_on(held: Contact, femi: Practitioner, mona: Practitioner) -> None:
    for other in (femi, mona):
        for what in ("hand_over", "give_back"):
            assert client_of(other).get(at(held, what)).status_code == 404
    for change in (
        lambda: give_back(contact=held, because="x", by=femi),
        lambda: hand_over(contact=held, to=mona, note="x", by=femi),
        lambda: begin_call(contact=held, by=femi),
        lambda: end_call(contact=held, by=femi),
    ):
        with pytest.raises(NotHeld):
            change()


def test_what_passed_on_meanwhile_in_another_window_is_not_passed_on_again(
    held: Contact, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    client = client_of(fran)
    path = at(held, "give_back")
    form = hidden(client.get(path).text)
    hand_over(contact=held, to=femi, note="x", by=fran)
    client.post(path, {**form, "because": "x"})
    assert "It is not in these hands any more. Nothing was changed." in shown(client, at(held, "contact"))
    assert holder_of(held) == femi


def test_a_manager_takes_it_over_with_a_reason_and_the_holder_is_told(
    held: Contact, fran: Practitioner, mona: Practitioner
) -> None:
    assert client_of(fran).get(at(held, "take_over")).status_code == 403
    assert send_form(client_of(mona), at(held, "take_over"), because="").status_code == 200
    send_form(client_of(mona), at(held, "take_over"), because="Fran went home ill")
    assert holder_of(held) == mona
    assert Notice.objects.filter(to=fran, title="A manager took over a contact that you held").count() == 1
    assert client_of(mona).get(at(held, "take_over")).status_code == 404  # it is hers


def test_only_managers_take_over_and_only_what_another_holds(
    contact: Contact, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    with pytest.raises(NotHeld):
        take_over(contact=contact, because="x", by=mona)
    take(contact=contact, by=fran)
    with pytest.raises(NotAllowed):
        take_over(contact=contact, because="x", by=femi)


def test_nothing_is_taken_away_from_somebody_on_a_call_about_any_contact(
    held: Contact, alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    other = received(alice, "Leo")
    take(contact=other, by=fran)
    client = client_of(fran)
    client.post(at(other, "call"), {**hidden(client.get(at(other, "contact")).text), "call": "begins"})
    answer = send_form(client_of(mona), at(held, "take_over"), because="She is busy")
    assert "Fran Castellano is on a call. Nothing is taken away from them until it is over" in words(answer)
    assert holder_of(held) == fran
    with pytest.raises(OnACall):
        take_over(contact=held, because="x", by=mona)
    client.post(at(other, "call"), {**hidden(client.get(at(other, "contact")).text), "call": "ends"})
    take_over(contact=held, because="x", by=mona)
    assert holder_of(held) == mona


def test_a_call_that_nobody_ended_holds_nothing_up_after_four_hours(
    held: Contact, fran: Practitioner, mona: Practitioner
) -> None:
    begin_call(contact=held, by=fran)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=4, minutes=1), tick=False):
        take_over(contact=held, because="x", by=mona)
    assert holder_of(held) == mona


def test_opening_it_counts_as_work_of_its_holder_alone(held: Contact, fran: Practitioner, femi: Practitioner) -> None:
    later = timezone.now() + dt.timedelta(minutes=30)
    with time_machine.travel(later, tick=False):
        note_read(contact=held, by=femi)
        held.refresh_from_db()
        assert held.touched_at is not None
        assert held.touched_at < later
        note_read(contact=held, by=fran)
    held.refresh_from_db()
    assert held.touched_at == later


def test_strangers_cannot_take_pass_on_or_ring(held: Contact, sam: Practitioner, alice: Practitioner) -> None:
    for stranger in (sam, alice):
        for what in ("take", "call", "hand_over", "give_back", "take_over"):
            assert client_of(stranger).post(at(held, what)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_people_who_take_it_at_the_same_moment_do_not_both_have_it() -> None:
    social_care: Agency = people.social_care()
    contact = received(people.teacher(people.school()))
    workers = [people.worker(social_care, "front_door_worker", f"Worker {number}") for number in range(4)]
    ready = threading.Barrier(len(workers))

    def try_to_take(by: Practitioner) -> bool:
        ready.wait()
        try:
            take(contact=contact, by=by)
        except TakenAlready:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(workers)) as pool:
        took = list(pool.map(try_to_take, workers))
    assert took.count(True) == 1
    assert holder_of(contact) == workers[took.index(True)]
    assert Event.objects.filter(name="front_door.taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_manager_and_a_holder_who_begins_a_call_at_the_same_moment_never_both_succeed() -> None:
    social_care: Agency = people.social_care()
    fran = people.worker(social_care, "front_door_worker", "Fran Castellano")
    mona = people.worker(social_care, "social_care_manager", "Mona Aziz")
    contact = received(people.teacher(people.school()))
    take(contact=contact, by=fran)
    ready = threading.Barrier(2)

    def call() -> bool:
        ready.wait()
        try:
            begin_call(contact=contact, by=fran)
        except NotHeld:
            return False
        finally:
            connection.close()
        return True

    def take_away() -> bool:
        ready.wait()
        try:
            take_over(contact=contact, because="x", by=mona)
        except OnACall:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        calls, takes = pool.submit(call), pool.submit(take_away)
        assert calls.result() != takes.result()
