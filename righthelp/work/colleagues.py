"""Who can be offered on a form: people who write in an agency today, and may sign in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.policies import agencies_where
from righthelp.agencies.queries import MembershipQuerySet
from righthelp.work.policies import answers_for, may_say_who_leads, may_take

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.people.reasons import Reason
    from righthelp.work.models import Episode, Involvement

WRITES = "write considerations"


def writers_of(agencies: "Iterable[Agency]", by: Practitioner) -> list[Membership]:
    """List who writes in some agencies, each once a team, oneself first."""
    held = _writing(agencies).filter(practitioner__suspended_at__isnull=True)
    may_sign_in = held.select_related("practitioner", "team__agency")
    once = {(one.practitioner_id, one.team_id): one for one in may_sign_in.order_by("-pk")}
    return sorted(once.values(), key=lambda one: (one.practitioner_id != by.pk, one.practitioner.name, one.pk))


def colleagues_of(involvement: "Involvement") -> list[Practitioner]:
    """List who else in the agency could go on with a child."""
    agencies = [involvement.team.agency] if involvement.team else []
    held = Practitioner.objects.get_queryset().may_sign_in().filter(memberships__in=_writing(agencies))
    return list(held.exclude(pk=involvement.practitioner_id or 0).distinct().order_by("name", "pk"))


def leaders_for(by: Practitioner, episode: "Episode", reasons: "Iterable[Reason]") -> list[Membership]:
    """List who could lead a piece of work, as far as somebody may say so: all who write in its agency, or oneself."""
    reasons = list(reasons)
    if may_say_who_leads(by, episode, reasons):
        everybody = writers_of([episode.team.agency], by)
        return sorted(everybody, key=lambda one: one.team_id != episode.team_id)
    if may_take(by, episode, reasons):
        own = writers_of([episode.team.agency], by)
        return [one for one in own if (one.practitioner_id, one.team_id) == (by.pk, episode.team_id)]
    return []


def away_of(by: Practitioner, everybody: Iterable[Membership]) -> list[Membership]:
    """Keep those whom somebody may have covered: themselves, and whose work they pass on."""
    return [one for one in everybody if one.practitioner_id == by.pk or answers_for(by, one.team)]


def teams_around(by: Practitioner) -> list[Membership]:
    """List who could stand in for whom, in the agencies where somebody writes."""
    return writers_of(agencies_where(by, WRITES), by)


def _writing(agencies: "Iterable[Agency]") -> MembershipQuerySet:
    return Membership.objects.current().with_one_of([WRITES]).filter(team__agency__in=list(agencies))
