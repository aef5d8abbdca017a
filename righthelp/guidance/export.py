"""An edition as a file; what is written can be loaded again, row for row."""

from collections.abc import Iterator
from typing import Any

from righthelp.design_system.formatters import count, sentence_case
from righthelp.guidance.models import LEVEL_PARTS, Edition
from righthelp.guidance.tables import reads_as_sum, write_table


def export_edition(edition: Edition, kind: str) -> bytes:
    """Write an edition's descriptors as CSV, XLSX or YAML: id, level, theme (or domain), text, source."""
    columns = ["id", "level", edition.framework.theme_word, "text", "source"]
    return write_table(kind, columns, _rows(edition), _around(edition))


def sum_warning(edition: Edition) -> str:
    """Warn of cells that a spreadsheet program would take for sums in a CSV file; empty where there are none."""
    number = sum(reads_as_sum(cell) for row in _rows(edition) for cell in row)
    if not number:
        return ""
    cells = f"{count(number, 'cell')} of this guide {'begins' if number == 1 else 'begin'}"
    return (
        f"{sentence_case(cells)} with =, +, - or @. A spreadsheet program may take that for a sum in a CSV file, "
        "and change it. Choose XLSX for a spreadsheet, or open the CSV file as text"
    )


def _rows(edition: Edition) -> Iterator[list[str]]:
    for item in edition.descriptors.with_places():
        yield [item.code, str(item.level.number), item.theme.name, item.text, item.source]


def _around(edition: Edition) -> dict[str, Any]:
    """What a YAML file says around the descriptors."""
    framework = edition.framework
    return {
        "slug": framework.slug,
        "title": framework.title,
        "short_name": framework.short_name,
        "authority": framework.authority,
        "edition_name": edition.name,
        "theme_word": framework.theme_word,
        "levels": [
            {part: getattr(level, part) for part in LEVEL_PARTS if getattr(level, part)}
            for level in edition.levels.all()
        ],
    }
