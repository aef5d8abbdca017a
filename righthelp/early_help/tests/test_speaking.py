"""Each person’s yes is for the children for whom they can speak, by what is on file; nothing is ticked beforehand."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Practitioner
from righthelp.early_help.actions import NotAgreed, begin_help
from righthelp.early_help.actions.offering import note_offer
from righthelp.early_help.models import EarlyHelp, Offer
from righthelp.early_help.policies.speaking import NotTheirs, speaks_for
from righthelp.early_help.tests import helping
from righthelp.people.models import Person, Relationship
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Episode
from righthelp.work.tests.working import client_of, on, send_form, shown, words

TIES = [
    ("parent", None, True), ("parent", True, True), ("parent", False, False), ("guardian", None, True),
    ("step_parent", None, False), ("step_parent", True, True), ("grandparent", None, False),
]  # fmt: skip


def ids(it: EarlyHelp, *people: Person) -> list[str]:
    return [str(one.public_id) for one in it.plan.children.filter(person__in=people)]


def said(it: EarlyHelp, by: Practitioner, to: Person | str, *about: Person, **more: Any) -> Any:
    who = {"to": "other", "to_name": to} if isinstance(to, str) else {"to": str(to.public_id)}
    answers = {
        "standing": "parent", "how": "face", "offered_by": "Alice", "offered_how": "At home", "answer": "agreed",
        "understood_how": "Said back", "children": ids(it, *about), **on("offered_on", timezone.localdate()),
    }  # fmt: skip
    return send_form(client_of(by), reverse("early_help_offer", args=[it.public_id]), **{**answers, **who, **more})


@pytest.mark.requirement("SF-028")
def test_nothing_is_ticked_and_beside_each_child_stands_whose_yes_counts(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    folk.related(family.brother, folk.person("Tom Marsh", by=alice), kind="step_parent")
    page = client_of(alice).get(reverse("early_help_offer", args=[offered.public_id]))
    assert "checked" not in page.text.split('name="children"', 1)[1].split("offered_on", 1)[0]
    text = words(page)
    assert "Whose yes counts: Ana Lindqvist, parent and Jonas Berg, parent." in text
    assert "Whose yes counts: Ana Lindqvist, parent. Can be asked, and their yes alone is not enough: Tom Marsh" in text


def test_where_nobody_on_file_may_decide_the_form_says_so_and_a_young_person_of_16_decides_themselves(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    Relationship.objects.filter(person=family.brother).delete()
    Person.objects.filter(pk=family.maya.pk).update(born_on=dt.date(2008, 1, 1), born_on_is="exact")
    text = shown(client_of(alice), reverse("early_help_offer", args=[offered.public_id]))
    assert "Nobody on file has parental responsibility" in text
    assert "Whose yes counts: Maya Lindqvist, " in text


@pytest.mark.requirement("SF-028", "BP-026")
def test_a_father_answers_for_his_own_child_and_not_for_her_brother(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    page = said(offered, alice, family.father, family.maya, family.brother)
    assert "Nothing on file says that Jonas Berg raises Leo" in words(page)
    assert "Said back" in page.text
    with pytest.raises(NotTheirs):
        helping.answered(offered, family.father, "agreed", by=alice)
    assert not Offer.objects.exists()
    assert said(offered, alice, family.father, family.maya).status_code == 302


@pytest.mark.requirement("SF-028")
@pytest.mark.parametrize(("kind", "responsible", "may"), TIES)
def test_who_answers_as_a_parent_has_parental_responsibility_by_what_is_on_file(
    offered: EarlyHelp, alice: Practitioner, family: Family, kind: str, responsible: bool | None, may: bool
) -> None:
    ties = Relationship.objects.filter(person=family.maya, relative=family.father)
    ties.update(kind=kind, has_parental_responsibility=responsible)
    page = said(offered, alice, family.father, family.maya)
    assert (page.status_code == 302) == may
    if not may:
        assert "It is not on file that Jonas Berg has parental responsibility for Maya" in words(page)
        assert said(offered, alice, family.father, family.maya, standing="carer").status_code == 302


@pytest.mark.requirement("SF-028")
def test_only_the_child_answers_as_the_child(offered: EarlyHelp, alice: Practitioner, family: Family) -> None:
    for who in (family.mother, "Aunt Vera"):
        page = said(offered, alice, who, family.maya, standing="young", competence="x")
        assert "Only Maya can answer as the child or young person" in words(page)
    page = said(offered, alice, family.brother, family.maya, standing="young", competence="x")
    assert "Only Maya can answer" in words(page)
    assert said(offered, alice, family.maya, family.maya, standing="young", competence="x").status_code == 302


def test_without_saying_who_answers_nothing_more_is_said_of_it(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    page = words(said(offered, alice, "", family.maya, standing=""))
    assert "Choose what they are to the child" in page
    assert "Nothing on file" not in page


@pytest.mark.requirement("SF-028", "BP-026")
def test_help_does_not_begin_on_the_yes_of_somebody_who_can_no_longer_give_it(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    helping.agreed(offered, family.mother, by=alice)
    ties = Relationship.objects.filter(person=family.brother, relative=family.mother)
    ties.update(to_on=dt.date(2026, 1, 1))
    text = shown(client_of(alice), reverse("early_help", args=[offered.public_id]))
    assert "This yes counts for Maya" in text
    assert "This yes does not count for Leo: nothing on file says that they raise Leo" in text
    leo = offered.plan.children.get(person=family.brother)
    with pytest.raises(NotAgreed):
        begin_help(help=offered, on=helping.SINCE, hoped_end_on=None, by=alice, children=[leo])
    begin_help(help=offered, on=helping.SINCE, hoped_end_on=None, by=alice)
    assert [one.child for one in Episode.objects.all()] == [family.maya]


def test_where_it_has_begun_and_nobody_can_speak_for_the_child_any_more_the_page_says_so(
    early_help: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    Relationship.objects.filter(person=family.brother).update(to_on=dt.date(2026, 1, 1))
    text = shown(client_of(alice), reverse("early_help", args=[early_help.public_id]))
    assert "NOBODY AGREES WHO CAN SPEAK FOR THIS CHILD: Leo" in text
    assert "Nobody who can speak for them agrees" in text
    assert "AGREEMENT TAKEN BACK" not in text


def test_of_somebody_without_a_record_it_is_said_on_whose_word_their_yes_counts(
    offered: EarlyHelp, alice: Practitioner, family: Family
) -> None:
    said(offered, alice, "Rosa Lund, her mother", family.maya)
    text = shown(client_of(alice), reverse("early_help_begin", args=[offered.public_id]))
    assert "This yes counts for Maya, on the word of whoever wrote it down: they have no record here" in text
    said(offered, alice, family.father, family.maya, standing="carer")
    text = shown(client_of(alice), reverse("early_help", args=[offered.public_id]))
    assert "This yes alone is not enough for Maya" in text


def test_a_tie_that_was_set_aside_while_the_form_was_open_is_refused_where_it_was_chosen(
    offered: EarlyHelp, alice: Practitioner, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    from righthelp.early_help.views import offering

    def meanwhile(**more: Any) -> None:
        Relationship.objects.filter(relative=family.father).delete()
        note_offer(**more)

    monkeypatch.setattr(offering, "note_offer", meanwhile)
    page = said(offered, alice, family.father, family.maya)
    assert "Nothing on file says that Jonas Berg raises Maya" in words(page)
    assert not Offer.objects.exists()


def test_children_are_told_apart(family: Family) -> None:
    speaks = speaks_for([family.maya.pk, family.brother.pk])
    assert speaks.may_answer(family.father.pk, family.maya.pk)
    assert not speaks.may_answer(family.father.pk, family.brother.pk)
    assert not speaks.may_decide(family.maya.pk, family.brother.pk)
