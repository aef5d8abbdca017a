"""How dates, times, lists and numbers look on a page. Every example here runs as a test."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

__all__ = ["clock", "count", "day", "day_and_time", "in_words", "lines", "phone_link", "sentence_case", "short_day"]

LONDON = ZoneInfo("Europe/London")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day(value: dt.date | None) -> str:
    """Write a date the GOV.UK way; times are turned into London days first.

    >>> day(dt.date(2026, 11, 2))
    '2 November 2026'
    >>> day(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))
    '2 July 2026'
    >>> day(None)
    ''
    """
    if value is None:
        return ""
    local = value.astimezone(LONDON) if isinstance(value, dt.datetime) else value
    return f"{local.day} {local:%B %Y}"


def short_day(value: dt.date | None) -> str:
    """Write a date where room is short.

    >>> short_day(dt.date(2026, 11, 2))
    '2 Nov 2026'
    """
    return "" if value is None else f"{value.day} {value:%b %Y}"


def clock(value: dt.time | dt.datetime) -> str:
    """Write a time of day in London, in words for noon and midnight.

    >>> clock(dt.time(8, 30)), clock(dt.time(17, 0)), clock(dt.time(12, 0)), clock(dt.time(0, 0))
    ('8:30am', '5pm', 'midday', 'midnight')
    """
    local = value.astimezone(LONDON).time() if isinstance(value, dt.datetime) else value
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{hour}:{local.minute:02}{half}" if local.minute else f"{hour}{half}"


def day_and_time(value: dt.datetime | None) -> str:
    """Write a moment as people in England read it.

    >>> day_and_time(dt.datetime(2026, 7, 1, 16, 5, tzinfo=dt.UTC))
    '1 July 2026 at 5:05pm'
    """
    return "" if value is None else f"{day(value)} at {clock(value)}"


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its word.

    >>> count(1, "child", "children"), count(3, "child", "children"), count(0, "day"), count(12, "day")
    ('one child', 'three children', 'no days', '12 days')
    """
    word = one if number == 1 else many or f"{one}s"
    return f"{NUMBERS[number] if 0 <= number < len(NUMBERS) else f'{number:,}'} {word}"


def in_words(items: Iterable[object], joiner: str = "and") -> str:
    """Join a list as a sentence does.

    >>> in_words(["school", "GP", "police"]), in_words(["school", "GP"], "or"), in_words([])
    ('school, GP and police', 'school or GP', '')
    """
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joiner} {words[-1]}" if words else ""


def lines(text: str) -> Markup:
    """Show what somebody typed with their line breaks and nothing else: scripts stay text.

    >>> print(lines("one<b>" + chr(10) + "two"))
    one&lt;b&gt;<br>two
    """
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def sentence_case(text: str) -> str:
    """Begin with a capital and leave the rest alone.

    >>> sentence_case("row 3, column id: The id BN-1 is empty")
    'Row 3, column id: The id BN-1 is empty'
    """
    return text[:1].upper() + text[1:]


def phone_link(number: str) -> Markup:
    """Make a telephone number that can be rung by touching it.

    >>> print(phone_link("01225 396312"))
    <a class="govuk-link rh-nowrap" href="tel:01225396312">01225 396312</a>
    """
    dial = "".join(ch for ch in number if ch.isdigit() or ch == "+")
    return Markup('<a class="govuk-link rh-nowrap" href="tel:{}">{}</a>').format(dial, number)
