import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from righthelp.files.documents import Bullets, Document, Facts, Grid, Heading, Paragraph, Picture, Quote
from righthelp.files.tests.samples import HOSTILE, OTHER_SCRIPTS, WITHOUT_LETTERS, decision, document
from righthelp.files.word import to_word


def opened(document: Document) -> WordFile:
    return docx.Document(BytesIO(to_word(document)))


def styles(word: WordFile) -> list[tuple[str, str]]:
    return [(paragraph.style.name or "", paragraph.text) for paragraph in word.paragraphs if paragraph.style]


def files(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(to_word(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_title_notices_and_headings_have_real_styles() -> None:
    found = styles(opened(decision()))
    assert found[0] == ("Title", "Decision on a level of support")
    assert found[1] == ("Subtitle", "Child A, Hill View Primary School")
    assert found[2] == ("Notice", "NOT SENT. This is a draft, kept by Hill View Primary School.")
    assert ("Heading 1", "What was decided") in found
    assert ("Heading 2", "What Child A says") in found


def test_lists_quotes_and_pictures() -> None:
    word = opened(document(Bullets(("one", "two")), Quote("I like it.", "Child A"), Picture("<svg/>", "four levels")))
    assert styles(word)[1:] == [
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("Quote", "I like it."),
        ("Quote source", "Child A"),
        ("Normal", "four levels"),
    ]
    assert word.styles["List Bullet"].element.xpath("w:pPr/w:numPr/w:numId")


def test_facts_have_bold_labels_in_a_marked_first_column() -> None:
    (table,) = opened(document(Facts((("Child", "Child A"), ("Level", "2"))))).tables
    assert [cell.text for cell in table.columns[0].cells] == ["Child", "Level"]
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.columns[0].cells)
    assert not any(cell.paragraphs[0].runs[0].bold for cell in table.columns[1].cells)
    (look,) = table._tbl.xpath("w:tblPr/w:tblLook")
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:firstRow"))) == ("true", "false")


def test_grids_repeat_their_header_row() -> None:
    (table,) = opened(document(Grid(("Theme", "Level"), (("Education", "2"), ("Health", "1"))))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Theme", "Level"],
        ["Education", "2"],
        ["Health", "1"],
    ]
    assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [1, 0, 0]
    (look,) = table._tbl.xpath("w:tblPr/w:tblLook")
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:firstRow"))) == ("false", "true")


def test_what_introduces_a_table_and_its_header_row_stay_on_the_page_of_its_first_row() -> None:
    word = opened(document(Paragraph("Meals, sleep."), Grid(("Well", "Worry"), (("a", "b"),)), Paragraph("After.")))
    in_table = [row.cells[0].paragraphs[0] for row in word.tables[0].rows]
    stays = {one.text: one.style and one.style.paragraph_format.keep_with_next for one in [*word.paragraphs, *in_table]}
    assert stays.items() >= {"Meals, sleep.": True, "Well": True, "a": False, "After.": False}.items()


def test_the_footer_says_whose_which_when_and_the_page() -> None:
    footer = opened(decision()).sections[0].footer
    assert footer.paragraphs[0].text.startswith("Anytown Safeguarding Children Partnership\tPage ")
    assert footer.paragraphs[1].text == "Reference RH-7Q4M-22. Made on 22 November 2026 at 9:05am."
    fields = footer._element.xpath(".//w:fldSimple")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_properties_tell_title_language_and_time() -> None:
    word = opened(decision())
    about = word.core_properties
    assert (about.title, about.language, about.identifier) == ("Decision on a level of support", "en-GB", "RH-7Q4M-22")
    assert (about.author, about.comments) == ("Anytown Safeguarding Children Partnership", "")
    assert str(about.created) == str(about.modified) == "2026-11-22 09:05:00+00:00"
    assert [tongue.get(qn("w:val")) for tongue in word.styles.element.iter(qn("w:lang"))] == ["en-GB"]


def test_the_page_is_a4_in_a_face_without_serifs() -> None:
    word = opened(decision())
    section = word.sections[0]
    assert section.page_width == pytest.approx(Mm(210), rel=1e-3)
    assert section.page_height == pytest.approx(Mm(297), rel=1e-3)
    (faces,) = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert set(faces.attrib.values()) == {"Arial"}


@pytest.mark.parametrize("words", HOSTILE + OTHER_SCRIPTS + WITHOUT_LETTERS)
def test_what_people_type_stays_text(words: str) -> None:
    word = opened(document(Heading(words), Paragraph(words), Facts(((words, words),)), Grid((words,), ()), title=words))
    assert [text for _, text in styles(word) if text] == [words] * 3
    assert [cell.text for table in word.tables for cell in table._cells] == [words] * 3


def test_a_heading_begins_a_new_page_where_it_is_to_be_handed_out_apart() -> None:
    word = opened(document(Heading("For each child", on_new_page=True), Heading("Sleep", 2)))
    found = {one.text: one.paragraph_format.page_break_before for one in word.paragraphs}
    assert found["For each child"] is True
    assert found["Sleep"] is None


def test_what_a_child_reads_is_set_large() -> None:
    large, other = (opened(document(Paragraph("a"), is_large=one)) for one in (True, False))
    assert (large.styles["Normal"].font.size, other.styles["Normal"].font.size) == (Pt(16), Pt(11))


def test_line_breaks_stay_and_an_empty_line_starts_a_paragraph() -> None:
    word = opened(document(Paragraph("one\r\ntwo\n\nthree")))
    assert [text for _, text in styles(word)][1:] == ["one\ntwo", "three"]


def test_characters_that_xml_forbids_are_left_out() -> None:
    bad = "bell\x07\x00\x0b\ufffe\ud800rings"
    word = opened(document(Paragraph(bad), title=bad, reference=bad, footer=bad))
    assert word.paragraphs[1].text == word.core_properties.title == "bell\nrings"


def test_a_title_too_long_for_the_properties_is_whole_on_the_page() -> None:
    word = opened(document(title="long " * 100))
    assert word.paragraphs[0].text == "long " * 100
    assert len(word.core_properties.title) == 255


@pytest.mark.parametrize(("words", "expected"), [("مرحبا", 1), ("12 שלום", 1), ("Anna مرحبا", 0), ("12", 0), ("", 0)])
def test_text_that_starts_right_to_left_runs_that_way(words: str, expected: int) -> None:
    paragraph = opened(document(Paragraph(words))).paragraphs[1]
    assert len(paragraph._p.xpath("w:pPr/w:bidi")) == expected
    assert len(paragraph._p.xpath("w:r/w:rPr/w:rtl")) == expected


def test_there_are_no_macros_templates_or_links_to_outside() -> None:
    parts = files(decision())
    assert not [name for name in parts if "vba" in name.lower() or name.endswith(".bin")]
    assert not [name for name, part in parts.items() if name.endswith(".rels") and b"External" in part]
    assert b"attachedTemplate" not in parts["word/settings.xml"]
