"""Whether life gets better for each child, from review to review, with the marks on the scales beside it (BN-047).

Each stretch of time ends with a review: what it said, where people saw the goals until then, who came and who left.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.plans.models import ChildReviewed, Goal, PlanChild, Review
from righthelp.plans.presenting.delays import Change, changes_of
from righthelp.plans.presenting.progress import Scale, ShownMark, scales_of

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan


@dataclass(frozen=True)
class GoalOnScale:
    """A goal with its scale; `number` stands for it in the table."""

    number: int
    goal: Goal
    scale: Scale


@dataclass(frozen=True)
class Marked:
    """The marks of one voice on the scale of one goal; `number` stands for the voice in the drawing."""

    goal: int
    number: int
    who: str
    marks: list[ShownMark]


@dataclass(frozen=True)
class Stretch:
    """The time that ends with a review; the last one has none, and goes on until now."""

    review: Review | None
    life: ChildReviewed | None
    marks: list[Marked]
    changes: list[str]

    @property
    def says_something(self) -> bool:
        """Say whether there is anything to show of it."""
        return bool(self.review or self.marks or self.changes)


@dataclass(frozen=True)
class LifeOverTime:
    """Life of one child over time; `child` is empty for what is of all of them."""

    child: PlanChild | None
    goals: list[GoalOnScale]
    stretches: list[Stretch]


def life_of(seen: "SeenPlan") -> list[LifeOverTime]:
    """Give how life went for all together first, then for each child who is shown."""
    on_scale, changes = _on_scale(seen), changes_of(seen)
    reviews = sorted(seen.parts.reviews, key=lambda one: (one.reviewed_on, one.pk))
    lives = {(one.child_id, one.review_id): one for one in ChildReviewed.objects.filter(review__plan=seen.plan)}
    parts = []
    for child in (None, *seen.children):
        goals = [one for one in on_scale if one.goal.child_id == (child.pk if child else None)]
        stretches = _stretches(reviews, child, lives, goals, [] if child else changes)
        parts.append(LifeOverTime(child, goals, [one for one in stretches if one.says_something]))
    return parts


def _on_scale(seen: "SeenPlan") -> list[GoalOnScale]:
    """Give the goals that stand and that somebody marked, of all and of the children who are shown."""
    goals = [one for one in seen.parts.parts[Goal] if seen.shows(one.child_id)]
    scales = scales_of(seen, goals)
    marked = [one for one in goals if scales[one.pk].voices]
    return [GoalOnScale(number, one, scales[one.pk]) for number, one in enumerate(marked, start=1)]


def _marked(goals: Iterable[GoalOnScale], since: dt.date, until: dt.date) -> Iterator[Marked]:
    """Give the marks that were made after a day, until another; those who made none are left out."""
    for one in goals:
        for voice in one.scale.voices:
            if marks := [mark for mark in voice.marks if since < mark.on <= until]:
                yield Marked(one.number, voice.number, voice.who, marks)


def _stretches(
    reviews: Sequence[Review],
    child: PlanChild | None,
    lives: dict[tuple[int, int], ChildReviewed],
    goals: Sequence[GoalOnScale],
    changes: Sequence[Change],
) -> Iterator[Stretch]:
    """Give the time up to each review, the first one first, and the time since the last."""
    since = dt.date.min
    for review in (*reviews, None):
        until = review.reviewed_on if review else dt.date.max
        yield Stretch(
            review,
            lives.get((child.pk, review.pk)) if child and review else None,
            list(_marked(goals, since, until)),
            [one.words for one in changes if since < one.on <= until],
        )
        since = until
