"""The genogram as SVG: its symbols, its words for screen readers, and that nothing typed becomes markup."""

import re
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
from righthelp.people.genogram.drawing import described, genogram_for_page, genogram_pages, genogram_svg, sheet_of
from righthelp.people.genogram.family import Bond, Couple, Family, Member, Parting, Sex, State, Tie, TieKind, Twins
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.layout import layout
from righthelp.people.genogram.letters import width_of
from righthelp.people.genogram.paper import PDF_ROOM, parts_of
from righthelp.people.genogram.symbols import SLASH
from righthelp.people.genogram.words import words_of
from righthelp.people.tests.genogram_families import ON, D, F, M, adopted, maya, parents, two_parents, who

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
    [(8, ["a4"], "sideways"), (15, ["a3"], "too-large"), (36, ["a3", "a3"], "too-large")],
)
def test_on_paper_no_name_is_smaller_than_seven_points(cousins: int, papers: list[str], sheet: str) -> None:
    family = large(cousins)
    pages = genogram_pages(family)
    assert [page.paper for page in pages] == papers
    assert sheet_of(family) == sheet
    for page in pages:
        drawing: Element = fromstring(page.svg)
        across, down = {"a4": (273, 168), "a3": (396, 255)}[page.paper]
        points = min(across / float(drawing.get("width", 0)), down / float(drawing.get("height", 0))) / 25.4 * 72
        assert points * 15 >= 6.9


def test_a_drawing_over_several_pages_says_so_on_each() -> None:
    for number, page in enumerate(genogram_pages(large(36)), start=1):
        said = ["".join(text.itertext()) for text in fromstring(page.svg).iter(f"{SVG}text")]
        assert any(f"Part {number} of 2. Parts overlap" in words for words in said)


@given(st.integers(1, 9000), st.integers(1, 5000))
def test_parts_cover_the_drawing_fit_their_paper_and_overlap_by_more_than_a_person(width: int, height: int) -> None:
    room = PDF_ROOM["a3"]
    parts = parts_of(width, height, room)
    assert all(room.holds(part.width, part.height) for part in parts)
    for starts, length in (
        (sorted({(part.left, part.width) for part in parts}), width),
        (sorted({(part.top, part.height) for part in parts}), height),
    ):
        assert starts[0][0] == 0
        assert sum(starts[-1]) >= length
        assert all(before + long - after > WIDTH for (before, long), (after, _) in pairwise(starts))


@pytest.mark.parametrize("family", [maya(), two_parents(F, F), adopted()], ids=["large", "small", "adopted"])
def test_the_mark_to_which_the_box_opens_stands_over_the_person_in_the_middle(family: Family) -> None:
    page = genogram_for_page(family)
    mark = re.search(r'aria-hidden="true"><svg width="(\d+)"', page)
    svg: Element = fromstring(re.sub(r"^<div.*?</div>", "", page))
    body = next(svg.iter(f"{SVG}g"))
    moved = int(re.findall(r"\d+", body.get("transform", ""))[0])
    spot = next(spot for spot in layout(family).spots if spot.key == family.centre)
    assert mark
    assert int(mark[1]) == spot.x + moved


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
    page = macros.genogram("Iris", genogram_for_page(family), sheet_of(family), gaps_of(family), words_of(family))
    assert re.search(
        r'<div class="rh-genogram rh-genogram--upright" role="region" tabindex="0" aria-label="Genogram of Iris\.', page
    )
    assert '<svg class="rh-genogram__drawing" ' in page
    assert "Iris’s mother: Parent One" in page
