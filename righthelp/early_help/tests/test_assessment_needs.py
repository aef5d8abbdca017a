"""Needs and strengths are found with the guidance, or said in own words, and stand on the plan with their evidence."""

import pytest

from righthelp.agencies.models import Practitioner
from righthelp.considerations.tests.pages import hidden, send
from righthelp.considerations.tests.test_start import edition
from righthelp.early_help.actions.assessment_needs import note_need, note_strength
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.tests import assessing, helping
from righthelp.early_help.tests.assessing import at, guided_by
from righthelp.guidance.models import Descriptor
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.plans.models import Need, Strength
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, shown


@pytest.fixture(autouse=True)
def _guided(early_help: EarlyHelp) -> None:
    guided_by(early_help, edition())


@pytest.mark.requirement("BT-004", "SF-008", "BN-041")
def test_what_comes_close_to_what_was_said_is_chosen_for_the_plan_of_that_child(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    assessing.talked(early_help, "daily_care", about=maya, worries="She is often hungry.")
    path = at(early_help, "assessment_needs", "children", maya.public_id)
    page = shown(client, path)
    assert "Close to what is written" in page
    assert "Why is this here?" in page
    for _ in range(2):
        assert send(client, path, need="a-2").status_code == 302
    need = Need.objects.get()
    assert (need.plan, need.child, need.text) == (early_help.plan, maya, "Often hungry.")
    assert "On the plan" in shown(client, path)
    leo = assessing.child(early_help, family.brother)
    other = shown(client, at(early_help, "assessment_needs", "children", leo.public_id))
    assert "Nothing yet." in other


@pytest.mark.requirement("BP-023")
def test_strengths_stand_beside_needs(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    path = at(early_help, "assessment_needs", "children", maya.public_id)
    for _ in range(2):
        send(client, path, strength="a-1")
    assert Strength.objects.get().text == "Eats well."
    own = at(early_help, "assessment_own_words", "children", maya.public_id)
    send(client, own, own_words="Her grandmother helps.", is_strength="yes")
    send(client, own, own_words="Somebody who takes her to school.", is_strength="no")
    page = shown(client, at(early_help, "assessment_read"))
    for words in ("Eats well.", "Her grandmother helps.", "Somebody who takes her to school."):
        assert words in page


def test_words_can_be_looked_for_and_are_not_kept(early_help: EarlyHelp, alice: Practitioner) -> None:
    client, path = client_of(alice), at(early_help, "assessment_needs_family")
    answer = client.post(path, {**hidden(client.get(path).text), "words": "left alone at night", "find": "yes"})
    assert "Close to the words that you looked for" in answer.text
    assert "Left alone at night." in answer.text
    assert not Need.objects.exists()


@pytest.mark.requirement("BP-027", "BP-036")
def test_the_need_of_an_adult_is_theirs_and_kept_from_the_copies_of_the_rest_of_the_family(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana = assessing.adult(early_help, family.mother)
    jonas = assessing.adult(early_help, family.father, "father")
    client = client_of(alice)
    send(client, at(early_help, "assessment_own_words", "adults", ana.public_id), own_words="Sleep", is_strength="no")
    need = Need.objects.get()
    assert (need.child, need.of_member) == (None, ana)
    kept = set(need.kept_from.all())
    assert jonas in kept
    assert ana not in kept
    assert {planning.member_of(early_help.plan, one) for one in (family.maya, family.brother)} <= kept
    assert "Sleep" in shown(client, at(early_help, "assessment_needs", "adults", ana.public_id))
    assert "Sleep" not in shown(client, at(early_help, "assessment_needs", "adults", jonas.public_id))


@pytest.mark.requirement("SF-008")
def test_evidence_says_what_from_whom_and_when(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    maya, client = assessing.child(early_help, family.maya), client_of(alice)
    need = note_need(plan=early_help.plan, child=maya, own_words="Sleep", by=alice)
    given = {"evidence": "Late on nine days.", "evidence_from": "School register", "evidence_kind": "fact"}
    when = {"evidence_on_day": "2", "evidence_on_month": "2", "evidence_on_year": "2026"}
    path = at(early_help, "assessment_evidence", need.public_id)
    assert send(client, path, **given, **when).status_code == 302
    page = shown(client, at(early_help, "assessment_read"))
    assert "Late on nine days." in page
    assert "Fact. School register, 2 February 2026" in page
    assert "Change the evidence" in shown(client, at(early_help, "assessment_needs", "children", maya.public_id))


def test_two_windows_on_the_same_evidence_lose_nothing(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    need = note_need(plan=early_help.plan, own_words="Sleep", by=alice)
    client, path = client_of(alice), at(early_help, "assessment_evidence", need.public_id)
    first = hidden(client.get(path).text)
    send(client, path, evidence="Seen by me.")
    answer = client.post(path, {**first, "evidence": "Heard from gran."})
    assert "Seen by me." in answer.text
    assert Need.objects.get().evidence == "Seen by me."


def test_a_need_that_is_not_shown_here_is_not_found(early_help: EarlyHelp, alice: Practitioner) -> None:
    client = client_of(alice)
    shown(client, at(early_help, "assessment_evidence", early_help.public_id), status=404)
    assert client.post(at(early_help, "assessment_needs_family"), {"need": "no-such"}).status_code == 404


def test_the_same_strength_is_noted_once_and_a_need_in_own_words_as_often_as_it_is_said(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    for _ in range(2):
        note_strength(plan=early_help.plan, text="Gran helps", by=alice)
        note_need(plan=early_help.plan, own_words="Sleep", by=alice)
    assert Strength.objects.count() == 1
    assert Need.objects.count() == 2


def test_the_same_strength_of_two_parents_is_kept_of_each(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    ana, jonas = assessing.adult(early_help, family.mother), assessing.adult(early_help, family.father, "father")
    for one in (ana, jonas, jonas):
        note_strength(plan=early_help.plan, member=one, text="Is warm and patient", by=alice)
    assert {one.of_member for one in Strength.objects.all()} == {ana, jonas}
    assert Strength.objects.count() == 2


def test_a_dropped_need_can_be_found_again(early_help: EarlyHelp, alice: Practitioner) -> None:
    descriptor = Descriptor.objects.get(code="a-2")
    need = note_need(plan=early_help.plan, descriptor=descriptor, by=alice)
    Need.objects.filter(pk=need.pk).update(dropped_at=need.noted_at, dropped_by=alice, dropped_because="Not so")
    assert note_need(plan=early_help.plan, descriptor=descriptor, by=alice) != need


def test_what_is_an_adults_own_is_kept_from_whoever_joins_later(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    plan = early_help.plan
    mother = add_member(plan=plan, kind="family", role="mother", person=family.mother, by=alice)
    need = note_need(plan=plan, member=mother, own_words="She drinks", by=alice)
    strength = note_strength(plan=plan, member=mother, text="She goes to the AA", by=alice)
    father = add_member(plan=plan, kind="family", role="father", person=family.father, by=alice)
    assert father in need.kept_from.all()
    assert father in strength.kept_from.all()


def test_what_goes_well_for_a_parent_in_hiding_is_not_told_to_a_colleague_who_must_not_learn_of_them(
    early_help: EarlyHelp, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    helping.joins(bob, early_help, by=alice)
    mother = assessing.adult(early_help, family.mother)
    note_strength(plan=early_help.plan, member=mother, text="The women at Mill Lane are kind to her", by=alice)
    path = at(early_help, "assessment_read")
    assert "Mill Lane" in shown(client_of(bob), path)
    restrict(person=family.mother, kind="high_risk", because="In hiding", readers=[alice], by=alice)
    assert "Mill Lane" not in shown(client_of(bob), path)
    assert "Mill Lane" in shown(client_of(alice), path)
