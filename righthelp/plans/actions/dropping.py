"""A part is no longer part of the plan: dropped with the reason, and kept in the versions that held it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans.actions.content import AlreadyDropped
from righthelp.plans.actions.holding import hold
from righthelp.plans.actions.own_pages import outdate_copies_with
from righthelp.plans.models import Action, Goal, Need, Part, Worry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner


@transaction.atomic
def drop_part(*, part: Part, because: str, by: "Practitioner") -> None:
    """Take a part out of a plan, with the reason.

    With a worry statement go its goals, with a goal the actions that are not done, for the same reason. The needs that
    a worry statement answered stand open again, so that nobody forgets them (BP-043). Where it stands on a family’s own
    page, that page waits for a new copy.

    Raises:
        AlreadyDropped: when it is no longer part of the plan.
        HasEnded, NotAllowed: as `hold` does.
    """
    hold(part.plan, by)
    if not _drop(type(part)._default_manager.filter(pk=part.pk), because, by):
        raise AlreadyDropped
    outdate_copies_with(part=part, by=by)
    goals = Goal.objects.filter(worry=part) if isinstance(part, Worry) else Goal.objects.none()
    if isinstance(part, Worry):
        _free_needs(part, by)
    to_do = Action.objects.filter(goal__in=[part] if isinstance(part, Goal) else list(goals))
    _drop(to_do.to_do(), because, by)
    _drop(goals, because, by)


def _free_needs(worry: Worry, by: "Practitioner") -> None:
    freed = list(Need.objects.filter(worry=worry))
    Need.objects.filter(worry=worry).update(worry=None, version=F("version") + 1)
    for need in freed:
        record(by=by, name="plans.need_answered", subject=need, refs={"plan": need.plan_id})


def _drop(rows: "QuerySet[Part, Part]", because: str, by: "Practitioner") -> int:
    dropped = {"dropped_at": timezone.now(), "dropped_by": by, "dropped_because": because}
    found = list(rows.filter(dropped_at__isnull=True))
    rows.filter(dropped_at__isnull=True).update(**dropped, version=F("version") + 1)
    for one in found:
        record(by=by, name="plans.part_dropped", subject=one, refs={"plan": one.plan_id})
    return len(found)
