"""What stands where on the sheets: nothing over the footer, nothing torn apart that belongs together."""

from io import BytesIO
from typing import Any, NamedTuple

import pypdf
import pytest

from righthelp.files.documents import Block, Document, Facts, Grid, Heading, Paragraph, Quote
from righthelp.files.pdf import to_pdf
from righthelp.files.tests.samples import document

QUESTION = "How does the child see itself, and what does the child feel about its own place in the world around it?"
LONG = "A long answer goes on. " * 40
FOOTER = "Personal and confidential. Keep it safe, and share only what is needed to help the child. "
FOOTER_SIZE = 9
# a line more each time, so that every part of what follows comes to stand at the foot of the page once
FILLED = range(24, 37)
FOLLOWING: dict[str, tuple[Block, ...]] = {
    "long labels": (Facts(((QUESTION, "Yes."), (QUESTION, "No."), ("Level", "2"))),),
    "long answers": (Facts((("Level", LONG), (QUESTION, LONG), ("Why", "one\ntwo\nthree\nfour"))),),
    "cells": (Grid(("What", "Evidence"), ((QUESTION, LONG), (LONG, QUESTION), ("a", "b"))),),
    "words": (Quote(LONG * 2, QUESTION),),
}


class Line(NamedTuple):
    words: str
    height: float
    size: float


def lines_of(page: pypdf.PageObject) -> list[Line]:
    """List the texts of a page with how high above its lower edge they stand."""
    found: list[Line] = []

    def note(text: str, matrix: Any, text_matrix: Any, _font: object, size: float) -> None:
        if text.strip():
            height = matrix[3] * text_matrix[5] + matrix[5]
            found.append(Line(text.strip(), height, abs(size * text_matrix[3] * matrix[3])))

    page.extract_text(visitor_text=note)
    return found


def sheets(document: Document) -> list[list[Line]]:
    return [lines_of(page) for page in pypdf.PdfReader(BytesIO(to_pdf(document))).pages]


def footer_of(sheet: list[Line]) -> list[Line]:
    return [line for line in sheet if round(line.size) == FOOTER_SIZE]


def body_of(sheet: list[Line]) -> list[Line]:
    return [line for line in sheet if round(line.size) != FOOTER_SIZE]


def filled(lines: int, *blocks: Block, footer: str = FOOTER) -> Document:
    return document(*(Paragraph(f"line {number}") for number in range(lines)), *blocks, footer=footer)


@pytest.mark.parametrize("following", FOLLOWING)
@pytest.mark.parametrize("footer_lines", [1, 2, 3])
def test_nothing_is_printed_over_the_footer(following: str, footer_lines: int) -> None:
    for lines in FILLED:
        for sheet in sheets(filled(lines, *FOLLOWING[following], footer=FOOTER * footer_lines)):
            lowest = min(line.height for line in body_of(sheet))
            assert lowest > max(line.height for line in footer_of(sheet)) + 2 * FOOTER_SIZE


@pytest.mark.parametrize("footer_lines", [1, 3, 8])
def test_the_whole_footer_stands_on_the_page(footer_lines: int) -> None:
    for sheet in sheets(filled(60, footer=FOOTER * footer_lines)):
        footer = footer_of(sheet)
        assert sum(line.words.startswith("Reference") for line in footer) == 1
        assert min(line.height for line in footer) > 20


@pytest.mark.parametrize("following", FOLLOWING)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(following: str) -> None:
    for lines in FILLED:
        first = sheets(filled(lines, Heading("What was found"), *FOLLOWING[following]))[0]
        assert body_of(first)[-1].words != "What was found"


def test_a_label_stands_on_the_page_on_which_its_value_begins() -> None:
    rows = ((QUESTION, "Yes, gladly."), ("Level", "Level 2"))
    for lines in FILLED:
        for sheet in sheets(filled(lines, Facts(rows))):
            text = " ".join(line.words for line in sheet)
            assert ("world around" in text) == ("Yes, gladly." in text)
            assert text.count("Level") in {0, 2}


def test_a_short_label_stands_beside_its_value_and_a_long_one_above_it() -> None:
    (sheet,) = sheets(document(Facts((("Started", "today"), (QUESTION, "Yes.")))))
    heights = {line.words: line.height for line in sheet}
    assert heights["Started"] == pytest.approx(heights["today"])
    assert heights["it?"] > heights["Yes."] + 9


def test_a_label_that_fills_a_page_breaks_over_pages() -> None:
    text = [line for sheet in sheets(document(Facts(((QUESTION * 90, "Yes."),)))) for line in body_of(sheet)]
    assert text[-1].words == "Yes."
    assert all(line.height > 60 for line in text)


def test_a_label_without_a_value_keeps_its_own_line() -> None:
    (sheet,) = sheets(document(Facts((("Started", ""), ("Ended", "")))))
    heights = {line.words: line.height for line in sheet}
    assert heights["Started"] > heights["Ended"] + 9


def test_a_copy_of_eight_short_sections_fits_on_one_page() -> None:
    sections = [
        part for number in range(8) for part in (Heading(f"Part {number}"), Paragraph("Something is going well."))
    ]
    level = Paragraph("\n".join(["Help for a limited time, from people who know the child."] * 6))
    closing = Paragraph("Written by Amina Yusuf, Alder Road Primary School. Last changed on 22 November 2026. " * 2)
    notices = ("This guidance is restated in plain words. " * 3, "NOT SENT. This is a draft. " * 4)
    copy = document(*sections, level, closing, notices=notices, subtitle="For the family")
    assert len(sheets(copy)) == 1


def test_a_heading_begins_a_new_page_where_it_is_to_be_handed_out_apart() -> None:
    first, second = sheets(filled(3, Heading("For each child", on_new_page=True), Paragraph("Name")))
    assert "line 2" in [line.words for line in first]
    assert next(iter(body_of(second))).words == "For each child"


@pytest.mark.parametrize(("is_large", "size"), [(True, 16), (False, 11)])
def test_what_a_child_reads_is_set_large(size: int, *, is_large: bool) -> None:
    [sheet] = sheets(document(Paragraph("On Fridays you play football."), is_large=is_large))
    assert [round(line.size) for line in sheet if line.words.startswith("On Fridays")] == [size]
