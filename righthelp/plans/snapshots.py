"""A plan as it stands, written down whole for the version that is agreed: each part by its public id.

Names of people are not written down: pages look them up, so that a protected or changed name shows as it does today.
"""

from typing import Any

from righthelp.design_system.versions import fingerprint
from righthelp.plans.models import Action, Goal, Item, Need, Plan, PlanChild, Strength, Worry
from righthelp.plans.presenting.content import GoalPart, PlanContent, WorryPart, whole_content

Written = dict[str, Any]
WORDS = ("family_wants", "network", "network_offer", "bottom_line")


def snapshot_of(plan: Plan) -> Written:
    """Write down all that stands in a plan: the words, the children, each part, and who takes part now."""
    return written_of(plan, whole_content(plan))


def as_it_stands(plan: Plan) -> str:
    """Tell a plan as it stands from any other, so that nobody agrees what they did not read; it holds no text."""
    return fingerprint(snapshot_of(plan))


def written_of(plan: Plan, content: PlanContent) -> Written:
    """Write down what one reader sees of a plan, to be held against a version."""
    here = [one for one in content.members.values() if one.is_here]
    return {
        "words": {name: getattr(plan, name) for name in WORDS},
        "children": [_child(part.child) for part in content.children if part.child],
        "members": [{"id": str(one.public_id), "kind": one.kind, "role": one.role} for one in here],
        **_parts(content),
    }


def _parts(content: PlanContent) -> Written:
    child_ids = {part.child.pk: str(part.child.public_id) for part in content.children if part.child}

    def written(part: Item, **said: Any) -> Written:
        return {"id": str(part.public_id), "child": child_ids.get(part.child_id or 0), **said}

    return {
        "strengths": [written(one, **_strength(one)) for part in content.parts for one in part.strengths],
        "needs": [written(one, **_need(one)) for one in content.needs],
        "worries": [written(one.worry, **_worry(one)) for one in content.worries],
        "goals": [written(goal.goal, **_goal(goal, worry.worry)) for worry in content.worries for goal in worry.goals],
        "actions": [written(one, **_action(one, goal.goal)) for goal in content.goals for one in goal.actions],
    }


def _child(child: PlanChild) -> Written:
    return {"id": str(child.public_id), "wants": child.wants}


def _strength(strength: Strength) -> Written:
    return {"text": strength.text, "of": _whose(strength), "said_by": strength.said_by}


def _whose(part: Strength | Need) -> str | None:
    return str(part.of_member.public_id) if part.of_member else None


def _need(need: Need) -> Written:
    return {
        "text": need.text,
        "of": _whose(need),
        "evidence": need.evidence,
        "no_action_because": need.no_action_because,
    }


def _worry(part: WorryPart) -> Written:
    return {"text": part.worry.text, "needs": [str(need.public_id) for need in part.needs]}


def _goal(part: GoalPart, worry: Worry) -> Written:
    goal: Goal = part.goal
    scale = {"scale_zero": goal.scale_zero, "scale_ten": goal.scale_ten}
    reached = goal.reached_on.isoformat() if goal.reached_on else None
    return {"worry": str(worry.public_id), "text": goal.text, **scale, "reached_on": reached}


def _action(action: Action, goal: Goal) -> Written:
    when = {"due_on": action.due_on.isoformat(), "done_on": action.done_on.isoformat() if action.done_on else None}
    about = {"what": action.what, "is_for": action.is_for, "holder": str(action.holder.public_id)}
    return {"goal": str(goal.public_id), **about, **when, "impact": action.impact}
