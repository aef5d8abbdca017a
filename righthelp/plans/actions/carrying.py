"""An earlier plan goes on in a new one: what stands and is not reached is copied, so that nobody types it again."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.people.policies import restricted_among
from righthelp.plans.actions.holding import hold, lock
from righthelp.plans.actions.returning import OF_FAMILY, keep_from_newcomer, kept_in
from righthelp.plans.models import Action, Goal, Item, Member, Need, Plan, PlanChild, Strength, Worry
from righthelp.plans.policies import took_part
from righthelp.plans.policies.given import OUTSIDE
from righthelp.plans.presenters import member_name
from righthelp.plans.presenting.content import ChildPart, GoalPart, PlanContent, WorryPart, whole_content
from righthelp.plans.snapshots import WORDS

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

BEFORE = "They did not take part in this plan"
KINDS: tuple[type[Item], ...] = (Strength, Need, Worry, Goal, Action)


@transaction.atomic
def carry_over(*, plan: Plan, from_plan: Plan, by: "Practitioner") -> None:
    """Copy into a plan what stands in an earlier one and is not reached, for the children who are in both.

    What is about all of them comes along, too, unless a child who is not in the new plan has a record that is
    restricted. So do the family and their network, and whoever holds an action that is not done: a worker who does not
    work in the new plan, also one whose work ended with the earlier, stands there by name, so that somebody asks them,
    or puts the action to another. What was carried over once is not carried over again.

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
    children = [part.child for part in content.children if part.child]
    here = {one.person_id: one for one in chosen}
    pairs = {old.pk: here[old.person_id] for old in children if old.person_id in here}
    carrying = _Carrying(plan, by, pairs, content.members.values(), coming)
    left_out = {old.person_id for old in children} - set(plan.children.values_list("person", flat=True))
    if not restricted_among(left_out):
        _carry_for_all(plan, from_plan, content, carrying)
    for part in content.children:
        if part.child and part.child.pk in pairs:
            _carry_wants(part.child, pairs[part.child.pk])
            carrying.copy(part)
    carrying.unnamed()
    record(by=by, name="plans.carried_over", subject=plan, refs={"from_plan": from_plan.pk})


def _carry_for_all(plan: Plan, from_plan: Plan, content: PlanContent, carrying: "_Carrying") -> None:
    [said] = Plan.objects.filter(pk=from_plan.pk).values(*WORDS)  # afresh: the caller may have read it long ago
    words = {name: text for name, text in said.items() if text and not getattr(plan, name)}
    if words:  # a form of them that is open meanwhile shows both texts
        Plan.objects.filter(pk=plan.pk).update(**words, version=F("version") + 1)
    for member in content.members.values():
        if member.is_here and member.kind in OUTSIDE:
            carrying.member(member)
    carrying.copy(content.for_all)


def _carry_wants(old: PlanChild, new: PlanChild) -> None:
    if old.wants:
        PlanChild.objects.filter(pk=new.pk, wants="").update(wants=old.wants, version=F("version") + 1)


