"""The day by which early help is hoped to end is set anew, with the reason (BN-030)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.early_help.models import EarlyHelp, HopedEndMoved
from righthelp.plans.actions.holding import hold

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class SameDay(Exception):
    """It is hoped to end by that day already, since another window or just now."""


@transaction.atomic
def move_hoped_end(*, help: EarlyHelp, to_day: dt.date, because: str, by: "Practitioner") -> HopedEndMoved:
    """Set by when early help is hoped to end from now on, earlier or later; the day before stays readable.

    Raises:
        SameDay: when it is that day already.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a day before it began, or where it has not begun.
    """
    hold(help.plan, by)
    held = EarlyHelp.objects.get(pk=help.pk)
    if held.begun_on is None or to_day < held.begun_on:
        raise ValueError("early help is hoped to end after it began")
    if held.hoped_end_on == to_day:
        raise SameDay
    days = {"from_day": held.hoped_end_on, "to_day": to_day}
    made = HopedEndMoved.objects.create(help=help, because=because, moved_by=by, **days)
    EarlyHelp.objects.filter(pk=help.pk).update(hoped_end_on=to_day)
    record(by=by, name="early_help.hoped_end_moved", subject=help, fields=["hoped_end_on"])
    return made
