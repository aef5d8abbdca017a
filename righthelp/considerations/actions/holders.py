"""Who holds a draft."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.considerations.actions.versions import ChangedMeanwhile
from righthelp.considerations.models import Consideration, TakeOver

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.audit.actions import CommandLine


@transaction.atomic
def take_over(*, consideration: Consideration, because: str, by: "Practitioner") -> TakeOver:
    """Pass a draft from its holder to a safeguarding lead or deputy; what stands in it stays.

    Raises:
        ChangedMeanwhile: when it is no longer with the holder it was loaded with.
    """
    taken = TakeOver.objects.create(
        consideration=consideration, taken_from_id=consideration.holder_id, taken_by=by, because=because
    )
    refs = {"practitioner": consideration.holder_id}
    _pass_to(consideration, by)
    record(by=by, name="considerations.taken_over", subject=consideration, fields=["holder"], refs=refs)
    return taken


@transaction.atomic
def hand_over(*, consideration: Consideration, to: "Practitioner", by: "Practitioner | CommandLine") -> None:
    """Give a draft to a colleague, for example when its holder leaves."""
    _pass_to(consideration, to)
    refs = {"practitioner": to.pk}
    record(by=by, name="considerations.handed_over", subject=consideration, fields=["holder"], refs=refs)


def count_drafts(person: "Practitioner", agency: "Agency") -> int:
    """Count the drafts that somebody holds in an agency."""
    return Consideration.objects.drafts().held_by(person).of_agencies([agency]).count()


@transaction.atomic
def hand_over_drafts(
    *, leaver: "Practitioner", agency: "Agency", receiver: "Practitioner", by: "Practitioner | CommandLine"
) -> None:
    """Give all drafts of a leaver in an agency to a colleague, each logged."""
    for consideration in Consideration.objects.drafts().held_by(leaver).of_agencies([agency]):
        hand_over(consideration=consideration, to=receiver, by=by)


def _pass_to(consideration: Consideration, person: "Practitioner") -> None:
    """Change the holder, where nobody else did meanwhile."""
    same = Consideration.objects.filter(pk=consideration.pk, holder_id=consideration.holder_id)
    if not same.update(holder=person, changed_at=timezone.now()):
        raise ChangedMeanwhile
    consideration.holder = person
