"""Telling places apart, and places in what people wrote."""

import pytest

from righthelp.people.models import Residence
from righthelp.people.places import same_place, tells_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("12 Heron Way", "WZ1 4QT"), ("12 heron way,", "wz14qt"), True),
        (("12 Heron Way", "WZ1 4QT"), ("Flat 2, 12 Heron Way", ""), True),
        (("", "WZ1 4QT"), ("12 Heron Way", "WZ1 4QT"), True),
        (("12 Heron Way", ""), ("", "WZ1 4QT"), False),
        (("12 Heron Way", "WZ1 4QT"), ("12 Heron Way", "WZ9 9ZZ"), False),
        (("12 Heron Way", "WZ1 4QT"), ("14 Heron Way", "WZ1 4QT"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_a_place_is_known_again_however_it_is_written(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert same_place(*one, *other) is same
    assert same_place(*other, *one) is same


@pytest.mark.parametrize(
    ("text", "told"),
    [("To 12 heron way, please", True), ("WZ1 4QT", True), ("wz14qt", True), ("14 Heron Way", False), ("", False)],
)
def test_a_text_that_names_a_place_is_known(text: str, told: bool) -> None:
    assert tells_of(text, [Residence(line="12 Heron Way", postcode="WZ1 4QT"), Residence(town="Westmarsh")]) is told
