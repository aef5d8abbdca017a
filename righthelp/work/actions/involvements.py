"""Who works with a child, and how that passes on."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from righthelp.audit.actions import CommandLine, record
from righthelp.people.closing import lists_of
from righthelp.work.models import Episode, Handover, Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.people.models import Person
    from righthelp.work.queries import InvolvementQuerySet


Changed = Callable[[Involvement], None]
_on_change: dict[str, Changed] = {}


def when_involved(name: str, do: Changed) -> None:
    """Have something done in the transaction in which somebody comes to work with a child or ceases to.

    The same name again replaces it.
    """
    _on_change[name] = do


def _tell(involvement: Involvement) -> None:
    for do in _on_change.values():
        do(involvement)


class AlreadyInvolved(Exception):
    """The same person works with the child in the same role already."""


class AlreadyEnded(Exception):
    """The involvement ended already."""


@transaction.atomic
def involve(
    *,
    child: "Person",
    practitioner: "Practitioner",
    team: "Team",
    role: str,
    starts_on: dt.date,
    by: "Practitioner",
    phone: str = "",
    episode: Episode | None = None,
    leads: bool = False,
    joined_because: str = "",
) -> Involvement:
    """Note that somebody with an account works with a child from a day on, as part of a piece of work or not.

    `joined_because` tells those who work with the child why a manager who did not see the record put somebody there.

    Raises:
        AlreadyInvolved: when they do so in the same role, or lead it where somebody leads it.
    """
    try:
        with transaction.atomic():
            who = {"practitioner": practitioner, "team": team, "role": role, "phone": phone}
            where = {"episode": episode, "leads": leads, "joined_because": joined_because}
            involvement = Involvement.objects.create(child=child, starts_on=starts_on, noted_by=by, **who, **where)
    except IntegrityError:
        raise AlreadyInvolved from None
    refs = {"involvement": involvement.pk, "practitioner": practitioner.pk}
    record(by=by, name="work.involved", subject=child, refs=refs)
    _tell(involvement)
    return involvement


@transaction.atomic
def involve_by_name(
    *,
    child: "Person",
    name: str,
    organisation: str,
    phone: str,
    role: str,
    starts_on: dt.date,
    by: "Practitioner",
    episode: Episode | None = None,
) -> Involvement:
    """Note that somebody without an account works with a child: a GP, a coach, a worker of another area."""
    who = {"name": name, "organisation": organisation, "phone": phone, "role": role}
    involvement = Involvement.objects.create(child=child, starts_on=starts_on, noted_by=by, episode=episode, **who)
    record(by=by, name="work.involved", subject=child, refs={"involvement": involvement.pk})
    _tell(involvement)
    return involvement


@transaction.atomic
def end_involvement(*, involvement: Involvement, on: dt.date, because: str, by: "Practitioner | CommandLine") -> None:
    """End somebody's work with a child after a day; the row stays, so that changes of worker can be seen (BG-028).

    Raises:
        AlreadyEnded: when it has a last day.
    """
    _end(involvement, on, because, by)
    _tell(involvement)


@transaction.atomic
def hand_over(
    *,
    involvement: Involvement,
    to: "Practitioner",
    note: str,
    by: "Practitioner | CommandLine",
    team: "Team | None" = None,
    phone: str = "",
) -> Involvement:
    """Pass somebody's work with a child to a colleague of the same agency, from today, in the same role.

    It stays in its team where the colleague works there, and goes to the colleague's own team otherwise. With it goes
    the part in a piece of work that goes on, and the lead of it. `team` says in which team it goes on: also of another
    agency, for a kind of work that is led by any agency.

    Where the colleague works with the child in that role already, the note stands with what is there. `phone` is the
    one on which they are reached about this child.

    Raises:
        AlreadyEnded: when it has a last day.
        ValueError: for a team of another agency, where the work is not led by any agency.
    """
    if team is not None and not _may_go_on_in(team, involvement):
        raise ValueError("work passes on within its agency, unless anybody’s agency may lead it")
    today, person = timezone.localdate(), None if isinstance(by, CommandLine) else by
    _end(involvement, today, f"Handed over to {to.name}", by)
    later, _ = Involvement.objects.get_or_create(
        child=involvement.child,
        practitioner=to,
        team=team or _team_for(to, involvement),
        role=involvement.role,
        ends_on=None,
        **_part_of(involvement),
        defaults={"starts_on": today, "noted_by": person, "phone": phone},
    )
    Handover.objects.create(earlier=involvement, later=later, note=note, handed_by=person)
    # whoever receives it is there before the other leaves, so that rooms above can pass on what is theirs
    _tell(later)
    _tell(involvement)
    refs = {"involvement": later.pk, "practitioner": to.pk}
    record(by=by, name="work.handed_over", subject=involvement.child, refs=refs)
    return later


@transaction.atomic
def note_handover_read(*, handover: Handover, by: "Practitioner") -> None:
    """Note when the next person opened what was handed over; only the first time counts."""
    unread = Handover.objects.filter(pk=handover.pk, read_at__isnull=True)
    if unread.update(read_at=timezone.now()):
        refs = {"involvement": handover.later_id}
        record(by=by, name="work.handover_read", subject=handover.later.child, refs=refs)


def count_children(person: "Practitioner", agency: "Agency") -> int:
    """Count the children with whom somebody works in an agency."""
    return _open(person, agency).values("child").distinct().count()


def lists_of_children(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each child with whom somebody works, and whose record is restricted, who is on its list, by key."""
    return list(lists_of(_open(person, agency).values_list("child_id", flat=True)).values())


@transaction.atomic
def hand_over_children(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Pass all children with whom a leaver works in an agency to a colleague, each logged."""
    for involvement in _open(leaver, agency).with_people():
        hand_over(involvement=involvement, to=receiver, note="", by=by)


def _end(involvement: Involvement, on: dt.date, because: str, by: "Practitioner | CommandLine") -> None:
    open_one = Involvement.objects.filter(pk=involvement.pk, ends_on__isnull=True)
    last_day = max(on, involvement.starts_on)
    if not open_one.update(ends_on=last_day, ended_because=because):
        raise AlreadyEnded
    record(by=by, name="work.involvement_ended", subject=involvement.child, refs={"involvement": involvement.pk})
    involvement.ends_on, involvement.ended_because = last_day, because


def _team_for(to: "Practitioner", involvement: Involvement) -> "Team | None":
    before = involvement.team
    theirs = [one.team for one in to.memberships_now if before and one.team.agency_id == before.agency_id]
    return before if before in theirs or not theirs else theirs[0]


def _may_go_on_in(team: "Team", involvement: Involvement) -> bool:
    episode, before = involvement.episode, involvement.team
    if before is not None and team.agency_id == before.agency_id:
        return True
    return episode is not None and episode.is_open and episode.about.led_by_any_agency


def _part_of(involvement: Involvement) -> dict[str, Any]:
    goes_on = involvement.episode is not None and involvement.episode.is_open
    return (
        {"episode": involvement.episode, "leads": involvement.leads} if goes_on else {"episode": None, "leads": False}
    )


def _open(person: "Practitioner", agency: "Agency") -> "InvolvementQuerySet":
    return Involvement.objects.of(person).in_agency(agency).filter(ends_on__isnull=True)
