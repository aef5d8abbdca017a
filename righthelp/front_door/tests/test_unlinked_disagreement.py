"""A disagreement with a decision about a child whose record is not linked: it is read with the decision (BN-065).

Once somebody finds the record the disagreement joins it, and nobody reads it who could not read it before.
"""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.front_door.actions.linking import link_child, unlink
from righthelp.front_door.models import ContactDecision, NamedChild, NamedPerson
from righthelp.front_door.tests.arriving import client_of, received, shown
from righthelp.front_door.tests.deciding import adopted, answered, decided_for
from righthelp.people.actions import restrict
from righthelp.people.rows import rows_of
from righthelp.people.tests.conftest import Family
from righthelp.work.disagreements.access import disagreements_of
from righthelp.work.disagreements.rows import TABLE, asked_of_disagreements
from righthelp.work.models import Disagreement
from righthelp.work.tests.working import send_form, send_twice, team_of, works_with

VIEWS = {"facts": "She came hungry again.", "view": "The level is too low.", "wants": "Look at it again."}
CALLER = {
    "told_by_name": "Priya Nair",
    "told_by_organisation": "Little Stars Nursery",
    "told_by_reach": "01632 960777, before noon",
}


@pytest.fixture
def decision(alice: Practitioner, fran: Practitioner, mona: Practitioner) -> ContactDecision:
    """Give a decision about a child without a linked record, for whom Alice asked and of which she was told."""
    adopted(alice)
    contact = received(alice)
    made = decided_for(contact.children.get(), fran, mona)
    answered(contact, fran)
    return made


def about(decision: ContactDecision, more: str = "risk=no") -> str:
    page = reverse("disagreement_about", args=["contact_decision", decision.public_id])
    return f"{page}?{more}"


def raised(by: Practitioner, decision: ContactDecision) -> Disagreement:
    send_twice(client_of(by), about(decision), **VIEWS, knows="yes")
    return Disagreement.objects.get()


def reads(person: Practitioner, it: Disagreement) -> bool:
    page = client_of(person).get(reverse("disagreement", args=[it.public_id]))
    listed = it.public_id in [one.it.public_id for one in disagreements_of(people.fresh(person))]
    assert page.status_code == (200 if listed else 404) or page.status_code == 200
    return bool(page.status_code == 200)


def linked(decision: ContactDecision, family: Family, by: Practitioner) -> NamedChild:
    child = NamedChild.objects.select_related("contact").get(pk=decision.child_id)
    link_child(child=child, person=family.maya, by=by)
    return NamedChild.objects.select_related("contact", "person").get(pk=child.pk)


@pytest.mark.requirement("BN-065")
@pytest.mark.requirement("BP-118")
def test_whoever_asked_disagrees_although_no_record_is_linked(alice: Practitioner, decision: ContactDecision) -> None:
    text = shown(client_of(alice), about(decision))
    assert "Maya Lindqvist" in text
    it = raised(alice, decision)
    assert it.is_by_decision
    assert not it.children.exists()
    text = shown(client_of(alice), reverse("disagreement", args=[it.public_id]))
    assert "A child whose record is not linked yet" in text
    assert "The decision itself, if you may open it" in text
    assert "About a child whose record is not linked yet" in shown(client_of(alice), reverse("disagreements"))


def test_it_is_read_by_its_two_sides_and_by_the_leads_who_read_the_decision_and_by_nobody_else(
    alice: Practitioner, leila: Practitioner, bob: Practitioner, charlie: Practitioner, fran: Practitioner,
    femi: Practitioner, mona: Practitioner, decision: ContactDecision,
) -> None:  # fmt: skip
    elsewhere = people.worker(team_of(fran).agency, "social_worker", "Ursula Ek")
    it = raised(alice, decision)
    assert [reads(one, it) for one in (alice, leila, fran, mona)] == [True] * 4
    assert [reads(one, it) for one in (bob, charlie, femi, elsewhere)] == [False] * 4


