"""The chronology as CSV, to read in a spreadsheet: no round trip, so that what a spreadsheet would run is marked.

Every row says about whom it is, as of when, and of what it is a part: rows are sorted and copied about.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from righthelp.chronology.access import Chronology
from righthelp.chronology.documents import ONLY_YOURS
from righthelp.chronology.filters import Chosen, Item
from righthelp.chronology.models import Entry
from righthelp.chronology.pictures import SEEN
from righthelp.chronology.presenters import struck_words
from righthelp.design_system.formatters import day_and_time
from righthelp.files.cells import harmless
from righthelp.people.presenters import born_words

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

ABOUT = ("About", "As of", "What this file holds")
HEADING = (
    *ABOUT,
    "First day", "Last day", "What kind of thing", "What happened", "Who says so", "Fact, reported or opinion",
    "What it meant for the child", "How much it matters", "What people make of it", "Agency", "Written by",
    "Written on", "Struck through",
)  # fmt: skip
ALL = "All that may be read."
NOTHING = ("", "", "", "Nothing is written down here.", *[""] * (len(HEADING) - len(ABOUT) - 4))


def chronology_csv(found: Chronology, chosen: Chosen, *, by: "Practitioner", now: dt.datetime) -> HttpResponse:
    """Send what is shown as CSV that Excel reads rightly: with a byte order mark, and nothing that it would run.

    Where nothing is shown, one row says so.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADING)
    about = (_about(found), timezone.localtime(now).strftime("%Y-%m-%d %H:%M"), _holds(found, chosen, by))
    for row in [tuple(_row(item)) for item in chosen.items(found)] or [NOTHING]:
        rows.writerow([harmless(cell) for cell in (*about, *row)])
    headers = {
        "Content-Disposition": 'attachment; filename="chronology.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


def _about(found: Chronology) -> str:
    born = born_words(found.child)
    return f"{found.name}, born {born}" if born else found.name


def _holds(found: Chronology, chosen: Chosen, by: "Practitioner") -> str:
    return f"{chosen.words(found) or ALL} {ONLY_YOURS.format(by.name)}"


def _row(item: Item) -> Iterator[str]:
    yield item.happened_on.isoformat()
    if not isinstance(item, Entry):
        yield from ("", SEEN, item.what, item.source, *[""] * 8)
        return
    yield item.until.isoformat() if item.until else ""
    yield from (item.get_category_display(), item.what, item.source, item.get_kind_display(), item.impact)
    yield from (item.get_significance_display(), item.analysis, item.agency.name, item.written_by.name)
    yield from (day_and_time(item.written_at), struck_words(item))
