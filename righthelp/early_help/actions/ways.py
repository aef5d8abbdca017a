"""How this partnership does early help, set from a day on."""

from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.agencies.actions.refusals import require
from righthelp.agencies.policies import may
from righthelp.agencies.roles import KEEP_ALL
from righthelp.audit.actions import record
from righthelp.early_help.models import LocalWay

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@transaction.atomic
def set_way(*, review_days: int, leads_hold_section_17: bool, because: str, by: "Practitioner") -> LocalWay:
    """Set how this partnership does early help from now on. What goes on keeps the time between reviews that it has.

    Raises:
        NotAllowed: for anybody but an administrator.
    """
    require(may(by, KEEP_ALL))
    made = LocalWay.objects.create(
        review_days=review_days, leads_hold_section_17=leads_hold_section_17, because=because, set_by=by
    )
    record(by=by, name="early_help.way_set", subject=made)
    return made
