"""QuerySets named in the users' words."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.considerations.models import Consideration, Decision  # noqa: F401  named below, in quotes


class ConsiderationQuerySet(models.QuerySet["Consideration"]):
    """Considerations."""

    def held_by(self, person: "Practitioner") -> "ConsiderationQuerySet":
        """Keep those that a person holds."""
        return self.filter(holder=person)

    def of_agencies(self, agencies: Iterable["Agency"]) -> "ConsiderationQuerySet":
        """Keep those written in some agencies."""
        return self.filter(agency__in=agencies)

    def with_status(self) -> "ConsiderationQuerySet":
        """Mark each as a draft, while a child in it, or no child at all, has no decision."""
        from righthelp.considerations.models import ConsideredChild  # the models need this module first

        children = ConsideredChild.objects.filter(consideration=OuterRef("pk"))
        undecided = children.filter(decisions__isnull=True)
        return self.annotate(is_draft=~Exists(children) | Exists(undecided))

    def drafts(self) -> "ConsiderationQuerySet":
        """Keep drafts."""
        return self.with_status().filter(Q(is_draft=True))

    def decided(self) -> "ConsiderationQuerySet":
        """Keep those in which every child has a decision."""
        return self.with_status().filter(Q(is_draft=False))

    def started_before(self, moment: dt.datetime) -> "ConsiderationQuerySet":
        """Keep those started before a moment."""
        return self.filter(started_at__lt=moment)

    def with_people(self) -> "ConsiderationQuerySet":
        """Bring along who holds it, for which children, with which decisions."""
        from righthelp.considerations.models import Decision  # the models need this module first

        decisions = Decision.objects.select_related("level", "decided_by", "edition__framework")
        return self.select_related("author", "holder", "agency", "edition__framework", "continues").prefetch_related(
            "children", Prefetch("children__decisions", decisions)
        )


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def standing(self) -> "DecisionQuerySet":
        """Leave out those that a later decision superseded."""
        return self.filter(superseded_by__isnull=True)
