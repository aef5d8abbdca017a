"""Adding a child and the people around in one go: what is kept between pages, what is refused, what is put on file."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Event
from righthelp.calendar.rules import LONDON
from righthelp.people.access import seen_among
from righthelp.people.actions import ChangedMeanwhile, change_family, forget_family_drafts, restrict, save_family
from righthelp.people.adding.drafts import opened
from righthelp.people.adding.entries import Entry
from righthelp.people.matching.index import file_anew
from righthelp.people.models import (
    FamilyDraft,
    Identifier,
    IdentityLink,
    Name,
    ParentSearch,
    Person,
    Relationship,
    Residence,
    SafeContact,
)
from righthelp.people.presenters import name_of
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, client_of, day_parts, refused, send, words

pytestmark = pytest.mark.django_db
ADD = "/records/add"
HOME = {"line": "12 Heron Way", "town": "Westmarsh", "postcode": "WZ1 4QT"}
CHILD = {"first_name": "Nia", "last_name": "Okoro", **day_parts("born", 4, 3, 2017), **HOME, **HOW}
MOTHER = {
    "relation": "mother", "first_name": "Ada", "last_name": "Okoro", **day_parts("born", 6, 5, 1990), "lives": "with",
    "has_parental_responsibility": "yes", **HOW,
}  # fmt: skip
SIBLING = {"relation": "sibling", "first_name": "Ike", "last_name": "Okoro", "age": "4", "lives": "with", **HOW}


NOT_BORN = dict.fromkeys(day_parts("born", 1, 1, 2000), "")


def begun(client: Client, **child: Any) -> str:
    """Write a child down; give the address of the draft."""
    answer: Any = send(client, ADD, **{**CHILD, **child})
    assert answer.status_code == 302, words(answer.text)
    return str(answer.headers["Location"]).removesuffix("/people")


def add(client: Client, at: str, **person: Any) -> Any:
    return send(client, f"{at}/people/add", **person)


def text_of(client: Client, path: str) -> str:
    response: Any = client.get(path)
    assert response.status_code == 200, path
    return words(response.text)


def save(client: Client, at: str, **choices: str) -> Any:
    """Say who is on file, and save."""
    answer: Any = send(client, f"{at}/on-file", **choices)
    assert answer.status_code == 302, words(answer.text)
    return send(client, f"{at}/check")


def saved_child(answer: Any) -> Person:
    assert answer.status_code == 302, words(answer.text)
    return Person.objects.get(public_id=answer.headers["Location"].rpartition("/")[2])


def keys_of(client: Client, at: str) -> list[str]:
    """Give the questions of the page on who is on file."""
    page: Any = client.get(f"{at}/on-file")
    return list(dict.fromkeys(re.findall(r'name="(who-[^"]+)"', page.text)))


@pytest.mark.requirement("BP-104", "BN-079", "BN-080", "BN-081", "BN-093")
def test_a_child_and_the_people_around_are_put_on_file_together(alice: Practitioner, school: Agency) -> None:
    client = client_of(alice)
    at = begun(client, used_name="Nini", phone="07700 900111", school="Alder Road Primary School", nhs="943 476 5919")
    father = {"relation": "father", "first_name": "Ben", "last_name": "Ryde", **day_parts("born", 1, 2, 1988)}
    add(client, at, **MOTHER, phone="07700 900222")
    add(client, at, **father, lives="elsewhere", line="3 Mill Lane", postcode="WZ9 2AB", phone="07700 900333", **HOW)
    add(client, at, **SIBLING)
    gran = {"relation": "grandparent", "first_name": "Ife", "last_name": "Okoro", "phone": "07700 900444", **HOW}
    add(client, at, **gran)
    page: Any = client.get(f"{at}/people/add")
    mother_key = next(k for k, v in re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', page.text) if v == "Ada Okoro")
    add(client, at, relation="partner", partner_of=mother_key, first_name="Cal", last_name="Dent", age="35", **HOW)
    child = saved_child(save(client, at))
    assert name_of(child) == "Nini Okoro"
    assert child.born_on == dt.date(2017, 3, 4)
    around = {
        name_of(tie.relative): (tie.kind, tie.has_parental_responsibility)
        for tie in Relationship.objects.filter(person=child)
    }
    assert around == {
        "Ada Okoro": ("parent", True), "Ben Ryde": ("parent", None), "Ike Okoro": ("sibling", None),
        "Ife Okoro": ("grandparent", None),
    }  # fmt: skip
    partner = Relationship.objects.get(kind="partner")
    assert (name_of(partner.person), name_of(partner.relative)) == ("Ada Okoro", "Cal Dent")
    homes = {name_of(home.person): home.line for home in Residence.objects.all()}
    assert homes == {
        "Nini Okoro": "12 Heron Way", "Ada Okoro": "12 Heron Way", "Ike Okoro": "12 Heron Way",
        "Ben Ryde": "3 Mill Lane",
    }  # fmt: skip
    reached = {name_of(one.person): (one.value, one.is_safe) for one in SafeContact.objects.all()}
    assert reached == {
        "Nini Okoro": ("07700 900111", "not_asked"), "Ada Okoro": ("07700 900222", "not_asked"),
        "Ben Ryde": ("07700 900333", "not_asked"), "Ife Okoro": ("07700 900444", "not_asked"),
    }  # fmt: skip
    born = {name_of(one): (one.born_on, one.born_on_is) for one in Person.objects.all()}
    assert born["Ada Okoro"] == (dt.date(1990, 5, 6), "exact")
    assert born["Ike Okoro"][1] == born["Cal Dent"][1] == "estimated"
    assert Identifier.objects.get(person=child).value == "9434765919"
    assert child.details.get(kind="setting").value == "Alder Road Primary School"
    assert {one.agency for one in Person.objects.all()} == {school}
    assert {one.source for one in Person.objects.all()} == {HOW["source"]}
    assert "You added this record" in {one.words for one in seen_among(alice, [child])[child.pk].reasons}


def key_of(client: Client, at: str, name: str) -> str:
    """Give the key by which the form names a parent who is written down."""
    page: Any = client.get(f"{at}/people/add")
    options: list[tuple[str, str]] = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', page.text)
    return next(key for key, shown in options if shown == name)


def parents_on_file() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tie in Relationship.objects.filter(kind__in=("parent", "adoptive_parent")):
        found.setdefault(name_of(tie.person), set()).add(f"{tie.kind} {name_of(tie.relative)}")
    return found


@pytest.mark.requirement("BP-104", "BN-080", "BN-081")
@pytest.mark.parametrize(
    ("relation", "reads"),
    [
        ("step_parent", "Step-parent"),
        ("aunt_or_uncle", "Aunt or uncle"),
        ("cousin", "Cousin"),
        ("friend", "Family friend"),
        ("other", "Somebody else who matters"),
    ],
)
def test_whoever_matters_to_the_child_is_put_on_file_and_stands_on_the_record(
    alice: Practitioner, relation: str, reads: str
) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, relation=relation, first_name="Sol", last_name="Reed", age="40", **HOW)
    child = saved_child(save(client, at))
    assert f"{reads}: Sol Reed" in text_of(client, reverse("record", args=[child.public_id]))


@pytest.mark.requirement("BP-104", "BP-168", "BP-194")
def test_a_family_added_in_the_usual_way_is_drawn_over_three_generations(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    add(client, at, relation="adoptive_parent", first_name="Joy", last_name="Okoro", **HOW)
    ada, joy = (key_of(client, at, name) for name in ("Ada Okoro", "Joy Okoro"))
    add(client, at, relation="grandparent", first_name="Ife", last_name="Okoro", parent_of=ada, age="60", **HOW)
    add(client, at, **SIBLING, shares=[ada, joy])
    add(client, at, relation="twin", first_name="Ola", last_name="Okoro", shares=[ada], parent_of=joy, **HOW)
    add(client, at, relation="aunt_or_uncle", first_name="Uma", last_name="Okoro", parent_of=ada, shares=[ada], **HOW)
    said = text_of(client, f"{at}/people")
    for line in (
        "Mother or father of Ada Okoro",
        "Parents they share: Ada Okoro and Joy Okoro",
        "Parents they share: Ada Okoro",
    ):
        assert line in said
    child = saved_child(save(client, at))
    assert parents_on_file() == {
        "Nia Okoro": {"parent Ada Okoro", "adoptive_parent Joy Okoro"},
        "Ada Okoro": {"parent Ife Okoro"},
        "Ike Okoro": {"parent Ada Okoro", "adoptive_parent Joy Okoro"},
        "Ola Okoro": {"parent Ada Okoro"},
    }
    drawn = text_of(client, reverse("record_genogram", args=[child.public_id]))
    assert "Three generations are here" in drawn
    assert "Nia’s mother’s parent: Ife Okoro" in drawn


def test_nobody_need_know_whose_mother_a_grandmother_is_or_which_parents_are_shared(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **SIBLING)
    add(client, at, relation="grandparent", first_name="Ife", **HOW)
    assert "share?" not in text_of(client, f"{begun(client)}/people/add")
    said = text_of(client, f"{at}/people")
    assert "Which parents they share: not known" in said
    assert "Whose mother or father: not known" in said
    saved_child(save(client, at))
    assert parents_on_file() == {}


@pytest.mark.parametrize(
    ("person", "chosen"),
    [
        ({"relation": "grandparent", "first_name": "Ife", "age": "40", **HOW}, "parent_of"),
        ({**SIBLING, "age": "35"}, "shares"),
    ],
)
def test_a_grandparent_or_sibling_whose_age_cannot_be_is_said(
    alice: Practitioner, person: dict[str, str], chosen: str
) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    answer = add(client, at, **person, **{chosen: key_of(client, at, "Ada Okoro")})
    assert refused(answer, "must be at least 10 years older")


def test_who_leaned_on_a_parent_taken_out_is_asked_again(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    add(client, at, relation="father", first_name="Ben", **HOW)
    ada, ben = key_of(client, at, "Ada Okoro"), key_of(client, at, "Ben")
    add(client, at, **SIBLING, shares=[ada])
    add(client, at, relation="grandparent", first_name="Ife", parent_of=ada, **HOW)
    send(client, f"{at}/people/{ada}/remove")
    assert text_of(client, f"{at}/people").count("A parent whom you chose was taken out: choose again") == 2
    send(client, f"{at}/people/{ben}/remove")
    said = text_of(client, f"{at}/people")
    assert "Which parents they share: not known" in said
    assert "taken out: choose again" not in said


@pytest.mark.requirement("BP-013", "BP-014")
def test_a_young_person_is_accepted_until_the_day_before_the_eighteenth_birthday(alice: Practitioner) -> None:
    client = client_of(alice)
    with time_machine.travel(dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC), tick=False):
        at = begun(client, **day_parts("born", 7, 3, 2008), school="Army Foundation College")
        child = saved_child(save(client, at))
        said = text_of(client, reverse("record", args=[child.public_id]))
    assert "17 years old" in said
    assert "Parents not yet identified or found" in said


@pytest.mark.requirement("BP-013")
def test_an_unborn_child_needs_a_due_date_and_no_name(alice: Practitioner) -> None:
    client = client_of(alice)
    due = (dt.date.today() + dt.timedelta(days=90)).timetuple()
    given = {"first_name": "", "last_name": "", "born_day": "", "born_month": "", "born_year": ""}
    at = begun(client, **given, **day_parts("due_on", due.tm_mday, due.tm_mon, due.tm_year))
    add(client, at, **MOTHER)
    child = saved_child(save(client, at))
    assert child.due_on == dt.date(due.tm_year, due.tm_mon, due.tm_mday)
    assert not Name.objects.filter(person=child).exists()
    assert name_of(child) == "Unborn baby"


@pytest.mark.parametrize(
    ("parts", "born_on", "certainty"),
    [
        ({"born_day": "", "born_month": "3", "born_year": "2017"}, dt.date(2017, 3, 1), "month"),
        ({"born_day": "", "born_month": "", "born_year": "2017"}, dt.date(2017, 1, 1), "year"),
    ],
)
def test_a_date_of_birth_is_kept_as_exactly_as_it_is_known(
    alice: Practitioner, parts: dict[str, str], born_on: dt.date, certainty: str
) -> None:
    client = client_of(alice)
    child = saved_child(save(client, begun(client, **parts)))
    assert (child.born_on, child.born_on_is) == (born_on, certainty)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first_name": "", "last_name": ""}, "Write a name, or the date on which the baby is due"),
        (day_parts("born", 1, 1, 2199), "The date of birth must be in the past"),
        (day_parts("born", 31, 2, 2017), "must be a real date"),
        (day_parts("born", 1, 1, 1901), "less than 120 years ago"),
        (day_parts("born", 1, 1, 1880), "less than 120 years ago"),
        (day_parts("born", 31, 2, 1880), "must be a real date"),
        ({"born_month": ""}, "must include a month"),
        ({"age": "7"}, "Give the date of birth or the age, not both"),
        (day_parts("due_on", 1, 1, 2199), "within 44 weeks"),
        ({"nhs": "943 476 5918"}, "This is not an NHS number"),
        ({"first_name": "x" * 301}, "must be 300 characters or fewer"),
        ({"phone": "none"}, "Enter a telephone number"),
        ({"source": ""}, "Say how you know"),
    ],
)
def test_what_cannot_be_true_of_the_child_is_said_and_nothing_is_lost(
    alice: Practitioner, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(client_of(alice), ADD, **{**CHILD, **wrong})
    assert refused(answer, sentence)
    assert "12 Heron Way" in answer.text
    assert not FamilyDraft.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (day_parts("born", 4, 3, 2016), "must be at least 10 years older than the child"),
        (day_parts("born", 4, 3, 2199), "must be in the past"),
        ({"first_name": "Nia"}, "You have written this person down already"),
        ({"first_name": "", "last_name": "", "born_day": "", "born_month": "", "born_year": ""}, "Write a name"),
        ({"relation": ""}, "Choose who it is to the child"),
        ({"relation": "partner"}, "Add the parent first"),
        ({"relation": "no_father"}, "You wrote a name"),
    ],
)
def test_what_cannot_be_true_of_somebody_around_is_said(
    alice: Practitioner, wrong: dict[str, str], sentence: str
) -> None:
    client = client_of(alice)
    at = begun(client)
    assert refused(
        add(
            client,
            at,
            **{**MOTHER, **day_parts("born", 4, 3, 2017), **wrong} if wrong.get("first_name") else {**MOTHER, **wrong},
        ),
        sentence,
    )


def test_the_same_person_cannot_be_written_down_twice(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    assert refused(add(client, at, **{**MOTHER, "relation": "parent"}), "You have written this person down already")


def test_names_of_300_characters_and_from_right_to_left_are_kept(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, first_name="ا" * 300, last_name="محمد")
    add(client, at, **{**MOTHER, "first_name": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(f"{at}/people").content.decode()
    child = saved_child(save(client, at))
    assert Name.objects.get(person=child).first == "ا" * 300


def test_a_parent_not_yet_identified_is_a_search_and_no_person(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, relation="no_father", tried="Asked Ada, alone", **HOW)
    child = saved_child(save(client, at))
    search = ParentSearch.objects.get(child=child)
    assert (search.who, search.tried) == ("Father not yet identified", "Asked Ada, alone")
    assert Person.objects.count() == 1


# Between the pages


def test_nothing_is_on_file_before_it_is_saved_and_a_new_session_goes_on(alice: Practitioner) -> None:
    at = begun(client_of(alice))
    add(client_of(alice), at, **MOTHER)
    assert not Person.objects.exists()
    later = client_of(alice)
    said = text_of(later, ADD)
    assert "NOT SAVED" in said
    assert "Nia Okoro" in said
    assert "Ada Okoro" in text_of(later, f"{at}/people")
    listed = text_of(later, reverse("children"))
    assert "Nia Okoro NOT SAVED" in listed
    assert saved_child(save(later, at))


def test_the_draft_is_sealed_in_the_database(alice: Practitioner) -> None:
    begun(client_of(alice))
    assert b"Okoro" not in bytes(FamilyDraft.objects.get().sealed_text)


def test_going_back_shows_each_answer_and_changes_it(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    page: Any = client.get(f"{at}/child")
    assert 'value="Nia"' in page.text
    assert "There is a problem" not in page.text
    send(client, f"{at}/child", **{**CHILD, "first_name": "Nora"})
    key = re.findall(r"/people/([0-9a-f-]{36})\"", client.get(f"{at}/people").content.decode())[0]
    person: Any = client.get(f"{at}/people/{key}")
    assert 'value="Ada"' in person.text
    send(client, f"{at}/people/{key}", **{**MOTHER, "first_name": "Adaeze"})
    said = text_of(client, f"{at}/people")
    assert "Nora Okoro" in said
    assert "Adaeze Okoro" in said
    assert "Ada Okoro" not in said


def test_an_answer_that_no_longer_fits_is_shown_where_it_stands(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    send(client, f"{at}/child", **{**CHILD, **day_parts("born", 4, 3, 1995)})
    said = text_of(client, f"{at}/people")
    assert "must be at least 10 years older" in said
    assert client.get(f"{at}/check").headers["Location"] == f"{at}/people"


def test_somebody_is_taken_out_and_the_whole_is_thrown_away(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **SIBLING)
    key = re.findall(r"/people/([0-9a-f-]{36})\"", client.get(f"{at}/people").content.decode())[0]
    send(client, f"{at}/people/{key}/remove")
    assert "Ike" not in text_of(client, f"{at}/people")
    send(client, f"{at}/drop")
    assert not FamilyDraft.objects.exists()
    assert client.get(f"{at}/people").status_code == 404


def test_a_draft_is_kept_for_fourteen_days(alice: Practitioner) -> None:
    start = dt.datetime(2026, 3, 6, 10, tzinfo=LONDON)
    with time_machine.travel(start, tick=False) as clock:
        at = begun(client_of(alice))
        assert "kept until 20 March 2026" in text_of(client_of(alice), ADD)
        clock.shift(dt.timedelta(days=14))
        assert client_of(alice).get(f"{at}/people").status_code == 200
        clock.shift(dt.timedelta(minutes=1))
        assert client_of(alice).get(f"{at}/people").status_code == 404
        assert forget_family_drafts() == 1


def test_the_same_form_twice_saves_once(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    send(client, f"{at}/on-file")
    page: Any = client.get(f"{at}/check")
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    first, second = client.post(f"{at}/check", fields), client.post(f"{at}/check", fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Person.objects.count() == 1
    again: Any = client.get(f"{at}/check")
    assert again.headers["Location"] == first.headers["Location"]
    assert bytes(FamilyDraft.objects.get().sealed_text) == b""


def test_what_was_changed_in_another_window_is_shown_before_it_is_saved(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    send(client, f"{at}/on-file")
    page: Any = client.get(f"{at}/check")
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    add(client_of(alice), at, **{**MOTHER, "relation": "no_mother", "first_name": "", "last_name": ""})
    answer: Any = client.post(f"{at}/check", fields)
    assert answer.headers["Location"] == f"{at}/check"
    assert not Person.objects.exists()
    assert "another window" in text_of(client, f"{at}/check")


def test_a_draft_is_listed_among_ones_children_until_it_is_saved(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    save(client, at)
    assert "NOT SAVED" not in text_of(client, reverse("children"))


def test_colleagues_leads_and_strangers_do_not_see_a_draft(
    alice: Practitioner, bob: Practitioner, leila: Practitioner, charlie: Practitioner, mira: Practitioner
) -> None:
    at = begun(client_of(alice))
    for reader in (bob, leila, charlie, mira):
        client = client_of(reader)
        assert "Okoro" not in text_of(client, ADD)
        for page in ("child", "people", "people/add", "on-file", "check", "drop"):
            assert client.get(f"{at}/{page}").status_code == 404
            assert client.post(f"{at}/{page}", {}).status_code in {404, 405}
    assert Event.objects.filter(name="audit.look_refused").exists()


def test_every_change_of_a_draft_leaves_an_event(alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client)
    add(client, at, **MOTHER)
    save(client, at)
    names = list(Event.objects.filter(name__startswith="people.family_").values_list("name", flat=True))
    assert names == ["people.family_begun", *["people.family_changed"] * 2, "people.family_saved"]


# Is somebody on file already?


@pytest.fixture
def on_file(family: Family) -> Family:
    """Put Maya and her mother on file with what tells them apart."""
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2017, 3, 4), born_on_is="exact")
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 5, 6), born_on_is="exact")
    for one in (family.maya, family.mother):
        folk.lives_at(one)
    for number in range(20):
        folk.person(f"Somebody Else{number}", born=dt.date(1980 + number, 1 + number % 12, 3))
    file_anew()
    return family


MAYA = {"first_name": "Maya", "last_name": "Lindqvist"}
ANA = {**MOTHER, "first_name": "Ana", "last_name": "Lindqvist"}


def test_nobody_is_chosen_beforehand_and_each_must_be_answered(on_file: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, **MAYA)
    add(client, at, **ANA)
    page: Any = client.get(f"{at}/on-file")
    said = words(page.text)
    assert "Is Maya Lindqvist on file already?" in said
    assert "Very likely the same person" in said
    assert "Same first name; Same surname; Same date of birth; Same address" in said
    assert "checked" not in page.text.partition("<form")[2]
    assert refused(client.post(f"{at}/on-file", {}), "Choose whether Maya Lindqvist is on file already")


def test_records_that_are_open_are_used_and_not_made_again(on_file: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, **MAYA)
    add(client, at, **ANA)
    add(client, at, **SIBLING)
    before = Person.objects.count()
    keys = keys_of(client, at)
    mother = next(key for key in keys if key != "who-child")
    choices = dict.fromkeys(keys, "new") | {
        "who-child": str(on_file.maya.public_id), mother: str(on_file.mother.public_id)
    }  # fmt: skip
    child = saved_child(save(client, at, **choices))
    assert child == on_file.maya
    assert Person.objects.count() == before + 1
    assert Relationship.objects.filter(person=child, relative=on_file.mother, withdrawn_at=None).count() == 1
    assert Name.objects.filter(person=on_file.maya).count() == 1


def test_one_record_cannot_be_two_people(on_file: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, **MAYA)
    add(client, at, **{**ANA, "relation": "twin", "first_name": "Maja", **day_parts("born", 4, 3, 2017)})
    page = {key: str(on_file.maya.public_id) for key in keys_of(client, at)}
    assert refused(client.post(f"{at}/on-file", page), "You chose the same record for two people")


def test_a_partner_agency_is_offered_only_records_that_are_open_to_it(
    on_file: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    for reader in (bob, charlie):
        client = client_of(reader)
        at = begun(client, **MAYA, nhs="943 476 5919")
        said = text_of(client, f"{at}/on-file")
        assert "We found nobody like Maya Lindqvist of whom you may know" in said
        assert "on file already?" not in said.replace("Is somebody on file already?", "")
        chosen = send(client, f"{at}/on-file", **{"who-child": str(on_file.maya.public_id)})
        assert chosen.status_code == 302
        assert saved_child(send(client, f"{at}/check")) != on_file.maya
    assert not IdentityLink.objects.exists()


def test_for_social_care_the_same_person_without_a_reason_is_a_statement_and_opens_nothing(
    on_file: Family, sam: Practitioner
) -> None:
    client = client_of(sam)
    at = begun(client, **MAYA)
    add(client, at, **ANA)
    page: Any = client.get(f"{at}/on-file")
    assert "A new record begins, and is noted as the same person" in words(page.text)
    keys = keys_of(client, at)
    mother = next(key for key in keys if key != "who-child")
    choices = {"who-child": str(on_file.maya.public_id), mother: str(on_file.mother.public_id)}
    child = saved_child(save(client, at, **choices))
    assert child != on_file.maya
    assert {(one.first, one.is_same, one.stated_by) for one in IdentityLink.objects.all()} == {
        (on_file.maya, True, sam), (on_file.mother, True, sam),
    }  # fmt: skip
    assert seen_among(sam, [on_file.maya, on_file.mother]) == {}


def test_restricted_records_are_not_offered(on_file: Family, sam: Practitioner, mira: Practitioner) -> None:
    restrict(person=on_file.maya, kind="adoption", because="x", readers=[mira], by=mira)
    restrict(person=on_file.mother, kind="staff", because="x", readers=[mira], by=mira)
    client = client_of(sam)
    at = begun(client, **MAYA)
    add(client, at, **ANA)
    said = text_of(client, f"{at}/on-file")
    assert "There is a record that only named people open" in said
    assert "This is the same person" not in said


def test_twins_are_not_taken_for_each_other(on_file: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, first_name="Freja", last_name="Lindqvist")
    page = text_of(client, f"{at}/on-file")
    assert "Very likely the same person" not in page.replace("choose the same person only if you are sure", "")


@pytest.mark.parametrize("who", ["alice", "sam"])
@pytest.mark.parametrize("page", ["people", "on-file", "check"])
def test_at_most_fifteen_queries_beside_the_looks(
    on_file: Family, request: pytest.FixtureRequest, who: str, page: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    at = begun(client, **MAYA)
    add(client, at, **ANA)
    add(client, at, **SIBLING)
    send(client, f"{at}/on-file", **dict.fromkeys(keys_of(client, at), "new"))
    with CaptureQueriesContext(connection) as taken:
        assert client.get(f"{at}/{page}").status_code == 200
    kept = ("INSERT", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    asked = [one["sql"] for one in taken.captured_queries if not one["sql"].startswith(kept)]
    assert len(asked) <= 15, "\n".join(sql[:120] for sql in asked)


def test_family_who_cannot_be_the_person_are_not_offered(on_file: Family, alice: Practitioner) -> None:
    """Nobody is asked whether a child of nine is her own mother of 36."""
    client = client_of(alice)
    at = begun(client, **MAYA)
    add(client, at, relation="mother", first_name="Ana", last_name="Lindqvist", **HOW)
    child, mother = keys_of(client, at)
    page: Any = client.get(f"{at}/on-file")
    offered = set(re.findall(r'name="(who-[^"]+)"[^>]*value="([^"]+)"', page.text))
    assert (child, str(on_file.mother.public_id)) not in offered
    assert (mother, str(on_file.mother.public_id)) in offered
    assert (mother, str(on_file.maya.public_id)) not in offered


def test_neighbours_are_never_offered_as_the_same_person(on_file: Family, sam: Practitioner) -> None:
    """A boy of seven is not asked to be the girl or the mother of a house in the same postcode."""
    client = client_of(sam)
    ryan = {"first_name": "Ryan", "last_name": "Coppleby", "age": "7", **NOT_BORN}
    at = begun(client, **ryan, line="40 Elm Road")
    said = text_of(client, f"{at}/on-file")
    assert "We found nobody like Ryan Coppleby" in said
    assert not any(told in said for told in ("This is the same person", "Lindqvist", "Much like", "at this address"))


def test_who_lives_in_the_same_house_is_shown_and_never_offered(on_file: Family, sam: Practitioner) -> None:
    client = client_of(sam)
    at = begun(client, first_name="Ryan", last_name="Coppleby", age="30", **NOT_BORN)
    page: Any = client.get(f"{at}/on-file")
    said = words(page.text)
    assert "On file at this address" in said
    assert "Ana Lindqvist , born 6 May 1990" in said
    assert "This is the same person" not in said
    assert 'type="radio"' not in page.text
    folk.lives_at(on_file.mother, is_protected=True)
    assert "Lindqvist" not in text_of(client, f"{at}/on-file")


def test_a_record_closed_after_it_was_chosen_is_chosen_again(
    on_file: Family, sam: Practitioner, mira: Practitioner
) -> None:
    client = client_of(sam)
    at = begun(client, **MAYA)
    send(client, f"{at}/on-file", **{"who-child": str(on_file.maya.public_id)})
    restrict(person=on_file.maya, kind="adoption", because="x", readers=[mira], by=mira)
    answer: Any = send(client, f"{at}/check")
    assert answer.headers["Location"] == f"{at}/on-file"
    assert "Somebody whom you chose cannot be found any more" in text_of(client, f"{at}/on-file")


def test_a_parent_on_file_who_is_younger_is_said_before_anything_is_saved(on_file: Family, alice: Practitioner) -> None:
    client = client_of(alice)
    at = begun(client, **MAYA)
    add(client, at, relation="mother", first_name="Ana", last_name="Lindqvist", **HOW)
    child, mother = keys_of(client, at)
    send(client, f"{at}/on-file", **{child: "new", mother: str(on_file.mother.public_id)})
    Person.objects.filter(pk=on_file.mother.pk).update(born_on=dt.date(2012, 1, 1))
    before = Person.objects.count()
    answer = send(client, f"{at}/check")
    assert "must be at least 10 years older" in words(answer.text)
    assert "Maya Lindqvist" in words(answer.text)
    assert Person.objects.count() == before


def test_a_draft_changed_or_saved_meanwhile_is_neither_kept_over_nor_saved(alice: Practitioner) -> None:
    begun(client_of(alice))
    draft = FamilyDraft.objects.get()
    stale = FamilyDraft.objects.get()
    change_family(draft=draft, written=opened(draft), by=alice)
    with pytest.raises(ChangedMeanwhile):
        change_family(draft=stale, written=opened(stale), by=alice)
    with pytest.raises(ChangedMeanwhile):
        save_family(draft=stale, child=Entry(first="Nia", source="x"), around={}, choices={}, by=alice)
    assert not Person.objects.exists()


def test_nobody_adds_without_the_role(ines: Practitioner) -> None:
    assert client_of(ines).get(reverse("record_add")).status_code == 403
