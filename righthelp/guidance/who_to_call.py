"""Who to ring now: from opening hours, bank holidays and the time. Pure functions."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.rules import is_open, is_working_day, next_opening
from righthelp.design_system.formatters import LONDON, clock, day
from righthelp.guidance.models import ContactPoint

When = ContactPoint.When
# Where a document does not print its office hours we order the numbers by these, and say that we do not know.
LIKELY_OPEN, LIKELY_SHUT = dt.time(9, 0), dt.time(16, 30)
NATIONAL = frozenset({"999", "112", "101", "111"})


@dataclass(frozen=True)
class Call:
    """One number to ring, and what the clock says about it.

    The front door is where a worry about a child goes, now or at another hour; `is_first` says which to ring now.
    """

    contact: ContactPoint
    is_first: bool
    is_front_door: bool
    remark: str

    @property
    def is_national(self) -> bool:
        """Say whether it has the same number everywhere: then nobody here needs to check it."""
        return _is_national(self.contact)


def who_to_call(contacts: Sequence[ContactPoint], at: dt.datetime, closed: Collection[dt.date] = ()) -> list[Call]:
    """Order the numbers for this moment: emergency, then the front door that answers now, then the rest.

    The front door is the first number for office hours and the first for outside them. Where office hours are not
    printed nobody can know which of the two answers, so both are named, the likelier one first. While the partnership
    is shut, only the number that answers then: nobody in danger should try an office before.
    """
    office = _front_door(contacts, When.OFFICE)
    late = _front_door(contacts, When.OUT_OF_HOURS) or (None if office else _front_door(contacts, When.ALWAYS))
    answers_now = [office, late] if office and _answers(office, at, closed) else [late, office]
    first = _to_ring_first(office, late, answers_now, is_shut=not is_open(partnership_hours(), at, frozenset(closed)))
    emergency = [contact for contact in contacts if contact.when == When.EMERGENCY]
    front_door = [*emergency, *(contact for contact in answers_now if contact)]
    ranked = [*front_door, *(contact for contact in contacts if contact not in front_door)]
    return [
        Call(
            contact=contact,
            is_first=contact in emergency or contact in first,
            is_front_door=contact in front_door,
            remark=_remark(contact, contact in front_door, at, closed),
        )
        for contact in ranked
    ]


def _to_ring_first(
    office: ContactPoint | None, late: ContactPoint | None, answers_now: list[ContactPoint | None], *, is_shut: bool
) -> list[ContactPoint | None]:
    if office is None or late is None:
        return [office or late]
    if office.hours:
        return answers_now[:1]
    return [late] if is_shut and not _is_national(late) else answers_now


def _is_national(contact: ContactPoint) -> bool:
    return bool(contact.phone_list) and NATIONAL.issuperset(contact.phone_list)


def _front_door(contacts: Sequence[ContactPoint], when: When) -> ContactPoint | None:
    return next((contact for contact in contacts if contact.when == when and contact.phones), None)


def _answers(contact: ContactPoint, at: dt.datetime, closed: Collection[dt.date]) -> bool:
    if contact.hours:
        return is_open(contact.hours, at, frozenset(closed))
    local = at.astimezone(LONDON)
    return is_working_day(local.date(), frozenset(closed)) and LIKELY_OPEN <= local.time() < LIKELY_SHUT


def _remark(contact: ContactPoint, is_front_door: bool, at: dt.datetime, closed: Collection[dt.date]) -> str:
    if contact.when != When.OFFICE:
        return ""
    if not contact.hours:
        unknown = "" if contact.hours_text else "The guidance does not print the hours. "
        return f"{unknown}If nobody answers, ring the number for outside office hours." if is_front_door else ""
    if is_open(contact.hours, at, frozenset(closed)):
        return "Open now."
    opens = next_opening(contact.hours, at, frozenset(closed))
    return f"Closed now. Opens on {opens.astimezone(LONDON):%A} {day(opens)} at {clock(opens)}." if opens else "Closed."
