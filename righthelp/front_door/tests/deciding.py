"""Deciding, for tests: what the front door would write."""

from typing import Any

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.considerations.tests.test_start import edition
from righthelp.front_door.actions.deciding import Decided, decide
from righthelp.front_door.actions.replying import Answered, answer
from righthelp.front_door.models import Contact, ContactDecision, NamedChild, Reply
from righthelp.front_door.outcomes import FOR_A_TEAM
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition, Level

FIVE = {
    "needs_protection": "No.",
    "needs_services": "Breakfast, and somebody to talk to.",
    "is_in_need": "Not as far as we know.",
    "may_suffer_harm": "No.",
    "needs_assessments": "None.",
}
REASON = "She is tired and hungry, and her mother has asked for help."


def adopted(by: Practitioner) -> Edition:
    """Have the partnership adopt guidance with levels."""
    given = edition()
    adopt(framework=given.framework, by=by)
    return given


def level(number: int = 2) -> Level:
    """Give a level of the guidance in use."""
    return Level.objects.get(edition=Edition.objects.in_use().get(), number=number)


QUESTION = "Two services could help, and we do not see which."


def decided(manager: Practitioner, **more: Any) -> Decided:
    """Write a decision; what only social care takes goes to a team of it."""
    fixed = {**FIVE, "level": level(), "outcome": "advice", "reason": REASON, "manager": manager}
    return Decided(**{**fixed, **_receiver(more.get("outcome", "")), **more})


def _receiver(outcome: str) -> dict[str, Any]:
    if outcome == "panel":
        return {"panel_question": QUESTION}
    return {"team": social_workers()} if outcome in FOR_A_TEAM else {}


def social_workers() -> Team | None:
    """Give a team of children’s social care."""
    return Team.objects.filter(agency__kind=Agency.Kind.SOCIAL_CARE).first()


def decided_for(child: NamedChild, by: Practitioner, manager: Practitioner, **more: Any) -> ContactDecision:
    """Have the front door decide for a child."""
    return decide(child=child, decision=decided(manager, **more), by=by)


def answered(contact: Contact, by: Practitioner) -> Reply:
    """Have the front door answer whoever asked."""
    words: dict[str, Any] = {
        "decided": "The school can help first.",
        "because": "Her mother wants it.",
        "what_next": "Ring if it grows.",
    }
    how: dict[str, Any] = {} if contact.agency_id else {"how": "By telephone: Fran, at noon"}
    return answer(contact=contact, answered=Answered(**words, **how), by=by)


def answers(contact_child: NamedChild, manager: Practitioner, **more: str) -> dict[str, str]:
    """Fill in the boxes of a child’s form."""
    team = social_workers() if more.get("outcome") in FOR_A_TEAM else None
    boxes = {
        **FIVE, "way": "now", "level": "2", "outcome": "advice", "reason": REASON, "to_whom": "",
        "team": str(team.public_id) if team else "", "manager": str(manager.public_id), "instead_of": "", **more,
    }  # fmt: skip
    return {f"child-{contact_child.public_id}-{name}": value for name, value in boxes.items()}
