"""What the overview says of early help of a family."""

import datetime as dt
from collections.abc import Iterator

from righthelp.design_system.formatters import count, day, in_words, sentence_case
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.overview import HelpInOverview, Wait
from righthelp.plans.notices import first_plan_due_on
from righthelp.plans.presenters import child_name


def names_in(row: HelpInOverview) -> str:
    """Name the children whose records are open to the reader."""
    return in_words(child_name(child) for child in row.children) or "A family whose records you may not open"


def line_of(row: HelpInOverview, today: dt.date) -> str:
    """Say since when it goes on and when it is reviewed; or how long the family has waited."""
    it = row.it
    if it.begun_on is None:
        return (
            f"The need was seen on {day(it.need_seen_on)}, {count(max((today - it.need_seen_on).days, 0), 'day')} ago"
        )
    parts = [f"Since {day(it.begun_on)}", _due(row, it.begun_on, today)]
    if it.hoped_end_on:
        parts.append(f"hoped to end by {day(it.hoped_end_on)}")
    return "; ".join([*parts, *_unassessed(it, it.begun_on, today)])


def _due(row: HelpInOverview, begun_on: dt.date, today: dt.date) -> str:
    """Say by when the plan is reviewed; of one that was never agreed, by when it is due."""
    if not row.goes.can_be_reviewed:
        return "it waits until somebody agrees to it again"
    if review_on := row.goes.review_on:
        return f"{'review was due' if review_on < today else 'next review'} by {day(review_on)}"
    plan_on = first_plan_due_on(begun_on)
    return f"no plan agreed yet: it {'was' if plan_on < today else 'is'} due by {day(plan_on)}"


def _unassessed(it: EarlyHelp, begun_on: dt.date, today: dt.date) -> Iterator[str]:
    """Say where the assessment is not finished in the time that plan and assessment have together (BN-041)."""
    assessment, due_on = getattr(it, "assessment", None), first_plan_due_on(begun_on)
    if due_on < today and not (assessment and assessment.done_on):
        yield f"the assessment is not finished: it was due by {day(due_on)}"


def wait_in_words(wait: Wait) -> str:
    """Say how long it took from need to help: of several families the time in the middle, the shortest, the longest."""
    families, first, last = count(len(wait.days), "family", "families"), wait.days[0], wait.days[-1]
    took = count(first, "day")
    if len(wait.days) > 1:
        took = f"half of them within {count(wait.median, 'day')}; the shortest {took}, the longest {count(last, 'day')}"
    return sentence_case(f"{families}: {took}")
