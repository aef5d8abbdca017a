"""Tables of descriptors as files: CSV, XLSX and YAML, read with suspicion and written plainly."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import openpyxl
import xlsxwriter
import yaml
from openpyxl.utils.exceptions import InvalidFileException

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 50
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
    return _from_grid(_csv_rows(text))


def _csv_rows(text: str) -> Iterator[list[str]]:
    rows, number = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for cells in rows:
            yield cells
            number += 1
    except csv.Error as error:
        raise UnreadableFile(Fault(number, None, f"The row cannot be read as CSV ({error})")) from None


# What openpyxl and zipfile raise for a file that is damaged, locked or something else.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    LookupError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
)


def _read_xlsx(content: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(Fault(None, None, "The spreadsheet unpacks to far more than guidance can hold"))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        # The bound is ours: a sheet that says it has 16,384 columns of nothing is not believed.
        rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        return _from_grid([_cell(cell) for cell in row] for row in rows)
    except DAMAGED:
        raise UnreadableFile(Fault(None, None, "The spreadsheet is damaged, or is not an XLSX file")) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class _PlainYaml(yaml.SafeLoader):
    """YAML without anchors, tags or doubled keys: nine lines of anchors can stand for a billion words."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(None, None, "anchors, aliases and tags are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(None, None, f"{name[:40]!r} is given twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def load_yaml(content: bytes | str) -> Any:
    """Read YAML from outside.

    Raises:
        UnreadableFile: with the row, when it is not YAML, or uses anchors, tags or doubled keys.
    """
    return _load_yaml(content)[0]


def _load_yaml(content: bytes | str) -> tuple[Any, yaml.Node | None]:
    """Read YAML, and give the tree it was made of as well: the tree knows the rows."""
    try:
        loader = _PlainYaml(content)
        node = loader.get_single_node()
        return (None if node is None else loader.construct_document(node)), node
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"The file cannot be read as YAML ({getattr(error, 'problem', None) or error})"
        raise UnreadableFile(Fault(mark.line + 1 if mark else None, None, reason)) from None


def _read_yaml(content: bytes) -> Table:
    loaded, node = _load_yaml(content)
    around = loaded if isinstance(loaded, dict) else {}
    listed = around.get("descriptors") if around else loaded
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise UnreadableFile(Fault(None, "descriptors", "The file needs a list of descriptors"))
    _refuse_more_than_enough(len(listed))
    numbered = list(zip(_line_numbers(node), listed, strict=True))
    faults = [fault for number, item in numbered for fault in _not_text(number, item)]
    if faults:
        raise UnreadableFile(*faults)
    rows = tuple(_yaml_row(number, item) for number, item in numbered)
    columns = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    rest = {str(key): value for key, value in around.items() if key != "descriptors"}
    return Table(columns or ("id", "level", "theme", "text"), rows, rest)


def _line_numbers(node: Any) -> list[int]:
    """Say on which line of the file each descriptor starts."""
    if isinstance(node, yaml.MappingNode):
        node = next(value for key, value in node.value if key.value == "descriptors")
    return [item.start_mark.line + 1 for item in node.value]


def _not_text(number: int, item: dict[Any, Any]) -> Iterator[Fault]:
    """Find values that YAML read as something else: `text: Yes` is not a word to YAML."""
    for key, value in item.items():
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            yield Fault(number, str(key), "The value is not plain text: put it in quotes")


def _yaml_row(number: int, item: dict[Any, Any]) -> Row:
    return Row(number, {str(key).strip().lower(): str(value) for key, value in item.items() if value is not None})


def _from_grid(grid: Iterable[list[str]]) -> Table:
    numbered = enumerate(grid, start=1)
    _, heading = next(numbered, (1, None))
    if heading is None:
        raise UnreadableFile(Fault(None, None, "The file is empty"))
    columns = tuple(name.strip().lower() for name in heading)
    filled = list(_filled(numbered))
    faults = [fault for number, cells in filled for fault in _surplus(number, cells, columns)]
    if faults:
        raise UnreadableFile(*faults)
    return Table(columns, tuple(Row(number, dict(zip(columns, cells, strict=False))) for number, cells in filled), {})


def _filled(numbered: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows, and stop reading where there are too many."""
    found = 0
    for number, cells in numbered:
        if any(cell.strip() for cell in cells):
            found += 1
            _refuse_more_than_enough(found)
            yield number, cells


def _surplus(number: int, cells: list[str], columns: tuple[str, ...]) -> Iterator[Fault]:
    """Find text beyond the last column: mostly a comma outside quotes, which would cut the text short."""
    last = max((place for place, name in enumerate(columns, start=1) if name), default=0)
    if any(cell.strip() for cell in cells[last:]):
        yield Fault(number, None, "The row has more cells than there are columns: put text with commas in quotes")


def _refuse_more_than_enough(rows: int) -> None:
    if rows > MOST_ROWS:
        raise UnreadableFile(Fault(None, None, f"The file has more than {MOST_ROWS:,} rows"))


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
