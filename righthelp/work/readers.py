"""Who may read of a child because of current work, by name: the other side of `policies.reasons_from_work`."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import may
from righthelp.people.readers import Reader, with_roles
from righthelp.work.models import Cover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def readers_from_work(people: Collection[int]) -> list[Reader]:
    """Name whoever works with these people today, stands in for them, or manages their team."""
    today = timezone.localdate()
    here = list(Involvement.objects.filter(child__in=people).on(today).exclude(practitioner=None).with_people())
    if not here:
        return []
    covers = list(Cover.objects.on(today).filter(team__in={one.team_id for one in here}).select_related("absent"))
    managers = Membership.objects.current().with_one_of(["see the team's children"])
    managing = list(managers.filter(team__in={one.team_id for one in here}).values_list("team_id", "practitioner_id"))
    known = with_roles(
        [one.practitioner_id for one in here if one.practitioner_id]
        + [cover.covering_id for cover in covers]
        + [pk for _, pk in managing]
    )
    return [found for one in here for found in _of(one, known, covers, managing)]


def _of(
    one: Involvement, known: "dict[int, Practitioner]", covers: list[Cover], managing: list[tuple[int, int]]
) -> Iterator[Reader]:
    """Name those whom one involvement lets read, as far as they write for its agency today."""
    words = {one.practitioner_id: f"works with the child: {one.role}"}
    for cover in covers:
        if (cover.absent_id, cover.team_id) == (one.practitioner_id, one.team_id):
            words.setdefault(cover.covering_id, f"stands in for {cover.absent.name}")
    for team, manager in managing:
        if team == one.team_id:
            words.setdefault(manager, f"manages {one.who}, who works with the child")
    for key, because in words.items():
        by = known.get(key or 0)
        if by and one.team and may(by, "write considerations", one.team.agency):
            yield Reader(one.child_id, by, because)
