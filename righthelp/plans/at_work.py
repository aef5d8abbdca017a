"""With which children of a plan there is work now: for the others nothing is planned, reviewed or asked (BP-026)."""

from collections.abc import Iterable

from righthelp.plans.models import Plan, PlanChild


def at_work(children: Iterable[PlanChild]) -> frozenset[int]:
    """Give the keys of the children of a plan who did not leave it, and with whom its work has begun.

    `children` are all of the plan. Before work began with any of them, everybody is at work who is here: the family is
    shown what is offered to them, and decides.
    """
    everybody = list(children)
    has_begun = any(one.episode_id for one in everybody)
    return frozenset(one.pk for one in everybody if one.left_on is None and (one.episode_id or not has_begun))


def waits_for_yes(plan: Plan, children: Iterable[PlanChild]) -> bool:
    """Say whether a plan of a kind that needs the family’s yes has not begun for anybody who is here (BP-026, SF-010).

    `children` are all of the plan. It can be written, so that the family sees what is offered to them. It is not
    agreed, and nothing is asked or reviewed by it.
    """
    here = [one for one in children if one.left_on is None]
    return plan.is_open and plan.about.needs_yes and bool(here) and not any(one.episode_id for one in here)
