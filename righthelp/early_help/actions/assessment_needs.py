"""Needs and strengths that come of the assessment go onto the plan, which they are for."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from righthelp.plans.actions.content import add_need, add_strength
from righthelp.plans.models import Member, Need, Plan, PlanChild, Strength

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.guidance.models import Descriptor


@transaction.atomic
def note_need(
    *,
    plan: Plan,
    by: "Practitioner",
    child: PlanChild | None = None,
    member: Member | None = None,
    descriptor: "Descriptor | None" = None,
    own_words: str = "",
) -> Need:
    """Put a need onto the plan; a descriptor that stands there already for the same person stays as it is.

    The need of an adult is kept from the copies of everybody else of the family: it is theirs to tell.

    Raises:
        HasEnded, NotAllowed, ValueError: as `add_need` does.
    """
    here = {"child": child, "of_member": member}
    there = Need.objects.filter(plan=plan, dropped_at__isnull=True, descriptor=descriptor, **here)
    if descriptor and (need := there.first()):
        return need
    about: dict[str, Any] = {"descriptor": descriptor, "own_words": own_words, **here}
    return add_need(plan=plan, by=by, kept_from=_others(plan, member), **about)


@transaction.atomic
def note_strength(
    *, plan: Plan, text: str, by: "Practitioner", child: PlanChild | None = None, member: Member | None = None
) -> Strength:
    """Put a strength onto the plan: a child's, or the family's, which says who of the adults said so or is meant.

    Raises:
        HasEnded, NotAllowed, ValueError: as `add_strength` does.
    """
    there = Strength.objects.filter(plan=plan, dropped_at__isnull=True, child=child, of_member=member, text=text)
    about: dict[str, Any] = {"child": child, "of_member": member, "kept_from": _others(plan, member)}
    return there.first() or add_strength(plan=plan, text=text, by=by, **about)


def _others(plan: Plan, member: Member | None) -> list[Member]:
    """Give those without an account who take part beside an adult whose need it is; nobody for a child's."""
    if member is None:
        return []
    return list(plan.members.here().exclude(kind=Member.Kind.WORKER).exclude(pk=member.pk))
