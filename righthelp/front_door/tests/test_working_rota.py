"""The rota: who is on, when nobody is, and what is left for the next shift."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.rota import (
    CancelledAlready,
    NotOnTheRota,
    cancel_shift,
    leave_shift,
    note_read_by,
    put_shifts,
)
from righthelp.front_door.models import Contact, Shift
from righthelp.front_door.rota import deputies, duty_managers, on_now, rota_for
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import hidden, on, option, send_form, send_twice

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EIGHT, FIVE = MONDAY.replace(hour=8), MONDAY.replace(hour=17)
ROTA, ADD = "/front-door/rota", "/front-door/rota/add"
Part = Shift.Part


def shift(
    who: Practitioner, by: Practitioner, part: str = "worker", since: dt.datetime = EIGHT, until: dt.datetime = FIVE
) -> Shift:
    """Put somebody on the rota."""
    return put_shifts(who=who, part=part, spans=[(since, until)], by=by)[0]


def test_a_manager_puts_somebody_on_for_each_working_day_up_to_a_day(fran: Practitioner, mona: Practitioner) -> None:
    client = client_of(mona)
    with time_machine.travel(MONDAY, tick=False):
        send_twice(
            client, ADD, who=option(client, ADD, "Fran"), part="worker", starts="08:30", ends="17:00",
            **on("on", dt.date(2026, 3, 5)), **on("until", dt.date(2026, 3, 10)),
        )  # fmt: skip
        page = shown(client, f"{ROTA}?week=2026-03-05")
    begins = list(Shift.objects.values_list("starts_at", flat=True))
    assert [one.day for one in begins] == [5, 6, 9, 10]
    assert "Thursday 5 March 2026 8:30am to 5pm: Fran Castellano , answers contacts" in page.replace(
        "Castellano,", "Castellano ,"
    )
    assert "2 March 2026 to 8 March 2026" in page


def test_a_shift_over_midnight_ends_on_the_next_day_by_the_clock_of_london(
    femi: Practitioner, mona: Practitioner
) -> None:
    client = client_of(mona)
    send_form(
        client, ADD, who=option(client, ADD, "Femi"), part="late", starts="17.00", ends="08:30",
        **on("on", dt.date(2026, 7, 3)),
    )  # fmt: skip
    made = Shift.objects.get()
    assert (made.starts_at.hour, made.ends_at - made.starts_at) == (16, dt.timedelta(hours=15, minutes=30))
    assert "5pm to 8:30am on 4 July 2026" in shown(client, f"{ROTA}?week=2026-07-01")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"part": "manager"}, "Fran Castellano does not manage the front door"),
        ({"starts": "half past"}, "The time at which it begins must be a time like 08:30"),
        ({"who": ""}, "Choose who is on"),
        (on("until", dt.date(2027, 3, 10)), "The last day must be within 31 days"),
        (on("until", dt.date(2026, 3, 1)), "The last day must be within 31 days"),
    ],
)
def test_a_rota_that_cannot_be_is_refused_in_words(
    answers: dict[str, str], said: str, fran: Practitioner, mona: Practitioner
) -> None:
    client = client_of(mona)
    whole = {
        "who": option(client, ADD, "Fran"), "part": "worker", "starts": "08:30", "ends": "17:00",
        **on("on", dt.date(2026, 3, 5)),
    }  # fmt: skip
    assert said in words(send_form(client, ADD, **{**whole, **answers}))
    assert not Shift.objects.exists()


def test_only_managers_keep_the_rota(fran: Practitioner, mona: Practitioner, sam: Practitioner) -> None:
    made = shift(fran, mona)
    cancel = reverse("front_door_shift_cancel", args=[made.public_id])
    for page in (ADD, cancel):
        assert client_of(fran).get(page).status_code == 403
    for change in (lambda: shift(fran, fran), lambda: cancel_shift(shift=made, by=fran)):
        with pytest.raises(NotAllowed):
            change()
    with pytest.raises(NotOnTheRota):
        shift(sam, mona)
    with pytest.raises(NotOnTheRota):
        shift(fran, mona, Part.DEPUTY)
    assert client_of(sam).get(ROTA).status_code == 403


def test_a_cancelled_shift_is_off_the_rota(fran: Practitioner, mona: Practitioner) -> None:
    made, client = shift(fran, mona), client_of(mona)
    path = reverse("front_door_shift_cancel", args=[made.public_id])
    form = hidden(client.get(path).text)
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 404]
    with pytest.raises(CancelledAlready):
        cancel_shift(shift=made, by=mona)
    assert on_now(MONDAY) == []
    assert client.get(path).status_code == 404


def test_the_worklist_says_who_is_on_now_and_when_nobody_is(
    fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    friday = MONDAY + 4 * DAY
    put_shifts(who=fran, part="worker", spans=[(friday.replace(hour=8), friday.replace(hour=17))], by=mona)
    put_shifts(who=mona, part="manager", spans=[(friday.replace(hour=8), friday.replace(hour=17))], by=mona)
    monday = MONDAY + 7 * DAY
    put_shifts(who=femi, part="worker", spans=[(monday.replace(hour=8), monday + 5 * DAY)], by=mona)
    with time_machine.travel(friday, tick=False):
        page = shown(client_of(femi), "/front-door")
    assert "On now. Duty manager: Mona Aziz ; Answers contacts: Fran Castellano" in page.replace("Aziz;", "Aziz ;")
    assert "Nobody is on from 5pm on Friday 6 March to 8am on Monday 9 March" in page
    assert "No duty manager is on from 8:30am on Monday 9 March to 5pm on Monday 9 March" in page


def test_outside_opening_hours_whoever_has_that_part_is_on_duty(
    fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    night = FIVE + 3 * HOUR
    shift(femi, mona, Part.OUT_OF_HOURS, EIGHT, night + DAY)
    assert duty_managers(MONDAY) == [mona]  # in hours nobody is duty manager: everybody who manages
    assert duty_managers(night) == [femi]
    shift(mona, mona, Part.MANAGER)
    shift(mona, mona, Part.DEPUTY)
    assert (duty_managers(MONDAY), deputies(MONDAY), deputies(night)) == ([mona], [mona], [mona])
    mona.suspended_at = MONDAY
    mona.save()
    assert on_now(MONDAY) == [femi]


def test_a_note_for_the_next_shift_is_shown_until_somebody_else_read_it(
    fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    made = shift(fran, mona)
    note = reverse("front_door_shift_note", args=[made.public_id])
    with time_machine.travel(FIVE - HOUR, tick=False):
        client = client_of(fran)
        send_form(client, reverse("front_door_shift_leave", args=[made.public_id]), note="The police ring back at 6")
        assert "Read what Fran" not in shown(client, "/front-door")
        shown(client, note)  # her own reading is none
        assert "Read what Fran Castellano left for the next shift NOT READ YET" in shown(client_of(femi), "/front-door")
        assert "The police ring back at 6" in shown(client_of(femi), note)
        assert "Femi Balogun read it first" in shown(client_of(mona), note)
        assert "Read what Fran" not in shown(client_of(mona), "/front-door")
    with time_machine.travel(FIVE + 2 * DAY, tick=False):
        assert rota_for(mona, FIVE + 2 * DAY).notes == []


def test_what_was_read_is_to_read_again_when_the_note_changes(
    fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    made = shift(fran, mona)
    note_read_by(shift=made, by=femi)  # nothing to read
    leave_shift(shift=made, note="One", to=None, by=fran)
    made.refresh_from_db()
    note_read_by(shift=made, by=femi)
    made.refresh_from_db()
    assert made.note_read_by == femi
    note_read_by(shift=made, by=mona)
    stale = Shift.objects.get(pk=made.pk)
    leave_shift(shift=made, note="Two", to=None, by=fran)
    stale.note_read_at = None
    note_read_by(shift=stale, by=mona)
    note_read_by(shift=stale, by=femi)  # as loaded before, in another window
    assert Shift.objects.get(pk=made.pk).note_read_by == mona
    leave_shift(shift=made, note="Three", to=None, by=fran)
    made.refresh_from_db()
    assert made.note_read_by is None


def test_leaving_a_shift_offers_to_hand_over_what_one_holds(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact, made, client = received(alice), shift(fran, mona), client_of(fran)
    path = reverse("front_door_shift_leave", args=[made.public_id])
    assert "You hold no contact." in shown(client, path)
    take(contact=contact, by=fran)
    assert "You hold one contact." in shown(client, path)
    refused = send_form(client, path, who=option(client, path, "Femi"), note="")
    assert "Write what they need to know of the contacts that you hand over" in words(refused)
    send_form(client, path, who=option(client, path, "Femi"), note="The school rings at 3pm")
    assert Contact.objects.held_by(femi).get() == contact
    assert "The school rings at 3pm" in shown(client_of(femi), reverse("front_door_contact", args=[contact.public_id]))


def test_what_is_closed_to_the_colleague_stays_and_it_is_said(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, family: Family
) -> None:
    for contact in (received(alice), received(alice, person=family.maya)):
        take(contact=contact, by=fran)
    restrict(person=family.maya, kind="other", because="x", readers=[mona, fran], by=mona)
    client, path = client_of(fran), reverse("front_door_shift_leave", args=[shift(fran, mona).public_id])
    send_form(client, path, who=option(client, path, "Femi"), note="x")
    assert "You still hold one contact." in shown(client, "/front-door")
    assert Contact.objects.held_by(femi).count() == Contact.objects.held_by(fran).count() == 1


def test_nobody_leaves_another_s_shift(fran: Practitioner, femi: Practitioner, mona: Practitioner) -> None:
    made = shift(fran, mona)
    for other in (femi, mona):
        assert client_of(other).get(reverse("front_door_shift_leave", args=[made.public_id])).status_code == 404
    with pytest.raises(NotAllowed):
        leave_shift(shift=made, note="x", to=None, by=femi)
