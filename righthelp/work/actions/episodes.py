"""Pieces of work with a child: begun, allocated to whoever leads them, and ended."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from righthelp.audit.actions import record
from righthelp.work.actions.involvements import AlreadyInvolved, end_involvement, involve
from righthelp.work.kinds import KINDS
from righthelp.work.models import Episode, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.people.models import Person


class AlreadyBegun(Exception):
    """The team does work of this kind with the child already."""


class AlreadyAllocated(Exception):
    """Somebody leads the piece of work already."""


class AlreadyOver(Exception):
    """The piece of work ended already."""


class EndsBeforeItBegan(Exception):
    """The last day lies before the first."""


@transaction.atomic
def begin_episode(
    *, child: "Person", team: "Team", kind: str, aim: str, begun_on: dt.date, by: "Practitioner"
) -> Episode:
    """Begin a piece of work with a child, which nobody leads yet; to take an ended one up again is another one.

    Raises:
        ValueError: when the team's agency does no work of this kind.
        AlreadyBegun: when the team does.
    """
    if team.agency.kind not in KINDS[kind].agency_kinds:
        raise ValueError(f"{team.agency.kind} begins no work of the kind {kind}")
    try:
        with transaction.atomic():
            what = {"child": child, "team": team, "kind": kind, "aim": aim}
            episode = Episode.objects.create(**what, begun_on=begun_on, begun_by=by)
    except IntegrityError:
        raise AlreadyBegun from None
    record(by=by, name="work.episode_begun", subject=child, refs={"episode": episode.pk})
    return episode


@transaction.atomic
def allocate(
    *,
    episode: Episode,
    practitioner: "Practitioner",
    team: "Team",
    role: str,
    starts_on: dt.date,
    by: "Practitioner",
    phone: str = "",
    joined_because: str = "",
) -> Involvement:
    """Have somebody of the agency lead a piece of work that nobody leads. Nothing restricted is opened by it.

    Of some kinds of work anybody's agency may give the lead (`led_by_any_agency`).

    Raises:
        ValueError: when the team is of an agency that may not lead it, or the first day lies before the work began.
        AlreadyOver: when the work ended.
        AlreadyAllocated: when somebody leads it; it passes on by a handover then, which stays visible (BG-028).
    """
    is_theirs = team.agency_id == episode.team.agency_id or episode.about.led_by_any_agency
    if not is_theirs or starts_on < episode.begun_on:
        raise ValueError("work is led by somebody of its agency, from its first day on at the earliest")
    _hold_open(episode)
    try:
        part = involve(
            child=episode.child,
            practitioner=practitioner,
            team=team,
            role=role,
            starts_on=starts_on,
            by=by,
            phone=phone,
            episode=episode,
            leads=True,
            joined_because=joined_because,
        )
    except AlreadyInvolved:
        raise AlreadyAllocated from None
    refs = {"episode": episode.pk, "involvement": part.pk, "practitioner": practitioner.pk}
    record(by=by, name="work.allocated", subject=episode.child, refs=refs)
    return part


@transaction.atomic
def end_episode(
    *, episode: Episode, on: dt.date, outcome: str, because: str, they_go_on: bool, by: "Practitioner"
) -> None:
    """End a piece of work, and with it the parts of those who work in it, unless they go on with the child.

    Raises:
        EndsBeforeItBegan: when the last day lies before the first.
        AlreadyOver: when it ended.
    """
    if on < episode.begun_on:
        raise EndsBeforeItBegan
    _hold_open(episode)
    end = {"ended_on": on, "ended_by": by, "outcome": Episode.Outcome(outcome), "ended_because": because}
    Episode.objects.filter(pk=episode.pk).update(**end)
    record(by=by, name="work.episode_ended", subject=episode.child, refs={"episode": episode.pk})
    if not they_go_on:
        _end_parts(episode, on, by)


def _end_parts(episode: Episode, on: dt.date, by: "Practitioner") -> None:
    for part in Involvement.objects.filter(episode=episode, ends_on__isnull=True).select_related("child"):
        end_involvement(involvement=part, on=on, because=f"The work ended: {episode.what}", by=by)


def _hold_open(episode: Episode) -> None:
    """Hold the row until the change is done, so that nobody is put to work that ends at the same moment."""
    if Episode.objects.select_for_update().going_on().filter(pk=episode.pk).first() is None:
        raise AlreadyOver
