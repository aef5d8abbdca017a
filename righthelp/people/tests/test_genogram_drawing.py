"""The genogram as SVG: its symbols, its words for screen readers, and that nothing typed becomes markup."""

import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.template import engines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.people.genogram.boxes import WIDTH
from righthelp.people.genogram.drawing import described, genogram_for_page, genogram_svg
from righthelp.people.genogram.family import Family, Member, Sex, State, Tie, TieKind, Twins
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.layout import layout
from righthelp.people.genogram.letters import width_of
from righthelp.people.genogram.words import words_of
from righthelp.people.tests.genogram_families import ON, D, F, adopted, maya, parents, two_parents, who

SVG = "{http://www.w3.org/2000/svg}"


def drawn(family: Family) -> Element:
    found: Element = fromstring(genogram_svg(family))
    return found


def texts(family: Family) -> list[str]:
    return ["".join(text.itertext()) for text in drawn(family).iter(f"{SVG}text")]


def person(family: Family, name: str) -> Element:
    """Give the piece of the drawing that is one person, by the title that it carries."""
    groups = drawn(family).iter(f"{SVG}g")
    return next(group for group in groups if (title := group.find(f"{SVG}title")) is not None and title.text == name)


def alone(**about: Any) -> Element:
    member = Member(1, "Ada Lake", **about)
    return person(Family(centre=2, on=ON, members=(member, who(2, "Ben", F)), parents=()), "Ada Lake")


@pytest.mark.parametrize(
    ("sex", "tag", "path"),
    [(Sex.MALE, "rect", ""), (Sex.FEMALE, "circle", ""), (Sex.OTHER, "path", "LLL"), (Sex.NOT_KNOWN, "path", "LLL")],
)
def test_each_sex_has_its_standard_symbol(sex: Sex, tag: str, path: str) -> None:
    symbol = alone(sex=sex)[1]
    assert symbol.tag == f"{SVG}{tag}"
    assert "".join(re.findall("[LH]", symbol.get("d", ""))) == path


def test_an_unborn_child_is_a_triangle_without_a_cross() -> None:
    assert ["".join(re.findall("[LHZ]", piece.get("d", ""))) for piece in unborn(State.UNBORN)] == ["LHZ"]


def test_a_lost_pregnancy_is_a_smaller_triangle_with_a_cross() -> None:
    triangle, cross = unborn(State.LOST)
    assert "".join(re.findall("[LHZ]", triangle.get("d", ""))) == "LHZ"
    assert cross.get("d", "").count("M") == 2
    assert height(triangle) < height(unborn(State.UNBORN)[0])


def unborn(state: State) -> list[Element]:
    return list(alone(state=state, due=D(2027, 1, 1)).iter(f"{SVG}path"))


def height(triangle: Element) -> int:
    (top, bottom) = re.findall(r"-?\d+", triangle.get("d", ""))[1:4:2]
    return int(bottom) - int(top)


def test_a_cross_goes_through_somebody_who_has_died_and_the_years_stand_below() -> None:
    dead = alone(sex=F, born=D(1950, 5, 5), died=D(2012, 2, 1))
    assert [piece.get("d", "").count("M") for piece in dead.iter(f"{SVG}path")] == [2]
    assert [text.text for text in dead.iter(f"{SVG}text")] == ["Ada Lake", "1950–2012", "died aged 61"]


def test_the_age_stands_inside_the_symbol() -> None:
    assert next(alone(sex=F, born=D(2014, 11, 23)).iter(f"{SVG}text")).text == "11"


def test_somebody_adopted_stands_in_brackets_on_a_dashed_line() -> None:
    family = adopted()
    assert len(list(person(family, "Noah").iter(f"{SVG}path"))) == 2
    assert len(list(person(family, "Liv").iter(f"{SVG}path"))) == 0
    assert any(path.get("stroke-dasharray") == "7 4" for path in drawn(family).iter(f"{SVG}path"))


