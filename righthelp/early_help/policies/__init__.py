"""Who may do what with early help. Who reads it is said by its plan (`plans.policies`)."""

from typing import TYPE_CHECKING

from righthelp.agencies.policies import LEADING, agencies_where, holders_of, leads_or_manages, may
from righthelp.early_help.models import EarlyHelp
from righthelp.plans.policies import COORDINATE

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team
    from righthelp.plans.models import Plan

WRITES = "write considerations"
# where everybody is of one team, or decides about other work: there who leads or coordinates takes early help up
TAKEN_BY_LEADS = frozenset({"school", "early_years", "gp", "social_care"})
writers = holders_of(WRITES)
answering = holders_of(COORDINATE, *LEADING)


def sees_to(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody sees to early help that nobody leads: its holder; while it waits, the people of its team."""
    it: EarlyHelp | None = getattr(plan, "early_help", None)
    if it is None:
        return False
    if it.holder_id:
        return it.holder_id == by.pk and bool(agencies_where(by, WRITES))
    return it.waits and may_take_up(by, plan.team)


def may_take_up(by: "Practitioner", team: "Team") -> bool:
    """Say whether somebody takes up what waits in a team: who coordinates or leads in its agency, or its people."""
    if may_coordinate(by, team.agency):
        return True
    here = any(one.team_id == team.pk for one in by.memberships_now) and may(by, WRITES, team.agency)
    return here and team.agency.kind not in TAKEN_BY_LEADS


def may_coordinate(by: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody answers for the early help of an agency: who coordinates, leads or manages there."""
    return may(by, COORDINATE, agency) or leads_or_manages(by, agency)


def agencies_answered_for(by: "Practitioner") -> "list[Agency]":
    """List the agencies for whose early help somebody answers: few but family hubs have coordinators (SF-009)."""
    return [agency for agency in agencies_where(by, WRITES) if may_coordinate(by, agency)]
