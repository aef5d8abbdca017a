"""What a letter or report says, apart from how it is drawn; `pdf.py` and `word.py` draw it."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from righthelp.design_system.formatters import day_and_time

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Facts",
    "Grid",
    "Heading",
    "Paragraph",
    "Picture",
    "Quote",
    "colophon",
    "column_shares",
    "paragraphs",
    "plain",
]


@dataclass(frozen=True)
class Heading:
    """The heading of a section; level 1 stands right below the document's title.

    One `on_new_page` begins pages that people copy or hand out apart from the rest.
    """

    text: str
    level: Literal[1, 2, 3] = 1
    on_new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; line breaks are kept, and an empty line starts a new paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels, each with its value beside it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table whose header row is repeated on each page; a row of another width is a `ValueError`."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.heading):
                raise ValueError(f"row {number} has {len(row)} cells, the header row has {len(self.heading)}")


@dataclass(frozen=True)
class Quote:
    """Somebody's own words; `said` tells who said them, when, to what question, and whether word for word."""

    text: str
    said: str


@dataclass(frozen=True)
class Picture:
    """An SVG drawn by us, and the words that say the same; Word gets the words only.

    A wide one has a page of its own, on its side and filled, of larger paper if it needs it.
    """

    svg: str
    alt: str
    is_wide: bool = False
    paper: Literal["a4", "a3"] = "a4"

    def __post_init__(self) -> None:
        if not plain(self.alt).strip():
            raise ValueError("a picture needs words that say the same")


Block = Heading | Paragraph | Bullets | Facts | Grid | Quote | Picture
CONFIDENTIAL = "Personal and confidential. Keep it safe, and share only what is needed to help the child."


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole letter or report.

    `notices` are boxed at the top; `footer` and `reference` stand on each page; `is_large` sets the text large, for a
    child. Readers who cannot see the
    page find their way by title, language and headings, so a blank title, a heading that skips a level and
    a time without its zone are a `ValueError`.
    """

    title: str
    subtitle: str = ""
    language: str = "en-GB"
    notices: tuple[str, ...] = ()
    blocks: tuple[Block, ...]
    footer: str
    reference: str
    made_at: dt.datetime
    is_large: bool = False

    def __post_init__(self) -> None:
        if not plain(self.title).strip():
            raise ValueError("a document needs a title")
        if self.made_at.utcoffset() is None:
            raise ValueError("made_at needs a time zone")
        _check_outline(block for block in self.blocks if isinstance(block, Heading))


def _check_outline(headings: Iterable[Heading]) -> None:
    above = 0
    for heading in headings:
        if heading.level > above + 1:
            raise ValueError(f"heading {heading.text!r} of level {heading.level} skips level {above + 1}")
        above = heading.level


def colophon(document: Document) -> str:
    """Say which document this is and when it was made, for the foot of each page."""
    return f"Reference {document.reference}. Made on {day_and_time(document.made_at)}."


NARROWEST, WIDEST, LONGEST_WORD = 8, 42, 24


def column_shares(grid: Grid) -> list[int]:
    """Share out the width of a table by the longest text of each column, so that no word need be cut.

    >>> column_shares(Grid(("No", "What was seen"), (("1", "Attendance 82%, often late"),)))
    [8, 26]
    """
    return [_share(cells) for cells in zip(grid.heading, *grid.rows, strict=True)]


def _share(cells: tuple[str, ...]) -> int:
    longest_text = max(len(cell) for cell in cells)
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=0)
    return max(NARROWEST, min(longest_text, WIDEST), min(longest_word, LONGEST_WORD))


def paragraphs(text: str) -> list[str]:
    r"""Part a text at its empty lines.

    >>> paragraphs("one\ntwo\r\n \r\nthree")
    ['one\ntwo', 'three']
    """
    return EMPTY_LINES.split(plain(text).strip())


EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# an override turns the letters after it round, so that a reader sees something else than was stored
DROPPED = {"\ufeff", "\u202d", "\u202e"}


def plain(text: str) -> str:
    r"""Leave out the characters that PDF or XML forbid or that deceive the eye; keep every line break.

    >>> plain("bell\x07, a\r\nb, \ud800half, \u202ereversed")
    'bell, a\nb, half, reversed'
    """
    return "".join(letter for letter in LINE_BREAKS.sub("\n", text) if _is_text(letter))


def _is_text(letter: str) -> bool:
    if letter in "\n\t":
        return True
    is_noncharacter = ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    return letter not in DROPPED and not is_noncharacter and unicodedata.category(letter) not in {"Cc", "Cs"}
