"""What this room saw happen to a child: work begun, allocated and ended, workers who came and went, the record sent on.

So every change of worker stands in the chronology (BG-028). All of it is read in one query.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.people.happenings import Happening
from righthelp.people.rows import Asked, Row
from righthelp.work.kinds import KINDS
from righthelp.work.models import Episode
from righthelp.work.rows import pieces_of_work, records_sent, workers

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def asked_at_work(_: "Practitioner", records: "Sequence[int]") -> Iterable[Asked]:
    """Ask who began and ceased to work with a child, what work began and ended, and where the record went."""
    return workers(records), pieces_of_work(records), records_sent(records)


def told(rows: Iterable[Row], today: dt.date) -> Iterator[Happening]:
    """Tell in words what rows of workers, of pieces of work and of records sent on say had happened by today."""
    for row in rows:
        yield from TELLS[row.table](row, today)


def _tell_work(row: Row, today: dt.date) -> Iterator[Happening]:
    what = KINDS[row.role].name
    if row.first_on:
        yield Happening(row.first_on, f"Work began: {what}", row.place)
    if row.last_on:
        yield Happening(row.last_on, f"Work ended: {what}. {Episode.Outcome(row.more).label}", row.place)


def _tell_worker(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.first_on is None or row.first_on > today:
        return
    began = f"{row.who} began to work with the child: {row.role}"
    allocated = f"Work was allocated to {row.who}, {row.role}: {KINDS[row.text].name}" if row.is_marked else ""
    yield Happening(row.first_on, allocated or began, row.place)
    if row.last_on and row.last_on < today:  # the last day is a day of work
        gone = row.last_on + dt.timedelta(days=1)
        yield Happening(gone, f"{row.who} no longer works with the child: {row.role}", row.place)


def _tell_sent(row: Row, today: dt.date) -> Iterator[Happening]:
    if row.at:
        yield Happening(timezone.localdate(row.at), f"The record was sent to {row.who}", row.place)


TELLS = {"work": _tell_work, "worker": _tell_worker, "sent": _tell_sent}
