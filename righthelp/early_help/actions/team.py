"""The team around the family: practitioners of any agency join for chosen children, and leave (BP-037, BN-039)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import may
from righthelp.audit.actions import record
from righthelp.consent.actions.sharing import Considered, share
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.pages import help_page
from righthelp.messages.actions import notify
from righthelp.plans.actions.holding import hold, hold_to_add
from righthelp.plans.models import Member, PlanChild
from righthelp.plans.policies import may_change
from righthelp.plans.workers import same_in_team
from righthelp.work.actions import AlreadyInvolved, end_involvement, involve, involve_by_name
from righthelp.work.models import Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner, Team
    from righthelp.people.models import Person
    from righthelp.work.queries import InvolvementQuerySet

JOINED = "You have joined the team around a family"
NOT_ASKED = "The family was not asked about this change"
OPENED = "They joined the team around the family, and may open the everyday parts of the child’s record and the plan."


class AlreadyInTeam(Exception):
    """They take part for all these children already, in this role."""


class LeadStays(Exception):
    """Whoever leads does not leave the team: somebody else is named first."""


@dataclass(frozen=True)
class Joining:
    """Somebody with an account who joins, as what, and what the family says to it.

    `is_interface`: a social worker who comes to think about the plan with the team (BN-014).
    """

    practitioner: "Practitioner"
    team: "Team"
    role: str
    family_says: str
    phone: str = ""
    is_interface: bool = False


@transaction.atomic
def add_to_team(
    *,
    help: EarlyHelp,
    children: Sequence[PlanChild],
    joining: Joining,
    by: "Practitioner",
    told: str = JOINED,
) -> list[Involvement]:
    """Have somebody of any agency work in early help with some of its children, which opens these records to them.

    Where their agency did not work with a child in it, the child's ledger of sharing says so, with what the family
    says. `told` is what their notice says.

    Raises:
        AlreadyInTeam: when they do so for all these children.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a child of another plan.
    """
    hold(help.plan, by)
    parts = join(help=help, children=children, joining=joining, by=by)
    if not parts:
        raise AlreadyInTeam
    key = f"early help {help.pk} joined {parts[0].pk}"
    notify(to=joining.practitioner, key=key, title=told, page=help_page(help))
    return parts


def join(*, help: EarlyHelp, children: Sequence[PlanChild], joining: Joining, by: "Practitioner") -> list[Involvement]:
    """Have somebody work with the children with whom work goes on, inside a change that holds the plan.

    Raises:
        ValueError: for a child of another plan.
    """
    _require_of(help, children)
    agency = joining.team.agency
    new = new_to(agency, help, [one.person for one in children])
    parts = [part for child in children if (part := _involve(child, joining, by))]
    note_shared(help, [part.child for part in parts if part.child in new], agency, joining.family_says, by)
    if joining.is_interface:
        here = Member.objects.here().filter(plan=help.plan_id, practitioner=joining.practitioner, team=joining.team)
        here.update(is_interface=True)
    if parts:
        refs = {"practitioner": joining.practitioner.pk, "children": len(parts)}
        fields = ["is_interface"] if joining.is_interface else []
        record(by=by, name="early_help.team_joined", subject=help, refs=refs, fields=fields)
    return parts


@transaction.atomic
def add_by_name(
    *,
    help: EarlyHelp,
    children: Sequence[PlanChild],
    name: str,
    organisation: str,
    phone: str,
    role: str,
    by: "Practitioner",
    shuts: bool = False,
) -> list[Involvement]:
    """Note that somebody without an account works in early help with some of its children. It opens nothing to them.

    `shuts`: the place where they work is shut in the school holidays, so that somebody is named for that time.

    Raises:
        AlreadyInTeam: when they do so for all these children, in this role.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a child of another plan.
    """
    hold(help.plan, by)
    _require_of(help, children)
    who = {"name": name, "organisation": organisation, "role": role}
    there = set(working_in(help).filter(**who, practitioner__isnull=True).values_list("episode", flat=True))
    today = timezone.localdate()
    parts = [
        involve_by_name(child=one.person, episode=one.episode, starts_on=today, phone=phone, by=by, **who)
        for one in children
        if one.episode and one.episode.is_open and one.episode.pk not in there
    ]
    if not parts:
        raise AlreadyInTeam
    if shuts:
        _note_that_it_shuts(help, name, organisation)
    record(by=by, name="early_help.team_joined", subject=help, refs={"children": len(parts)})
    return parts


def _note_that_it_shuts(help: EarlyHelp, name: str, organisation: str) -> None:
    here = Member.objects.here().filter(plan=help.plan_id, practitioner__isnull=True)
    here.filter(name=name, organisation=organisation).update(shuts=Member.Shuts.YES)


@transaction.atomic
def leave_team(*, help: EarlyHelp, part: Involvement, on: dt.date, because: str, by: "Practitioner") -> None:
    """End somebody's part in early help, with every child. Whoever leads it may say so, and they themselves.

    Raises:
        LeadStays: for whoever leads.
        HasEnded, NotAllowed: as `hold_to_add` does, and for anybody else's part.
        ValueError: for a part in other work.
    """
    held = hold_to_add(help.plan, by)
    require(may_change(by, held) or part.practitioner_id == by.pk)
    theirs = parts_of(help, part)
    if not theirs:
        raise ValueError("somebody leaves a team in which they are")
    if any(one.leads for one in theirs):
        raise LeadStays
    for one in theirs:
        end_involvement(involvement=one, on=on, because=because, by=by)
    record(by=by, name="early_help.team_left", subject=help, refs={"involvement": part.pk})


def working_in(help: EarlyHelp) -> "InvolvementQuerySet":
    """Give everybody who works in early help without a last day."""
    return Involvement.objects.filter(episode__in_plan__plan=help.plan_id, ends_on__isnull=True)


def parts_of(help: EarlyHelp, part: Involvement) -> list[Involvement]:
    """List what somebody does in early help now, with each child."""
    same = working_in(help).filter(**same_in_team(part))
    return list(same.with_people().select_related("child"))


def _require_of(help: EarlyHelp, children: Sequence[PlanChild]) -> None:
    if any(one.plan_id != help.plan_id for one in children):
        raise ValueError("the team works with children whom early help is for")


def _involve(child: PlanChild, joining: Joining, by: "Practitioner") -> Involvement | None:
    if child.episode is None or not child.episode.is_open:
        return None
    try:
        return involve(
            child=child.person,
            practitioner=joining.practitioner,
            team=joining.team,
            role=joining.role,
            phone=joining.phone,
            episode=child.episode,
            starts_on=timezone.localdate(),
            by=by,
        )
    except AlreadyInvolved:
        return None


def new_to(agency: Agency, help: EarlyHelp, people: "Collection[Person]") -> "list[Person]":
    """Give the children with whom nobody of another agency works in early help yet: to let it in is to share."""
    if agency == help.plan.team.agency:
        return []
    there = set(working_in(help).filter(team__agency=agency).values_list("child", flat=True))
    return [one for one in people if one.pk not in there]


def note_shared(
    help: EarlyHelp, people: "Sequence[Person]", to_agency: Agency, because: str, by: "Practitioner"
) -> None:
    """Note for each child that another agency was let in, on what basis, and what the family says (SF-055)."""
    if not people:
        return
    agency = _shares_for(help, by)
    what = Considered(happened_on=timezone.localdate(), to_agency=to_agency, facts=OPENED)
    basis = "legitimate_interests" if agency.kind == Agency.Kind.VOLUNTARY else "public_task"
    share(what=what, basis=basis, children=people, agency=agency, because=because, by=by)


def _shares_for(help: EarlyHelp, by: "Practitioner") -> Agency:
    """Give the agency that shares: the one that coordinates, where somebody writes for it; else their own."""
    coordinates: Agency = help.plan.team.agency
    return coordinates if may(by, "write considerations", coordinates) else by.memberships_now[0].team.agency
