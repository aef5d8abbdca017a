"""Those of an earlier plan in a new one: there already, taken along, or noted as not there; what is kept holds."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from righthelp.people.models import Relationship
from righthelp.plans.actions.returning import ALL_BUT_WORKERS, keep_from_newcomer, kept_in
from righthelp.plans.models import Member, Plan, PlanChild
from righthelp.plans.presenters import member_name
from righthelp.plans.workers import worker_in

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

BEFORE = "They did not take part in this plan"
CONTACT = ("kind", "role", "phone", "email", "cover_name", "cover_phone")


class CarriedPeople:
    """Who of the earlier plan (`before`) stands in the new one, and as whom.

    `here` take part in the new plan and `left` do not, or no longer: both grow as people are taken along. `children`
    are those of the new plan by their key in the earlier one; those in `coming` come into it only now.
    """

    def __init__(
        self,
        plan: Plan,
        before: Collection[Member],
        children: Mapping[int, PlanChild],
        coming: Collection[int],
        by: "Practitioner",
    ) -> None:
        self.plan, self.before, self.children, self.coming, self.by = plan, before, children, coming, by
        self.here = list(plan.members.here().with_who())
        self.left = list(plan.members.with_who().filter(left_on__isnull=False))
        self.kept = kept_in(plan)
        prefetch_related_objects(list(before), "reads")
        ties = Relationship.objects.raising([one.person_id for one in children.values()]).order_by()
        self.raising = set(ties.values_list("relative_id", flat=True))

    def comes(self, old: Member) -> bool:
        """Say whether somebody belongs to a child who is in both plans, or to no child that is known.

        Whoever of the family belongs only to children who stay behind is nobody whom the new plan need know of.
        """
        reads = {one.pk for one in old.reads.all()}
        return not reads or not reads.isdisjoint(self.children) or old.person_id in self.raising

    def taking_part(self, old: Member) -> Member | None:
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
        return self._taken_along(old) if old.is_here and not _find(self.left, old) else None

    def there_or_not(self, old: Member) -> Member:
        """Give somebody as they stand in the new plan; else note that they are not there, and it holds if they come."""
        there = self.taking_part(old) if self.comes(old) else _find(self.here, old)
        return there or self._noted(old)

    def new_family(self, *, but: Member | None) -> list[Member]:
        """Give those of the family in the new plan who were not in the earlier one: nobody decided about them then."""
        family = [one for one in self.here if one.kind in ALL_BUT_WORKERS and one != but]
        return [one for one in family if not _find(self.before, one)]

    def keep_unnamed(self) -> None:
        """Keep everybody from the same people as before, also whoever comes into the new plan only later."""
        for old in self.before:
            kept = list(old.kept_from.all())
            if kept:
                whom = [self.there_or_not(one) for one in kept]
                for now in [one for one in self.here if is_same(one, old)] or [self._noted(old)]:
                    now.kept_from.add(*whom)

    def _by_name(self, old: Member) -> Member:
        noted = _find([one for one in self.left if not one.practitioner_id], old)
        if noted is None:
            return self._taken_along(old)
        Member.objects.filter(pk=noted.pk).update(left_on=None, left_because="")
        self.left.remove(noted)
        self.here.append(noted)
        return noted

    def _taken_along(self, old: Member) -> Member:
        made = self._made(old)
        self.here.append(made)
        made.reads.set(self._read_by(old))
        made.kept_from.add(*(self.there_or_not(one) for one in old.kept_from.all()))
        return made

    def _noted(self, old: Member) -> Member:
        found = _find(self.left, old)
        if found is None:
            found = self._made(old, left_on=timezone.localdate(), left_because=old.left_because or BEFORE)
            self.left.append(found)
        return found

    def _read_by(self, old: Member) -> list[PlanChild]:
        """Give the children of the new plan of whom somebody was given the part before."""
        return [self.children[one.pk] for one in old.reads.all() if one.pk in self.children]

    def _made(self, old: Member, **left: Any) -> Member:
        """Write somebody into the new plan; whoever had an account stands by the name and the agency that they had."""
        about = {field: getattr(old, field) for field in CONTACT}
        about["shuts"] = old.Shuts.YES if old.is_shut_in_holidays else old.shuts
        name = member_name(old) if old.practitioner else old.name
        where = old.team.agency.name if old.team else old.organisation
        who = {"person": old.person, "name": name, "organisation": where}
        today = timezone.localdate()
        made = Member.objects.create(plan=self.plan, joined_on=today, noted_by=self.by, **about, **who, **left)
        keep_from_newcomer(made, self.kept)
        return made


def _find(members: Iterable[Member], other: Member) -> Member | None:
    return next((one for one in members if is_same(one, other)), None)


def is_same(one: Member, other: Member) -> bool:
    """Say whether two are the same: by account, by the record or by name; who has none here, by the name there."""
    if one.practitioner_id and other.practitioner_id:
        return one.practitioner_id == other.practitioner_id
    if one.practitioner_id or other.practitioner_id:
        return one.kind == other.kind and member_name(one) == member_name(other)
    if other.person_id:
        return one.person_id == other.person_id
    return (one.kind, worker_in(one)) == (other.kind, worker_in(other))
