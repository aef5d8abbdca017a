"""Telling the family: planned, done or not safe; until each of them is told, and who is reminded."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Membership, Practitioner
from righthelp.front_door.actions.linking import link_person
from righthelp.front_door.actions.replying import FamilyTelling, note_family_told
from righthelp.front_door.models import Contact, FamilyTold
from righthelp.front_door.notices.family import NOT_TOLD, PLAN_IS_DUE, remind_of_families
from righthelp.front_door.tests.arriving import client_of, received, shown, words
from righthelp.front_door.tests.deciding import adopted, decided_for
from righthelp.messages.models import Notice
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import on, send_form

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TO_DO = "Tell the family, or note why not"


def told(who: Practitioner) -> list[str]:
    """Give the titles of somebody's notices, the first one first."""
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("title", flat=True))


@pytest.fixture
def contact(alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family) -> Contact:
    """Give a request about Maya that was decided on Monday; what was told until then is forgotten."""
    with time_machine.travel(MONDAY, tick=False):
        adopted(alice)
        made = received(alice, person=family.maya)
        decided_for(made.children.get(), fran, mona)
    Notice.objects.all().delete()
    made.refresh_from_db()
    return made


def note(contact: Contact, by: Practitioner, whom: str, at: dt.datetime, *, told_at: dt.datetime | None = None) -> None:
    """Note at one moment that somebody was or will be told, or else that it is not safe."""
    given = FamilyTelling(whom, "Telephone", told_at) if told_at else FamilyTelling(whom, not_told_because="Not safe")
    with time_machine.travel(at, tick=False):
        note_family_told(contact=contact, telling=given, by=by)


def page_of(contact: Contact, name: str = "front_door_contact") -> str:
    return reverse(name, args=[contact.public_id])


def to_do(contact: Contact, reader: Practitioner) -> bool:
    """Say whether telling the family stands among what is to do."""
    return TO_DO in shown(client_of(reader), page_of(contact))