def test_the_centre_has_a_double_outline() -> None:
    assert len(list(person(maya(), "Maya Carter").iter(f"{SVG}circle"))) == 2
    assert len(list(person(maya(), "Ann Carter").iter(f"{SVG}circle"))) == 1


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    said = " ".join(texts(two_parents(F, F)))
    assert "Lives with Iris" in said
    assert "Adopted by" in said
    assert not re.search("Fostered|Twins|Has died|Not yet born|Separated", said)
    everything = " ".join(texts(maya()))
    for words in ("Fostered by", "Identical twins", "Has died", "Not yet born", "Separated", "Pregnancy lost"):
        assert words in everything


def test_a_line_says_in_words_and_years_what_it_means() -> None:
    said = texts(maya())
    for words in ("married 2009", "divorced 2016", "separated 1999", "together 2018"):
        assert words in said


def test_a_drawing_says_for_which_day_it_holds() -> None:
    assert "As at 22 November 2026" in texts(maya())


def test_a_person_who_matters_to_the_child_is_marked_so() -> None:
    said = " ".join("".join(text.itertext()) for text in person(maya(), "Priya Shah").iter(f"{SVG}text"))
    assert said == "Priya Shah Family friend of Maya Important to Maya"


def test_an_aunt_known_only_by_word_is_called_by_it() -> None:
    family = Family(centre=1, on=ON, members=(who(1, "Ada"), who(2, "Olga")), ties=(Tie(1, 2, TieKind.AUNT_OR_UNCLE),))
    assert "Aunt of Ada" in texts(family)
    assert "Niece of Olga" in texts(replace(family, centre=2))


def test_identical_twins_have_a_bar_between_their_lines_and_others_have_none() -> None:
    def lines(*, is_identical: bool) -> int:
        family = Family(
            centre=1,
            on=ON,
            members=(who(1, "Ada"), who(2, "Eve"), who(3, "Ann")),
            parents=(*parents(1, 3), *parents(2, 3)),
            twins=(Twins(1, 2, is_identical),),
        )
        return len(layout(family).strokes)

    assert lines(is_identical=True) == lines(is_identical=False) + 1


# ---- for every reader ----


def test_screen_readers_get_a_title_and_a_description() -> None:
    svg = drawn(maya())
    title, about = svg[0], svg[1]
    assert (title.tag, title.text) == (f"{SVG}title", "The family of Maya Carter on 22 November 2026")
    assert (
        about.text
        == described(maya())
        == ("A genogram with 21 people. The text version says everything that the drawing shows.")
    )
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"


def test_no_text_is_smaller_than_thirteen_pixels() -> None:
    assert min(int(text.get("font-size", "0")) for text in drawn(maya()).iter(f"{SVG}text")) == 13


def test_a_drawing_needs_no_style_or_script_that_the_policy_forbids() -> None:
    assert not re.search(r"style=|<style|<script|onload|class=", genogram_svg(maya()))


NAMES = st.text(min_size=1, max_size=300) | st.just(" ") | st.just("<script>alert('x')</script>") | st.just("W" * 300)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES)
def test_any_name_is_drawn_as_text_and_fits_its_box(name: str) -> None:
    family = Family(centre=1, on=ON, members=(Member(1, name),))
    assert not list(drawn(family).iter(f"{SVG}script"))
    (spot,) = layout(family).spots
    assert len(spot.box.name) <= 4
    assert all(width_of(line, 15) <= WIDTH for line in spot.box.name)


def test_on_a_page_the_drawing_scrolls_in_its_own_box_and_the_same_stands_in_words() -> None:
    family = two_parents(F, F)
    macros = engines["jinja2"].env.get_template("people/genogram.jinja").module  # type: ignore[attr-defined]
    page = macros.genogram("Iris", genogram_for_page(family), gaps_of(family), words_of(family))
    assert re.search(r'<div class="rh-genogram" role="region" tabindex="0" aria-label="Genogram of Iris\.', page)
    assert '<svg class="rh-genogram__drawing" ' in page
    assert "Iris’s mother: Parent One" in page
