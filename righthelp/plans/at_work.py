"""With which children of a plan there is work now: for the others nothing is planned, reviewed or asked (BP-026)."""

from collections.abc import Iterable

from righthelp.plans.models import PlanChild


def at_work(children: Iterable[PlanChild]) -> frozenset[int]:
    """Give the keys of the children of a plan who did not leave it, and with whom its work has begun.

    `children` are all of the plan. Before work began with any of them, everybody is at work who is here: the family is
    shown what is offered to them, and decides.
    """
    everybody = list(children)
    has_begun = any(one.episode_id for one in everybody)
    return frozenset(one.pk for one in everybody if one.left_on is None and (one.episode_id or not has_begun))
