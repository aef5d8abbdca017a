"""How it goes: actions done and the difference they made, days put off, goals reached, marks on a scale."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.plans.actions.holding import hold, hold_to_add, move_on
from righthelp.plans.models import Action, ActionMoved, Goal, Member, ScaleMark
from righthelp.plans.policies import may_move

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NotToDo(Exception):
    """The action was done or dropped meanwhile, or the goal was reached or dropped."""


@transaction.atomic
def note_done(*, action: Action, on: dt.date, how: str, by: "Practitioner", impact: str = "") -> None:
    """Note that an action was done, how, and the difference it made where that can be seen already (BN-097).

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does.
        NotToDo: when it was done or dropped meanwhile.
    """
    hold_to_add(action.plan, by)
    held = _to_do(action)
    held.done_on, held.done_how, held.done_noted_by = on, how, by
    held.save(update_fields=["done_on", "done_how", "done_noted_by"])
    move_on(held, None)
    record(by=by, name="plans.action_done", subject=action.plan, refs={"action": action.pk})
    if impact:
        _write_impact(held, impact, by)


@transaction.atomic
def note_impact(*, action: Action, impact: str, version: int | None, by: "Practitioner") -> None:
    """Note the measurable difference that an action has made (BN-097).

    Raises:
        ChangedMeanwhile: as `move_on` does.
        HasEnded, NotAllowed: as `hold_to_add` does.
        NotToDo: when it was dropped.
    """
    hold_to_add(action.plan, by)
    held = Action.objects.get(pk=action.pk)
    if not held.stands:
        raise NotToDo
    move_on(held, version)
    _write_impact(held, impact, by)


@transaction.atomic
def move_day(*, action: Action, to_day: dt.date, because: str, by: "Practitioner") -> None:
    """Put the day of an action off, with the reason, so that drift is seen.

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does, and when somebody neither leads nor holds the action.
        NotToDo: when it was dropped.
        ValueError: for the same day.
    """
    plan = hold_to_add(action.plan, by)
    held = Action.objects.select_related("holder").get(pk=action.pk)
    require(may_move(by, plan, held.holder))
    if not held.stands or held.done_on:
        raise NotToDo
    if to_day == held.due_on:
        raise ValueError("a day is moved to another one")
    ActionMoved.objects.create(action=held, from_day=held.due_on, to_day=to_day, because=because, moved_by=by)
    Action.objects.filter(pk=held.pk).update(due_on=to_day)
    move_on(held, None)
    record(by=by, name="plans.action_moved", subject=action.plan, refs={"action": action.pk}, fields=["due_on"])


@transaction.atomic
def note_reached(*, goal: Goal, on: dt.date, how: str, by: "Practitioner") -> None:
    """Note that a wellbeing goal is reached, and how we know.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        NotToDo: when it was reached or dropped meanwhile.
    """
    hold(goal.plan, by)
    held = Goal.objects.get(pk=goal.pk)
    if not held.stands or held.reached_on:
        raise NotToDo
    held.reached_on, held.reached_how, held.reached_noted_by = on, how, by
    held.save(update_fields=["reached_on", "reached_how", "reached_noted_by"])
    move_on(held, None)
    record(by=by, name="plans.goal_reached", subject=goal.plan, refs={"goal": goal.pk})


@transaction.atomic
def mark(*, goal: Goal, member: Member, value: int, said_on: dt.date, by: "Practitioner", words: str = "") -> ScaleMark:
    """Note where somebody stands on the scale of a goal on a day; each voice by itself.

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does.
        NotToDo: when the goal was dropped, or has no scale any more.
        ValueError: for somebody of another plan.
    """
    plan = hold_to_add(goal.plan, by)
    held = Goal.objects.get(pk=goal.pk)
    if not (held.stands and held.has_scale):
        raise NotToDo
    if member.plan_id != plan.pk:
        raise ValueError("a mark is of somebody who takes part in the plan")
    made = ScaleMark.objects.create(goal=held, member=member, value=value, words=words, said_on=said_on, noted_by=by)
    record(by=by, name="plans.scale_marked", subject=goal.plan, refs={"goal": goal.pk, "member": member.pk})
    return made


def _to_do(action: Action) -> Action:
    held = Action.objects.to_do().filter(pk=action.pk).first()
    if held is None:
        raise NotToDo
    return held


def _write_impact(held: Action, impact: str, by: "Practitioner") -> None:
    held.impact, held.impact_noted_by, held.impact_noted_at = impact, by, timezone.now()
    held.save(update_fields=["impact", "impact_noted_by", "impact_noted_at"])
    record(by=by, name="plans.impact_noted", subject=held.plan, refs={"action": held.pk})
