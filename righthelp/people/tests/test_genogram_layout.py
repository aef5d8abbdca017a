"""The layout of the genogram, for families drawn by hand and for any family at all."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings

from righthelp.people.genogram.family import (
    TREE,
    Couple,
    Family,
    Member,
    Nature,
    ParentLink,
    Parting,
    Sex,
    Tie,
    TieKind,
    Twins,
    without_what_goes_without_saying,
)
from righthelp.people.genogram.layout import LOOPED, TOO_LARGE, Layout, layout
from righthelp.people.genogram.spots import Spot
from righthelp.people.genogram.strokes import Point
from righthelp.people.tests.genogram_families import (
    ON,
    F,
    M,
    adopted,
    adult,
    crossings,
    families,
    maya,
    parents,
    shown,
    tangles,
    two_parents,
    who,
)

GENERATIONS = "BP-168", "BP-194", "BP-295"
often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def spots_of(drawn: Layout) -> dict[int, Spot]:
    return {spot.key: spot for spot in drawn.spots}


def overlap(one: Spot, other: Spot) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


# ---- any family ----


@often
@given(families())
@example(maya())
@example(Family(centre=1, on=ON, members=(Member(1, " ", is_important=True),)))
def test_no_box_lies_over_another_and_all_are_inside_the_drawing(family: Family) -> None:
    drawn = layout(family)
    assert not [(one.key, other.key) for one, other in combinations(drawn.spots, 2) if overlap(one, other)]
    points = [point for stroke in drawn.strokes for point in stroke.points]
    points += [corner for spot in drawn.spots for corner in ((spot.left, spot.top), (spot.right, spot.bottom))]
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)


@often
@given(families())
@pytest.mark.requirement(*GENERATIONS)
def test_generations_line_up_parents_right_above_their_children_and_couples_level(family: Family) -> None:
    spots = spots_of(layout(family))
    assert spots.keys() == family.by_key.keys()
    for link in family.parents:
        if link.nature in TREE:
            assert spots[link.parent].row == spots[link.child].row - 1
    for couple in family.couples:
        assert spots[couple.first].row == spots[couple.second].row
    heights: dict[int, set[int]] = {}
    for spot in spots.values():
        heights.setdefault(spot.row, set()).add(spot.y)
    assert all(len(ys) == 1 for ys in heights.values())
    assert [heights[row] for row in sorted(heights)] == sorted(heights.values(), key=min)


@often
@given(families())
@example(maya())
@example(adopted())
def test_every_relationship_is_drawn_once(family: Family) -> None:
    assert shown(layout(family)) == Counter(family.links)


@often
@given(families())
def test_a_home_is_drawn_around_those_who_live_there_and_nobody_else(family: Family) -> None:
    drawn = layout(family)
    for home, loops in zip(family.households, drawn.homes, strict=True):
        assert {spot.key for spot in drawn.spots if within((spot.x, spot.y), loops)} == set(home)


def within(point: Point, loops: tuple[tuple[Point, ...], ...]) -> bool:
    """Count the edges to the right of a point: with an odd number it is inside."""
    x, y = point
    edges = [edge for loop in loops for edge in zip(loop, (*loop[1:], loop[0]), strict=True)]
    ups = [(a, b) for a, b in edges if a[0] == b[0] and a[0] > x]
    return sum(min(a[1], b[1]) <= y < max(a[1], b[1]) for a, b in ups) % 2 == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(families())
def test_the_same_family_is_always_drawn_the_same(family: Family) -> None:
    assert layout(family) == layout(family)


@often
@given(tangles())
def test_a_tangled_family_is_drawn_whole_with_no_box_over_another(family: Family) -> None:
    drawn = layout(family)
    assert len(drawn.spots) == len(family.members)
    assert not [(one.key, other.key) for one, other in combinations(drawn.spots, 2) if overlap(one, other)]
    assert shown(drawn) == Counter(family.links)


# ---- ordinary families ----

ORDINARY = {
    "a blended family with foster carers": maya(),
    "a mother at the centre": adult(),
    "adopted, with parents by birth": adopted(),
    "two mothers": two_parents(F, F),
    "two fathers": two_parents(M, M),
    "a mother and a father": two_parents(F, M),
}


@pytest.mark.parametrize("family", ORDINARY.values(), ids=ORDINARY.keys())
def test_no_lines_cross_in_an_ordinary_family(family: Family) -> None:
    assert crossings(layout(family)) == []


@pytest.mark.parametrize("family", ORDINARY.values(), ids=ORDINARY.keys())
def test_an_ordinary_family_needs_no_note(family: Family) -> None:
    assert layout(family).notes == ()


def test_two_mothers_or_two_fathers_are_laid_out_as_any_parents_are() -> None:
    def places(first: Sex, second: Sex) -> list[tuple[int, int, int]]:
        return [(spot.key, spot.x, spot.y) for spot in layout(two_parents(first, second)).spots]

    assert places(F, F) == places(M, M) == places(M, F) == places(Sex.OTHER, Sex.OTHER)


def test_half_siblings_hang_from_their_own_parents() -> None:
    spots = spots_of(layout(maya()))
    leo, maya_, ruby = spots[9], spots[1], spots[11]
    assert leo.x < maya_.x < ruby.x
    assert spots[8].x < spots[2].x < spots[3].x < spots[10].x


def test_partners_stand_in_the_order_of_their_time_around_the_centre() -> None:
    spots = spots_of(layout(adult()))
    assert [spots[key].x for key in (4, 2, 1, 3)] == sorted(spots[key].x for key in (4, 2, 1, 3))


def test_twins_stand_next_to_each_other_and_hang_from_one_point() -> None:
    drawn = layout(maya())
    spots, line = spots_of(drawn), [spot.key for spot in sorted(drawn.spots, key=lambda spot: spot.x) if spot.row == 0]
    assert line.index(15) == line.index(14) + 1
    ends = [stroke.points for stroke in drawn.strokes if stroke.points[-1][0] in (spots[14].x, spots[15].x)]
    feet = [points for points in ends if points[-1] in {(spots[key].x, spots[key].top) for key in (14, 15)}]
    assert len(feet) == 2
    assert feet[0][0] == feet[1][0]


def test_carers_stand_beyond_everybody_and_their_line_is_dotted() -> None:
    drawn = layout(maya())
    spots = spots_of(drawn)
    assert min(spots[18].x, spots[19].x) > max(spot.x for spot in drawn.spots if spot.key not in (18, 19))
    assert [stroke.kind for stroke in drawn.strokes if ParentLink(1, 18, Nature.FOSTER) in stroke.shows] == ["fostered"]


def test_a_carer_who_is_family_keeps_their_place_and_words_say_what_they_are() -> None:
    drawn = layout(adopted())
    assert [note.text for note in spots_of(drawn)[8].box.notes] == ["Special guardian of Liv"]


def test_separation_is_one_stroke_through_the_line_and_divorce_two() -> None:
    slashes = {stroke.shows[0]: stroke.slashes for stroke in layout(maya()).strokes if stroke.kind == "married"}
    assert {link.parting: number for link, number in slashes.items() if isinstance(link, Couple)} == {
        Parting.TOGETHER: 0,
        Parting.SEPARATED: 1,
        Parting.DIVORCED: 2,
    }


def test_any_person_can_be_the_centre() -> None:
    for key in maya().by_key:
        family = Family(**{**maya().__dict__, "centre": key})
        drawn = layout(family)
        assert shown(drawn) == Counter(family.links)
        assert not any(overlap(one, other) for one, other in combinations(drawn.spots, 2))


def test_one_child_alone_is_a_family_too() -> None:
    drawn = layout(Family(centre=1, on=ON, members=(who(1, "Ada", F, 2020),)))
    assert len(drawn.spots) == 1
    assert drawn.strokes == ()


# ---- large, and in a loop ----


def test_a_large_family_is_drawn_with_a_note() -> None:
    links = [link for child in range(3, 50) for link in parents(child, 1, 2)]
    family = Family(centre=3, on=ON, members=tuple(Member(key) for key in range(1, 50)), parents=tuple(links))
    assert layout(family).notes == (TOO_LARGE,)


def test_cousins_who_have_a_child_make_a_loop_and_a_note() -> None:
    links = [*parents(2, 1), *parents(3, 1), *parents(4, 2), *parents(5, 3), *parents(6, 4, 5)]
    family = Family(centre=6, on=ON, members=tuple(Member(key) for key in range(1, 7)), parents=tuple(links))
    drawn = layout(family)
    assert drawn.notes == (LOOPED,)
    assert shown(drawn) == Counter(family.links)


# ---- what goes without saying, and what cannot be ----


def test_a_tie_that_parents_already_tell_is_left_out() -> None:
    family = Family(
        centre=1,
        on=ON,
        members=tuple(Member(key) for key in range(1, 8)),
        parents=(*parents(1, 2), *parents(3, 2), *parents(2, 4), *parents(5, 4), *parents(6, 5)),
        ties=(
            Tie(1, 3, TieKind.SIBLING),
            Tie(1, 4, TieKind.GRANDPARENT),
            Tie(1, 5, TieKind.AUNT_OR_UNCLE),
            Tie(1, 6, TieKind.COUSIN),
            Tie(1, 7, TieKind.SIBLING),
            Tie(1, 2, TieKind.FRIEND),
        ),
    )
    assert [(tie.relative, tie.kind) for tie in without_what_goes_without_saying(family).ties] == [
        (7, TieKind.SIBLING),
        (2, TieKind.FRIEND),
    ]


@pytest.mark.parametrize(
    "links",
    [{"parents": (ParentLink(1, 9),)}, {"twins": (Twins(1, 1),)}, {"households": ((1, 9),)}, {"centre": 9}],
    ids=["a stranger", "oneself", "a stranger's home", "a stranger at the centre"],
)
def test_a_link_to_somebody_who_is_not_there_is_refused(links: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not a member|themselves"):
        Family(**{"centre": 1, "on": ON, "members": (Member(1),), **links})  # type: ignore[arg-type]
