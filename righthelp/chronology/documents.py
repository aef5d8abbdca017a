"""The chronology on paper, for professionals: what is shown on the page, and who read it together last."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.chronology.access import Chronology
from righthelp.chronology.filters import Chosen, Item
from righthelp.chronology.models import Entry
from righthelp.chronology.pictures import SEEN, described, lanes_of, timeline_svg
from righthelp.chronology.presenters import Current, current_of, kind_word, struck_words, when, years_of
from righthelp.chronology.rules import counted
from righthelp.design_system.formatters import day
from righthelp.files.documents import CONFIDENTIAL, Block, Bullets, Document, Grid, Heading, Paragraph, Picture
from righthelp.people.presenters import born_words

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

ONLY_YOURS = "This holds what {} may read. Other agencies may know more."
NO_DECISION = "A count decides nothing. People think about what it means for this child."
HEADING = ("When", "What happened", "What it meant, and what we make of it", "Who says so, and who wrote it")


def chronology_document(found: Chronology, chosen: Chosen, *, by: "Practitioner", now: dt.datetime) -> Document:
    """Write a chronology for the reader who asked for it."""
    part = chosen.words(found)
    return Document(
        title=f"What has happened: {found.name}",
        subtitle=" ".join(part for part in ("Chronology", _born(found)) if part),
        notices=(ONLY_YOURS.format(by.name), *([part] if part else [])),
        blocks=tuple(_blocks(found, chosen, timezone.localdate(now))),
        footer=CONFIDENTIAL,
        reference=str(found.child.public_id)[:8],
        made_at=now,
    )


def _born(found: Chronology) -> str:
    born = born_words(found.child)
    return f"of a child born {born}" if born else ""


def _blocks(found: Chronology, chosen: Chosen, today: dt.date) -> Iterator[Block]:
    items = chosen.items(found)
    yield Paragraph(current_words(current_of(found)))
    lanes = lanes_of(items)
    if lanes:
        yield Heading("At a glance")
        yield Picture(timeline_svg(lanes), described(lanes))
    yield from _patterns(found, today)
    if not items:
        yield Paragraph("Nothing is written down here.")
    for year in years_of(items):
        yield Heading(str(year.number))
        yield Grid(HEADING, tuple(_row(item) for item in year.items))


def current_words(current: Current) -> str:
    """Say in a sentence how current the chronology is (BP-296)."""
    last = f"The last entry is of {day(current.last.happened_on)}." if current.last else "There is no entry yet."
    if current.reading is None:
        return f"{last} Nobody has said yet that they read the entries together."
    who = f"{current.reading.read_by.name}, {current.reading.agency.name}"
    return f"{last} Last read together on {day(current.reading.read_at)} by {who}."


def _patterns(found: Chronology, today: dt.date) -> Iterator[Block]:
    patterns = counted((entry for entry in found.entries if entry.struck_at is None), today)
    if patterns:
        yield Heading("Patterns to think about")
        yield Bullets(
            tuple(f"{one.title}. {one.pattern.says} Counted: {_days(one.entries, one.days_of)}." for one in patterns)
        )
        yield Paragraph(NO_DECISION)


def _days(entries: Iterable[Entry], days_of: Callable[[Entry], str]) -> str:
    """Name the days that were counted, each with how long it lasted where that is what counts."""
    days = ((when(entry), days_of(entry)) for entry in entries)
    return "; ".join(f"{on} ({lasted})" if lasted else on for on, lasted in days)


def _row(item: Item) -> tuple[str, str, str, str]:
    if not isinstance(item, Entry):
        return when(item), item.what, "", f"{SEEN}\n{item.source}"
    key = "\nKey event" if item.significance == Entry.Significance.KEY else ""
    struck = struck_words(item)
    what = f"{struck}\nIt said: {item.what}" if struck else item.what
    meant = "\n\n".join(part for part in (item.impact, item.analysis) if part)
    said = f"{item.source}\n({kind_word(item)})\n{item.written_by.name}, {item.agency.name}, {day(item.written_at)}"
    return f"{when(item)}\n{item.get_category_display()}{key}", what, meant, said
