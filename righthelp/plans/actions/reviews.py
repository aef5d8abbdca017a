"""Reviews: whether life gets better for each child, whether the plan makes the difference hoped for, what is next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.plans import notices
from righthelp.plans.actions.holding import hold, require_begun
from righthelp.plans.actions.versions import set_next_review
from righthelp.plans.models import ChildReviewed, Meeting, Plan, PlanChild, Review
from righthelp.plans.rules import is_late, review_fault

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class ChildLife:
    """How life is for one child, compared with the last time, how we know, and what the child says.

    Of what the child says: when, what they had been asked, whether word for word, and who may read it.
    """

    child: PlanChild
    life: str
    how_we_know: str
    says: str = ""
    says_on: dt.date | None = None
    says_asked: str = ""
    says_exact: bool = False
    says_readers: str = ChildReviewed.Readers.KEEPERS


@dataclass(frozen=True)
class Reviewed:
    """What a review says; a reason for a flag raises it (BN-047)."""

    reviewed_on: dt.date
    changed: str
    do_next: str
    next_on: dt.date
    family_view: str = ""
    not_working_because: str = ""
    risk_because: str = ""
    late_because: str = ""
    meeting: Meeting | None = None


@transaction.atomic
def review(*, plan: Plan, what: Reviewed, children: Sequence[ChildLife], by: "Practitioner") -> Review:
    """Write a review, and set the day by which the plan is reviewed again.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        NotBegun: before the family agreed to the help that the plan is for.
        ValueError: with a child or a meeting of another plan, with days that cannot be, or where a late review does
            not say why.
    """
    held = hold(plan, by)
    require_begun(held)
    before = held.reviews.filter(struck_at__isnull=True).values_list("reviewed_on", flat=True)
    _check(held, what, children, list(before))
    flags = {"is_not_working": bool(what.not_working_because), "is_risk_rising": bool(what.risk_because)}
    made = Review.objects.create(plan=held, due_on=held.next_review_on, reviewed_by=by, **vars(what), **flags)
    ChildReviewed.objects.bulk_create(ChildReviewed(review=made, **vars(one)) for one in children)
    set_next_review(held)
    record(by=by, name="plans.reviewed", subject=plan, refs={"review": made.pk}, fields=["next_review_on"])
    if made.is_risk_rising:
        notices.tell_of_risk(made)
    return made


def _check(held: Plan, what: Reviewed, children: Sequence[ChildLife], before: Sequence[dt.date]) -> None:
    fault = review_fault(what.reviewed_on, what.next_on, begun_on=held.begun_on, before=before, days=held.review_days)
    if fault:
        raise ValueError(fault)
    if is_late(what.reviewed_on, held.next_review_on) and not what.late_because:
        raise ValueError("a late review says why")
    of = {*(one.child.plan_id for one in children), *([what.meeting.plan_id] if what.meeting else [])}
    if of - {held.pk}:
        raise ValueError("a review is of one plan")
