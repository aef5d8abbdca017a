"""What one reader may be given of a plan on paper: the one rule of their copies, their minutes and their team’s list.

A part is not theirs where it is kept from them, and neither is what hangs on it: the goals of a worry, their actions.
Nobody is named to them but themselves, the children of whom they read and those who work with them, unless whoever
releases the paper chose it; and never who is kept from them by name.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Model

from righthelp.plans.at_once import kept_from
from righthelp.plans.models import Action, Goal, Item, Member, Worry
from righthelp.plans.workers import Worker, worker_in

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import PlanChild

YOU, SOMEBODY, HELPER = "You", "Somebody of the family", "Somebody who helps"
FAMILY_AND_CHILDREN = (Member.Kind.FAMILY, Member.Kind.CHILD)
OUTSIDE = (Member.Kind.FAMILY, Member.Kind.NETWORK)  # of whom it is written down of which children they may read
Kept = frozenset[tuple[type[Model], int]]


@dataclass(frozen=True)
class MayHave:
    """What one reader may be given: `kept` is kept from them, by kind and key; `reads` are the keys of children.

    `children`: of which child of the plan each person on file is, by their keys; `named`: the public ids of those whom
    whoever releases the paper chose to name; `reads_all`: they may be given what is written for all (`reads_of_all`).
    """

    reader: Member
    kept: Kept
    reads: frozenset[int]
    children: Mapping[int, int]
    workers: Mapping[Worker, set[int]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    reads_all: bool = False

    def may_have(self, part: Item) -> bool:
        """Say whether neither a part is kept from them, nor what it hangs on."""
        if (type(part), part.pk) in self.kept:
            return False
        if isinstance(part, Action):
            return self.may_have(part.goal)
        return not (isinstance(part, Goal) and (Worry, part.worry_id) in self.kept)

    def may_know(self, other: Member, *, met: bool = False) -> bool:
        """Say whether somebody may be named to them; `met`: they were there together."""
        if other.pk == self.reader.pk:
            return True
        if self.must_not_know(other):
            return False
        return met or str(other.public_id) in self.named or self._is_near(other)

    def must_not_know(self, other: Member) -> bool:
        """Say whether somebody wrote down that this reader must not learn of them."""
        return (Member, other.pk) in self.kept

    def _is_near(self, other: Member) -> bool:
        """Say whether they read of a child, or of one with whom somebody works; those who help all know each other."""
        if self.reader.kind == Member.Kind.WORKER:
            return True
        if other.kind == Member.Kind.CHILD:
            return self.children.get(other.person_id or 0) in self.reads
        return other.kind == Member.Kind.WORKER and bool(self.workers.get(worker_in(other), set()) & self.reads)

    def may_read_about(self, child: "PlanChild | None") -> bool:
        """Say whether they may be given what is about a child; about all, where they may read of each."""
        return child.pk in self.reads if child else self.reads_all

    def may_have_words_of(self, child: "PlanChild", chosen: Collection[str]) -> bool:
        """Say whether they may be given a child’s own words: their own, or those that somebody chose for them."""
        return str(child.public_id) in chosen or child.person_id == self.reader.person_id

    def called(self, other: Member, name: str, *, met: bool = False) -> str:
        """Say who somebody is to this reader: "You", by the name where they may know it, else only of which side."""
        if other.pk == self.reader.pk:
            return YOU
        if self.may_know(other, met=met):
            return name
        return SOMEBODY if other.kind in FAMILY_AND_CHILDREN else HELPER


def may_have(seen: "SeenPlan", reader: Member, *, named: Collection[str] = ()) -> MayHave:
    """Read what one of those who take part may be given."""
    works = worked_with(seen)
    children = {child.person_id: child.pk for child in seen.everybody}
    reads = frozenset(children_read(reader, works))
    reads_all = reads_of_all(reads, seen.everybody)
    return MayHave(reader, kept_from(reader), reads, children, works, frozenset(named), reads_all)


def reads_of_all(reads: Collection[int], children: "Iterable[PlanChild]") -> bool:
    """Say whether somebody may be given what is written for all: who may read of each child that ever was in the plan.

    A child who left counts: what was written for all can say of them what another child’s father must not know. Whoever
    should have something of it all the same gets the part that is written for their own child.
    """
    return all(child.pk in reads for child in children)


def children_read(member: Member, works: Mapping[Worker, set[int]]) -> set[int]:
    """Give the keys of the children of a plan of whom a member may read.

    For the family and those noted by hand it is written down. Whoever works with a child reads of that child: `works`
    says who does (`worked_with`).
    """
    return {child.pk for child in member.reads.all()} | works.get(worker_in(member), set())


def worked_with(seen: "SeenPlan") -> dict[Worker, set[int]]:
    """Give the children of a plan with whom each worker works or worked."""
    children = {child.episode_id: child.pk for child in seen.everybody}
    found: dict[Worker, set[int]] = {}
    for one in seen.standing.work:
        found.setdefault(worker_in(one), set()).add(children[one.episode_id])
    return found
