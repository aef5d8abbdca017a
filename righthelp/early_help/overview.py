"""What needs another look in all early help of an agency, who leads how many, and how long it took.

It is for whoever answers for it there: coordinators, safeguarding leads, managers. It logs no look a family, as a list
of considerations does not: opening one does. What is about somebody whose record is restricted and closed to the reader
is neither listed nor counted.
"""

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from righthelp.agencies.models import Team
from righthelp.calendar.rules import ONE_DAY
from righthelp.calendar.timescales import timescale
from righthelp.design_system.paging import A_PAGE
from righthelp.early_help.models import EarlyHelp, LeadChoice
from righthelp.early_help.policies import agencies_answered_for
from righthelp.people.policies import closed_people
from righthelp.people.queries import bring_names
from righthelp.plans.goes import Goes, goes_of
from righthelp.plans.models import PlanChild
from righthelp.plans.notices import FIRST_PLAN
from righthelp.plans.queries import how_it_goes
from righthelp.work.models import Episode, Involvement
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.early_help.queries import EarlyHelpQuerySet

LISTS = {
    "unled": "No lead practitioner",
    "unagreed": "No plan agreed yet",
    "unassessed": "Assessment not finished in time",
    "late": "Review is late",
    "not_working": "Not yet making the difference we hoped",
    "rising": "Risk rising",
    "past_end": "Past the end that was hoped for",
    "offered": "Not begun yet, and time from need to help",
}
ORDER = {
    "unled": ("begun_on", "pk"),
    "unagreed": ("begun_on", "pk"),
    "unassessed": ("begun_on", "pk"),
    "late": ("plan__next_review_on", "pk"),
    "not_working": ("plan__next_review_on", "pk"),
    "rising": ("plan__next_review_on", "pk"),
    "past_end": ("hoped_end_on", "pk"),
    "offered": ("need_seen_on", "pk"),
}
LOOKED_BACK = 365 * ONE_DAY


@dataclass(frozen=True)
class HelpInOverview:
    """Early help of one family in a list, with the children whose records are open, and who leads it."""

    it: EarlyHelp
    children: list[PlanChild]
    leads: Involvement | None
    goes: Goes


@dataclass(frozen=True)
class Wait:
    """How many days it took from the need to help, in one agency, for each family; the shortest first."""

    agency: "Agency"
    days: tuple[int, ...]

    @property
    def median(self) -> int:
        """Give the time in the middle: it took half of the families no longer."""
        return round(statistics.median(self.days))


@dataclass(frozen=True)
class LeadsHow:
    """Somebody who leads: how many families and children, and how many hours a week were noted for them (BP-046)."""

    name: str
    job_title: str
    agency: str
    families: int
    children: int
    hours: Decimal | None


@dataclass(frozen=True)
class Overview:
    """The early help that somebody answers for, on a day, in lists of what needs another look."""

    reader: "Practitioner"
    today: dt.date

    def counts(self) -> Mapping[str, int]:
        """Count the families in each list, and all (`all`); one query, and one for what nobody leads."""
        asked = {name: Count("pk", filter=self._asked[name]) for name in LISTS}
        counted = _theirs(self.reader).aggregate(all=Count("pk"), **asked)
        return {str(name): int(number) for name, number in counted.items()}

    def rows(self, name: str, number: int) -> tuple[list[HelpInOverview], bool]:
        """Give one page of a list, and whether there are more."""
        first = (number - 1) * A_PAGE
        listed = _theirs(self.reader).filter(self._asked[name]).order_by(*ORDER[name])
        # found first and brought afterwards: how each goes is asked of one page, not of thousands
        these = EarlyHelp.objects.filter(pk__in=list(listed.values_list("pk", flat=True)[first : first + A_PAGE + 1]))
        brought = these.with_plan().select_related("assessment").annotate(**how_it_goes("plan"))
        found = list(brought.order_by(*ORDER[name]))
        return _rows(self.reader, found[:A_PAGE], self.today), len(found) > A_PAGE

    @cached_property
    def _asked(self) -> Mapping[str, Q]:
        """Say what each list asks for, each in full: a count then looks into a row no further than it must."""
        begun, goes = Q(begun_on__isnull=False), how_it_goes("plan")
        unled = PlanChild.objects.filter(episode__in=_led_by_nobody()).order_by().values("plan")
        return {
            "unled": begun & Q(plan__in=unled),
            "unagreed": begun & Q(plan__next_review_on=None),
            "unassessed": Q(begun_on__lt=self.today - timescale(FIRST_PLAN).amount * ONE_DAY, assessment__done_on=None),
            "late": Q(plan__next_review_on__lt=self.today) & Q(goes["can_be_reviewed"]),
            "not_working": Q(goes["is_not_working"]),
            "rising": Q(goes["is_risk_rising"]),
            "past_end": Q(hoped_end_on__lt=self.today),
            "offered": ~begun,
        }


