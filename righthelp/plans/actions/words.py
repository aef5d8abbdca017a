"""What the family and each child want, how the network helps, and the bottom line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.audit.actions import record
from righthelp.plans.actions.holding import hold, move_on
from righthelp.plans.models import Plan, PlanChild

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def write_plan(*, plan: Plan, version: int, changes: Mapping[str, str], by: "Practitioner") -> None:
    """Write what the family wants, how their network helps (BP-031), or the bottom line (SF-070).

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
    """
    held = hold(plan, by)
    move_on(held, version)
    Plan.objects.filter(pk=held.pk).update(**changes)
    record(by=by, name="plans.written", subject=plan, fields=list(changes))


@transaction.atomic
def write_wants(*, child: PlanChild, version: int, wants: str, by: "Practitioner") -> None:
    """Write what a child wants to be different.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(child.plan, by)
    move_on(child, version)
    PlanChild.objects.filter(pk=child.pk).update(wants=wants)
    record(by=by, name="plans.wants_written", subject=child, refs={"plan": child.plan_id})
