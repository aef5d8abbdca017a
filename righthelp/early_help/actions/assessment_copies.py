"""Copies of the assessment for the family and whom they chose: kept as somebody read them and said they are safe."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.agencies.actions.refusals import require
from righthelp.audit.actions import record
from righthelp.early_help.models import Assessment, AssessmentCopy, AssessmentGiven
from righthelp.plans.actions.holding import ChangedMeanwhile, hold
from righthelp.plans.copies import Section, as_written
from righthelp.plans.models import Member
from righthelp.plans.policies import keeps

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def release_assessment(
    *,
    assessment: Assessment,
    member: Member,
    sections: Sequence[Section],
    again: Callable[[], Sequence[Section]],
    by: "Practitioner",
    left_out: Sequence[str] = (),
    family_agreed: str = "",
) -> AssessmentCopy:
    """Keep what one of the family, or somebody whom they chose, is to be given, and what they are not given.

    It is written `again` once the plan is held, as `release_copy` does: what was kept from them meanwhile does not go.

    Raises:
        ChangedMeanwhile: when it is not what was read any more.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for a worker, or somebody who no longer takes part, or where there is nothing to give; for somebody
            outside the family where the family did not agree.
    """
    held = hold(assessment.help.plan, by)
    if member.plan_id != held.pk or not member.is_here or member.kind == Member.Kind.WORKER or not sections:
        raise ValueError("a copy is of what was written, for the family or whom they chose, while they take part")
    if member.kind == Member.Kind.NETWORK and not family_agreed.strip():
        raise ValueError("somebody outside the family is given a copy only where the family agreed")
    if as_written(again()) != as_written(sections):
        raise ChangedMeanwhile
    made = {"sections": as_written(sections), "left_out": list(left_out), "family_agreed": family_agreed}
    made["released_by"] = by
    copy = AssessmentCopy.objects.create(assessment=assessment, member=member, **made)
    refs = {"copy": copy.pk, "member": member.pk}
    record(by=by, name="early_help.assessment_copy_released", subject=assessment.help, refs=refs)
    return copy


@transaction.atomic
def note_assessment_given(
    *, copy: AssessmentCopy, how: str, to_where: str, given_on: dt.date, understood_how: str, by: "Practitioner"
) -> AssessmentGiven:
    """Note that a copy went to its reader, and how one knows that they understood it; also after the end (BP-302).

    Raises:
        NotAllowed: when somebody does not keep the plan.
        ValueError: for a day before it was released.
    """
    help = copy.assessment.help
    require(keeps(by, help.plan))
    if given_on < timezone.localdate(copy.released_at):
        raise ValueError("a copy goes to its reader when it is released")
    went = {"how": how, "to_where": to_where, "given_on": given_on, "understood_how": understood_how}
    given = AssessmentGiven.objects.create(copy=copy, noted_by=by, **went)
    record(by=by, name="early_help.assessment_copy_given", subject=help, refs={"copy": copy.pk})
    return given
