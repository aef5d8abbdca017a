"""Saying who leads a piece of work: managers and leads say so, and opening a record follows what stood before."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.actions import name_reader, restrict
from righthelp.people.models import Person, Restriction
from righthelp.people.readers import readers_of
from righthelp.people.reasons import Part
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import allocate, arrange_cover, end_episode
from righthelp.work.models import Episode, Involvement
from righthelp.work.tests.working import (
    AUTUMN,
    begun,
    client_of,
    led_by,
    on,
    option,
    sees,
    send_form,
    send_twice,
    shown,
    team_of,
    why,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def at(name: str, work: Episode) -> str:
    return reverse(name, args=[work.child.public_id, work.public_id])


def allocating(work: Episode) -> str:
    return at("record_work_allocate", work)


@pytest.fixture
def nadia(db: None) -> Person:
    """Give a child whose record is the partnership's."""
    return folk.person("Nadia Petrescu", born=dt.date(2018, 5, 1))


def waiting(sam: Practitioner, child: Person) -> Episode:
    """Have a piece of social care's work wait: nobody works with the child any more."""
    return begun(sam, child)


def test_a_manager_sees_work_of_the_team_that_waits_and_allocates_it_once(
    sam: Practitioner, mira: Practitioner, nadia: Person
) -> None:
    work = waiting(sam, nadia)
    assert why(mira, nadia) == ["Your team works with this child: Work of children’s social care"]
    assert sees(sam, nadia) is None
    client, path = client_of(mira), allocating(work)
    text = shown(client, path)
    assert "She sleeps through the night" in text
    assert "A record that only named people open is not opened by this" in text
    answers = {"who": option(client, path, "Sam Okafor"), "role": "social worker", "phone": "01632 960 456"}
    first, second = send_twice(client, path, **answers, **on("starts_on", TODAY))
    assert first["Location"] == second["Location"] == reverse("record_workers", args=[nadia.public_id])
    made = Involvement.objects.get()
    assert (made.practitioner, made.role, made.phone, made.episode, made.leads, made.noted_by) == (
        sam, "social worker", "01632 960 456", work, True, mira,
    )  # fmt: skip
    assert why(sam, nadia) == ["You work with this child: social worker"]
    assert "Sam Okafor leads this work" in shown(client, reverse("record_workers", args=[nadia.public_id]))


def test_the_managers_reason_ends_with_the_work(sam: Practitioner, mira: Practitioner, nadia: Person) -> None:
    work = waiting(sam, nadia)
    end_episode(episode=work, on=TODAY, outcome="other", because="x", they_go_on=False, by=sam)
    assert sees(mira, nadia) is None


def test_who_may_read_because_of_work_by_name_is_the_same_as_who_may(
    sam: Practitioner, mira: Practitioner, bob: Practitioner, social_care: Agency, nadia: Person, leila: Practitioner
) -> None:
    court = social_care.teams.create(name="Court team")
    elsewhere = people.worker(social_care, "social_care_manager", "Rosa Lund")
    elsewhere.memberships.update(team=court)
    waiting(sam, nadia)
    begun(bob, nadia)
    listed = readers_of([nadia.pk])[nadia.pk]
    assert {one.name: because for one, because in listed.items()} == {
        "Mira Joshi": f"manages {team_of(sam)}, which works with the child"
    }
    seen = [one for one in Practitioner.objects.all() if (found := sees(one, nadia)) and found.opens(Part.STORY)]
    assert seen == list(listed)
    mira.suspended_at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    mira.save()
    assert readers_of([nadia.pk]) == {}


def test_a_manager_who_works_elsewhere_now_reads_nothing(sam: Practitioner, mira: Practitioner, nadia: Person) -> None:
    waiting(sam, nadia)
    mira.memberships.update(ends_on=TODAY - dt.timedelta(days=1))
    assert sees(mira, nadia) is None
    assert readers_of([nadia.pk]) == {}


def test_a_lead_allocates_a_teacher_takes_work_of_the_team_and_colleague_and_stranger_do_neither(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner,
    family: Family,
) -> None:  # fmt: skip
    work = begun(alice, family.maya)
    path = allocating(work)
    for reader, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404), (sam, 404)):
        client = client_of(reader)
        assert client.get(path).status_code == status, reader
    assert {"Myself, Alice", "Bob Baker: A"} & set(offered(alice, path)) == {"Myself, Alice"}
    assert set(offered(leila, path)) == {"Myself, Leila", "Alice Adeyemi", "Bob Baker: Al"}
    client_of(bob).post(path, {"who": "x"})
    assert not Involvement.objects.exists()


def offered(reader: Practitioner, path: str) -> list[str]:
    """Give the start of each line that can be chosen."""
    html = client_of(reader).get(path).text
    lines = [line.split(">")[1] for line in html.split("<option")[2:]]
    return [line.strip()[:13] for line in lines]


def test_a_social_worker_does_not_allocate_to_themselves(sam: Practitioner, mira: Practitioner, nadia: Person) -> None:
    works_with(sam, nadia, "social worker")
    work = begun(sam, nadia)
    assert client_of(sam).get(allocating(work)).status_code == 404
    assert "Say who leads it" not in shown(client_of(sam), reverse("record_workers", args=[nadia.public_id]))


