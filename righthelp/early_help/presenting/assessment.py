"""What the page of early help shows of its assessment."""

from dataclasses import dataclass

from django.urls import reverse

from righthelp.design_system.formatters import day, day_and_time
from righthelp.early_help.access import SeenHelp
from righthelp.early_help.beside import FoundBefore
from righthelp.early_help.models import Assessment

BEGINS_AFTER = (
    "It begins once the family has agreed to early help. Until then you can print a blank one to talk it through."
)

AHEAD = (
    "The plan is agreed, and the assessment is not finished. Finish it with the family, and see whether the plan still "
    "fits."
)


@dataclass(frozen=True)
class AssessmentPart:
    """Where the assessment stands, in a sentence, and the ways to it; `remark` says where the plan went ahead of it.

    `before` is what was found in the early help that this one goes on from.
    """

    line: str
    page: str
    reading: str
    link: str
    remark: str = ""
    before: FoundBefore | None = None


def assessment_of(seen: SeenHelp) -> AssessmentPart:
    """Say where the assessment stands; `page` and `reading` are empty where there is nothing to open yet."""
    it: Assessment | None = getattr(seen.help, "assessment", None)
    if not seen.help.has_begun and it is None:
        return AssessmentPart(BEGINS_AFTER, "", "", "")
    args = [seen.help.public_id]
    writes = seen.help.is_open and seen.plan.may_contribute
    page = reverse("assessment", args=args) if writes else ""
    reading = reverse("assessment_read", args=args) if it else ""
    return AssessmentPart(state_line(it), page, reading, _link(it), _remark(seen, it), seen.beside.found_before)


def state_line(it: Assessment | None) -> str:
    """Say where an assessment stands."""
    if it is None:
        return "Nothing is written yet."
    if it.done_by and it.done_on:
        return f"Finished on {day(it.done_on)} by {it.done_by.name}."
    return f"Being written. Last saved on {day_and_time(it.changed_at)}."


def _remark(seen: SeenHelp, it: Assessment | None) -> str:
    """Say where a plan is agreed and runs without an assessment that is finished (BN-041); it stops nobody."""
    is_done = it is not None and it.done_on is not None
    return AHEAD if seen.help.is_open and seen.plan.plan.next_review_on and not is_done else ""


def _link(it: Assessment | None) -> str:
    if it is None:
        return "Start the assessment"
    return "See the assessment" if it.done_on else "Go on with the assessment"
