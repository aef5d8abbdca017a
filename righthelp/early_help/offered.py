"""Who can be offered as lead practitioner or for the team: first the agency is chosen, then somebody of it.

The partnership has thousands of practitioners; a list of all of them helps nobody to find one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from righthelp.agencies.models import Agency, Membership

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

WRITES = "write considerations"


@dataclass(frozen=True)
class Offered:
    """The agencies to choose from; and once one is chosen, who can be chosen there."""

    agencies: list[Agency]
    agency: Agency | None
    people: list[Membership]


def offered_to(by: "Practitioner", asked: str) -> Offered:
    """Give who can be chosen in the agency with this public id, oneself first; where it is none, the agencies alone."""
    key = _id(asked)
    people = _holders([WRITES], Q(team__agency__public_id=key)) if key else []
    if people:
        people.sort(key=lambda one: one.practitioner_id != by.pk)
        return Offered([], people[0].team.agency, people)
    held = Membership.objects.current().with_one_of([WRITES]).order_by().values("team__agency")
    return Offered(list(Agency.objects.filter(pk__in=held)), None, [])


def everybody_of(kinds: Collection[str], permission: str) -> list[Membership]:
    """Give everybody in agencies of some kinds whose role includes a permission, by name."""
    return _holders([permission], Q(team__agency__kind__in=kinds))


def _holders(permissions: Collection[str], where: Q) -> list[Membership]:
    """Give those who may sign in and hold a permission, each once a team, by name."""
    held = Membership.objects.current().with_one_of(permissions).filter(where, practitioner__suspended_at__isnull=True)
    people = held.select_related("practitioner", "team__agency").order_by("-pk")
    once = {(one.practitioner_id, one.team_id): one for one in people}
    return sorted(once.values(), key=lambda one: (one.practitioner.name, one.pk))


def _id(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None
