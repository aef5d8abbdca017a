"""Setting a draft aside, and bringing it back."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.actions.holders import take_over
from righthelp.considerations.actions.versions import ChangedMeanwhile, hold_common
from righthelp.considerations.models import Consideration

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def set_aside(*, consideration: Consideration, because: str, by: "Practitioner") -> None:
    """Set a whole draft aside; nothing is deleted, and the agency's leads see it at once with the reason.

    Raises:
        AlreadyDecided: when a level was decided for one of the children.
        ChangedMeanwhile: when it is no longer with the holder it was loaded with.
        IsSetAside: when it was set aside already.
    """
    hold_common(consideration)
    now = timezone.now()
    same = Consideration.objects.filter(pk=consideration.pk, holder_id=consideration.holder_id)
    aside = {"set_aside_at": now, "set_aside_by": by, "set_aside_because": because}
    if not same.update(**aside, brought_back_at=None, brought_back_by=None):
        raise ChangedMeanwhile
    record(by=by, name="considerations.set_aside", subject=consideration, fields=list(aside))


@transaction.atomic
def bring_back(*, consideration: Consideration, by: "Practitioner", because: str = "") -> None:
    """Make what was set aside a draft again; whoever does not hold it takes it over with that, and says why.

    Raises:
        ChangedMeanwhile: when it is no longer set aside, or not with the holder it was loaded with.
    """
    aside = Consideration.objects.set_aside().filter(pk=consideration.pk, holder_id=consideration.holder_id)
    now = timezone.now()
    if not aside.update(brought_back_at=now, brought_back_by=by, changed_at=now):
        raise ChangedMeanwhile
    record(by=by, name="considerations.brought_back", subject=consideration, fields=["brought_back_at"])
    if consideration.holder_id != by.pk:
        take_over(consideration=consideration, because=because, by=by)
