"""Who people are to each other: added both ways, refused where it cannot be, ended, withdrawn, noted anew."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.queries import events_about
from righthelp.people.actions import (
    ChangedMeanwhile,
    end_value,
    note_about_relationship,
    note_search,
    relate,
    restrict,
    withdraw_value,
)
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import ParentSearch, Person, Relationship
from righthelp.people.rules import Wrong
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, day_parts, refused, saved, send, shown

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
NOTHING_NOTED = {"contact_restriction": "", "safety": "", "is_important": False}


@pytest.fixture(autouse=True)
def _one_day() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def gran(alice: Practitioner, family: Family) -> Person:
    """Give somebody of the school's records who is not yet family of anybody."""
    return folk.person("Ruth Lindqvist", agency=family.maya.agency, by=alice, sex="female")


def add_one(by: Practitioner, person: Person, relative: Person, kind: str, **more: str) -> Any:
    page = at("record_family_add_one", person, relative.public_id)
    return send(client_of(by), page, kind=kind, **HOW, **more)


# ---- adding ----


def test_family_is_chosen_from_the_people_the_reader_may_see(
    alice: Practitioner, sam: Practitioner, social_care: Agency, family: Family, gran: Person
) -> None:
    folk.person("Somebody Elsewhere", agency=social_care, by=sam)
    hidden = folk.person("Hidden Person", agency=family.maya.agency, by=alice)
    restrict(person=hidden, kind="staff", because="A relative", readers=[sam], by=sam)
    page = at("record_family_add", family.maya)
    client = client_of(alice)
    html: Any = client.get(page)
    assert "Ruth Lindqvist" in html.text
    assert "Leo Marsh" in html.text
    for name in ("Somebody Elsewhere", "Hidden Person"):
        assert name not in html.text
    assert refused(send(client, page), "Choose somebody")
    answer = send(client, page, who=str(gran.public_id))
    assert answer.headers["Location"] == at("record_family_add_one", family.maya, gran.public_id)


def test_nobody_can_be_added_through_an_address_of_a_record_that_is_closed(
    alice: Practitioner, sam: Practitioner, social_care: Agency, family: Family
) -> None:
    stranger = folk.person("Somebody Elsewhere", agency=social_care, by=sam)
    page = at("record_family_add_one", family.maya, stranger.public_id)
    assert client_of(alice).get(page).status_code == 404
    assert client_of(alice).post(page, {"kind": "parent", **HOW}).status_code == 404
    assert not Relationship.objects.filter(relative=stranger).exists()


def test_family_is_not_added_to_a_record_of_which_only_the_outside_is_open(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, sam: Practitioner, social_care: Agency,
    family: Family, gran: Person,
) -> None:  # fmt: skip
    uncle = folk.person("Per Berg", agency=social_care, by=sam)
    folk.related(family.maya, uncle, "aunt_or_uncle")
    tie = family.maya.relationships.get(relative=family.mother)
    assert "Per Berg" in shown(alice, uncle)
    for reader, person in ((alice, uncle), (bob, family.maya), (charlie, family.maya)):
        for name, more in (("record_family_add", ()), ("record_family_add_one", (gran.public_id,))):
            assert client_of(reader).get(at(name, person, *more)).status_code == 404
        assert client_of(reader).get(at("record_family_about", person, tie.public_id)).status_code == 404


def test_a_relationship_reads_both_ways(alice: Practitioner, family: Family, gran: Person) -> None:
    assert saved(add_one(alice, family.maya, gran, "grandparent"), family.maya)
    assert "Grandmother: Ruth Lindqvist" in shown(alice, family.maya)
    assert "Grandchild: Maya Lindqvist" in shown(alice, gran)
    event = events_about(family.maya)[0]
    tie = Relationship.objects.get(relative=gran)
    assert (event.name, event.about_ids) == ("people.related", {"person": gran.pk, "relationship": tie.pk})


def test_a_relationship_can_be_added_from_the_other_side(alice: Practitioner, family: Family, gran: Person) -> None:
    assert saved(add_one(alice, gran, family.mother, "back-parent"), gran)
    assert Relationship.objects.filter(person=family.mother, relative=gran, kind="parent").exists()
    assert "Mother: Ruth Lindqvist" in shown(alice, family.mother)


