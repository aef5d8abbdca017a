"""A plan is agreed: what stands is frozen as a version, and the clock of the next review runs."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.plans import notices
from righthelp.plans.actions.holding import ChangedMeanwhile, hold, require_begun
from righthelp.plans.days import first_day_to_agree
from righthelp.plans.models import Plan, PlanVersion
from righthelp.plans.outlines import outline_of
from righthelp.plans.presenting.content import whole_content
from righthelp.plans.rules import Lack, last_day_for_review, missing_in, next_review_on
from righthelp.plans.snapshots import as_it_stands, snapshot_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class NotWhole(Exception):
    """Something is missing that a plan needs before it is agreed; `missing` says what."""

    def __init__(self, missing: list[tuple[Lack, int]]) -> None:
        super().__init__("the plan is not whole yet")
        self.missing = missing


@transaction.atomic
def agree(
    *,
    plan: Plan,
    as_read: str,
    agreed_on: dt.date,
    agreed_with: str,
    understood_how: str,
    by: "Practitioner",
    not_agreed: str = "",
    review_by: dt.date | None = None,
) -> PlanVersion:
    """Note that a plan was agreed, as it stands, and keep it as a version that nobody edits (BP-208, BP-209).

    Those who take part and have an account are told.

    `as_read`: the plan as it stood on the page that was read, as `as_it_stands` tells it. A mark on a scale, or what
    somebody says before a meeting, makes no other plan of it.
    `review_by`: the day that was agreed for the next review, where that is sooner than the plan would be reviewed.

    Raises:
        ChangedMeanwhile: when the plan says something else now than it said then.
        HasEnded, NotAllowed: as `hold` does.
        NotBegun: before the family agreed to the help that it is for.
        NotWhole: when a need, a worry statement or a goal has no answer (BP-043, BP-207, BP-208).
        ValueError: for a day before the plan began or was agreed the last time, or a review that is not after it, or
            later than it is due.
    """
    held = hold(plan, by)
    require_begun(held)
    if as_it_stands(held) != as_read:
        raise ChangedMeanwhile
    if agreed_on < first_day_to_agree(held):
        raise ValueError("a plan is agreed after it began, and after the version before")
    latest = last_day_for_review(agreed_on, held.next_review_on, held.review_days)
    if review_by and not agreed_on < review_by <= latest:
        raise ValueError("a review is agreed for a day after the plan, and brought forward, not put off")
    missing = missing_in(outline_of(whole_content(held)))
    if missing:
        raise NotWhole(missing)
    agreed = {"agreed_on": agreed_on, "agreed_with": agreed_with, "understood_how": understood_how}
    version = PlanVersion.objects.create(
        plan=held,
        number=held.versions.count() + 1,
        not_agreed=not_agreed,
        review_by=review_by,
        written=snapshot_of(held),
        noted_by=by,
        **agreed,
    )
    set_next_review(held)
    record(by=by, name="plans.agreed", subject=plan, refs={"version": version.pk})
    notices.tell_of_version(version, by)
    return version


def set_next_review(plan: Plan) -> None:
    """Store by when a plan is reviewed next, as `rules.next_review_on` says of its versions and reviews that stand."""
    versions = plan.versions.values_list("agreed_on", "review_by")
    reviews = plan.reviews.filter(struck_at__isnull=True).order_by("pk").values_list("reviewed_on", "next_on")
    due = next_review_on(versions, reviews, plan.review_days)
    Plan.objects.filter(pk=plan.pk).update(next_review_on=due)
