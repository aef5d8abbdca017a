"""The chronology as CSV, to read in a spreadsheet: no round trip, so that what a spreadsheet would run is marked."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse

from righthelp.chronology.access import Chronology
from righthelp.chronology.filters import Chosen, Item
from righthelp.chronology.models import Entry
from righthelp.chronology.pictures import SEEN
from righthelp.chronology.presenters import struck_words
from righthelp.design_system.formatters import day_and_time

HEADING = (
    "First day", "Last day", "What kind of thing", "What happened", "Who says so", "Fact, reported or opinion",
    "What it meant for the child", "How much it matters", "What people make of it", "Agency", "Written by",
    "Written on", "Struck through",
)  # fmt: skip
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def chronology_csv(found: Chronology, chosen: Chosen) -> HttpResponse:
    """Send what is shown as CSV that Excel reads rightly: with a byte order mark, and nothing that it would run."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADING)
    rows.writerows([harmless(cell) for cell in _row(item)] for item in chosen.items(found))
    headers = {
        "Content-Disposition": 'attachment; filename="chronology.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("  @SUM(A1)"), harmless("Came at 9")
    ("'=1+1", "'  @SUM(A1)", 'Came at 9')
    """
    is_run = cell.startswith(RUN_BY_SPREADSHEETS) or cell.lstrip().startswith(RUN_BY_SPREADSHEETS)
    return f"'{cell}" if is_run else cell


def _row(item: Item) -> Iterator[str]:
    yield item.happened_on.isoformat()
    if not isinstance(item, Entry):
        yield from ("", SEEN, item.what, item.source, *[""] * 8)
        return
    yield item.until.isoformat() if item.until else ""
    yield from (item.get_category_display(), item.what, item.source, item.get_kind_display(), item.impact)
    yield from (item.get_significance_display(), item.analysis, item.agency.name, item.written_by.name)
    yield from (day_and_time(item.written_at), struck_words(item))