def test_a_manager_of_the_deciding_agency_who_may_not_read_the_decision_does_not_read_it_before_or_after(
    alice: Practitioner, fran: Practitioner, family: Family, decision: ContactDecision
) -> None:
    team = people.safeguarding_lead(team_of(fran).agency, "Tess Lund")
    it = raised(alice, decision)
    assert not reads(team, it)
    works_with(team, family.maya, "social worker")
    linked(decision, family, fran)
    assert not reads(team, it)
    asked = asked_of_disagreements(people.fresh(team), [family.maya.pk])
    assert rows_of(*asked).get(TABLE, []) == []


def test_a_record_that_is_found_later_joins_it_once_and_opens_it_to_nobody_else(
    alice: Practitioner, leila: Practitioner, charlie: Practitioner, sam: Practitioner, fran: Practitioner,
    mona: Practitioner, family: Family, decision: ContactDecision,
) -> None:  # fmt: skip
    it = raised(alice, decision)
    works_with(sam, family.maya, "social worker")
    works_with(charlie, family.maya, "nurse")
    linked(decision, family, fran)
    assert list(it.children.all()) == [family.maya]
    assert [reads(one, it) for one in (alice, leila, fran, mona)] == [True] * 4
    assert [reads(one, it) for one in (charlie, sam)] == [False] * 2
    page = client_of(alice).get(reverse("record_disagreements", args=[family.maya.public_id]))
    assert reverse("disagreement", args=[it.public_id]) in page.text
    assert "No disagreement about this child that you may read." in shown(
        client_of(sam), reverse("record_disagreements", args=[family.maya.public_id])
    )


def test_a_wrong_record_that_is_taken_out_leaves_it_and_the_right_one_joins(
    alice: Practitioner, fran: Practitioner, family: Family, decision: ContactDecision
) -> None:
    it = raised(alice, decision)
    unlink(named=linked(decision, family, fran), because="Another Maya", by=fran)
    assert not it.children.exists()
    assert reads(alice, it)
    child = NamedChild.objects.select_related("contact").get(pk=decision.child_id)
    link_child(child=child, person=family.brother, by=fran)
    assert list(it.children.all()) == [family.brother]


