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
    """Whether a plan can be reviewed now, by when it is, whether that is late, and what the last review said of it."""

    can_be_reviewed: bool  # not while it waits for a yes: its review is refused (BP-026)
    review_on: dt.date | None
    is_late: bool
    is_not_working: bool
    is_risk_rising: bool

    @property
    def needs_another_look(self) -> bool:
        """Say whether it does not make the difference hoped for yet, or risk is rising."""
        return self.is_not_working or self.is_risk_rising


ENDED = Goes(can_be_reviewed=False, review_on=None, is_late=False, is_not_working=False, is_risk_rising=False)


def goes_of(plan: "Plan", row: "Model", today: dt.date) -> Goes:
    """Say how a plan goes, of a row that was asked for it with `how_it_goes`; of an ended one nothing is to be done."""
    if not plan.is_open:
        return ENDED
    said = vars(row)
    review_on = plan.next_review_on if said["can_be_reviewed"] else None
    return Goes(
        can_be_reviewed=said["can_be_reviewed"],
        review_on=review_on,
        is_late=is_over(review_on, today),
        is_not_working=bool(said["is_not_working"]),
        is_risk_rising=bool(said["is_risk_rising"]),
    )
