"""Days that run: each with its start, its end, its source and who holds it (design, section 4, rule 7)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from righthelp.calendar.timescales import timescale
from righthelp.child_page.access import Glance
from righthelp.considerations.rules import PRIVATE_FOSTERING, day_of_living, private_fostering_on
from righthelp.design_system.formatters import count, day, in_words
from righthelp.people.presenters import is_child
from righthelp.people.rows import Row
from righthelp.plans.kinds import PLAN_KINDS

LIVES_AWAY = "lives_away"  # the category of the chronology


@dataclass(frozen=True)
class Clock:
    """One clock; `says` tells in words how far it is, and `is_late` whether its end has passed."""

    title: str
    starts: str
    ends: str
    source: str
    holder: str
    says: str
    is_late: bool = False


def clocks_of(glance: Glance, today: dt.date) -> list[Clock]:
    """List the clocks of a child, what is late first."""
    running = (_look_again, _reviews, _fostering, _pregnancy, _sent)
    found = [clock for clocks in running for clock in clocks(glance, today)]
    return sorted(found, key=lambda clock: not clock.is_late)


def how_far(ends: dt.date, today: dt.date) -> str:
    """Say in words when something ends, or how long ago it should have.

    >>> how_far(dt.date(2026, 3, 8), dt.date(2026, 3, 6)), how_far(dt.date(2026, 3, 6), dt.date(2026, 3, 6))
    ('In two days', 'Today')
    >>> how_far(dt.date(2026, 3, 5), dt.date(2026, 3, 6))
    'Overdue: the day was one day ago'
    """
    if ends == today:
        return "Today"
    days = count(abs((ends - today).days), "day")
    return f"In {days}" if ends > today else f"Overdue: the day was {days} ago"


def _look_again(glance: Glance, today: dt.date) -> Iterator[Clock]:
    """Give the day to look again that the latest decision set; an earlier one was met by deciding anew."""
    for one in glance.thinking.levels[-1:]:
        if one.look_again_on:
            yield Clock(
                "Look again at the level of support",
                day(one.day),
                day(one.look_again_on),
                "Set when the level was decided",
                one.decided_by,
                how_far(one.look_again_on, today),
                one.look_again_on < today,
            )


def _fostering(glance: Glance, today: dt.date) -> Iterator[Clock]:
    """Count the days toward private fostering from the first day that anybody wrote down (BN-025)."""
    since = _away_since(glance, today)
    if since is None or not is_child(glance.child, today):
        return
    full, days = private_fostering_on(since), PRIVATE_FOSTERING.amount
    number = day_of_living(since, today)
    tell = "Children’s social care must be told" if full <= today else f"Tell them now: do not wait for day {days}"
    yield Clock(
        "Living with somebody who is not a parent or close relative",
        day(since),
        f"{day(full)} (day {days})",
        PRIVATE_FOSTERING.source,
        "Everybody who knows of it",
        f"Today is day {number}. {tell}.",
        full <= today,
    )


def _away_since(glance: Glance, today: dt.date) -> dt.date | None:
    noted = (one for one in glance.entries if one.role == LIVES_AWAY and one.first_on)
    running = [one.first_on for one in noted if one.first_on and (one.last_on is None or one.last_on >= today)]
    return max([*running, *filter(None, [glance.thinking.lives_away_since])], default=None)


def _pregnancy(glance: Glance, today: dt.date) -> Iterator[Clock]:
    child = glance.child
    if child.due_on and child.born_on is None and child.died_on is None:
        midwives = in_words(one.who for one in working_now(glance, today) if "midwi" in one.role.casefold())
        yield Clock(
            "The baby is due",
            "",
            day(child.due_on),
            child.source,
            midwives or "No midwife is written down",
            how_far(child.due_on, today) if child.due_on >= today else "The day has passed: note the birth",
            child.due_on < today,
        )


def _reviews(glance: Glance, today: dt.date) -> Iterator[Clock]:
    """Give the day by which each plan for the child is reviewed; whoever leads the work holds it."""
    for one in glance.reviews:
        if one.last_on:
            leads = (who for who in working_now(glance, today) if who.is_marked and who.other == one.other)
            yield Clock(
                f"Review of the {PLAN_KINDS[one.role].name.lower()}",
                day(one.first_on) if one.first_on else "",
                day(one.last_on),
                timescale(PLAN_KINDS[one.role].review).source,
                in_words(who.who for who in leads) or "Nobody leads this work yet",
                how_far(one.last_on, today),
                one.last_on < today,
            )


def _sent(glance: Glance, today: dt.date) -> Iterator[Clock]:
    """Say of each record sent on that nobody has said yet that it came."""
    for one in glance.sent:
        if one.at and not one.is_marked:
            yield Clock(
                f"Record sent to {one.who}",
                day(one.at),
                "When somebody there says that it came",
                "Sent from here",
                one.place,
                "Nobody has said yet that it came",
            )


def working_now(glance: Glance, today: dt.date) -> list[Row]:
    """List those who work with the child today."""
    begun = (one for one in glance.workers if one.first_on and one.first_on <= today)
    return [one for one in begun if one.last_on is None or one.last_on >= today]
