"""Who may see and change a plan.

Who reads it: whoever took part in the work with the children that it is for, stands in for or answers for somebody who
did, coordinates it, or works in children's social care; and of these only who may see the record of a child in it now.
Only the parts about children whose records are open are shown. A plan that is about somebody whose record is restricted
is shut to everybody who is not on that list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, When
from django.utils import timezone

from righthelp.agencies.policies import agencies_where, leads_or_manages, may
from righthelp.work.models import Involvement
from righthelp.work.policies import covers_of, is_covered, manages, teams_managed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.plans.models import ChildReviewed, Member, Plan, Review

COORDINATE = "coordinate early help"

SeesTo = Callable[["Practitioner", "Plan"], bool]
_seeing_to: dict[str, SeesTo] = {}


def register_who_sees_to(room: str, sees_to: SeesTo) -> None:
    """Have a room say who sees to its plans before anybody leads the work; the same room again replaces it."""
    _seeing_to[room] = sees_to


class HasEnded(Exception):
    """The plan has ended, and is not changed any more."""


@dataclass(frozen=True)
class Standing:
    """What somebody has to do with a plan. Its work is read once, and only where nothing else gives the answer."""

    by: "Practitioner"
    plan: "Plan"

    @cached_property
    def work(self) -> list[Involvement]:
        """Give everybody's part in the work with all children of the plan, also earlier, the first one first.

        `is_own` says of each whether it is this person's, or one that they cover or answer for.
        """
        return list(_work_of(self.by, [self.plan]))

    @cached_property
    def took_part(self) -> bool:
        """Say whether they have to do with it: by its work, now or earlier, or because they answer for it."""
        by, plan = self.by, self.plan
        if plan.begun_by_id == by.pk or answers_for(by, plan) or may(by, "find anybody"):
            return True
        return any(vars(one)["is_own"] for one in self.work) or _sees_to(by, plan)

    @cached_property
    def keeps(self) -> bool:
        """Say whether whoever reads it keeps it: who leads the work, stands in for them or answers for it.

        Before anybody leads, whoever began it, and who sees to it until then. Of an ended plan: who did so on its
        last day.
        """
        by, plan = self.by, self.plan
        if not may(by, "write considerations"):
            return False
        if answers_for(by, plan):
            return True
        leading = [one for one in self._here if one.leads]
        if leading:
            return any(vars(one)["is_own"] for one in leading)
        return plan.begun_by_id == by.pk or _sees_to(by, plan)

    @cached_property
    def takes_part(self) -> bool:
        """Say whether whoever reads it keeps it or works in it; of an ended plan, on its last day."""
        if self.keeps:
            return True
        return may(self.by, "write considerations") and any(vars(one)["is_own"] for one in self._here)

    @property
    def may_change(self) -> bool:
        """Say whether whoever reads it may change it: whoever keeps it. An ended plan is not changed."""
        return self.plan.is_open and self.keeps

    @property
    def may_contribute(self) -> bool:
        """Say whether whoever reads it may add to it: progress, views, marks. All who take part in it now."""
        return self.plan.is_open and self.takes_part

    def hears(self, said: "ChildReviewed", review: "Review") -> bool:
        """Say whether whoever reads it may read what a child said at a review: it can disclose.

        Whoever wrote the review and whoever keeps the plan; others who read it only where that was chosen (design,
        section 4, rule 2).
        """
        if said.says_readers == said.Readers.TEAM or review.reviewed_by_id == self.by.pk:
            return True
        return self.keeps

    @property
    def _here(self) -> list[Involvement]:
        day = self.plan.ended_on or timezone.localdate()
        return [one for one in self.work if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)]


def standings(by: "Practitioner", plans: "Iterable[Plan]") -> dict[int, Standing]:
    """Give what somebody has to do with each of some plans, by its key; the work of all of them is read at once."""
    made = {plan.pk: Standing(by, plan) for plan in plans}
    work: dict[int, list[Involvement]] = {key: [] for key in made}
    for one in _work_of(by, made):
        work[vars(one)["of_plan"]].append(one)
    for key, standing in made.items():
        vars(standing)["work"] = work[key]  # as its cached property would keep it
    return made


def _work_of(by: "Practitioner", plans: "Iterable[Plan | int]") -> "QuerySet[Involvement, Any]":
    is_own = Case(When(_own_or_answered_for(by) | is_covered(by), then=True), default=False)
    work = Involvement.objects.filter(episode__in_plan__plan__in=plans).with_people()
    return work.annotate(is_own=is_own, of_plan=F("episode__in_plan__plan")).order_by("starts_on", "pk")


def took_part(reader: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody has to do with a plan."""
    return Standing(reader, plan).took_part


def may_change(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody who reads a plan may change it."""
    return Standing(by, plan).may_change


def may_contribute(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody who reads a plan may add to it."""
    return Standing(by, plan).may_contribute


def keeps(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody who reads a plan keeps it, or did on its last day.

    They write down what is still owed after its end: minutes, how a copy went, what a family wrote that was read.
    """
    return Standing(by, plan).keeps


def takes_part(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody who reads a plan keeps it or works in it, or did on its last day."""
    return Standing(by, plan).takes_part


def answers_for(by: "Practitioner", plan: "Plan") -> bool:
    """Say whether somebody answers for the team that coordinates a plan: coordinator, manager or safeguarding lead."""
    agency: Agency = plan.team.agency
    return manages(by, plan.team) or may(by, COORDINATE, agency) or leads_or_manages(by, agency)


def _sees_to(by: "Practitioner", plan: "Plan") -> bool:
    return any(sees_to(by, plan) for sees_to in _seeing_to.values())


def may_move(by: "Practitioner", plan: "Plan", holder: "Member") -> bool:
    """Say whether somebody may put the day of an action off: whoever holds it, and whoever may change the plan."""
    return holder.practitioner_id == by.pk or may_change(by, plan)


def led_by(reader: "Practitioner") -> "QuerySet[Involvement, Any]":
    """Ask for the pieces of work that somebody leads, stands in for, or answers for in their team or agency."""
    today = timezone.localdate()
    covered = (Q(practitioner=one.absent_id, team=one.team_id) for one in covers_of(reader, today))
    meant = reduce(or_, covered, _own_or_answered_for(reader))
    return Involvement.objects.on(today).filter(meant, leads=True).order_by().values("episode")


def _own_or_answered_for(reader: "Practitioner") -> Q:
    """Say whose work is meant: one's own, of those whom one manages, of an agency that one leads."""
    agencies = agencies_where(reader, "write considerations")
    own, managed = Q(practitioner=reader, team__agency__in=agencies), Q(team__in=teams_managed(reader))
    return own | managed | Q(team__agency__in=agencies_where(reader, "see the agency's drafts"))
