"""The guard against the family, and the relatives who are shown."""

import datetime as dt

import pytest

from righthelp.people.matching.card import Parent
from righthelp.people.matching.compare import compare
from righthelp.people.matching.facts import person_card, query_card
from righthelp.people.matching.family import kin_of
from righthelp.people.matching.normal import Day
from righthelp.people.matching.weights import Commonness, weigh
from righthelp.people.models import Relationship
from righthelp.people.tests import folk

DAY = dt.date(2026, 11, 1)
HOME = {"address_line": "14 Heron Way", "town": "Westmarsh", "postcode": "WZ1 4QT"}
ANN = {"first_name": "Annabel", "surname": "Marsh", "dob": "2015-03-14", "sex": "female", **HOME}
MUM = (Parent("maryam", "hussain", Day(1988, 6, 9)),)
AMONG = Commonness(100_000, first=0.001, first_group=0.001, last=0.001, last_group=0.001)


def fits_as(query: dict[str, str]) -> str:
    """Say what a person looked for most likely is to Annabel."""
    levels = compare(query_card(query, DAY), person_card(1, ANN, MUM, DAY))
    return weigh([levels], AMONG)[0].fits_as


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (ANN, "same"),
        ({**ANN, "first_name": "Rosa"}, "twin"),
        ({**ANN, "first_name": "Daniel", "sex": "male"}, "twin"),
        ({**ANN, "first_name": "Daniel", "dob": "2011-07-01"}, "sibling"),
        ({**ANN, "first_name": "Joanna", "dob": "1985-07-01"}, "generation"),
        ({"first_name": "Imran", "surname": "Bell", "dob": "1961-01-20", **HOME}, "household"),
        ({"first_name": "Imran", "surname": "Bell", "dob": "1961-01-20"}, "stranger"),
        ({**ANN, "surname": "Hussain", "postcode": "WZ9 9ZZ", "address_line": "3 New Lane"}, "same"),
    ],
)
def test_another_first_name_in_the_family_is_a_relative_and_not_this_person(query: dict[str, str], kind: str) -> None:
    assert fits_as(query) == kind


@pytest.mark.django_db
def test_relatives_are_parents_partners_children_and_the_other_children_of_a_parent() -> None:
    maya, leo, mum, gran, friend = (folk.person(f"{name} Lee") for name in ("Maya", "Leo", "Ana", "Gwen", "Fay"))
    folk.related(maya, mum)
    folk.related(leo, mum)
    folk.related(mum, gran)
    folk.related(mum, friend, Relationship.Kind.PARTNER)
    kin = kin_of([maya.pk, mum.pk])
    assert set(kin[maya.pk]) == {mum.pk, leo.pk}
    assert set(kin[mum.pk]) == {maya.pk, leo.pk, gran.pk, friend.pk}
    assert kin_of([]) == {}
