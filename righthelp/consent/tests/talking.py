"""What the tests of this room share: answers past every page, and forms sent as a browser would."""

import datetime as dt
from typing import Any

from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.actions import (
    AfterRefusal,
    Considered,
    ToService,
    ToShare,
    Who,
    WhyNot,
    decide_after_refusal,
    note_said,
    note_why_not,
)
from righthelp.consent.models import Agreement, Consent, GoingOn
from righthelp.people.models import Person

DAY = dt.date(2026, 3, 6)
BREAKFAST, NURSE = "Breakfast club", "Tell the nurse about sleep"


def who(**other: Any) -> Who:
    """Give a parent who said something on a day."""
    return Who(**{"standing": "parent", "how": "face", "said_on": DAY, "said_by_name": "Ana, mother", **other})


def to_share(answer: str = "yes", **other: Any) -> ToShare:
    """Give what somebody said of sharing."""
    is_yes = answer != "no"
    given = {"purpose": NURSE, "information": "How mornings go", "shared_with": "The school nurse", "was_told": is_yes}
    limits = "Nothing about money" if answer == "part" else ""
    return ToShare(answer, **{**given, "is_free": is_yes, "limits": limits, **other})


def consent(by: Practitioner, agency: Agency, *children: Person, answer: str = "yes", **other: Any) -> Consent:
    """Write down what somebody said of sharing; give that of the first child."""
    said = note_said(who=who(**other), to_share=to_share(answer), children=children, agency=agency, by=by)
    return next(one for one in said if isinstance(one, Consent))


def agreement(by: Practitioner, agency: Agency, *children: Person, answer: str = "yes", **other: Any) -> Agreement:
    """Write down what somebody said of help; give that of the first child."""
    limits = "No home visits" if answer == "part" else ""
    spoken = ToService(answer, BREAKFAST, limits)
    said = note_said(who=who(**other), to_service=spoken, children=children, agency=agency, by=by)
    return next(one for one in said if isinstance(one, Agreement))


WHY = WhyNot("no", "child_at_risk", "She is afraid of her uncle")
AFTER = AfterRefusal("yes", "She wants no nurse at home", True, "He has lost more weight")


def not_asked(by: Practitioner, agency: Agency, *children: Person, approval: Any = None) -> GoingOn:
    """Write down why the family is not asked; give that of the first child."""
    return note_why_not(why=WHY, children=children, agency=agency, by=by, approval=approval)[0]


def went_on(by: Practitioner, agency: Agency, *children: Person, approval: Any = None) -> GoingOn:
    """Have somebody refuse sharing, and go on; give that of the first child."""
    said = note_said(who=who(), to_share=to_share("no"), children=children, agency=agency, by=by)
    return decide_after_refusal(refusals=said, after=AFTER, by=by, approval=approval)[0]


def what(**other: Any) -> Considered:
    """Give what was shared with somebody, on a day."""
    return Considered(**{"happened_on": DAY, "to_name": "Dr Marsh", "facts": "Late six times", **other})


def at(name: str, child: Person, record: Any = None) -> str:
    """Give the address of a page about a child, or about a record of the child."""
    more = [record.public_id] if record else []
    return reverse(f"record_consent{name}", args=[child.public_id, *more])


def on(day: dt.date, name: str) -> dict[str, str]:
    """Fill in the three boxes of a date."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
