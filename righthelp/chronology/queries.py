"""QuerySets named in the users' words."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch

from righthelp.people.queries import is_linked, is_restricted

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from righthelp.chronology.models import Entry, Filing, ReadThrough  # noqa: F401  named below, in quotes
    from righthelp.people.models import Person, Relationship


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries."""

    def of(self, child: "Person") -> "EntryQuerySet":
        """Keep those filed to a child."""
        return self.filter(filings__child=child)

    def standing(self) -> "EntryQuerySet":
        """Leave out those struck through."""
        return self.filter(struck_at__isnull=True)

    def with_what_it_shows(self) -> "EntryQuerySet":
        """Bring along who wrote and struck it, for which agency, to whom it is filed, what it replaces."""
        from righthelp.chronology.models import Filing  # the models need this module first

        filings = Prefetch("filings", Filing.objects.select_related("child__agency"))
        others = ("agency", "written_by", "struck_by")
        return self.select_related(*others).prefetch_related(filings)


class FilingQuerySet(models.QuerySet["Filing"]):
    """Entries on children's records."""

    def beside(self, child_id: "UUID") -> "FilingQuerySet":
        """Keep those of a child, and those of the same entries to other children, first to last."""
        return self.filter(entry__filings__child__public_id=child_id).order_by("entry__happened_on", "entry_id", "pk")

    def with_what_it_shows(self) -> "FilingQuerySet":
        """Bring along in one query the entries, and the children: whether each is on another record too, or closed."""
        return self.annotate(is_linked=is_linked("child"), is_closed=is_restricted("child")).select_related(
            "child__agency", "entry__agency", "entry__written_by", "entry__struck_by", "entry__replaces"
        )


class ReadThroughQuerySet(models.QuerySet["ReadThrough"]):
    """When entries were read together."""

    def of(self, child: "Person") -> "ReadThroughQuerySet":
        """Keep those of a child, with who read for which agency."""
        return self.filter(child=child).select_related("agency", "read_by")


def ties_around(people: "Collection[int]") -> "list[Relationship]":
    """Give who is tied to these people, and to those tied to them, and whether only named people open them: one query.

    What was withdrawn was never right, and leads to nobody.
    """
    from righthelp.people.models import Relationship  # the models need this module first

    read = Relationship.objects.with_whether_closed().select_related("person__agency", "relative__agency", "noted_by")
    found = read.around(people, steps=1)
    return sorted((tie for tie in found if tie.withdrawn_at is None), key=lambda tie: tie.pk)
