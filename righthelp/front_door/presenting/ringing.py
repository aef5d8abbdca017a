"""Whom to ring before writing, from the guidance that the partnership uses."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from righthelp.front_door.policies import names_officer
from righthelp.guidance.models import Edition, Passage
from righthelp.guidance.who_to_call import NATIONAL, Call, who_to_call

Kind = Passage.Kind


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
    """Order the numbers for this moment; none where no guidance is adopted."""
    return who_to_call(list(edition.framework.contacts.all()), now, closed) if edition else []


def for_the_officer(calls: Sequence[Call]) -> list[Call]:
    """Give whom to ring about somebody who works with children: the officer by name, else the front door’s numbers.

    None where the guidance prints neither.
    """
    local = [call for call in calls if call.contact.phone_list and not call.is_national]
    named = [call for call in local if names_officer(call.contact.name)]
    return named or [call for call in local if call.is_first]


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
