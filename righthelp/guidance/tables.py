"""Tables of descriptors as files: CSV, XLSX and YAML, read with suspicion and written plainly."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import openpyxl
import xlsxwriter
import yaml
from openpyxl.utils.exceptions import InvalidFileException

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
FORMATS = ("csv", "xlsx", "yaml")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, and what to do. Row 1 is the row of column names."""

    row: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


class UnreadableFile(Exception):
    """A file that holds no table; carries its faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)


@dataclass(frozen=True)
class Row:
    """One row of a table with its number as a spreadsheet shows it."""

    number: int
    cells: dict[str, str]

    def get(self, *names: str) -> str:
        """Give the first of these columns that is not empty."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")


@dataclass(frozen=True)
class Table:
    """A table, and whatever a YAML file says around it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    around: dict[str, Any]


def read_table(name: str, content: bytes) -> Table:
    """Read a file by the ending of its name.

    Raises:
        UnreadableFile: when it is too large, of another kind, or damaged; with row and reason where known.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(Fault(None, None, f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB"))
    ending = PurePath(name).suffix.lower().lstrip(".")
    readers = {"csv": _read_csv, "xlsx": _read_xlsx, "yaml": _read_yaml, "yml": _read_yaml}
    if ending not in readers:
        raise UnreadableFile(Fault(None, None, "The file must be CSV, XLSX or YAML"))
    return readers[ending](content)


def _read_csv(content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            Fault(row, None, "There is a letter that is not UTF-8: save the file as CSV UTF-8")
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        numbered = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise UnreadableFile(Fault(reader.line_num, None, f"The row cannot be read as CSV ({error})")) from None
    return _from_grid(numbered)


def _read_xlsx(content: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(Fault(None, None, "The spreadsheet unpacks to far more than guidance can hold"))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        grid = [(number, [_cell(cell) for cell in cells]) for number, cells in enumerate(sheet.values, start=1)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError):
        raise UnreadableFile(Fault(None, None, "The spreadsheet is damaged, or is not an XLSX file")) from None
    return _from_grid(grid)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class _NoAliases(yaml.SafeLoader):
    """YAML without anchors: nine lines of anchors can stand for a billion words."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("anchors and aliases are not allowed")
        return super().compose_node(parent, index)


def load_yaml(content: bytes | str) -> Any:
    """Read YAML from outside.

    Raises:
        UnreadableFile: with the row, when it is not YAML or uses anchors.
    """
    try:
        return yaml.load(content, Loader=_NoAliases)  # noqa: S506  a SafeLoader with less
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"The file cannot be read as YAML ({getattr(error, 'problem', None) or error})"
        raise UnreadableFile(Fault(mark.line + 1 if mark else None, None, reason)) from None


def _read_yaml(content: bytes) -> Table:
    loaded = load_yaml(content)
    around = loaded if isinstance(loaded, dict) else {}
    listed = around.get("descriptors") if around else loaded
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise UnreadableFile(Fault(None, "descriptors", "The file needs a list of descriptors"))
    rows = tuple(
        Row(number, {str(key).strip().lower(): str(value) for key, value in item.items() if value is not None})
        for number, item in enumerate(listed, start=2)
    )
    columns = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    return Table(columns, rows, {key: value for key, value in around.items() if key != "descriptors"})


def _from_grid(grid: list[tuple[int, list[str]]]) -> Table:
    if not grid:
        raise UnreadableFile(Fault(None, None, "The file is empty"))
    columns = tuple(name.strip().lower() for name in grid[0][1])
    rows, last = [], grid[0][0]
    for number, cells in grid[1:]:
        first_line, last = last + 1, number
        if any(cell.strip() for cell in cells):
            rows.append(Row(first_line, dict(zip(columns, cells, strict=False))))
    return Table(columns, tuple(rows), {})


def write_table(kind: str, columns: list[str], rows: Iterable[list[str]], around: dict[str, Any]) -> bytes:
    """Write descriptors as a file of one of `FORMATS`."""
    writers = {"csv": _write_csv, "xlsx": _write_xlsx, "yaml": _write_yaml}
    return writers[kind](columns, rows, around)


def _write_csv(columns: list[str], rows: Iterable[list[str]], around: dict[str, Any]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(_with_heading(columns, rows))
    return text.getvalue().encode()


def _write_xlsx(columns: list[str], rows: Iterable[list[str]], around: dict[str, Any]) -> bytes:
    packed = io.BytesIO()
    # Strings only: a text that starts with "=" must never become a formula.
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Descriptors")
    for number, cells in enumerate(_with_heading(columns, rows)):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return packed.getvalue()


def _write_yaml(columns: list[str], rows: Iterable[list[str]], around: dict[str, Any]) -> bytes:
    descriptors = [dict(zip(columns, cells, strict=True)) for cells in rows]
    listed = [{**row, "level": int(row["level"])} for row in descriptors]
    return yaml.safe_dump({**around, "descriptors": listed}, allow_unicode=True, sort_keys=False, width=120).encode()


def _with_heading(columns: list[str], rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield columns
    yield from rows
