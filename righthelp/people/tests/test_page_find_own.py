"""Finding somebody among the records that are open already: a name, an age or a street is enough."""

import datetime as dt

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests.people import fresh
from righthelp.people.actions import restrict
from righthelp.people.finding.sight import Sight
from righthelp.people.matching.card import Card, read
from righthelp.people.matching.index import file_anew
from righthelp.people.models import Name, Person, Residence
from righthelp.people.reasons import reasons_of, within_reach
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.test_page_find import AROUND, found

pytestmark = pytest.mark.django_db
NOBODY = "Nobody whose record is open to you fits"


@pytest.fixture
def on_file(family: Family) -> Family:
    """Put Maya on file, nine years old, whom everybody calls Mimi, with her mother at Heron Way; and many others."""
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2017, 3, 4), born_on_is="exact")
    Name.objects.create(person=family.maya, kind="used", first="Mimi", last="Lindqvist", source=folk.SOURCE)
    for one in (family.maya, family.mother):
        folk.lives_at(one)
    for number in range(60):
        folk.person(f"Maya Else{number}", born=dt.date(2017, 1 + number % 12, 3))
    file_anew()
    return family


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("Maya", "Same first name"),
        ("lindqvist", "Same surname"),
        ("Mimi", "Same first name"),
        ("Lindquist", "Surname"),
        ("Maja", "First name"),
        ("Maya 9", "Age fits the date of birth"),
        ("Lindqvist 2017", "Date of birth fits what is known of it"),
        ("12 Heron Way", "Same house and street, or nearly so"),
        ("12 Heron Way WZ1 4QT", "Same address"),
        ("Maya Lindqvist", "Same first name; Same surname"),
        ("Lindqvist Maya", "Same first name; Same surname"),
    ],
)
@pytest.mark.time_machine("2026-11-22 16:00")
def test_a_little_finds_a_child_whose_record_is_open(
    on_file: Family, alice: Practitioner, asked: str, why: str
) -> None:
    said = found(alice, asked).partition(AROUND)[0]
    assert "Mimi Lindqvist" in said
    assert why in said
    assert "the other way round" not in said


@pytest.mark.parametrize("asked", ["Maya 14", "Maya 1999", "Maya Okafor", "3 Heron Way", "Noor"])
@pytest.mark.time_machine("2026-11-22 16:00")
def test_what_does_not_fit_finds_nobody(on_file: Family, alice: Practitioner, asked: str) -> None:
    assert NOBODY in found(alice, asked)


def test_family_of_an_open_record_is_found_by_a_first_name(on_file: Family, alice: Practitioner) -> None:
    assert "Ana Lindqvist" in found(alice, "Ana").partition(AROUND)[0]


def test_the_lead_finds_a_childs_record_by_a_first_name(on_file: Family, leila: Practitioner) -> None:
    assert "Mimi Lindqvist" in found(leila, "Maya")


def test_a_colleague_and_a_stranger_find_nobody_by_a_first_name(
    on_file: Family, bob: Practitioner, charlie: Practitioner
) -> None:
    for reader in (bob, charlie):
        for asked in ("Maya", "Lindqvist", "12 Heron Way"):
            assert NOBODY in found(reader, asked)


def test_a_restricted_record_is_found_by_those_on_its_list_alone(
    on_file: Family, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    restrict(person=on_file.maya, kind="staff", because="x", readers=[mira], by=mira)
    assert all("Mimi Lindqvist" not in found(reader, "Maya") for reader in (alice, leila))
    assert "Mimi Lindqvist" in found(mira, "Maya")


def test_a_protected_address_makes_no_difference_to_who_is_found(on_file: Family, alice: Practitioner) -> None:
    folk.lives_at(on_file.maya, "1 Refuge Lane", "WZ8 8AA", is_protected=True)
    file_anew()
    answers = [
        found(alice, asked).partition("fits")[0].partition(".")[2]
        for asked in ("Mimi, 1 Refuge Lane", "Mimi, 2 Sparrow Lane")
    ]
    assert answers[0] == answers[1]
    assert NOBODY in found(alice, "1 Refuge Lane")


def test_reach_leaves_out_nobody_whom_a_reason_opens(
    on_file: Family, alice: Practitioner, leila: Practitioner, mira: Practitioner
) -> None:
    restrict(person=on_file.brother, kind="staff", because="x", readers=[mira, alice], by=mira)
    everybody = set(Person.objects.values_list("pk", flat=True))
    for reader in (alice, leila, mira):
        opened = {key for key, given in reasons_of(reader, everybody).items() if given}
        assert opened
        assert opened <= set(Person.objects.filter(pk__in=within_reach(reader)).values_list("pk", flat=True))


@pytest.mark.requirement("BP-248")
@pytest.mark.time_machine("2026-11-22 16:00")
def test_a_protected_home_of_the_child_does_not_show_through_the_mothers_open_address(
    on_file: Family, alice: Practitioner, leila: Practitioner
) -> None:
    Residence.objects.filter(person=on_file.maya).update(is_protected=True)
    file_anew()
    for asked in ("12 Heron Way", "Ana Lindqvist", "Ana Lindqvist WZ1 4QT"):
        said = found(alice, asked).partition(" . ")[2]  # after what was asked
        assert "12 Heron Way" not in said
        assert "WZ1 4QT" not in said
        assert "Same house" not in said
        assert "Same postcode" not in said
    assert "Ana Lindqvist" not in found(alice, "12 Heron Way")
    assert "12 Heron Way, Westmarsh, WZ1 4QT" in found(leila, "Ana Lindqvist")


def test_a_parent_whom_the_searcher_may_not_know_weighs_nothing_in_who_is_found(
    on_file: Family, alice: Practitioner, bob: Practitioner, mira: Practitioner
) -> None:
    def compared_with() -> Card:
        line = Sight(fresh(alice)).on_file({on_file.maya.pk})[on_file.maya.pk]
        return read(on_file.maya.pk, line, dt.date(2026, 11, 22))

    assert [parent.first for parent in compared_with().parents] == ["ana", "jonas"]
    restrict(person=on_file.mother, kind="staff", because="She works here", readers=[bob], by=mira)
    assert compared_with().parents == ()
    assert compared_with().homes
