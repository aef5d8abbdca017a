"""The level decided for a child, as a decision with which somebody in another agency can disagree (BN-065)."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from righthelp.considerations.access import consideration_to_read
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.policies import leads, may_change
from righthelp.considerations.record import standing
from righthelp.people.models import Person
from righthelp.people.policies import closed_people
from righthelp.work.disagreements.subjects import Readable, Subject

if TYPE_CHECKING:
    from collections.abc import Collection

    from righthelp.agencies.models import Practitioner

KIND = "level"


def level_decided(reader: "Practitioner", public_id: UUID) -> Subject | None:
    """Give the level that holds for one child of a consideration that a reader may open, by the child’s public id.

    None where no level is decided, or no such child is on file; 404 where the consideration is closed to the reader.
    """
    found = ConsideredChild.objects.filter(public_id=public_id).select_related("consideration").first()
    if found is None:
        return None
    it = consideration_to_read(reader, found.consideration.public_id, page="raise a disagreement")
    child = next(one for one in it.children.all() if one.pk == found.pk)
    decision = standing(child)
    if decision is None:
        return None
    people = Person.objects.select_related("agency").with_names().filter(pk=child.person_id or 0)
    return Subject(
        what=f"{decision.level.heading}: {decision.reason}",
        decided_on=timezone.localdate(decision.decided_at),
        decided_by=decision.decided_by,
        agency=it.agency,
        children=tuple(people),
        page=reverse("consideration", args=[it.public_id]),
    )


def levels_among(reader: "Practitioner", children: "Collection[UUID]") -> Readable:
    """Say of which children, by public id, somebody may read the level decided, and which are closed to them."""
    found = list(ConsideredChild.objects.filter(public_id__in=children).order_by())
    held = Consideration.objects.with_whether_naming(closed_people(reader)).select_related("agency")
    of = held.in_bulk({one.consideration_id for one in found})
    shut = {one.public_id for one in found if vars(of[one.consideration_id])["is_shut"]}
    opened = {one.public_id for one in found if _reads(reader, of[one.consideration_id])}
    return Readable(frozenset(opened - shut), frozenset(shut))


def _reads(reader: "Practitioner", consideration: Consideration) -> bool:
    return may_change(reader, consideration) or leads(reader, consideration.agency)
