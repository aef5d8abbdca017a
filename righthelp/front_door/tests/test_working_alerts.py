"""Alerts: what is urgent and unread, idle, or nearly out of time; each once, to those who can act, without a name."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from pytest_django import Settings

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.tests import people
from righthelp.calendar.rules import last_moment
from righthelp.front_door.actions import telling
from righthelp.front_door.actions.holding import note_read, take
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.police import load
from righthelp.front_door.actions.rota import cancel_shift, put_shifts
from righthelp.front_door.actions.telling import go_round
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of, draft, received, shown
from righthelp.front_door.tests.notified import as_csv, incident
from righthelp.front_door.tests.test_public_receive import arrives
from righthelp.messages.models import Mail, Notice
from righthelp.messages.rounds import go_round as all_rounds
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def at(moment: dt.datetime, by: Practitioner, *names: str, **more: object) -> Contact:
    """Have a contact arrive at a moment."""
    with time_machine.travel(moment, tick=False):
        return received(by, *names, **more)


def on(who: Practitioner, part: str, by: Practitioner, since: dt.datetime = MONDAY, hours: int = 9) -> None:
    put_shifts(who=who, part=part, spans=[(since - HOUR, since + hours * HOUR)], by=by)


def told(who: Practitioner) -> list[str]:
    """Give the titles of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


ARRIVED = "An urgent contact has arrived at the front door"


