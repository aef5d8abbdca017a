"""Pure rules of the ladder: which step comes next, by when, and who may not speak on it."""

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from righthelp.agencies.rules import same_name
from righthelp.calendar.rules import NO_DAYS, add_working_days

FIRST = 1


class StepEnd(StrEnum):
    """How a step ended."""

    SETTLED = "settled"
    NOT_SETTLED = "not_settled"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"  # at the top only: whoever holds the last step decides


ENDS = frozenset({StepEnd.SETTLED, StepEnd.WITHDRAWN, StepEnd.DECIDED})


class NoSuchStep(ValueError):
    """The ladder has no such way: up by one step, or by more where a child might be at risk, and not past the top."""


@dataclass(frozen=True)
class Climb:
    """Where a disagreement stands: on which step, and how it ended once it has."""

    position: int = FIRST
    end: StepEnd | None = None


@dataclass(frozen=True)
class Who:
    """Somebody on the ladder or beside it, by account or by name alone."""

    key: int | None
    name: str

    def is_same(self, other: "Who") -> bool:
        """Say whether two are one person; where one has no account here, the same name is enough to say so.

        >>> Who(1, "Jo Lee").is_same(Who(2, "Jo Lee")), Who(1, "Jo Lee").is_same(Who(None, "jo  lee"))
        (False, True)
        """
        if self.key and other.key:
            return self.key == other.key
        return bool(self.name) and same_name(self.name, other.name)


def next_step(position: int, steps: int, *, to: int = 0, at_risk: bool) -> int:
    """Give the step that follows where nothing was settled: the next one, or a higher one where a child may be at risk.

    Raises:
        NoSuchStep: at the top, downwards, or past a step without that risk.

    >>> next_step(1, 6, at_risk=False), next_step(1, 6, to=4, at_risk=True)
    (2, 4)
    """
    chosen = to or position + 1
    if not position < chosen <= steps or (chosen > position + 1 and not at_risk):
        raise NoSuchStep(f"from step {position} of {steps} to step {chosen}")
    return chosen


def after(climb: Climb, outcome: StepEnd, *, steps: int, to: int = 0, at_risk: bool = False) -> Climb:
    """Give where a disagreement stands after a step ended in some way.

    Raises:
        NoSuchStep: when it has ended already, goes where it cannot, or is decided below the top.
    """
    if climb.end or (outcome is StepEnd.DECIDED and climb.position < steps):
        raise NoSuchStep(f"step {climb.position} of {steps} cannot end as {outcome}")
    if outcome in ENDS:
        return Climb(climb.position, outcome)
    return Climb(next_step(climb.position, steps, to=to, at_risk=at_risk))


def due_on(begun_on: dt.date, days: int, *, at_risk: bool, closed: Set[dt.date] = NO_DAYS) -> dt.date:
    """Give the last day in time of a step: today where a child might be at risk, else so many working days on.

    >>> friday = dt.date(2026, 3, 6)
    >>> due_on(friday, 1, at_risk=False).isoformat(), due_on(friday, 1, at_risk=True).isoformat()
    ('2026-03-09', '2026-03-06')
    """
    return add_working_days(begun_on, 0 if at_risk else days, closed)


NOBODY = Who(None, "")


def why_not_on_step(
    position: int, ours: Who, theirs: Who, *, raised_by: Who, complained_of: Who, told_by: Who = NOBODY
) -> str:
    """Say in words why these two cannot speak with each other on a step; nothing where they can.

    Whoever the disagreement is with speaks on the first step alone, for the other side: nobody decides on a complaint
    about themselves, and nobody on both sides. `told_by`: for whom `raised_by` wrote it down.
    """
    if ours.is_same(theirs):
        return f"{ours.name} cannot speak for both sides. Name two people"
    if ours.is_same(complained_of):
        return f"The disagreement is with {ours.name}, so they cannot speak for your side. Name somebody else"
    if theirs.is_same(raised_by) or theirs.is_same(told_by):
        return f"{theirs.name} raised this disagreement, so they cannot speak for the other side. Name somebody else"
    if position > FIRST and theirs.is_same(complained_of):
        return f"The disagreement is with {theirs.name}. From step 2 on somebody else must speak for the other side"
    return ""
