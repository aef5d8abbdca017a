"""Files for tests: good ones of each kind, and hostile ones."""

import io
import zipfile
from collections.abc import Sequence

import openpyxl

Cells = Sequence[object]


def csv_file(*rows: str) -> bytes:
    """Make a CSV file of lines."""
    return "\n".join(rows).encode()


def xlsx_file(*rows: Cells) -> bytes:
    """Make a spreadsheet as somebody's own program would."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Put another part into a packed file in place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return made.getvalue()