class _Carrying:
    """The copies in the new plan: of the earlier one’s members, as they are needed, and of its parts."""

    def __init__(
        self,
        plan: Plan,
        by: "Practitioner",
        children: dict[int, PlanChild],
        before: Collection[Member],
        coming: frozenset[int],
    ) -> None:
        self.plan, self.by, self.children, self.before, self.coming = plan, by, children, before, coming
        self.here = list(plan.members.here().with_who())
        self.kept = kept_in(plan)
        self.left = list(plan.members.with_who().filter(left_on__isnull=False))
        self.done = {key: one for kind in KINDS for key, one in _carried(kind, plan).items()}

    def copy(self, part: ChildPart) -> None:
        """Copy what is said of one child, or of all, and is not reached."""
        child = self.children[part.child.pk] if part.child else None
        for strength in part.strengths:
            whose = self._same_or_left(strength.of_member) if strength.of_member else None
            self._made(Strength, strength, child, text=strength.text, said_by=strength.said_by, of_member=whose)
        for need in part.needs:
            if not need.worry_id:
                self._need(need, child, None)
        for worry in part.worries:
            if _is_open(worry):
                self._worry(worry, child)

    def _worry(self, part: WorryPart, child: PlanChild | None) -> None:
        made = self._made(Worry, part.worry, child, text=part.worry.text)
        for need in part.needs:
            if need.child_id is None or need.child_id in self.children:
                self._need(need, self.children.get(need.child_id or 0), made)
        for goal in part.goals:
            if not goal.goal.reached_on:
                self._goal(goal, child, made)

    def _need(self, need: Need, child: PlanChild | None, worry: Worry | None) -> None:
        known = ("descriptor", "own_words", "evidence", "evidence_from", "evidence_on", "evidence_kind")
        about = {name: getattr(need, name) for name in (*known, "no_action_because")}
        whose = self._same_or_left(need.of_member) if need.of_member else None
        self._made(Need, need, child, worry=worry, of_member=whose, **about)

    def _goal(self, part: GoalPart, child: PlanChild | None, worry: Worry) -> None:
        about = {name: getattr(part.goal, name) for name in ("text", "has_scale", "scale_zero", "scale_ten")}
        goal = self._made(Goal, part.goal, child, worry=worry, **about)
        for action in part.actions:
            holder = None if action.done_on else self.member(action.holder)
            if holder:
                what = {name: getattr(action, name) for name in ("what", "is_for", "due_on")}
                self._made(Action, action, child, goal=goal, holder=holder, **what)

    def _made(self, kind: Any, old: Item, child: PlanChild | None, **about: Any) -> Any:
        done = self.done.get(old.public_id) or (self.done.get(old.carried_from) if old.carried_from else None)
        if done:
            return done
        made = kind.objects.create(plan=self.plan, child=child, noted_by=self.by, carried_from=old.public_id, **about)
        kept = [self._same_or_left(one) for one in old.kept_from.all()]
        is_told = bool(kept or getattr(made, "of_member", None))
        made.kept_from.set([*kept, *(self._not_there_before(made) if is_told else ())])
        return made

    def _not_there_before(self, made: Item) -> list[Member]:
        """Give those of the family in the new plan who were not in the earlier one: nobody decided about them then."""
        family = [one for one in self.here if one.kind in OF_FAMILY and one != getattr(made, "of_member", None)]
        return [one for one in family if not _find(self.before, one)]

    def unnamed(self) -> None:
        """Keep everybody from the same people as before, also whoever comes into the new plan only later."""
        for old in self.before:
            kept = list(old.kept_from.all())
            if kept:
                whom = [self._same_or_left(one) for one in kept]
                for now in [one for one in self.here if _same(one, old)] or [self._noted(old)]:
                    now.kept_from.add(*whom)

    def _same_or_left(self, old: Member) -> Member:
        """Give somebody as they stand in the new plan; else note that they are not there, and it holds if they come."""
        return self.member(old) or self._noted(old)

    def _noted(self, old: Member) -> Member:
        found = _find(self.left, old)
        if found is None:
            found = self._taken_along(old, left_on=timezone.localdate(), left_because=old.left_because or BEFORE)
            self.left.append(found)
        return found

    def member(self, old: Member) -> Member | None:
        """Give somebody as they take part in the new plan; taken along where they do not, unless they had left.

        A child stands there by being in the plan, and in no other way. Work ends with a plan, and not what a worker was
        to do: they stand there by name.
        """
        found = _find(self.here, old)
        if old.kind == Member.Kind.CHILD:
            return found
        if found:
            found.reads.add(*(one for one in self._read_by(old) if one.pk in self.coming))
            return found
        if old.kind == Member.Kind.WORKER:
            return self._by_name(old)
        return self._comes(old) if old.is_here and not _find(self.left, old) else None

    def _by_name(self, old: Member) -> Member:
        noted = _find([one for one in self.left if not one.practitioner_id], old)
        if noted is None:
            return self._comes(old)
        Member.objects.filter(pk=noted.pk).update(left_on=None, left_because="")
        self.left.remove(noted)
        self.here.append(noted)
        return noted

    def _comes(self, old: Member) -> Member:
        made = self._taken_along(old)
        self.here.append(made)
        made.reads.set(self._read_by(old))
        made.kept_from.add(*(self._same_or_left(one) for one in old.kept_from.all()))
        return made

    def _read_by(self, old: Member) -> list[PlanChild]:
        """Give the children of the new plan of whom somebody was given the part before."""
        keys = old.reads.values_list("pk", flat=True)
        return [self.children[key] for key in keys if key in self.children]

    def _taken_along(self, old: Member, **left: Any) -> Member:
        kept = ("kind", "role", "phone", "email", "cover_name", "cover_phone")
        about = {name: getattr(old, name) for name in kept}
        about["shuts"] = old.Shuts.YES if old.is_shut_in_holidays else old.shuts
        name = member_name(old) if old.practitioner else old.name
        where = old.team.agency.name if old.team else old.organisation
        who = {"person": old.person, "name": name, "organisation": where}
        today = timezone.localdate()
        made = Member.objects.create(plan=self.plan, joined_on=today, noted_by=self.by, **about, **who, **left)
        keep_from_newcomer(made, self.kept)
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


def _find(members: Iterable[Member], other: Member) -> Member | None:
    return next((one for one in members if _same(one, other)), None)


def _same(one: Member, other: Member) -> bool:
    """Say whether two are the same: by account, by the record or by name; who has none here, by the name there."""
    if one.practitioner_id and other.practitioner_id:
        return one.practitioner_id == other.practitioner_id
    if one.practitioner_id or other.practitioner_id:
        return one.kind == other.kind and member_name(one) == member_name(other)
    if other.person_id:
        return one.person_id == other.person_id
    return (one.kind, one.name, one.organisation) == (other.kind, other.name, other.organisation)
