"""The genogram on paper: among the words, on a sheet of its own, or in parts below each other and on several sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from righthelp.design_system.formatters import in_words
from righthelp.people.genogram import symbols
from righthelp.people.genogram.boxes import NAME, SMALL
from righthelp.people.genogram.drawing import (
    TO_THE_FOOT,
    framed,
    homes,
    lines,
    moved,
    size_of,
    svg_of,
    text_at,
    words_and_people,
)
from righthelp.people.genogram.family import Family
from righthelp.people.genogram.groups import GUTTER
from righthelp.people.genogram.key import key
from righthelp.people.genogram.layout import MARGIN, Layout, layout
from righthelp.people.genogram.paper import IN_THE_TEXT, PDF_ROOM, Room
from righthelp.people.genogram.parts import Mark, Part, apart

HEAD, FOOT = 30, 26  # over a part for its number, under it for the marks of lines that go down
DOWN = (0, 1)
ANCHORS = {(1, 0): "start", (-1, 0): "end", DOWN: "middle", (0, -1): "middle"}


@dataclass(frozen=True)
class Page:
    """What stands on one page of paper, each with the key; `said` is which parts these are, if there are several."""

    svg: str
    paper: Literal["a4", "a3"]
    said: str = ""


def genogram_in_text(family: Family) -> str:
    """Draw a family so small that it can stand among the words on upright paper; nothing for a larger one."""
    drawn = layout(family)
    return svg_of(drawn) if IN_THE_TEXT.with_letters(drawn.letters).holds(*size_of(drawn)) else ""


def genogram_pages(family: Family) -> list[Page]:
    """Draw a larger family for paper on its side: A4, else A3, else in parts, as many to a page of A3 as fit."""
    drawn = layout(family)
    for paper, room in PDF_ROOM.items():
        if room.with_letters(drawn.letters).holds(*size_of(drawn)):
            return [Page(svg_of(drawn), paper)]
    return _in_parts(drawn, PDF_ROOM["a3"].with_letters(drawn.letters))


def _in_parts(drawn: Layout, room: Room) -> list[Page]:
    below = key(drawn, width=room.width // 2, notes=(_note(0),)).height
    laid, parts = apart(drawn, width=room.width, height=room.height - below - HEAD - 2 * FOOT)
    sheets = list(_sheets(laid, parts, room))
    return [Page(_svg(laid, sheet, len(parts)), "a3", _said(sheet, len(parts))) for sheet in sheets]


def _sheets(drawn: Layout, parts: Sequence[Part], room: Room) -> Iterator[list[Part]]:
    """Fill sheet after sheet with as many parts as it holds."""
    sheet: list[Part] = []
    for part in parts:
        if sheet and not room.holds(*_size(drawn, [*sheet, part], len(parts))):
            yield sheet
            sheet = []
        sheet.append(part)
    yield sheet


def _size(drawn: Layout, sheet: Sequence[Part], of: int) -> tuple[int, int]:
    width = max(part.width for part in sheet) + 2 * GUTTER
    below = key(drawn, width=width, notes=(_note(of),))
    return max(width, below.width), sum(map(_height, sheet)) + below.height


def _height(part: Part) -> int:
    return HEAD + part.height + (FOOT if any(mark.way == DOWN for mark in part.marks) else 0)


def _svg(drawn: Layout, sheet: Sequence[Part], of: int) -> str:
    width, height = _size(drawn, sheet, of)
    body, top = "", 0
    for part in sheet:
        body += moved(_drawn(drawn, part, of), (width - part.width) // 2, top)
        top += _height(part)
    return framed(drawn, width, height, body + moved(key(drawn, width=width, notes=(_note(of),)).svg, 0, top))


def _drawn(drawn: Layout, part: Part, of: int) -> str:
    """Draw a part under its number: lines as far as its edge, whole people and words, and where the lines go on."""
    left, top, _, _ = part.window
    window = f'<rect x="{left}" y="{top}" width="{part.width}" height="{part.height}"/>'
    cut = f'<clipPath id="part-{part.number}">{window}</clipPath><g clip-path="url(#part-{part.number})">'
    pieces = (cut, *homes(drawn), *lines(drawn), "</g>", *words_and_people(drawn, part.holds), *map(_mark, part.marks))
    number = text_at(f"Part {part.number} of {of}", 0, HEAD - MARGIN, NAME, weight="700", anchor="start")
    return number + moved("".join(pieces), -left, HEAD - top)


def _mark(mark: Mark) -> str:
    """Draw an arrow where a line leaves a part, and say in which part it goes on."""
    (x, y), (across, down) = mark.at, mark.way
    tip, side = (x + 10 * across, y + 10 * down), (5 * down, 5 * across)
    arrow = f"M{tip[0]} {tip[1]}L{x + side[0]} {y + side[1]}L{x - side[0]} {y - side[1]}Z"
    place = (x + 14 * across, y + 20 * down + (TO_THE_FOOT if across else 0))
    words = text_at(f"part {mark.to}", *place, SMALL, anchor=ANCHORS[mark.way])
    return f'<path d="{arrow}" fill="{symbols.INK}"/>{words}'


def _note(of: int) -> str:
    return f"The drawing is in {of} parts. Where a line ends in an arrow, it goes on in the part that the arrow names."


def _said(sheet: Sequence[Part], of: int) -> str:
    numbers = [part.number for part in sheet]
    return f"{'Part' if len(numbers) == 1 else 'Parts'} {in_words(numbers)} of {of}."
