"""What a plan holds, by keys, for the check before it is agreed."""

from righthelp.plans.presenting.content import PlanContent
from righthelp.plans.rules import Outline


def outline_of(content: PlanContent) -> Outline:
    """Give what `rules.missing_in` looks at, of the parts of all the children and of those at work."""
    content = content.at_work
    children = {part.child.pk if part.child else None for part in content.parts}
    open_goals = [one for one in content.goals if not one.goal.reached_on]
    return Outline(
        needs={one.pk: (one.worry_id, bool(one.no_action_because)) for one in content.needs},
        worries=[one.worry.pk for one in content.worries],
        goals={one.goal.pk: one.goal.worry_id for one in open_goals},
        reached={one.goal.pk: one.goal.worry_id for one in content.goals if one.goal.reached_on},
        actions={one.pk: one.goal_id for one in content.actions},
        left=[one.pk for one in content.actions if not one.done_on and not one.holder.is_here],
        services={one.key: one.need for one in content.services if one.child in children},
    )
