"""QuerySets named in the users' words."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from righthelp.consent.models import Advice  # noqa: F401  named in the brackets of QuerySet


class KeptQuerySet(models.QuerySet[Any]):
    """Records of one kind."""

    def not_set_aside(self) -> "KeptQuerySet":
        """Leave out what was written by mistake, or written anew."""
        return self.filter(set_aside_at__isnull=True)

    def with_what_it_shows(self) -> "KeptQuerySet":
        """Bring along everybody and everything that a page names."""
        return self.select_related(*(one.name for one in self.model._meta.fields if one.is_relation), "child__agency")


class AdviceQuerySet(models.QuerySet["Advice"]):
    """Approval and advice."""

    def unanswered(self) -> "AdviceQuerySet":
        """Keep what was asked and not answered, about what still counts."""
        return self.filter(answer="", going_on__set_aside_at__isnull=True)
