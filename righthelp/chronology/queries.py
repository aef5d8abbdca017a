"""QuerySets named in the users' words."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from righthelp.chronology.models import Entry  # noqa: F401  named below, in quotes
    from righthelp.people.models import Person


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries."""

    def of(self, child: "Person") -> "EntryQuerySet":
        """Keep those filed to a child."""
        return self.filter(filings__child=child)

    def standing(self) -> "EntryQuerySet":
        """Leave out those struck through."""
        return self.filter(struck_at__isnull=True)

    def with_what_it_shows(self) -> "EntryQuerySet":
        """Bring along who wrote and struck it, for which agency, and to whom it is filed."""
        return self.select_related("agency", "written_by", "struck_by").prefetch_related("filings__child")
