"""The demonstration: an invented chronology where there is a child for it, nothing where there is none."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.chronology.access import entries_to_read
from righthelp.chronology.demo import load_demo_chronology
from righthelp.chronology.models import Entry, ReadThrough
from righthelp.chronology.rules import counted
from righthelp.people.models import Person
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def test_a_child_of_the_school_gets_two_years_of_life_with_patterns_and_a_correction(
    alice: Practitioner, family: Family
) -> None:
    load_demo_chronology()
    entries = entries_to_read(alice, family.maya)
    assert len(entries) > 15
    assert {one.pattern.key for one in counted(entries, dt.date.today())} >= {
        "not_brought",
        "domestic_abuse",
        "missing",
    }
    assert Entry.objects.exclude(struck_at=None).count() == 1
    assert ReadThrough.objects.get().child == family.maya
    assert entries_to_read(alice, family.brother)
    for entry in entries:
        assert entry.written_at.date() > entry.happened_on - dt.timedelta(days=1)


def test_nothing_is_written_where_there_is_no_child(alice: Practitioner, family: Family) -> None:
    Person.objects.update(noted_by=None)
    load_demo_chronology()
    assert not Entry.objects.exists()
