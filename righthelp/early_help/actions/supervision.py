"""Who supervises a lead practitioner under section 17: it passes on, and it follows when their work does."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import may_keep_people
from righthelp.audit.actions import CommandLine, record
from righthelp.early_help.actions.leading import open_episodes
from righthelp.early_help.actions.team import NOT_ASKED, Joining, join, working_in
from righthelp.early_help.models import ChildInNeed, EarlyHelp, InNeed
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies.in_need import may_supervise
from righthelp.early_help.supervising import deciding, lead_and_supervisor, leading_now
from righthelp.messages.actions import notify_each
from righthelp.people.closing import lists_of
from righthelp.plans.models import PlanChild
from righthelp.work.actions import end_involvement

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Agency, Membership, Practitioner, Team
    from righthelp.early_help.queries import InNeedQuerySet
    from righthelp.work.models import Involvement

PASSED = "You supervise a lead practitioner under section 17"
NEEDS_ANOTHER = "A lead practitioner under section 17 needs another supervisor: please name one"
ANOTHER_LEADS = "Somebody else leads work under section 17 now: please decide again"
SUPERVISES_AS = "supervising social worker"
ASKED_AS = "manager who decides about section 17"


class SupervisesThemselves(Exception):
    """Whoever leads was named to supervise."""


class NotASupervisor(Exception):
    """Only a social worker, or their manager, in children’s social care supervises."""


def require_supervisor(help: EarlyHelp, who: "Membership") -> None:
    """Let only a social worker supervise, and nobody who leads it.

    Raises:
        SupervisesThemselves: for whoever leads.
        NotASupervisor: for somebody who is no social worker in children's social care, or no longer.
    """
    if who.practitioner_id in leading_now(help):
        raise SupervisesThemselves
    if not may_supervise(who.practitioner, who.team.agency):
        raise NotASupervisor


def let_supervise(in_need: InNeed, who: "Practitioner", team: "Team", by: "Practitioner | None") -> None:
    """Have somebody supervise from now on, and tell them."""
    in_need.supervisor, in_need.supervisor_team = who, team
    in_need.save(update_fields=["supervisor", "supervisor_team"])
    refs = {"in_need": in_need.pk, "practitioner": who.pk}
    record(by=by, name="early_help.supervision_passed", subject=in_need.help, refs=refs)
    notify_each([who], key=f"in need {in_need.pk} passed {who.pk}", title=PASSED, page=help_page(in_need.help))


def bring_in(in_need: InNeed, family_says: str, by: "Practitioner") -> None:
    """Have the supervisor work with the children in need, which opens their records to them, and nobody else’s."""
    help, found = in_need.help, set(in_need.children.order_by().values_list("child", flat=True))
    children = [one for one in children_of(help) if one.pk in found]
    joining = Joining(in_need.supervisor, in_need.supervisor_team, SUPERVISES_AS, family_says or NOT_ASKED)
    join(help=help, children=children, joining=joining, by=by)


def let_go(
    help: EarlyHelp, roles: Sequence[str], *, on: "dt.date", because: str, by: "Practitioner", but: int | None = None
) -> None:
    """End that somebody works with the children for section 17 alone: what opened the records is over."""
    for one in working_in(help).filter(role__in=roles).exclude(practitioner=but).select_related("child"):
        end_involvement(involvement=one, on=on, because=because, by=by)


def children_of(help: EarlyHelp) -> list[PlanChild]:
    """List the children with whom work goes on."""
    work: Iterable[int] = (one.pk for one in open_episodes(help))
    return list(PlanChild.objects.filter(plan=help.plan_id, episode__in=list(work)).select_related("person", "episode"))


def follow_work(involvement: "Involvement") -> None:
    """Have supervision pass on with the supervisor's work, and have a manager decide again when another one leads."""
    if involvement.ends_on or not involvement.practitioner_id or not involvement.episode_id:
        return
    going_on = InNeed.objects.going_on().with_people().select_related("help__plan__team__agency")
    for one in going_on.filter(help__plan__children__episode=involvement.episode_id):
        if involvement.role == SUPERVISES_AS:
            _follow_supervisor(one, involvement)
        if involvement.leads and involvement.practitioner_id != one.lead_id:
            key = f"in need {one.pk} led by {involvement.practitioner_id}"
            people = {each.pk: each for each in (*deciding(one), *lead_and_supervisor(one))}
            people.pop(one.lead_id, None)
            notify_each(people.values(), key=key, title=ANOTHER_LEADS, page=help_page(one.help))


def _follow_supervisor(in_need: InNeed, involvement: "Involvement") -> None:
    """Pass supervision to whoever took over all the work of the supervisor, if they may supervise."""
    goes_on = working_in(in_need.help).filter(practitioner=in_need.supervisor_id, role=SUPERVISES_AS).exists()
    who, team = involvement.practitioner, involvement.team
    if who and team and not goes_on and _may_follow(in_need, who, team):
        let_supervise(in_need, who, team, involvement.noted_by)


def _may_follow(in_need: InNeed, who: "Practitioner", team: "Team") -> bool:
    return who.pk not in {in_need.lead_id, *leading_now(in_need.help)} and may_supervise(who, team.agency)


def count_supervised(person: "Practitioner", agency: "Agency") -> int:
    """Count the lead practitioners whom somebody supervises for an agency."""
    return _supervised(person, agency).count()


@transaction.atomic
def hand_over_supervised(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Have a colleague supervise whom a leaver supervised, each logged.

    Nobody supervises themselves: where the colleague leads it, the managers who decide hear that it needs somebody.

    Raises:
        NotAllowed: when somebody does not keep the agency’s people.
    """
    require(may_keep_people(by, agency))
    for one in _supervised(leaver, agency).with_people().select_related("help__plan"):
        team = next((each.team for each in receiver.memberships_now if each.team.agency_id == agency.pk), None)
        if team and _may_follow(one, receiver, team):
            let_supervise(one, receiver, team, None if isinstance(by, CommandLine) else by)
        else:
            key = f"in need {one.pk} without {leaver.pk}"
            notify_each(deciding(one), key=key, title=NEEDS_ANOTHER, page=help_page(one.help))


def lists_of_supervised(person: "Practitioner", agency: "Agency") -> list[set[int]]:
    """Give for each, whose children in need have restricted records, who is on the lists of all of them, by key."""
    found: dict[int, set[int]] = {}
    here = ChildInNeed.objects.filter(in_need__in=_supervised(person, agency), child__left_on__isnull=True)
    children = dict(here.order_by().values_list("child__person", "in_need"))
    for child, named in lists_of(list(children)).items():
        found[children[child]] = found.get(children[child], named) & named
    return list(found.values())


def _supervised(person: "Practitioner", agency: "Agency") -> "InNeedQuerySet":
    return InNeed.objects.going_on().filter(supervisor=person, supervisor_team__agency=agency)
