"""A record sent to another school or area waits for its receipt."""

import pytest

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.audit.models import Event
from righthelp.people.tests.conftest import Family
from righthelp.work.actions import AlreadyReceived, note_receipt, send, set_transfer_aside
from righthelp.work.models import Transfer
from righthelp.work.tests.working import client_of, shown

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


def test_one_noted_of_the_wrong_child_is_set_aside_with_the_reason_and_is_nowhere_any_more(
    school: Agency, alice: Practitioner, family: Family
) -> None:
    transfer = send(child=family.maya, from_agency=school, to="Quarry Bank School", how="By post", by=alice)
    set_transfer_aside(transfer=transfer, because="It was her sister", by=alice)
    assert not Transfer.objects.without_receipt().exists()
    with pytest.raises(AlreadyReceived):
        note_receipt(transfer=transfer, receipt="It came", by=alice)
    transfer.refresh_from_db()
    assert (transfer.set_aside_because, transfer.set_aside_by) == ("It was her sister", alice)
    page = client_of(alice)
    assert page.get(f"/children/sent/{transfer.public_id}").status_code == 404
    assert "Quarry Bank" not in shown(page, f"/records/{family.maya.public_id}/transfer")
