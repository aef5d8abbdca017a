"""CSV files row by row, however broken: every fault has its row."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from righthelp.design_system.commands import BadInput

LARGEST_CELL = 1_000_000
Cells = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """One row that is not taken: its number as a spreadsheet shows it, and why."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.reason}"


@dataclass(frozen=True)
class Row:
    """One row with its number; row 1 holds the names of the columns."""

    number: int
    cells: Cells


class Table:
    """A file of rows, read once from the first to the last."""

    def __init__(self, path: Path, required: Sequence[str], known: Sequence[str], say: Callable[[str], None]) -> None:
        """Check that the file can be read and has its columns.

        Raises:
            BadInput: when it cannot be read or lacks a column.
        """
        self.path, self.name = path, path.name
        self._columns = _columns(path)
        missing = [column for column in required if column not in self._columns]
        if missing:
            raise BadInput(f"{self.name} has no column {', '.join(missing)}")
        if unknown := [column for column in self._columns if column not in known]:
            say(f"{self.name}: ignoring the columns {', '.join(map(repr, unknown))}")

    def rows(self, refuse: Callable[[Fault], None]) -> Iterator[Row]:
        """Give each row that is whole; hand the others to `refuse`.

        Raises:
            BadInput: when the file turns out not to be UTF-8.
        """
        for number, cells in _lines(self.path):
            if number == 1 or cells == []:
                continue
            if isinstance(cells, str):
                refuse(Fault(self.name, number, cells))
            elif len(cells) > len(self._columns):
                refuse(Fault(self.name, number, "has more cells than there are columns: a comma may need quotes"))
            else:
                yield Row(number, self._named(cells))

    def _named(self, cells: list[str]) -> Cells:
        filled = [*cells, *[""] * (len(self._columns) - len(cells))]
        return dict(zip(self._columns, map(_plain, filled), strict=True))


def _plain(cell: str) -> str:
    """Take off blanks at the ends and what no database keeps."""
    return cell.replace("\x00", "").strip()


def _columns(path: Path) -> list[str]:
    first = next(_lines(path), None)
    if first is None or not isinstance(first[1], list):
        raise BadInput(f"{path.name} is empty")
    columns = [cell.strip().lower() for cell in first[1]]
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        raise BadInput(f"{path.name} has the column {', '.join(twice)} twice")
    return columns


def _lines(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Give the cells of each line, or why it cannot be read; a row is numbered as in a spreadsheet."""
    csv.field_size_limit(LARGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            number = 0
            while True:
                number += 1
                try:
                    yield number, next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield number, "cannot be read: a quotation mark may be missing"
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8: save it as CSV UTF-8") from None
