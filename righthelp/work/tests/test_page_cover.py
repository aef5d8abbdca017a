"""Cover: who stands in for whom, arranged and ended; nothing restricted passes with it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.tests import folk
from righthelp.work.actions import arrange_cover
from righthelp.work.models import Cover
from righthelp.work.tests.working import (
    client_of,
    on,
    option,
    sees,
    send_form,
    send_twice,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
MONDAY, FRIDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 13)
PAGE = "/children/cover"
WEEK = {**on("starts_on", MONDAY), **on("ends_on", FRIDAY)}


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def cover(absent: Practitioner, covering: Practitioner, by: Practitioner) -> Cover:
    return arrange_cover(absent=absent, covering=covering, team=team_of(absent), starts_on=TODAY, ends_on=FRIDAY, by=by)


def test_the_page_says_that_nothing_restricted_passes(alice: Practitioner) -> None:
    text = shown(client_of(alice), PAGE)
    assert "Nothing restricted passes with it." in text
    assert "No cover is arranged that concerns you." in text


def test_somebody_has_themselves_covered_once(alice: Practitioner, bob: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    works_with(bob, nadia)
    client = client_of(bob)
    absent, covering = option(client, PAGE, "Myself"), option(client, PAGE, "Alice Adeyemi")
    send_twice(client, PAGE, absent=absent, covering=covering, **WEEK)
    made = Cover.objects.get()
    assert (made.absent, made.covering, made.starts_on, made.ends_on) == (bob, alice, MONDAY, FRIDAY)
    assert sees(people.fresh(alice), nadia) is None
    with time_machine.travel(dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC), tick=False):
        assert sees(people.fresh(alice), nadia)
    assert "Alice Adeyemi stands in for you 9 March 2026 to 13 March 2026 (to come)" in shown(client, PAGE)
    assert "You stand in for Bob Baker" in shown(client_of(alice), PAGE)


def test_a_colleague_arranges_nothing_for_others_and_a_lead_does(
    alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    member = str(bob.memberships.get().public_id)
    client = client_of(alice)
    answer = send_form(client, PAGE, absent=member, covering=option(client, PAGE, "Myself"), **WEEK)
    assert "Choose who is away" in words(answer)
    client = client_of(leila)
    send_form(client, PAGE, absent=member, covering=option(client, PAGE, "Alice Adeyemi"), **WEEK)
    assert Cover.objects.get().arranged_by == leila


def test_a_manager_arranges_cover_in_their_own_team_alone(
    mira: Practitioner, sam: Practitioner, social_care: Agency
) -> None:
    rosa = people.worker(social_care, "social_worker", "Rosa Lund")
    rosa.memberships.update(team=social_care.teams.create(name="Court team"))
    client, (of_sam, of_rosa) = client_of(mira), (str(one.memberships.get().public_id) for one in (sam, rosa))
    refused = send_form(client, PAGE, absent=of_rosa, covering=option(client, PAGE, "Myself"), **WEEK)
    assert "Choose who is away" in words(refused)
    crossed = send_form(client, PAGE, absent=of_sam, covering=of_rosa, **WEEK)
    assert "Choose somebody of the same team: Partnership team" in words(crossed)
    send_form(client, PAGE, absent=of_sam, covering=option(client, PAGE, "Myself"), **WEEK)
    assert Cover.objects.get().absent == sam


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose who is away"),
        ({}, "Enter the first day"),
        ({**on("starts_on", FRIDAY), **on("ends_on", MONDAY)}, "The last day must be the first day or later"),
        (
            {**on("starts_on", dt.date(2026, 3, 2)), **on("ends_on", dt.date(2026, 3, 5))},
            "The last day must be today or later",
        ),
        ({"covering": "nobody"}, "Choose who stands in"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_plainly(
    alice: Practitioner, bob: Practitioner, answers: dict[str, str], said: str
) -> None:
    assert said in words(send_form(client_of(alice), PAGE, **answers))
    assert not Cover.objects.exists()


def test_nobody_stands_in_for_themselves(alice: Practitioner) -> None:
    client = client_of(alice)
    me = option(client, PAGE, "Myself")
    answer = send_form(client, PAGE, absent=me, covering=me, **WEEK)
    assert "nobody stands in for themselves" in words(answer)


def test_cover_is_ended_early_once_by_those_who_may(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    one = cover(bob, alice, bob)
    path = reverse("cover_end", args=[one.public_id])
    for reader, status in ((alice, 404), (charlie, 404), (leila, 200), (bob, 200)):
        assert client_of(reader).get(path).status_code == status
    assert client_of(alice).post(path).status_code == 404
    first, second = send_twice(client_of(bob), path)
    assert first["Location"] == second["Location"] == PAGE
    assert not Cover.objects.on(TODAY).exists()
    assert "This cover has ended" in shown(client_of(bob), path)
    assert "stands in" not in shown(client_of(bob), PAGE).partition("Now and to come")[2].partition("Arrange cover")[0]


def test_an_unknown_cover_is_not_found(alice: Practitioner) -> None:
    assert client_of(alice).get(reverse("cover_end", args=[alice.public_id])).status_code == 404


def test_the_list_shows_what_concerns_somebody_and_leads_their_people(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner
) -> None:
    cover(bob, alice, bob)
    sign = "Alice Adeyemi stands in for Bob Baker"
    assert sign in shown(client_of(leila), PAGE)
    assert sign not in shown(client_of(charlie), PAGE)
    assert "End it early" not in shown(client_of(alice), PAGE)
    with time_machine.travel(dt.datetime(2026, 3, 14, 9, tzinfo=dt.UTC), tick=False):
        assert sign not in shown(client_of(leila), PAGE)


def test_the_page_takes_few_queries(
    school: Agency, alice: Practitioner, leila: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        cover(people.teacher(school, f"Teacher {number}"), alice, leila)
    client = client_of(leila)
    client.get(PAGE)
    with django_assert_max_num_queries(15):
        assert client.get(PAGE).status_code == 200