def test_a_parent_younger_than_the_child_is_refused_at_the_question(
    alice: Practitioner, family: Family, gran: Person
) -> None:
    for person, year in ((gran, 2012), (family.mother, 2010)):
        Person.objects.filter(pk=person.pk).update(born_on=dt.date(year, 1, 1), born_on_is="exact")
    response = add_one(alice, family.mother, gran, "parent")
    assert refused(response, "A birth parent must be at least 10 years older than the child")
    assert 'href="#id_kind"' in response.text
    assert "Told by the family" in response.text
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1985, 1, 1))
    Person.objects.filter(pk=gran.pk).update(born_on=dt.date(1990, 1, 1))
    assert saved(add_one(alice, family.mother, gran, "step_parent"), family.mother)  # of a step-parent nobody can say


@pytest.mark.parametrize(
    ("kind", "born", "sentence"),
    [
        ("adoptive_parent", 2023, "Whoever is written down as adoptive parent must be 18 or over"),
        ("foster_carer", 2009, "Whoever is written down as foster carer must be 18 or over"),
        ("guardian", 2009, "Whoever is written down as special guardian must be 18 or over"),
        ("step_parent", 2012, "Whoever is written down as step-parent must be 16 or over"),
        ("connected_carer", 2012, "Whoever is written down as connected carer must be 16 or over"),
        ("adoptive_parent", 2007, "An adoptive parent must be older than the child"),
    ],
)
def test_nobody_adopts_or_looks_after_a_child_as_a_child(
    kind: str, born: int, sentence: str, alice: Practitioner, family: Family, gran: Person
) -> None:
    Person.objects.filter(pk=gran.pk).update(born_on=dt.date(born, 1, 1), born_on_is="exact")
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2007, 1, 1), born_on_is="exact")
    response = add_one(alice, family.maya, gran, kind)
    assert refused(response, sentence)
    assert 'href="#id_kind"' in response.text
    assert not Relationship.objects.filter(relative=gran).exists()


def test_a_guessed_age_makes_nobody_too_young_and_a_later_date_of_birth_is_checked_too(
    alice: Practitioner, family: Family, gran: Person
) -> None:
    Person.objects.filter(pk=gran.pk).update(born_on=dt.date(2012, 1, 1), born_on_is="estimated")
    assert saved(add_one(alice, family.maya, gran, "foster_carer"), family.maya)
    answers = {**day_parts("born_on", 1, 1, 2012), "born_on_is": "exact", **HOW}
    assert refused(send(client_of(alice), at("record_birth", gran), **answers), "foster carer must be 18 or over")


@pytest.mark.parametrize("kind", ["parent", "adoptive_parent"])
def test_nobody_becomes_their_own_grandparent(kind: str, alice: Practitioner, family: Family, gran: Person) -> None:
    relate(person=family.mother, relative=gran, kind="parent", by=alice, **HOW)
    response = add_one(alice, gran, family.maya, kind)
    assert refused(response, "This would make somebody their own grandparent")
    with pytest.raises(Wrong, match="two different people"):
        relate(person=gran, relative=gran, kind=kind, by=alice, **HOW)
    tie = Relationship.objects.get(person=family.mother, relative=gran)
    withdraw_value(value=tie, because="Another Ruth", by=alice)
    assert saved(add_one(alice, gran, family.maya, kind), gran)


