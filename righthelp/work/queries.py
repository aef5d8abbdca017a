"""QuerySets named in the users' words."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Membership, Practitioner, Team
    from righthelp.work.models import Cover, Episode, Involvement, Transfer  # noqa: F401  named below, in quotes


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Pieces of work."""

    def going_on(self) -> "EpisodeQuerySet":
        """Keep those without a last day."""
        return self.filter(ended_on__isnull=True)

    def not_allocated(self) -> "EpisodeQuerySet":
        """Keep those that go on and that nobody leads without a last day."""
        from righthelp.work.models import Involvement  # the models need this module first

        leading = Involvement.objects.filter(episode=OuterRef("pk"), leads=True, ends_on__isnull=True)
        return self.going_on().filter(~Exists(leading))

    def with_wait(self) -> "EpisodeQuerySet":
        """Say since which day nobody leads work: the last day of whoever did last, or its first day."""
        from righthelp.work.models import Involvement  # the models need this module first

        led = Involvement.objects.filter(episode=OuterRef("pk"), leads=True).order_by("-ends_on").values("ends_on")
        return self.annotate(waits_since=Coalesce(Subquery(led[:1]), "begun_on"))

    def with_workers(self) -> "EpisodeQuerySet":
        """Bring along the team, and everybody who is or was part of it, in one query more."""
        from righthelp.work.models import Involvement  # the models need this module first

        workers = Prefetch("involvements", Involvement.objects.with_people())
        return self.select_related("team__agency", "begun_by", "ended_by").prefetch_related(workers)


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    """Who works with whom."""

    def on(self, day: dt.date) -> "InvolvementQuerySet":
        """Keep those that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def joined_by_allocation(self, since: dt.datetime) -> "InvolvementQuerySet":
        """Keep those noted since a moment by a manager who had no other reason to see the child's record."""
        return self.filter(noted_at__gte=since).exclude(joined_because="")

    def of(self, practitioner: "Practitioner") -> "InvolvementQuerySet":
        """Keep somebody's own."""
        return self.filter(practitioner=practitioner)

    def in_teams(self, teams: "Collection[Team]") -> "InvolvementQuerySet":
        """Keep those of whoever works in some teams."""
        return self.filter(team__in=teams)

    def in_agency(self, agency: "Agency") -> "InvolvementQuerySet":
        """Keep those of whoever works in an agency."""
        return self.filter(team__agency=agency)

    def with_people(self) -> "InvolvementQuerySet":
        """Bring along who it is, where they work, and the piece of work that they are part of."""
        return self.select_related("practitioner", "team__agency", "episode")


class CoverQuerySet(models.QuerySet["Cover"]):
    """Who stands in for whom."""

    def on(self, day: dt.date) -> "CoverQuerySet":
        """Keep those that hold on a day."""
        return self.filter(ended_at__isnull=True, starts_on__lte=day, ends_on__gte=day)

    def by(self, practitioner: "Practitioner") -> "CoverQuerySet":
        """Keep those in which somebody stands in."""
        return self.filter(covering=practitioner)

    def to_come(self, day: dt.date) -> "CoverQuerySet":
        """Keep those that hold on a day or later."""
        return self.filter(ended_at__isnull=True, ends_on__gte=day)

    def concerning(self, practitioner: "Practitioner", away: "Collection[Membership]") -> "CoverQuerySet":
        """Keep those of somebody, by somebody, and of those whose cover they arrange; with names and teams."""
        own = Q(absent=practitioner) | Q(covering=practitioner)
        theirs = Q(absent__in=[one.practitioner_id for one in away], team__in=[one.team_id for one in away])
        return self.filter(own | theirs).select_related("absent", "covering", "team__agency")


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Records sent on."""

    def without_receipt(self) -> "TransferQuerySet":
        """Keep those of which nobody has said that they came."""
        return self.not_set_aside().filter(received_at__isnull=True)

    def not_set_aside(self) -> "TransferQuerySet":
        """Leave out those that were noted of the wrong child."""
        return self.filter(set_aside_at__isnull=True)
