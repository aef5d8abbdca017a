"""Who sees to early help until it has a lead practitioner."""

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import agencies_where, may_keep_people
from righthelp.audit.actions import COMMAND, record
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.policies import WRITES, may_take_up
from righthelp.people.closing import lists_of
from righthelp.plans.models import PlanChild
from righthelp.work.actions import AlreadyInvolved, end_involvement, involve
from righthelp.work.models import Involvement

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.audit.actions import CommandLine
    from righthelp.early_help.queries import EarlyHelpQuerySet
    from righthelp.people.models import Person
    from righthelp.work.queries import InvolvementQuerySet


OFFERS = "offers early help"
LED_NOW = "Early help has a lead practitioner"


class TakenAlready(Exception):
    """Somebody took it meanwhile, or it ended."""


@transaction.atomic
def take(*, help: EarlyHelp, by: "Practitioner") -> None:
    """See to early help that waits in a team; whoever does works with its children until somebody leads it.

    Raises:
        NotAllowed: when somebody does not take up what waits there.
        TakenAlready: when somebody else was first.
    """
    require(may_take_up(by, help.plan.team))
    waiting = EarlyHelp.objects.going_on().filter(pk=help.pk, holder__isnull=True, begun_on__isnull=True)
    if not waiting.update(holder=by):
        raise TakenAlready
    work_with(help, by, by=by)
    record(by=by, name="early_help.taken", subject=help)


def work_with(help: EarlyHelp, who: "Practitioner", *, by: "Practitioner", because: str = "") -> list["Person"]:
    """Have whoever sees to it work with its children, so that they see the records and everybody sees who it is.

    Of children with whom work has begun nothing changes. Gives those whose records this opens to them.
    """
    team = next((one.team for one in who.memberships_now if one.team_id == help.plan.team_id), None)
    opened = []
    waiting = PlanChild.objects.filter(plan=help.plan_id, left_on__isnull=True, episode__isnull=True)
    for child in waiting.select_related("person"):
        with suppress(AlreadyInvolved):
            involve(
                child=child.person,
                practitioner=who,
                team=team or _own_team(who, help),
                role=OFFERS,
                starts_on=timezone.localdate(),
                by=by,
                joined_because=because,
            )
            opened.append(child.person)
    return opened


def _own_team(who: "Practitioner", help: EarlyHelp) -> "Team":
    """Give the team of whoever leads it from another agency; else the one that coordinates it."""
    return next((one.team for one in who.memberships_now), help.plan.team)


def let_holder_go(help: EarlyHelp, by: "Practitioner | CommandLine", because: str) -> None:
    """End that somebody sees to early help: somebody leads it now, or it ended."""
    people = PlanChild.objects.filter(plan=help.plan_id).order_by().values("person")
    own = _offering().filter(child__in=people, practitioner=help.holder_id)
    _end(own if help.holder_id else own.none(), by, because)
    if EarlyHelp.objects.filter(pk=help.pk, holder__isnull=False).update(holder=None):
        record(by=by, name="early_help.let_go", subject=help, fields=["holder"])


def let_go_of_child(help: EarlyHelp, child: PlanChild, by: "Practitioner | CommandLine", because: str) -> None:
    """End that those who see to early help, or lead it, work with a child only in order to offer it."""
    led = Involvement.objects.filter(episode__in_plan__plan=help.plan_id, leads=True, practitioner__isnull=False)
    whose = Q(practitioner__in=led.order_by().values("practitioner")) | Q(practitioner=help.holder_id or 0)
    _end(_offering().filter(whose, child=child.person_id), by, because)


def leave_to_lead(involvement: "Involvement") -> None:
    """Let whoever saw to early help go, as soon as somebody leads its work; from the command line too."""
    if not involvement.leads or involvement.ends_on:
        return
    by = involvement.noted_by or COMMAND
    here = PlanChild.objects.filter(episode=involvement.episode_id, plan__early_help__isnull=False)
    for child in here.select_related("plan__early_help"):
        let_go_of_child(child.plan.early_help, child, by, LED_NOW)
        let_holder_go(child.plan.early_help, by, LED_NOW)


def _offering() -> "InvolvementQuerySet":
    return Involvement.objects.filter(role=OFFERS, team__isnull=False, ends_on__isnull=True)


def _end(offering: "InvolvementQuerySet", by: "Practitioner | CommandLine", because: str) -> None:
    for one in offering.select_related("child"):
        end_involvement(involvement=one, on=timezone.localdate(), because=because, by=by)


def count_held(person: "Practitioner", agency: "Agency") -> int:
    """Count the early help that somebody sees to, while nobody leads it, as one of an agency."""
    return _held(person, agency).count()


@transaction.atomic
def hand_over_held(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give all that a leaver sees to in an agency to a colleague, each logged.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    for one in _held(leaver, agency):
        EarlyHelp.objects.filter(pk=one.pk).update(holder=receiver)
        record(by=by, name="early_help.handed_over", subject=one, refs={"practitioner": receiver.pk})


def lists_of_held(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each that names somebody restricted who is on the lists of all of them, by key."""
    pairs = list(_held(person, agency).values_list("pk", "plan__children__person"))
    lists = lists_of(child for _, child in pairs if child)
    found: dict[int, set[int]] = {}
    for one, child in pairs:
        if child in lists:
            found[one] = found.get(one, lists[child]) & lists[child]
    return list(found.values())


def _held(person: "Practitioner", agency: "Agency") -> "EarlyHelpQuerySet":
    """Give what somebody sees to: of their agency, or of another where this is the only one that they write for."""
    held = EarlyHelp.objects.going_on().filter(holder=person)
    others = [one.pk for one in agencies_where(person, WRITES) if one != agency]
    return held.exclude(plan__team__agency__in=others)
