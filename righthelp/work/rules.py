"""Pure functions about workers and places."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise

LOOKED_BACK = dt.timedelta(days=2 * 365)
PREGNANCY = dt.timedelta(weeks=43)  # the longest: a due date is 40 weeks, and some are born late


@dataclass(frozen=True)
class Spell:
    """Somebody's time with a child in a role."""

    who: Hashable
    role: str
    starts_on: dt.date
    ends_on: dt.date | None


def changes_of_worker(spells: Iterable[Spell], today: dt.date) -> list[tuple[str, int]]:
    """Count the people whom a child had in one role over the last two years, where there were several (BG-028).

    >>> day = dt.date(2026, 3, 6)
    >>> months = [Spell("A", "Class teacher", day, day), Spell("B", "class teacher", day, None)]
    >>> changes_of_worker(months, day)
    [('Class teacher', 2)]
    """
    written: dict[str, str] = {}
    had: defaultdict[str, set[Hashable]] = defaultdict(set)
    for one in spells:
        if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today - LOOKED_BACK):
            key = one.role.strip().casefold()
            written.setdefault(key, one.role)
            had[key].add(one.who)
    counted = ((written[key], len(people)) for key, people in had.items())
    return sorted((role, number) for role, number in counted if number > 1)


def led_so_far(leaders: Iterable[Spell]) -> tuple[int, int]:
    """Count the people who have led a piece of work so far, and how often that changed (BG-028).

    >>> day = dt.date(2026, 3, 6)
    >>> led_so_far([Spell("A", "mentor", day, day), Spell("B", "mentor", day, day), Spell("A", "mentor", day, None)])
    (2, 2)
    >>> led_so_far([])
    (0, 0)
    """
    in_order = [one.who for one in leaders]
    return len(set(in_order)), sum(one != other for one, other in pairwise(in_order))


def may_begin_on(day: dt.date, born_on: dt.date | None) -> bool:
    """Say whether work with a child can have begun on a day: a pregnancy before the birth at the earliest (BP-013).

    >>> born = dt.date(2020, 6, 1)
    >>> may_begin_on(dt.date(2020, 1, 6), born), may_begin_on(dt.date(2012, 1, 6), born)
    (True, False)
    >>> may_begin_on(dt.date(2012, 1, 6), None)
    True
    """
    return born_on is None or day >= born_on - PREGNANCY
