"""A record sent to another school or area waits for its receipt."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import AlreadyReceived, note_receipt, send
from righthelp.work.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_record_sent_on_waits_until_somebody_says_it_came(
    school: Agency, alice: Practitioner, leila: Practitioner, family: Family, elsewhere: bool
) -> None:
    to: Agency | str = "A school in Northshire" if elsewhere else people.school("Birch Lane School")
    transfer = send(child=family.maya, from_agency=school, to=to, how="By secure mail", by=alice)
    assert list(Transfer.objects.without_receipt()) == [transfer]
    assert str(to) in str(transfer)
    note_receipt(transfer=transfer, receipt="Mr Holt, head teacher, by telephone", by=leila)
    assert not Transfer.objects.without_receipt().exists()
    with pytest.raises(AlreadyReceived):
        note_receipt(transfer=transfer, receipt="Again", by=alice)
    transfer.refresh_from_db()
    assert (transfer.receipt, transfer.received_noted_by) == ("Mr Holt, head teacher, by telephone", leila)
    names = Event.objects.filter(name__startswith="work.").order_by("id").values_list("name", flat=True)
    assert list(names) == ["work.record_sent", "work.record_received"]
