"""From a decision of the front door to a disagreement: for whoever asked once they have an answer, and their leads."""

import pytest
from django.http import Http404
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.deciding import decide
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.replying import Answered, answer
from righthelp.front_door.disagreements import decision_of_contact, decisions_among
from righthelp.front_door.models import ContactDecision
from righthelp.front_door.tests.arriving import client_of, received, shown
from righthelp.front_door.tests.deciding import REASON, adopted, answered, decided, decided_for
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements.subjects import Readable
from righthelp.work.models import Disagreement
from righthelp.work.tests.working import send_twice, team_of


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


@pytest.fixture
def hana(db: None) -> Practitioner:
    """Give who leads the early help team."""
    return people.safeguarding_lead(people.agency("Early Help", Agency.Kind.EARLY_HELP, "Family hub"), "Hana Weiss")


@pytest.fixture
def passed(alice: Practitioner, fran: Practitioner, mona: Practitioner, hana: Practitioner) -> ContactDecision:
    """Give a decision about a child without a linked record, who comes to Hana’s team."""
    adopted(alice)
    contact = received(alice, "Maya Lindqvist", "Leo Lindqvist")
    return decided_for(contact.children.all()[0], fran, mona, outcome="early_help", team=team_of(hana))


@pytest.mark.requirement("BN-065")
@pytest.mark.requirement("BP-118")
def test_the_team_to_which_the_child_comes_can_disagree_with_what_it_reads(
    hana: Practitioner, charlie: Practitioner, leila: Practitioner, fran: Practitioner, passed: ContactDecision
) -> None:
    page, client = reverse("front_door_passed", args=[passed.public_id]), client_of(hana)
    assert f'href="{about(passed)}"' in client.get(page).text
    assert REASON in shown(client, f"{about(passed)}?risk=no")
    given = {"facts": "x", "view": "Too low", "wants": "Look again", "knows": "yes"}
    send_twice(client, f"{about(passed)}?risk=no", **given)
    made = Disagreement.objects.get()
    assert (made.raised_by, made.complained_of, made.subject_page) == (hana, fran, page)
    assert shown(client, reverse("disagreement", args=[made.public_id]))
    assert decisions_among(hana, [passed.public_id]).opened == {passed.public_id}
    for nobody in (charlie, leila):  # of another agency, and without an answer yet
        assert client_of(nobody).get(about(passed)).status_code == 404
        assert not decisions_among(nobody, [passed.public_id]).opened


def test_a_team_in_the_agency_that_decided_reads_whom_to_ask(
    alice: Practitioner, sam: Practitioner, fran: Practitioner, mona: Practitioner
) -> None:
    adopted(alice)
    made = decided_for(received(alice).children.get(), fran, mona, outcome="assessment", team=team_of(sam))
    page = client_of(sam).get(reverse("front_door_passed", args=[made.public_id]))
    assert f'href="{about(made)}"' in page.text
    assert "This was decided in your own agency." in shown(client_of(sam), f"{about(made)}?risk=no")


def test_what_does_not_stand_any_more_offers_no_disagreement(
    hana: Practitioner, mona: Practitioner, fran: Practitioner, passed: ContactDecision
) -> None:
    decide(child=passed.child, decision=decided(mona, again_because="New"), instead_of=passed, by=fran)
    assert about(passed) not in client_of(hana).get(reverse("front_door_passed", args=[passed.public_id])).text
    assert client_of(hana).get(about(passed)).status_code == 404


def test_a_restriction_closes_it_to_the_team_for_the_child_who_comes_and_for_no_other(
    hana: Practitioner, mira: Practitioner, fran: Practitioner, family: Family, passed: ContactDecision
) -> None:
    leo = passed.child.contact.children.all()[1]
    for child, person in ((passed.child, family.maya), (leo, family.brother)):
        link_child(child=child, person=person, by=fran)
    restrict(person=family.brother, kind="staff", because="Works here", readers=[mira], by=mira)
    assert decision_of_contact(hana, passed.public_id) is not None
    assert decisions_among(hana, [passed.public_id]) == Readable(frozenset({passed.public_id}))
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    with pytest.raises(Http404):
        decision_of_contact(hana, passed.public_id)
    assert decisions_among(hana, [passed.public_id]) == Readable(shut=frozenset({passed.public_id}))


def test_whoever_got_no_answer_reads_how_to_disagree_all_the_same(
    alice: Practitioner, fran: Practitioner, decision: ContactDecision
) -> None:
    contact = decision.child.contact
    page = reverse("request", args=[contact.public_id])
    answer(contact=contact, answered=Answered(not_given_because="Not safe"), by=fran)
    assert "Ring the front door and say that you disagree." in shown(client_of(alice), page)


@pytest.mark.requirement("SF-007")
@pytest.mark.parametrize("outcome", ["early_help", "panel", "advice"])
def test_where_several_agencies_help_one_shared_assessment_is_offered(
    alice: Practitioner, fran: Practitioner, mona: Practitioner, hana: Practitioner, outcome: str
) -> None:
    adopted(alice)
    contact, is_shared = received(alice), outcome != "advice"
    text = "Where help from more than one agency is needed, offer one shared early help assessment"
    assert text in shown(client_of(fran), reverse("front_door_decide", args=[contact.public_id]))
    team = {"team": team_of(hana)} if outcome == "early_help" else {}
    made = decided_for(contact.children.get(), fran, mona, outcome=outcome, **team)
    page = reverse("request", args=[contact.public_id])
    assert text not in shown(client_of(alice), page)  # before the answer it would tell what was decided
    answered(contact, fran)
    assert (text in shown(client_of(alice), page)) is is_shared
    if team:
        assert text in shown(client_of(hana), reverse("front_door_passed", args=[made.public_id]))


def test_a_restricted_child_closes_it(
    alice: Practitioner, mira: Practitioner, fran: Practitioner, family: Family, decision: ContactDecision
) -> None:
    answered(decision.child.contact, fran)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert client_of(alice).get(about(decision)).status_code == 404
