"""Agencies and their teams."""

from django.db import transaction

from righthelp.agencies.actions.refusals import Actor, Refused, require
from righthelp.agencies.models import Agency, Team
from righthelp.agencies.policies import may, may_keep_people
from righthelp.agencies.roles import KEEP_ALL
from righthelp.audit.actions import CommandLine, record


@transaction.atomic
def add_agency(*, by: Actor, name: str, kind: str, team_name: str) -> Team:
    """Add an agency with its first team, and return the team.

    Raises:
        NotAllowed: unless `by` keeps all agencies.
        Refused: when there is an agency of that name.
    """
    require(isinstance(by, CommandLine) or may(by, KEEP_ALL))
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already an agency called {name}")
    agency = Agency.objects.create(name=name, kind=kind)
    team = Team.objects.create(agency=agency, name=team_name)
    record(by=by, name="agencies.agency_added", subject=agency, fields=["name", "kind"], refs={"team": team.pk})
    return team


@transaction.atomic
def add_team(*, by: Actor, agency: Agency, name: str) -> Team:
    """Add a team to an agency.

    Raises:
        NotAllowed: unless `by` keeps the agency's people.
        Refused: when the agency has a team of that name.
    """
    require(may_keep_people(by, agency))
    if agency.teams.filter(name__iexact=name).exists():
        raise Refused(f"There is already a team called {name}")
    team = Team.objects.create(agency=agency, name=name)
    record(by=by, name="agencies.team_added", subject=team, fields=["name"], refs={"agency": agency.pk})
    return team
