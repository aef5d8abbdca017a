"""The only ways to a plan: each checks who asks, logs the look, and opens the children whose records are open."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.http import Http404

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen
from righthelp.people.policies import closed_people
from righthelp.people.queries import is_restricted
from righthelp.plans import policies
from righthelp.plans.at_once import AtOnce, members_by_key, read_at_once
from righthelp.plans.at_work import at_work, waits_for_yes
from righthelp.plans.models import Item, Member, Plan, PlanChild
from righthelp.plans.policies import HasEnded, Standing
from righthelp.plans.policies.given import OUTSIDE
from righthelp.work.models import Involvement
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

A_CHILD, A_PERSON = "A child or young person", "Somebody whose record is not open to you"
OF_ANOTHER = "Somebody from the family or close to it"


@dataclass(frozen=True)
class SeenPlan:
    """A plan as one reader may see it: the children whose records are open to them, in the order of the plan."""

    plan: Plan
    reader: "Practitioner"
    children: tuple[PlanChild, ...]
    seen: dict[int, Seen]
    everybody: tuple[PlanChild, ...]  # of those also whose records are not open: for what is said of all, never shown
    standing: Standing

    @property
    def may_change(self) -> bool:
        """Say whether this reader may change it."""
        return self.standing.may_change

    @property
    def may_contribute(self) -> bool:
        """Say whether this reader may add to it: progress, views, marks."""
        return self.standing.may_contribute

    @cached_property
    def members(self) -> dict[int, Member]:
        """Give all who take or took part, by key, with their names and those of the children who are shown.

        Whoever takes part is named on a page through this: here it is decided whom the reader must not learn of.
        """
        members = members_by_key(self.plan, self.children, closed=closed_people(self.reader))
        if not self.shows_every_child:
            prefetch_related_objects(list(members.values()), "reads")
        for one in members.values():
            one.hidden_as = self.hides(one.person, is_closed=vars(one)["is_closed"]) or self._hides_of_others(one)
        return members

    @property
    def members_here(self) -> list[Member]:
        """List those who take part now and whom the reader may name."""
        return [one for one in self.members.values() if one.is_here and not one.is_hidden]

    def hides(self, person: "Person | None", *, is_closed: bool) -> str:
        """Say what stands for the name of somebody on file whom the reader must not learn of; else nothing.

        Children whose records are not open to the reader, and anybody whose restricted record nothing opens to them by
        name (`is_closed`): a mother in hiding, for one (docs/decisions/0009-who-sees-a-person.md).
        """
        if person is None:
            return ""
        if any(child.person_id == person.pk for child in self.everybody):
            return "" if person.pk in self.seen else A_CHILD
        return A_PERSON if is_closed else ""

    def _hides_of_others(self, member: Member) -> str:
        """Say what stands for somebody of the family, or whom they chose, who belongs to no child that is shown.

        They belong to those of whom they may read. Whoever sees every child of the plan knows of all of them.
        """
        if member.kind not in OUTSIDE or self.shows_every_child:
            return ""
        return "" if any(self.shows(child.pk) for child in member.reads.all()) else OF_ANOTHER

    @property
    def shows_every_child(self) -> bool:
        """Say whether the record of every child in the plan is open to the reader."""
        return len(self.children) == len(self.everybody)

    @cached_property
    def parts(self) -> AtOnce:
        """Give what the plan says and what stands around it, of every child; what is shown goes through `shows`."""
        return read_at_once(self.plan)

    @cached_property
    def work(self) -> list[Involvement]:
        """Give everybody's part in the work with the children who are shown, also earlier, the first one first."""
        shown = {child.episode_id for child in self.children if child.episode_id}
        return [one for one in self.standing.work if one.episode_id in shown]

    @property
    def keys(self) -> frozenset[int]:
        """Give the keys of the children that are shown."""
        return frozenset(child.pk for child in self.children)

    @cached_property
    def at_work(self) -> tuple[PlanChild, ...]:
        """Give the children who are shown, and for whom something is planned now: they are here, and work began."""
        keys = at_work(self.everybody)
        return tuple(child for child in self.children if child.pk in keys)

    @cached_property
    def waits_for_yes(self) -> bool:
        """Say whether nobody agreed to it yet: it can be written, but neither agreed nor worked by (BP-026)."""
        return waits_for_yes(self.plan, self.everybody)

    @property
    def review_due_on(self) -> dt.date | None:
        """Give by when it is reviewed next; no day while it waits for a yes, for its review is refused (BP-026)."""
        return None if self.waits_for_yes else self.plan.next_review_on

    def is_at_work(self, child_id: int | None) -> bool:
        """Say whether something can be added to a part of the plan: to that of all children, or of one at work."""
        return child_id is None or any(child.pk == child_id for child in self.at_work)

    def shows(self, child_id: int | None) -> bool:
        """Say whether a part of the plan is shown: of all children, or of one whose record is open."""
        return child_id is None or child_id in self.keys

    def shows_part(self, part: Item) -> bool:
        """Say whether one part is shown: nor is it the own of somebody whom the reader must not learn of."""
        owner = getattr(part, "of_member_id", None)
        return self.shows(part.child_id) and not (owner and self.members[owner].is_hidden)

    def child_at_work(self, public_id: UUID) -> PlanChild:
        """Give one child that is shown, and for whom something is planned now; else 404."""
        child = self.child(public_id)
        if not self.is_at_work(child.pk):
            raise Http404
        return child

    def child(self, public_id: UUID) -> PlanChild:
        """Give one child that is shown; else 404."""
        found = next((one for one in self.children if one.public_id == public_id), None)
        if found is None:
            raise Http404
        return found


