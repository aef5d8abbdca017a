"""What was common to all the children when a level was decided for one of them, where it was changed after that.

What is common stays open while a child is undecided. The record of a child who is decided shows what the decision was
made with: the consideration holds that until the first change (`actions.versions.hold_to_edit`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Prefetch, prefetch_related_objects

from righthelp.considerations.models import Answer, CommonAsDecided, Consideration, ConsideredChild, Decision
from righthelp.considerations.record import Part, common_parts, standing
from righthelp.design_system.formatters import day

QUESTIONS = "Questions to consider"


@dataclass(frozen=True)
class AsDecided:
    """What one decision was made with, as far as it is common to all the children."""

    child: ConsideredChild
    decision: Decision
    parts: list[Part]

    @property
    def title(self) -> str:
        """Say when this stood there."""
        decision = self.decision
        return f"For all the children, when level {decision.level.number} was decided on {day(decision.decided_at)}"


def as_decided(it: Consideration) -> list[AsDecided]:
    """List, child by child, what decisions were made with where it reads otherwise after them."""
    return [one for child in it.children.all() for one in _changed_after(child, it)]


def common_when_decided(child: ConsideredChild) -> Consideration:
    """Give what was common as the decision that holds for a child was made with it, or as it is now without one."""
    it, decision = child.consideration, standing(child)
    kept = _kept(decision) if decision else None
    return _stood(it, kept) if kept else it


def _kept(decision: Decision) -> CommonAsDecided | None:
    """Give what was kept beside a decision; it came along with the decision (`queries.bring_children`)."""
    return getattr(decision, "common_as_decided", None)


def _changed_after(child: ConsideredChild, it: Consideration) -> Iterator[AsDecided]:
    decisions = list(child.decisions.all())
    stood = [_parts(it, _kept(decision)) for decision in decisions]
    for decision, (parts, after) in zip(decisions, pairwise([*stood, _parts(it)]), strict=True):
        if parts != after:
            yield AsDecided(child, decision, parts)


def _parts(it: Consideration, kept: CommonAsDecided | None = None) -> list[Part]:
    if kept is None:
        return common_parts(it)
    answered = [(str(question), str(text)) for question, text in kept.answers]
    return common_parts(_stood(it, kept)) + ([Part(QUESTIONS, answered)] if answered else [])


def _stood(it: Consideration, kept: CommonAsDecided) -> Consideration:
    """Make the consideration as it was; its answers stand beside it."""
    stood = Consideration(pk=it.pk, **kept.written)
    prefetch_related_objects([stood], Prefetch("answers", Answer.objects.none()))
    return stood
