"""Who can be chosen as lead practitioner or for the team: first the agency is chosen, then somebody of it.

The partnership has thousands of practitioners; a list of all of them helps nobody to find one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from righthelp.agencies.models import Agency, Membership
from righthelp.early_help.policies import WRITES

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Candidates:
    """The agencies to choose from; and once one is chosen, who can be chosen there."""

    agencies: list[Agency]
    agency: Agency | None
    people: list[Membership]


def candidates_for(by: "Practitioner", asked: str) -> Candidates:
    """Give who can be chosen in the agency with this public id, oneself first; where it is none, the agencies alone."""
    key = _id(asked)
    people = _holders([WRITES], Q(team__agency__public_id=key)) if key else []
    if people:
        people.sort(key=lambda one: one.practitioner_id != by.pk)
        return Candidates([], people[0].team.agency, people)
    held = Membership.objects.current().with_one_of([WRITES]).order_by().values("team__agency")
    return Candidates(list(Agency.objects.filter(pk__in=held)), None, [])


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
