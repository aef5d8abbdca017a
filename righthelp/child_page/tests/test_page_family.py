"""Who the child lives with, the people around, and what helps before a visit."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.child_page.tests.glance import opened, part
from righthelp.people.models import Detail, Identifier, ParentSearch, Person, Relationship, SafeContact
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import involve_by_name
from righthelp.work.models import Involvement
from righthelp.work.tests.working import words, works_with

NOW = dt.datetime(2026, 3, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
TOLD = "Told by her mother"


@pytest.fixture(autouse=True)
def _on_a_monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def detail(person: Person, kind: str, value: str) -> None:
    Detail.objects.create(person=person, kind=kind, value=value, source=TOLD)


# ---- who they live with ----


def test_who_lives_at_the_address_and_which_parent_lives_elsewhere(family: Family, alice: Practitioner) -> None:
    for person in (family.maya, family.mother, family.brother):
        folk.lives_at(person)
    folk.lives_at(family.father, "9 Dock Road", "WZ3 1HE")
    home = part(opened(alice, family.maya), "home")
    assert "12 Heron Way" in home
    together, _, apart = home.partition("Other parents")
    assert "Ana Lindqvist" in together
    assert "Leo Marsh" in together
    assert "Jonas Berg , parent: lives elsewhere , 9 Dock Road" in apart


def test_a_father_not_yet_identified_stands_with_who_asked_and_when(family: Family, alice: Practitioner) -> None:
    ParentSearch.objects.create(
        child=family.brother, who="Father not yet identified", asked_on=dt.date(2026, 3, 1), tried="Asked Ana, alone",
        noted_by=alice,
    )  # fmt: skip
    home = part(opened(alice, family.brother), "home")
    assert "Father not yet identified . Alice Adeyemi asked on 1 March 2026: Asked Ana, alone" in home
    assert "Nothing came of it yet" in home


def test_a_parent_of_whom_nothing_is_written_is_asked_for(family: Family, alice: Practitioner) -> None:
    home = part(opened(alice, family.brother), "home")
    assert "Only one parent is written down here whom you may see" in home
    assert "No address is shown here" in home
    assert "Nobody is written down at the same address" in home
    assert "parent is written down" not in part(opened(alice, family.maya), "home")


# ---- before a visit ----


def test_what_helps_before_a_visit_stands_for_everybody_who_lives_there(family: Family, alice: Practitioner) -> None:
    for person in (family.maya, family.mother):
        folk.lives_at(person)
    detail(family.mother, "visit", "A large dog in the yard")
    SafeContact.objects.create(
        person=family.mother, channel="phone", value="07700 900412", is_safe="yes", times="Mornings", source=TOLD
    )
    SafeContact.objects.create(person=family.father, channel="text", value="07700 900877", is_safe="no", source=TOLD)
    helpful = part(opened(alice, family.maya), "helpful")
    assert "( Ana Lindqvist ) A large dog in the yard" in helpful
    assert "Telephone: 07700 900412 (they say it is safe; Mornings)" in helpful
    assert "NOT SAFE, do not use: text message, 07700 900877" in helpful


def test_on_paper_a_way_of_which_somebody_must_not_know_is_marked_and_the_page_warns_of_them_above_every_address(
    family: Family, alice: Practitioner
) -> None:
    folk.lives_at(family.maya)
    assert "must not know" not in words(opened(alice, family.maya))
    SafeContact.objects.create(
        person=family.mother, channel="phone", value="07700 900412", is_safe="yes", must_not_know="Jonas", source=TOLD
    )
    SafeContact.objects.create(person=family.father, channel="text", value="07700 900877", is_safe="yes", source=TOLD)
    page = opened(alice, family.maya)
    warning = "Do not let this paper reach whoever must not know. Written down: “Jonas” (Ana Lindqvist, telephone)."
    text = re.sub(r"\s+", " ", words(page))
    assert warning in text
    assert text.index(warning) < text.index("12 Heron Way")
    assert '<p class="govuk-body rh-glance__paper rh-glance__keep">' in page.text
    helpful = part(page, "helpful")
    assert "Keep to yourself: Telephone: 07700 900412" in helpful
    assert helpful.count("Keep to yourself") == 1


def test_the_number_of_a_file_that_was_loaded_is_left_to_the_record(family: Family, alice: Practitioner) -> None:
    for system, value in (("import", "k1"), ("Housing", "H-77")):
        Identifier.objects.create(person=family.maya, kind="local", value=value, system=system, source=TOLD)
    who = part(opened(alice, family.maya), "who")
    assert "Housing H-77" in who
    assert "k1" not in who
    assert "import" not in who


def test_where_nobody_asked_how_to_reach_the_family_the_page_says_so(family: Family, alice: Practitioner) -> None:
    helpful = part(opened(alice, family.maya), "helpful")
    assert helpful.count("Not asked.") == 2
    assert "Nothing is written down that helps before a visit" in helpful


# ---- people ----


@pytest.mark.requirement("BG-028")
def test_workers_stand_with_role_and_since_when_and_a_change_is_said(
    family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    works_with(alice, family.maya)
    works_with(bob, family.maya)
    involve_by_name(
        child=family.maya, name="Dr Helen Marsh", organisation="Northquay Surgery", phone="01632 960340", role="GP",
        starts_on=dt.date(2025, 1, 1), by=alice,
    )  # fmt: skip
    around = part(opened(alice, family.maya), "people")
    assert "Alice Adeyemi (you): Class teacher since 1 September 2025, All staff, Alder Road Primary School" in around
    assert "Dr Helen Marsh : GP since 1 January 2025, Northquay Surgery, 01632 960340" in around
    assert "Class teacher: two people in two years" in around
    assert "Ana Lindqvist , parent" in around


def test_the_last_day_is_a_day_of_work_and_somebody_is_gone_on_the_day_after(
    family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    one = works_with(bob, family.maya, "mentor")
    Involvement.objects.filter(pk=one.pk).update(ends_on=TODAY)
    page = opened(alice, family.maya)
    assert "Bob Baker : Mentor since 1 September 2025, until 9 March 2026" in part(page, "people")
    assert "no longer works" not in part(page, "happened")
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        page = opened(alice, family.maya)
    assert "Bob Baker : Mentor" not in part(page, "people")
    assert "10 March 2026: Seen by Right Help Bob Baker no longer works with the child: mentor" in part(
        page, "happened"
    )


def test_where_nobody_works_with_the_child_the_page_says_what_to_do(family: Family, alice: Practitioner) -> None:
    assert "Add those who work with the child" in part(opened(alice, family.maya), "people")


# ---- the family, drawn ----


@pytest.mark.requirement("BP-253")
def test_what_others_should_know_for_safety_stands_with_the_person_for_those_who_may(
    family: Family, alice: Practitioner
) -> None:
    Relationship.objects.filter(relative=family.father).update(safety="He drinks at weekends")
    assert "Safety and welfare: He drinks at weekends" in part(opened(alice, family.maya), "people")


@pytest.mark.requirement("BP-168")
def test_whether_three_generations_are_there_is_said(family: Family, alice: Practitioner, school: Agency) -> None:
    assert "Only two generations are here" in part(opened(alice, family.maya), "tree")
    gran = folk.person("Birgit Lindqvist", agency=school, by=alice)
    folk.related(family.mother, gran, Relationship.Kind.PARENT)
    assert "Three generations are here" in part(opened(alice, family.maya), "tree")


def test_a_grandmother_counts_though_nobody_has_written_whose_mother_she_is(
    family: Family, alice: Practitioner, school: Agency
) -> None:
    gran = folk.person("Birgit Lindqvist", agency=school, by=alice)
    folk.related(family.maya, gran, Relationship.Kind.GRANDPARENT)
    assert "Three generations are here" in part(opened(alice, family.maya), "tree")


def test_a_number_that_is_safe_by_one_note_and_not_by_another_stands_only_as_not_safe_and_in_bold(
    family: Family, alice: Practitioner
) -> None:
    for is_safe in ("yes", "no"):
        SafeContact.objects.create(
            person=family.mother, channel="phone", value="07700 900412", is_safe=is_safe, source=TOLD
        )
    page = opened(alice, family.maya)
    assert "<strong><bdi>NOT SAFE, do not use: telephone, 07700 900412</bdi></strong>" in page.text
    assert "they say it is safe" not in part(page, "helpful")


@pytest.mark.requirement("BN-079")
def test_what_a_record_that_the_reader_may_not_see_calls_not_safe_is_not_called_safe(
    family: Family, alice: Practitioner, sam: Practitioner
) -> None:
    for person in (family.maya, family.mother):
        SafeContact.objects.create(
            person=person, channel="phone", value="01632 960 111", is_safe="yes", times="Mornings", source=TOLD
        )
        folk.not_safe_elsewhere(person, "01632960111", sam)
    reach = part(opened(alice, family.maya), "helpful")
    assert reach.count("01632 960 111 (not asked yet: do not use it without asking)") == 2
    for kept in ("Mornings", "Her brother", "Another Name", "01632960111"):
        assert kept not in reach, kept
