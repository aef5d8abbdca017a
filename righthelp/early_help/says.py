"""What the pages of a plan say of the family’s agreement: nobody gave it yet, or it was taken back (BP-026)."""

from typing import TYPE_CHECKING

from righthelp.early_help.agreement import said_of_children
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.taken_back import says_taken_back
from righthelp.plans.homes import Says, home_of_help

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan
    from righthelp.plans.models import Plan

NOT_AGREED = "NOT BEGUN: nobody has agreed yet"
AGREED = "NOT BEGUN: somebody agreed. Begin early help first"
CAN, CANNOT = (
    "You can write the plan, and tell the family of a service.",
    "you cannot agree the plan, ask a service or write a review.",
)
ONLY_WRITE = f"{CAN} Until they agree and early help begins, {CANNOT}"
UNTIL_BEGUN = f"{CAN} Until early help begins, {CANNOT}"
NOT_BEGUN = "Early help has not begun."
NOTE, BEGIN, SEE = "Note what the family said", "See what they said, and begin it", "See what the family said"


def says_of_agreement(seen: "SeenPlan") -> Says | None:
    """Say that early help has not begun; or for whom of the children every yes was taken back."""
    return _says_not_begun(seen) if seen.waits_for_yes else says_taken_back(seen)


def _says_not_begun(seen: "SeenPlan") -> Says:
    """Say it, and what to do about it to those alone who may do it."""
    title, words, way = (AGREED, UNTIL_BEGUN, BEGIN) if _was_agreed(seen.plan) else (NOT_AGREED, ONLY_WRITE, NOTE)
    page = f"{home_of_help(seen.plan)}#agreement"
    return Says(title, words, page, way) if seen.may_change else Says(title, NOT_BEGUN, page, SEE)


def _was_agreed(plan: "Plan") -> bool:
    """Say whether a yes stands for a child who is here, of somebody who can speak for them."""
    helps = EarlyHelp.objects.filter(plan=plan)
    return any(said.agreed_on for it in helps for said in said_of_children(it))
