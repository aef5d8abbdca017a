"""Who may see and change a consideration."""

import datetime as dt
from typing import TYPE_CHECKING

from righthelp.agencies.policies import may
from righthelp.calendar.rules import LONDON, day_of
from righthelp.people.policies import draft_opens_to_lead_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration, TakeOver


def lead_sees_started_before(now: dt.datetime, closed: "Collection[dt.date]" = ()) -> dt.datetime:
    """Give the moment: the agency's leads see, at `now`, the drafts started before it."""
    day = day_of(now)
    while draft_opens_to_lead_at(_start_of(day), closed) >= now:
        day -= dt.timedelta(days=1)
    return _start_of(day + dt.timedelta(days=1))


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, LONDON)


def leads(person: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody is a lead or deputy of an agency today."""
    return may(person, "see the agency's drafts", agency)


def may_change(person: "Practitioner", consideration: "Consideration") -> bool:
    """Only who holds it, while that person may write considerations in its agency."""
    return consideration.holder_id == person.pk and may(person, "write considerations", consideration.agency)


def may_read(
    person: "Practitioner",
    consideration: "Consideration",
    *,
    is_draft: bool,
    now: dt.datetime,
    closed: "Collection[dt.date]" = (),
) -> bool:
    """Who holds it; and the agency's leads: a draft after one working day, what is decided or set aside at once."""
    if may_change(person, consideration):
        return True
    if not leads(person, consideration.agency):
        return False
    return not is_draft or now > draft_opens_to_lead_at(consideration.started_at, closed)


def may_know_level(reader: "Practitioner", consideration: "Consideration") -> bool:
    """Say whether somebody who sees what is known of a child may know what level this consideration decided.

    Whoever works in the agency that wrote it; that opens the level and its reason, not the consideration. Other
    agencies know of it what is shared with them.
    """
    return may(reader, "write considerations", consideration.agency)


def may_take_over(
    person: "Practitioner",
    consideration: "Consideration",
    *,
    is_draft: bool,
    now: dt.datetime,
    closed: "Collection[dt.date]" = (),
) -> bool:
    """A lead or deputy of the same agency, a draft somebody else holds, after one working day."""
    return (
        is_draft
        and consideration.holder_id != person.pk
        and may(person, "take over drafts", consideration.agency)
        and now > draft_opens_to_lead_at(consideration.started_at, closed)
    )


def may_bring_back(person: "Practitioner", consideration: "Consideration") -> bool:
    """Who holds what is set aside; and a lead or deputy of the same agency, who takes it over with that."""
    return consideration.is_set_aside and (
        may_change(person, consideration) or may(person, "take over drafts", consideration.agency)
    )


def may_give_back(person: "Practitioner", taken: "TakeOver", *, is_draft: bool) -> bool:
    """Who took a draft over and holds it, while the earlier holder may write considerations in its agency."""
    consideration = taken.consideration
    return is_draft and may_change(person, consideration) and may_change_again(taken)


def may_change_again(taken: "TakeOver") -> bool:
    """Say whether the person from whom a draft was taken may still write considerations in its agency."""
    return may(taken.taken_from, "write considerations", taken.consideration.agency)
