"""What the pages of the front door say of a contact: its clock, who has it, what was done with it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.calendar.rules import LONDON
from righthelp.design_system.formatters import clock, count, day, in_words, sentence_case
from righthelp.front_door.models import Added, Contact, Handling, NamedChild, Shift
from righthelp.front_door.names import sealed_name, words_in
from righthelp.front_door.rules import Span, is_on_call
from righthelp.people.sections import front_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

__all__ = [
    "added_in_words",
    "clock_of",
    "contacts_in_words",
    "decided_in_words",
    "done_with_it",
    "front_of",
    "gap_in_words",
    "measured_in_words",
    "names_in",
    "on_now_in_words",
    "rung_in_words",
    "shut_in_words",
    "week_in_words",
    "who_has_it",
]

ONE = {"minute": "a minute", "hour": "an hour", "day": "a day"}
HOUR, DAY = 60, 24 * 60
A_MOMENT = dt.timedelta(microseconds=1)
MOST_GAPS = 4


@dataclass(frozen=True)
class Clock:
    """How long is left to decide, in words, and whether it ran out."""

    words: str
    is_late: bool


def clock_of(contact: Contact, now: dt.datetime) -> Clock:
    """Say how much is left of the working day after a contact came, or how late it is."""
    if contact.due_at is None:
        return Clock("", False)
    left = contact.due_at + A_MOMENT - now
    if left <= dt.timedelta():
        return Clock(f"Late by {long(-left)}", True)
    return Clock(sentence_case(f"{long(left, days_from=2)} left"), False)


def long(time: dt.timedelta, *, days_from: int = 1) -> str:
    """Say roughly how long a time is, in days from so many days on; never longer than it is.

    >>> long(dt.timedelta(hours=3, minutes=50)), long(dt.timedelta(days=1, hours=2)), long(dt.timedelta(seconds=5))
    ('3 hours', 'a day', 'less than a minute')
    >>> long(dt.timedelta(days=1, hours=3), days_from=2)
    '27 hours'
    """
    minutes = int(time.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    unit, size = ("day", DAY) if minutes >= days_from * DAY else ("hour", HOUR) if minutes >= HOUR else ("minute", 1)
    number = minutes // size
    return ONE[unit] if number == 1 else f"{number} {unit}s"


def names_in(contact: Contact) -> str:
    """Name the children as they were written, and say of a baby not born yet when it is due."""
    return in_words(map(_named, contact.children.all())) or "Nobody is named"


def _named(child: NamedChild) -> str:
    return f"{child.name} ({child.not_born})" if child.not_born else child.name


def contacts_in_words(number: int) -> str:
    """Say how many contacts."""
    return count(number, "contact")


def who_has_it(contact: Contact, reader: "Practitioner", now: dt.datetime) -> str:
    """Say who works on a contact, and whether they are on the telephone."""
    if contact.holder is None:
        return "Nobody has taken it yet"
    who = "You have it" if contact.holder_id == reader.pk else f"{contact.holder.name} has it"
    if contact.on_call_since and is_on_call(contact.on_call_since, now):
        return f"{who}, on a call since {clock(contact.on_call_since)}"
    return who


def shut_in_words(names: Iterable[str]) -> str:
    """Say of a contact that is closed to the reader who may open it, and nothing else."""
    named = list(names)
    if not named:
        return "A restricted contact. Nobody at the front door may open it: tell your manager now"
    return f"A restricted contact: ask {in_words(named, 'or')}"


def decided_in_words(child: NamedChild) -> str:
    """Say what was decided for a child, as it stands."""
    return in_words(one.get_outcome_display() for one in child.decisions.all()) or "Not decided yet"


def on_now_in_words(shifts: Iterable[Shift]) -> list[tuple[str, str]]:
    """Give each part of those on now with who has it."""
    found: dict[str, list[str]] = {}
    for one in shifts:
        found.setdefault(one.get_part_display(), []).append(one.practitioner.name)
    return [(part, in_words(dict.fromkeys(names))) for part, names in found.items()]


def gap_in_words(gaps: Iterable[Span], who: str, now: dt.datetime) -> list[str]:
    """Say when somebody is missing: the first few times, and how many more there are."""
    found = list(gaps)
    said = [f"{who} is on {_from(since, now)} to {_moment(until)}" for since, until in found[:MOST_GAPS]]
    more = len(found) - MOST_GAPS
    return said + ([f"And at {count(more, 'other time', 'other times')} in the coming 7 days"] if more > 0 else [])


def _from(since: dt.datetime, now: dt.datetime) -> str:
    return "from now" if since <= now else f"from {_moment(since)}"


def _moment(at: dt.datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{clock(at)} on {local:%A} {local.day} {local:%B}"


@dataclass(frozen=True)
class Done:
    """One line of what was done with a contact: what, when, and the words that were written."""

    what: str
    at: dt.datetime
    words: str


def done_with_it(handlings: Iterable[Handling]) -> list[Done]:
    """Tell how a contact passed from one to another, and which records were taken out of it."""
    return [Done(_what(one), one.at, one.words) for one in handlings]


def _what(one: Handling) -> str:
    whose = one.taken_from.name if one.taken_from else ""
    to = one.passed_to.name if one.passed_to else ""
    return {
        Handling.Kind.HANDED_OVER: f"{one.by.name} handed it to {to}",
        Handling.Kind.GIVEN_BACK: f"{one.by.name} gave it back",
        Handling.Kind.TAKEN_OVER: f"{one.by.name} took it over from {whose}",
        Handling.Kind.REOPENED: f"{one.by.name} opened it again",
        Handling.Kind.UNLINKED: f"{one.by.name} took a wrong record out, of {one.named}",
    }[Handling.Kind(one.kind)]


def added_in_words(contact: Contact) -> list[Done]:
    """Tell what was added after it was sent; of whoever asked no name, as that is sealed."""
    return [Done(_added(one, contact), one.at, one.text) for one in contact.additions.all()]


def _added(one: Added, contact: Contact) -> str:
    who = "Whoever asked" if one.by_id == contact.author_id and contact.agency_id else one.by.name
    if one.kind in (Added.Kind.WORDS, Added.Kind.TOLD):
        return f"{who} added"
    reached = "and reached them" if one.kind == Added.Kind.CALL else "and did not reach them"
    return f"{who} rang {_whom(one, contact)} {reached}"


def _whom(one: Added, contact: Contact) -> str:
    """Name who was rung, but nobody whose name may be that of whoever asked: it is read with who asked."""
    is_sealed = bool(words_in(one.whom) & words_in(sealed_name(contact)))
    return "somebody whose name is read with who asked" if is_sealed else one.whom or "somebody"


def rung_in_words(contact: Contact) -> list[Done]:
    """Tell who was rung, by name, for the page of who asked, which is sealed."""
    rung = (one for one in contact.additions.all() if one.kind in (Added.Kind.CALL, Added.Kind.NO_ANSWER))
    return [Done(f"{one.by.name} rang {one.whom}", one.at, "") for one in rung if one.whom]


def measured_in_words(decided: int, in_time: int, half_within: dt.timedelta, sent_on: int) -> list[str]:
    """Say how decisions went lately (BP-116)."""
    said = [
        f"{count(decided, 'contact was', 'contacts were')} decided, {count(in_time, 'of them', 'of them')} in time",
        f"Half of them took {long(half_within)} or less, nights and weekends counted",
        f"{count(sent_on, 'child was', 'children were')} passed to another local authority",
    ]
    return [sentence_case(one) for one in said]


def week_in_words(monday: dt.date) -> str:
    """Name a week by its first and last day."""
    return f"{day(monday)} to {day(monday + dt.timedelta(days=6))}"
