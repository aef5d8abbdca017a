"""What a chronology tells of disagreements: that one was raised and ended, to those who may read it."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.rows import rows_of
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements.access import disagreements_of
from righthelp.work.disagreements.rows import TABLE, TELLS, asked_of_disagreements
from righthelp.work.tests.disagreeing import WHAT, account, lead_of, raised_by, settled, taken_up
from righthelp.work.tests.working import client_of, shown, team_of, works_with

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        yield


def told(reader: Practitioner, *records: Person) -> list[tuple[dt.date, str, str]]:
    rows = rows_of(*asked_of_disagreements(people.fresh(reader), [one.pk for one in records])).get(TABLE, [])
    found = [one for row in rows for one in TELLS[TABLE](row, TODAY)]
    return sorted((one.happened_on, one.what, one.source) for one in found)


def test_it_tells_that_one_was_raised_and_ended_and_nothing_of_what_was_said(
    alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    it = raised_by(alice, family.maya, with_whom=charlie)
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC), tick=False):
        settled(it, alice)
    school = "Alder Road Primary School"
    assert told(alice, family.maya) == [
        (TODAY, "A disagreement with Saltmarsh Surgery was raised", school),
        (dt.date(2026, 3, 9), "A disagreement with Saltmarsh Surgery ended: settled", school),
    ]
    assert told(alice, family.brother) == []


def test_the_chronology_shows_it(alice: Practitioner, charlie: Practitioner, sam: Practitioner, family: Family) -> None:
    settled(raised_by(alice, family.maya, with_whom=charlie), alice)
    works_with(sam, family.maya, "social worker")
    path = reverse("record_chronology", args=[family.maya.public_id])
    text = shown(client_of(alice), path)
    assert "A disagreement with Saltmarsh Surgery was raised" in text
    assert "A disagreement with Saltmarsh Surgery ended: settled" in text
    assert WHAT not in text
    assert "A disagreement" not in shown(client_of(sam), path)


def test_to_each_reader_it_tells_what_the_list_shows(
    alice: Practitioner,
    bob: Practitioner,
    charlie: Practitioner,
    leila: Practitioner,
    sam: Practitioner,
    mira: Practitioner,
    family: Family,
) -> None:
    gina = lead_of(team_of(charlie).agency)
    for one in (gina, sam, bob, charlie):
        works_with(one, family.maya, "worker")
    it = raised_by(alice, family.maya, with_whom=charlie)
    taken_up(it, alice, account(alice), account(sam))
    raised_by(alice, family.maya, with_whom="gina rossi", agency=team_of(charlie).agency)
    raised_by(alice, family.maya, with_whom=gina)
    expected = {alice: 3, leila: 3, gina: 2, charlie: 1, sam: 1, mira: 0, bob: 0}
    for reader, number in expected.items():
        here = people.fresh(reader)
        assert (reader.name, len(told(here, family.maya))) == (reader.name, number)
        assert (reader.name, len(disagreements_of(here))) == (reader.name, number)


def test_of_one_about_other_children_too_it_tells_a_party_and_nobody_where_one_is_restricted(
    alice: Practitioner, charlie: Practitioner, leila: Practitioner, mira: Practitioner, family: Family
) -> None:
    raised_by(alice, family.maya, family.brother, with_whom=charlie)
    assert [len(told(one, family.maya)) for one in (alice, charlie, leila)] == [1, 1, 0]
    assert len(told(leila, family.maya, family.brother)) == 1
    restrict(person=family.brother, kind="adoption", because="Quiet", readers=[mira], by=mira)
    assert [len(told(one, family.maya)) for one in (alice, charlie)] == [0, 0]
