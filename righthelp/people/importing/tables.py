"""CSV files line by line, however broken: every line that is not taken is named, and the next one is read.

A line is a row. A cell cannot go over several lines: a quotation mark that somebody forgot to close would take the
people below into one cell.
"""

import csv
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from righthelp.design_system.commands import BadInput
from righthelp.design_system.forms import TURNS_TEXT_AROUND, can_be_seen
from righthelp.files.cells import as_written

NOT_CLOSED = "a quotation mark is not closed; a cell cannot go on in the next line"
NOT_TEXT = "holds a sign that stands in no text (NUL): the row may be damaged"
TAKEN_OUT = "signs that nobody sees were taken out (control signs, or signs that turn text around)"
NUL = "\x00"
Cells = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """One row that is not taken: its line in the file, and why."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.reason}"


@dataclass(frozen=True)
class Row:
    """One row with the number of its line; row 1 holds the names of the columns."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Broken:
    """A line that cannot be cut into cells: the place of the cell where it breaks, from 0, and why."""

    cell: int
    reason: str = NOT_CLOSED


class Table:
    """A file of rows, read once from the first to the last."""

    def __init__(
        self,
        path: Path,
        required: Sequence[str],
        known: Sequence[str],
        say: Callable[[str], None],
        *,
        is_lenient: bool = False,
    ) -> None:
        """Check that the file can be read and has its columns.

        `is_lenient`: cells that are missing at the end of a row count as empty, and NULs are taken out: for a file of
        questions, each of which wants an answer.

        Raises:
            BadInput: when it cannot be read or lacks a column.
        """
        self.path, self.name, self._say, self._is_lenient = path, path.name, say, is_lenient
        self._columns = _columns(path)
        missing = [column for column in required if column not in self._columns]
        if missing:
            raise BadInput(f"{self.name} has no column {', '.join(missing)}")
        if unknown := [column for column in self._columns if column not in known]:
            say(f"{self.name}: ignoring the columns {', '.join(map(repr, unknown))}")

    def rows(self, refuse: Callable[[Fault], None]) -> Iterator[Row]:
        """Give each row that is whole; hand the others to `refuse`. Empty lines are no rows.

        Raises:
            BadInput: when the file turns out not to be UTF-8.
        """
        for number, line in _lines(self.path):
            if number == 1 or not line or line.isspace():
                continue
            cells = _cells(line)
            if isinstance(cells, Broken):
                refuse(Fault(self.name, number, f"{self._column(cells.cell)}: {cells.reason}"))
            elif reason := self._what_is_wrong(line, cells):
                refuse(Fault(self.name, number, reason))
            else:
                yield Row(number, self._named(number, line, cells))

    def _what_is_wrong(self, line: str, cells: list[str]) -> str | None:
        if len(cells) > len(self._columns):
            return "has more cells than there are columns: a comma may need quotes"
        if self._is_lenient:
            return None
        if len(cells) < len(self._columns):
            return f"has fewer cells than there are columns: {len(cells)} of {len(self._columns)}"
        if NUL in line:
            return f"{next(self._column(place) for place, cell in enumerate(cells) if NUL in cell)}: {NOT_TEXT}"
        return None

    def _column(self, place: int) -> str:
        return self._columns[place] if place < len(self._columns) else f"cell {place + 1}"

    def _named(self, number: int, line: str, cells: list[str]) -> Cells:
        filled = [*cells, *[""] * (len(self._columns) - len(cells))]
        if line.isascii() and line.isprintable():
            return {column: as_written(cell.strip()) for column, cell in zip(self._columns, filled, strict=True)}
        self._note_what_is_taken_out(number, filled)
        return dict(zip(self._columns, map(_plain, filled), strict=True))

    def _note_what_is_taken_out(self, number: int, cells: list[str]) -> None:
        for column, cell in zip(self._columns, cells, strict=True):
            if _plain(cell) != as_written(cell.strip()):
                self._say(f"{self.name}, row {number}: {column}: {TAKEN_OUT}")


def _plain(cell: str) -> str:
    """Keep what forms keep: no blanks at the ends, no control signs, nothing that turns text around or only hides."""
    kept = "".join(filter(_may_stand, cell)).strip()
    return as_written(kept) if can_be_seen(kept) else ""


def _may_stand(sign: str) -> bool:
    return sign == "\t" or (sign not in TURNS_TEXT_AROUND and unicodedata.category(sign) != "Cc")


def _columns(path: Path) -> list[str]:
    _, line = next(_lines(path), (1, ""))
    cells = _cells(line)
    if isinstance(cells, Broken):
        raise BadInput(f"{path.name}, row 1: {cells.reason}")
    columns = [cell.strip().lower() for cell in cells]
    if not any(columns):
        raise BadInput(f"{path.name} is empty, or its first row is")
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        raise BadInput(f"{path.name} has the column {', '.join(twice)} twice")
    return columns


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give each line with its number, without its end."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, line in enumerate(file, start=1):
                yield number, line.rstrip("\r\n")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8: save it as CSV UTF-8") from None


def _cells(line: str) -> list[str] | Broken:
    """Cut a line into cells.

    >>> _cells('A1,"Lee, Ann",')
    ['A1', 'Lee, Ann', '']
    >>> _cells('A1,"Ann,Lee').cell, _cells('A1,Ann",Lee').cell
    (1, 1)
    """
    if '"' not in line:
        return line.split(",")
    try:
        [cells] = csv.reader([f"{line}\n"])
    except csv.Error:
        return Broken(line[: line.index('"')].count(","), f"is longer than {csv.field_size_limit():,} characters")
    if cells[-1].endswith("\n"):
        return Broken(len(cells) - 1)
    if line.count('"') % 2:
        return Broken(next(place for place, cell in enumerate(cells) if '"' in cell))
    return cells
