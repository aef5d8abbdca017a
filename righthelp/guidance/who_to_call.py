"""Who to ring now: from opening hours, bank holidays and the time. Pure functions."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from righthelp.calendar.rules import is_open, is_working_day, next_opening
from righthelp.design_system.formatters import LONDON, clock, day
from righthelp.guidance.models import ContactPoint

When = ContactPoint.When
# Where a document does not print its office hours we order the numbers by these, and say that we do not know.
LIKELY_OPEN, LIKELY_SHUT = dt.time(9, 0), dt.time(16, 30)


@dataclass(frozen=True)
class Call:
    """One number to ring, and what the clock says about it."""

    contact: ContactPoint
    is_first: bool
    remark: str


def who_to_call(contacts: Sequence[ContactPoint], at: dt.datetime, closed: Collection[dt.date] = ()) -> list[Call]:
    """Order the numbers for this moment: emergency, then what answers now, then the rest.

    Where opening hours are not printed, both the office and the out-of-hours number are shown, with a remark.
    """
    office_now = any(_answers(contact, at, closed) for contact in contacts if contact.when == When.OFFICE)
    ranked = sorted(contacts, key=lambda contact: _rank(contact, office_now))
    return [Call(contact, _rank(contact, office_now) <= 1, _remark(contact, at, closed)) for contact in ranked]


def _rank(contact: ContactPoint, office_now: bool) -> int:
    if contact.when == When.EMERGENCY:
        return 0
    if contact.when == When.ALWAYS:
        return 3
    is_office = contact.when == When.OFFICE
    return 1 if is_office == office_now else 2


def _answers(contact: ContactPoint, at: dt.datetime, closed: Collection[dt.date]) -> bool:
    if contact.hours:
        return is_open(contact.hours, at, frozenset(closed))
    local = at.astimezone(LONDON)
    return is_working_day(local.date(), frozenset(closed)) and LIKELY_OPEN <= local.time() < LIKELY_SHUT


def _remark(contact: ContactPoint, at: dt.datetime, closed: Collection[dt.date]) -> str:
    if contact.when != When.OFFICE:
        return ""
    if not contact.hours:
        return "The guidance does not print the hours. If nobody answers, ring the number for outside office hours."
    if is_open(contact.hours, at, frozenset(closed)):
        return "Open now."
    opens = next_opening(contact.hours, at, frozenset(closed))
    return f"Closed now. Opens on {opens.astimezone(LONDON):%A} {day(opens)} at {clock(opens)}." if opens else "Closed."
