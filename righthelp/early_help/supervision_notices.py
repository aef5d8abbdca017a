"""Notices that a supervision is late: to who leads now and who supervises, and after a week to who decides.

They name nobody of a family. Each is sent once for each day that was set.
"""

import datetime as dt

from righthelp.calendar.queries import closed_days
from righthelp.calendar.rules import day_of, working_days_elapsed
from righthelp.early_help.models import InNeed
from righthelp.early_help.pages import help_page
from righthelp.early_help.supervising import deciding, lead_and_supervisor
from righthelp.messages.actions import notify_each

LATE = "A supervision of a lead practitioner is late"
STILL_LATE = "A supervision of a lead practitioner has been late for a week"
A_WEEK = 5  # working days


def remind_of_supervision(now: dt.datetime) -> int:
    """Remind of each supervision that is late; returns how many were told."""
    today, closed = day_of(now), closed_days()
    late = InNeed.objects.supervision_late(today).with_people().select_related("help__plan__team__agency")
    return sum(_remind(one, today, closed) for one in late.order_by("pk"))


def _remind(one: InNeed, today: dt.date, closed: frozenset[dt.date]) -> int:
    key = f"supervision {one.pk} {one.next_supervision_on.isoformat()}"
    people = lead_and_supervisor(one)
    told = notify_each(people, key=f"{key} late", title=LATE, page=help_page(one.help))
    is_unsupervised = one.supervisor_id not in {each.pk for each in people}
    if is_unsupervised or working_days_elapsed(one.next_supervision_on, today, closed) >= A_WEEK:
        told += notify_each(deciding(one), key=f"{key} still late", title=STILL_LATE, page=help_page(one.help))
    return told
