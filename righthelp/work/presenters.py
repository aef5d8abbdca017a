"""What pages say of who works with a child."""

import datetime as dt
from collections.abc import Iterable

from righthelp.design_system.formatters import count, day, sentence_case
from righthelp.people.presenters import age_of, name_of
from righthelp.work.models import Handover, Involvement
from righthelp.work.rules import Spell, changes_of_worker

__all__ = ["age_of", "changes_in_words", "from_to", "name_of", "note_of", "others_in_words", "since", "theirs"]


def since(involvement: Involvement) -> str:
    """Say one's own role and from when."""
    return f"{sentence_case(involvement.role)} since {day(involvement.starts_on)}"


def from_to(involvement: Involvement) -> str:
    """Say a role with its first and last day."""
    return f"{sentence_case(involvement.role)}, {day(involvement.starts_on)} to {day(involvement.ends_on)}"


def theirs(involvement: Involvement) -> str:
    """Say a colleague's name, role and from when."""
    return f"{involvement.who}: {involvement.role} since {day(involvement.starts_on)}"


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
    spells = (
        Spell(one.practitioner_id or one.name.casefold(), one.role, one.starts_on, one.ends_on) for one in involvements
    )
    counted = changes_of_worker(spells, today)
    return [f"{sentence_case(role)}: {count(number, 'person', 'people')} in two years" for role, number in counted]
