"""An edition as a file; what is written can be loaded again, row for row."""

from typing import Any

from righthelp.guidance.models import LEVEL_PARTS, Edition
from righthelp.guidance.tables import write_table


def export_edition(edition: Edition, kind: str) -> bytes:
    """Write an edition's descriptors as CSV, XLSX or YAML: id, level, theme (or domain), text, source."""
    columns = ["id", "level", edition.framework.theme_word, "text", "source"]
    rows = (
        [item.code, str(item.level.number), item.theme.name, item.text, item.source]
        for item in edition.descriptors.with_places()
    )
    return write_table(kind, columns, rows, _around(edition))


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
