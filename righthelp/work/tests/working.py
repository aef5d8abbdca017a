"""Work with a child, for tests: plain functions, past every rule."""

import datetime as dt

from righthelp.agencies.models import Practitioner, Team
from righthelp.people.access import Seen, seen_among
from righthelp.people.models import Person
from righthelp.work.actions import involve
from righthelp.work.models import Involvement

LAST_TERM = dt.date(2025, 9, 1)


def team_of(person: Practitioner) -> Team:
    """Give the team in which somebody works."""
    return person.memberships.select_related("team__agency").first().team  # type: ignore[union-attr]


def works_with(
    person: Practitioner, child: Person, role: str = "class teacher", since: dt.date = LAST_TERM
) -> Involvement:
    """Have somebody work with a child."""
    return involve(child=child, practitioner=person, team=team_of(person), role=role, starts_on=since, by=person)


def sees(reader: Practitioner, person: Person) -> Seen | None:
    """Give what somebody sees of a person, asked afresh."""
    return seen_among(Practitioner.objects.get(pk=reader.pk), [person]).get(person.pk)


def why(reader: Practitioner, person: Person) -> list[str]:
    """Give the reasons in words."""
    found = sees(reader, person)
    return [reason.words for reason in found.reasons] if found else []