def test_whoever_stands_in_takes_nothing(alice: Practitioner, bob: Practitioner, nadia: Person) -> None:
    works_with(bob, nadia)
    work = begun(bob, nadia)
    arrange_cover(absent=bob, covering=alice, team=team_of(bob), starts_on=TODAY, ends_on=TODAY, by=bob)
    assert sees(alice, nadia)
    assert client_of(alice).get(allocating(work)).status_code == 404


def test_allocating_opens_a_restricted_record_to_nobody_who_is_not_named(
    sam: Practitioner, mira: Practitioner, ines: Practitioner, social_care: Agency, nadia: Person
) -> None:
    other_manager = people.worker(social_care, "social_care_manager", "Noor Aziz")
    work = waiting(sam, nadia)
    restrict(person=nadia, kind="adoption", because="x", readers=[mira], by=mira)
    assert sees(other_manager, nadia) is None
    assert client_of(other_manager).get(allocating(work)).status_code == 404
    client, path = client_of(mira), allocating(work)
    send_form(client, path, who=option(client, path, "Sam Okafor"), role="social worker", **on("starts_on", TODAY))
    assert Involvement.objects.get().practitioner == sam
    assert sees(sam, nadia) is None
    name_reader(restriction=Restriction.objects.get(), reader=sam, by=mira)
    assert sees(sam, nadia)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose who leads this work"),
        ({}, "Enter their role for the child"),
        ({}, "Enter the first day"),
        (on("starts_on", TODAY + dt.timedelta(days=1)), "The first day must be today or in the past"),
        (on("starts_on", AUTUMN - dt.timedelta(days=1)), "The first day must be 1 September 2025 or later"),
    ],
)
def test_what_is_missing_or_wrong_is_said_plainly(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    assert said in words(send_form(client_of(alice), allocating(begun(alice, family.maya)), **answers))
    assert not Involvement.objects.exists()


def test_what_was_allocated_or_ended_in_another_window_says_so(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    work = begun(alice, family.maya)
    client, path = client_of(leila), allocating(work)
    answers = {"who": option(client, path, "Alice"), "role": "mentor", **on("starts_on", TODAY)}
    led_by(alice, work)
    answer = words(client.post(path, answers))
    assert "Somebody leads this work already" in answer
    assert "Alice Adeyemi: mentor since 1 September 2025" in answer
    end_episode(episode=work, on=TODAY, outcome="moved_away", because="To Fenside", they_go_on=False, by=alice)
    answer = words(client.post(path, answers))
    assert "This work has ended" in answer
    assert "The child moved away: To Fenside" in answer
    assert Involvement.objects.count() == 1


def test_work_of_another_child_is_not_found_at_this_address(alice: Practitioner, family: Family) -> None:
    work = begun(alice, family.brother)
    wrong = reverse("record_work_allocate", args=[family.maya.public_id, work.public_id])
    assert client_of(alice).get(wrong).status_code == 404


def test_a_colleague_and_a_gp_are_added_as_part_of_the_work(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    work, client = begun(alice, family.maya), client_of(alice)
    path = reverse("record_worker_add", args=[family.maya.public_id])
    part = option(client, path, "Extra help from one agency")
    answers = {"role": "helper", "episode": part, **on("starts_on", TODAY)}
    send_form(client, path, who=option(client, path, "Bob Baker"), **answers)
    other = reverse("record_worker_add_other", args=[family.maya.public_id])
    send_form(client, other, name="Dr Eze", **answers)
    send_form(client, other, name="Coach Ali", role="coach", **on("starts_on", TODAY))
    found = Involvement.objects.order_by("pk")
    assert [(one.who, one.episode, one.leads) for one in found] == [
        ("Bob Baker", work, False), ("Dr Eze", work, False), ("Coach Ali", None, False),
    ]  # fmt: skip
    assert "Part of: Extra help from one agency" in shown(
        client, reverse("record_workers", args=[family.maya.public_id])
    )


def test_whoever_allocates_without_seeing_the_child_is_not_told_of_the_work(
    sam: Practitioner, mira: Practitioner, bob: Practitioner, nadia: Person
) -> None:
    begun(bob, nadia)
    text = shown(client_of(mira), reverse("record_worker_add", args=[nadia.public_id]))
    assert "you see the record yourself only if you manage the team they are in" in text
    assert "Extra help" not in text


def test_noting_the_last_day_of_whoever_leads_says_that_the_work_waits_then(
    alice: Practitioner, family: Family
) -> None:
    part = led_by(alice, begun(alice, family.maya))
    path = reverse("record_worker_end", args=[family.maya.public_id, part.public_id])
    assert "After the last day it is not allocated, until somebody says who leads it" in shown(client_of(alice), path)


def test_the_pages_of_work_take_few_queries(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, family: Family, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        work = begun(alice, family.maya, since=dt.date(2024, 1 + number, 1))
        allocate(
            episode=work, practitioner=bob, team=team_of(bob), role=f"role {number}", by=leila,
            starts_on=work.begun_on,
        )  # fmt: skip
        end_episode(episode=work, on=TODAY, outcome="other", because="x", they_go_on=True, by=leila)
    work, client = begun(alice, family.maya), client_of(leila)
    simple = [reverse(name, args=[family.maya.public_id]) for name in ("record_workers", "record_work_begin")]
    for path in (*simple, allocating(work), at("record_work_end", work)):
        client.get(path)
        with django_assert_max_num_queries(15, info=path):
            assert client.get(path).status_code == 200
