"""Keys: several blurred fields still leave one in common."""

import datetime as dt
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from righthelp.people.matching.facts import person_card, query_card
from righthelp.people.matching.keys import RECIPES, keys_of_rows, rows_on_file
from righthelp.people.matching.shortlist import Postings, keys_to_look_up, shortlist

DAY = dt.date(2026, 11, 1)
PERSON = {
    "first_name": "Catherine", "surname": "Wisniewska", "dob": "2015-03-04", "address_line": "14 Heron Way",
    "town": "Westmarsh", "postcode": "WZ1 4QT",
}  # fmt: skip


def shared(query: dict[str, str], person: dict[str, str] = PERSON) -> int:
    """Count the keys that a query and a person have in common."""
    filed = keys_of_rows(rows_on_file(person_card(1, person, (), DAY)))
    return int(np.isin(keys_to_look_up(query_card(query, DAY)).all, filed).sum())


@pytest.mark.parametrize(
    "blurred",
    [
        {"first_name": "Cathrine", "surname": "Wisnewska", "postcode": "WZ1 4QF"},
        {"first_name": "Kasia", "dob": "2015-04-03", "address_line": "", "postcode": ""},
        {"surname": "Smith", "postcode": "ZZ9 9ZZ", "address_line": "1 New Road", "dob": "2015-03-14"},
        {"first_name": "", "surname": "", "address_line": ""},
        {"surname": "", "dob": "", "town": ""},
        {"first_name": "Wisniewska", "surname": "Catherine", "dob": "", "address_line": "", "postcode": ""},
    ],
)
def test_blurred_fields_leave_keys_in_common(blurred: dict[str, str]) -> None:
    assert shared({**PERSON, **blurred})


def test_a_stranger_shares_nothing() -> None:
    assert not shared({"first_name": "Omar", "surname": "Bell", "dob": "1990-12-31", "postcode": "AB1 2CD"})


def test_a_person_has_keys_by_the_dozen_and_none_of_what_is_missing() -> None:
    assert len(RECIPES) >= 32
    assert not keys_of_rows(rows_on_file(person_card(1, {}, (), DAY))).any()


def test_a_rare_key_counts_for_more_than_a_common_one() -> None:
    keys = keys_to_look_up(query_card(PERSON, DAY))
    rare, common = keys.all[0], keys.all[1]
    filed = Postings(
        np.array([rare, *[common] * 50], dtype=np.uint32), np.array([7, *range(100, 150)], dtype=np.uint32)
    )
    assert shortlist(keys, filed, 1_000, 5)[0] == 7


names = st.text("abcdeéżمو -'", max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"first_name": names, "surname": names, "postcode": names}), max_size=8))
def test_many_people_at_once_have_the_keys_that_each_has_alone(people: list[dict[str, str]]) -> None:
    rows = [row for person in people for row in rows_on_file(person_card(1, {**PERSON, **person}, (), DAY))]
    alone = [keys_of_rows([row])[0].tolist() for row in rows]
    assert not rows or keys_of_rows(rows).tolist() == alone


def test_the_keys_of_a_person_stay_as_they_were_filed() -> None:
    keys = keys_of_rows(rows_on_file(person_card(1, PERSON, (), DAY)))
    assert crc32(keys.astype("<u4").tobytes()) == 4138461507  # else what is on file must be filed anew
