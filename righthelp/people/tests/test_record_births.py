"""Birth, death, sex and gender: set with a version, refused where they cannot be true."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Practitioner
from righthelp.audit.queries import events_about
from righthelp.people.actions import ChangedMeanwhile, add_person, restrict, set_birth, set_death, set_sex
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import Person
from righthelp.people.rules import Wrong
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, day_parts, hidden, refused, saved, send, shown

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
BORN = dt.date(2017, 2, 1)


@pytest.fixture(autouse=True)
def _one_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def born(person: Person, day: dt.date | None, by: Practitioner, **more: Any) -> None:
    person.refresh_from_db()
    values = {"born_on_is": "exact" if day else "", "due_on": None, **HOW, **more}
    set_birth(person=person, version=person.version, born_on=day, by=by, **values)


def test_a_change_raises_the_version_and_leaves_an_event_with_the_names_of_the_fields(
    alice: Practitioner, family: Family
) -> None:
    born(family.maya, BORN, alice)
    set_death(person=family.maya, version=2, died_on=dt.date(2026, 3, 1), by=alice, **HOW)
    set_sex(person=family.maya, version=3, sex="other", gender="Genderfluid", by=alice, **HOW)
    family.maya.refresh_from_db()
    assert (family.maya.version, family.maya.born_on, family.maya.gender) == (4, BORN, "Genderfluid")
    assert [(one.name, one.fields) for one in events_about(family.maya)] == [
        ("people.sex_set", ["sex", "gender"]),
        ("people.death_set", ["died_on"]),
        ("people.birth_set", ["born_on", "born_on_is", "due_on"]),
    ]


def test_an_old_version_changes_nothing(alice: Practitioner, family: Family) -> None:
    born(family.maya, BORN, alice)
    with pytest.raises(ChangedMeanwhile):
        set_sex(person=family.maya, version=1, sex="male", gender="", by=alice, **HOW)
    family.maya.refresh_from_db()
    assert family.maya.sex == "not_known"


@pytest.mark.parametrize("day", [dt.date(2026, 3, 7), dt.date(1905, 3, 5), dt.date(1890, 3, 5)])
def test_nobody_is_born_tomorrow_or_older_than_120(day: dt.date, alice: Practitioner, family: Family) -> None:
    with pytest.raises(Wrong):
        born(family.maya, day, alice)
    page = at("record_birth", family.maya)
    parts = day_parts("born_on", day.day, day.month, day.year)
    sentence = "must be today or in the past" if day.year == 2026 else "must be less than 120 years ago"
    response = send(client_of(alice), page, **parts, **HOW, born_on_is="exact")
    assert refused(response, sentence)
    assert str(day.year) in response.text


def test_a_parent_is_older_than_the_child_from_either_side(alice: Practitioner, family: Family) -> None:
    born(family.mother, dt.date(1990, 1, 1), alice)
    with pytest.raises(Wrong, match="at least 10 years older"):
        born(family.maya, dt.date(1995, 1, 1), alice)
    born(family.maya, BORN, alice)
    with pytest.raises(Wrong, match="at least 10 years older"):
        born(family.mother, dt.date(2012, 1, 1), alice)
    parts = day_parts("born_on", 1, 1, 2012)
    response = send(client_of(alice), at("record_birth", family.mother), **parts, **HOW, born_on_is="exact")
    assert refused(response, "at least 10 years older")
    assert 'href="#id_born_on' in response.text


def test_nobody_dies_before_birth_or_tomorrow(alice: Practitioner, family: Family) -> None:
    born(family.maya, BORN, alice)
    for day in (dt.date(2017, 1, 31), dt.date(2026, 3, 7)):
        with pytest.raises(Wrong):
            set_death(person=family.maya, version=2, died_on=day, by=alice, **HOW)
    response = send(client_of(alice), at("record_death", family.maya), **day_parts("died_on", 31, 1, 2017), **HOW)
    assert refused(response, "must be after the date of birth")
    set_death(person=family.maya, version=2, died_on=dt.date(2020, 1, 1), by=alice, **HOW)
    with pytest.raises(Wrong):
        born(family.maya, dt.date(2020, 1, 2), alice)
    set_death(person=family.maya, version=3, died_on=None, by=alice, **HOW)
    family.maya.refresh_from_db()
    assert family.maya.died_on is None


@pytest.mark.requirement("BP-013")
def test_a_baby_is_due_within_44_weeks_and_needs_no_date_of_birth(alice: Practitioner, family: Family) -> None:
    baby = add_person(agency=family.maya.agency, source="Midwife", due_on=dt.date(2026, 8, 1), by=alice)  # type: ignore[arg-type]
    assert (baby.born_on, baby.born_on_is, events_about(baby)[0].name) == (None, "", "people.added")
    page = at("record_birth", baby)
    assert refused(send(client_of(alice), page, **day_parts("due_on", 1, 8, 2027), **HOW), "within 44 weeks of today")
    assert saved(send(client_of(alice), page, **day_parts("due_on", 8, 8, 2026), **HOW), baby)
    assert "Date the baby is due 8 August 2026" in shown(alice, baby)
    with pytest.raises(Wrong):
        born(baby, None, alice, due_on=dt.date(2027, 8, 1))
    Person.objects.filter(pk=baby.pk).update(due_on=dt.date(2020, 1, 1))
    born(baby, dt.date(2020, 1, 3), alice, due_on=dt.date(2020, 1, 1))  # long past, and left as it is


@pytest.mark.parametrize("day", [{"born_on": dt.date(2026, 3, 7)}, {"due_on": dt.date(2028, 1, 1)}])
def test_a_record_does_not_begin_with_a_date_that_cannot_be_true(
    day: dict[str, dt.date], alice: Practitioner, family: Family
) -> None:
    with pytest.raises(Wrong):
        add_person(agency=family.maya.agency, source="Told", by=alice, **day)  # type: ignore[arg-type]


def test_a_record_begins_with_a_date_as_exactly_as_it_is_known(alice: Practitioner, family: Family) -> None:
    for certainty, kept in (("", "exact"), ("year", "year")):
        person = add_person(agency=family.maya.agency, source="Told", born_on=BORN, born_on_is=certainty, by=alice)  # type: ignore[arg-type]
        assert person.born_on_is == kept


def test_a_date_is_kept_as_exactly_as_it_is_known(alice: Practitioner, family: Family) -> None:
    page = at("record_birth", family.maya)
    parts = day_parts("born_on", 1, 2, 2017)
    assert refused(send(client_of(alice), page, **parts, **HOW), "Choose how exactly the date of birth is known")
    assert saved(send(client_of(alice), page, **parts, **HOW, born_on_is="month"), family.maya)
    said = shown(alice, family.maya)
    assert "Date of birth February 2017" in said
    assert "About 9 years old" in said
    none = {f"born_on_{part}": "" for part in ("day", "month", "year")}
    assert saved(send(client_of(alice), page, **none, **HOW, born_on_is="month"), family.maya)
    family.maya.refresh_from_db()
    assert (family.maya.born_on, family.maya.born_on_is) == (None, "")


def test_gender_is_kept_in_own_words(alice: Practitioner, family: Family) -> None:
    response = send(client_of(alice), at("record_sex", family.maya), sex="female", gender="Girl, mostly", **HOW)
    assert saved(response, family.maya)
    assert "Gender, in their own words Girl, mostly" in shown(alice, family.maya)


def test_what_two_windows_changed_differently_is_shown_with_both(alice: Practitioner, family: Family) -> None:
    client, page = client_of(alice), at("record_sex", family.maya)
    first, second = (hidden(client.get(page).text) for _ in range(2))
    assert saved(client.post(page, {**first, "sex": "female", "gender": "", **HOW}), family.maya)
    response: Any = client.post(page, {**second, "sex": "male", "gender": "", **HOW})
    assert refused(response, "Nothing is lost")
    assert "Saved meanwhile: Sex" in response.text
    assert saved(client.post(page, {**hidden(response.text), "sex": "male", "gender": "", **HOW}), family.maya)
    family.maya.refresh_from_db()
    assert family.maya.sex == "male"


def test_what_another_window_alone_changed_stands(alice: Practitioner, family: Family) -> None:
    client, page = client_of(alice), at("record_sex", family.maya)
    first, second = (hidden(client.get(page).text) for _ in range(2))
    assert saved(client.post(page, {**first, "sex": "female", "gender": "", **HOW}), family.maya)
    assert saved(client.post(page, {**second, "sex": "not_known", "gender": "Girl", **HOW}), family.maya)
    family.maya.refresh_from_db()
    assert (family.maya.sex, family.maya.gender) == ("female", "Girl")


def test_children_are_filed_anew_when_the_mother_gets_a_date_of_birth(alice: Practitioner, family: Family) -> None:
    folk.person("Nobody Else")
    born(family.mother, dt.date(1990, 5, 17), alice)
    assert MatchRecord.objects.filter(pk__in=(family.maya.pk, family.brother.pk)).count() == 2


# ---- who said so, and what stood before ----


def test_each_date_keeps_who_said_so_and_what_stood_before_stays_readable(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2017, 2, 2), born_on_is="exact")
    page = at("record_birth", family.maya)
    client, parts = client_of(leila), day_parts("born_on", 1, 2, 2017)
    assert refused(send(client, page, **parts, born_on_is="exact"), "Say how you know")
    assert saved(send(client, page, **parts, born_on_is="exact", source="Her birth certificate"), family.maya)
    said = shown(alice, family.maya)
    assert "Date of birth 1 February 2017 Her birth certificate, 6 March 2026, noted by Leila Haddad" in said
    before = "Date of birth 2 February 2017 Withdrawn on 6 March 2026 by Leila Haddad: Replaced by “1 February 2017”"
    gone = said.partition("Withdrawn: what was never right, or was replaced")[2]
    assert before in gone
    assert f"{before} Told by the family, " in gone  # the source of the record, as it began


def test_every_change_of_sex_gender_and_death_is_kept(alice: Practitioner, family: Family) -> None:
    for version, gender in enumerate(("Girl", "Girl, mostly"), start=1):
        set_sex(person=family.maya, version=version, sex="female", gender=gender, source=f"Told {version}", by=alice)
    set_death(person=family.maya, version=3, died_on=dt.date(2026, 3, 1), source="A letter", by=alice)
    set_death(person=family.maya, version=4, died_on=None, source="Another child was meant", by=alice)
    facts = family.maya.facts.order_by("kind", "pk")
    assert [(one.kind, one.value, one.source, one.withdrawn_because) for one in facts] == [
        ("died", "1 March 2026", "A letter", "Taken back: Another child was meant"),
        ("gender", "Girl", "Told 1", "Replaced by “Girl, mostly”"),
        ("gender", "Girl, mostly", "Told 2", ""),
        ("sex", "Female", "Told 1", ""),
    ]


def test_whoever_confirms_what_stands_becomes_its_source(alice: Practitioner, family: Family) -> None:
    for version, source in enumerate(("Told by the family", "Her birth certificate"), start=1):
        set_sex(person=family.maya, version=version, sex="female", gender="", source=source, by=alice)
    assert "Sex Female Her birth certificate" in shown(alice, family.maya)
    assert family.maya.facts.count() == 2


def test_what_stood_before_is_not_withdrawn_by_hand_and_closed_with_the_record(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, mira: Practitioner, family: Family
) -> None:
    set_sex(person=family.maya, version=1, sex="female", gender="", source="Told at the gate", by=alice)
    fact = family.maya.facts.get()
    assert client_of(alice).get(f"{at('record', family.maya)}/facts/{fact.public_id}/withdraw").status_code == 404
    assert "Told at the gate" in shown(alice, family.maya)
    restrict(person=family.maya, kind="staff", because="x", readers=[mira], by=mira)
    for reader in (alice, bob, charlie):
        assert client_of(reader).get(at("record", family.maya)).status_code == 404
