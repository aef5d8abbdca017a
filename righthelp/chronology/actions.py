"""Writing an entry, striking it through, writing it anew, reading all of them together."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.chronology.models import Entry, Filing, ReadThrough

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


class AlreadyStruck(Exception):
    """Somebody struck the entry through already."""


@dataclass(frozen=True)
class Written:
    """What somebody writes about one thing that happened."""

    category: str
    happened_on: dt.date
    what: str
    source: str
    kind: str
    until: dt.date | None = None
    significance: str = Entry.Significance.ROUTINE
    impact: str = ""
    analysis: str = ""


@transaction.atomic
def write(
    *,
    written: Written,
    children: "Sequence[Person]",
    agency: "Agency",
    by: "Practitioner",
    replaces: Entry | None = None,
) -> Entry:
    """Write one entry and file it to each of the children; the first says who may read it.

    Raises:
        ValueError: without a child.
    """
    if not children:
        raise ValueError("an entry is about at least one child")
    entry = Entry.objects.create(**asdict(written), agency=agency, written_by=by, replaces=replaces)
    Filing.objects.bulk_create(
        Filing(entry=entry, child=child, is_first=child == children[0]) for child in dict.fromkeys(children)
    )
    for child in dict.fromkeys(children):
        record(by=by, name="chronology.filed", subject=child, refs={"entry": entry.pk})
    return entry


@transaction.atomic
def strike(*, entry: Entry, because: str, by: "Practitioner") -> None:
    """Strike an entry through: it stays readable, with who did it and why, and counts no more.

    Raises:
        AlreadyStruck: when somebody did so already.
    """
    struck = {"struck_by": by, "struck_at": timezone.now(), "struck_because": because}
    if not Entry.objects.filter(pk=entry.pk, struck_at__isnull=True).update(**struck):
        raise AlreadyStruck
    for filing in entry.filings.select_related("child"):
        record(by=by, name="chronology.struck", subject=filing.child, refs={"entry": entry.pk})


@transaction.atomic
def correct(*, entry: Entry, written: Written, because: str, by: "Practitioner") -> Entry:
    """Strike an entry through and write it anew, for the same children.

    Raises:
        AlreadyStruck: when somebody struck it through already.
    """
    strike(entry=entry, because=because, by=by)
    children = [filing.child for filing in entry.filings.select_related("child")]
    return write(written=written, children=children, agency=entry.agency, by=by, replaces=entry)


@transaction.atomic
def note_reading(*, child: "Person", agency: "Agency", by: "Practitioner") -> ReadThrough:
    """Note that somebody read a child's entries together, as of now (BP-296)."""
    read = ReadThrough.objects.create(child=child, agency=agency, read_by=by)
    record(by=by, name="chronology.read_together", subject=child, refs={"read_through": read.pk})
    return read
