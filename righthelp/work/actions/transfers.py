"""A child's record sent to another school or area, with a receipt."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.work.models import Transfer

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner
    from righthelp.people.models import Person


class AlreadyReceived(Exception):
    """Somebody noted already that it came, or it was set aside."""


@transaction.atomic
def send(*, child: "Person", from_agency: "Agency", to: "Agency | str", how: str, by: "Practitioner") -> Transfer:
    """Note that a child's record was sent to an agency here, or to a place elsewhere by its name."""
    place = {"to_name": to} if isinstance(to, str) else {"to_agency": to}
    transfer = Transfer.objects.create(child=child, from_agency=from_agency, how=how, sent_by=by, **place)
    record(by=by, name="work.record_sent", subject=child, refs={"transfer": transfer.pk})
    return transfer


@transaction.atomic
def note_receipt(*, transfer: Transfer, receipt: str, by: "Practitioner") -> None:
    """Note who said that a record came.

    Raises:
        AlreadyReceived: when somebody noted it already, or it was set aside meanwhile.
    """
    noted = {"receipt": receipt, "received_at": timezone.now(), "received_noted_by": by}
    if not Transfer.objects.without_receipt().filter(pk=transfer.pk).update(**noted):
        raise AlreadyReceived
    record(by=by, name="work.record_received", subject=transfer.child, refs={"transfer": transfer.pk})


@transaction.atomic
def set_transfer_aside(*, transfer: Transfer, because: str, by: "Practitioner") -> None:
    """Set aside that a record was sent, as it was noted of the wrong child; it stays on file with the reason."""
    aside = {"set_aside_at": timezone.now(), "set_aside_by": by, "set_aside_because": because}
    Transfer.objects.not_set_aside().filter(pk=transfer.pk).update(**aside)
    record(by=by, name="work.transfer_set_aside", subject=transfer.child, refs={"transfer": transfer.pk})
