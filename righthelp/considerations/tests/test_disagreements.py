"""The level decided for a child can be disagreed with, by whoever may open the consideration for another agency."""

from typing import Any

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.tests.working import client_of, send_form, shown, works_with

pytestmark = pytest.mark.django_db
VIEWS = {"facts": "She missed two checks.", "view": "She should be seen.", "wants": "A nurse sees her."}


def page(child: Any) -> str:
    return f"/disagreements/about/level/{child.public_id}?risk=no"


def test_a_lead_who_also_works_elsewhere_disagrees_with_the_level_for_that_agency(
    alice: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family, guidance: dict[str, Any]
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    decided(child, 2)
    people.give(leila, charlie.memberships_now[0].team.agency, "practitioner")
    client = client_of(leila)
    assert "Why level 2" in shown(client, page(child))
    send_form(client, page(child), **VIEWS)
    it = Disagreement.objects.get()
    assert (it.complained_of, it.agency, it.raised_by) == (alice, child.consideration.agency, leila)
    assert list(it.children.all()) == [family.maya]
    assert it.subject_page == f"/considerations/{child.consideration.public_id}"


@pytest.mark.requirement("BN-065")
def test_beside_a_level_that_holds_the_page_of_the_consideration_leads_there(
    alice: Practitioner, leila: Practitioner, family: Family, guidance: dict[str, Any]
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    at, link = f"/considerations/{child.consideration.public_id}", f'href="{page(child).split("?")[0]}"'
    assert link not in client_of(alice).get(at).text
    decided(child, 2)
    for reader in (alice, leila):
        assert link in client_of(reader).get(at).text


@pytest.mark.requirement("BN-065")
def test_on_the_child_s_page_it_stands_beside_what_holds_for_whoever_may_open_the_consideration(
    alice: Practitioner, bob: Practitioner, family: Family, guidance: dict[str, Any]
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    decided(child, 3)
    decided(child, 2)
    at, link = f"/children/{family.maya.public_id}", f'href="{page(child).split("?")[0]}"'
    assert client_of(alice).get(at).text.count(link) == 1
    works_with(bob, family.maya, "class teacher")
    text = client_of(bob).get(at).text
    assert "Why level 2" in text
    assert link not in text
    assert client_of(bob).get(page(child)).status_code == 404


def test_in_ones_own_agency_it_says_whom_to_ask_and_to_strangers_it_is_not_there(
    alice: Practitioner,
    leila: Practitioner,
    charlie: Practitioner,
    bob: Practitioner,
    family: Family,
    guidance: dict[str, Any],
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    assert client_of(alice).get(page(child)).status_code == 404  # nothing is decided yet
    decided(child, 2)
    assert "This was decided in your own agency." in shown(client_of(leila), page(child))
    for stranger in (charlie, bob):
        assert client_of(stranger).get(page(child)).status_code == 404
    other = page(child).replace(str(child.public_id), str(child.consideration.public_id))
    assert client_of(alice).get(other).status_code == 404


def test_a_restricted_record_closes_it(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, family: Family, guidance: dict[str, Any]
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    decided(child, 2)
    restrict(person=family.maya, kind="adoption", because="Quiet", readers=[mira], by=mira)
    assert client_of(leila).get(page(child)).status_code == 404


def test_nor_does_it_wait_for_a_record_of_the_child(
    alice: Practitioner, leila: Practitioner, charlie: Practitioner, family: Family, guidance: dict[str, Any]
) -> None:
    child = thought(alice, guidance["bathnes"], family.maya)
    decided(child, 2)
    type(child).objects.filter(pk=child.pk).update(person=None, label="A child")
    people.give(leila, charlie.memberships_now[0].team.agency, "practitioner")
    client = client_of(leila)
    raised = send_form(client, page(child), **VIEWS)
    it = Disagreement.objects.get()
    assert (it.complained_of, list(it.children.all())) == (alice, [])
    assert "She should be seen." in shown(client, raised.headers["Location"])
