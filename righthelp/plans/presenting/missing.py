"""What a plan still needs before it is agreed, in words, each with the page on which it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from righthelp.plans.models import Part
from righthelp.plans.outlines import outline_of
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenters import child_name
from righthelp.plans.presenting.content import PlanContent
from righthelp.plans.rules import Lack, missing_in

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import Plan, PlanChild

HIDDEN = "Something about somebody whose record is not open to you. Ask whoever works with them to look at it"
WORDS = {
    Lack.NO_WORRY_YET: "No worry statement is written yet. Write one, with the wellbeing goal that belongs to it",
    Lack.NEED_UNANSWERED: "This need has no answer yet: {}",
    Lack.WORRY_WITHOUT_GOAL: "This worry has no wellbeing goal yet: {}",
    Lack.GOAL_WITHOUT_ACTION: "Nobody does anything for this goal yet: {}",
    Lack.HOLDER_LEFT: "Whoever was to do this no longer takes part: {}",
    Lack.SERVICE_WITHOUT_NEED: "A service was asked for a need that is no longer in the plan. Look at the services",
}
ALL_DONE = "Everything for this goal is done, and it is not reached: {}"
NOBODY_OF_THEIRS = "Nobody of the family or their own people takes part yet"
WANTS_UNSAID = "What {} wants is not written down yet"
# the page on which it is written, the field of the plan that holds it, and what is said while that is empty
GOOD_TO_SAY = (
    ("family", "family_wants", "What the family wants is not written down yet"),
    ("network", "network_offer", "Nobody wrote down whether the family was offered to meet with their own people"),
    ("bottom-line", "bottom_line", "The bottom line is not written down yet"),
)


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and where to answer it; no page where it is not open to the reader."""

    words: str
    href: str


def missing_of(seen: "SeenPlan", content: PlanContent) -> list[Missing]:
    """Give what must be there before a plan is agreed (BP-043, BP-142, BP-207, BP-208)."""
    return said_of(missing_in(outline_of(content)), seen, content)


def said_of(missing: list[tuple[Lack, int]], seen: "SeenPlan", content: PlanContent) -> list[Missing]:
    """Say what is missing; of somebody whose record is not open, only that there is something."""
    found = [_missing(lack, key, seen, content) for lack, key in missing]
    return list(dict.fromkeys(one or Missing(HIDDEN, "") for one in found))


def _missing(lack: Lack, key: int, seen: "SeenPlan", content: PlanContent) -> Missing | None:
    plan = seen.plan.public_id
    if lack == Lack.NO_WORRY_YET:
        return Missing(WORDS[lack], reverse("plan_worry_add", args=[plan]))
    if lack == Lack.SERVICE_WITHOUT_NEED:
        return Missing(WORDS[lack], reverse("plan_services", args=[plan]))
    address, parts = _where(lack, content)
    part = next((one for one in parts if one.pk == key), None)
    if part is None:
        return None
    kind = ["actions"] if lack == Lack.HOLDER_LEFT else []
    return Missing(WORDS[lack].format(part), reverse(address, args=[plan, *kind, part.public_id]))


def _where(lack: Lack, content: PlanContent) -> tuple[str, Sequence[Part]]:
    """Give the page on which something is answered, and the parts among which it is found."""
    places: dict[Lack, tuple[str, Sequence[Part]]] = {
        Lack.NEED_UNANSWERED: ("plan_need_answer", content.needs),
        Lack.WORRY_WITHOUT_GOAL: ("plan_goal_add", [one.worry for one in content.worries]),
        Lack.GOAL_WITHOUT_ACTION: ("plan_action_add", [one.goal for one in content.goals]),
        Lack.HOLDER_LEFT: ("plan_part_change", content.actions),
    }
    return places[lack]


def to_think_about(seen: "SeenPlan", content: PlanContent) -> list[Missing]:
    """Give what a good plan also says, but need not: it never stops anybody (BP-032, BP-044, BP-045, SF-070)."""
    plan = seen.plan
    words = [
        Missing(said, reverse("plan_words", args=[plan.public_id, page]))
        for page, field, said in GOOD_TO_SAY
        if not getattr(plan, field)
    ]
    wants = [_wants_unsaid(plan, child) for child in seen.at_work if not child.wants]
    is_alone = not any(one.is_here and one.kind in OUTSIDE for one in content.members.values())
    nobody = [Missing(NOBODY_OF_THEIRS, reverse("plan_members", args=[plan.public_id]))] if is_alone else []
    return [*words, *wants, *nobody, *_all_done(plan, content)]


def _wants_unsaid(plan: "Plan", child: "PlanChild") -> Missing:
    return Missing(
        WANTS_UNSAID.format(child_name(child)), reverse("plan_wants", args=[plan.public_id, child.public_id])
    )


def _all_done(plan: "Plan", content: PlanContent) -> list[Missing]:
    """Give the goals for which everything is done, and which are not reached: nobody does anything now (BP-208)."""
    return [
        Missing(ALL_DONE.format(one.goal), reverse("plan_action_add", args=[plan.public_id, one.goal.public_id]))
        for one in content.at_work.goals
        if one.is_all_done
    ]
