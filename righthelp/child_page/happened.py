"""The latest of what happened, and the patterns that stand: a short look at the chronology, which keeps them all."""

import datetime as dt
from dataclasses import dataclass

from righthelp.child_page.access import Glance
from righthelp.chronology.models import Entry
from righthelp.chronology.rules import CATEGORIES, Counted, counted
from righthelp.people.happenings import Happening
from righthelp.people.rows import Row
from righthelp.work.happenings import told

LATEST = 5
SEEN = "Seen by Right Help"


@dataclass(frozen=True)
class Happened:
    """One thing that happened: an entry that people wrote, or what the system saw."""

    happened_on: dt.date
    until: dt.date | None
    category: str
    title: str
    what: str
    said: str
    is_key: bool = False


def latest_of(glance: Glance, today: dt.date) -> list[Happened]:
    """Give the latest things that happened, the newest first; on one day what people wrote stands first."""
    items = [*entries_of(glance), *map(_seen, events_of(glance, today))]
    return sorted(items, key=lambda one: one.happened_on, reverse=True)[:LATEST]


def entries_of(glance: Glance) -> list[Happened]:
    """Give the entries that stand and that the reader may read."""
    return [_entry(one, one.first_on) for one in glance.entries if one.first_on]


def patterns_of(glance: Glance, today: dt.date) -> list[Counted[Happened]]:
    """Count the patterns of the chronology; a count decides nothing."""
    return counted(entries_of(glance), today)


def events_of(glance: Glance, today: dt.date) -> list[Happening]:
    """Tell what the system saw at work, as the chronology tells it, from the rows that the page has read already."""
    found = told((*glance.work, *glance.workers, *glance.sent), today)
    return sorted(found, key=lambda one: (one.happened_on, one.what))


def _entry(one: Row, on: dt.date) -> Happened:
    kind = str(Entry.Kind(one.more).label).partition(":")[0].lower()
    said = f"{one.who} ({kind}). Written by {one.by}, {one.place}"
    return Happened(on, one.last_on, one.role, CATEGORIES[one.role].title, one.text, said, one.is_marked)


def _seen(one: Happening) -> Happened:
    return Happened(one.happened_on, None, "", SEEN, one.what, one.source)
