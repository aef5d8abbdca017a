"""Who may read of a child because of current work, by name: the other side of `policies.reasons_from_work`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import may
from righthelp.people.readers import Claims, Reader
from righthelp.work.models import Cover, Episode, Involvement

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

    Known = Mapping[int, Practitioner]

MANAGES = "see the team's children"


def readers_from_work(people: "Collection[Person]") -> Claims:
    """Name whoever works with these people today, stands in for them, or manages their team or the work's."""
    today = timezone.localdate()
    here = list(Involvement.objects.filter(child__in=people).on(today).exclude(practitioner=None).with_people())
    work = list(Episode.objects.going_on().filter(child__in=people).select_related("team__agency"))
    if not here and not work:
        return Claims()
    teams = {one.team_id for one in here} | {one.team_id for one in work}
    covers = list(Cover.objects.on(today).filter(team__in=teams).select_related("absent")) if here else []

    def named(known: "Known") -> Iterator[Reader]:
        for one in here:
            yield from _of(one, known, covers)
        for episode in work:
            yield from _managing(episode, known)

    return Claims(
        [*(one.practitioner_id for one in here if one.practitioner_id), *(cover.covering_id for cover in covers)],
        [Membership.objects.current().with_one_of([MANAGES]).filter(team__in=teams)],
        named,
    )


def _of(one: Involvement, known: "Known", covers: list[Cover]) -> Iterator[Reader]:
    """Name those whom one involvement lets read, as far as they write for its agency today."""
    words = {one.practitioner_id: f"works with the child: {one.role}"}
    for cover in covers:
        if (cover.absent_id, cover.team_id) == (one.practitioner_id, one.team_id):
            words.setdefault(cover.covering_id, f"stands in for {cover.absent.name}")
    managers = {manager.pk for manager in _managers(one.team_id, known)}
    for manager in managers:
        words.setdefault(manager, f"manages {one.who}, who works with the child")
    for key, because in words.items():
        by = known.get(key or 0)
        if by and one.team and may(by, "write considerations", one.team.agency):
            yield Reader(one.child_id, by, because, manages=by.pk in managers)


def _managing(work: Episode, known: "Known") -> Iterator[Reader]:
    """Name the managers of the team that does a piece of work."""
    for by in _managers(work.team_id, known):
        if may(by, "write considerations", work.team.agency):
            yield Reader(work.child_id, by, f"manages {work.team}, which works with the child", manages=True)


def _managers(team: int | None, known: "Known") -> "Iterator[Practitioner]":
    for by in known.values():
        if any(one.team_id == team and MANAGES in one.role_class.permissions for one in by.memberships_now):
            yield by
