"""QuerySets named in the users' words."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from righthelp.early_help.models import EarlyHelp, InNeed  # noqa: F401  named below, in quotes


class EarlyHelpQuerySet(models.QuerySet["EarlyHelp"]):
    """Early help of families."""

    def going_on(self) -> "EarlyHelpQuerySet":
        """Keep what has not ended, begun or not."""
        return self.filter(ended_on__isnull=True)

    def with_plan(self) -> "EarlyHelpQuerySet":
        """Bring along the plan, who coordinates and who holds it."""
        return self.select_related("plan__team__agency", "plan__edition", "holder", "consideration")


class InNeedQuerySet(models.QuerySet["InNeed"]):
    """Work under section 17 that a lead practitioner does."""

    def going_on(self) -> "InNeedQuerySet":
        """Keep what has not ended; it ends with the early help at the latest."""
        return self.filter(ended_on__isnull=True, help__ended_on__isnull=True)

    def supervision_late(self, today: dt.date) -> "InNeedQuerySet":
        """Keep what should have been supervised by now."""
        return self.going_on().filter(next_supervision_on__lt=today)

    def with_people(self) -> "InNeedQuerySet":
        """Bring along who leads, who supervises and who decided."""
        return self.select_related("lead", "supervisor", "supervisor_team__agency", "decided_by", "ended_by")
