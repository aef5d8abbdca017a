"""How every change to a plan takes hold of it: the plan first, then the part, so that changes wait for each other."""

from typing import TYPE_CHECKING, Any

from django.db.models import F, Model

from righthelp.agencies.actions.refusals import require
from righthelp.plans.at_work import waits_for_yes
from righthelp.plans.models import Meeting, Plan
from righthelp.plans.policies import HasEnded, keeps, may_change, may_contribute, takes_part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


__all__ = [
    "ChangedMeanwhile",
    "HasEnded",
    "NotBegun",
    "hold",
    "hold_kept",
    "hold_minutes",
    "hold_to_add",
    "hold_to_write_up",
    "lock",
    "move_on",
    "require_begun",
]


class ChangedMeanwhile(Exception):
    """Somebody else, or the same person in another window, saved first."""


class NotBegun(Exception):
    """The family has not agreed to the help that the plan is for, so it has not begun (BP-026, SF-010, BN-040)."""


def hold(plan: Plan, by: "Practitioner") -> Plan:
    """Take hold of a plan for whoever may change it, until the change is done.

    Raises:
        HasEnded: when the plan has ended.
        NotAllowed: when somebody may not change it.
    """
    held = lock(plan)
    require(may_change(by, held))
    return held


def hold_to_add(plan: Plan, by: "Practitioner") -> Plan:
    """Take hold of a plan for whoever may add progress, views and marks to it.

    Raises:
        HasEnded: when the plan has ended.
        NotAllowed: when somebody may not add to it.
    """
    held = lock(plan)
    require(may_contribute(by, held))
    return held


def hold_minutes(meeting: Meeting, by: "Practitioner") -> Plan:
    """Take hold of a plan for whoever finishes the minutes of a meeting and gives them; also after its end.

    Raises:
        HasEnded: when the plan has ended, and the meeting was not before.
        NotAllowed: when somebody does not keep the plan.
    """
    held = _owing(meeting)
    require(keeps(by, held))
    return held


def hold_to_write_up(meeting: Meeting, by: "Practitioner") -> Plan:
    """Take hold of a plan for whoever writes up a meeting; also after its end.

    Raises:
        HasEnded: when the plan has ended, and the meeting was not before.
        NotAllowed: when somebody does not take part in the plan.
    """
    held = _owing(meeting)
    require(takes_part(by, held))
    return held


def hold_kept(plan: Plan, by: "Practitioner") -> Plan:
    """Take hold of a plan for what whoever keeps it still does after its end: say who is not named to whom, put right.

    Raises:
        NotAllowed: when somebody does not keep the plan.
    """
    held = _locked(plan)
    require(keeps(by, held))
    return held


def require_begun(held: Plan) -> None:
    """Look that the plan that is held is worked by.

    Raises:
        NotBegun: when nobody has agreed to it yet.
    """
    if waits_for_yes(held, held.children.all()):
        raise NotBegun


def move_on(held: Any, version: int | None) -> None:
    """Step the version of a plan, a child in it, or a part, as long as it is the one that the page was shown with.

    Raises:
        ChangedMeanwhile: when `version` is not the one on file.
    """
    model: type[Model] = type(held)
    rows = model._default_manager.filter(pk=held.pk)
    same = rows.filter(version=version) if version is not None else rows
    if not same.update(version=F("version") + 1):
        raise ChangedMeanwhile
    if version is not None:
        held.version = version + 1


def lock(plan: Plan) -> Plan:
    """Take hold of a plan for a change that follows from work or comes from another room, whoever makes it.

    Raises:
        HasEnded: when the plan has ended.
    """
    held = _locked(plan)
    if not held.is_open:
        raise HasEnded
    return held


def _owing(meeting: Meeting) -> Plan:
    held = _locked(meeting.plan)
    meeting.plan = held
    if not meeting.is_owed:
        raise HasEnded
    return held


def _locked(plan: Plan) -> Plan:
    held: Plan = Plan.objects.select_for_update(of=("self",)).select_related("team__agency").get(pk=plan.pk)
    return held
