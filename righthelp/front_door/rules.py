"""What follows from the facts of a contact, without a database."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from righthelp.calendar.rules import (
    LONDON,
    NO_DAYS,
    ONE_DAY,
    Days,
    Opening,
    add_months,
    bank_holidays,
    day_of,
    due,
    is_working_day,
    last_moment,
    next_working_day,
)
from righthelp.calendar.timescales import timescale

CONTACT_DECIDED = timescale("contact_decided")
SOON = frozenset({"now", "today"})
# Right Help practice, all of these: no guidance sets them
IDLE_AFTER = dt.timedelta(minutes=60)  # of opening hours in which nobody did anything with what they hold
LAST_OF_THE_CLOCK = dt.timedelta(hours=2)  # of opening hours, so that somebody is there who can still decide
LONGEST_CALL = dt.timedelta(hours=4)  # after it a call that nobody ended holds nothing up any more
ANSWERS_FOR = dt.timedelta(days=28)  # the front door sees a record after the decision, to answer what is asked
DECIDED_LATELY = dt.timedelta(days=14)
ASKED_AGAIN_MONTHS = 12
SCHOOL_BEGINS = dt.time(8, 30)
SCHOOLS_REMIND = dt.timedelta(hours=2)  # before school begins, where a school is still to be told
LATEST_DUE, LONGEST_OVERDUE = dt.timedelta(weeks=42), dt.timedelta(weeks=6)  # a birth may not be known yet
Span = tuple[dt.datetime, dt.datetime]
CHECK_ANSWERED, REPLY_READ = timescale("check_answered"), timescale("reply_read")
FAMILY_TOLD = timescale("family_told_of_request")
CALL_LEFT, ALLEGATION_TOLD = timescale("call_left"), timescale("allegation_told")


def due_at(received_at: dt.datetime, closed: Collection[dt.date] = ()) -> dt.datetime:
    """Give the last moment in which the front door decides in time: the end of the next working day.

    Working Together: within one working day of a referral. Days on which only the partnership is closed lengthen
    nothing that guidance sets.
    """
    return last_moment(due(CONTACT_DECIDED, received_at, frozenset(closed)))


def decided_at(first_decisions: Sequence[dt.datetime | None]) -> dt.datetime | None:
    """Give when a contact was decided: with the first decision of the last of its children.

    `first_decisions` holds for each child the moment of its first decision (`first_since`), or None. Without a child
    there is none.

    >>> decided_at([]), decided_at([None])
    (None, None)
    """
    made = [moment for moment in first_decisions if moment is not None]
    return max(made) if made and len(made) == len(first_decisions) else None


def is_late(due_by: dt.datetime, decided: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether the clock ran out before the decision, or before now where there is none."""
    return (decided or now) > due_by


def first_since(reopened: dt.datetime | None, moments: Iterable[dt.datetime]) -> dt.datetime | None:
    """Give the earliest moment, if there is one; where it was opened again, the earliest since."""
    return min((one for one in moments if reopened is None or one >= reopened), default=None)


def waits_for_decision(decided: dt.datetime | None, reopened: dt.datetime | None) -> bool:
    """Say whether a child waits for a decision: there is none, or none since the child's contact was opened again.

    >>> before, after = dt.datetime(2027, 3, 1), dt.datetime(2027, 3, 2)
    >>> waits_for_decision(None, None), waits_for_decision(before, None), waits_for_decision(before, after)
    (True, False, True)
    """
    return decided is None or (reopened is not None and decided < reopened)


def check_due_at(asked_at: dt.datetime, *, is_urgent: bool, closed: Collection[dt.date] = ()) -> dt.datetime:
    """Give the last moment for an agency’s answer: the end of the next working day; where it is urgent, of this one.

    Outside working days an urgent question waits for the next one: whoever cannot wait rings.
    """
    shut = frozenset(closed)
    if is_urgent and is_working_day(day_of(asked_at), shut):
        return last_moment(day_of(asked_at))
    return last_moment(due(CHECK_ANSWERED, asked_at, shut))


def half_time(asked_at: dt.datetime, due_by: dt.datetime) -> dt.datetime:
    """Give the moment at which half of the time for an answer is gone."""
    return asked_at + (due_by - asked_at) / 2


def reply_due_at(decided: dt.datetime) -> dt.datetime:
    """Give the last moment for the answer to whoever asked: the end of the day of the decision (design, rule 8)."""
    return last_moment(day_of(decided))


def reply_asked_at(opening: Opening, decided: dt.datetime, closed: Days = NO_DAYS) -> dt.datetime:
    """Give when the answer is asked for: as the doors close on the day of the decision, or at its end where they have.

    >>> from righthelp.calendar.opening_hours import partnership_hours
    >>> monday = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    >>> [reply_asked_at(partnership_hours(), monday.replace(hour=hour)).hour for hour in (9, 19)]
    [17, 23]
    """
    ends = reply_due_at(decided)
    return next((until for _, until in opening_spans(opening, decided, ends, closed)), ends)


def family_asked_at(decided: dt.datetime, closed: Days = NO_DAYS) -> dt.datetime:
    """Give when it is asked whether the family was told of a decision: after the next working day.

    >>> family_asked_at(dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC)).date()
    datetime.date(2026, 3, 9)
    """
    return last_moment(next_working_day(day_of(decided), closed))


def chased_from(given_at: dt.datetime, closed: Collection[dt.date] = ()) -> dt.datetime:
    """Give the moment after which an answer that nobody read is chased: two working days after it was given."""
    return last_moment(due(REPLY_READ, given_at, frozenset(closed)))


