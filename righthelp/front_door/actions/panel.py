"""What the early help allocation panel said (BN-044), which becomes a decision of the front door."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.design_system.formatters import day
from righthelp.front_door.actions.allowed import require_worker
from righthelp.front_door.actions.deciding import Decided, decide
from righthelp.front_door.models import ContactDecision, PanelSaid
from righthelp.front_door.outcomes import Outcome

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class Said:
    """What the panel said, when, and who was there."""

    held_on: "dt.date"
    present: str
    said: str


@transaction.atomic
def note_panel(*, decision: ContactDecision, said: Said, decided: Decided, by: "Practitioner") -> PanelSaid:
    """Write down what the panel said on a child; what it decided takes the place of the decision that waits for it.

    Raises:
        NotAllowed: when somebody does not work at the front door, or may not open the contact.
        ValueError: where the decision brought nobody to the panel, or the panel met before it or is still to meet.
        What `decide` raises: DecidedMeanwhile where somebody was first.
    """
    require_worker(by, decision.child.contact)
    asked_on, today = timezone.localdate(decision.decided_at), timezone.localdate()
    if decision.outcome != Outcome.PANEL or not asked_on <= said.held_on <= today:
        raise ValueError("a panel speaks on what it was asked, from that day on and not in the future")
    again = replace(decided, again_because=f"The early help allocation panel of {day(said.held_on)} said: {said.said}")
    led_to = decide(child=decision.child, decision=again, instead_of=decision, by=by)
    made = PanelSaid.objects.create(decision=decision, led_to=led_to, noted_by=by, **vars(said))
    refs = {"contact_decision": led_to.pk}
    record(by=by, name="front_door.panel_noted", subject=decision.child.contact, refs=refs)
    return made
