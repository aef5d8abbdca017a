"""Somebody takes their yes to early help back. Whoever sees to it writes that down, of whichever agency they are."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from righthelp.consent.actions.said import withdraw
from righthelp.consent.models import Agreement
from righthelp.plans.actions.holding import hold

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.consent.actions.said import Withdrawn
    from righthelp.early_help.models import EarlyHelp, Offer
    from righthelp.plans.models import PlanChild


@transaction.atomic
def take_back(
    *, help: "EarlyHelp", offer: "Offer", children: "Collection[PlanChild]", withdrawn: "Withdrawn", by: "Practitioner"
) -> None:
    """Note on the records of some children that a yes to early help was taken back; it then waits for the next steps.

    Raises:
        AlreadyOver: where it does not stand any more for one of them.
        HasEnded, NotAllowed: as `hold` does.
        ValueError: without a child for whom that yes was given.
    """
    hold(help.plan, by)
    about = Agreement.objects.not_set_aside().filter(together=offer.together, together__isnull=False)
    said = about.filter(child__in=[one.person_id for one in children]).select_related("child", "agency")
    if not said or offer.help_id != help.pk:
        raise ValueError("a yes is taken back for a child for whom it was given")
    withdraw(records=list(said), withdrawn=withdrawn, by=by)
