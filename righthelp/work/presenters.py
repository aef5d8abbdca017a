"""What pages say of who works with a child."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count, day, sentence_case
from righthelp.people.presenters import age_of, name_of
from righthelp.people.sections import front_of
from righthelp.work.models import Episode, Handover, Involvement
from righthelp.work.rules import changes_of_worker, led_so_far

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

__all__ = [
    "age_of",
    "changes_in_words",
    "from_to",
    "front_of",
    "how_it_ended",
    "joined_in_words",
    "leaders_in_words",
    "name_of",
    "note_of",
    "others_in_words",
    "part_in_words",
    "since",
    "theirs",
    "waited_in_words",
]


def since(involvement: Involvement) -> str:
    """Say one's own role and from when."""
    return f"{sentence_case(involvement.role)} since {day(involvement.starts_on)}"


def from_to(involvement: Involvement) -> str:
    """Say a role with its first and last day."""
    return f"{sentence_case(involvement.role)}, {day(involvement.starts_on)} to {day(involvement.ends_on)}"


def theirs(involvement: Involvement) -> str:
    """Say a colleague's name, role and from when."""
    return f"{involvement.who}: {involvement.role} since {day(involvement.starts_on)}"


def joined_in_words(involvement: Involvement, reader: "Practitioner") -> str:
    """Say who came to work with a child by allocation, and put there by whom where that was somebody else."""
    by = involvement.noted_by
    put = f", put there by {by.name}," if by and by.pk != involvement.practitioner_id else ""
    agency = f" of {involvement.team.agency.name}" if involvement.team else ""
    who = "You" if involvement.practitioner_id == reader.pk else f"{involvement.who}{agency}"
    return f"{who}{put} joined on {day(involvement.noted_at)} as {involvement.role}, because:"


def others_in_words(number: int) -> str:
    """Say how many others are involved."""
    if not number:
        return "Nobody else is noted as working with them"
    return sentence_case(f"{count(number, 'other person works', 'other people work')} with them")


def note_of(involvement: Involvement) -> Handover | None:
    """Give the latest note with which this work was handed over, if it was."""
    return next(iter(involvement.handed_from.all()), None)


def changes_in_words(involvements: Iterable[Involvement], today: dt.date) -> list[str]:
    """Say in which roles the child had several people over two years (BG-028)."""
    counted = changes_of_worker((one.spell for one in involvements), today)
    return [f"{sentence_case(role)}: {count(number, 'person', 'people')} in two years" for role, number in counted]


def leaders_in_words(episode: Episode) -> str:
    """Say how many people have led a piece of work so far, and how often that changed (BG-028)."""
    people, changes = led_so_far(episode.leaders)
    if not people:
        return "Nobody has led it so far"
    led = sentence_case(f"{count(people, 'person has', 'people have')} led it so far")
    return f"{led}: {count(changes, 'change of worker', 'changes of worker')}" if changes else led


def part_in_words(one: Involvement) -> str:
    """Say of which piece of work that goes on somebody's work is a part; empty when of none."""
    if one.episode is None or not one.episode.is_open:
        return ""
    leads = "Leads" if one.ends_on is None else "Led until the last day"
    return f"{leads if one.leads else 'Part of'}: {one.episode.what}"


def waited_in_words(working_days: int) -> str:
    """Say for how long nobody has led a piece of work."""
    return f"It has waited {count(working_days, 'working day') if working_days else 'less than one working day'}"


def how_it_ended(episode: Episode) -> str:
    """Say how a piece of work ended, and what led to it."""
    return f"{episode.get_outcome_display()}: {episode.ended_because}"