def test_the_page_takes_few_queries(
    contact: Contact, fran: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    path, client = page_of(contact, "front_door_family"), client_of(fran)
    note(contact, fran, "Ana Lindqvist", MONDAY + HOUR)
    client.get(path)
    with django_assert_max_num_queries(15):
        assert client.get(path).status_code == 200


def test_whoever_tells_them_later_writes_down_how_and_when(contact: Contact, fran: Practitioner) -> None:
    path, client = page_of(contact, "front_door_family"), client_of(fran)
    with time_machine.travel(MONDAY, tick=False):
        client = client_of(fran)
        plan = {"whom": "Ana Lindqvist", "was_told": "planned", "how": "Telephone", **on("day", MONDAY.date() + DAY)}
        assert "Enter the time" in words(send_form(client, path, **plan))
        past = {**plan, **on("day", MONDAY.date() - DAY)}
        assert "The time must be in the future" in words(send_form(client, path, **past, time="14:30"))
        assert send_form(client, path, **plan, time="14:30").status_code == 302
        assert "to be told on 2 March 2027 at 2:30pm" in shown(client, path)
        assert "Ana Lindqvist is to be told on 2 March 2027" in shown(client, page_of(contact))
    made = FamilyTold.objects.get()
    assert (made.is_plan, str(made)) == (True, "Ana Lindqvist is to be told")


def test_it_leaves_what_is_to_do_once_each_parent_is_told_or_it_is_written_why_not(
    contact: Contact, fran: Practitioner
) -> None:
    contact.people.create(kind="relative", name="Gran Berg")
    contact.people.create(kind="sibling", name="Leo")
    contact.people.create(kind="worker", name="Ms Berg")
    for whom in ("Ana Lindqvist", "Jonas Berg", "Gran Berg"):
        assert to_do(contact, fran)
        note(contact, fran, whom, MONDAY + HOUR, told_at=MONDAY + DAY)  # a plan tells nobody
        assert to_do(contact, fran)
        note(contact, fran, whom, MONDAY + DAY, told_at=None if whom == "Jonas Berg" else MONDAY + HOUR)
    assert not to_do(contact, fran)
    Contact.objects.filter(pk=contact.pk).update(reopened_at=MONDAY + 2 * DAY)
    assert to_do(contact, fran)


def test_a_parent_who_is_linked_is_told_by_either_name(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(alice)
    for name in ("Mum", "Ana Lindqvist"):
        made = received(alice)
        decided_for(made.children.get(), fran, mona)
        link_person(named=made.people.create(kind="parent", name="Mum"), person=family.mother, by=fran)
        note(made, fran, "Gran", MONDAY)
        assert to_do(made, fran)
        note(made, fran, name, MONDAY)
        assert not to_do(made, fran)


def test_of_a_family_of_whom_nobody_is_on_file_those_who_are_named_count(
    alice: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    adopted(alice)
    made = received(alice)
    decided_for(made.children.get(), fran, mona)
    note(made, fran, "Gran", MONDAY)
    assert not to_do(made, fran)
    made.people.create(kind="parent", name="Ana")
    assert to_do(made, fran)


def test_a_plan_that_is_due_reminds_whoever_planned_and_the_holder_once(
    contact: Contact, fran: Practitioner, femi: Practitioner, mona: Practitioner
) -> None:
    Contact.objects.filter(pk=contact.pk).update(holder=femi)
    due = MONDAY + DAY + HOUR
    note(contact, fran, "Ana Lindqvist", MONDAY, told_at=due)
    assert remind_of_families(due - HOUR) == 0
    assert [remind_of_families(due) for _ in range(2)] == [2, 0]
    assert (told(fran), told(femi), told(mona)) == ([PLAN_IS_DUE], [PLAN_IS_DUE], [])
    assert set(Notice.objects.values_list("page", flat=True)) == {page_of(contact, "front_door_family")}


def test_of_a_plan_that_was_kept_or_put_off_nobody_is_reminded(contact: Contact, fran: Practitioner) -> None:
    due = MONDAY + DAY
    note(contact, fran, "Ana Lindqvist", MONDAY, told_at=due)
    note(contact, fran, "Ana Lindqvist", MONDAY + HOUR, told_at=due + DAY)
    assert remind_of_families(due + HOUR) == 0
    note(contact, fran, "Ana Lindqvist", due + HOUR, told_at=due)
    assert remind_of_families(due + 9 * DAY) == 0


def test_when_nothing_is_written_after_the_next_working_day_whoever_decided_is_told_once(
    contact: Contact, fran: Practitioner, mona: Practitioner, alice: Practitioner
) -> None:
    wednesday = MONDAY + 2 * DAY
    assert remind_of_families(wednesday - 11 * HOUR) == 0
    assert [remind_of_families(wednesday) for _ in range(2)] == [1, 0]
    assert (told(fran), told(mona), told(alice)) == ([NOT_TOLD], [], [])


@pytest.mark.parametrize("told_at", [None, MONDAY + HOUR, MONDAY + 9 * DAY], ids=["why not", "told", "planned"])
def test_where_anything_is_written_nobody_is_told(
    contact: Contact, fran: Practitioner, told_at: dt.datetime | None
) -> None:
    note(contact, fran, "Ana Lindqvist", MONDAY + 2 * HOUR, told_at=told_at)
    assert remind_of_families(MONDAY + 2 * DAY) == 0


def test_what_was_written_before_it_was_opened_again_does_not_count(contact: Contact, fran: Practitioner) -> None:
    note(contact, fran, "Ana Lindqvist", MONDAY + HOUR)
    Contact.objects.filter(pk=contact.pk).update(reopened_at=MONDAY + 2 * HOUR, decided_at=MONDAY + 3 * HOUR)
    assert remind_of_families(MONDAY + 2 * DAY) == 1


def test_where_whoever_decided_left_the_duty_manager_is_told(
    contact: Contact, fran: Practitioner, mona: Practitioner
) -> None:
    Membership.objects.filter(practitioner=fran).update(ends_on=dt.date(2026, 1, 1))
    remind_of_families(MONDAY + 2 * DAY)
    assert (told(fran), told(mona)) == ([], [NOT_TOLD])


def test_of_a_restricted_contact_only_those_who_can_open_it_are_told(
    contact: Contact, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    restrict(person=family.maya, kind="other", because="x", readers=[mona], by=mona)
    Notice.objects.all().delete()
    remind_of_families(MONDAY + 2 * DAY)
    assert (told(fran), told(mona)) == ([], [NOT_TOLD])
