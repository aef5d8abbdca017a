"""Whom to ring before writing, from the guidance that the partnership uses."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from righthelp.calendar.opening_hours import partnership_hours
from righthelp.calendar.rules import is_open
from righthelp.guidance.models import ContactPoint, Edition, Passage
from righthelp.guidance.who_to_call import NATIONAL, Call, who_to_call

Kind = Passage.Kind
OFFICE = ContactPoint.When.OFFICE


@dataclass(frozen=True)
class Ring:
    """What the guidance says about ringing, for the children of one level."""

    level: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A page of the partnership’s own; some guides print no address."""

    title: str
    url: str
    about: str


def calls_now(edition: Edition | None, now: dt.datetime, closed: Collection[dt.date]) -> list[Call]:
    """Order the numbers for this moment; none where no guidance is adopted.

    Some guides print no office hours. While the front door is shut, such an office is not one of the first to ring
    where another number answers at all hours: nobody in danger should try it before.
    """
    calls = who_to_call(list(edition.framework.contacts.all()), now, closed) if edition else []
    if is_open(partnership_hours(), now, frozenset(closed)) or not any(_answers_at_night(call) for call in calls):
        return calls
    return [replace(call, is_first=call.is_first and call.contact.when != OFFICE) for call in calls]


def _answers_at_night(call: Call) -> bool:
    return call.is_first and not call.is_national and call.contact.when != OFFICE


def rings(edition: Edition) -> list[Ring]:
    """Give, level by level, what the guidance says to ring for: each step that names a number of the partnership.

    In Staffordshire a new referral at level 3 or 4 should ideally be made by telephone (SF-072).
    """
    numbers = {number for one in edition.framework.contacts.all() for number in one.phone_list} - NATIONAL
    steps = edition.passages.filter(kind=Kind.STEP, level__isnull=False).select_related("level")
    told: dict[str, list[str]] = {}
    for step in steps.order_by("level__number", "position"):
        if step.level and any(number in step.text for number in numbers):
            told.setdefault(f"Level {step.level.number}", []).append(step.text)
    return [Ring(level, tuple(says)) for level, says in told.items()]


def links_of(edition: Edition) -> list[Link]:
    """Give the partnership’s own pages: where its guide offers a form, and the pages that it names."""
    forms = [Link(one.name, one.url, one.about) for one in edition.framework.contacts.all() if one.url]
    pages = edition.passages.filter(kind=Kind.LINK).order_by("position")
    return [*forms, *(Link(one.title, one.url, one.text) for one in pages)]
