"""A manager puts herself, or somebody of her people, to a child whose record she does not see: she says why."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.actions import break_glass
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import arrange_cover, end_involvement
from righthelp.work.models import Involvement
from righthelp.work.tests.working import (
    begun,
    client_of,
    on,
    option,
    sees,
    send_form,
    shown,
    team_of,
    words,
    works_with,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)
WHY = "I stand in for the manager of the Court team"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def at(name: str, child: Person, *more: object) -> str:
    return reverse(name, args=[child.public_id, *more])


def joins(by: Practitioner, child: Person, why: str = WHY) -> Any:
    """Have a manager put herself to a child."""
    client, path = client_of(by), at("record_worker_add", child)
    answers = {"who": option(client, path, "Myself"), "role": "manager", **on("starts_on", TODAY)}
    return send_form(client, path, joined_because=why, **answers)


def test_a_manager_who_joins_by_herself_says_why_and_those_who_work_with_the_child_are_told_for_thirty_days(
    mira: Practitioner, alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    works_with(alice, family.maya)
    assert "Write why they join" in words(joins(mira, family.maya, " "))
    assert not sees(people.fresh(mira), family.maya)
    joins(mira, family.maya)
    assert sees(people.fresh(mira), family.maya)
    told = f"Mira Joshi of Westmarsh Children’s Services joined on 6 March 2026 as manager, because: {WHY}"
    assert told in shown(client_of(alice), "/children")
    assert told not in shown(client_of(bob), "/children")
    assert told not in shown(client_of(mira), "/children")
    assert f"Why they joined: {WHY}" in shown(client_of(alice), at("record_workers", family.maya))
    for days, is_told in ((29, True), (31, False)):
        with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC) + dt.timedelta(days=days), tick=False):
            assert (told in shown(client_of(alice), "/children")) == is_told


def test_who_joined_stands_once_above_the_lists_the_newest_first(
    mira: Practitioner, sam: Practitioner, leila: Practitioner, alice: Practitioner, family: Family
) -> None:
    works_with(leila, family.maya)
    works_with(alice, family.maya)
    joins(mira, family.maya)
    text = shown(client_of(leila), "/children")
    assert "New: people put to these children (1)" in text
    assert text.count("Mira Joshi of Westmarsh") == 1
    assert text.index("Mira Joshi of Westmarsh") < text.index("Children I work with")


def test_whoever_joined_and_left_again_is_told_of_too(mira: Practitioner, alice: Practitioner, family: Family) -> None:
    works_with(alice, family.maya)
    joins(mira, family.maya)
    end_involvement(involvement=Involvement.objects.get(practitioner=mira), on=TODAY, because="x", by=mira)
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC), tick=False):
        text = shown(client_of(alice), "/children")
    assert "Mira Joshi of Westmarsh Children’s Services joined on 6 March 2026" in text
    assert "Nobody else is noted as working with them" in text


def test_an_emergency_opening_does_not_save_the_manager_from_saying_why(mira: Practitioner, family: Family) -> None:
    break_glass(person=family.maya, because="Police are at the door", by=mira)
    assert "Write why they join" in words(joins(mira, family.maya, ""))


def test_whoever_sees_the_record_already_is_not_asked_why(
    alice: Practitioner, bob: Practitioner, family: Family
) -> None:
    works_with(bob, family.maya)
    assert "Why do they join?" not in shown(client_of(alice), at("record_worker_add", family.maya))
    works_with(alice, family.maya)
    assert "New: people put to these children" not in shown(client_of(bob), "/children")


def test_a_manager_who_only_stands_in_says_why_somebody_leads_the_work(
    mira: Practitioner, sam: Practitioner, family: Family
) -> None:
    works_with(sam, family.maya)
    work = begun(sam, family.maya)
    team_of(mira).memberships.filter(practitioner=mira).update(team=team_of(sam).agency.teams.create(name="Court team"))
    arrange_cover(absent=sam, covering=mira, team=team_of(sam), starts_on=TODAY, ends_on=TODAY, by=sam)
    client, path = client_of(mira), at("record_work_allocate", family.maya, work.public_id)
    answers = {"who": option(client, path, "Sam Okafor"), "role": "social worker", **on("starts_on", TODAY)}
    assert "Write why they join" in words(send_form(client, path, **answers))
    send_form(client, path, joined_because=WHY, **answers)
    assert Involvement.objects.get(leads=True).joined_because == WHY
    assert "You, put there by Mira Joshi, joined on 6 March 2026" in shown(client_of(sam), "/children")
