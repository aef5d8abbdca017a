"""Disagreements, for tests: plain functions, through the actions."""

import datetime as dt
from typing import Any

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.people.models import Person
from righthelp.work.actions.disagreements import (
    Raised,
    Speaker,
    go_up,
    name_speakers,
    note_said,
    raise_disagreement,
    settle,
)
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.tests.working import client_of, team_of

DECIDED_ON = dt.date(2026, 3, 4)
WHAT = "Not seen again by the surgery"
FACTS, VIEW, WANTS = "She missed two checks.", "I think she should be seen.", "A nurse sees her this week."
ENDED: dict[str, Any] = {
    "agreed": "A nurse sees her.",
    "changes": "She is seen on Friday.",
    "learned": "Ring each other first.",
}


def whole(it: Disagreement) -> Disagreement:
    """Read it afresh."""
    return Disagreement.objects.whole().get(pk=it.pk)


def account(person: Practitioner) -> Speaker:
    """Give somebody as whoever speaks with an account."""
    return Speaker(person.name, person, team_of(person).agency)


def raised_by(
    by: Practitioner,
    *children: Person,
    with_whom: Practitioner | str,
    agency: Agency | None = None,
    at_risk: bool = False,
    **more: Any,
) -> Disagreement:
    """Have somebody raise one with somebody else: with an account, or by name at an agency or elsewhere."""
    speaker = Speaker(with_whom) if isinstance(with_whom, str) else account(with_whom)
    place = agency or speaker.agency
    values: dict[str, Any] = {
        "about": "decision", "what": WHAT, "happened_on": DECIDED_ON, "agency": place,
        "agency_name": place.name if place else "Northshire Council", "facts": FACTS, "view": VIEW, "wants": WANTS,
        "at_risk": at_risk, **more,
    }  # fmt: skip
    own = team_of(by).agency
    made = raise_disagreement(raised=Raised(**values), with_whom=speaker, children=children, agency=own, by=by)
    return whole(made)


def taken_up(it: Disagreement, by: Practitioner, ours: Speaker, theirs: Speaker, *, to: int = 0) -> Disagreement:
    """Take it up to the next step, and name who speaks there."""
    go_up(disagreement=it, because="No agreement yet", to=to, version=it.version, by=by)
    it = whole(it)
    name_speakers(disagreement=it, ours=ours, theirs=theirs, version=it.version, by=by)
    return whole(it)


def both_said(it: Disagreement, by: Practitioner) -> Disagreement:
    """Note what each side said on the step where it stands."""
    for side in ("ours", "theirs"):
        words = {"facts": f"Facts of {side}", "view": f"View of {side}"}
        note_said(disagreement=it, side=side, spoke_on=DECIDED_ON, version=it.version, by=by, **words)
        it = whole(it)
    return it


def settled(it: Disagreement, by: Practitioner, *, decided: bool = False) -> Disagreement:
    """Have both say something, and settle it."""
    it = both_said(it, by)
    settle(disagreement=it, version=it.version, by=by, decided=decided, **ENDED)
    return whole(it)


def lead_of(agency: Agency, name: str = "Gina Rossi") -> Practitioner:
    """Give the safeguarding lead of an agency."""
    return people.safeguarding_lead(agency, name)


def status(person: Practitioner, path: str) -> int:
    """Say how a page answers somebody."""
    return int(client_of(person).get(path).status_code)
