"""What pages and papers say of a disagreement."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import count, day, in_words
from righthelp.people.presenters import name_of
from righthelp.work.disagreements.ladder import DEFAULT_MARK
from righthelp.work.disagreements.models import LadderFrom, Said
from righthelp.work.disagreements.policies import sees_step

if TYPE_CHECKING:
    from righthelp.people.models import Person
    from righthelp.work.disagreements.access import Read
    from righthelp.work.disagreements.models import Disagreement, DisagreementStep

__all__ = [
    "DAYS_ARE_LOCAL",
    "DECISION_ALONE",
    "NOT_FOR_FAMILY",
    "OTHERS_GO_ON",
    "PLAN_GOES_ON",
    "TEXT_ALONE",
    "cannot_open_decision_words",
    "cannot_open_words",
    "children_in_words",
    "due_words",
    "is_late",
    "ladder_mark",
    "lines_of",
    "name_of",
    "names_of",
    "raiser_of",
    "restricted_words",
    "side_words",
    "sides_of",
    "speakers",
    "state_of",
    "step_title",
    "steps_shown",
    "turn_of",
    "with_whom",
]

PLAN_GOES_ON = "The child’s plan goes on meanwhile. A disagreement stops no help and no visit, and changes no date."
NOT_FOR_FAMILY = (
    "This is between professionals. It is part of no copy for the family. Ask your safeguarding lead before you show "
    "it to anybody."
)
TEXT_ALONE = (
    "You are part of this disagreement and may not open the child’s record. You read only what is written here."
)
NOT_LINKED = "a child whose record is not linked yet"
DECISION_ALONE = (
    "You are part of this disagreement and may not open the decision itself. You read only what is written here."
)
OTHERS_GO_ON = "The next steps are between other people. You read here how it ends."
OWN_STEPS = "Steps set by your partnership itself: its guidance prints others, or none"
DAYS_ARE_LOCAL = "The days are decided here, by Right Help or your partnership. They are not law."


@dataclass(frozen=True)
class Line:
    """One disagreement in a list."""

    it: "Disagreement"
    about: str
    state: str
    turn: str
    is_late: bool


def cannot_open_words(name: str, closed: int, children: int) -> str:
    """Say before it is sent what somebody who is named cannot open.

    >>> cannot_open_words("Jo Lee", 1, 1)
    'Jo Lee may not open the record of this child. They will read what you write here, and nothing of the record.'
    """
    whose = "this child" if children == 1 else f"{closed} of the {children} children"
    return f"{name} may not open the record of {whose}. They will read what you write here, and nothing of the record."


def cannot_open_decision_words(name: str) -> str:
    """Say before it is sent that somebody who is named cannot open the decision."""
    return f"{name} may not open this decision. They will read what you write here, and nothing of the request."


def restricted_words(name: str) -> str:
    """Say why somebody cannot be named with an address where a record is restricted."""
    return (
        f"Only named people may open this child’s record, and {name} is not one of them. Leave the address out: "
        "they can still be named, and you speak with them yourself"
    )


def children_in_words(read: "Read") -> str:
    """Name the children whom the reader may know, and count the others."""
    return _children([name_of(child) for child in read.children], read.unseen)


def names_of(children: "Iterable[Person]") -> str:
    """Name several children; where no record of theirs is linked, say so."""
    return in_words(name_of(child) for child in children) or NOT_LINKED


def _children(names: list[str], unseen: int) -> str:
    if not names and not unseen:
        return NOT_LINKED
    closed = count(unseen, "child whose record you may not open", "children whose records you may not open")
    return in_words([*names, *([closed] if unseen else [])])


def ladder_mark(origin: str) -> str:
    """Say where the steps come from, where it is not the guidance."""
    return {LadderFrom.DEFAULT.value: DEFAULT_MARK, LadderFrom.OWN.value: OWN_STEPS}.get(origin, "")


def raiser_of(it: "Disagreement") -> str:
    """Say who raised it; of somebody without an account, who wrote it down for them too."""
    if not it.told_by_name:
        return it.raised_by.name
    return f"{it.told_by_name}, {it.told_by_organisation}, written down by {it.raised_by.name}"


def sides_of(it: "Disagreement") -> str:
    """Name both sides: where whoever raised it works, and the other agency."""
    return f"{it.told_by_organisation or it.raised_for.name} with {it.agency_name}"


def with_whom(it: "Disagreement") -> str:
    """Say whose decision or work it is, and where."""
    return f"{it.complained_of_name}, {it.agency_name}"


def step_title(it: "Disagreement", step: "DisagreementStep") -> str:
    """Say which step it is of how many."""
    return f"Step {step.position} of {len(it.ladder)}: {it.title_of(step.position)}"


def speakers(step: "DisagreementStep") -> str:
    """Say who speaks with whom."""
    return f"{step.ours_name} with {step.theirs_name}" if step.is_named else "Nobody is named yet"


def is_late(it: "Disagreement", today: dt.date) -> bool:
    """Say whether the step on which it stands should have ended."""
    return it.is_open and it.now.due_on < today


def due_words(it: "Disagreement", today: dt.date) -> str:
    """Say by when the step ends."""
    by = it.now.due_on
    return f"LATE: this step was to end on {day(by)}" if by < today else f"This step ends by {day(by)}"


def turn_of(it: "Disagreement") -> str:
    """Say whose turn it is."""
    now = it.now
    if not now.is_named:
        return f"{it.raised_by.name}: say who speaks with whom"
    if not it.has_spoken(Said.Side.OURS):
        return f"{now.ours_name}: note what you said"
    if not it.has_spoken(Said.Side.THEIRS):
        return f"{now.theirs_name}: answer"
    return f"{it.raised_by.name}: say how this step ended"


def state_of(it: "Disagreement", today: dt.date) -> str:
    """Say how it stands: ended how and when, or by when the step ends."""
    if it.is_open:
        return due_words(it, today)
    return f"{it.get_outcome_display()} on {day(it.ended_at)}"


def steps_shown(read: "Read") -> "list[DisagreementStep]":
    """List the steps that the reader reads: whoever the disagreement is with, the first alone."""
    return [step for step in read.it.all_steps if sees_step(read.reader, read.it, step)]


def lines_of(found: "Iterable[Read]", today: dt.date) -> list[Line]:
    """Give a line for each disagreement: what is late first, then by the day it is due, then what has ended."""
    return [_line(read, today) for read in sorted(found, key=lambda read: _order(read, today))]


def _line(read: "Read", today: dt.date) -> Line:
    it, hides = read.it, not sees_step(read.reader, read.it, read.it.now)
    state = "It goes on between other people" if hides and it.is_open else state_of(it, today)
    turn = "" if hides or not it.is_open else turn_of(it)
    return Line(it, children_in_words(read), state, turn, is_late(it, today) and not hides)


def _order(read: "Read", today: dt.date) -> tuple[int, int, int]:
    it = read.it
    if it.is_open:
        return (0 if is_late(it, today) else 1, it.now.due_on.toordinal(), it.pk)
    return (2, -int(it.ended_at.timestamp()) if it.ended_at else 0, it.pk)


def side_words(said: Said, step: "DisagreementStep") -> str:
    """Say whose words they are, who noted them and when they were said."""
    name = step.ours_name if said.side == Said.Side.OURS else step.theirs_name
    noted = "" if said.noted_by.name == name else f", noted by {said.noted_by.name}"
    return f"{name} on {day(said.spoke_on)}{noted}"
