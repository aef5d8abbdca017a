"""How this partnership does early help: the last row that was set, or the defaults."""

from dataclasses import dataclass

from righthelp.calendar.timescales import timescale
from righthelp.design_system.formatters import count
from righthelp.early_help.models import LocalWay


@dataclass(frozen=True)
class Way:
    """What holds now: days between reviews, and whether a lead practitioner may hold work under section 17."""

    review_days: int
    leads_hold_section_17: bool

    @property
    def reviews_every(self) -> str:
        """Say in weeks, or else in days, after what time a plan is reviewed at the latest."""
        weeks, left = divmod(self.review_days, 7)
        return count(self.review_days, "day") if left else count(weeks, "week")


def way() -> Way:
    """Give what holds now. Section 17 stays with social workers unless the partnership says otherwise (BP-052)."""
    own = LocalWay.objects.last()
    if own is None:
        return Way(timescale("plan_review").amount, leads_hold_section_17=False)
    return Way(own.review_days, own.leads_hold_section_17)
