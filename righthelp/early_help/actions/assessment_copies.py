"""Copies of the assessment for the family: kept as somebody read them who says that they are safe to give."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.early_help.models import Assessment, AssessmentCopy
from righthelp.plans.actions.holding import hold
from righthelp.plans.copies import Section, as_written
from righthelp.plans.models import Member

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def release_assessment(
    *,
    assessment: Assessment,
    member: Member,
    sections: Sequence[Section],
    by: "Practitioner",
    left_out: Sequence[str] = (),
) -> AssessmentCopy:
    """Keep what one of the family is to be given of the assessment, and what they are not given.

    Raises:
        HasEnded, NotAllowed: as `hold` does.
        ValueError: for somebody who is not of the family, or no longer takes part, or where there is nothing to give.
    """
    held = hold(assessment.help.plan, by)
    if member.plan_id != held.pk or not member.is_here or member.kind != Member.Kind.FAMILY or not sections:
        raise ValueError("a copy is of what was written, for somebody of the family who takes part in the plan")
    made = {"sections": as_written(sections), "left_out": list(left_out), "released_by": by}
    copy = AssessmentCopy.objects.create(assessment=assessment, member=member, **made)
    refs = {"copy": copy.pk, "member": member.pk}
    record(by=by, name="early_help.assessment_copy_released", subject=assessment.help, refs=refs)
    return copy
