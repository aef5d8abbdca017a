"""What a plan says now, put together: for all the children first, then child by child.

Each worry statement stands with its wellbeing goals, and each goal with its actions. What was dropped is left out, and
so is whatever is about a child whose record is not open to the reader.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from righthelp.design_system.formatters import in_words
from righthelp.plans.at_once import AtOnce, Service, members_by_key, read_at_once
from righthelp.plans.at_work import at_work
from righthelp.plans.models import Action, Goal, Member, Need, Plan, PlanChild, PlanVersion, Strength, Worry
from righthelp.plans.presenters import child_name

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan


@dataclass(frozen=True)
class GoalPart:
    """A wellbeing goal with its actions, the one that is due first first."""

    goal: Goal
    actions: tuple[Action, ...]

    @property
    def is_all_done(self) -> bool:
        """Say whether everything for it is done, while it is not reached: then nobody does anything for it now."""
        return not self.goal.reached_on and bool(self.actions) and all(one.done_on for one in self.actions)


@dataclass(frozen=True)
class WorryPart:
    """A worry statement with the needs that it belongs to, and its goals."""

    worry: Worry
    needs: tuple[Need, ...]
    goals: tuple[GoalPart, ...]


@dataclass(frozen=True)
class ChildPart:
    """What the plan says of one child, or of all where `child` is empty."""

    child: PlanChild | None
    strengths: tuple[Strength, ...]
    needs: tuple[Need, ...]
    worries: tuple[WorryPart, ...]
    is_at_work: bool = True

    @property
    def open_needs(self) -> tuple[Need, ...]:
        """Give the needs that nothing answers yet (BP-043)."""
        return tuple(one for one in self.needs if not one.worry_id and not one.no_action_because)

    @property
    def needs_left(self) -> tuple[Need, ...]:
        """Give the needs about which nothing is done, for a reason that is written down (BP-043)."""
        return tuple(one for one in self.needs if one.no_action_because)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written here yet."""
        return not (self.strengths or self.needs or self.worries)


@dataclass(frozen=True)
class PlanContent:
    """The whole of a plan as one reader may see it: `for_all`, then a part for each child; and who takes part.

    `members` are all who take or took part, by key, each with name and team read; `last` is the version that was agreed
    last; `services` are those that were asked to help, of whichever child.
    """

    for_all: ChildPart
    children: tuple[ChildPart, ...]
    members: dict[int, Member]
    last: PlanVersion | None
    services: list[Service]

    @property
    def parts(self) -> tuple[ChildPart, ...]:
        """Give every part: for all first."""
        return (self.for_all, *self.children)

    @property
    def at_work(self) -> "PlanContent":
        """Give the same without the children who left, or with whom work has not begun: of what is planned now."""
        return replace(self, children=tuple(one for one in self.children if one.is_at_work))

    def of_child(self, child: PlanChild) -> "PlanContent":
        """Give the part of one child alone, without what is for all."""
        own = tuple(one for one in self.children if one.child == child)
        return replace(self, for_all=ChildPart(None, (), (), ()), children=own)

    @property
    def names(self) -> str:
        """Give the names of the children who are shown, in words."""
        return in_words(child_name(part.child) for part in self.children if part.child)

    @property
    def needs(self) -> list[Need]:
        """Give every need."""
        return [need for part in self.parts for need in part.needs]

    @property
    def worries(self) -> list[WorryPart]:
        """Give every worry statement."""
        return [worry for part in self.parts for worry in part.worries]

    @property
    def goals(self) -> list[GoalPart]:
        """Give every wellbeing goal."""
        return [goal for worry in self.worries for goal in worry.goals]

    @property
    def actions(self) -> list[Action]:
        """Give every action."""
        return [action for goal in self.goals for action in goal.actions]


def content_of(seen: "SeenPlan") -> PlanContent:
    """Put together what stands in a plan, as far as this reader may see it."""
    return _put_together(seen.children, at_work(seen.everybody), seen.members, _without_hidden(seen))


def _without_hidden(seen: "SeenPlan") -> AtOnce:
    """Leave out what is the own of somebody whom the reader must not learn of, and services asked for it."""
    read = seen.parts
    hidden = {one.pk for one in read.parts[Need] if not seen.shows_part(one)}
    parts = dict(read.parts)
    for kind in (Strength, Need):
        parts[kind] = [one for one in parts[kind] if seen.shows_part(one)]
    services = [one for one in read.services if one.need not in hidden]
    return replace(read, parts=parts, services=services)


def whole_content(plan: Plan, *, with_kept: bool = False) -> PlanContent:
    """Put together all that stands in a plan, of every child; for what is agreed, never for a page.

    `with_kept` brings along from whom each part is kept.
    """
    children = list(plan.children.select_related("person"))
    read = read_at_once(plan, with_kept=with_kept)
    return _put_together(children, at_work(children), members_by_key(plan, children), read)


def _put_together(
    shown: Collection[PlanChild], working: Collection[int], members: dict[int, Member], read: AtOnce
) -> PlanContent:
    keys = {None, *(child.pk for child in shown)}
    strengths, by_key = read.parts[Strength], {one.pk: one for one in read.parts[Goal]}
    actions = [one for one in read.parts[Action] if one.goal_id in by_key]
    # a need of one child can stand under the worry of all, which is shown to those who may not know that child
    needs = [one for one in read.parts[Need] if one.child_id in keys]
    for action in actions:
        action.holder, action.goal = members[action.holder_id], by_key[action.goal_id]
    for one in (*strengths, *needs):
        one.of_member = members[one.of_member_id] if one.of_member_id else None
    goals = [GoalPart(goal, _of(actions, "goal_id", goal.pk)) for goal in read.parts[Goal]]
    worries = [
        WorryPart(worry, _of(needs, "worry_id", worry.pk), tuple(one for one in goals if one.goal.worry_id == worry.pk))
        for worry in read.parts[Worry]
    ]

    def part(child: PlanChild | None) -> ChildPart:
        key = child.pk if child else None
        own = tuple(one for one in worries if one.worry.child_id == key)
        is_at_work = key is None or key in working
        return ChildPart(child, _of(strengths, "child_id", key), _of(needs, "child_id", key), own, is_at_work)

    return PlanContent(part(None), tuple(part(child) for child in shown), members, read.last, read.services)


def _of(rows: Iterable[Any], name: str, key: int | None) -> tuple[Any, ...]:
    return tuple(row for row in rows if getattr(row, name) == key)
