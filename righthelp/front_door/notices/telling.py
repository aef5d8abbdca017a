"""Whom the front door tells of its decisions, questions and answers: notices without a word of whom they are about."""

from typing import TYPE_CHECKING

from righthelp.agencies.models import Membership
from righthelp.front_door.policies import MANAGE, WRITES
from righthelp.front_door.rota import people_here
from righthelp.people.readers import with_roles

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner, Team

LEADS, MANAGES = "see the agency's drafts", "see the team's children"


def leads_of(agency: "Agency") -> "list[Practitioner]":
    """List the safeguarding leads of an agency; where it has none, everybody who writes for it."""
    here = Membership.objects.current().in_agency(agency)
    found = with_roles((), [here.with_one_of([LEADS])]) or with_roles((), [here.with_one_of([WRITES])])
    return list(found.values())


def receivers_in(team: "Team") -> "list[Practitioner]":
    """List the managers of a team; where it has none, the leads of its agency."""
    managers = Membership.objects.current().with_one_of([MANAGES]).filter(team=team)
    return list(with_roles((), [managers]).values()) or leads_of(team.agency)


def managers_of_front_door() -> "list[Practitioner]":
    """List those who manage the front door, by name."""
    return list(people_here(MANAGE).values())
