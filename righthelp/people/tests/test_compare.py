"""Comparing field by field: named levels, and missing is not different."""

import datetime as dt

import pytest

from righthelp.people.matching.card import Parent
from righthelp.people.matching.compare import FIELDS, LEVELS, MISSING, compare
from righthelp.people.matching.explain import SENTENCES, explain
from righthelp.people.matching.facts import person_card, query_card
from righthelp.people.matching.normal import Day
from righthelp.people.matching.weights import Commonness, weigh, weights

DAY = dt.date(2026, 11, 1)
ANN = {
    "first_name": "Annabel", "middle_name": "Grace", "surname": "Kowalska", "sex": "female", "dob": "2015-03-14",
    "address_line": "14 Heron Way", "town": "Westmarsh", "postcode": "WZ1 4QT", "prev_address_line": "2 Old Road",
    "prev_postcode": "WZ7 1AA",
}  # fmt: skip
MUM = (Parent("maryam", "hussain", Day(1988, 6, 9)),)


def level(field: str, **query: str) -> str:
    """Compare a query with Annabel in one field."""
    return compare(query_card(query, DAY), person_card(1, ANN, MUM, DAY))[FIELDS.index(field)]


@pytest.mark.parametrize(
    ("field", "query", "expected"),
    [
        ("first", {"first_name": "annabel"}, "same"),
        ("first", {"first_name": "Bella"}, "group"),
        ("first", {"first_name": "Grace"}, "middle"),
        ("first", {"first_name": "Anabell"}, "close"),
        ("first", {"first_name": "A"}, "initial"),
        ("first", {"first_name": "Peter"}, "other"),
        ("first", {"first_name": ""}, MISSING),
        ("first", {"first_name": "Kowalska", "surname": "Annabel"}, "swapped"),
        ("last", {"first_name": "Ann", "surname": "Kowalski"}, "group"),
        ("last", {"first_name": "Ann", "surname": "Kowalska Jones"}, "part"),
        ("last", {"first_name": "Ann", "surname": "Hussain"}, "parent"),
        ("born", {"dob": "2015-03-14"}, "same"),
        ("born", {"dob": "2015-03-15"}, "slip"),
        ("born", {"dob": "2016-03-14"}, "year_slip"),
        ("born", {"dob": "2003-03-14"}, "two_parts"),
        ("born", {"dob": "2015"}, "fits"),
        ("born", {"dob": "1977-08-20"}, "other"),
        ("born", {"age": "11"}, "age"),
        ("born", {"age": "40"}, "age_other"),
        ("born", {"dob": "rubbish"}, MISSING),
        ("sex", {"sex": "m"}, "other"),
        ("sex", {"sex": ""}, MISSING),
        ("home", {"address_line": "14 heron way", "postcode": "wz14qt"}, "same"),
        ("home", {"address_line": "14 Heron Way", "postcode": "WZ1 4QF"}, "close"),
        ("home", {"postcode": "WZ1 4QT"}, "postcode"),
        ("home", {"address_line": "2 Old Road", "postcode": "WZ7 1AA"}, "former"),
        ("home", {"address_line": "9 Far Street", "postcode": "AB1 2CD"}, "other"),
        ("parent", {"mother_first_name": "Mariam", "mother_dob": "1988-06-09"}, "first_and_birth"),
        ("parent", {"mother_first_name": "Maryam", "mother_surname": "Husain"}, "name"),
        ("parent", {"mother_first_name": "Joan"}, "other"),
    ],
)  # fmt: skip
def test_each_field_comes_to_a_named_level(field: str, query: dict[str, str], expected: str) -> None:
    assert level(field, **query) == expected


def test_what_is_missing_says_nothing_for_or_against() -> None:
    assert not weights()["first", MISSING].any()
    nobody = compare(query_card({}, DAY), person_card(1, {}, (), DAY))
    assert set(nobody) == {MISSING}


def test_every_level_has_a_weight_and_a_sentence() -> None:
    for field, levels in LEVELS.items():
        for one in levels:
            assert (field, one) in weights()
            assert (field, one) in SENTENCES


def test_an_explanation_names_what_fits_and_what_does_not_and_leaves_out_what_is_missing() -> None:
    levels = compare(query_card({"first_name": "Bella", "dob": "1977-08-20"}, DAY), person_card(1, ANN, MUM, DAY))
    assert explain(levels) == (
        "First name is another form or spelling of the same name",
        "Another date of birth",
    )


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    levels = compare(query_card({"first_name": "Annabel"}, DAY), person_card(1, ANN, MUM, DAY))
    rare = weigh([levels], Commonness(100_000, first=0.00003))[0].odds
    common = weigh([levels], Commonness(100_000, first=0.01))[0].odds
    assert rare > common
