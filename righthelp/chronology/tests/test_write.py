"""An entry is written once, filed to several children, struck through with a reason, and never erased."""

import datetime as dt

import pytest
from django.http import Http404

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.agencies.tests.people import fresh
from righthelp.audit.models import Event
from righthelp.audit.refusals import LookRefused
from righthelp.chronology.access import children_beside, entries_to_read, entry_to_change
from righthelp.chronology.actions import AlreadyStruck, Written, correct, strike, write
from righthelp.chronology.models import Entry
from righthelp.people.actions import note_pregnancy_ended, restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family

pytestmark = pytest.mark.django_db


def written(what: str = "Came in without a coat", **other: object) -> Written:
    values = {"category": "other", "happened_on": dt.date(2026, 3, 6), "source": "Class teacher", "kind": "fact"}
    return Written(what=what, **{**values, **other})  # type: ignore[arg-type]


def entry(by: Practitioner, agency: Agency, *children: Person, what: str = "Came in without a coat") -> Entry:
    return write(written=written(what), children=children, agency=agency, by=by)


def reads(reader: Practitioner, child: Person) -> list[str]:
    return [one.what for one in entries_to_read(fresh(reader), child)]


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="chronology.").order_by("id").values_list("name", flat=True))


@pytest.fixture
def brother(school: Agency, alice: Practitioner, family: Family) -> Person:
    """Give a brother whose record Bob added, so that Alice and Bob read different records of one family."""
    bob = people.teacher(school, "Bjorn Aas")
    made = folk.person("Nils Lindqvist", agency=school, by=bob)
    folk.related(made, family.mother)
    return made


def test_one_entry_stands_on_the_record_of_each_child_it_was_filed_to(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    entry(alice, school, family.maya, family.brother, family.maya)
    assert reads(alice, family.maya) == reads(alice, family.brother) == ["Came in without a coat"]
    assert Entry.objects.count() == 1
    assert events() == ["chronology.filed"] * 2
    with pytest.raises(ValueError, match="at least one child"):
        entry(alice, school)


def test_its_own_agency_reads_it_and_social_care_but_no_colleague_without_a_reason(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner,
    sam: Practitioner, family: Family,
) -> None:  # fmt: skip
    entry(alice, school, family.maya)
    assert [bool(reads(one, family.maya)) for one in (alice, leila, bob, charlie, sam)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_filing_to_a_sibling_adds_no_readers(
    school: Agency, alice: Practitioner, family: Family, brother: Person
) -> None:
    his_teacher = Practitioner.objects.get(name="Bjorn Aas")
    entry(alice, school, family.maya, brother, what="Maya said she is afraid at home")
    assert reads(his_teacher, brother) == []
    assert reads(alice, family.maya) == ["Maya said she is afraid at home"]


def test_nothing_is_filed_to_a_pregnancy_that_ended(alice: Practitioner, family: Family, brother: Person) -> None:
    note_pregnancy_ended(person=family.mother, ended_on=None, source="Told by Ana", by=alice)
    around = children_beside(alice, family.maya)
    assert brother in around.family
    assert not any(one.stage == Person.Stage.LOST for one in around.known)


def test_an_entry_about_a_restricted_child_does_not_show_on_the_siblings_record(
    school: Agency, alice: Practitioner, mira: Practitioner, ines: Practitioner, family: Family
) -> None:
    entry(alice, school, family.maya, family.brother)
    restrict(person=family.maya, kind="high_risk", because="Threats", readers=[ines], by=mira)
    assert reads(alice, family.brother) == []


def test_what_is_struck_through_stays_readable_with_who_and_why(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    one = entry(alice, school, family.maya)
    strike(entry=one, because="It was another Maya", by=leila)
    shown = entries_to_read(alice, family.maya)[0]
    assert (shown.what, shown.struck_because, shown.struck_by) == (
        "Came in without a coat", "It was another Maya", leila,
    )  # fmt: skip
    assert not Entry.objects.of(family.maya).standing().exists()
    with pytest.raises(AlreadyStruck):
        strike(entry=one, because="Again", by=alice)
    assert events() == ["chronology.filed", "chronology.struck"]


def test_a_correction_strikes_the_old_text_and_files_the_new_to_the_same_children(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    one = entry(alice, school, family.maya, family.brother)
    newer = correct(entry=one, written=written("Came in without shoes"), because="It was shoes", by=alice)
    assert newer.replaces == one
    for child in (family.maya, family.brother):
        assert reads(alice, child) == ["Came in without a coat", "Came in without shoes"]
        assert [each.what for each in Entry.objects.of(child).standing()] == ["Came in without shoes"]


def test_only_whoever_writes_in_its_agency_and_sees_the_child_may_change_it(
    school: Agency, alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family
) -> None:
    one, maya = entry(alice, school, family.maya), family.maya.public_id
    for person in (alice, leila):
        found = entry_to_change(fresh(person), maya, one.public_id, page="change")
        assert (found.child, found.entry, found.filed_to) == (family.maya, one, [family.maya])
    for person in (bob, charlie):
        with pytest.raises(LookRefused):
            entry_to_change(fresh(person), maya, one.public_id, page="change")
    for child, wrong in ((maya, maya), (family.brother.public_id, one.public_id)):
        with pytest.raises(Http404):
            entry_to_change(alice, child, wrong, page="change")


def test_what_another_agency_wrote_is_changed_there_alone(
    school: Agency, alice: Practitioner, charlie: Practitioner, family: Family
) -> None:
    surgery = charlie.memberships_now[0].team.agency
    one = entry(charlie, surgery, family.maya)
    with pytest.raises(LookRefused):
        entry_to_change(fresh(alice), family.maya.public_id, one.public_id, page="change")
