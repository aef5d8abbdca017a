"""The first sheet of a spreadsheet, row by row and within bounds.

openpyxl's own way in reads styles, names and every sheet before the first row, and a few kilobytes of those can keep
it busy for hours. So the parts that matter are found and counted here; openpyxl reads the rows and the cells.
"""

import datetime as dt
import io
import itertools
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

from openpyxl.reader.strings import read_string_table
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import Element, fromstring, iterparse

LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_ELEMENTS = 250_000
MOST_COLUMNS = 50
LONGEST_FORMAT = 255  # Excel's own bound
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
IN = f"{{{SHEET_MAIN_NS}}}"


class TooMuch(Exception):
    """A spreadsheet that holds far more than a table of descriptors."""


class _Related(NamedTuple):
    """One part that another part points to."""

    id: str
    kind: str
    part: str


def first_sheet(content: bytes) -> Iterator[tuple[int, list[object]]]:
    """Give the number and the cells of every row that is there; numbers rise, and rows may be missing between.

    Raises:
        TooMuch: before anything of that size is read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        _refuse_bombs(packed)
        book = _one(_relations(packed, ""), "officeDocument")
        parts, tree = _relations(packed, book), fromstring(_part(packed, book))
        parser = WorkSheetParser(
            io.BytesIO(),
            _strings(packed, parts),
            data_only=True,
            epoch=_epoch(tree),
            date_formats=_date_styles(packed, parts),
        )
        yield from _rows(parser, _part(packed, _sheet(tree, parts)))


def _refuse_bombs(packed: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
        raise TooMuch("The spreadsheet unpacks to far more than guidance can hold")
    if any(part.compress_type not in PACKINGS for part in packed.infolist()):
        raise ValueError("packed in a way that no spreadsheet is")


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, and count its elements before anything makes objects of them."""
    content, counter, seen = packed.read(name), expat.ParserCreate(), itertools.count(1)

    def start(name: str, attributes: object) -> None:
        if next(seen) > MOST_ELEMENTS:
            raise TooMuch("The spreadsheet holds far more cells than guidance can: delete what is not a descriptor")

    counter.StartElementHandler = start
    counter.StartDoctypeDeclHandler = _refuse_entities
    with suppress(expat.ExpatError):  # what cannot be read further is for the reader to refuse
        counter.Parse(content, True)
    return content


def _refuse_entities(*declared: object) -> None:
    raise ValueError("entities are not allowed")


def _relations(packed: zipfile.ZipFile, part: str) -> list[_Related]:
    folder, name = posixpath.split(part)
    listed = fromstring(_part(packed, posixpath.join(folder, "_rels", f"{name}.rels")))
    return [
        _Related(
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, item.get("Target", ""))).lstrip("/"),
        )
        for item in listed
    ]


def _one(parts: list[_Related], kind: str) -> str:
    """Name the part of this kind; empty when there is none."""
    return next((found.part for found in parts if found.kind == kind), "")


def _sheet(book: Element, parts: list[_Related]) -> str:
    sheets = {found.id: found.part for found in parts if found.kind == "worksheet"}
    named = (item.get(f"{{{REL_NS}}}id", "") for item in book.findall(f"{IN}sheets/{IN}sheet"))
    return next(sheets[name] for name in named if name in sheets)


def _strings(packed: zipfile.ZipFile, parts: list[_Related]) -> list[str]:
    part = _one(parts, "sharedStrings")
    return read_string_table(io.BytesIO(_part(packed, part))) if part else []


def _epoch(book: Element) -> dt.datetime:
    about = book.find(f"{IN}workbookPr")
    return MAC_EPOCH if about is not None and about.get("date1904") in {"1", "true"} else WINDOWS_EPOCH


def _date_styles(packed: zipfile.ZipFile, parts: list[_Related]) -> set[int]:
    """Say which styles of cells make a date of a number."""
    part = _one(parts, "styles")
    if not part:
        return set()
    styles = fromstring(_part(packed, part))
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.findall(f"{IN}numFmts/{IN}numFmt")}
    formats = {str(number): text for number, text in BUILTIN_FORMATS.items()} | own
    dates = {number for number, text in formats.items() if is_date_format(text[:LONGEST_FORMAT])}
    cells = enumerate(styles.findall(f"{IN}cellXfs/{IN}xf"))
    return {place for place, item in cells if item.get("numFmtId") in dates}


def _rows(parser: WorkSheetParser, sheet: bytes) -> Iterator[tuple[int, list[object]]]:
    last = 0
    for _, element in iterparse(io.BytesIO(sheet)):
        if element.tag == ROW_TAG:
            number, cells = parser.parse_row(element)
            element.clear()
            if number <= last:
                raise ValueError("the rows are not in order")
            last = number
            yield number, _in_columns({cell["column"]: cell["value"] for cell in cells})


def _in_columns(cells: dict[int, object]) -> list[object]:
    """Put cells in their places; a sheet that says it has 16,384 columns of nothing is not believed."""
    last = max((column for column in cells if column <= MOST_COLUMNS), default=0)
    return [cells.get(column) for column in range(1, last + 1)]
