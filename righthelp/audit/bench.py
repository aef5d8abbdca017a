"""Measure what an audited change costs (design, section 7: at most twice the same change unaudited)."""

import datetime as dt
import time
from statistics import median

from django.conf import settings
from django.db import transaction

from righthelp.audit.actions import record
from righthelp.calendar.models import ClosedDay

CHANGES = 300
BUDGET = 2.0
NAME = "bench"
FIRST_DAY = dt.date(9000, 1, 1)  # no partnership closes then


def audited_change() -> dict[str, float]:
    """Time small inserts, one commit each, with and without their event, turn by turn on this database.

    Returns medians in milliseconds, the ratio and its budget. The rows are removed again; the events stay,
    since nothing can be removed from the log, so it runs only where people are invented.

    Raises:
        RuntimeError: on a database of real records.
    """
    if not settings.INVENTED_PEOPLE:
        raise RuntimeError("the bench writes to the log: run it where people are invented")
    unaudited, audited = [], []
    try:
        for n in range(CHANGES):
            unaudited.append(_seconds(FIRST_DAY + dt.timedelta(days=2 * n), with_event=False))
            audited.append(_seconds(FIRST_DAY + dt.timedelta(days=2 * n + 1), with_event=True))
    finally:
        ClosedDay.objects.filter(date__gte=FIRST_DAY, name=NAME).delete()
    plain, logged = median(unaudited) * 1000, median(audited) * 1000
    return {"unaudited_ms": plain, "audited_ms": logged, "ratio": logged / plain, "budget": BUDGET}


def _seconds(day: dt.date, *, with_event: bool) -> float:
    start = time.perf_counter()
    with transaction.atomic():
        closed = ClosedDay.objects.create(date=day, name=NAME)
        if with_event:
            record(by=None, name="calendar.bench_ran", subject=closed, fields=("date", "name"))
    return time.perf_counter() - start
