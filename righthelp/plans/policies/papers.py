"""Of which children somebody may be given paper, and who may open a paper that was released for somebody else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import Copy, PlanChild
    from righthelp.plans.policies.given import MayHave

ALL = "all"  # what a section is about that is about all the children


def readable(seen: "SeenPlan", may: "MayHave") -> "list[PlanChild]":
    """Give the children in the plan now whose parts somebody may be given, of those whose records the writer opens."""
    return [child for child in seen.children if child.pk in may.reads and child.left_on is None]


def shows_all(seen: "SeenPlan", copy: "Copy") -> bool:
    """Say whether a reader may see each child that a copy says something of, and learn whose it is."""
    about = {section["child"] for section in copy.sections}
    shown = {str(child.public_id) for child in seen.children}
    return not seen.members[copy.member_id].is_hidden and about <= {*shown, ALL, ""}
