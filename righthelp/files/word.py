"""Draw a document as a Word file: real styles, headings and lists, so that people can find their way and edit it."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from righthelp.files.documents import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quote,
    colophon,
    column_shares,
    paragraphs,
    plain,
)
from righthelp.files.word_styles import TEXT_WIDTH, dress

__all__ = ["to_word"]

LABEL_AND_VALUE = (3, 7)
LONGEST_PROPERTY = 255
LARGE = Pt(16)


def to_word(document: Document) -> bytes:
    """Write the document as .docx on A4; what people typed stays text, without macros or outside templates."""
    word = docx.Document()
    dress(word, document.language)
    if document.is_large:
        word.styles["Normal"].font.size = LARGE
    _set_properties(word, document)
    _set_footer(word, document)
    _add_top(word, document)
    for block, follows in zip_longest(document.blocks, document.blocks[1:]):
        _add(word, block, introduces=isinstance(follows, Grid))
    file = BytesIO()
    word.save(file)
    return file.getvalue()


# ---- text ----


def _add_top(word: WordFile, document: Document) -> None:
    _say(word, document.title, "Title")
    if document.subtitle:
        _say(word, document.subtitle, "Subtitle")
    for notice in document.notices:
        _say(word, notice, "Notice")


def _add(word: WordFile, block: Block, *, introduces: bool) -> None:
    """Add a block; a paragraph that introduces a table stays on one page with it."""
    match block:
        case Heading(text, level, on_new_page):
            _say(word, text, f"Heading {level}").paragraph_format.page_break_before = on_new_page or None
        case Paragraph(text):
            _say_each(word, paragraphs(text), "Before table" if introduces else "Normal")
        case Picture(alt=alt):
            _say(word, alt, "Normal")
        case Quote(text, said):
            _say_each(word, paragraphs(text), "Quote")
            _say(word, said, "Quote source")
        case Bullets(items):
            _say_each(word, items, "List Bullet")
        case Facts(rows):
            _add_facts(word, rows)
        case Grid():
            _add_grid(word, block)


def _say_each(word: WordFile, texts: Iterable[str], style: str) -> None:
    for text in texts:
        _say(word, text, style)


def _say(word: WordFile, text: str, style: str) -> WordParagraph:
    paragraph = word.add_paragraph()
    _set_style(paragraph, style)
    _write(paragraph, text)
    return paragraph


def _set_style(paragraph: WordParagraph, name: str) -> None:
    # python-docx searches every style each time, which takes longer than all the rest
    paragraph._p.style = name.replace(" ", "")


def _write(paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
    run = paragraph.add_run(plain(text))
    if bold:
        run.font.bold = run.font.cs_bold = True
    if _starts_right_to_left(text):
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _starts_right_to_left(text: str) -> bool:
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") != "L"


# ---- tables ----


def _add_facts(word: WordFile, rows: Iterable[tuple[str, str]]) -> None:
    table = _table(word, LABEL_AND_VALUE, header_row=False)
    for label, value in rows:
        _add_row(table, (label, value), bold=(True, False))
    _say(word, "", "After table")


def _add_grid(word: WordFile, grid: Grid) -> None:
    table = _table(word, column_shares(grid), header_row=True)
    _add_row(table, grid.heading, bold=[True] * len(grid.heading), style="Table heading")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        _add_row(table, row, bold=[False] * len(row))
    _say(word, "", "After table")


def _table(word: WordFile, shares: Sequence[int], *, header_row: bool) -> Table:
    table: Table = word.add_table(rows=0, cols=len(shares), style="Table Grid")
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(TEXT_WIDTH * share // sum(shares))
    look = {"val": "0420" if header_row else "0480", "firstRow": header_row, "firstColumn": not header_row}
    for name, value in look.items():
        table._tbl.xpath("w:tblPr/w:tblLook")[0].set(qn(f"w:{name}"), str(value).lower())
    return table


def _add_row(table: Table, texts: Sequence[str], *, bold: Sequence[bool], style: str = "Table text") -> None:
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    for cell, text, is_bold in zip(cells, texts, bold, strict=True):
        paragraph = cell.paragraphs[0]
        _set_style(paragraph, style)
        _write(paragraph, text, bold=is_bold)


# ---- footer and properties ----


def _set_footer(word: WordFile, document: Document) -> None:
    footer = word.sections[0].footer
    first = footer.paragraphs[0]
    first.paragraph_format.tab_stops.add_tab_stop(Length(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _write(first, f"{document.footer}\tPage ")
    _add_field(first, "PAGE")
    _write(first, " of ")
    _add_field(first, "NUMPAGES")
    _write(footer.add_paragraph(style="Footer"), colophon(document))


def _add_field(paragraph: WordParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple", {qn("w:instr"): name})
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _set_properties(word: WordFile, document: Document) -> None:
    about = word.core_properties
    about.title = _property(document.title)
    about.subject = _property(document.subtitle)
    about.author = about.last_modified_by = _property(document.footer)
    about.identifier = _property(document.reference)
    about.language = document.language
    about.comments = about.keywords = ""
    about.created = about.modified = document.made_at.astimezone(dt.UTC).replace(tzinfo=None)


def _property(text: str) -> str:
    return plain(text)[:LONGEST_PROPERTY]
