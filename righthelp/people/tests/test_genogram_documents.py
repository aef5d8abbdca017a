"""The genogram as PDF: tagged, with words beside the drawing, on its side when it is wide."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from righthelp.people.genogram.documents import genogram_document, genogram_pdf
from righthelp.people.genogram.family import Family
from righthelp.people.tests.genogram_families import F, maya, two_parents

NOW = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


def pdf(family: Family) -> PdfReader:
    return PdfReader(BytesIO(genogram_pdf(family, reference="ab12", now=NOW)))


@pytest.mark.requirement("BP-295")
def test_the_pdf_is_tagged_and_says_everything_in_words() -> None:
    found = pdf(maya())
    text = " ".join(" ".join(page.extract_text() for page in found.pages).split())
    catalog: Any = found.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "Maya’s half-sister: Ruby Brown" in text
    assert "Genogram as at 22 November 2026" in text
    assert "Three generations are here, as far as you may see." in text
    assert found.metadata is not None
    assert found.metadata.title == "The family of Maya Carter"


def test_a_wide_drawing_has_the_last_page_to_itself_on_its_side() -> None:
    *upright, last = pdf(maya()).pages
    assert last.mediabox.width > last.mediabox.height
    assert all(page.mediabox.width < page.mediabox.height for page in upright)
    assert "The drawing is on the last page." in upright[0].extract_text()


def test_a_narrow_drawing_stands_among_the_words() -> None:
    pages = pdf(two_parents(F, F)).pages
    assert all(page.mediabox.width < page.mediabox.height for page in pages)
    assert "Married, or civil partners" in pages[0].extract_text()


def test_the_document_names_nobody_in_its_reference_or_footer() -> None:
    document = genogram_document(maya(), reference="ab12", now=NOW)
    assert "Maya" not in f"{document.footer}{document.reference}"
