"""From a decision of the front door to a disagreement: for whoever asked once they have an answer, and their leads."""

import pytest
from django.http import Http404
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.replying import Answered, answer
from righthelp.front_door.disagreements import decision_of_contact
from righthelp.front_door.models import ContactDecision
from righthelp.front_door.tests.arriving import client_of, received, shown
from righthelp.front_door.tests.deciding import REASON, adopted, answered, decided, decided_for
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Disagreement


@pytest.fixture
def decision(alice: Practitioner, fran: Practitioner, mona: Practitioner, family: Family) -> ContactDecision:
    """Give a decision about Maya, for whom Alice asked."""
    adopted(alice)
    return decided_for(received(alice, person=family.maya).children.get(), fran, mona)


def about(decision: ContactDecision) -> str:
    return reverse("disagreement_about", args=["contact_decision", decision.public_id])


@pytest.mark.requirement("BP-118")
@pytest.mark.requirement("BN-065")
@pytest.mark.requirement("SF-074")
def test_whoever_asked_and_their_lead_can_disagree_once_they_have_an_answer(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, decision: ContactDecision
) -> None:
    for reader in (alice, leila):
        assert client_of(reader).get(about(decision)).status_code == 404
    answered(decision.child.contact, fran)
    for reader in (alice, leila):
        text = shown(client_of(reader), f"{about(decision)}?risk=no")
        assert "The school can help first." in text
        assert REASON not in text


@pytest.mark.requirement("BP-258")
@pytest.mark.requirement("BN-066")
def test_the_disagreement_begins_with_the_front_door_and_its_first_step_has_a_day(
    alice: Practitioner, fran: Practitioner, decision: ContactDecision
) -> None:
    answered(decision.child.contact, fran)
    given = {
        "risk": "no", "about": "decision", "facts": "She came hungry again.", "view": "Too low",
        "wants": "Look at it again",
    }  # fmt: skip
    client = client_of(alice)
    from righthelp.work.tests.working import hidden

    fields = hidden(client.get(f"{about(decision)}?risk=no").text)
    page = client.post(about(decision), {**fields, **given})
    assert page.status_code == 302, page.content.decode()[:3000]
    made = Disagreement.objects.get()
    assert (made.subject_id, made.complained_of, made.agency) == (decision.public_id, fran, decision.agency)
    assert made.all_steps[0].due_on is not None


def test_from_the_contact_the_front_door_comes_to_the_same_decision(
    fran: Practitioner, femi: Practitioner, decision: ContactDecision
) -> None:
    contact = reverse("front_door_contact", args=[decision.child.contact.public_id])
    assert about(decision) in client_of(fran).get(contact).content.decode()
    found = decision_of_contact(femi, decision.public_id)
    assert found is not None
    assert REASON in found.what


def test_strangers_and_what_does_not_stand_and_what_was_not_told_give_nothing(
    alice: Practitioner, bob: Practitioner, charlie: Practitioner, fran: Practitioner, mona: Practitioner,
    decision: ContactDecision,
) -> None:  # fmt: skip
    contact = decision.child.contact
    answer(contact=contact, answered=Answered(not_given_because="Not safe"), by=fran)
    assert decision_of_contact(alice, decision.public_id) is None
    for nobody in (bob, charlie):
        with pytest.raises(Http404):
            decision_of_contact(nobody, decision.public_id)
    decide(child=decision.child, decision=decided(mona, again_because="New"), instead_of=decision, by=fran)
    assert decision_of_contact(fran, decision.public_id) is None


def test_a_restricted_child_closes_it(
    alice: Practitioner, mira: Practitioner, fran: Practitioner, family: Family, decision: ContactDecision
) -> None:
    answered(decision.child.contact, fran)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert client_of(alice).get(about(decision)).status_code == 404
