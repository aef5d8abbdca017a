"""What is asked of the calendar's tables."""

import datetime as dt

from righthelp.calendar.models import ClosedDay


def closed_days() -> frozenset[dt.date]:
    """Read the days on which the partnership is closed, to hand to the rules (one query)."""
    return frozenset(ClosedDay.objects.values_list("date", flat=True))
