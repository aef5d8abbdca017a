"""How every change here takes hold of what it changes, and how it is logged.

The consideration's row is always taken first and the child's second, so that changes wait for each other instead of
blocking each other, and nothing slips in beside a decision.
"""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.models import Consideration, ConsideredChild, Decision

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class ChangedMeanwhile(Exception):
    """Somebody else, or the same person in another window, saved first."""


class AlreadyDecided(Exception):
    """What led to a decision is not edited."""


class IsSetAside(Exception):
    """What is set aside is not edited until somebody brings it back."""

    def __init__(self, consideration: Consideration) -> None:
        super().__init__()
        self.consideration = consideration


class ReasonMissing(ValueError):
    """The level is below the highest worry chosen, and the reason does not say why."""


def hold_common(consideration: Consideration, version: int | None = None, *, even_decided: bool = False) -> None:
    """Take hold of what is common, at this version where one is given.

    Raises:
        AlreadyDecided: when a level was decided for one of the children, unless the change edits no thinking.
        ChangedMeanwhile: when `version` is not the version on file.
        IsSetAside: when it is set aside.
    """
    is_same = _move_on(consideration, version)
    _refuse_set_aside(consideration.pk)
    if not even_decided and Decision.objects.filter(child__consideration=consideration).exists():
        raise AlreadyDecided
    if not is_same:
        raise ChangedMeanwhile


def hold_child(child: ConsideredChild, version: int | None = None, *, even_decided: bool = False) -> None:
    """Take hold of one child, at this version where one is given.

    Raises:
        AlreadyDecided: when a level was decided for the child, unless the change is itself a decision.
        ChangedMeanwhile: when `version` is not the version on file.
        IsSetAside: when the consideration is set aside.
    """
    Consideration.objects.filter(pk=child.consideration_id).update(changed_at=timezone.now())
    is_same = _move_on(child, version)
    _refuse_set_aside(child.consideration_id)
    # asked afresh: what the page loaded may be older
    if not even_decided and Decision.objects.filter(child=child).exists():
        raise AlreadyDecided
    if not is_same:
        raise ChangedMeanwhile


def _refuse_set_aside(consideration_id: int) -> None:
    aside = Consideration.objects.set_aside().select_related("set_aside_by").filter(pk=consideration_id).first()
    if aside:
        raise IsSetAside(aside)


def _move_on(held: Consideration | ConsideredChild, version: int | None) -> bool:
    """Step the version; say whether it was the one expected."""
    rows = type(held)._default_manager.filter(pk=held.pk)
    same = rows.filter(version=version) if version is not None else rows
    changes = {"changed_at": timezone.now()} if isinstance(held, Consideration) else {}
    is_same = bool(same.update(version=F("version") + 1, **changes))
    if is_same and version is not None:
        held.version = version + 1
    return is_same


def record_child(child: ConsideredChild, name: str, fields: list[str], by: "Practitioner", **refs: int) -> None:
    """Log a change to one child."""
    record(by=by, name=name, subject=child, fields=fields, refs={"consideration": child.consideration_id, **refs})
