from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst
from pypdf.generic import ArrayObject, DictionaryObject

from righthelp.files.documents import Bullets, Document, Facts, Grid, Heading, Paragraph, Picture, Quote
from righthelp.files.fonts import FontsMissing
from righthelp.files.pdf import BOXES_USED, to_pdf
from righthelp.files.tests.samples import HOSTILE, OTHER_SCRIPTS, WITHOUT_LETTERS, decision, document


def opened(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(to_pdf(document)))


def text_of(document: Document) -> str:
    return "\n".join(page.extract_text() for page in opened(document).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def catalog(pdf: pypdf.PdfReader) -> Any:
    return pdf.trailer["/Root"]


def parts(node: Any) -> Iterator[Any]:
    """Walk through the structure that a screen reader walks through."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from parts(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from parts(node["/K"])


def tags(pdf: pypdf.PdfReader) -> list[str]:
    return [part["/S"] for part in parts(catalog(pdf)["/StructTreeRoot"]["/K"])]


def fonts(pdf: pypdf.PdfReader) -> set[str]:
    named = (page["/Resources"]["/Font"].values() for page in pdf.pages)  # type: ignore[index]
    return {font.get_object()["/BaseFont"].partition("+")[2] for fonts in named for font in fonts}


def test_the_pdf_says_that_it_is_accessible_and_tells_its_title_language_and_time() -> None:
    pdf = opened(decision())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog(pdf)["/Metadata"].get_data()
    assert catalog(pdf)["/MarkInfo"]["/Marked"]
    assert catalog(pdf)["/Lang"] == "en-GB"
    assert catalog(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Decision on a level of support"
    assert str(pdf.metadata.creation_date) == "2026-11-22 09:05:00+00:00"


def test_every_part_is_tagged_as_what_it_is() -> None:
    pdf = opened(decision())
    found = tags(pdf)
    assert [tag for tag in found if tag in {"/Title", "/H1", "/H2"}][:4] == ["/Title", "/H1", "/H2", "/H2"]
    assert found.count("/TH") == 4
    assert found.count("/TD") == 20
    assert found.count("/Lbl") == found.count("/LBody") == 6 + 3
    assert "/BlockQuote" in found


def test_each_label_is_read_out_right_before_its_value() -> None:
    root = catalog(opened(document(Facts((("Started", "today"), ("A label " * 20, "yes"))))))["/StructTreeRoot"]["/K"]
    items = [part for part in parts(root) if part["/S"] == "/LI"]
    assert [[child["/S"] for child in parts(item["/K"]) if child["/S"][1:2] == "L"] for item in items] == [
        ["/Lbl", "/LBody"],
        ["/Lbl", "/LBody"],
    ]


def test_header_cells_say_that_they_head_their_column() -> None:
    root = catalog(opened(decision()))["/StructTreeRoot"]["/K"]
    cells = [part for part in parts(root) if part["/S"] == "/TH"]
    assert all("'/Scope': '/Column'" in str(cell["/A"]) for cell in cells)


def test_a_picture_has_its_words() -> None:
    root = catalog(opened(decision()))["/StructTreeRoot"]["/K"]
    (figure,) = [part for part in parts(root) if part["/S"] == "/Figure"]
    assert figure["/Alt"].startswith("Four levels from left to right.")


def test_everything_that_was_said_can_be_read_out_of_the_pdf() -> None:
    text = squeezed(text_of(decision()))
    for words in (
        "NOT SENT. This is a draft",
        "Is it safe to speak to the family first?",
        "because then I can just play",
        "Word for word.",
        "Attendance 82%, often late",
        "the school rings the front door the same day",
    ):
        assert squeezed(words) in text


def test_line_breaks_stay_and_an_empty_line_starts_a_paragraph() -> None:
    pdf = opened(document(Paragraph("one\ntwo\n\nthree")))
    assert "one\ntwo\nthree" in pdf.pages[0].extract_text()
    assert tags(pdf).count("/P") == 2


def test_long_documents_break_pages_with_a_footer_and_a_header_row_on_each() -> None:
    rows = tuple((f"Sign {number}", "seen " * 30) for number in range(60))
    pdf = opened(document(Heading("Signs"), Grid(("Theme of the sign", "What was seen"), rows)))
    assert len(pdf.pages) > 3
    for number, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {len(pdf.pages)}" in text
        assert "Reference RH-7Q4M-22. Made on 22 November 2026 at 9:05am." in text
        assert "Anytown Safeguarding Children Partnership" in text
        assert "Theme of the sign" in text


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_never_read_as_markup(words: str) -> None:
    everywhere = document(
        Heading(words),
        Paragraph(words),
        Bullets((words,)),
        Facts(((words, words),)),
        Grid((words,), ((words,),)),
        Quote(words, words),
        title=words,
        subtitle=words,
        notices=(words,),
        footer=words,
        reference=words,
    )
    assert squeezed(text_of(everywhere)).count(squeezed(words)) == 14


@pytest.mark.parametrize("words", OTHER_SCRIPTS)
def test_scripts_that_a_font_has_are_drawn_in_it(words: str) -> None:
    pdf = opened(document(Paragraph(words)))
    assert not any("Boxes" in font for font in fonts(pdf))
    assert BOXES_USED not in pdf.pages[0].extract_text()


@pytest.mark.parametrize("words", [*WITHOUT_LETTERS, "q\u0363", "\ue000", "\u0378", "🇬🇧"])
def test_letters_that_no_font_has_are_boxes_with_a_notice(words: str) -> None:
    pdf = opened(document(Paragraph(words)))
    assert "RightHelpBoxes" in fonts(pdf)
    assert BOXES_USED in pdf.pages[0].extract_text()


def test_letters_drawn_as_boxes_can_still_be_copied_and_read_aloud() -> None:
    pdf = opened(document(Paragraph("中文 Anna")))
    content = pdf.pages[0].get_contents()
    assert content is not None
    assert "中" in pdf.pages[0].extract_text()
    # one box for two letters: the second carries its letter as text, which pypdf does not read
    assert b"/Span<</ActualText<FEFF6587>>>BDC" in content.get_data()


def test_a_title_in_any_script_is_the_title() -> None:
    pdf = opened(document(title="中文 বাংলা"))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "中文 বাংলা"


def test_characters_that_pdf_forbids_do_no_harm() -> None:
    assert "bellrings" in text_of(document(Paragraph("bell\x07\x00\ufeff\ufffe\ud800rings")))


def test_another_language_is_set_without_a_region() -> None:
    pdf = opened(document(Paragraph("Dzień dobry"), language="pl"))
    assert catalog(pdf)["/Lang"] == "pl"


def test_long_words_stay_on_the_page_and_whole() -> None:
    address = "https://www.example.org/" + "w" * 200
    text = text_of(document(Paragraph(address), Grid(("a", "b", "c"), ((address, "x", "y"),))))
    assert squeezed(text).count(address) == 2
    assert not any("w" * 90 in line for line in text.splitlines())


@pytest.mark.parametrize("letter", ["é", "e\u0301", "щ", "ψ", "ש", "م", "Ż"])
def test_a_long_word_of_any_letters_breaks_between_letters_and_can_still_be_copied_whole(letter: str) -> None:
    word = letter * 300
    text = text_of(document(Paragraph(word), Grid(("a", "b", "c"), ((word, "x", "y"),))))
    assert squeezed(text).count(word) == 2
    for line in text.splitlines():
        assert letter * 120 not in line  # more than the page is wide
        assert not line.startswith("\u0301")


def test_empty_parts_are_drawn_as_nothing() -> None:
    empty = document(Bullets(()), Facts(()), Paragraph(""), Grid(("only a header",), ()), Quote("", ""))
    assert "only a header" in text_of(empty)


def test_a_broken_picture_is_an_error() -> None:
    with pytest.raises(typst.TypstError, match="failed to parse SVG"):
        to_pdf(document(Picture("<svg", "broken")))


def test_a_picture_reads_no_file() -> None:
    thief = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/hostname"/></svg>'
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        to_pdf(document(Picture(thief, "thief")))


def test_a_picture_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="a picture needs words that say the same"):
        Picture("<svg/>", " ")


def test_a_huge_picture_is_shrunk_to_one_page() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 9000"><circle r="9000"/></svg>'
    assert len(opened(document(Picture(svg, "a circle"))).pages) == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(decision()) == to_pdf(decision())


def test_missing_fonts_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match=r"lacks SourceSans3_400Regular\.ttf: run python -m righthelp\.files\.fonts"):
        to_pdf(decision(), fonts=tmp_path)
