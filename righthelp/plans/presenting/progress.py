"""How it goes with each goal: its actions, the difference they made, where each voice stands on its scale."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from markupsafe import Markup

from righthelp.plans.models import Action, ActionMoved, Goal, PlanChild, ScaleMark, TakenBack
from righthelp.plans.pictures import Mark, Voice, scale_for_page
from righthelp.plans.presenters import member_line, struck_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.plans.access import SeenPlan

One = TypeVar("One")


@dataclass(frozen=True)
class ActionProgress:
    """An action, where it stands, how often its day was put off, and whether the reader may put it off.

    `taken_back`: that it was noted as done by mistake.
    """

    action: Action
    state: Action.State
    who: str
    moves: tuple[ActionMoved, ...]
    taken_back: tuple[TakenBack, ...]
    may_move: bool


@dataclass(frozen=True)
class GoalProgress:
    """A goal with its actions, how many marks stand on its scale, and that it was noted as reached by mistake."""

    goal: Goal
    child: PlanChild | None
    actions: list[ActionProgress]
    marks: int
    taken_back: tuple[TakenBack, ...]


def progress_of(seen: "SeenPlan") -> list[GoalProgress]:
    """Give every goal that stands, of all the children first, with how it goes."""
    members = seen.members
    standing = Count("marks", filter=Q(marks__struck_at__isnull=True))
    goals = Goal.objects.filter(plan=seen.plan, dropped_at__isnull=True).annotate(marked=standing)
    shown = [one for one in goals.prefetch_related(_taken_back()) if seen.shows(one.child_id)]
    actions = Action.objects.filter(goal__in=shown, dropped_at__isnull=True)
    moves = Prefetch("moves", ActionMoved.objects.select_related("moved_by"))
    found = list(actions.prefetch_related(moves, _taken_back()))
    for one in found:
        one.plan, one.holder = seen.plan, members[one.holder_id]
    by_goal, here, today = _by(found, "goal_id"), {one.pk: one for one in seen.children}, timezone.localdate()
    return [
        GoalProgress(
            goal,
            here.get(goal.child_id or 0),
            [_progress(one, seen, today) for one in by_goal[goal.pk]],
            vars(goal)["marked"],
            tuple(goal.taken_back.all()),
        )
        for goal in sorted(shown, key=lambda one: _place(here.get(one.child_id or 0)))
    ]


def _taken_back() -> "Prefetch[str]":
    return Prefetch("taken_back", TakenBack.objects.select_related("noted_by", "taken_back_by"))


def _place(child: PlanChild | None) -> int:
    return child.position + 1 if child else 0


@dataclass(frozen=True)
class ShownMark:
    """One mark as the table shows it; `struck` says who struck it through, and why."""

    public_id: UUID
    on: dt.date
    value: int
    words: str
    how: str
    struck: str


@dataclass(frozen=True)
class ShownVoice:
    """One person's marks as the table shows them; `number` stands in the drawing, too."""

    number: int
    who: str
    marks: list[ShownMark]


@dataclass(frozen=True)
class Scale:
    """The scale of a goal: a drawing, and a table that says the same, and what is struck through; that is not drawn."""

    voices: list[ShownVoice]
    drawing: Markup

    @property
    def is_drawn(self) -> bool:
        """Say whether a mark stands."""
        return any(not mark.struck for voice in self.voices for mark in voice.marks)


def scale_of(seen: "SeenPlan", goal: Goal) -> Scale:
    """Give where each voice stood on the scale of a goal over time; nothing is counted together."""
    return _scales(seen, [goal], ScaleMark.objects.all())[goal.pk]


def scales_of(seen: "SeenPlan", goals: Sequence[Goal]) -> dict[int, Scale]:
    """Give the scale of each goal, by its key, in one query; without the marks that are struck through."""
    return _scales(seen, goals, ScaleMark.objects.filter(struck_at__isnull=True))


def _scales(seen: "SeenPlan", goals: Sequence[Goal], asked: "QuerySet[ScaleMark]") -> dict[int, Scale]:
    """Put the scales together; the marks and words of whoever may not be named to this reader are left out."""
    found = asked.filter(goal__in=goals).select_related("noted_by", "struck_by")
    marks = list(found.order_by("said_on", "pk"))
    for one in marks:
        one.member = seen.members[one.member_id]
    by_goal = _by((one for one in marks if not one.member.is_hidden), "goal_id")
    return {one.pk: _scale(by_goal[one.pk]) for one in goals}


def _scale(marks: Iterable[ScaleMark]) -> Scale:
    by_voice = _by(marks, "member_id")
    voices = [_voice(number, found) for number, found in enumerate(by_voice.values(), start=1)]
    return Scale(voices, scale_for_page([_drawn(one) for one in voices]))


def _drawn(voice: ShownVoice) -> Voice:
    return Voice(voice.number, tuple(Mark(mark.on, mark.value) for mark in voice.marks if not mark.struck))


def _voice(number: int, marks: Sequence[ScaleMark]) -> ShownVoice:
    shown = [
        ShownMark(one.public_id, one.said_on, one.value, one.words, _noted(one), struck_words(one)) for one in marks
    ]
    return ShownVoice(number, member_line(marks[0].member), shown)


def _noted(mark: ScaleMark) -> str:
    return f"Noted by {mark.noted_by.name}" if mark.noted_by else "Marked on their own page"


def _progress(action: Action, seen: "SeenPlan", today: dt.date) -> ActionProgress:
    is_own = action.holder.practitioner_id == seen.reader.pk
    moving = seen.may_change or (is_own and seen.may_contribute)
    return ActionProgress(
        action,
        action.state_on(today),
        member_line(action.holder),
        tuple(action.moves.all()),
        tuple(action.taken_back.all()),
        moving,
    )


def _by(rows: Iterable[One], name: str) -> defaultdict[int, list[One]]:
    found: defaultdict[int, list[One]] = defaultdict(list)
    for one in rows:
        found[getattr(one, name)].append(one)
    return found
