"""QuerySets named in the users' words."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q

if TYPE_CHECKING:
    from righthelp.people.models import Person, Relationship  # noqa: F401  named below, in quotes


class PersonQuerySet(models.QuerySet["Person"]):
    """People."""

    def with_names(self) -> "PersonQuerySet":
        """Bring along the names that were not withdrawn, in one query more a page."""
        from righthelp.people.models import Name  # the models need this module first

        return self.prefetch_related(Prefetch("names", Name.objects.filter(withdrawn_at__isnull=True)))


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    """Who people are to each other."""

    def standing_with(self, people: Collection[int]) -> "RelationshipQuerySet":
        """Keep those that were not withdrawn and have one of these people at either end, ended or not."""
        either = Q(person__in=people) | Q(relative__in=people)
        return self.filter(either, withdrawn_at__isnull=True)
