"""Who works with a child, and how that passes on."""

import datetime as dt
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
    return involvement


@transaction.atomic
def end_involvement(*, involvement: Involvement, on: dt.date, because: str, by: "Practitioner | CommandLine") -> None:
    """End somebody's work with a child after a day; the row stays, so that changes of worker can be seen (BG-028).

    Raises:
        AlreadyEnded: when it has a last day.
    """
    open_one = Involvement.objects.filter(pk=involvement.pk, ends_on__isnull=True)
    if not open_one.update(ends_on=max(on, involvement.starts_on), ended_because=because):
        raise AlreadyEnded
    record(by=by, name="work.involvement_ended", subject=involvement.child, refs={"involvement": involvement.pk})


@transaction.atomic
def hand_over(
    *, involvement: Involvement, to: "Practitioner", note: str, by: "Practitioner | CommandLine"
) -> Involvement:
    """Pass somebody's work with a child to a colleague of the same agency, from today, in the same role.

    It stays in its team where the colleague works there, and goes to the colleague's own team otherwise. With it goes
    the part in a piece of work that goes on, and the lead of it.

    Where the colleague works with the child in that role already, the note stands with what is there.

    Raises:
        AlreadyEnded: when it has a last day.
    """
    today, person = timezone.localdate(), None if isinstance(by, CommandLine) else by
    end_involvement(involvement=involvement, on=today, because=f"Handed over to {to.name}", by=by)
    later, _ = Involvement.objects.get_or_create(
        child=involvement.child,
        practitioner=to,
        team=_team_for(to, involvement),
        role=involvement.role,
        ends_on=None,
        **_part_of(involvement),
        defaults={"starts_on": today, "noted_by": person},
    )
    Handover.objects.create(earlier=involvement, later=later, note=note, handed_by=person)
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


def _team_for(to: "Practitioner", involvement: Involvement) -> "Team | None":
    before = involvement.team
    theirs = [one.team for one in to.memberships_now if before and one.team.agency_id == before.agency_id]
    return before if before in theirs or not theirs else theirs[0]


def _part_of(involvement: Involvement) -> dict[str, Any]:
    goes_on = involvement.episode is not None and involvement.episode.is_open
    return (
        {"episode": involvement.episode, "leads": involvement.leads} if goes_on else {"episode": None, "leads": False}
    )


def _open(person: "Practitioner", agency: "Agency") -> "InvolvementQuerySet":
    return Involvement.objects.of(person).in_agency(agency).filter(ends_on__isnull=True)
