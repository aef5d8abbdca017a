"""Copies for readers: released by a worker who read them, and given (BP-302)."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.plans.actions.holding import ChangedMeanwhile, hold, hold_kept, hold_minutes
from righthelp.plans.copies import Section, as_written
from righthelp.plans.models import Copy, Given, Meeting, Member, Plan, PlanVersion, Review
from righthelp.plans.policies import keeps

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def release_copy(
    *,
    plan: Plan,
    member: Member,
    kind: str,
    title: str,
    sections: Sequence[Section],
    again: Callable[[], Sequence[Section]],
    by: "Practitioner",
    of_version: PlanVersion | None = None,
    meeting: Meeting | None = None,
    review: Review | None = None,
) -> Copy:
    """Keep what one member is to be given, as somebody read it who says that it is safe for them to have.

    A copy of the plan is of an agreed version; one of minutes is of a meeting, and one of a review that was held at no
    meeting is of that, both also after the plan has ended. It is written `again` once the plan is held: what was kept
    from them since it was read does not go.

    Raises:
        ChangedMeanwhile: when it is not what was read any more.
        HasEnded, NotAllowed: as `hold` does; of minutes, as `hold_minutes` does, and of a review as `hold_kept` does.
        ValueError: for somebody who does not take part in this plan.
    """
    held = _held(plan, meeting, review, by)
    if member.plan_id != held.pk or not member.is_here:
        raise ValueError("a copy is for somebody who takes part in the plan")
    if as_written(again()) != as_written(sections):
        raise ChangedMeanwhile
    what = {"kind": kind, "title": title, "of_version": of_version, "meeting": meeting, "review": review}
    copy = Copy.objects.create(plan=held, member=member, sections=as_written(sections), released_by=by, **what)
    record(by=by, name="plans.copy_released", subject=plan, refs={"copy": copy.pk, "member": member.pk})
    return copy


def _held(plan: Plan, meeting: Meeting | None, review: Review | None, by: "Practitioner") -> Plan:
    if meeting:
        return hold_minutes(meeting, by)
    return hold_kept(plan, by) if review else hold(plan, by)


@transaction.atomic
def note_given(*, copy: Copy, how: str, to_where: str, given_on: dt.date, by: "Practitioner") -> Given:
    """Note that a copy went to its reader: how, where to, and when; also after the plan has ended.

    Raises:
        NotAllowed: when somebody does not keep the plan.
        ValueError: for a day before it was released.
    """
    require(keeps(by, copy.plan))
    if given_on < timezone.localdate(copy.released_at):
        raise ValueError("a copy goes to its reader when it is released")
    given = Given.objects.create(copy=copy, how=how, to_where=to_where, given_on=given_on, noted_by=by)
    record(by=by, name="plans.copy_given", subject=copy.plan, refs={"copy": copy.pk})
    return given
