"""Making an address protected: for everybody who lives there, and hidden from whoever may not read it."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Event
from righthelp.people.actions import ChangedMeanwhile, protect_residences, withdraw_value
from righthelp.people.models import Residence
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.people.tests.record_pages import HOW, at, client_of, html_of, refused, saved, send, shown

pytestmark = pytest.mark.django_db
BECAUSE = "Her father asked the school where she lives"
ASK = "Make this address protected"


def test_a_lead_makes_an_open_address_protected_and_the_teacher_reads_it_no_more(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    home = folk.lives_at(family.maya)
    assert ASK in shown(leila, family.maya)
    client, path = client_of(leila), at("record_home_protect", family.maya, home.public_id)
    assert refused(send(client, path, because=""), "Say why it must be protected")
    assert saved(send(client, path, because=BECAUSE), family.maya)
    assert Event.objects.get(name="people.residence_protected").about_ids == {"residence": home.pk}
    said = shown(leila, family.maya)
    assert "Protected address 12 Heron Way, Westmarsh, WZ1 4QT" in said
    assert BECAUSE in said
    html = html_of(alice, "record", family.maya)
    for hidden in ("Heron", "WZ1 4QT", BECAUSE):
        assert hidden not in html
    assert Residence.objects.count() == 1


def test_sending_the_form_twice_protects_once(leila: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.maya)
    client, path = client_of(leila), at("record_home_protect", family.maya, home.public_id)
    token = client.get(path).text.partition('name="form_token" value="')[2].partition('"')[0]
    for _ in range(2):
        assert saved(client.post(path, {"form_token": token, "because": BECAUSE}), family.maya)
    assert Event.objects.filter(name="people.residence_protected").count() == 1


def test_what_was_protected_or_withdrawn_meanwhile_is_told_and_changes_nothing(
    leila: Practitioner, family: Family
) -> None:
    home, hers = folk.lives_at(family.maya), folk.lives_at(family.mother)
    withdraw_value(value=hers, because="She moved", by=leila)
    with pytest.raises(ChangedMeanwhile):
        protect_residences(homes=[home, hers], because=BECAUSE, by=leila)
    assert not Residence.objects.filter(is_protected=True).exists()


def test_whoever_may_not_read_protected_addresses_can_protect_none(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, family: Family
) -> None:
    home = folk.lives_at(family.maya)
    assert ASK not in shown(alice, family.maya)
    for reader in (alice, bob, charlie):
        assert client_of(reader).get(at("record_home_protect", family.maya, home.public_id)).status_code == 404


def test_an_address_of_somebody_else_is_not_found(leila: Practitioner, family: Family) -> None:
    home = folk.lives_at(family.mother)
    assert client_of(leila).get(at("record_home_protect", family.maya, home.public_id)).status_code == 404


def test_it_asks_for_whom_the_place_is_open_too_and_protects_those_that_are_ticked(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    home = folk.lives_at(family.maya)
    hers = folk.lives_at(family.mother, "Flat 2, 12 heron way", "wz14qt")
    folk.lives_at(family.father, "80 Dock Road", "WZ3 1HE")
    unopened = folk.person("Ruth Holm")  # of the partnership: the lead sees how to reach her and changes nothing
    folk.related(family.maya, unopened, "grandparent")
    folk.lives_at(unopened)
    client, path = client_of(leila), at("record_home_protect", family.maya, home.public_id)
    page = client.get(path).text
    assert "Also written down, open, for: Ana Lindqvist" in page
    assert "Ruth Holm" in page.partition("You may not change that")[0]
    assert "Jonas Berg" not in page
    assert saved(send(client, path, because=BECAUSE, also=[str(hers.public_id)]), family.maya)
    assert list(Residence.objects.filter(is_protected=True)) == [home, hers]
    assert "eron" not in html_of(alice, "record", family.mother)


def test_adding_a_protected_address_asks_the_same(leila: Practitioner, family: Family) -> None:
    folk.lives_at(family.mother)
    answers = {"line": "12 Heron Way", "postcode": "WZ1 4QT", "is_protected": "on", **HOW}
    client = client_of(leila)
    onward = send(client, at("record_home_add", family.maya), **answers).headers["Location"]
    added = Residence.objects.get(is_protected=True)
    assert onward == at("record_home_protect", family.maya, added.public_id)
    assert "Protect this address for others too" in client.get(onward).text


@pytest.mark.requirement("BP-248")
def test_a_protected_home_shows_neither_through_the_mother_nor_through_what_was_withdrawn(
    alice: Practitioner, leila: Practitioner, family: Family
) -> None:
    withdrawn = folk.lives_at(family.maya, "12 Heron Way.")
    withdraw_value(value=withdrawn, because="Written down openly by mistake", by=leila)
    folk.lives_at(family.maya, is_protected=True)
    folk.lives_at(family.mother)
    folk.lives_at(family.brother)
    for of in (family.maya, family.mother, family.brother):
        html = html_of(alice, "record", of)
        assert "Heron" not in html
        assert "by mistake" not in html
        assert "Lives at the same address" not in html
    said = shown(leila, family.maya)
    assert "Written down openly by mistake" in said
    assert "12 Heron Way" in shown(leila, family.mother)
    drawn = html_of(leila, "record_genogram", family.mother)
    assert "same home" not in drawn.casefold()
