"""Counting days and opening hours, without a database.

Days are days in Europe/London. Moments come in aware and go out in UTC. `closed` is the set of days on
which the partnership is closed besides weekends and bank holidays (`queries.closed_days()`).
"""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

from righthelp.calendar.timescales import Counting, MaximumBy, Timescale

LONDON = ZoneInfo("Europe/London")
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
YEAR_AHEAD = 366

Days = Set[dt.date]
NO_DAYS: Days = frozenset()


def day_of(moment: dt.date | dt.datetime) -> dt.date:
    """Give the London day of a moment; a plain date is a London day already.

    Raises:
        ValueError: for a datetime without a time zone.
    """
    if not isinstance(moment, dt.datetime):
        return moment
    return _aware(moment).astimezone(LONDON).date()


@cache
def bank_holidays(year: int) -> Days:
    """Give the bank holidays of England in a year, with Christmas Day, Good Friday and substitute days."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date, closed: Days = NO_DAYS) -> bool:
    """Say whether a day is neither Saturday, Sunday, bank holiday of England nor closed locally."""
    return day.weekday() < SATURDAY and not _shut(day, closed)


def next_working_day(day: dt.date, closed: Days = NO_DAYS) -> dt.date:
    """Give the first working day after `day`."""
    return add_working_days(day, 1, closed)


def add_working_days(start: dt.date, n: int, closed: Days = NO_DAYS) -> dt.date:
    """Give working day `n`, where `start` is day 0 and day 1 is the next working day.

    Source: timescales.md, section 10. With `n` 0 the answer is `start`, working day or not.

    Raises:
        ValueError: when `n` is negative.
    """
    day = start
    for _ in range(_not_negative(n)):
        day += ONE_DAY
        while not is_working_day(day, closed):
            day += ONE_DAY
    return day


def working_days_elapsed(trigger: dt.date | dt.datetime, today: dt.date | dt.datetime, closed: Days = NO_DAYS) -> int:
    """Count the working days after the day of the trigger, up to and including today.

    Raises:
        ValueError: when today is before the trigger, or a datetime has no time zone.
    """
    first, last = day_of(trigger), day_of(today)
    days = _not_negative((last - first).days)
    return sum(is_working_day(first + ONE_DAY * n, closed) for n in range(1, days + 1))


def add_months(start: dt.date, n: int) -> dt.date:
    """Give the same day of the month `n` calendar months later, or the month's last day where it has none.

    Raises:
        ValueError: when `n` is negative.
    """
    months = start.year * 12 + start.month - 1 + _not_negative(n)
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def add_hours(start: dt.datetime, n: int) -> dt.datetime:
    """Give the moment `n` real hours later, in UTC, whatever the clocks do in between.

    Raises:
        ValueError: when `n` is negative, or `start` has no time zone.
    """
    return _aware(start).astimezone(dt.UTC) + dt.timedelta(hours=_not_negative(n))


def due(limit: Timescale, trigger: dt.date | dt.datetime, closed: Days = NO_DAYS) -> dt.date | dt.datetime:
    """Give the last day still in time, or the last moment where the timescale counts hours.

    Local closed days move only local limits: a day off must not lengthen a limit set by statute or guidance.

    Raises:
        ValueError: for a datetime without a time zone, or a plain date where hours are counted.
    """
    if limit.counting is Counting.HOURS:
        if not isinstance(trigger, dt.datetime):
            raise ValueError(f"timescale {limit.key!r} counts hours: give the moment, not the day {trigger}")
        return add_hours(trigger, limit.amount)
    closed_for_it = closed if limit.maximum_by is MaximumBy.LOCAL else NO_DAYS
    return LAST_DAYS[limit.counting](day_of(trigger), limit.amount, closed_for_it)


def day_number(limit: Timescale, trigger: dt.date, on: dt.date) -> int:
    """Say which day of a limit counted in calendar days a day is; the day on which it is full has its amount.

    >>> from righthelp.calendar.timescales import timescale
    >>> day_number(timescale("private_fostering"), dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    28
    """
    return limit.amount - (day_of(due(limit, trigger)) - on).days


LAST_DAYS: Mapping[Counting, Callable[[dt.date, int, Days], dt.date]] = MappingProxyType(
    {
        Counting.WORKING_DAYS: add_working_days,
        Counting.CALENDAR_DAYS: lambda day, n, closed: day + ONE_DAY * n,
        Counting.DAYS_BEGINNING_WITH: lambda day, n, closed: day + ONE_DAY * (n - 1),
        Counting.WEEKS_BEGINNING_WITH: lambda day, n, closed: day + ONE_DAY * (n * 7 - 1),
        Counting.MONTHS: lambda day, n, closed: add_months(day, n),
    }
)


def last_moment(due_on: dt.date | dt.datetime) -> dt.datetime:
    """Give the last microsecond still in time, in UTC: the end of a London day, or the moment itself.

    Raises:
        ValueError: for a datetime without a time zone.
    """
    if isinstance(due_on, dt.datetime):
        return _aware(due_on).astimezone(dt.UTC)
    return dt.datetime.combine(due_on, dt.time.max, LONDON).astimezone(dt.UTC)


Hours = tuple[dt.time, dt.time]


@dataclass(frozen=True)
class Opening:
    """When a service is open: weekday (Monday 0 to Sunday 6) to opening and closing time in London.

    Open from the opening time, shut at the closing time. Shut on bank holidays of England and local closed days.

    Raises:
        ValueError: for a weekday that does not exist, or a closing time not after the opening time.
    """

    # a dict cannot be hashed; two openings with the same hours are still equal
    hours: Mapping[int, Hours] = field(hash=False)

    def __post_init__(self) -> None:
        for weekday, (opens, closes) in self.hours.items():
            if weekday not in range(7):
                raise ValueError(f"no weekday {weekday}: Monday is 0, Sunday is 6")
            if opens.tzinfo or closes.tzinfo or opens >= closes:
                raise ValueError(f"from {opens} to {closes}: give London times, closing after opening")
        object.__setattr__(self, "hours", MappingProxyType(dict(self.hours)))


def is_open(opening: Opening, at: dt.datetime, closed: Days = NO_DAYS) -> bool:
    """Say whether a service is open at a moment.

    Raises:
        ValueError: for a datetime without a time zone.
    """
    local = _aware(at).astimezone(LONDON)
    hours = _hours_on(opening, local.date(), closed)
    return hours is not None and hours[0] <= local.time() < hours[1]


def next_opening(opening: Opening, at: dt.datetime, closed: Days = NO_DAYS) -> dt.datetime | None:
    """Give the first moment after `at` at which the doors open, in UTC; None if they do not within a year.

    Raises:
        ValueError: for a datetime without a time zone.
    """
    moment, today = _aware(at), day_of(at)
    for day in (today + ONE_DAY * n for n in range(YEAR_AHEAD + 1)):
        hours = _hours_on(opening, day, closed)
        if hours is not None:
            opens = dt.datetime.combine(day, hours[0], LONDON).astimezone(dt.UTC)
            if opens > moment:
                return opens
    return None


def _hours_on(opening: Opening, day: dt.date, closed: Days) -> Hours | None:
    return None if _shut(day, closed) else opening.hours.get(day.weekday())


def _shut(day: dt.date, closed: Days) -> bool:
    return day in closed or day in bank_holidays(day.year)


def _aware(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone")
    return moment


def _not_negative(number: int) -> int:
    if number < 0:
        raise ValueError(f"counting runs forward from the trigger: {number} is negative")
    return number
