"""Pure functions of deciding a level. Nothing here chooses one."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from righthelp.calendar.rules import day_number, day_of, due
from righthelp.calendar.timescales import timescale

LONGEST_SENTENCE = 25
MISSING_WINDOW = dt.timedelta(days=90)  # SF-047
PRIVATE_FOSTERING = timescale("private_fostering")  # BN-025
NO_AGREEMENT = frozenset({"no", "not_asked"})
LOOK_AGAIN_WAITS = dt.timedelta(days=90)  # a day that passed longer ago was let go by whoever held it


def highest_worry(levels: Iterable[tuple[int, bool]]) -> int | None:
    """Give the highest level among the worries chosen; strengths do not count.

    `levels` holds (level, is it a strength) for each descriptor chosen.
    """
    return max((level for level, is_strength in levels if not is_strength), default=None)


def highest_with_crime(chosen: int | None, top: int | None) -> int | None:
    """Give the level to which the reason must answer: of the highest worry chosen, or the highest that there is.

    `top` is the highest level of the guidance where what is written may be a crime or a serious injury; else None.
    """
    return max((level for level in (chosen, top) if level is not None), default=None)


def needs_lower_reason(decided: int, highest: int | None) -> bool:
    """Say whether the reason must address why the level is below the highest worry."""
    return highest is not None and decided < highest


class Asks(StrEnum):
    """What asks for a reason when a lower level is decided. It chooses no level: a reason is enough."""

    WORRY = "highest_worry"
    CRIME = "possible_crime"


def what_asks(decided: int, *, chosen: int | None, highest: int | None) -> tuple[Asks, ...]:
    """Name what asks why no higher level was decided: a worry chosen from the guidance, words of a crime, or both.

    >>> [str(one) for one in what_asks(1, chosen=2, highest=4)], what_asks(2, chosen=2, highest=2)
    (['highest_worry', 'possible_crime'], ())
    """
    worry = (Asks.WORRY,) if needs_lower_reason(decided, chosen) else ()
    crime = (Asks.CRIME,) if highest != chosen and needs_lower_reason(decided, highest) else ()
    return worry + crime


def must_weigh_harm(agrees: str) -> bool:
    """Say whether no agreement can be had, so that people decide whether harm may follow without help (SF-030)."""
    return agrees in NO_AGREEMENT


def times_missing(went_on: Iterable[dt.date], up_to: dt.date) -> int:
    """Count the times a child went missing in the 90 days that end with `up_to`; the count decides nothing.

    >>> times_missing([dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 3, 31)], dt.date(2026, 4, 1))
    2
    """
    return sum(up_to - MISSING_WINDOW < day <= up_to for day in went_on)


def private_fostering_on(since: dt.date) -> dt.date:
    """Give the last of the days in a row that make living with others private fostering (BN-025).

    >>> private_fostering_on(dt.date(2026, 2, 1))
    datetime.date(2026, 2, 28)
    """
    return day_of(due(PRIVATE_FOSTERING, since))


def day_of_living(since: dt.date, on: dt.date) -> int:
    """Count the days in a row that a child lives with others, up to and with `on`; the first day is day 1.

    >>> day_of_living(dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    28
    """
    return day_number(PRIVATE_FOSTERING, since, on)


def look_again_waits_since(today: dt.date) -> dt.date:
    """Give the day from which on a day to look again still waits for somebody, though it may have passed.

    >>> look_again_waits_since(dt.date(2026, 4, 1))
    datetime.date(2026, 1, 1)
    """
    return today - LOOK_AGAIN_WAITS


def is_within_a_year(day: dt.date, today: dt.date) -> bool:
    """Say whether a day comes no later than the same day next year.

    >>> today = dt.date(2026, 4, 1)
    >>> is_within_a_year(dt.date(2027, 4, 1), today), is_within_a_year(dt.date(2027, 4, 2), today)
    (True, False)
    """
    return (day.year - 1, day.month, day.day) <= (today.year, today.month, today.day)


def label_key(label: str) -> str:
    """Give what tells one child's label from another's: its letters, small or capital, and neither spaces nor marks
    that nobody sees.

    >>> label_key(" Older  Brother ") == label_key("older brother\\u200b")
    True
    """
    seen = "".join(ch for ch in label if unicodedata.category(ch) != "Cf")
    return " ".join(seen.split()).casefold()


def label_given_twice(labels: Iterable[str]) -> str | None:
    """Give the first label that names a second child, if one does."""
    seen: set[str] = set()
    for label in labels:
        if label_key(label) in seen:
            return label
        seen.add(label_key(label))
    return None


@dataclass(frozen=True)
class PlainWordsRemark:
    """Something in a text that a family may stumble over, with a suggestion."""

    words: str
    suggestion: str


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def plain_words_remarks(text: str, jargon: Sequence[tuple[str, str]]) -> list[PlainWordsRemark]:
    """Point at long sentences, jargon and unexplained acronyms; decides nothing and stops nobody (BN-088)."""
    return [*_long_sentences(text), *_jargon(text, jargon), *_acronyms(text, jargon)]


def _long_sentences(text: str) -> Iterable[PlainWordsRemark]:
    for sentence in sentences(text):
        length = len(sentence.split())
        if length > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:8])
            yield PlainWordsRemark(f"{start} …", f"This sentence has {length} words. Can you make two of it?")


def _jargon(text: str, jargon: Sequence[tuple[str, str]]) -> Iterable[PlainWordsRemark]:
    left, found = text, set()
    for word, _ in sorted(jargon, key=lambda entry: -len(entry[0])):
        # the longest first, so that “failed to engage” is not remarked on twice
        left, times = re.subn(
            rf"(?<!\w){re.escape(word)}(?!\w)", "…", left, flags=0 if word.isupper() else re.IGNORECASE
        )
        if times:
            found.add(word)
    yield from (PlainWordsRemark(word, suggestion) for word, suggestion in jargon if word in found)


def _acronyms(text: str, jargon: Sequence[tuple[str, str]]) -> Iterable[PlainWordsRemark]:
    known = {word for word, _ in jargon}
    for acronym in dict.fromkeys(re.findall(r"(?<!\w)[A-Z][A-Z0-9]{2,}(?!\w)", text)):
        if acronym not in known:
            yield PlainWordsRemark(acronym, "Write out what these letters stand for.")
