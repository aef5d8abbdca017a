"""What a plan says is written: strengths, needs, worry statements, wellbeing goals, actions.

Whoever may change the plan writes it. Nothing is deleted: a part is dropped with the reason (`actions.dropping`).
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.plans.actions.holding import ChangedMeanwhile, hold, move_on
from righthelp.plans.actions.own_pages import outdate_copies
from righthelp.plans.models import Action, Goal, Meeting, Member, Need, Part, Plan, PlanChild, Strength, Worry

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Descriptor

SCALE = ("has_scale", "scale_zero", "scale_ten")
Written = TypeVar("Written", Strength, Need, Worry, Goal, Action)


class AlreadyDropped(Exception):
    """It is no longer part of the plan, and is not changed any more."""


class HasLeft(Exception):
    """They do not take part in the plan any more, so that nothing is put to them."""


@transaction.atomic
def add_strength(
    *,
    plan: Plan,
    text: str,
    by: "Practitioner",
    child: PlanChild | None = None,
    said_by: str = "",
    of_member: Member | None = None,
    kept_from: Collection[Member] = (),
) -> Strength:
    """Write down what goes well, or who helps already.

    `of_member`: whose own it is, where it is an adult’s.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a child or member of another plan.
    """
    held = _hold_for(plan, by, child, of_member, *kept_from)
    about: dict[str, Any] = {"child": child, "text": text, "said_by": said_by, "of_member": of_member}
    strength = Strength.objects.create(plan=held, noted_by=by, **about)
    return _noted(strength, "plans.strength_added", kept_from, by)


@transaction.atomic
def add_need(
    *,
    plan: Plan,
    by: "Practitioner",
    child: PlanChild | None = None,
    of_member: Member | None = None,
    descriptor: "Descriptor | None" = None,
    own_words: str = "",
    evidence: str = "",
    evidence_from: str = "",
    evidence_on: dt.date | None = None,
    evidence_kind: str = "",
    kept_from: Collection[Member] = (),
) -> Need:
    """Write down a need that was found: a descriptor that a person chose, or own words (BP-043).

    `of_member`: whose need it is, where it is an adult's.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a child or member of another plan.
    """
    held = _hold_for(plan, by, child, of_member, *kept_from)
    what = {"descriptor": descriptor, "own_words": own_words, "of_member": of_member}
    known = {"evidence": evidence, "evidence_from": evidence_from, "evidence_on": evidence_on}
    about: dict[str, Any] = {**what, **known, "evidence_kind": evidence_kind}
    need = Need.objects.create(plan=held, child=child, noted_by=by, **about)
    return _noted(need, "plans.need_added", kept_from, by)


@transaction.atomic
def add_worry(
    *,
    plan: Plan,
    text: str,
    by: "Practitioner",
    child: PlanChild | None = None,
    needs: Collection[Need] = (),
    kept_from: Collection[Member] = (),
) -> Worry:
    """Write a worry statement (BP-205); `needs` are those that it answers from now on.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a child, need or member of another plan, or a need of another child.
    """
    held = _hold_for(plan, by, child, *needs, *kept_from)
    _require_same_child([need.child_id for need in needs], child.pk if child else None)
    worry = Worry.objects.create(plan=held, child=child, text=text, noted_by=by)
    for need in Need.objects.filter(pk__in=[one.pk for one in needs], dropped_at__isnull=True):
        _answer(need, None, worry, "", by)
    return _noted(worry, "plans.worry_added", kept_from, by)


@transaction.atomic
def add_goal(
    *,
    worry: Worry,
    text: str,
    by: "Practitioner",
    has_scale: bool = False,
    scale_zero: str = "",
    scale_ten: str = "",
    kept_from: Collection[Member] = (),
) -> Goal:
    """Write the wellbeing goal of a worry statement: what we would see if we were no longer worried (BP-207).

    Raises:
        AlreadyDropped: when the worry statement is no longer part of the plan.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a member of another plan.
    """
    held = _hold_for(worry.plan, by, *kept_from)
    _require_standing(worry)
    scale: dict[str, Any] = {"has_scale": has_scale, "scale_zero": scale_zero, "scale_ten": scale_ten}
    goal = Goal.objects.create(plan=held, child=worry.child, worry=worry, text=text, noted_by=by, **scale)
    return _noted(goal, "plans.goal_added", kept_from, by)


@transaction.atomic
def add_action(
    *,
    goal: Goal,
    what: str,
    is_for: str,
    holder: Member,
    due_on: dt.date,
    by: "Practitioner",
    meeting: Meeting | None = None,
    kept_from: Collection[Member] = (),
) -> Action:
    """Write who does what by when for a goal, and what it is for in the child's safety or wellbeing (BP-208).

    `meeting`: at which it was agreed.

    Raises:
        AlreadyDropped: when the goal is no longer part of the plan.
        HasEnded, NotAllowed: as `hold` does.
        HasLeft: when the holder no longer takes part.
        ValueError: for a holder, meeting or member of another plan.
    """
    held = _hold_for(goal.plan, by, holder, meeting, *kept_from)
    _require_standing(goal)
    _require_here(holder)
    about: dict[str, Any] = {"what": what, "is_for": is_for, "holder": holder, "due_on": due_on, "meeting": meeting}
    action = Action.objects.create(plan=held, child=goal.child, goal=goal, noted_by=by, **about)
    return _noted(action, "plans.action_added", kept_from, by)


@transaction.atomic
def change_part(*, part: Part, version: int, changes: Mapping[str, Any], by: "Practitioner") -> None:
    """Change the words of a part, or who holds an action.

    The day of an action is put off with a reason, elsewhere: drift is seen.

    Raises:
        AlreadyDropped: when it is no longer part of the plan.
        ChangedMeanwhile: when `version` is not the one on file, or somebody marked the scale that is to change.
        HasEnded, NotAllowed: as `hold` does.
        HasLeft: when an action goes to somebody who no longer takes part.
        ValueError: for a member of another plan.
    """
    _hold_for(part.plan, by, changes.get("of_member"), changes.get("holder"))
    _require_standing(part)
    if isinstance(part, Action) and changes.get("holder", part.holder) != part.holder:
        _require_here(changes["holder"])
    if isinstance(part, Goal):
        _require_same_scale(part, changes)
    move_on(part, version)
    for name, value in changes.items():
        setattr(part, name, value)
    part.save(update_fields=list(changes))
    record(by=by, name="plans.part_changed", subject=part, fields=list(changes), refs={"plan": part.plan_id})


@transaction.atomic
def keep_from(*, part: Part, version: int, members: Collection[Member], by: "Practitioner") -> None:
    """Say in whose copies a part of the plan is left out; those who had it till now lose it from their own page, too.

    Raises:
        AlreadyDropped: when it is no longer part of the plan.
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a member of another plan.
    """
    _hold_for(part.plan, by, *members)
    _require_standing(part)
    move_on(part, version)
    before = set(part.kept_from.all())
    part.kept_from.set(members)
    outdate_copies(plan=part.plan, members=set(members) - before, by=by)
    record(by=by, name="plans.part_kept_from", subject=part, fields=["kept_from"], refs={"plan": part.plan_id})


@transaction.atomic
def answer_need(
    *, need: Need, version: int, by: "Practitioner", worry: Worry | None = None, no_action_because: str = ""
) -> None:
    """Answer a need: by the worry statement that it belongs to, or by the reason for doing nothing about it (BP-043).

    Without either, the need stands open again.

    Raises:
        AlreadyDropped: when the need or the worry statement is no longer part of the plan.
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a worry statement of another plan or child, or with both answers.
    """
    if worry and no_action_because:
        raise ValueError("a need is answered once: by a worry statement, or by a reason")
    _hold_for(need.plan, by, worry)
    _require_standing(need)
    if worry:
        _require_same_child([need.child_id], worry.child_id)
        _require_standing(worry)
    _answer(need, version, worry, no_action_because, by)


def _answer(need: Need, version: int | None, worry: Worry | None, because: str, by: "Practitioner") -> None:
    move_on(need, version)
    need.worry, need.no_action_because = worry, because
    need.save(update_fields=["worry", "no_action_because"])
    record(by=by, name="plans.need_answered", subject=need, refs={"plan": need.plan_id})


def _require_same_child(of_needs: Collection[int | None], of_worry: int | None) -> None:
    """Look that no need of one child goes under a worry about another: their readers are not the same."""
    if of_worry is not None and any(child not in (None, of_worry) for child in of_needs):
        raise ValueError("a need is answered by a worry about the same child, or about all of them")


def _hold_for(plan: Plan, by: "Practitioner", *others: PlanChild | Part | Member | Meeting | None) -> Plan:
    held = hold(plan, by)
    if any(one is not None and one.plan_id != held.pk for one in others):
        raise ValueError("a part of a plan is about its own children, parts and members")
    return held


def _noted(part: Written, event: str, kept_from: Collection[Member], by: "Practitioner") -> Written:
    part.kept_from.set(kept_from)
    record(by=by, name=event, subject=part, refs={"plan": part.plan_id})
    return part


def _require_standing(part: Part) -> None:
    """Look afresh, now that the plan is held, whether a part still stands."""
    if not type(part)._default_manager.filter(pk=part.pk, dropped_at__isnull=True).exists():
        raise AlreadyDropped


def _require_same_scale(goal: Goal, changes: Mapping[str, Any]) -> None:
    """Look that the ends of a scale stay once somebody marked it: a mark says where between them things stand."""
    is_changed = any(changes.get(name, getattr(goal, name)) != getattr(goal, name) for name in SCALE)
    if is_changed and goal.marks.exists():
        raise ChangedMeanwhile


def _require_here(member: Member) -> None:
    if not Member.objects.here().filter(pk=member.pk).exists():
        raise HasLeft
