"""On which day early help can end, for a family or one child: not before it began, or what was written of it was."""

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from righthelp.early_help.models import EarlyHelp, LeadChoice
from righthelp.plans.days import first_day_to_end
from righthelp.plans.models import ChildReviewed, PlanChild


def can_end_from(help: EarlyHelp) -> dt.date:
    """Give the first day on which early help can end: its plan can, and nobody was chosen to lead it later."""
    chosen_on = LeadChoice.objects.filter(help=help).aggregate(last=Max("chosen_on"))["last"]
    days: list[dt.date | None] = [help.begun_on, chosen_on]
    return max([first_day_to_end(help.plan), *(one for one in days if one)])


def child_can_leave_from(child: PlanChild) -> dt.date:
    """Give the first day on which early help can end for a child: the child was there, and was reviewed no later."""
    here_since = timezone.localdate(child.came_back_at or child.added_at)
    standing = ChildReviewed.objects.filter(child=child, review__struck_at__isnull=True)
    reviewed_on = standing.aggregate(last=Max("review__reviewed_on"))["last"]
    begun_on = child.episode.begun_on if child.episode else None
    days: list[dt.date | None] = [begun_on, reviewed_on]
    return max([here_since, *(one for one in days if one)])