def test_everybody_on_shift_is_told_of_an_urgent_contact_as_it_comes(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    on(fran, "worker", mona)
    at(MONDAY, alice, "Maya Lindqvist")
    assert not Notice.objects.exists()
    contact = at(MONDAY, alice, "Maya Lindqvist", is_urgent=True)
    assert (told(fran), told(femi)) == ([ARRIVED], [])
    notice = Notice.objects.get()
    assert (notice.page, notice.is_urgent) == (reverse("front_door_contact", args=[contact.public_id]), True)
    assert not Mail.objects.filter(text__contains="Maya").exists()


def test_where_nobody_is_on_everybody_who_works_there_is_told(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, sam: Practitioner
) -> None:
    at(MONDAY, alice, is_urgent=True)
    assert (told(fran), told(mona), told(sam)) == ([ARRIVED], [ARRIVED], [])


def test_an_urgent_contact_unread_for_30_minutes_alerts_the_duty_manager_then_the_deputy_once(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    on(fran, "worker", mona)
    on(mona, "manager", mona)
    on(mira, "deputy", mona)
    at(MONDAY, alice, is_urgent=True)
    Notice.objects.all().delete()
    assert go_round(MONDAY + 29 * MINUTE) == 0
    for _ in range(2):
        go_round(MONDAY + 30 * MINUTE)
    assert (told(mona), told(mira)) == (["Nobody has read an urgent contact for 30 minutes"], [])
    go_round(MONDAY + 60 * MINUTE)
    assert told(mira) == ["Nobody has read an urgent contact for 60 minutes"]
    assert go_round(MONDAY + 90 * MINUTE) == 0


def test_the_minutes_are_a_setting(alice: Practitioner, mona: Practitioner, settings: Settings) -> None:
    settings.URGENT_UNREAD_MINUTES = 10
    at(MONDAY, alice, is_urgent=True)
    go_round(MONDAY + 10 * MINUTE)
    assert told(mona)[-1] == "Nobody has read an urgent contact for 10 minutes"


def test_what_somebody_read_or_is_not_urgent_alerts_nobody(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    read = at(MONDAY, alice, is_urgent=True)
    at(MONDAY, alice)
    note_read(contact=read, by=fran)
    Notice.objects.all().delete()
    assert go_round(MONDAY + 2 * HOUR) == 0


def test_out_of_hours_whoever_has_that_part_is_alerted(
    alice: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    night = MONDAY.replace(hour=21)
    on(femi, "late", mona, night)
    at(night, alice, is_urgent=True)
    go_round(night + 30 * MINUTE)
    assert told(femi) == [ARRIVED, "Nobody has read an urgent contact for 30 minutes"]
    assert told(mona) == []


def test_what_nobody_worked_on_for_an_hour_of_opening_hours_alerts_its_holder_then_the_manager_and_never_moves(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = at(MONDAY.replace(hour=16), alice)
    with time_machine.travel(MONDAY.replace(hour=16, minute=30), tick=False):
        take(contact=contact, by=fran)
    tuesday = MONDAY.replace(hour=8) + DAY
    assert go_round(tuesday) == 0  # half an hour until five; the night does not count
    go_round(tuesday + HOUR)
    assert told(fran) == ["You have not worked on a contact at the front door for an hour"]
    assert told(mona) == []
    go_round(tuesday + 2 * HOUR)
    assert told(mona) == ["Nobody has worked on a contact at the front door for two hours"]
    assert go_round(tuesday + 3 * HOUR) == 0
    assert Contact.objects.get().holder == fran


def test_a_contact_in_the_last_two_opening_hours_of_its_clock_alerts_its_holder_and_the_manager(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    contact = at(MONDAY, alice)
    tuesday = MONDAY.replace(hour=15) + DAY
    with time_machine.travel(tuesday - HOUR, tick=False):
        take(contact=contact, by=fran)
    assert go_round(tuesday - MINUTE) == 0
    go_round(tuesday)
    title, of_all = (
        "You hold a contact that must be decided today",
        "One contact at the front door must be decided today",
    )
    assert (told(fran)[-1], told(mona)[-1], told(femi)) == (title, of_all, [])
    go_round(tuesday + 20 * HOUR)
    assert told(fran).count(title) == 1


def test_with_another_day_to_decide_by_its_holder_is_alerted_again(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    contact = at(MONDAY, alice)
    with time_machine.travel(MONDAY, tick=False):
        take(contact=contact, by=fran)
    title, tuesday = "You hold a contact that must be decided today", MONDAY.replace(hour=16) + DAY
    go_round(tuesday)
    assert told(fran).count(title) == 1
    Contact.objects.filter(pk=contact.pk).update(due_at=last_moment(tuesday.date() + DAY))  # as one opened again
    go_round(tuesday + DAY)
    assert told(fran).count(title) == 2


def test_whoever_is_told_instead_of_a_holder_who_cannot_open_it_is_not_told_that_they_hold_it(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    contact = at(MONDAY, alice, person=family.maya)
    with time_machine.travel(MONDAY, tick=False):
        take(contact=contact, by=fran)
    restrict(person=family.maya, kind="other", because="x", readers=[mira, femi], by=mira)
    go_round(MONDAY.replace(hour=16) + DAY)
    assert telling.IN_OTHER_HANDS in told(femi)
    assert telling.IDLE_IN_OTHER_HANDS in told(femi)
    assert not [title for title in told(femi) if title.startswith("You ")]
    assert told(fran) == []


def test_the_manager_is_told_of_many_clocks_once(alice: Practitioner, mona: Practitioner) -> None:
    for _ in range(12):
        at(MONDAY, alice)
    assert [go_round(MONDAY.replace(hour=15) + DAY) for _ in range(2)] == [1, 0]
    assert told(mona) == ["12 contacts at the front door must be decided today"]
    assert Notice.objects.get().page == reverse("front_door")


def test_where_very_many_wait_a_round_ends_and_the_next_goes_on(
    alice: Practitioner, mona: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    monkeypatch.setattr(telling, "MOST_IN_A_ROUND", 2)
    for _ in range(3):
        at(MONDAY, alice, is_urgent=True)
    assert [go_round(MONDAY + 40 * MINUTE) for _ in range(3)] == [2, 1, 0]


def test_nobody_is_told_of_a_draft(alice: Practitioner, sam: Practitioner, family: Family) -> None:
    led_by(sam, begun(sam, family.maya))
    telling.tell_workers(draft(alice, person=family.maya), [family.maya.pk])
    assert told(sam) == []


def test_a_decided_contact_alerts_nobody(alice: Practitioner, mona: Practitioner) -> None:
    contact = at(MONDAY, alice, is_urgent=True)
    Contact.objects.filter(pk=contact.pk).update(decided_at=MONDAY + HOUR)
    Notice.objects.all().delete()
    assert go_round(MONDAY + 9 * DAY) == 0


def test_of_a_restricted_contact_those_are_told_who_may_open_it(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="other", because="x", readers=[mira, femi, alice], by=mira)
    on(fran, "worker", mona)
    on(mona, "manager", mona)
    at(MONDAY, alice, person=family.maya, is_urgent=True)
    assert (told(fran), told(femi), told(mira)) == ([], [ARRIVED], [ARRIVED])
    go_round(MONDAY + HOUR)
    assert told(mona) == []
    assert len(told(mira)) == 3


def loaded(by: Practitioner, urgent: int, others: int = 2) -> None:
    """Load a police file on Monday morning."""
    night = {"happened_at": "2026-03-01 22:15"}
    kinds = ["yes"] * urgent + ["no"] * others
    with time_machine.travel(MONDAY, tick=False):
        load(data=as_csv([incident(f"OCC-{place}", urgent=kind, **night) for place, kind in enumerate(kinds)]), by=by)


OF_THE_POLICE = "/front-door?way=police&urgent=yes"


def test_a_police_file_with_many_urgent_contacts_makes_one_notice_a_person_which_leads_to_them(
    fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    on(fran, "worker", mona)
    on(femi, "worker", mona)
    loaded(fran, 12)
    assert (told(fran), told(femi), told(mona)) == (*[["12 urgent contacts came with a police file"]] * 2, [])
    assert set(Notice.objects.values_list("page", "is_urgent")) == {(OF_THE_POLICE, True)}
    with time_machine.travel(MONDAY, tick=False):
        assert "Police notification" in shown(client_of(femi), OF_THE_POLICE)


def test_one_urgent_contact_of_a_police_file_is_told_as_any_other_and_none_not_at_all(
    fran: Practitioner, mona: Practitioner
) -> None:
    on(fran, "worker", mona)
    loaded(fran, 1)
    page = reverse("front_door_contact", args=[Contact.objects.get(is_urgent=True).public_id])
    assert list(Notice.objects.values_list("to", "title", "page")) == [(fran.pk, ARRIVED, page)]
    go_round(MONDAY + 30 * MINUTE)
    assert told(mona) == ["Nobody has read an urgent contact for 30 minutes"]


def test_a_police_file_without_an_urgent_contact_tells_nobody(fran: Practitioner, mona: Practitioner) -> None:
    loaded(fran, 0)
    assert not Notice.objects.exists()


def test_many_urgent_contacts_of_a_police_file_that_nobody_read_make_one_alert_a_person(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    on(fran, "worker", mona)
    on(mona, "manager", mona)
    on(mira, "deputy", mona)
    loaded(fran, 12)
    note_read(contact=Contact.objects.filter(is_urgent=True)[0], by=fran)
    single = at(MONDAY, alice, is_urgent=True)
    Notice.objects.all().delete()
    assert [go_round(MONDAY + 30 * MINUTE) for _ in range(2)] == [2, 0]
    assert sorted(told(mona)) == [
        "Nobody has read an urgent contact for 30 minutes",
        "Unread for 30 minutes: 11 urgent contacts of a police file",
    ]
    assert Notice.objects.get(title__startswith="Unread").page == OF_THE_POLICE
    assert Notice.objects.get(title__startswith="Nobody").page.endswith(str(single.public_id))
    for contact in Contact.objects.filter(is_urgent=True)[3:]:
        note_read(contact=contact, by=fran)
    assert go_round(MONDAY + 31 * MINUTE) == 0  # what is left of the file was told already
    go_round(MONDAY + 60 * MINUTE)
    assert told(mira)[-1] == "Unread for 60 minutes: two urgent contacts of a police file"


def test_of_a_police_file_each_is_told_the_number_that_they_may_open(
    fran: Practitioner, femi: Practitioner, mona: Practitioner, mira: Practitioner, family: Family
) -> None:
    on(fran, "worker", mona)
    on(mona, "manager", mona)
    loaded(fran, 3)
    first = Contact.objects.filter(is_urgent=True)[0]
    first.children.update(person=family.maya)
    restrict(person=family.maya, kind="other", because="x", readers=[mira, femi], by=mira)
    Notice.objects.all().delete()
    go_round(MONDAY + 30 * MINUTE)
    assert told(mona) == ["Unread for 30 minutes: two urgent contacts of a police file"]
    assert told(femi) == ["Unread for 30 minutes: one urgent contact of a police file"]


NIGHT = MONDAY.replace(hour=2)


@pytest.mark.parametrize("shift", ["none", "yesterday", "left", "cancelled"])
def test_at_night_with_nobody_on_the_rota_what_somebody_without_an_account_sends_reaches_all_who_work_there(
    fran: Practitioner, mona: Practitioner, femi: Practitioner, shift: str
) -> None:
    since = NIGHT - DAY if shift == "yesterday" else NIGHT
    if shift != "none":
        (made,) = put_shifts(who=femi, part="late", spans=[(since - HOUR, since + 2 * HOUR)], by=mona)
    if shift == "left":
        Membership.objects.filter(practitioner=femi).update(ends_on=MONDAY.date() - DAY)
    if shift == "cancelled":
        cancel_shift(shift=made, by=mona)
    with time_machine.travel(NIGHT, tick=False):
        arrives(is_urgent=True)
        assert (told(fran), told(mona)) == ([ARRIVED], [ARRIVED])
    with time_machine.travel(NIGHT + 30 * MINUTE, tick=False):
        assert [go_round(NIGHT + 30 * MINUTE) for _ in range(2)] == [1, 0]
    assert told(mona)[-1] == "Nobody has read an urgent contact for 30 minutes"


def test_without_a_duty_manager_the_deputy_is_alerted_and_without_managers_whoever_works_there(
    fran: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    on(mira, "deputy", mona, NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        arrives(is_urgent=True)
        Notice.objects.all().delete()
        go_round(NIGHT + 30 * MINUTE)
        assert (len(told(mira)), told(mona), told(fran)) == (1, [], [])
        Membership.objects.filter(practitioner__in=[mona, mira]).update(ends_on=MONDAY.date() - DAY)
        go_round(NIGHT + 31 * MINUTE)
    assert (len(told(mira)), told(mona), len(told(fran))) == (1, [], 1)


def test_a_shift_as_duty_manager_of_somebody_who_manages_no_more_is_passed_over(
    alice: Practitioner, mona: Practitioner, mira: Practitioner
) -> None:
    on(mona, "manager", mira)
    Membership.objects.filter(practitioner=mona).update(role="front_door_worker")
    at(MONDAY, alice, is_urgent=True)
    Notice.objects.all().delete()
    go_round(MONDAY + 30 * MINUTE)
    assert (told(mona), len(told(mira))) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_the_round_is_one_of_those_that_go_by_themselves() -> None:
    mona = people.worker(people.social_care(), "social_care_manager", "Mona Aziz")
    at(MONDAY, people.teacher(people.school()), is_urgent=True)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        assert all_rounds()["front-door-alerts"] == 2
    assert "Nobody has read an urgent contact for 30 minutes" in told(mona)


def test_whoever_works_with_the_child_is_told_and_reads_it_without_who_asked(
    alice: Practitioner, sam: Practitioner, charlie: Practitioner, fran: Practitioner, family: Family
) -> None:
    led_by(sam, begun(sam, family.maya))
    contact = received(alice, person=family.maya)
    assert told(sam) == ["Somebody asked for help for a child whom you work with"]
    page = Notice.objects.get(to=sam).page
    assert page == reverse("front_door_as_worker", args=[contact.public_id])
    text = shown(client_of(sam), page)
    assert "came three times without breakfast" in text
    assert "Alice" not in text
    for stranger in (alice, charlie, fran):
        assert client_of(stranger).get(page).status_code == 404


def test_where_nobody_leads_the_work_its_managers_are_told(
    alice: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    begun(sam, family.maya)
    received(alice, person=family.maya)
    assert (told(sam), told(mira)) == ([], ["Somebody asked for help for a child whom you work with"])


def test_whoever_works_with_the_child_is_told_once_also_when_the_record_is_linked_later(
    alice: Practitioner, sam: Practitioner, fran: Practitioner, family: Family
) -> None:
    led_by(sam, begun(sam, family.maya))
    contact = received(alice)
    assert told(sam) == []
    link_child(child=contact.children.get(), person=family.maya, by=fran)
    assert len(told(sam)) == 1


def test_whoever_asked_is_not_told_of_their_own_request_nor_anybody_of_a_draft(
    sam: Practitioner, alice: Practitioner, family: Family
) -> None:
    led_by(sam, begun(sam, family.maya))
    received(sam, person=family.maya)
    draft(alice, person=family.maya)
    assert told(sam) == []


def test_a_worker_who_is_not_on_the_list_of_a_restricted_record_does_not_read_it(
    alice: Practitioner, sam: Practitioner, mira: Practitioner, family: Family
) -> None:
    led_by(sam, begun(sam, family.maya))
    contact = received(alice, person=family.maya)
    page = reverse("front_door_as_worker", args=[contact.public_id])
    restrict(person=family.maya, kind="other", because="x", readers=[mira], by=mira)
    assert client_of(sam).get(page).status_code == 404
