"""Finding somebody: who is found by what, for whom, and what each reader is told."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.audit.models import Look
from righthelp.people.actions import break_glass, restrict, state_identity
from righthelp.people.finding.access import people_like
from righthelp.people.matching.card import Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.index import file_anew
from righthelp.people.matching.normal import Day
from righthelp.people.models import Identifier, Name, Person, Relationship, SafeContact
from righthelp.people.sections import front_of
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import at, client_of, send, words

pytestmark = pytest.mark.django_db
BORN, TODAY = dt.date(2017, 3, 4), dt.date(2026, 11, 22)
SURE, MAYBE, AROUND = "Very likely the same person", "Possibly", "Family and people at the address"
NO_REASON = "You have no reason of your own to open it"
CLOSED = "There is a record that only named people open. Ask your manager."


@pytest.fixture
def on_file(family: Family) -> Family:
    """Put Maya and hers on file with dates, homes and numbers, filed for finding."""
    Person.objects.filter(pk=family.maya.pk).update(born_on=BORN, born_on_is="exact")
    Person.objects.filter(pk=family.mother.pk).update(born_on=dt.date(1990, 5, 6), born_on_is="exact")
    for one in (family.maya, family.mother):
        folk.lives_at(one)
    folk.lives_at(family.father, "3 Quay Cottages", "WZ9 2AB")
    Identifier.objects.create(person=family.maya, kind="nhs", value="9434765919", source=folk.SOURCE)
    Identifier.objects.create(person=family.maya, kind="local", value="A/77-12", system="School", source=folk.SOURCE)
    SafeContact.objects.create(person=family.mother, channel="phone", value="07700 900-412", source=folk.SOURCE)
    for number in range(30):
        folk.person(f"Somebody Else{number}", born=dt.date(1980 + number, 1 + number % 12, 3))
    file_anew()
    return family


def html_found(reader: Practitioner, asked: str) -> str:
    response: Any = send(client_of(reader), reverse("record_find"), words=asked)
    assert response.status_code == 200
    return str(response.text)


def found(reader: Practitioner, asked: str) -> str:
    """Search, and give what the page says below the box."""
    return words(html_found(reader, asked)).partition("What we found")[2]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("Maya Lindqvist 4/3/2017", "Same first name; Same surname; Same date of birth"),
        ("Lindqvist Maya 4 March 2017", "Same first name; Same surname; Same date of birth"),
        ("LINDQVIST, maya, wz1 4qt 4.3.17", "Same date of birth; Same postcode"),
        ("04/03/2017 Maja Lindquist", "Same date of birth"),
        ("maya lindqvist 12 Heron Way WZ1 4QT", "Same address"),
        ("Maya Lindqvist, about 9, WZ1 4QT", "Age fits the date of birth"),
        ("943 476 5919", "Same NHS number"),
        ("A/77-12", "Same local number"),
    ],
)
def test_a_child_is_found_by_what_is_known_in_any_order(
    on_file: Family, alice: Practitioner, asked: str, why: str
) -> None:
    said = found(alice, asked)
    assert "Maya Lindqvist" in said.partition(AROUND)[0]
    assert why in said


def test_a_telephone_number_finds_whoever_is_reached_by_it(on_file: Family, alice: Practitioner) -> None:
    for written in ("07700 900 412", "+44 7700 900412", "07700900412"):
        said = found(alice, written)
        assert "Ana Lindqvist" in said
        assert "Same telephone number" in said


def test_a_number_with_a_wrong_check_digit_is_said_in_plain_words(on_file: Family, alice: Practitioner) -> None:
    said = found(alice, "943 476 5918")
    assert "943 476 5918: This is not an NHS number" in said
    assert "Nobody whose record is open to you fits" in said


@pytest.mark.parametrize("asked", ["31/02/2017", "🙂", "900 years", "1/1/1850", "!!!", "x" * 900, "\u202eMaya", "٣"])
def test_odd_words_get_a_plain_answer(on_file: Family, alice: Practitioner, asked: str) -> None:
    assert "Nobody whose record is open to you fits" in found(alice, asked) or "Maya" in asked


def test_an_empty_box_asks_for_something(on_file: Family, alice: Practitioner) -> None:
    said = words(html_found(alice, "  "))
    assert "Write what you know of the person: a name, a date of birth or a number" in said
    assert "What we found" not in said


def test_scripts_come_back_as_text(on_file: Family, alice: Practitioner) -> None:
    Name.objects.create(person=on_file.maya, kind="used", first="<script>alert(1)</script>", last="L", source="x")
    html = html_found(alice, "<script>alert(2)</script> Maya Lindqvist 4/3/2017")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_words_never_stand_in_the_address(on_file: Family, alice: Practitioner) -> None:
    response: Any = client_of(alice).get(reverse("record_find"), {"words": "Maya Lindqvist"})
    assert "What we found" not in words(response.text)
    assert not Look.objects.exists()


def test_family_stands_below_and_everybody_shown_is_logged(on_file: Family, alice: Practitioner) -> None:
    said = found(alice, "Maya Lindqvist 4/3/2017")
    above, _, below = said.partition(AROUND)
    assert SURE in above
    assert "Maya Lindqvist" in above
    assert all(name in below for name in ("Ana Lindqvist", "Jonas Berg", "Leo Marsh"))
    looked = set(Look.objects.filter(page="found").values_list("subject_id", flat=True))
    assert looked == {one.pk for one in (on_file.maya, on_file.mother, on_file.father, on_file.brother)}
    assert {one.reason for one in Look.objects.filter(subject_id=on_file.maya.pk)} == {"You added this record"}


def test_no_score_stands_on_the_page(on_file: Family, alice: Practitioner) -> None:
    said = found(alice, "Maya Lindqvist 4/3/2017")
    assert not any(word in said.lower() for word in ("score", "%", "likelihood", "rank"))


# Who finds whom


def test_a_colleague_and_a_stranger_find_nobody_and_learn_nothing(
    on_file: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    nothing = found(bob, "Maya Nobody 1/1/2011")
    for reader in (bob, charlie):
        for asked in ("Maya Lindqvist 4/3/2017", "943 476 5919", "07700 900412", "12 Heron Way WZ1 4QT"):
            said = found(reader, asked)
            assert "Nobody whose record is open to you fits" in said
            assert not any(told in said for told in ("Berg", "only named people", NO_REASON, "emergency"))
    assert "Nobody whose record is open to you fits" in nothing
    assert not Look.objects.exists()


def test_another_agencys_record_changes_no_band(on_file: Family, alice: Practitioner, charlie: Practitioner) -> None:
    """A namesake whom one may not know would make 'very likely' into 'possibly', and so tell of them."""
    before = found(alice, "Maya Lindqvist 4/3/2017")
    folk.person("Maya Lindqvist", agency=charlie.memberships_now[0].team.agency, by=charlie, born=BORN)
    file_anew()
    assert found(alice, "Maya Lindqvist 4/3/2017") == before


def test_the_lead_of_the_agency_finds_its_records(on_file: Family, leila: Practitioner) -> None:
    assert "Maya Lindqvist" in found(leila, "Maya Lindqvist 4/3/2017")


def test_social_care_finds_anybody_but_learns_no_more_than_who(on_file: Family, sam: Practitioner) -> None:
    html = html_found(sam, "Maya Lindqvist 4/3/2017")
    said = words(html).partition("What we found")[2]
    assert "Maya Lindqvist" in said
    assert "Born 4 March 2017" in said
    assert NO_REASON in said
    assert at("record_emergency", on_file.maya) in html
    assert not any(f'href="{link}"' in html for link in (front_of(on_file.maya), at("record", on_file.maya)))
    assert "Heron" not in said
    assert Look.objects.get(subject_id=on_file.maya.pk).reason.startswith("Found in a search")


def test_a_reason_shows_the_address_and_the_way_to_the_record(on_file: Family, sam: Practitioner) -> None:
    break_glass(person=on_file.maya, because="At the station alone", by=sam)
    html = html_found(sam, "Maya Lindqvist 4/3/2017")
    assert f'href="{front_of(on_file.maya)}"' in html
    assert "12 Heron Way" in words(html)


@pytest.mark.parametrize("kind", ["staff", "high_risk"])
def test_a_restricted_record_is_one_line_without_a_name(
    on_file: Family, sam: Practitioner, mira: Practitioner, alice: Practitioner, kind: str
) -> None:
    restrict(person=on_file.maya, kind=kind, because="x", readers=[mira], by=mira)
    for asked in ("Maya Lindqvist 4/3/2017", "943 476 5919"):
        said = found(sam, asked)
        assert CLOSED in said
        assert "Born 4 March 2017" not in said
        assert "Maya Lindqvist" not in said.partition(CLOSED)[2]
        assert CLOSED not in found(alice, asked)
        assert "Nobody whose record is open" in found(alice, "943 476 5919")
    assert "Born 4 March 2017" in found(mira, "Maya Lindqvist 4/3/2017")


def test_a_record_restricted_for_adoption_does_not_exist_for_those_not_named(
    on_file: Family, sam: Practitioner, mira: Practitioner, social_care: Agency
) -> None:
    later = folk.person("Freya Halloran", born=BORN)
    adopter = folk.person("Una Halloran")
    folk.related(later, adopter, Relationship.Kind.ADOPTIVE_PARENT)
    folk.related(later, on_file.mother)
    for one in (later, adopter):
        folk.lives_at(one, "9 Elm Row", "WZ7 7AA")
    link = state_identity(one=on_file.maya, other=later, is_same=True, because="Adoption order", by=mira)
    restrict(person=later, kind="adoption", because="x", readers=[mira], by=mira)
    file_anew()
    for asked in ("Freya Halloran 4/3/2017", "9 Elm Row WZ7 7AA Freya Halloran"):
        said = found(sam, asked)
        assert CLOSED not in said
        assert "Freya" not in said.partition("fits")[2].replace(asked, "")
        assert "Born 4 March 2017" not in said.split("Maya")[0]
    said = found(sam, "Maya Lindqvist 4/3/2017")
    assert "same person:" not in said
    assert "Halloran" not in said
    assert "Halloran" not in found(sam, "Ana Lindqvist 6/5/1990")  # nor by the mother whom both have
    named = found(mira, "Maya Lindqvist 4/3/2017")
    assert "this record is the same person" in named
    assert "Freya Halloran" in named
    assert link.is_same


def test_two_records_of_one_person_are_one_result(
    on_file: Family, sam: Practitioner, mira: Practitioner, charlie: Practitioner
) -> None:
    other = folk.person("May Lindqvist", agency=charlie.memberships_now[0].team.agency, by=charlie, born=BORN)
    file_anew()
    state_identity(one=on_file.maya, other=other, is_same=True, because="Same NHS number", by=mira)
    said = found(sam, "Maya Lindqvist 4/3/2017")
    assert said.count("this record is the same person") == 1
    assert said.count("May Lindqvist Born") == 1
    assert "this record is the same person" not in found(charlie, "May Lindqvist 4/3/2017")


def test_twins_and_namesakes_are_shown_apart(on_file: Family, alice: Practitioner, school: Agency) -> None:
    twin = folk.person("Freja Lindqvist", agency=school, by=alice, born=BORN)
    folk.related(twin, on_file.mother)
    folk.lives_at(twin)
    folk.person("Maya Lindqvist", agency=school, by=alice, born=dt.date(2009, 8, 9))
    file_anew()
    said = found(alice, "Maya Lindqvist 4/3/2017 12 Heron Way WZ1 4QT")
    sure = said.partition(SURE)[2].partition(MAYBE)[0].partition(AROUND)[0]
    assert "Born 4 March 2017" in sure
    assert "Freja" not in sure
    assert "2009" not in sure
    assert "Freja Lindqvist" in said


def test_no_reason_tells_of_a_protected_or_former_address(
    on_file: Family, sam: Practitioner, alice: Practitioner
) -> None:
    folk.lives_at(on_file.maya, "1 Refuge Lane", "WZ8 8AA", is_protected=True)
    file_anew()
    said = found(sam, "Maya Lindqvist 4/3/2017 12 Heron Way WZ1 4QT")
    assert "Same address" not in said.partition(AROUND)[0]
    assert "Maya" not in found(sam, "1 Refuge Lane WZ8 8AA")
    for reader in (sam, alice):
        assert "Refuge" not in found(reader, "Maya Lindqvist 4/3/2017")


@pytest.mark.parametrize("who", ["alice", "sam"])
def test_at_most_fifteen_queries_beside_the_looks(on_file: Family, request: pytest.FixtureRequest, who: str) -> None:
    client = client_of(request.getfixturevalue(who))
    page: Any = client.get(reverse("record_find"))
    with CaptureQueriesContext(connection) as taken:
        client.post(reverse("record_find"), {"words": "Maya Lindqvist 4/3/2017 12 Heron Way WZ1 4QT"})
    asked = [
        one["sql"]
        for one in taken.captured_queries
        if not one["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE", "BEGIN"))
    ]
    assert page.status_code == 200
    assert len(asked) <= 15, "\n".join(sql[:150] for sql in asked)


def test_who_the_mother_is_is_told_only_to_those_who_may_know_her(
    on_file: Family, alice: Practitioner, sam: Practitioner, mira: Practitioner, ines: Practitioner
) -> None:
    asked = Card(
        0, (called("Maya", "", "Lindqvist"),), "", "", Day(2017, 3, 4), None, (), (),
        (Parent("Ana", "Lindqvist", Day(1990, 5, 6)),), None, dt.date(2026, 3, 6),
    )  # fmt: skip

    def told(reader: Practitioner) -> bool:
        return any("mother" in words for hit in people_like(reader, [(asked, "")])[0].people for words in hit.because)

    assert (told(alice), told(sam)) == (True, True)  # his role finds anybody
    restrict(person=on_file.mother, kind="high_risk", because="x", readers=[ines], by=mira)
    assert (told(alice), told(sam)) == (False, False)


# What is said must be so


ONE_NAME = (
    "One name alone is too little to search everybody. Add a first name or surname, a date of birth or a postcode."
)
NO_PROMISE = "This does not say that there is no record"


@pytest.mark.parametrize("asked", ["Maya", "Lindqvist", "lindqvist,"])
def test_one_name_is_too_little_among_everybody_and_the_page_says_so(
    on_file: Family, sam: Practitioner, alice: Practitioner, asked: str
) -> None:
    said = found(sam, asked)
    assert ONE_NAME in said
    assert NO_PROMISE in said
    assert "on file fits" not in said
    assert "found nobody" not in said
    assert ONE_NAME not in found(alice, asked)


@pytest.mark.parametrize("more", ["Lindqvist", "4/3/2017", "WZ1 4QT"])
def test_what_the_page_asks_for_beside_one_name_finds_the_child(on_file: Family, sam: Practitioner, more: str) -> None:
    said = found(sam, f"Maya {more}")
    assert "Maya Lindqvist Born 4 March 2017" in said
    assert ONE_NAME not in said


def test_one_name_that_finds_somebody_open_does_not_seem_to_be_all(on_file: Family, sam: Practitioner) -> None:
    break_glass(person=on_file.maya, because="At the station alone", by=sam)
    said = found(sam, "Maya")
    assert "Maya Lindqvist" in said
    assert f"These are only people whose record is open to you. {ONE_NAME}" in said


def test_nobody_is_told_that_there_is_no_record(on_file: Family, sam: Practitioner, alice: Practitioner) -> None:
    for reader in (sam, alice):
        assert NO_PROMISE in found(reader, "Zebulon Quartermain 30/11/1951")


@pytest.fixture
def alike(on_file: Family, alice: Practitioner, school: Agency) -> list[Person]:
    """Put Keira and Kiera Dunmore on file, both born on one day, among enough others."""
    for number in range(200):
        folk.person(f"Some{number // 10} Other{number % 40}", born=dt.date(1980 + number % 35, 1, 3))
    names = ("Keira Dunmore", "Kiera Dunmore")
    people = [folk.person(name, agency=school, by=alice, born=dt.date(2017, 6, 12)) for name in names]
    file_anew()
    return people


@pytest.mark.time_machine("2026-11-22 16:00")
@pytest.mark.parametrize("who", ["alice", "sam"])
@pytest.mark.parametrize("asked", ["Kiera Dunmore", "dunmore kiera", "Dunmore, Kiera"])
def test_the_reason_is_of_the_order_of_names_that_fits_each_person(
    alike: list[Person], request: pytest.FixtureRequest, who: str, asked: str
) -> None:
    said = found(request.getfixturevalue(who), asked).partition(AROUND)[0]
    assert "the other way round" not in said
    exact, other = (f"{name} Dunmore Born 12 June 2017, 9 years old" for name in ("Kiera", "Keira"))
    assert f"{exact} Same first name; Same surname" in said
    assert f"{other} First name is another form or spelling of the same name; Same surname" in said
    assert said.index(exact) < said.index(other)


@pytest.mark.parametrize("who", ["alice", "sam"])
def test_a_house_number_without_a_street_word_is_no_age(
    alike: list[Person], request: pytest.FixtureRequest, who: str
) -> None:
    folk.lives_at(alike[0], "14 Heron Way")
    file_anew()
    said = found(request.getfixturevalue(who), "dunmore keira 14 heron")
    assert "address 14 heron" in said
    assert "Keira Dunmore" in said.partition("We looked for")[2].partition(".")[2]
    assert "Age" not in said


def test_neighbours_who_share_nothing_but_the_postcode_are_not_shown(alike: list[Person], sam: Practitioner) -> None:
    folk.lives_at(alike[0], "14 Heron Way")
    file_anew()
    said = found(sam, "Ryan Coppleby, about 7, 16 Elm Road, WZ1 4QT")
    assert "Dunmore" not in said
    assert "Lindqvist" not in said
    assert "Much like somebody found" not in said
