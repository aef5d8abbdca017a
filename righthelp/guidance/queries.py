"""QuerySets named in the users' words."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from righthelp.guidance.models import Descriptor, Edition, Framework, Theme


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Frameworks."""

    def shown(self) -> "FrameworkQuerySet":
        """Keep those with an edition in force to read today."""
        in_force = Q(
            editions__published_at__isnull=False,
            editions__withdrawn_at__isnull=True,
            editions__effective_from__lte=timezone.localdate(),
        )
        return self.filter(in_force).distinct()

    def adopted(self) -> "Framework | None":
        """Give the one that this partnership uses: the one adopted last."""
        return self.filter(adopted_at__isnull=False).order_by("-adopted_at").first()


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions of frameworks."""

    def published(self, on: dt.date | None = None) -> "EditionQuerySet":
        """Keep those in force on a day, today unless told."""
        day = on or timezone.localdate()
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True, effective_from__lte=day)

    def current_of(self, framework: "Framework") -> "Edition | None":
        """Give the edition that readers see today: in force, from the latest day."""
        in_force = self.filter(framework=framework).published().select_related("framework")
        return in_force.order_by("-effective_from", "-loaded_at", "-pk").first()

    def last_loaded(self, slug: str) -> "Edition | None":
        """Give what was loaded last, draft or published, for the command line."""
        kept = self.filter(framework__slug=slug, withdrawn_at__isnull=True).select_related("framework")
        return kept.order_by("-loaded_at", "-pk").first()


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes."""

    def as_ladders(self) -> "ThemeQuerySet":
        """Bring each theme's descriptors along, from the first level up."""
        return self.prefetch_related("descriptors__level")


class DescriptorQuerySet(models.QuerySet["Descriptor"]):
    """Descriptors."""

    def with_places(self) -> "DescriptorQuerySet":
        """Bring level and theme along, in the order of the document."""
        return self.select_related("level", "theme").order_by("position")
