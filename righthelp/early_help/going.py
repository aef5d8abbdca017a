"""Which children go to the front door, and which grown-ups belong to them: of nobody else anything goes along."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.people.models import Relationship
from righthelp.plans.models import Member
from righthelp.plans.policies.given import worked_with
from righthelp.plans.presenters import member_line
from righthelp.plans.workers import Worker, worker_in

if TYPE_CHECKING:
    from righthelp.early_help.access import SeenHelp
    from righthelp.early_help.models import InNeed, Offer
    from righthelp.plans.models import PlanChild

SOMEBODY = "Somebody who takes part in the plan"


@dataclass(frozen=True)
class Going:
    """Who goes: some children, with the members of the plan who belong to them; everybody where no child stays.

    Whoever works with a child who goes belongs to them, and so does an adult of the family who raises them, who may be
    given their part, or to whom early help was offered for them.
    """

    children: "Collection[PlanChild]"
    all_go: bool
    people: frozenset[int]  # the children themselves and their family, by the key of the record
    workers: frozenset[Worker]
    members: frozenset[int]  # who may be given the part of a child who goes

    @classmethod
    def of(cls, seen: "SeenHelp", children: "Collection[PlanChild]") -> "Going":
        """Find who belongs to the children who go."""
        chosen, themselves = [one.pk for one in children], [one.person_id for one in children]
        stay = [one for one in seen.plan.everybody if one.left_on is None and one.pk not in chosen]
        raising = Relationship.objects.raising(themselves).order_by().values_list("relative_id", flat=True)
        asked = seen.help.offers.filter(children__in=chosen, to_person__isnull=False).order_by()
        works = worked_with(seen.plan).items()
        reading = Member.objects.filter(plan=seen.help.plan_id, reads__in=chosen).order_by()
        return cls(
            children,
            not stay,
            frozenset([*themselves, *raising, *asked.values_list("to_person_id", flat=True)]),
            frozenset(who for who, keys in works if keys.intersection(chosen)),
            frozenset(reading.values_list("pk", flat=True)),
        )

    def has(self, member: Member) -> bool:
        """Say whether somebody who takes part in the plan belongs to the children who go."""
        if self.all_go or member.pk in self.members:
            return True
        return member.person_id in self.people if member.person_id else worker_in(member) in self.workers

    def tells(self, member: Member) -> bool:
        """Say whether what somebody said goes along: theirs who belong to a child who goes, and may be named."""
        return self.has(member) and not member.is_hidden

    def has_offer(self, offer: "Offer") -> bool:
        """Say whether an offer was made for a child who goes."""
        chosen = {one.pk for one in self.children}
        return self.all_go or any(one.pk in chosen for one in offer.children.all())

    def in_need(self, it: "InNeed") -> bool:
        """Say whether a child who goes is in need through this work under section 17."""
        chosen = {one.pk for one in self.children}
        return any(one.child_id in chosen for one in it.children.all())

    def all_in_need(self, it: "InNeed") -> bool:
        """Say whether all go who are in need through this work: what it says of them together is of nobody else."""
        chosen, theirs = {one.pk for one in self.children}, {one.child_id for one in it.children.all()}
        return self.all_go or bool(theirs and theirs <= chosen)

    def line(self, member: Member) -> str:
        """Name who takes part, or say no more than that somebody does, where they belong to a child who stays."""
        return member_line(member) if self.has(member) else SOMEBODY

    def own(self, member: Member) -> "PlanChild | None":
        """Give the child who goes and who is this member themselves."""
        is_child = member.kind == Member.Kind.CHILD
        return next((one for one in self.children if is_child and one.person_id == member.person_id), None)
