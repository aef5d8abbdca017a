"""Finding by a street, a house or a postcode: enough among one's own, too little alone among everybody."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.people.actions import break_glass
from righthelp.people.matching.index import file_anew
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.test_page_find import AROUND, NO_PROMISE, found, on_file

pytestmark = pytest.mark.django_db
__all__ = ["on_file"]
NOTHING = "We found nobody on file by what you wrote"
OTHER_ADVICE = "Check the spelling, leave something out"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("WZ5 5ZZ", "A postcode alone is too little to search everybody. Add a name, a date of birth or a house"),
        ("12 Heron Way", "A house and street alone is too little to search everybody. Add a name, a date of birth or"),
        ("Acacia Avenue", "A street alone is too little to search everybody."),
        ("Heron Way WZ5 5ZZ", "A street and a postcode are too little to search everybody."),
        ("Maya 9", "One name and an age are too little to search everybody. Add a first name or surname"),
        ("9", "An age alone is too little to search everybody."),
    ],
)
def test_half_an_address_is_too_little_among_everybody_and_the_page_says_what_to_add(
    on_file: Family, sam: Practitioner, alice: Practitioner, asked: str, said: str
) -> None:
    page = found(sam, asked)
    assert said in page
    assert NO_PROMISE in page
    assert "Maya Lindqvist" not in page
    assert not any(told in page for told in (NOTHING, OTHER_ADVICE, "One name alone"))
    assert "too little" not in found(alice, asked)


def test_whom_half_an_address_does_find_do_not_seem_to_be_all(on_file: Family, sam: Practitioner) -> None:
    page = found(sam, "WZ1 4QT")
    assert "Maya Lindqvist" in page
    assert "These may not be all. A postcode alone is too little to search everybody." in page


def test_the_house_with_its_postcode_finds_who_lives_there(on_file: Family, sam: Practitioner) -> None:
    page = found(sam, "12 Heron Way WZ1 4QT")
    assert "Maya Lindqvist" in page
    assert "too little" not in page


def test_where_enough_was_given_the_page_says_to_check_the_spelling(on_file: Family, sam: Practitioner) -> None:
    page = found(sam, "Zebulon Quartermain 30/11/1951")
    assert NOTHING in page
    assert OTHER_ADVICE in page


def test_what_may_be_a_street_or_a_name_is_looked_for_as_both(on_file: Family, sam: Practitioner) -> None:
    page = found(sam, "Heron Way")
    assert "name or street Heron Way" in page
    assert "We found nobody with this as a name. If Heron Way is a street: A street alone is too little" in page
    folk.person("Penny Lane")
    file_anew()
    page = found(sam, "Penny Lane")
    assert "Penny Lane You have no reason" in page.replace("Same first name; Same surname ", "")
    assert "too little" not in page


@pytest.mark.parametrize(
    "asked", ["Heron Way", "Maya Heron Way", "Lindqvist, Heron Way", "heron way wz1 4qt", "Maya Heron Way, 9"]
)
@pytest.mark.time_machine("2026-11-22 16:00")
def test_a_street_alone_finds_among_the_records_that_are_open(on_file: Family, alice: Practitioner, asked: str) -> None:
    page = found(alice, asked).partition(AROUND)[0]
    assert "Maya Lindqvist" in page
    assert "Same street" in page or "Same postcode" in page
    assert "Jonas Berg" not in page
    assert "another house" not in page


def test_another_street_finds_nobody_among_the_records_that_are_open(on_file: Family, alice: Practitioner) -> None:
    for asked in ("Acacia Avenue", "Heron Close", "Noor, Heron Way"):
        assert "Nobody whose record is open to you fits" in found(alice, asked)


def test_a_street_finds_nobody_by_a_protected_address(on_file: Family, alice: Practitioner) -> None:
    folk.lives_at(on_file.maya, "1 Refuge Lane", "WZ8 8AA", is_protected=True)
    file_anew()
    assert "Nobody whose record is open to you fits" in found(alice, "Refuge Lane")


def test_a_street_beside_a_whole_name_takes_nobody_away(on_file: Family, sam: Practitioner) -> None:
    """The matcher takes a street without a house for another address: so it is left out among everybody."""
    break_glass(person=on_file.brother, because="At the station alone", by=sam)
    page = found(sam, "Maya Lindqvist, Heron Way")
    assert "Maya Lindqvist Born" in page
    assert "Another address" not in page
