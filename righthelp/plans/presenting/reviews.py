"""What the page of a plan shows of its reviews: when the next is due, how it goes, what is late."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.design_system.formatters import day
from righthelp.plans.models import Action, ChildReviewed, Review

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan


@dataclass(frozen=True)
class Reviews:
    """How a plan goes, as its last review says it, and what is late now; nothing is counted together into a score.

    `struck` are the reviews that are struck through: they are read by themselves, and say nothing of how it goes.
    """

    next_on: dt.date | None
    is_late: bool
    is_open: bool
    reviews: list[Review]
    struck: list[Review]
    lives: list[ChildReviewed]
    late_actions: int
    unanswered: int

    @property
    def last(self) -> Review | None:
        """Give the last review."""
        return self.reviews[0] if self.reviews else None

    @property
    def is_not_working(self) -> bool:
        """Say whether the last review said that the plan is not yet making the difference hoped for (BN-047)."""
        return self.last is not None and self.last.is_not_working

    @property
    def is_risk_rising(self) -> bool:
        """Say whether the last review said that risk is rising (BN-047)."""
        return self.last is not None and self.last.is_risk_rising


def reviews_of(seen: "SeenPlan") -> Reviews:
    """Give what the page of a plan shows of its reviews, the latest first; of the children who are shown."""
    plan, today = seen.plan, timezone.localdate()
    reviews, actions = seen.parts.reviews, (one for one in seen.parts.parts[Action] if seen.is_at_work(one.child_id))
    return Reviews(
        next_on=seen.review_due_on,
        is_late=is_over(seen.review_due_on, today),
        is_open=plan.is_open,
        reviews=reviews,
        struck=seen.parts.struck,
        lives=_shown(seen, seen.parts.lives),
        late_actions=sum(one.state_on(today) is Action.State.LATE for one in actions),
        unanswered=sum(not one.answer and seen.is_at_work(one.child) for one in seen.parts.services)
        if plan.is_open
        else 0,
    )


def lives_in(seen: "SeenPlan", review: Review) -> list[ChildReviewed]:
    """Give how life was at a review for each child who is shown."""
    return _shown(seen, review.children.order_by())


def said_how(one: ChildReviewed) -> str:
    """Say when a child said something, to what question, and whether word for word (design, section 4, rule 2)."""
    said = f"Said on {day(one.says_on)}" if one.says_on else "The day is not noted"
    asked = f"asked: “{one.says_asked}”" if one.says_asked else "nobody had asked"
    return f"{said}; {asked}; {'the child’s exact words' if one.says_exact else 'not word for word'}"


def _shown(seen: "SeenPlan", found: Iterable[ChildReviewed]) -> list[ChildReviewed]:
    here = {child.pk: child for child in seen.children}
    lives = [one for one in found if one.child_id in here]
    for one in lives:
        one.child = here[one.child_id]
    return sorted(lives, key=lambda one: one.child.position)


def is_over(due_on: dt.date | None, today: dt.date) -> bool:
    """Say whether a review should have been by now."""
    return due_on is not None and due_on < today