def test_what_is_noted_is_not_noted_twice_from_either_side(alice: Practitioner, family: Family, gran: Person) -> None:
    relate(person=family.maya, relative=gran, kind="grandparent", by=alice, **HOW)
    relate(person=gran, relative=family.mother, kind="friend", by=alice, **HOW)
    for person, relative, kind in ((family.maya, gran, "grandparent"), (family.mother, gran, "friend")):
        assert refused(add_one(alice, person, relative, kind), "This is noted already")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("married", "Husband"), ("civil_partner", "Civil partner"), ("partner", "Partner"),
        ("separated", "Separated partner"), ("divorced", "Divorced partner"),
    ],
)  # fmt: skip
def test_a_couple_reads_the_same_from_both_sides_and_can_be_over(
    kind: str, words: str, alice: Practitioner, family: Family
) -> None:
    Person.objects.filter(pk=family.father.pk).update(sex="male")
    assert saved(add_one(alice, family.mother, family.father, kind, **day_parts("from_on", 1, 5, 2015)), family.mother)
    tie = Relationship.objects.get(kind=kind)
    assert f"{words}: Jonas Berg" in shown(alice, family.mother)
    assert "Since 1 May 2015" in shown(alice, family.father)
    page = at("record_value_end", family.father, "family", tie.public_id)
    assert saved(send(client_of(alice), page, **day_parts("on", 1, 2, 2026)), family.father)
    said = shown(alice, family.mother)
    assert "From 1 May 2015 to 1 February 2026" in said
    together = kind not in ("separated", "divorced")
    assert f"{'Former ' + words.lower() if together else words} (over) : Jonas Berg" in said


def test_a_relationship_that_was_never_right_is_withdrawn_from_either_page(alice: Practitioner, family: Family) -> None:
    tie = family.maya.relationships.get(relative=family.father)
    page = at("record_value_withdraw", family.father, "family", tie.public_id)
    assert saved(send(client_of(alice), page, because="He is her uncle"), family.father)
    tie.refresh_from_db()
    assert (tie.withdrawn_by, tie.withdrawn_because) == (alice, "He is her uncle")
    said = shown(alice, family.maya)
    family_part, _, gone = said.partition("Withdrawn: what was never right")
    assert "Jonas Berg" not in family_part
    assert "by Alice Adeyemi: He is her uncle" in gone


def test_a_relationship_to_somebody_whose_record_is_closed_now_is_not_changed_or_named(
    alice: Practitioner, mira: Practitioner, bob: Practitioner, family: Family
) -> None:
    first = family.maya.relationships.get(relative=family.father)
    values: dict[str, Any] = {"has_parental_responsibility": None, **NOTHING_NOTED}
    tie = note_about_relationship(relationship=first, by=alice, **values, **HOW)
    restrict(person=family.father, kind="high_risk", because="At risk", readers=[bob], by=mira)
    assert "Jonas Berg" not in shown(alice, family.maya)
    for page in ("record_value_end", "record_value_withdraw"):
        assert client_of(alice).get(at(page, family.maya, "family", tie.public_id)).status_code == 404
    assert client_of(alice).get(at("record_family_about", family.maya, tie.public_id)).status_code == 404


def test_a_relationship_leaves_no_way_in_that_was_not_there(
    alice: Practitioner, bob: Practitioner, family: Family, gran: Person
) -> None:
    relate(person=family.maya, relative=gran, kind="grandparent", by=alice, **HOW)
    for person in (family.maya, gran):
        assert client_of(bob).get(at("record", person)).status_code == 404


def test_the_matcher_finds_a_child_by_a_parent_who_was_added(alice: Practitioner, family: Family, gran: Person) -> None:
    child = folk.person("Mo Holm", agency=family.maya.agency, by=alice)
    tie = relate(person=child, relative=gran, kind="parent", by=alice, **HOW)
    assert "ruth" in str(MatchRecord.objects.get(pk=child.pk).line).lower()
    withdraw_value(value=tie, because="Another Ruth", by=alice)
    assert "ruth" not in str(MatchRecord.objects.get(pk=child.pk).line).lower()


# ---- parental responsibility, contact, who matters ----


