"""Ending a piece of work: by whoever leads it, a lead or the manager, with how it ended and what led to it."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.people.actions import restrict
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import end_episode
from righthelp.work.models import Episode, Involvement
from righthelp.work.tests.working import (
    AUTUMN,
    begun,
    client_of,
    led_by,
    on,
    sees,
    send_form,
    send_twice,
    shown,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
YESTERDAY = TODAY - dt.timedelta(days=1)
ANSWERS = {"outcome": "resolved", "because": "She sleeps well", **on("on", YESTERDAY)}


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def ending(work: Episode) -> str:
    return reverse("record_work_end", args=[work.child.public_id, work.public_id])


def test_whoever_leads_it_ends_it_once_and_the_record_closes_behind_it(sam: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    work = begun(sam, nadia)
    led_by(sam, work)
    first, second = send_twice(client_of(sam), ending(work), workers="end", **ANSWERS)
    assert first["Location"] == second["Location"] == reverse("children")
    work.refresh_from_db()
    assert (work.ended_on, work.outcome, work.ended_because, work.ended_by) == (
        YESTERDAY, "resolved", "She sleeps well", sam,
    )  # fmt: skip
    assert sees(fresh(sam), nadia) is None


def test_those_who_work_in_it_go_on_where_that_is_chosen(sam: Practitioner) -> None:
    nadia = folk.person("Nadia Petrescu")
    work = begun(sam, nadia)
    led_by(sam, work)
    answer = send_form(client_of(sam), ending(work), workers="stay", **ANSWERS)
    assert answer["Location"] == reverse("record_workers", args=[nadia.public_id])
    assert Involvement.objects.get().ends_on is None
    assert "What it was for is done: She sleeps well" in shown(client_of(sam), answer["Location"])


def test_where_nobody_works_in_it_nobody_is_asked_about(leila: Practitioner, family: Family) -> None:
    work, question = begun(leila, family.maya), "What about the people who work in it?"
    assert question not in shown(client_of(leila), ending(work))
    led_by(leila, work)
    assert question in shown(client_of(leila), ending(work))


def test_holder_lead_and_manager_end_it_and_nobody_else(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner,
    mira: Practitioner, social_care: Agency, family: Family,
) -> None:  # fmt: skip
    work = begun(leila, family.maya)
    works_with(bob, family.maya)
    assert client_of(alice).get(ending(work)).status_code == 404  # she sees the child, and does not lead the work
    led_by(alice, work)
    readers = ((alice, 200), (leila, 200), (bob, 404), (charlie, 404), (sam, 404), (mira, 404))
    for reader, status in readers:
        assert client_of(reader).get(ending(work)).status_code == status, reader
    nadia = folk.person("Nadia Petrescu")
    rosa = people.worker(social_care, "social_worker", "Rosa Lund")
    works_with(rosa, nadia, "social worker")
    theirs = begun(sam, nadia)
    assert [client_of(one).get(ending(theirs)).status_code for one in (mira, rosa)] == [200, 404]
    assert "End this work" not in shown(client_of(rosa), reverse("record_workers", args=[nadia.public_id]))
    client_of(rosa).post(ending(theirs), ANSWERS)
    theirs.refresh_from_db()
    assert theirs.ended_on is None


def test_a_restricted_record_lets_whoever_leads_it_end_nothing_unless_named(
    sam: Practitioner, mira: Practitioner, ines: Practitioner
) -> None:
    nadia = folk.person("Nadia Petrescu")
    work = begun(sam, nadia)
    led_by(sam, work)
    restrict(person=nadia, kind="staff", because="x", readers=[mira], by=mira)
    assert [client_of(one).get(ending(work)).status_code for one in (sam, mira)] == [404, 200]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"outcome": ""}, "Choose how it ended"),
        ({"because": " "}, "Write what led to the end"),
        (on("on", TODAY + dt.timedelta(days=1)), "The last day must be today or in the past"),
        (on("on", AUTUMN - dt.timedelta(days=1)), "The last day must be the day the work began or later"),
        ({"on_day": "31", "on_month": "2"}, "The last day must be a real date"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_plainly(
    alice: Practitioner, family: Family, answers: dict[str, str], said: str
) -> None:
    work = begun(alice, family.maya)
    led_by(alice, work)
    assert said in words(send_form(client_of(alice), ending(work), **{**ANSWERS, **answers}))
    assert Episode.objects.get().is_open


def test_what_ended_in_another_window_says_so(alice: Practitioner, family: Family) -> None:
    work = begun(alice, family.maya)
    led_by(alice, work)
    end_episode(episode=work, on=TODAY, outcome="not_wanted", because="Mum said no", they_go_on=True, by=alice)
    answer = words(client_of(alice).post(ending(work), ANSWERS))
    assert "This work has ended already" in answer
    assert "The family did not want it: Mum said no" in answer
    assert Episode.objects.get().outcome == "not_wanted"
