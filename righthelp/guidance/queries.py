"""QuerySets named in the users' words."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from righthelp.guidance.models import Descriptor, Edition, Framework, Part, Theme  # noqa: F401  named in strings

P = TypeVar("P", bound="Part")
WITHDRAWAL = frozenset({"withdrawn_at", "withdrawn_by", "withdrawn_because"})


class EditionIsFixed(Exception):
    """A published edition never changes; load a new one."""


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

    def adopted_last(self) -> "FrameworkQuerySet":
        """Keep those that this partnership adopted, the one in use first."""
        return self.filter(adopted_at__isnull=False).order_by("-adopted_at")

    def adopted(self) -> "Framework | None":
        """Give the one that this partnership uses: the one adopted last."""
        return self.adopted_last().first()


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions of frameworks."""

    def update(self, **changes: Any) -> int:
        """Change drafts; of published editions only that and why they are withdrawn."""
        if not changes.keys() <= WITHDRAWAL:
            self._must_be_drafts()
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Throw drafts away."""
        self._must_be_drafts()
        return super().delete()

    def _must_be_drafts(self) -> None:
        if self.filter(published_at__isnull=False).exists():
            raise EditionIsFixed

    def published(self, on: dt.date | None = None) -> "EditionQuerySet":
        """Keep those in force on a day, today unless told."""
        day = on or timezone.localdate()
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True, effective_from__lte=day)

    def latest_first(self) -> "EditionQuerySet":
        """Put the edition that holds from the latest day first."""
        return self.order_by("-effective_from", "-loaded_at", "-pk")

    def current_of(self, framework: "Framework") -> "Edition | None":
        """Give the edition that readers see today: in force, from the latest day."""
        return self.filter(framework=framework).published().select_related("framework").latest_first().first()

    def in_use(self) -> "EditionQuerySet":
        """Keep those in force of the framework that the partnership adopted; the first is the one in use."""
        from righthelp.guidance.models import Framework  # the models need this module first

        adopted = Framework.objects.adopted_last().values("pk")[:1]
        return self.published().filter(framework__in=adopted).latest_first()

    def with_descriptors(self) -> "EditionQuerySet":
        """Keep those that hold descriptors: search and comparison need them."""
        return self.filter(descriptors__isnull=False).distinct()

    def read_today(self) -> "list[Edition]":
        """Give the edition of each framework that readers see today; those that can be searched come first."""
        current: dict[int, Edition] = {}
        for edition in self.published().select_related("framework").latest_first():
            current.setdefault(edition.framework_id, edition)
        ids = [edition.pk for edition in current.values()]
        searchable = set(self.filter(pk__in=ids).with_descriptors().values_list("pk", flat=True))
        return sorted(current.values(), key=lambda item: (item.pk not in searchable, item.framework.short_name))

    def last_loaded(self, slug: str) -> "Edition | None":
        """Give what was loaded last, draft or published, for the command line."""
        kept = self.filter(framework__slug=slug, withdrawn_at__isnull=True).select_related("framework")
        return kept.order_by("-loaded_at", "-pk").first()


class PartQuerySet(models.QuerySet[P]):
    """Rows that editions own; those of published editions are only read."""

    def update(self, **changes: Any) -> int:
        """Change rows of drafts."""
        self.must_be_of_drafts()
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Take rows out of drafts."""
        self.must_be_of_drafts()
        return super().delete()

    def bulk_create(self, objs: Iterable[P], *args: Any, **options: Any) -> list[P]:
        """Add rows to drafts."""
        rows = list(objs)
        for row in {row.owner.pk: row for row in rows}.values():
            row.must_be_of_draft()
        return super().bulk_create(rows, *args, **options)

    def must_be_of_drafts(self) -> None:
        """Refuse rows of published editions.

        Raises:
            EditionIsFixed: when one of these rows is part of a published edition.
        """
        if self.filter(**{f"{self.model.edition_path}__published_at__isnull": False}).exists():
            raise EditionIsFixed


class ThemeQuerySet(PartQuerySet["Theme"]):
    """Themes."""

    def as_ladders(self) -> "ThemeQuerySet":
        """Bring each theme's descriptors along, from the first level up."""
        return self.prefetch_related("descriptors__level")


class DescriptorQuerySet(PartQuerySet["Descriptor"]):
    """Descriptors."""

    def with_places(self) -> "DescriptorQuerySet":
        """Bring level and theme along, in the order of the document."""
        return self.select_related("level", "theme").order_by("position")