@pytest.mark.requirement("BP-248")
def test_what_restricts_contact_is_noted_and_what_stood_before_can_still_be_found(
    alice: Practitioner, family: Family
) -> None:
    first = family.maya.relationships.get(relative=family.father)
    page = at("record_family_about", family.maya, first.public_id)
    answers = {"has_parental_responsibility": "yes", "contact_restriction": "No contact, order of 5 May 2025"}
    assert saved(send(client_of(alice), page, **answers, is_important="yes", **HOW), family.maya)
    said = shown(alice, family.maya)
    for words in ("Has parental responsibility", "Contact: No contact, order of 5 May 2025", "Important to Maya"):
        assert words in said
    second = family.maya.relationships.get(relative=family.father, withdrawn_at=None)
    values: dict[str, Any] = {"has_parental_responsibility": True, **NOTHING_NOTED}
    note_about_relationship(relationship=second, by=alice, **values, **HOW)
    with pytest.raises(ChangedMeanwhile):
        note_about_relationship(relationship=second, by=alice, **values, **HOW)
    second.refresh_from_db()
    assert second.contact_restriction == "No contact, order of 5 May 2025"
    assert second.withdrawn_by == alice
    now, _, before = shown(alice, family.maya).partition("Withdrawn: what was never right")
    assert "No contact" not in now
    assert "No contact, order of 5 May 2025" in before
    assert [event.name for event in events_about(family.maya)][:2] == ["people.relationship_noted"] * 2


def test_only_those_who_raise_a_child_are_asked_about_parental_responsibility(
    alice: Practitioner, family: Family
) -> None:
    tie = relate(person=family.maya, relative=family.brother, kind="sibling", by=alice, **HOW)
    page = at("record_family_about", family.maya, tie.public_id)
    html: Any = client_of(alice).get(page)
    assert "parental responsibility" not in html.text
    assert saved(send(client_of(alice), page, contact_restriction="With an adult there", **HOW), family.maya)
    assert "With an adult there" in shown(alice, family.maya)


def test_contact_is_noted_on_the_childs_own_page(alice: Practitioner, family: Family) -> None:
    tie = family.maya.relationships.get(relative=family.father)
    assert client_of(alice).get(at("record_family_about", family.father, tie.public_id)).status_code == 404
    end_value(value=tie, on=dt.date(2026, 3, 1), by=alice)
    assert client_of(alice).get(at("record_family_about", family.maya, tie.public_id)).status_code == 200


# ---- a parent not yet identified ----


@pytest.mark.requirement("BP-247")
def test_who_was_asked_for_a_parent_and_what_came_of_it_stands_on_the_record(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    page = at("record_search_add", family.brother)
    answers = {"who": "Father not yet identified", "tried": "Asked Ana, alone", "outcome": ""}
    client = client_of(alice)
    assert refused(send(client, page, **answers), "Enter the day you asked or tried")
    assert refused(send(client, page, **answers, **day_parts("asked_on", 7, 3, 2026)), "must be today or in the past")
    assert saved(send(client, page, **answers, **day_parts("asked_on", 5, 3, 2026)), family.brother)
    note_search(
        child=family.brother, who="Father not yet identified", asked_on=dt.date(2026, 3, 6), tried="The register",
        outcome="Paul Marsh is named", by=leila,
    )  # fmt: skip
    said = shown(alice, family.brother)
    for words in (
        "Father not yet identified, 5 March 2026 Asked Ana, alone Nothing came of it yet.",
        "Noted by Alice Adeyemi, 6 March 2026", "What came of it: Paul Marsh is named",
    ):  # fmt: skip
        assert words in said, words
    event = events_about(family.brother)[1]
    first = ParentSearch.objects.order_by("pk")[0]
    assert (event.name, event.about_ids) == ("people.parent_sought", {"search": first.pk})


@pytest.mark.requirement("BP-247")
def test_the_search_for_a_parent_belongs_to_children(alice: Practitioner, family: Family) -> None:
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 1, 1), born_on_is="exact")
    assert "Note a search for a parent" in shown(alice, family.maya)
    assert "Parents not yet identified" in shown(alice, family.maya)
    assert "Parents not yet identified" not in shown(alice, family.mother)


def test_whom_one_can_add_stand_by_name_the_family_first_and_somebody_new_has_a_way(
    alice: Practitioner, school: Agency, family: Family
) -> None:
    for name in ("Zara Amin", "Abel Amin"):
        folk.person(name, agency=school, by=alice)
    page = shown(alice, family.maya, "record_family_add")
    places = [page.index(name) for name in ("Ana Lindqvist", "Jonas Berg", "Abel Amin", "Zara Amin")]
    assert places == sorted(places)
    assert "Is it somebody new? Write the family down" in page