def family_told_by(sent_at: dt.datetime, closed: Collection[dt.date] = ()) -> dt.date:
    """Give the day by which a family that said no, or was not asked, hears that help was asked for (SF-062)."""
    return day_of(due(FAMILY_TOLD, sent_at, frozenset(closed)))


def same_level(first: tuple[int, int] | None, second: tuple[int, int] | None) -> bool | None:
    """Say whether two saw the same level, each as framework and number; None where they cannot be compared.

    >>> same_level((1, 3), (1, 3)), same_level((1, 3), (1, 2)), same_level((1, 3), (2, 3)), same_level(None, (1, 3))
    (True, False, None, None)
    """
    if first is None or second is None or first[0] != second[0]:
        return None
    return first == second


def asked_again(earlier: Iterable[dt.date], received_on: dt.date) -> bool:
    """Say whether help had been asked for in the twelve months before; the same day of the next year still counts.

    >>> asked_again([dt.date(2025, 3, 4)], dt.date(2026, 3, 4)), asked_again([dt.date(2025, 3, 3)], dt.date(2026, 3, 4))
    (True, False)
    """
    return any(day <= received_on <= add_months(day, ASKED_AGAIN_MONTHS) for day in earlier)


def is_on_call(since: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether somebody is on the telephone: a call that nobody ended counts no longer than the longest there is."""
    return since is not None and now - since < LONGEST_CALL


def opening_spans(opening: Opening, start: dt.datetime, end: dt.datetime, closed: Days = NO_DAYS) -> Iterator[Span]:
    """Give from when to when the doors are open between two moments."""
    day = day_of(start)
    while day <= day_of(end):
        hours = opening.hours.get(day.weekday())
        if hours and day not in closed and day not in bank_holidays(day.year):
            opens, shuts = (dt.datetime.combine(day, at, LONDON) for at in hours)
            if max(opens, start) < min(shuts, end):
                yield max(opens, start), min(shuts, end)
        day += ONE_DAY


def open_time(opening: Opening, start: dt.datetime, end: dt.datetime, closed: Days = NO_DAYS) -> dt.timedelta:
    """Count the time between two moments in which the doors are open."""
    return sum((until - since for since, until in opening_spans(opening, start, end, closed)), dt.timedelta())


def runs_out_soon(opening: Opening, due_by: dt.datetime, now: dt.datetime, closed: Days = NO_DAYS) -> bool:
    """Say whether no more than the last hours in which somebody is there are left of a clock, or nothing."""
    return open_time(opening, now, due_by, closed) <= LAST_OF_THE_CLOCK


def uncovered(wanted: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """Give the parts of some times in which none of others holds, first to last.

    >>> one, two, three = (dt.datetime(2026, 3, 6, hour, tzinfo=dt.UTC) for hour in (8, 12, 17))
    >>> uncovered([(one, three)], [(one, two)]) == [(two, three)], uncovered([(one, three)], [(one, three)])
    (True, [])
    """
    held = sorted(covered)
    found = [gap for since, until in wanted for gap in _gaps(since, until, held)]
    return sorted(found)


def _gaps(since: dt.datetime, until: dt.datetime, held: Sequence[Span]) -> Iterator[Span]:
    at = since
    for begins, ends in held:
        if begins > at and at < until:
            yield at, min(begins, until)
        at = max(at, ends)
    if at < until:
        yield at, until


def may_be_due(due_on: dt.date, today: dt.date) -> bool:
    """Say whether a child who is not born yet, as far as anybody knows, can be due on a day (BP-013).

    >>> today = dt.date(2027, 3, 1)
    >>> [may_be_due(today + dt.timedelta(weeks=weeks), today) for weeks in (-7, -6, 0, 42, 43)]
    [False, True, True, True, False]
    """
    return today - LONGEST_OVERDUE <= due_on <= today + LATEST_DUE


def is_soon(how_soon: str) -> bool:
    """Say whether what somebody answered to “how soon does somebody need to act?” makes a contact urgent.

    >>> is_soon("now"), is_soon("today"), is_soon("days"), is_soon("")
    (True, True, False, False)
    """
    return how_soon in SOON


def call_opens_at(started_at: dt.datetime) -> dt.datetime:
    """Give the moment from which colleagues see a call that somebody began to write down and did not finish."""
    return last_moment(due(CALL_LEFT, started_at))


def allegation_due_at(raised_at: dt.datetime) -> dt.datetime:
    """Give the last moment in which the designated officer is told in time: the end of the next working day."""
    return last_moment(due(ALLEGATION_TOLD, raised_at))


def allegation_asked_again_at(due_by: dt.datetime) -> dt.datetime:
    """Give when its officers are reminded for the second time: the end of the working day after it was due."""
    return last_moment(next_working_day(day_of(due_by)))


def next_school_start(now: dt.datetime) -> dt.datetime:
    """Give the next moment at which a school day begins, in UTC: half past eight of a weekday that is no bank holiday.

    School holidays are not known here: in them, whoever covers at the school is told.

    >>> next_school_start(dt.datetime(2026, 3, 6, 7, tzinfo=dt.UTC)).isoformat()
    '2026-03-06T08:30:00+00:00'
    >>> next_school_start(dt.datetime(2026, 3, 6, 8, 30, tzinfo=dt.UTC)).isoformat()
    '2026-03-09T08:30:00+00:00'
    """
    day = day_of(now)
    while not is_working_day(day) or dt.datetime.combine(day, SCHOOL_BEGINS, LONDON) <= now:
        day += ONE_DAY
    return dt.datetime.combine(day, SCHOOL_BEGINS, LONDON).astimezone(dt.UTC)
