"""Early help is opened, to be offered to a family; it begins once they agree."""

import datetime as dt
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import transaction

from righthelp.agencies.models import Team
from righthelp.audit.actions import record
from righthelp.early_help.actions.beside import tell_beside
from righthelp.early_help.agreement import ChildSaid, said_of_children
from righthelp.early_help.local import way
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.thinking import bring_needs, bring_voice
from righthelp.guidance.access import edition_in_use
from righthelp.plans.actions import begin_plan, put_to_work
from righthelp.plans.actions.holding import hold
from righthelp.plans.models import Plan, PlanChild
from righthelp.work.actions import AlreadyBegun, begin_episode
from righthelp.work.models import Episode

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration, ConsideredChild
    from righthelp.early_help.queries import EarlyHelpQuerySet
    from righthelp.people.models import Person

KIND = "early_help"


class NotAgreed(Exception):
    """Nobody of the family has agreed, for none of the children, or what was agreed was taken back."""


class SaidNo(Exception):
    """Somebody whose word decides said no beside a yes, or only others agreed: it needs a reason to begin."""


class BeforeAgreed(Exception):
    """The day lies before anybody agreed for one of the children: `on` is the first that is possible."""

    def __init__(self, on: dt.date) -> None:
        super().__init__()
        self.on = on


class HelpedAlready(Exception):
    """The team gives early help to one of the children already, by another plan."""


class OpenAlready(Exception):
    """The team has early help open for one of the children already: `help`. It goes on there."""

    def __init__(self, help: EarlyHelp) -> None:
        super().__init__()
        self.help = help


@transaction.atomic
def open_help(
    *,
    people: "Sequence[Person]",
    team: "Team",
    came_by: str,
    because: str,
    need_seen_on: dt.date,
    by: "Practitioner",
    holder: "Practitioner | None" = None,
    consideration: "Consideration | None" = None,
    help_so_far: str = "",
    thought_of: "Collection[ConsideredChild]" = (),
    passed_by: "Agency | None" = None,
) -> EarlyHelp:
    """Open early help for some children, coordinated by a team, so that it can be offered to the family.

    `thought_of` are those of them in the consideration that it follows from: what was noted there comes along. Where
    another team helps one of them, both are told; `passed_by` is the agency that passed them on, if one did.

    Raises:
        OpenAlready: where the team has early help open for one of them.
    """
    there = going_on_in(lock_team(team), people).first()
    if there:
        raise OpenAlready(there)
    edition, days = edition_in_use(), way().review_days
    opened = EarlyHelp.objects.create(
        plan=begin_plan(kind=KIND, team=team, people=people, edition=edition, review_days=days, by=by),
        came_by=came_by,
        consideration=consideration,
        holder=holder,
        need_seen_on=need_seen_on,
        because=because,
        help_so_far=help_so_far,
    )
    bring_needs(opened, thought_of, by)
    record(by=by, name="early_help.opened", subject=opened, refs={"plan": opened.plan_id})
    tell_beside(opened, people, passed_by or team.agency, by)
    return opened


@transaction.atomic
def begin_help(
    *,
    help: EarlyHelp,
    on: dt.date,
    hoped_end_on: dt.date | None,
    by: "Practitioner",
    children: Collection[PlanChild] | None = None,
    despite: str = "",
) -> list[PlanChild]:
    """Begin early help for children for whom the family agreed, and give those children.

    Without `children`, for all for whom nobody’s no stands beside the yes. A child for whom somebody agrees later
    begins later, by the same way. `despite` says why it begins where somebody said no beside a yes.

    Raises:
        NotAgreed: where there is no agreement for a child who has not begun (BP-026, SF-010, BN-040).
        SaidNo: where a reason is needed for one of them, and there is none (SF-028).
        BeforeAgreed: for a day before somebody agreed.
        HelpedAlready: where the team gives early help to one of them by another plan.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(help.plan, by)
    said = _to_begin(help, children)
    _check(said, on, despite)
    for one in said:
        put_to_work(child=one.child, episode=_work_with(one.child, help, on, by), by=by)
        bring_voice(help, one.child, by)
    _note_begun(help, on, hoped_end_on, by)
    if any(one.needs_reason for one in said):
        _note_despite(help, despite)
    help.refresh_from_db(fields=["begun_on", "begun_by", "hoped_end_on", "begun_despite"])
    record(by=by, name="early_help.begun", subject=help, refs={"children": len(said)})
    return [one.child for one in said]


def waits_to_begin(said: ChildSaid) -> bool:
    """Say whether somebody agreed for a child for whom it has not begun."""
    return said.agreed_on is not None and said.child.episode_id is None


def going_on_in(team: "Team", people: "Collection[Person]") -> "EarlyHelpQuerySet":
    """Ask for the early help of a team that goes on for one of some children."""
    here = PlanChild.objects.filter(person__in=people, left_on__isnull=True).order_by()
    return EarlyHelp.objects.going_on().with_plan().filter(plan__team=team, plan__in=here.values("plan"))


def lock_team(team: "Team") -> "Team":
    """Take hold of a team, so that of two who open early help there at once the second finds that of the first."""
    return Team.objects.select_for_update(of=("self",)).select_related("agency").get(pk=team.pk)


def _to_begin(help: EarlyHelp, children: Collection[PlanChild] | None) -> list[ChildSaid]:
    said = [one for one in said_of_children(help) if waits_to_begin(one)]
    if children is None:
        return [one for one in said if not one.needs_reason] or said
    chosen = {one.pk for one in children}
    return [one for one in said if one.child.pk in chosen]


def _check(said: Collection[ChildSaid], on: dt.date, despite: str) -> None:
    if not said:
        raise NotAgreed
    if any(one.needs_reason for one in said) and not despite:
        raise SaidNo
    first = max(one.agreed_on for one in said if one.agreed_on)
    if on < first:
        raise BeforeAgreed(first)


def _note_begun(help: EarlyHelp, on: dt.date, hoped_end_on: dt.date | None, by: "Practitioner") -> None:
    """Note when it began; where that was before anybody wrote it down here, its plan began with it."""
    EarlyHelp.objects.filter(pk=help.pk, begun_on__isnull=True).update(
        begun_on=on, begun_by=by, hoped_end_on=hoped_end_on
    )
    Plan.objects.filter(pk=help.plan_id, begun_on__gt=on).update(begun_on=on)


def _note_despite(help: EarlyHelp, despite: str) -> None:
    before = EarlyHelp.objects.values_list("begun_despite", flat=True).get(pk=help.pk)
    EarlyHelp.objects.filter(pk=help.pk).update(begun_despite="\n".join(filter(None, (before, despite))))


def _work_with(child: PlanChild, help: EarlyHelp, on: dt.date, by: "Practitioner") -> Episode:
    what: dict[str, Any] = {"child": child.person, "team": help.plan.team, "kind": KIND}
    with suppress(AlreadyBegun):
        return begin_episode(**what, aim=help.because, begun_on=on, by=by)
    found = Episode.objects.going_on().filter(**what, in_plan__isnull=True).first()
    if found is None:
        raise HelpedAlready
    return found
