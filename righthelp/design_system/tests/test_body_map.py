"""The body map: regions inside the figure, the child's own left and right, numbered marks, the same words beside it."""

import re
from itertools import pairwise

import pytest
from defusedxml import ElementTree
from django import forms
from django.template import engines

from righthelp.design_system.body_map import (
    HEIGHT,
    MIDDLE,
    OUTLINES,
    REGIONS,
    ROOM,
    WIDTH,
    Figure,
    Mark,
    Region,
    choices,
    described,
    draw,
    for_page,
    rows,
)
from righthelp.design_system.forms import GovForm

FIGURES: tuple[Figure, ...] = ("child", "baby")
SVG = "{http://www.w3.org/2000/svg}"


def inside(point: tuple[float, float], shape: tuple[tuple[float, float], ...]) -> bool:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise((*shape, shape[0])):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def body(figure: Figure, region: Region) -> tuple[tuple[float, float], ...]:
    """Give the outline that a region lies in: the body, or the sole beside it."""
    half = OUTLINES[figure, "sole" if region.key.endswith("sole") else "body"][0]
    right = tuple((MIDDLE + out, down) for out, down in half)
    left = tuple((MIDDLE - out, down) for out, down in half)
    return (
        (right if region.places[figure][0] > MIDDLE else left)
        if region.key.endswith("sole")
        else (
            *right,
            *reversed(left),
        )
    )


@pytest.mark.parametrize("figure", FIGURES)
def test_every_region_has_its_point_inside_its_shape_and_the_figure(figure: Figure) -> None:
    assert len(REGIONS) >= 40
    for region in REGIONS.values():
        assert inside(region.places[figure], region.shapes[figure]), region.key
        assert inside(region.places[figure], body(figure, region)), region.key


@pytest.mark.parametrize("figure", FIGURES)
def test_no_region_holds_the_point_of_another_and_no_two_share_one(figure: Figure) -> None:
    for region in REGIONS.values():
        held = [
            other.key
            for other in REGIONS.values()
            if other.side == region.side and inside(other.places[figure], region.shapes[figure])
        ]
        assert held == [region.key]
    places = [(region.side, region.places[figure]) for region in REGIONS.values()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("figure", FIGURES)
def test_left_and_right_are_the_childs_own(figure: Figure) -> None:
    """From the front the child's left is on the right of the picture; from behind it is on the left."""
    for region in REGIONS.values():
        named = re.findall(r"\b(left|right)\b", region.words)
        x = region.places[figure][0]
        if not named:
            assert x == MIDDLE, region.key
            continue
        on_the_right = x > MIDDLE
        assert on_the_right == ((named == ["left"]) == (region.side == "front")), region.key
        assert region.key.startswith(named[0])


def test_every_region_is_named_once_and_every_left_has_its_right() -> None:
    assert len({region.words for region in REGIONS.values()}) == len(REGIONS)
    lefts = {key.removeprefix("left_") for key in REGIONS if key.startswith("left_")}
    assert lefts == {key.removeprefix("right_") for key in REGIONS if key.startswith("right_")}


def numbers(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text") if (text.text or "").isdigit()]


@pytest.mark.parametrize("figure", FIGURES)
def test_marks_are_numbered_in_their_order_as_in_the_table(figure: Figure) -> None:
    marks = [Mark("left_cheek", "Round, red"), Mark("left_bottom", "Blue line"), Mark("nose", at=(150, 90))]
    assert sorted(numbers(draw(marks, figure))) == ["1", "2", "3"]
    assert [row.number for row in rows(marks)] == [1, 2, 3]
    assert rows(marks)[1] == (2, "Left side of the bottom", "back", "Blue line")
    front, back = re.findall(r"<svg.*?</svg>", str(for_page(marks, figure)))
    assert (numbers(front), numbers(back)) == (["1", "3"], ["2"])
    assert described(marks).startswith("Three marks. 1: Left cheek – Round, red. 2: Left side of the bottom")


def test_many_marks_on_one_place_cover_neither_each_other_nor_the_edge() -> None:
    svg = draw([Mark("left_hand")] * 30)
    found = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="9"', svg)]
    assert len(set(found)) == len(found) == 30
    for place, (x, y) in enumerate(found):
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT
        assert all((x - a) ** 2 + (y - b) ** 2 >= (ROOM - 0.2) ** 2 for a, b in found[:place])


def test_what_somebody_typed_is_text_and_what_xml_cannot_hold_is_left_out() -> None:
    svg = draw([Mark("chin", 'A <script>"x" & y</script>\x0b\x00\ud800')])
    desc = ElementTree.fromstring(svg).find(f"{SVG}desc")
    assert desc is not None
    assert (desc.text or "").startswith('1: Chin. A <script>"x" & y</script>')
    assert "<script" not in svg


def test_screen_readers_hear_a_name_and_the_marks() -> None:
    for svg in (draw([]), draw([], "baby")):
        assert 'role="img"' in svg
        assert "<desc>No marks.</desc>" in svg
    assert "<title>Body map: front and back of a child’s body</title>" in draw([])
    assert "<title>Body map: back of a baby’s body</title>" in for_page([], "baby")


def test_a_mark_needs_a_region_of_the_table_and_a_point_in_the_drawing() -> None:
    with pytest.raises(ValueError, match="no such region"):
        Mark("left_wing")
    with pytest.raises(ValueError, match="outside the drawing"):
        Mark("chin", at=(-1, 20))


def test_nothing_is_styled_or_scripted_within_the_drawing() -> None:
    assert not re.search(r"<script|<style|style=|\son\w+=", draw([Mark("chin")]))


class Where(GovForm):
    region = forms.ChoiceField(label="Where on the body?", choices=choices())


def field(form: GovForm) -> str:
    source = '{% from "design_system/components.jinja" import body_map_field %}{{ body_map_field(form["region"]) }}'
    return str(engines["jinja2"].env.from_string(source).render(form=form))  # type: ignore[attr-defined]


def test_regions_are_chosen_from_a_list_grouped_by_part_of_the_body() -> None:
    page = field(Where({"region": "left_cheek"}))
    assert [len(set(re.findall(found, page))) for found in ('<option value="[^"]+"', 'data-region="[^"]+"')] == [
        101
    ] * 2
    assert page.count("<optgroup") == len(choices())
    assert '<option value="left_cheek" selected>Left cheek</option>' in page
    assert 'data-body-map="id_region"' in page
    assert "The region" not in page


def test_a_place_that_is_none_is_refused_in_words_beside_the_list() -> None:
    page = field(Where({"region": "left_wing"}))
    assert "Choose one of the answers" in page
    assert 'aria-describedby="id_region-hint id_region-error"' in page


def test_the_table_stands_beside_the_picture() -> None:
    source = '{% from "design_system/components.jinja" import body_map %}{{ body_map(marks, "baby") }}'
    render = engines["jinja2"].env.from_string(source).render  # type: ignore[attr-defined]
    page = render(marks=[Mark("left_cheek", "Round <b>")])
    assert '<td class="govuk-table__cell">Left cheek</td>' in page
    assert "Round &lt;b&gt;" in page
    assert "No marks on the body map." in render(marks=[])
