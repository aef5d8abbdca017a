"""Accounts that nobody uses are suspended; an administrator lets their owner in again."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from righthelp.agencies.actions import NotAllowed, Refused, lift_suspension, suspend_unused
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.queries import events_about

NOW = dt.datetime(2026, 12, 31, 12, 0, tzinfo=dt.UTC)
SIXTY_DAYS_BEFORE = dt.date(2026, 11, 1)
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def seen(person: Practitioner, day: dt.date | None) -> None:
    Practitioner.objects.filter(pk=person.pk).update(last_seen_on=day, joined_at=LONG_AGO)


def test_after_sixty_days_and_not_before(alice: Practitioner, bob: Practitioner, client: Client) -> None:
    client.force_login(alice)
    seen(alice, SIXTY_DAYS_BEFORE - dt.timedelta(days=1))
    seen(bob, SIXTY_DAYS_BEFORE)
    assert suspend_unused(now=NOW) == [alice]
    assert fresh(alice).suspended_at == NOW
    assert fresh(bob).suspended_at is None
    assert client.get("/account").status_code == 302
    event = events_about(alice)[0]
    assert (event.name, event.actor_kind) == ("agencies.account_suspended", "system")


def test_who_never_came_counts_from_joining(alice: Practitioner, bob: Practitioner) -> None:
    seen(alice, None)
    Practitioner.objects.filter(pk=bob.pk).update(joined_at=NOW - dt.timedelta(days=60))
    assert suspend_unused(now=NOW) == [alice]


def test_once_is_enough_and_leavers_stay_as_they_are(alice: Practitioner, bob: Practitioner) -> None:
    seen(alice, None)
    seen(bob, None)
    Practitioner.objects.filter(pk=bob.pk).update(ended_at=NOW)
    assert suspend_unused(now=NOW) == [alice]
    assert suspend_unused(now=NOW) == []


def test_without_a_moment_it_is_now(alice: Practitioner) -> None:
    Practitioner.objects.update(joined_at=timezone.now())
    assert suspend_unused() == []


def suspended(person: Practitioner) -> Practitioner:
    Practitioner.objects.filter(pk=person.pk).update(suspended_at=timezone.now())
    return fresh(person)


def address(agency: Agency, person: Practitioner) -> str:
    return f"/agencies/{agency.public_id}/people/{person.public_id}/lift-suspension"


def test_an_administrator_of_the_agency_lifts_it(ada_client: Client, school: Agency, alice: Practitioner) -> None:
    suspended(alice)
    assert "sign in again" in ada_client.get(f"/agencies/{school.public_id}/people/{alice.public_id}").text
    assert ada_client.get(address(school, alice)).status_code == 405
    assert ada_client.post(address(school, alice)).status_code == 302
    assert fresh(alice).is_active
    assert events_about(alice)[0].name == "agencies.suspension_lifted"
    ada_client.post(address(school, alice))
    assert "is not suspended" in ada_client.get(f"/agencies/{school.public_id}/people").text


def test_lifting_starts_the_count_anew(ada: Practitioner, school: Agency, alice: Practitioner) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        seen(alice, SIXTY_DAYS_BEFORE - dt.timedelta(days=100))
        seen(ada, NOW.date())
        suspend_unused()
        lift_suspension(by=ada, person=fresh(alice))
        clock.shift(dt.timedelta(days=60))
        assert alice not in suspend_unused()
        clock.shift(dt.timedelta(days=1))
        assert alice in suspend_unused()


def test_a_stranger_lifts_nothing(
    ada_client: Client, ada: Practitioner, elsewhere: Agency, charlie: Practitioner, alice: Practitioner, school: Agency
) -> None:
    assert ada_client.post(address(elsewhere, suspended(charlie))).status_code == 404
    with pytest.raises(NotAllowed):
        lift_suspension(by=ada, person=charlie)
    with pytest.raises(Refused):
        lift_suspension(by=ada, person=alice)


def test_a_suspended_administrator_may_do_nothing(school: Agency, alice: Practitioner) -> None:
    omar = suspended(people.agency_administrator(school, "Omar Said"))
    with pytest.raises(NotAllowed):
        lift_suspension(by=omar, person=suspended(alice))
