"""Tables of descriptors as files: CSV, XLSX and YAML, read with suspicion and written plainly."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import xlsxwriter
import yaml

from righthelp.guidance.spreadsheets import TooMuch, first_sheet

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_YAML = 1024 * 1024
MOST_ROWS = 5_000
MOST_NODES = 100_000
FORMATS = ("csv", "xlsx", "yaml")
SUM_SIGNS = ("=", "+", "-", "@")


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
    try:
        return readers[ending](content)
    except UNFORESEEN:
        raise UnreadableFile(Fault(None, None, "The file is damaged or unusual and cannot be read")) from None


def _read_csv(content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            Fault(row, None, "There is a letter that is not UTF-8: save the file as CSV UTF-8")
        ) from None
    return _from_grid(enumerate(_csv_rows(text), start=1))


def _csv_rows(text: str) -> Iterator[list[str]]:
    rows, number = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for cells in rows:
            yield cells
            number += 1
    except csv.Error as error:
        raise UnreadableFile(Fault(number, None, f"The row cannot be read as CSV ({error})")) from None


# What readers of hostile files raise beside their own errors: never an error page (500) for a wrong file.
UNFORESEEN = (
    LookupError,
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RuntimeError,
    StopIteration,
)
# What openpyxl and zipfile raise for a file that is damaged, locked or something else.
DAMAGED = (*UNFORESEEN, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError)


def _read_xlsx(content: bytes) -> Table:
    try:
        return _from_grid((number, [_cell(cell) for cell in row]) for number, row in first_sheet(content))
    except TooMuch as error:
        raise UnreadableFile(Fault(None, None, str(error))) from None
    except DAMAGED:
        raise UnreadableFile(Fault(None, None, "The spreadsheet is damaged, or is not an XLSX file")) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class _PlainYaml(yaml.SafeLoader):
    """YAML without anchors and tags: nine lines of anchors can stand for a billion words."""

    nodes = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(None, None, "anchors, aliases and tags are not allowed", event.start_mark)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise yaml.MarkedYAMLError(None, None, "it holds far more than guidance can", event.start_mark)
        return super().compose_node(parent, index)


def load_yaml(content: bytes | str) -> Any:
    """Read YAML from outside.

    Raises:
        UnreadableFile: with the row, when it is not YAML, or uses anchors, tags, merges, doubled keys or odd numbers.
    """
    return _load_yaml(content)[0]


def _load_yaml(content: bytes | str) -> tuple[Any, yaml.Node | None]:
    """Read YAML, and give the tree it was made of as well: the tree knows the rows."""
    if len(content) > LARGEST_YAML:
        reason = f"A YAML file may have {LARGEST_YAML // 1024 // 1024} MB at most: load descriptors as CSV or XLSX"
        raise UnreadableFile(Fault(None, None, reason))
    try:
        loader = _PlainYaml(content)
        node = loader.get_single_node()
        faults = [] if node is None else list(_not_plain(node, None))
        if faults:
            raise UnreadableFile(*faults)
        return (None if node is None else loader.construct_document(node)), node
    except (yaml.YAMLError, *UNFORESEEN) as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"The file cannot be read as YAML ({getattr(error, 'problem', None) or error})"
        raise UnreadableFile(Fault(mark.line + 1 if mark else None, None, reason)) from None


TAG = "tag:yaml.org,2002:"
NUMBERS = {f"{TAG}int", f"{TAG}float"}
# Hexadecimal, octal and base-60 numbers are none that people write, and can take minutes or fail to be read.
PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?")


def _not_plain(node: Any, field: str | None) -> Iterator[Fault]:
    """Find doubled keys, merges and odd numbers, each with its row and field."""
    if isinstance(node, yaml.MappingNode):
        yield from _odd_keys(node)
        for key, value in node.value:
            yield from _not_plain(key, None)
            yield from _not_plain(value, str(key.value)[:40])
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _not_plain(item, field)
    elif node.tag in NUMBERS and not PLAIN_NUMBER.fullmatch(node.value):
        row, text = node.start_mark.line + 1, node.value[:20]
        yield Fault(row, field, f"{text!r} is not a plain number: write it in figures, or put it in quotes")


def _odd_keys(node: yaml.MappingNode) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in node.value:
        name, row = str(key.value), key.start_mark.line + 1
        if key.tag == f"{TAG}merge":
            yield Fault(row, "<<", "Merging with << is not allowed: write every part out")
        elif name in seen:
            yield Fault(row, name[:40], f"{name[:40]!r} is given twice")
        seen.add(name)


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


def _from_grid(numbered: Iterator[tuple[int, list[str]]]) -> Table:
    first, heading = next(numbered, (0, []))
    if not first:
        raise UnreadableFile(Fault(None, None, "The file is empty"))
    columns = tuple(name.strip().lower() for name in heading) if first == 1 else ()
    filled = list(_filled(numbered))
    faults = [fault for number, cells in filled for fault in _surplus(number, cells, columns)]
    if faults:
        raise UnreadableFile(*faults)
    return Table(columns, tuple(Row(number, dict(zip(columns, cells, strict=False))) for number, cells in filled), {})


def _filled(numbered: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows, and stop reading where there are too many of either kind."""
    for number, cells in numbered:
        _refuse_more_than_enough(number - 1)
        if any(cell.strip() for cell in cells):
            yield number, cells


def _surplus(number: int, cells: list[str], columns: tuple[str, ...]) -> Iterator[Fault]:
    """Find text beyond the last column: mostly a comma outside quotes, which would cut the text short."""
    last = max((place for place, name in enumerate(columns, start=1) if name), default=0)
    if any(cell.strip() for cell in cells[last:]):
        yield Fault(number, None, "The row has more cells than there are columns: put text with commas in quotes")


def _refuse_more_than_enough(rows: int) -> None:
    if rows > MOST_ROWS:
        raise UnreadableFile(Fault(None, None, f"The file has more than {MOST_ROWS:,} rows, counting empty ones"))


def reads_as_sum(cell: str) -> bool:
    """Say whether a spreadsheet program takes a cell of a CSV file for a sum, and may run it.

    The cell is written as it is all the same: what is saved must be loaded again letter for letter.
    """
    return cell.startswith(SUM_SIGNS)


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
