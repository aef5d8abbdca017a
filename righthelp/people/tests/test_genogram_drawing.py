"""The genogram as SVG: its symbols, its words for screen readers, and that nothing typed becomes markup."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.template import engines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.people.genogram.boxes import SMALL, WIDTH
from righthelp.people.genogram.drawing import described, genogram_for_page, genogram_svg
from righthelp.people.genogram.family import Bond, Couple, Family, Member, Parting, Sex, State, Tie, TieKind, Twins
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.layout import layout
from righthelp.people.genogram.letters import width_of
from righthelp.people.genogram.paper import PDF_ROOM
from righthelp.people.genogram.parts import apart
from righthelp.people.genogram.sheets import Page, genogram_pages
from righthelp.people.genogram.symbols import SLASH
from righthelp.people.genogram.words import words_of
from righthelp.people.tests.genogram_families import (
    ON,
    D,
    F,
    M,
    adopted,
    families,
    maya,
    parents,
    tangles,
    two_parents,
    who,
)

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
    for words in ("Fostered by", "Identical twins", "Has died", "Not yet born", "Separated", "A pregnancy that ended"):
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


def couple(parting: Parting, *, together: bool = False) -> Family:
    """A child at home with the mother; the father lives elsewhere, and only the end of the couple is known."""
    return Family(
        centre=1,
        on=ON,
        members=(who(1, "Ada", F, 2014), who(2, "Ann", F, 1985), who(3, "Tom", M, 1984)),
        parents=tuple(parents(1, 2, 3)),
        couples=(Couple(2, 3, Bond.NOT_KNOWN, parting, separated=D(2019, 1, 1)),),
        households=((1, 2, 3) if together else (1, 2),),
    )


@pytest.mark.parametrize(("parting", "slashes"), [(Parting.SEPARATED, 1), (Parting.DIVORCED, 2)])
def test_a_couple_of_which_only_the_end_is_known_is_drawn_as_a_couple_that_ended(
    parting: Parting, slashes: int
) -> None:
    family = couple(parting)
    (line,) = (stroke for stroke in layout(family).strokes if family.couples[0] in stroke.shows)
    assert (line.kind, line.slashes) == ("couple", slashes)
    said = " ".join(texts(family))
    assert "A couple; not written whether they married" in said
    assert "not written whether they are a couple" not in said


@pytest.mark.parametrize("centre", [1, 2, 3])
def test_the_words_at_a_couples_line_stand_clear_of_the_line_around_a_home(centre: int) -> None:
    family = replace(couple(Parting.DIVORCED), centre=centre, households=((1, 2),) if centre != 3 else ((3,),))
    drawn = layout(family)
    (line,) = (stroke for stroke in drawn.strokes if stroke.labels)
    half = max(width_of(label, SMALL) for label in line.labels) / 2
    upright = [
        x
        for home in drawn.homes
        for loop in home
        for (x, top), (other, bottom) in pairwise([*loop, loop[0]])
        if x == other and min(top, bottom) < line.label_at[1] < max(top, bottom)
    ]
    assert upright
    assert not [x for x in upright if line.label_at[0] - half <= x <= line.label_at[0] + half]
    assert not [x for x in upright if abs(line.slash_at[0] - x) < SLASH]


# ---- on paper and on a screen ----


def large(cousins: int) -> Family:
    """A child with an aunt and her many children."""
    members = [who(key, name, F) for key, name in ((1, "Ada"), (2, "Ann"), (3, "Rose"), (4, "Sue"))]
    members += [who(5 + number, f"Cousin {number}") for number in range(cousins)]
    links = [*parents(1, 2), *parents(2, 3), *parents(4, 3)]
    links += [link for number in range(cousins) for link in parents(5 + number, 4)]
    return Family(centre=1, on=ON, members=tuple(members), parents=tuple(links))


@pytest.mark.parametrize(
    ("cousins", "papers", "sheet"),
    [(8, ["a4"], "sideways"), (15, ["a3"], "too-large"), (36, ["a3"], "too-large"), (150, ["a3", "a3"], "too-large")],
)
def test_on_paper_no_name_is_smaller_than_seven_points(cousins: int, papers: list[str], sheet: str) -> None:
    family = large(cousins)
    pages = genogram_pages(family)
    assert [page.paper for page in pages] == papers
    assert genogram_for_page(family).sheet == sheet
    for page in pages:
        drawing: Element = fromstring(page.svg)
        across, down = {"a4": (273, 168), "a3": (396, 255)}[page.paper]
        points = min(across / float(drawing.get("width", 0)), down / float(drawing.get("height", 0))) / 25.4 * 72
        assert points * 15 >= 6.9


def said_on(page: Page) -> list[str]:
    return ["".join(text.itertext()) for text in fromstring(page.svg).iter(f"{SVG}text")]


def people_on(page: Page) -> list[str]:
    """Give who is drawn on a page, by the titles that the people carry."""
    groups = fromstring(page.svg).iter(f"{SVG}g")
    return [str(title.text) for group in groups if (title := group.find(f"{SVG}title")) is not None]


def test_a_drawing_in_parts_says_so_on_each_page_and_where_each_line_goes_on() -> None:
    pages = genogram_pages(large(150))
    said = [words for page in pages for words in said_on(page)]
    numbers = [words for words in said if words.startswith("Part ")]
    assert numbers == [f"Part {number} of {len(numbers)}" for number in range(1, len(numbers) + 1)]
    assert {f"part {number}" for number in range(1, len(numbers) + 1)} <= set(said)
    assert all("it goes on in the part that the arrow names" in " ".join(said_on(page)) for page in pages)
    assert sorted(name for page in pages for name in people_on(page)) == sorted(one.name for one in large(150).members)
    assert [page.said for page in pages] == ["Parts 1, 2, 3, 4, 5 and 6 of 9.", "Parts 7, 8 and 9 of 9."]


def households() -> Family:
    """Two sisters, each with a partner and many children; the home of the one is drawn."""
    members = [who(1, "Rose"), who(2, "Ann"), who(3, "Sue"), who(4, "Tom", M), who(5, "Max", M)]
    members += [who(6 + number, f"Child {number}") for number in range(24)]
    links = [*parents(2, 1), *parents(3, 1)]
    links += [link for number in range(24) for link in parents(6 + number, *((2, 4) if number < 12 else (3, 5)))]
    couples = (Couple(2, 4, Bond.MARRIED, began=D(2001, 1, 1)), Couple(3, 5, Bond.MARRIED, began=D(2002, 1, 1)))
    home = (2, 4, *range(6, 18))
    return Family(centre=6, on=ON, members=tuple(members), parents=tuple(links), couples=couples, households=(home,))


def test_a_drawing_is_parted_between_homes_and_couples_where_it_can_be() -> None:
    _, parts = apart(layout(households()), width=2300, height=1200)
    together = [{spot.key for spot in part.people} for part in parts]
    assert len(parts) == 2
    assert any({2, 4, *range(6, 18)} <= group for group in together)
    assert any({3, 5, *range(18, 30)} <= group for group in together)
    assert [mark.to for part in parts for mark in part.marks] == [2, 1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(families() | tangles(), st.integers(400, 1500), st.integers(300, 900))
def test_no_part_cuts_through_anybody_or_any_words_and_each_cut_line_is_marked_on_both_sides(
    family: Family, width: int, height: int
) -> None:
    drawn, parts = apart(layout(family), width=width, height=height)
    everybody = Counter(spot.key for part in parts for spot in part.people)
    assert everybody == Counter(one.key for one in family.members)
    for part in parts:
        left, top, right, bottom = part.window
        for spot in part.people:
            assert left < spot.left < spot.right < right
            assert top <= spot.top < spot.bottom <= bottom
        for stroke in (one for one in drawn.strokes if one.labels and part.holds(one.label_at)):
            half = max(width_of(label, SMALL) for label in stroke.labels) / 2
            assert stroke.label_at[0] + half < right
    ways = Counter((part.number, mark.to) for part in parts for mark in part.marks)
    assert all(ways[there, here] for here, there in ways)
    assert all(1 <= mark.to <= len(parts) and mark.to != part.number for part in parts for mark in part.marks)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(families())
def test_every_page_can_be_read_on_its_paper_whoever_stands_there(family: Family) -> None:
    for page in genogram_pages(family):
        drawing: Element = fromstring(page.svg)
        size = int(float(drawing.get("width", 0))), int(float(drawing.get("height", 0)))
        assert PDF_ROOM[page.paper].with_letters(layout(family).letters).holds(*size)


@pytest.mark.parametrize("family", [maya(), two_parents(F, F), adopted()], ids=["large", "small", "adopted"])
def test_the_mark_to_which_the_box_opens_stands_over_the_person_in_the_middle(family: Family) -> None:
    mark = re.search(r'aria-hidden="true"><svg width="(\d+)"', genogram_for_page(family).drawing)
    spot = next(spot for spot in layout(family).spots if spot.key == family.centre)
    assert mark
    assert int(mark[1]) == spot.x


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
    assert all(width_of(line, spot.box.size) <= WIDTH for line in spot.box.name)


@pytest.mark.parametrize("key", [1, 2])
def test_a_long_name_stands_whole_in_smaller_letters_or_breaks_with_a_hyphen(key: int) -> None:
    called = ("Maja Wojciechowski", "Louise Ashby-Featherstonehaugh", "Tom Lake", "محمد عبدالرحمنبنعبدالعزيز")
    members = tuple(Member(number, name) for number, name in enumerate(called, start=1))
    drawn = layout(Family(centre=key, on=ON, members=members))
    lines = [spot.box.name for spot in sorted(drawn.spots, key=lambda spot: spot.key)]
    assert lines[0] == ("Maja", "Wojciechowski")
    assert lines[2] == ("Tom Lake",)
    assert "".join(lines[1]).replace("-", "").replace(" ", "") == "LouiseAshbyFeatherstonehaugh"
    assert lines[1][-2].endswith("-")
    assert not any("-" in line for line in lines[3])


def test_on_a_page_the_drawing_scrolls_in_its_own_box_and_the_same_stands_in_words() -> None:
    family = two_parents(F, F)
    macros = engines["jinja2"].env.get_template("people/genogram.jinja").module  # type: ignore[attr-defined]
    page = macros.genogram("Iris", genogram_for_page(family), gaps_of(family), words_of(family))
    assert '<div class="rh-genogram rh-genogram--upright">' in page
    box, _, below = page.partition("</svg></div>")
    assert re.search(r'class="rh-genogram__box" role="region" tabindex="0" aria-label="Genogram of Iris\.', box)
    assert '<svg class="rh-genogram__drawing" ' in box
    assert ("Married, or civil partners" in box, "Married, or civil partners" in below) == (False, True)
    assert "Iris’s mother: Parent One" in page
