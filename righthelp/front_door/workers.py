"""Who answers for the work that goes on with a child: whoever leads it, or else the managers of its team."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.policies import may
from righthelp.people.readers import with_roles
from righthelp.work.models import Episode

if TYPE_CHECKING:
    from righthelp.agencies.models import Team

MANAGES = "see the team's children"


def answering_for(children: Collection[int]) -> dict[int, list[Practitioner]]:
    """Give for each of some children with whom work goes on who is told of a new contact, of those who may sign in."""
    work = list(Episode.objects.going_on().filter(child__in=children).with_workers()) if children else []
    if not work:
        return {}
    teams = {one.team for one in work}
    managing = Membership.objects.current().with_one_of([MANAGES]).filter(team__in=teams)
    known = with_roles([key for one in work if (key := _leading(one))], [managing])
    found: defaultdict[int, list[Practitioner]] = defaultdict(list)
    for episode in work:
        leader = known.get(_leading(episode) or 0)
        led = leader is not None and may(leader, "write considerations", episode.team.agency)
        found[episode.child_id] += [leader] if leader and led else _managers(known.values(), episode.team)
    return {child: list(dict.fromkeys(people)) for child, people in found.items() if people}


def _leading(episode: Episode) -> int | None:
    return episode.holder.practitioner_id if episode.holder else None


def _managers(people: Iterable[Practitioner], team: "Team") -> list[Practitioner]:
    return [one for one in people if any(_manages(role, team) for role in one.memberships_now)]


def _manages(role: Membership, team: "Team") -> bool:
    return role.team_id == team.pk and MANAGES in role.role_class.permissions
