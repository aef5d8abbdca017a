"""The page of early help: who opens it, and what it says."""

from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.early_help.models import EarlyHelp
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import client_of, shown


def at(it: EarlyHelp) -> str:
    return reverse("early_help", args=[it.public_id])


def test_whoever_leads_it_reads_it(early_help: EarlyHelp, alice: Practitioner) -> None:
    assert "Maya and Leo" in shown(client_of(alice), at(early_help))


def test_a_colleague_and_a_stranger_find_nothing(
    early_help: EarlyHelp, bob: Practitioner, charlie: Practitioner
) -> None:
    for reader in (bob, charlie):
        shown(client_of(reader), at(early_help), status=404)


def test_a_parent_with_a_restricted_record_is_not_named_as_whom_it_was_offered_to(
    early_help: EarlyHelp, family: Family, alice: Practitioner, mira: Practitioner
) -> None:
    assert "Ana Lindqvist" in shown(client_of(alice), at(early_help))
    restrict(person=family.mother, kind="high_risk", because="She is in hiding", readers=[mira], by=mira)
    text = shown(client_of(alice), at(early_help))
    assert "Somebody whose record is not open to you" in text
    assert "Ana Lindqvist" not in text


def test_the_plan_leads_back_to_the_early_help_that_it_belongs_to(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    plan = reverse("plan", args=[early_help.plan.public_id])
    back = reverse("plan_early_help", args=[early_help.plan.public_id])
    assert back in client_of(alice).get(plan).text
    assert client_of(alice).get(back).headers["Location"] == at(early_help)
    shown(client_of(charlie), back, status=404)
