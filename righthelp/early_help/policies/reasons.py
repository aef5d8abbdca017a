"""Why somebody may see the records of children of early help that goes on, beside working with them.

Their agency coordinates it; or it waits in their team for somebody to take it. Whoever takes it works with them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from righthelp.agencies.models import Membership
from righthelp.agencies.policies import agencies_where, may
from righthelp.early_help.policies import WRITES, may_coordinate, may_take_up
from righthelp.people.readers import Claims, Reader
from righthelp.people.reasons import EVERYDAY, Question, Reason
from righthelp.people.rows import shaped
from righthelp.plans.models import PlanChild
from righthelp.plans.policies import COORDINATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person
    from righthelp.people.reasons import Given
    from righthelp.people.rows import Row

COORDINATES = Reason("Your agency coordinates this child’s early help, and you see to it that it goes on", EVERYDAY)
WAITS = Reason("This child waits for early help in your team, or in one for which you answer", EVERYDAY)
WAITING = {"plan__early_help__begun_on__isnull": True, "plan__early_help__holder__isnull": True}
TABLE = "early help"
TOLD = {COORDINATES: "coordinates early help in {}", WAITS: "may take early help up that waits in {}"}


def reasons_from_early_help(reader: "Practitioner", people: Collection[int]) -> "Given | Question":
    """Ask for the reasons that early help gives, for its children, until it ends."""
    if not _agencies(reader):
        return {}
    asked = _going_on().filter(person__in=people)  # of whichever agency: one may hold ten years of it, a child has few
    waits = ExpressionWrapper(Q(**WAITING), output_field=BooleanField())
    of_child = {"key": "person_id", "other": "plan__team_id", "agency": "plan__team__agency_id", "is_marked": waits}
    return Question((shaped(TABLE, asked, **of_child),), partial(_read, reader))


def _read(reader: "Practitioner", rows: "Mapping[str, list[Row]]") -> dict[int, list[Reason]]:
    coordinated = {one.pk for one in agencies_where(reader, COORDINATE)}
    answered_for = {one.pk for one in _agencies(reader) if may_coordinate(reader, one)}
    own = {one.team_id for one in reader.memberships_now if may_take_up(reader, one.team)}
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for row in rows.get(TABLE, ()):
        may_take = row.is_marked and (row.other in own or row.agency in answered_for)
        given = ((COORDINATES, row.agency in coordinated), (WAITS, may_take))
        found[row.key or 0] += [one for one, holds in given if holds and one not in found[row.key or 0]]
    return found


def reach_of_early_help(reader: "Practitioner") -> "list[QuerySet[Any, Any]]":
    """Ask whose records early help may open."""
    here, coordinated = _agencies(reader), agencies_where(reader, COORDINATE)
    waiting = [_going_on().filter(**WAITING, plan__team__agency__in=here)] if here else []
    going_on = [_going_on().filter(plan__team__agency__in=coordinated)] if coordinated else []
    return [one.values("person") for one in (*waiting, *going_on)]


def readers_of_early_help(people: "Collection[Person]") -> Claims:
    """Name those who coordinate the early help of these people, or may take it up."""
    here = list(_going_on().filter(person__in=people).select_related("plan__team__agency", "plan__early_help"))
    if not here:
        return Claims()
    agencies = {one.plan.team.agency_id for one in here}
    writing = Membership.objects.current().with_one_of([WRITES]).filter(team__agency__in=agencies)

    def named(known: "Mapping[int, Practitioner]") -> Iterator[Reader]:
        for one in here:
            for by in known.values():
                for reason in _why(by, one):
                    yield Reader(one.person_id, by, TOLD[reason].format(one.plan.team.agency))

    return Claims(roles=[writing], named=named)


def _why(by: "Practitioner", child: PlanChild) -> Iterator[Reason]:
    it, team = child.plan.early_help, child.plan.team
    if may(by, COORDINATE, team.agency):
        yield COORDINATES
    if it.waits and may_take_up(by, team):
        yield WAITS


def _agencies(reader: "Practitioner") -> "list[Agency]":
    """List the agencies in which early help may open a record to somebody; most people have none."""
    held = (one.team for one in reader.memberships_now if may_take_up(reader, one.team))
    return list({team.agency_id: team.agency for team in held}.values())


def _going_on() -> "QuerySet[PlanChild]":
    going_on = {"plan__early_help__isnull": False, "plan__early_help__ended_on__isnull": True, "left_on__isnull": True}
    return PlanChild.objects.filter(**going_on).order_by()
