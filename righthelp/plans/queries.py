"""QuerySets named in the users' words."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from righthelp.plans.kinds import PLAN_KINDS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.plans.models import Action, Member, Plan  # noqa: F401  named below, in quotes


def how_it_goes(plan: str) -> dict[str, Subquery]:
    """Ask what the last review of a plan that stands said: `is_not_working`, `is_risk_rising`; None before (BN-047).

    Also whether it `can_be_reviewed` now. `plan` names the field of the rows asked for that holds the plan.
    """
    from righthelp.plans.models import Plan, Review  # the models need this module first

    last = Review.objects.filter(plan=OuterRef(plan), struck_at__isnull=True).order_by("-reviewed_on", "-pk")
    said = {flag: Subquery(last.values(flag)[:1]) for flag in ("is_not_working", "is_risk_rising")}
    return {**said, "can_be_reviewed": Exists(Plan.objects.can_be_reviewed().filter(pk=OuterRef(plan)))}


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans."""

    def going_on(self) -> "PlanQuerySet":
        """Keep those that have not ended."""
        return self.filter(ended_on__isnull=True)

    def can_be_reviewed(self) -> "PlanQuerySet":
        """Leave out those that wait for a yes, as `at_work.waits_for_yes` says: none is reviewed (BP-026)."""
        from righthelp.plans.models import PlanChild  # the models need this module first

        here = PlanChild.objects.filter(plan=OuterRef("pk"), left_on__isnull=True)
        needs_yes = [kind.key for kind in PLAN_KINDS.values() if kind.needs_yes]
        begun = here.filter(episode__isnull=False)
        return self.filter(~Q(kind__in=needs_yes) | ~Exists(here) | Exists(begun))

    def with_whether_shut(self, people: "QuerySet[Any, Any]") -> "PlanQuerySet":
        """Say whether each is about one of these people (`is_shut`); `people` is asked in the same query."""
        from righthelp.plans.models import PlanChild  # the models need this module first

        return self.annotate(is_shut=Exists(PlanChild.objects.filter(plan=OuterRef("pk"), person__in=people)))

    def open_without(self, people: "QuerySet[Any, Any]") -> "PlanQuerySet":
        """Keep those that are about none of these people; `people` is asked in the same query."""
        from righthelp.plans.models import PlanChild  # the models need this module first

        return self.filter(~Exists(PlanChild.objects.filter(plan=OuterRef("pk"), person__in=people)))

    def led(self, episodes: "QuerySet[Any, Any]") -> "PlanQuerySet":
        """Keep those for which one of these pieces of work goes on."""
        from righthelp.plans.models import PlanChild  # the models need this module first

        return self.filter(pk__in=PlanChild.objects.filter(episode__in=episodes).order_by().values("plan"))

    def with_how_it_goes(self) -> "PlanQuerySet":
        """Say of each what its last review said: `is_not_working`, `is_risk_rising`; None before the first (BN-047)."""
        return self.annotate(**how_it_goes("pk"))


class MemberQuerySet(models.QuerySet["Member"]):
    """Those who take part in plans."""

    def here(self) -> "MemberQuerySet":
        """Keep those who take part now."""
        return self.filter(left_on__isnull=True)

    def with_who(self) -> "MemberQuerySet":
        """Bring along who they are and where they work."""
        return self.select_related("practitioner", "team__agency", "person")


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions."""

    def to_do(self) -> "ActionQuerySet":
        """Keep those that are neither done nor dropped."""
        return self.filter(done_on__isnull=True, dropped_at__isnull=True)

    def at_work(self) -> "ActionQuerySet":
        """Keep those for all the children of a plan, or for one at work, as `at_work.at_work` says of children."""
        from righthelp.plans.models import PlanChild  # the models need this module first

        begun = PlanChild.objects.filter(plan=OuterRef("plan"), episode__isnull=False)
        of_all_or_begun = Q(child=None) | Q(child__episode__isnull=False) | ~Exists(begun)
        return self.filter(of_all_or_begun, child__left_on=None)

    def late(self, today: dt.date) -> "ActionQuerySet":
        """Keep those whose day is over."""
        return self.to_do().filter(due_on__lt=today)