def test_one_that_was_raised_about_a_wrong_record_is_read_with_the_decision_once_the_record_is_taken_out(
    alice: Practitioner, leila: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(alice)
    contact = received(alice, person=family.maya)
    made = decided_for(contact.children.get(), fran, mona)
    answered(contact, fran)
    it = raised(alice, made)
    assert not it.is_by_decision
    unlink(named=NamedChild.objects.select_related("contact", "person").get(), because="Another Maya", by=fran)
    it.refresh_from_db()
    assert it.is_by_decision
    assert not it.children.exists()
    assert [reads(one, it) for one in (alice, leila, fran)] == [True] * 3


def test_a_record_linked_before_that_whoever_asked_may_not_open_joins_it_at_once_and_opens_to_nobody(
    sam: Practitioner, charlie: Practitioner, fran: Practitioner, mona: Practitioner, family: Family
) -> None:
    adopted(charlie)
    contact = received(charlie)
    child = NamedChild.objects.select_related("contact").get()
    link_child(child=child, person=family.maya, by=fran)
    made = decided_for(NamedChild.objects.get(), fran, mona)
    answered(contact, fran)
    it = raised(charlie, made)
    assert list(it.children.all()) == [family.maya]
    assert it.is_by_decision
    text = shown(client_of(charlie), reverse("disagreement", args=[it.public_id]))
    assert "You read only what is written here" not in text
    assert not reads(sam, it)


def test_a_restricted_record_closes_it_to_all_who_are_not_on_its_list(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, fran: Practitioner, mona: Practitioner,
    family: Family, decision: ContactDecision,
) -> None:  # fmt: skip
    it = raised(alice, decision)
    linked(decision, family, fran)
    restrict(person=family.maya, kind="staff", because="Works here", readers=[mira], by=mira)
    assert [reads(one, it) for one in (alice, leila, fran, mona)] == [False] * 4


def test_another_restricted_record_that_the_request_names_closes_it_too_and_nobody_outside_its_list_is_named(
    alice: Practitioner, leila: Practitioner, mira: Practitioner, fran: Practitioner, charlie: Practitioner,
    family: Family, decision: ContactDecision,
) -> None:  # fmt: skip
    it = raised(alice, decision)
    contact = decision.child.contact
    NamedPerson.objects.create(contact=contact, kind="parent", name="Ana", person=family.mother)
    assert [reads(one, it) for one in (alice, leila, fran)] == [True] * 3
    restrict(person=family.mother, kind="staff", because="Works here", readers=[mira, alice], by=mira)
    assert [reads(one, it) for one in (leila, fran, charlie)] == [False] * 3
    assert reads(alice, it)
    client = client_of(alice)
    send_form(client, reverse("disagreement_go_up", args=[it.public_id]), because="Not settled")
    speakers = reverse("disagreement_speakers", args=[it.public_id])
    people_named = {"ours_name": "Alice Adeyemi", "theirs_name": "Charlie Chen", "theirs_email": charlie.email}
    refused = send_form(client, speakers, **people_named)
    assert "and Charlie Chen is not one of them" in unescape(refused.text)


def test_whoever_may_not_open_the_decision_is_named_only_knowingly_and_reads_the_text_alone(
    alice: Practitioner, charlie: Practitioner, fran: Practitioner, decision: ContactDecision
) -> None:
    it = raised(alice, decision)
    client = client_of(alice)
    send_form(client, reverse("disagreement_go_up", args=[it.public_id]), because="Not settled")
    speakers = reverse("disagreement_speakers", args=[it.public_id])
    named = {"ours_name": "Alice Adeyemi", "theirs_name": "Charlie Chen", "theirs_email": charlie.email}
    asked = send_form(client, speakers, **named)
    assert "Charlie Chen may not open this decision." in unescape(asked.text)
    send_form(client, speakers, **named, knows="yes")
    text = shown(client_of(charlie), reverse("disagreement", args=[it.public_id]))
    assert "may not open the decision itself" in text
    assert "The decision itself, if you may open it" not in text


def test_the_front_door_writes_down_what_a_professional_without_an_account_says(
    fran: Practitioner, femi: Practitioner, mona: Practitioner, leila: Practitioner, decision: ContactDecision
) -> None:
    client = client_of(femi)
    first = shown(client, about(decision, ""))
    assert "This was decided in your own agency." in first
    assert "Write it down for them" in first
    missing = send_form(client, about(decision, "risk=no&whose=other"), **VIEWS)
    for words in ("Write the name of whoever raises it", "Write where they work", "Write how they can be reached"):
        assert words in missing.text
    send_twice(client, about(decision, "risk=no&whose=other"), **VIEWS, **CALLER)
    it = Disagreement.objects.get()
    assert (it.raised_by, it.complained_of, it.told_by_name) == (femi, fran, "Priya Nair")
    step = it.all_steps[0]
    assert (step.ours, step.ours_name, step.theirs) == (None, "Priya Nair", fran)
    page = reverse("disagreement", args=[it.public_id])
    text = shown(client, page)
    assert "Little Stars Nursery with Westmarsh Children’s Services" in text
    assert "Priya Nair, Little Stars Nursery, written down by Femi Balogun" in text
    assert "01632 960777, before noon" in text
    assert "01632 960777" not in shown(client_of(fran), page)
    assert [reads(one, it) for one in (femi, fran, mona)] == [True] * 3
    assert not reads(leila, it)


def test_whoever_spoke_to_them_notes_each_answer_and_it_goes_up_the_same_steps(
    femi: Practitioner, fran: Practitioner, decision: ContactDecision
) -> None:
    client = client_of(femi)
    send_form(client, about(decision, "risk=no&whose=other"), **VIEWS, **CALLER)
    it = Disagreement.objects.get()
    noted: dict[str, Any] = {"spoke_on_day": "3", "spoke_on_month": "3", "spoke_on_year": "2026"}
    send_form(
        client, reverse("disagreement_said", args=[it.public_id]), side="ours", view="It is still too low", **noted
    )
    assert "Priya Nair on 3 March 2026, noted by Femi Balogun" in shown(
        client, reverse("disagreement", args=[it.public_id])
    )
    send_form(client, reverse("disagreement_go_up", args=[it.public_id]), because="Not settled")
    speakers = reverse("disagreement_speakers", args=[it.public_id])
    for theirs, fault in (
        ("fran castellano", "From step 2 on somebody else must speak for the other side"),
        ("priya  nair", "Priya  nair raised this disagreement"),
        ("Femi Balogun", "Femi Balogun raised this disagreement"),
    ):
        refused = send_form(client, speakers, ours_name="Joan Petrie", theirs_name=theirs)
        text = re.sub(r"\s+", " ", unescape(refused.text)).casefold()
        assert re.sub(r"\s+", " ", fault).casefold() in text, theirs
    refused = send_form(client, speakers, ours_name="Fran Castellano", theirs_name="Gail Orr")
    assert "so they cannot speak for your side" in unescape(refused.text)
    send_form(client, speakers, ours_name="Joan Petrie", theirs_name="Gail Orr")
    it.refresh_from_db()
    assert Disagreement.objects.whole().get().now.ours_name == "Joan Petrie"


def test_nobody_writes_down_what_is_said_about_themselves_nor_a_name_on_both_sides(
    fran: Practitioner, femi: Practitioner, decision: ContactDecision
) -> None:
    own = send_form(client_of(fran), about(decision, "risk=no&whose=other"), **VIEWS, **CALLER)
    assert "This is about what you did yourself." in own.text
    same = {**CALLER, "told_by_name": "fran  castellano"}
    wrong = send_form(client_of(femi), about(decision, "risk=no&whose=other"), **VIEWS, **same)
    assert "Write who raises it, not whom it is with" in wrong.text
    assert not Disagreement.objects.exists()


def test_only_the_front_door_leads_and_managers_write_for_others_and_a_family_is_shown_the_complaint(
    alice: Practitioner, leila: Practitioner, decision: ContactDecision
) -> None:
    text = shown(client_of(alice), about(decision, ""))
    assert "Write it down for them" not in text
    assert "A parent, carer, child or young person who disagrees makes a complaint." in text
    assert "how to complain to the partnership itself" in text
    assert "Who raises it?" not in shown(client_of(alice), about(decision, "risk=no&whose=other"))
    assert "Write it down for them" in shown(client_of(leila), about(decision, ""))
    assert "Who raises it?" in shown(client_of(leila), about(decision, "risk=no&whose=other"))


def test_the_pages_stay_within_their_queries_with_many_of_them(
    alice: Practitioner, fran: Practitioner, femi: Practitioner, mona: Practitioner, decision: ContactDecision,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    it = raised(alice, decision)
    for number in range(5):
        contact = received(alice, f"Child {number}")
        made = decided_for(contact.children.get(), fran, mona)
        answered(contact, fran)
        send_form(client_of(alice), about(made), **VIEWS, knows="yes")
    client = client_of(alice)
    for path in (reverse("disagreements"), reverse("disagreement", args=[it.public_id]), about(decision)):
        with django_assert_max_num_queries(15, info=path):
            assert client.get(path).status_code == 200
    client = client_of(femi)
    client.get(about(decision, "whose=other"))
    with django_assert_max_num_queries(15):
        assert client.get(about(decision, "risk=no&whose=other")).status_code == 200
