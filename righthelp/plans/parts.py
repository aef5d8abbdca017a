"""The parts of a plan by the word that stands for their kind in an address, and how one is found."""

from typing import Any
from uuid import UUID

from django.http import Http404

from righthelp.plans.access import SeenPlan
from righthelp.plans.models import Action, Goal, Need, Part, Strength, Worry

PART_MODELS: dict[str, Any] = {"strengths": Strength, "needs": Need, "worries": Worry, "goals": Goal, "actions": Action}
PART_NAMES = {
    "strengths": "What goes well",
    "needs": "Need",
    "worries": "Worry statement",
    "goals": "Wellbeing goal",
    "actions": "Action",
}


def kind_of(part: Part) -> str:
    """Give the word of a part's kind in an address."""
    return next(key for key, kind in PART_MODELS.items() if isinstance(part, kind))


def part_of(seen: SeenPlan, kind: str, part_id: UUID) -> Part:
    """Give a part of a plan that stands, of all or of a child whose record is open; else 404."""
    if kind not in PART_MODELS:
        raise Http404
    rows = PART_MODELS[kind].objects.filter(plan=seen.plan, public_id=part_id, dropped_at__isnull=True)
    part: Part | None = rows.select_related("child__person").first()
    if part is None or not seen.shows_part(part):
        raise Http404
    part.plan = seen.plan
    return part
