"""How a plan goes, as lists and the pages of rooms above say it in a word (BN-047); the plan itself says more."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.plans.presenting.reviews import is_over

if TYPE_CHECKING:
    from django.db.models import Model

    from righthelp.plans.models import Plan


@dataclass(frozen=True)
class Goes:
    """Whether the review of a plan is late, and what the last one said of it."""

    is_late: bool
    is_not_working: bool
    is_risk_rising: bool

    @property
    def needs_another_look(self) -> bool:
        """Say whether it does not make the difference hoped for yet, or risk is rising."""
        return self.is_not_working or self.is_risk_rising


def goes_of(plan: "Plan", row: "Model", today: dt.date) -> Goes:
    """Say how a plan goes, of a row that was asked for it with `how_it_goes`; of an ended one nothing is to be done."""
    if not plan.is_open:
        return Goes(is_late=False, is_not_working=False, is_risk_rising=False)
    said, is_late = vars(row), is_over(plan.next_review_on, today)
    return Goes(is_late, bool(said["is_not_working"]), bool(said["is_risk_rising"]))
