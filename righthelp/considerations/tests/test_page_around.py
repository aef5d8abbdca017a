"""The adults to think about, and what happened before, beside the questions about a child whose record is named."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event, Look
from righthelp.audit.rules import LOOK_REFUSED
from righthelp.chronology.actions import strike
from righthelp.chronology.tests.pages import entry
from righthelp.considerations.models import ConsideredChild
from righthelp.considerations.tests.pages import address, client_of, goes_to, send, shown
from righthelp.considerations.tests.test_start import draft, edition
from righthelp.considerations.tests.thinking import thought
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.people.actions import note_search, relate, restrict, state_identity
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import works_with

pytestmark = pytest.mark.django_db
MOST = 15
HOW: dict[str, Any] = {"source": "Told by the family"}
AT_HOME = "Parents and carers with whom Maya Lindqvist lives"
ELSEWHERE = "Parents and carers who live elsewhere, or of whom no address is shown here"
OTHERS_AT_HOME, NETWORK = "Others at home", "Family and others who matter"
SOUGHT = "A parent not yet identified or found"
END = "Is anybody missing here"
TITLES = (AT_HOME, ELSEWHERE, OTHERS_AT_HOME, NETWORK, SOUGHT, END)
HEADING = "think about each of them"


@pytest.fixture
def guidance(alice: Practitioner) -> Edition:
    """Give the guidance in use."""
    given = edition()
    adopt(framework=given.framework, by=alice)
    return given


@pytest.fixture
def child(alice: Practitioner, guidance: Edition, family: Family) -> ConsideredChild:
    """Give Alice’s thinking about Maya."""
    return thought(alice, guidance, family.maya)


@pytest.fixture
def read(child: ConsideredChild) -> Callable[..., str]:
    """Open a page about Maya as somebody who may change it."""

    def open_page(name: str = "child_life", of: ConsideredChild = child) -> str:
        return shown(client_of(people.fresh(of.consideration.holder)), address(name, of))

    return open_page


def part(said: str, title: str) -> str:
    """Give what stands under one of the titles."""
    _, found, after = said.partition(title)
    ends = [after.index(other) for other in TITLES if other != title and other in after]
    return after[: min(ends)] if found else ""


def adult(name: str, family: Family, *, by: Practitioner) -> Person:
    return folk.person(name, agency=family.maya.agency, by=by, born=dt.date(1980, 1, 1))


# ---- each adult around the child ----


@pytest.mark.requirement("BP-062")
def test_parents_and_carers_at_home_and_elsewhere_and_others_at_home_stand_beside_the_question_who_protects_the_child(
    read: Callable[..., str], family: Family, alice: Practitioner
) -> None:
    gran, lodger = adult("Ruth Lindqvist", family, by=alice), adult("Ned Quill", family, by=alice)
    carer = adult("Ida Holm", family, by=alice)
    relate(person=family.maya, relative=gran, kind="grandparent", by=alice, **HOW)
    relate(person=family.maya, relative=lodger, kind="other", safety="He is kind to her.", by=alice, **HOW)
    relate(person=family.maya, relative=carer, kind="connected_carer", by=alice, **HOW)
    for one in (family.maya, family.mother, gran, lodger):
        folk.lives_at(one)
    folk.lives_at(family.father, "80 Dock Road", "WZ3 1HE")
    said = read()
    assert HEADING in said
    assert said.index(HEADING) < said.index("Does a parent or carer protect the child")
    assert "Ana Lindqvist" in part(said, AT_HOME)
    assert "Jonas Berg" in part(said, ELSEWHERE)
    assert "Ida Holm" in part(said, ELSEWHERE)
    assert "Grandparent: Ruth Lindqvist" in part(said, OTHERS_AT_HOME)
    known = "Ned Quill Lives at the same address Safety and welfare: He is kind to her. Told by the family, "
    assert known in part(said, OTHERS_AT_HOME)


@pytest.mark.requirement("BP-062")
def test_a_parent_not_yet_identified_is_one_to_think_about_with_the_search_for_them(
    read: Callable[..., str], guidance: Edition, family: Family, alice: Practitioner
) -> None:
    leo = thought(alice, guidance, family.brother)
    assert "Only one parent is written down here whom you may see" in part(read(of=leo), SOUGHT)
    note_search(
        child=family.brother, who="Father not yet identified", asked_on=dt.date(2026, 3, 5), tried="Asked Ana", by=alice
    )
    said = "Father not yet identified , asked on 5 March 2026: Asked Ana Nothing came of it yet."
    assert said in part(read(of=leo), SOUGHT)
    assert SOUGHT not in read()


@pytest.mark.requirement("BP-063")
def test_the_family_network_is_there_also_who_is_known_only_through_a_parent(
    read: Callable[..., str], family: Family, alice: Practitioner
) -> None:
    gran, partner, friend, aunt = (
        adult(name, family, by=alice) for name in ("Ruth Lindqvist", "Tom Reed", "Cleo Hart", "Ida Berg")
    )
    relate(person=family.mother, relative=gran, kind="parent", by=alice, **HOW)
    relate(person=family.mother, relative=partner, kind="partner", by=alice, **HOW)
    relate(person=family.maya, relative=friend, kind="friend", is_important=True, by=alice, **HOW)
    relate(person=family.maya, relative=aunt, kind="aunt_or_uncle", by=alice, **HOW)
    for one in (family.maya, family.mother, partner):
        folk.lives_at(one)
    said = read()
    assert "Partner of Ana Lindqvist: Tom Reed" in part(said, OTHERS_AT_HOME)
    network = part(said, NETWORK)
    for words in ("Parent of Ana Lindqvist: Ruth Lindqvist", "Family friend: Cleo Hart", "Aunt or uncle: Ida Berg"):
        assert words in network
    assert "Important to Maya" in network


def test_brothers_and_sisters_are_asked_about_where_they_matter_to_the_child_or_are_grown_up(
    read: Callable[..., str], family: Family, alice: Practitioner
) -> None:
    known = "Leo Marsh"
    assert known not in read()
    relate(person=family.maya, relative=family.brother, kind="sibling", is_important=True, by=alice, **HOW)
    assert f"Brother or sister, full or half: {known}" in part(read(), NETWORK)
    family.maya.relationships.filter(relative=family.brother).update(is_important=False)
    assert known not in read()
    Person.objects.filter(pk=family.brother.pk).update(stage="adult")
    assert known in part(read(), NETWORK)


def test_nobody_is_listed_whose_part_is_over_or_who_died_or_was_lost_before_birth(
    read: Callable[..., str], family: Family, alice: Practitioner
) -> None:
    former, gran, partner = (adult(name, family, by=alice) for name in ("Al Once", "Ruth Gone", "Tom Over"))
    over = {"to_on": dt.date(2025, 1, 1), "by": alice, **HOW}
    relate(person=family.maya, relative=former, kind="step_parent", **over)
    relate(person=family.mother, relative=partner, kind="partner", **over)
    relate(person=family.mother, relative=gran, kind="parent", by=alice, **HOW)
    relate(person=family.maya, relative=gran, kind="grandparent", by=alice, **HOW)
    Person.objects.filter(pk=gran.pk).update(died_on=dt.date(2025, 1, 1))
    half = folk.person("Kit Reed", agency=family.maya.agency, by=alice)
    relate(person=half, relative=family.father, kind="parent", by=alice, **HOW)
    said = read()
    for name in ("Al Once", "Ruth Gone", "Tom Over", "Kit Reed"):
        assert name not in said


def test_a_protected_address_shows_neither_itself_nor_who_lives_there(read: Callable[..., str], family: Family) -> None:
    for one in (family.maya, family.mother):
        folk.lives_at(one, "Lantern House", "WZ9 9ZZ", is_protected=True)
    said = read()
    assert "Ana Lindqvist" in part(said, ELSEWHERE)
    assert AT_HOME not in said
    assert "Lantern" not in said
    assert "same address" not in said


def test_somebody_whose_record_is_closed_to_the_writer_is_not_named(
    read: Callable[..., str], family: Family, mira: Practitioner
) -> None:
    restrict(person=family.father, kind="high_risk", because="At risk", readers=[mira], by=mira)
    said = read()
    assert "Jonas Berg" not in said
    assert "Ana Lindqvist" in said


def test_a_writer_to_whom_the_childs_record_is_closed_sees_nothing_of_it_and_nothing_is_logged_against_them(
    read: Callable[..., str], guidance: Edition, family: Family, bob: Practitioner, alice: Practitioner, school: Agency
) -> None:
    entry(alice, school, family.maya, what="Was born small", significance="key")
    his = thought(bob, guidance, family.maya)
    for name in ("child_life", "child_history"):
        said = read(name, his)
        assert "Ana Lindqvist" not in said
        assert HEADING not in said
        assert "Was born small" not in said
        assert "chronology" not in said
    works_with(bob, family.brother, "mentor")  # now he may know who Maya is, and no more
    folk.related(family.maya, family.brother, "sibling")
    assert HEADING not in read("child_life", his)
    assert not Event.objects.filter(name=LOOK_REFUSED).exists()
    assert "thinking about the adults around" not in Look.objects.values_list("page", flat=True)


def test_the_look_at_the_record_is_logged(read: Callable[..., str], family: Family) -> None:
    read("child_life")
    read("child_history")
    looks = Look.objects.filter(subject_type="people.person", subject_id=family.maya.pk)
    assert [one.page for one in looks.order_by("pk")] == [
        "thinking about the adults around", "thinking about what happened before",
    ]  # fmt: skip


def test_a_child_by_a_label_is_asked_about_without_a_record(read: Callable[..., str], alice: Practitioner) -> None:
    label = draft("J", path="full", by=people.fresh(alice)).children.get()
    assert HEADING not in read("child_life", label)
    said = read("child_history", label)
    assert "What does what happened before mean for this child now?" in said
    assert "chronology" not in said


def test_two_records_of_one_child_are_thought_about_as_one(
    read: Callable[..., str], family: Family, alice: Practitioner, school: Agency
) -> None:
    other, aunt = folk.person("Maya Berg", agency=school, by=alice), adult("Ida Berg", family, by=alice)
    ana = folk.person("Ana Berg", agency=school, by=alice)
    relate(person=other, relative=aunt, kind="aunt_or_uncle", by=alice, **HOW)
    relate(person=other, relative=ana, kind="parent", by=alice, **HOW)
    entry(alice, school, other, what="Moved to her aunt", significance="key")
    for one, same in ((family.maya, other), (family.mother, ana)):
        state_identity(one=one, other=same, is_same=True, because="Same birthday.", by=alice)
    said = read()
    assert "Aunt or uncle: Ida Berg" in part(said, NETWORK)
    assert "Ana Lindqvist" in said
    assert "Ana Berg" not in said
    assert "Moved to her aunt" in read("child_history")


# ---- what happened before ----


@pytest.mark.requirement("BP-196")
def test_key_events_with_what_people_make_of_them_and_counted_patterns_stand_beside_the_question_what_they_mean_now(
    read: Callable[..., str], family: Family, alice: Practitioner, school: Agency
) -> None:
    entry(
        alice, school, family.maya, what="Her grandfather died", significance="key", impact="She stopped singing",
        analysis="She has lost the one who brought her to school", happened_on=dt.date(2025, 2, 3),
    )  # fmt: skip
    entry(alice, school, family.maya, what="Came in without a coat")
    entry(alice, school, family.maya, what="Moved house", significance="key", happened_on=dt.date(2024, 1, 9))
    for day in (1, 8):
        entry(
            alice, school, family.maya, what="Missed the dentist", category="not_brought",
            happened_on=dt.date(2026, 1, day),
        )  # fmt: skip
    said = read("child_history")
    assert (
        "3 February 2025: Something else Her grandfather died Class teacher (fact) "
        "What it meant for the child: She stopped singing "
        "What we make of it: She has lost the one who brought her to school"
    ) in said
    assert "Moved house Class teacher (fact) What we make of it: nobody has written that yet." in said
    assert said.index("Moved house") < said.index("Her grandfather died")
    assert "Was not brought to appointments: two times within 365 days." in said
    assert "without a coat" not in said
    assert "The whole chronology" in said
    assert said.index("two times within") < said.index("What does what happened before mean for this child now?")


def test_what_was_struck_through_or_written_by_others_does_not_stand_there(
    read: Callable[..., str], family: Family, alice: Practitioner, sam: Practitioner, school: Agency
) -> None:
    gone = entry(alice, school, family.maya, what="She was bitten", significance="key")
    strike(entry=gone, because="Another child", by=alice)
    works_with(sam, family.maya, "social worker")
    theirs = sam.memberships_now[0].team.agency
    entry(sam, theirs, family.maya, what="The police called", significance="key")
    said = read("child_history")
    assert "She was bitten" not in said
    assert "The police called" not in said
    assert "That does not mean that nothing happened" in said


def test_where_no_entry_is_a_key_event_it_says_so(
    read: Callable[..., str], family: Family, alice: Practitioner, school: Agency
) -> None:
    entry(alice, school, family.maya, what="Came in without a coat")
    assert "No entry that you may read is marked as a key event" in read("child_history")


@pytest.mark.requirement("BP-196")
def test_what_the_past_means_is_kept_in_the_record_and_not_in_the_familys_copy(
    read: Callable[..., str], child: ConsideredChild
) -> None:
    alice = client_of(people.fresh(child.consideration.holder))
    answer = send(alice, address("child_history", child), history="Each loss made her quieter.")
    assert goes_to(answer, address("consideration", child.consideration))
    kept = shown(alice, address("consideration", child.consideration))
    assert "What happened before, and what it means now Each loss made her quieter." in kept
    copy = f"{address('consideration_family_copy', child.consideration)}?child={child.public_id}"
    assert "quieter" not in shown(alice, copy)


@pytest.mark.requirement("BP-253")
def test_what_is_known_of_safety_with_an_adult_stands_in_no_copy_for_the_family(
    read: Callable[..., str], child: ConsideredChild, family: Family
) -> None:
    known = "He drinks most evenings."
    family.maya.relationships.filter(relative=family.father).update(safety=known)
    assert f"Safety and welfare: {known}" in read()
    copy = f"{address('consideration_family_copy', child.consideration)}?child={child.public_id}"
    assert known not in shown(client_of(people.fresh(child.consideration.holder)), copy)


# ---- few queries ----


def test_few_queries_for_a_lead_however_much_is_known(
    guidance: Edition,
    family: Family,
    alice: Practitioner,
    leila: Practitioner,
    school: Agency,
    django_assert_max_num_queries: Any,
) -> None:
    for name, kind in (("Ruth Holm", "grandparent"), ("Cleo Hart", "friend"), ("Ida Berg", "aunt_or_uncle")):
        one = adult(name, family, by=alice)
        relate(person=family.brother, relative=one, kind=kind, by=alice, **HOW)
        folk.lives_at(one)
        entry(alice, school, family.brother, family.maya, what=name, significance="key")
    note_search(child=family.brother, who="Father", asked_on=dt.date(2026, 3, 5), tried="Asked Ana", by=alice)
    child = thought(leila, guidance, family.brother)
    client: Client = client_of(people.fresh(leila))
    for name in ("child_life", "child_history"):
        path = address(name, child)
        assert "Ruth Holm" in shown(client, path)
        with django_assert_max_num_queries(MOST, info=path):
            client.get(path)
