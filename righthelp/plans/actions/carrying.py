"""An earlier plan goes on in a new one: what stands and is not reached is copied, so that nobody types it again."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.people.policies import restricted_among
from righthelp.plans.actions.carrying_people import CarriedPeople
from righthelp.plans.actions.holding import hold, lock
from righthelp.plans.models import PARTS, Action, Goal, Item, Member, Need, Plan, PlanChild, Strength, Worry
from righthelp.plans.policies import took_part
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenting.content import ChildPart, GoalPart, PlanContent, WorryPart, whole_content
from righthelp.plans.snapshots import WORDS

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

OF_NEED = (
    "descriptor", "own_words", "evidence", "evidence_from", "evidence_on", "evidence_kind", "no_action_because",
)  # fmt: skip
OF_GOAL = ("text", "has_scale", "scale_zero", "scale_ten")
OF_ACTION = ("what", "is_for", "due_on")


@transaction.atomic
def carry_over(*, plan: Plan, from_plan: Plan, by: "Practitioner") -> None:
    """Copy into a plan what stands in an earlier one and is not reached, for the children who are in both.

    What is about all of them comes along, too, unless a child who is not in the new plan has a record that is
    restricted. So do the family and their network, but for whoever belongs only to the others, with what is theirs; and
    whoever holds an action that is not done: a worker who does not work in the new plan, also one whose work ended with
    the earlier, stands there by name, so that somebody asks them, or puts the action to another. What was carried over
    once is not carried over again.
    The new plan continues the first from which something was carried over.

    Raises:
        HasEnded, NotAllowed: as `hold` does; and when somebody had nothing to do with the earlier plan.
    """
    held = hold(plan, by)
    require(took_part(by, from_plan))
    _carry(held, from_plan, list(held.children.all()), by)


@transaction.atomic
def bring_over(*, plan: Plan, from_plan: Plan, children: Collection[PlanChild], by: "Practitioner") -> None:
    """Carry over what stands of children who come into a plan, for a room that passes them on (`bring_in`).

    Whoever of the family was given a child’s part before may be given it here, also where they take part already.

    Raises:
        HasEnded: when the plan has ended.
    """
    _carry(lock(plan), from_plan, children, by, coming=frozenset(one.pk for one in children))


def _carry(
    plan: Plan,
    from_plan: Plan,
    chosen: Collection[PlanChild],
    by: "Practitioner",
    coming: frozenset[int] = frozenset(),
) -> None:
    content = whole_content(from_plan, with_kept=True)
    before = [part.child for part in content.children if part.child]
    children = _in_both(before, chosen)
    people = CarriedPeople(plan, content.members.values(), children, coming, by)
    parts = _CarriedParts(plan, children, people, by)
    left_out = {old.person_id for old in before} - set(plan.children.values_list("person", flat=True))
    if not restricted_among(left_out):
        _carry_words(plan, from_plan)
        _carry_outside(content, people)
        parts.copy(content.for_all)
    for part in content.children:
        if part.child and part.child.pk in children:
            _carry_wants(part.child, children[part.child.pk])
            parts.copy(part)
    people.keep_unnamed()
    Plan.objects.filter(pk=plan.pk, continues__isnull=True).update(continues=from_plan)
    record(by=by, name="plans.carried_over", subject=plan, refs={"from_plan": from_plan.pk})


def _in_both(before: Iterable[PlanChild], chosen: Iterable[PlanChild]) -> dict[int, PlanChild]:
    """Give the children of the new plan, each by the key of the same child in the earlier one."""
    here = {one.person_id: one for one in chosen}
    return {old.pk: here[old.person_id] for old in before if old.person_id in here}


def _carry_words(plan: Plan, from_plan: Plan) -> None:
    [said] = Plan.objects.filter(pk=from_plan.pk).values(*WORDS)  # afresh: the caller may have read it long ago
    words = {name: text for name, text in said.items() if text and not getattr(plan, name)}
    if words:  # a form of them that is open meanwhile shows both texts
        Plan.objects.filter(pk=plan.pk).update(**words, version=F("version") + 1)


def _carry_outside(content: PlanContent, people: CarriedPeople) -> None:
    for member in content.members.values():
        if member.is_here and member.kind in OUTSIDE and people.comes(member):
            people.taking_part(member)


def _carry_wants(old: PlanChild, new: PlanChild) -> None:
    if old.wants:
        PlanChild.objects.filter(pk=new.pk, wants="").update(wants=old.wants, version=F("version") + 1)


class _CarriedParts:
    """The copies of the earlier plan's parts in the new one; `done` are those that were copied before."""

    def __init__(self, plan: Plan, children: dict[int, PlanChild], people: CarriedPeople, by: "Practitioner") -> None:
        self.plan, self.children, self.people, self.by = plan, children, people, by
        self.done = {key: one for kind in PARTS for key, one in _carried(kind, plan).items()}

    def copy(self, part: ChildPart) -> None:
        """Copy what is said of one child, or of all, and is not reached."""
        child = self.children[part.child.pk] if part.child else None
        for strength in part.strengths:
            if self._comes(strength):
                self._strength(strength, child)
        for need in part.needs:
            if not need.worry_id and self._comes(need):
                self._need(need, child, None)
        for worry in part.worries:
            if _is_open(worry):
                self._worry(worry, child)

    def _strength(self, strength: Strength, child: PlanChild | None) -> None:
        about = {"text": strength.text, "said_by": strength.said_by, "of_member": self._whose(strength)}
        self._made(Strength, strength, child, **about)

    def _need(self, need: Need, child: PlanChild | None, worry: Worry | None) -> None:
        about = {name: getattr(need, name) for name in OF_NEED}
        self._made(Need, need, child, worry=worry, of_member=self._whose(need), **about)

    def _worry(self, part: WorryPart, child: PlanChild | None) -> None:
        made = self._made(Worry, part.worry, child, text=part.worry.text)
        for need in part.needs:
            if self._comes(need) and (need.child_id is None or need.child_id in self.children):
                self._need(need, self.children.get(need.child_id or 0), made)
        for goal in part.goals:
            if not goal.goal.reached_on:
                self._goal(goal, child, made)

    def _goal(self, part: GoalPart, child: PlanChild | None, worry: Worry) -> None:
        about = {name: getattr(part.goal, name) for name in OF_GOAL}
        goal = self._made(Goal, part.goal, child, worry=worry, **about)
        for action in part.actions:
            holder = None if action.done_on else self.people.taking_part(action.holder)
            if holder:
                what = {name: getattr(action, name) for name in OF_ACTION}
                self._made(Action, action, child, goal=goal, holder=holder, **what)

    def _comes(self, part: Strength | Need) -> bool:
        """Say whether a part is of nobody who stays behind with the children to whom they belong."""
        return part.of_member is None or self.people.comes(part.of_member)

    def _whose(self, part: Strength | Need) -> Member | None:
        return self.people.there_or_not(part.of_member) if part.of_member else None

    def _made(self, kind: Any, old: Item, child: PlanChild | None, **about: Any) -> Any:
        done = self.done.get(old.public_id) or (self.done.get(old.carried_from) if old.carried_from else None)
        if done:
            return done
        made = kind.objects.create(plan=self.plan, child=child, noted_by=self.by, carried_from=old.public_id, **about)
        kept = [self.people.there_or_not(one) for one in old.kept_from.all()]
        whose = about.get("of_member")
        made.kept_from.set([*kept, *(self.people.new_family(but=whose) if kept or whose else ())])
        return made


def _is_open(part: WorryPart) -> bool:
    """Say whether something of a worry statement is still to be reached."""
    return not part.goals or any(not one.goal.reached_on for one in part.goals)


def _carried(kind: type[Item], plan: Plan) -> dict[UUID, Item]:
    """Give the parts of a plan by the parts of earlier plans whose copies they are, however many plans ago."""
    found: dict[UUID, Item] = {}
    newest = {one.carried_from: one for one in kind._default_manager.filter(plan=plan) if one.carried_from}
    while newest:
        found = {**newest, **found}
        older = kind._default_manager.filter(public_id__in=list(newest)).values_list("public_id", "carried_from")
        newest = {before: newest[now] for now, before in older if before}
    return found