def plan_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> SeenPlan:
    """Give a plan that somebody may read, and log the look; else 404 with no hint."""
    seen = _find(reader, public_id)
    look(by=reader, subject=seen.plan, page=page)
    return seen


def plan_to_change(by: "Practitioner", public_id: UUID, *, page: str) -> SeenPlan:
    """Give a plan that somebody may change, and log the look; else 404 with no hint.

    Raises:
        HasEnded: for whoever might change it, had it not ended.
    """
    seen = _going_on(_find(by, public_id), is_theirs=lambda standing: standing.keeps)
    look(by=by, subject=seen.plan, page=page)
    return seen


def plan_to_add_to(by: "Practitioner", public_id: UUID, *, page: str) -> SeenPlan:
    """Give a plan that somebody may add progress, views and marks to, and log the look; else 404 with no hint.

    Raises:
        HasEnded: for whoever might add to it, had it not ended.
    """
    seen = _going_on(_find(by, public_id), is_theirs=lambda standing: standing.takes_part)
    look(by=by, subject=seen.plan, page=page)
    return seen


def plan_that_is_kept(by: "Practitioner", public_id: UUID, *, page: str) -> SeenPlan:
    """Give a plan to whoever keeps it, or did on its last day, and log the look; else 404 with no hint."""
    seen = _theirs(_find(by, public_id), is_theirs=lambda standing: standing.keeps)
    look(by=by, subject=seen.plan, page=page)
    return seen


def plan_of_those_who_take_part(by: "Practitioner", public_id: UUID, *, page: str) -> SeenPlan:
    """Give a plan to all who take part, or did on its last day, and log the look; else 404 with no hint."""
    seen = _theirs(_find(by, public_id), is_theirs=lambda standing: standing.takes_part)
    look(by=by, subject=seen.plan, page=page)
    return seen


def _theirs(seen: SeenPlan, *, is_theirs: Callable[[Standing], bool]) -> SeenPlan:
    if not is_theirs(seen.standing):
        raise LookRefused(seen.reader, seen.plan)
    return seen


def _going_on(seen: SeenPlan, *, is_theirs: Callable[[Standing], bool]) -> SeenPlan:
    if not _theirs(seen, is_theirs=is_theirs).plan.is_open:
        raise HasEnded
    return seen


def seen_plan(reader: "Practitioner", plan: Plan) -> SeenPlan | None:
    """Give a plan as somebody may see it, or nothing where it is shut; for rooms above, whose page logs its look."""
    return opened(reader, plan, list(children_to_open(reader).filter(plan=plan)))


def seen_anew(seen: SeenPlan) -> SeenPlan:
    """Give a plan as its reader may see it in this moment, for whoever took hold of it meanwhile; else 404."""
    anew = seen_plan(seen.reader, seen.plan)
    if anew is None:
        raise Http404
    return anew


def _find(reader: "Practitioner", public_id: UUID) -> SeenPlan:
    along = ("plan__team__agency", "plan__edition")
    children = list(children_to_open(reader).select_related(*along).filter(plan__public_id=public_id))
    if not children:
        raise Http404
    plan = children[0].plan
    seen = opened(reader, plan, children)
    if seen is None:
        raise LookRefused(reader, plan)
    return seen


def children_to_open(reader: "Practitioner") -> "QuerySet[PlanChild]":
    """Ask for children of plans with what decides who opens them, for `opened`: restricted records, plans shut."""
    shut = PlanChild.objects.filter(plan=OuterRef("plan"), person__in=closed_people(reader))
    asked = PlanChild.objects.select_related("person", "episode")
    return asked.annotate(is_closed=is_restricted("person"), is_shut=Exists(shut))


def seen_plans(reader: "Practitioner", plans: Sequence[Plan]) -> list[SeenPlan]:
    """Give those of some plans that somebody may see, in their order; what decides it is read once for all of them."""
    children: dict[int, list[PlanChild]] = {plan.pk: [] for plan in plans}
    for child in children_to_open(reader).filter(plan__in=plans):
        children[child.plan_id].append(child)
    looks = _looks(reader, [child for some in children.values() for child in some])
    standings = policies.standings(reader, plans)
    made = (_as_seen(standings[plan.pk], children[plan.pk], looks) for plan in plans)
    return [seen for seen in made if seen]


def opened(reader: "Practitioner", plan: Plan, children: list[PlanChild]) -> SeenPlan | None:
    """Give a plan, of which all the children are read, as somebody may see it, or nothing where it is shut."""
    if any(vars(child)["is_shut"] for child in children):
        return None
    return _as_seen(Standing(reader, plan), children, _looks(reader, children))


def _looks(reader: "Practitioner", children: list[PlanChild]) -> dict[int, Seen]:
    closed = {child.person_id for child in children if vars(child)["is_closed"]}
    return open_to(reader, [child.person for child in children], closed)


def _as_seen(standing: Standing, children: list[PlanChild], looks: dict[int, Seen]) -> SeenPlan | None:
    if any(vars(child)["is_shut"] for child in children):
        return None
    for child in children:
        child.plan = standing.plan
    shown = tuple(child for child in children if child.person_id in looks)
    own = {child.person_id: looks[child.person_id] for child in shown}
    seen = SeenPlan(standing.plan, standing.by, shown, own, tuple(children), standing)
    return seen if shown and standing.took_part else None
