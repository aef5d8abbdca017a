"""The teams that can take up what the front door decides."""

from typing import TYPE_CHECKING, Any

from righthelp.agencies.models import Membership, Team
from righthelp.front_door.outcomes import LISTED_KINDS, kinds_that_take
from righthelp.front_door.policies import WRITES

if TYPE_CHECKING:
    from django.db.models import QuerySet


def teams_to_choose() -> "QuerySet[Team, Any]":
    """Ask for the teams of agencies in which somebody is who can take a child up: an empty one would tell nobody."""
    peopled = Membership.objects.current().with_one_of([WRITES]).order_by().values("team__agency")
    return Team.objects.select_related("agency").filter(agency__kind__in=LISTED_KINDS, agency__in=peopled)


def are_teams_for(outcome: str) -> bool:
    """Say whether there is a team that can take a child up with an outcome."""
    kinds = kinds_that_take(outcome)
    return bool(kinds) and teams_to_choose().filter(agency__kind__in=kinds).exists()