def waits_of(reader: "Practitioner", today: dt.date) -> list[Wait]:
    """Say for each agency how long it took from need to help for those that began in the last year (SF-009)."""
    agencies = {one.pk: one for one in agencies_answered_for(reader)}
    teams = dict(Team.objects.filter(agency__in=agencies).values_list("pk", "agency_id"))
    # of whichever team: what began in a year is little beside the years of a team, where a database looks first
    begun = _not_closed(reader, EarlyHelp.objects.filter(begun_on__gt=today - LOOKED_BACK))
    days: defaultdict[int, list[int]] = defaultdict(list)
    for team, seen_on, begun_on in begun.order_by().values_list("plan__team", "need_seen_on", "begun_on"):
        if begun_on and team in teams:
            days[teams[team]].append(max((begun_on - seen_on).days, 0))
    return [Wait(one, tuple(sorted(days[key]))) for key, one in agencies.items() if days[key]]


def leads_of(reader: "Practitioner", number: int) -> tuple[list[LeadsHow], bool]:
    """Give one page of those who lead, whoever leads most families first, and whether there are more."""
    first, theirs = (number - 1) * A_PAGE, _theirs(reader)
    leading = Involvement.objects.filter(
        leads=True, ends_on__isnull=True, episode__in_plan__plan__in=theirs.values("plan")
    )
    by = ("practitioner", "practitioner__name", "practitioner__job_title", "team__agency__name")
    counted = (
        leading.order_by()
        .values(*by)
        .annotate(families=Count("episode__in_plan__plan", distinct=True), children=Count("pk"))
    )
    found = list(counted.order_by("-families", "practitioner__name", "practitioner")[first : first + A_PAGE + 1])
    hours = _hours(theirs, [one["practitioner"] for one in found[:A_PAGE]])
    return [_leads(one, hours) for one in found[:A_PAGE]], len(found) > A_PAGE


def _theirs(reader: "Practitioner") -> "EarlyHelpQuerySet":
    teams = Team.objects.filter(agency__in=agencies_answered_for(reader)).order_by().values("pk")
    return _not_closed(reader, EarlyHelp.objects.going_on().filter(plan__team__in=teams, plan__ended_on__isnull=True))


def _not_closed(reader: "Practitioner", these: "EarlyHelpQuerySet") -> "EarlyHelpQuerySet":
    return these.exclude(plan__in=PlanChild.objects.filter(person__in=closed_people(reader)).values("plan"))


def _led_by_nobody() -> list[int]:
    """Give the pieces of work that nobody leads: few, and looked for once, not in each family nor among all plans."""
    return list(Episode.objects.not_allocated().order_by().values_list("pk", flat=True))


def _rows(reader: "Practitioner", found: list[EarlyHelp], today: dt.date) -> list[HelpInOverview]:
    """Bring the children whose records are open, with their names, and who leads; four queries and those of access."""
    plans = [one.plan_id for one in found]
    children = list(PlanChild.objects.filter(plan__in=plans, left_on__isnull=True).select_related("person"))
    opened = open_to(reader, [one.person for one in children])
    bring_names(one.person for one in children if one.person_id in opened)
    here: defaultdict[int, list[PlanChild]] = defaultdict(list)
    for one in children:
        if one.person_id in opened:
            here[one.plan_id].append(one)
    leads = _leads_by_plan(plans)
    return [
        HelpInOverview(one, here[one.plan_id], leads.get(one.plan_id), goes_of(one.plan, one, today)) for one in found
    ]


def _leads_by_plan(plans: list[int]) -> dict[int, Involvement]:
    leading = Involvement.objects.filter(leads=True, ends_on__isnull=True, episode__in_plan__plan__in=plans)
    found = leading.select_related("practitioner", "team__agency").annotate(of_plan=F("episode__in_plan__plan"))
    return {vars(one)["of_plan"]: one for one in found}


def _hours(theirs: "EarlyHelpQuerySet", people: list[int]) -> dict[int, Decimal]:
    """Add up, for each, the hours a week that were noted when they were last chosen for each family."""
    later = LeadChoice.objects.filter(help=OuterRef("help"), pk__gt=OuterRef("pk"))
    noted: QuerySet[LeadChoice, Any] = LeadChoice.objects.filter(
        ~Exists(later), help__in=theirs.values("pk"), practitioner__in=people, hours_a_week__isnull=False
    )
    added: defaultdict[int, Decimal] = defaultdict(Decimal)
    for person, hours in noted.values_list("practitioner_id", "hours_a_week"):
        added[person] += hours or 0
    return dict(added)


def _leads(row: Mapping[str, Any], hours: Mapping[int, Decimal]) -> LeadsHow:
    return LeadsHow(
        row["practitioner__name"],
        row["practitioner__job_title"],
        row["team__agency__name"],
        row["families"],
        row["children"],
        hours.get(row["practitioner"]),
    )
