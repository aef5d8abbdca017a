"""A pregnancy that ended: noted with care on the mother's record, read by those who know her story, never a person."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.audit.queries import events_about
from righthelp.people.access import seen_among
from righthelp.people.actions import note_pregnancy_ended, withdraw_value
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Person, Relationship
from righthelp.people.rules import Wrong
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, day_parts, html_of, refused, saved, send, shown

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
WORDS = "A pregnancy that ended"


@pytest.fixture(autouse=True)
def _one_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def ended(family: Family, alice: Practitioner) -> Person:
    return note_pregnancy_ended(person=family.mother, ended_on=dt.date(2025, 9, 2), source="Told by Ana", by=alice)


@pytest.mark.requirement("BP-168")
def test_it_is_noted_on_the_mothers_record_and_drawn_without_a_name(alice: Practitioner, family: Family) -> None:
    answer = send(
        client_of(alice), at("record_pregnancy_add", family.mother), **day_parts("ended_on", 2, 9, 2025), **HOW
    )
    assert saved(answer, family.mother)
    assert f"Pregnancy: {WORDS}" in shown(alice, family.mother)
    html = html_of(alice, "record_genogram", family.mother)
    assert f"{WORDS}; on 2 September 2025; of Ana Lindqvist." in html
    assert events_about(family.mother)[0].name == "people.pregnancy_noted"


def test_the_day_need_not_be_known(alice: Practitioner, family: Family) -> None:
    assert saved(send(client_of(alice), at("record_pregnancy_add", family.mother), **HOW), family.mother)
    assert Person.objects.get(stage="lost").died_on is None


@pytest.mark.parametrize("day", [dt.date(2026, 3, 7), dt.date(1980, 1, 1)])
def test_a_day_that_cannot_be_is_refused(day: dt.date, alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 1, 1), born_on_is="exact")
    family.mother.refresh_from_db()
    with pytest.raises(Wrong):
        note_pregnancy_ended(person=family.mother, ended_on=day, source="Told", by=alice)
    parts = day_parts("ended_on", day.day, day.month, day.year)
    page = at("record_pregnancy_add", family.mother)
    assert refused(send(client_of(alice), page, **parts, **HOW), "must be")
    assert not Person.objects.filter(stage="lost").exists()


def test_who_may_read_what_is_known_of_the_mother_sees_it_and_nobody_else(
    alice: Practitioner, bob: Practitioner, family: Family, ended: Person
) -> None:
    assert ended.pk in seen_among(alice, [ended])
    Person.objects.filter(pk=family.maya.pk).update(noted_by=bob)
    assert family.mother.pk in seen_among(bob, [family.mother])
    assert ended.pk not in seen_among(bob, [ended])
    assert client_of(bob).get(at("record", ended)).status_code == 404
    assert WORDS not in html_of(bob, "record_genogram", family.maya)
    assert WORDS not in shown(bob, family.mother)


def test_who_noted_it_does_not_see_it_when_the_mothers_story_is_closed_to_them(
    alice: Practitioner, bob: Practitioner, family: Family, ended: Person
) -> None:
    Person.objects.filter(pk=family.mother.pk).update(noted_by=bob)
    assert ended.pk not in seen_among(alice, [ended])


def test_it_is_never_a_centre_a_relative_to_add_or_somebody_to_find(
    alice: Practitioner, family: Family, ended: Person
) -> None:
    assert at("record_genogram", ended) not in html_of(alice, "record_genogram", family.maya)
    assert str(ended.public_id) not in html_of(alice, "record_family_add", family.maya)
    assert WORDS not in shown(alice, family.maya)
    assert not MatchRecord.objects.filter(pk=ended.pk).exists()


def test_one_that_was_never_right_is_withdrawn_and_seen_by_nobody(
    alice: Practitioner, family: Family, ended: Person
) -> None:
    withdraw_value(value=Relationship.objects.get(person=ended), because="Misheard", by=alice)
    assert ended.pk not in seen_among(alice, [ended])
    assert WORDS not in html_of(alice, "record_genogram", family.mother)


def test_its_own_page_says_when_and_nothing_more(alice: Practitioner, ended: Person) -> None:
    said = shown(alice, ended)
    assert "Ended on 2 September 2025" in said
    assert not any(word in said for word in ("Died", "Sex", "Parents not yet identified"))


def test_nobody_is_asked_about_a_man_or_a_young_child(alice: Practitioner, family: Family) -> None:
    offered = {}
    for sex, born in (("female", dt.date(1990, 1, 1)), ("male", dt.date(1990, 1, 1)), ("female", dt.date(2018, 1, 1))):
        person = folk.person("Jo Lake", agency=family.maya.agency, by=alice, born=born, sex=sex)
        offered[sex, born.year] = "Note a pregnancy that ended" in shown(alice, person)
    assert offered == {("female", 1990): True, ("male", 1990): False, ("female", 2018): False}
