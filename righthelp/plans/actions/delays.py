"""What was done about drift and delay."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.plans.actions.holding import hold_to_add
from righthelp.plans.models import Delay, Plan, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def note_what_was_done(
    *, plan: Plan, about: str, done: str, by: "Practitioner", child: PlanChild | None = None
) -> Delay:
    """Note what was done about something late; `child` where it was about the part of one child alone.

    Raises:
        HasEnded, NotAllowed: as `hold_to_add` does.
    """
    held = hold_to_add(plan, by)
    made = Delay.objects.create(plan=held, child=child, about=about, done=done, noted_by=by)
    record(by=by, name="plans.delay_answered", subject=plan, refs={"delay": made.pk})
    return made
