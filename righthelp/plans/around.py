"""What stands around a plan: the plans of one child, earlier plans of the same children, and the people around them."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_to_read, seen_among
from righthelp.people.models import Person, Relationship
from righthelp.people.policies import closed_people
from righthelp.people.presenters import name_of
from righthelp.people.queries import bring_names
from righthelp.people.reasons import Part
from righthelp.people.relations import said_of_tie
from righthelp.plans.access import SeenPlan, seen_plans
from righthelp.plans.models import Plan

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

MOST = 20


def plans_about(reader: "Practitioner", public_id: UUID, *, page: str) -> tuple[Seen, list[SeenPlan]]:
    """Give a child's record and those of its plans that somebody may read, the newest first; log the look.

    Raises:
        LookRefused: where what is known of the child is not open to them.
    """
    seen = person_to_read(reader, public_id, page=page)
    if not seen.opens(Part.STORY):
        raise LookRefused(reader, seen.person)
    bring_names([seen.person])
    return seen, _readable(reader, Plan.objects.filter(children__person=seen.person))


def earlier_plans(seen: SeenPlan) -> list[Plan]:
    """Give the other plans of children in this one, of those that the reader may read, the newest first."""
    people = [child.person_id for child in seen.children]
    others = Plan.objects.filter(children__person__in=people).exclude(pk=seen.plan.pk)
    return [one.plan for one in _readable(seen.reader, others)]


def _readable(reader: "Practitioner", plans: "QuerySet[Plan, Plan]") -> list[SeenPlan]:
    found = Plan.objects.filter(pk__in=plans.values("pk")).with_whether_shut(closed_people(reader))
    near = found.select_related("team__agency")[:MOST]
    return seen_plans(reader, [one for one in near if not vars(one)["is_shut"]])


def people_to_add(seen: SeenPlan) -> dict[str, tuple[Person, str]]:
    """Give the people around the children who do not take part yet, by public id, each in words: "Ana Ek, mother".

    Only those whom the reader may see; nobody is found by a name that is typed here.
    """
    here = set(seen.plan.members.here().exclude(person=None).values_list("person_id", flat=True))
    children = {child.person_id for child in seen.children}
    at = Q(person__in=children) | Q(relative__in=children)
    ties = Relationship.objects.filter(at, withdrawn_at__isnull=True).select_related("person", "relative")
    said: dict[Person, str] = {}
    for tie in ties.order_by("pk"):
        other = tie.relative if tie.person_id in children else tie.person
        if other.pk not in here | children:
            said.setdefault(other, said_of_tie(tie, other).lower())
    opened = seen_among(seen.reader, said)
    shown = [one for one in said if one.pk in opened]
    bring_names([*shown, *(child.person for child in seen.children)])
    return {str(one.public_id): (one, f"{name_of(one)}, {said[one]}") for one in shown}
