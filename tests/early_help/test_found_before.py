"""Early help goes on from an earlier one: whoever keeps it reads what was found then, and nobody else does."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.models import Agency, Practitioner, Team
from righthelp.agencies.tests import people
from righthelp.audit.models import Look
from righthelp.early_help.actions.ending import Ending, end_for_child, end_help
from righthelp.early_help.models import EarlyHelp, FinishedAssessment
from righthelp.early_help.tests import assessing, helping
from righthelp.people.actions import restrict
from righthelp.people.models import Person
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import let_member_leave
from righthelp.plans.actions.carrying import carry_over
from righthelp.plans.models import Member, Plan
from righthelp.plans.tests import gathering, planning
from righthelp.work.tests.working import client_of, shown
from tests.early_help.test_carries_on import passed

OF_MAYA, OF_LEO, OF_ANA, OF_JONAS = (
    "Maya loves maths.",
    "Leo plays chess.",
    "Ana cannot sleep.",
    "Jonas drinks no more.",
)
OF_ALL, TOGETHER, LIFE, WORDS = "The flat is damp.", "Bad nights wear all of them out.", "Up at five.", "Mum shouts."
EVERYTHING = (OF_MAYA, OF_LEO, OF_ANA, OF_JONAS, OF_ALL, TOGETHER, LIFE)
GOES_ON_FROM = "The plan that it goes on from"


@pytest.fixture
def earlier(early_help: EarlyHelp, family: Family, alice: Practitioner) -> EarlyHelp:
    """Give early help that ended, and what was found in it of both children, both parents and all of them."""
    maya, leo = (assessing.child(early_help, one) for one in (family.maya, family.brother))
    ana, jonas = assessing.adult(early_help, family.mother), assessing.adult(early_help, family.father, "father")
    assessing.talked(early_help, "education", about=maya, going_well=OF_MAYA)
    assessing.talked(early_help, "play", about=leo, going_well=OF_LEO)
    assessing.talked(early_help, "mental_health", about=ana, worries=OF_ANA)
    assessing.talked(early_help, "substances", about=jonas, going_well=OF_JONAS)
    assessing.talked(early_help, "housing", worries=OF_ALL)
    voice = assessing.said(early_help, maya, WORDS)
    type(voice).objects.update(life_now=LIFE)
    type(assessing.begun(early_help)).objects.update(each_other=TOGETHER)
    assessing.finished(early_help)
    ends(early_help, alice)
    return early_help


def ends(it: EarlyHelp, by: Practitioner) -> None:
    helping.gone_up(it, by=by)
    end_help(help=it, ending=Ending(timezone.localdate(), "stepped_up", "Social care goes on", "x", "x"), by=by)


def comes_down(mira: Practitioner, hub: Agency, *children: Person) -> EarlyHelp:
    team: Team = hub.teams.get()
    return passed(mira, team, *children)


def begins(it: EarlyHelp, mother: Person, by: Practitioner, **more: Any) -> EarlyHelp:
    """Have the mother agree to it, and somebody of the new agency lead it."""
    helping.agreed(it, mother, by=by, **more)
    return helping.begun(it, by)


@pytest.fixture
def it(earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, wes: Practitioner) -> EarlyHelp:
    """Give early help for both children, stepped down to another agency, that somebody there leads."""
    return begins(comes_down(mira, hub, family.maya, family.brother), family.mother, wes)


def found_in(it: EarlyHelp) -> str:
    return assessing.at(it, "assessment_finished", FinishedAssessment.objects.earliest("pk").public_id)


def read(client: Client, it: EarlyHelp) -> set[str]:
    """Give what of the earlier assessment somebody reads from the new early help."""
    text = shown(client, found_in(it))
    assert WORDS not in text
    return {one for one in EVERYTHING if one in text}


@pytest.mark.requirement("BN-049", "BP-195")
def test_after_a_step_down_the_new_lead_in_another_agency_reads_what_was_found_before(
    it: EarlyHelp, wes: Practitioner
) -> None:
    client, link = client_of(wes), found_in(it)
    for page in ("early_help", "assessment"):
        assert link in client.get(assessing.at(it, page)).text
    assert read(client, it) == {*EVERYTHING}
    text = shown(client, link)
    assert "It was written in the early help that this one goes on from" in text
    assert "Alice Adeyemi" in text
    assert reverse("assessment_copies", args=[it.public_id]) not in client.get(link).text


@pytest.mark.requirement("BN-049")
def test_whoever_coordinates_there_reads_it_too_and_the_rest_of_the_agency_and_of_the_team_does_not(
    it: EarlyHelp, wes: Practitioner, cora: Practitioner, hub: Agency, bob: Practitioner, charlie: Practitioner
) -> None:
    assert read(client_of(cora), it) == {*EVERYTHING}
    helping.joins(bob, it, by=wes)
    assert found_in(it) not in client_of(bob).get(assessing.at(it)).text
    for one in (bob, charlie, people.worker(hub, "practitioner", "Olga Dahl")):
        shown(client_of(one), found_in(it), status=404)


@pytest.mark.requirement("BP-026")
def test_it_is_read_of_a_child_only_once_the_family_agreed_to_the_new_early_help_for_them(
    earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    it = comes_down(mira, hub, family.maya, family.brother)
    assert found_in(it) not in client_of(cora).get(assessing.at(it, "early_help")).text
    shown(client_of(cora), found_in(it), status=404)
    begins(it, family.mother, cora, people=[family.maya])
    assert read(client_of(cora), it) == {OF_MAYA, LIFE, OF_ANA, OF_JONAS}
    begins(it, family.mother, cora, people=[family.brother])
    assert read(client_of(cora), it) == {*EVERYTHING}


def test_nothing_is_read_of_a_brother_who_is_not_in_the_new_plan_nor_what_was_written_of_all(
    earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    it = begins(comes_down(mira, hub, family.maya), family.mother, cora)
    assert read(client_of(cora), it) == {OF_MAYA, LIFE, OF_ANA, OF_JONAS}
    assert "Leo" not in shown(client_of(cora), found_in(it))


def test_nothing_is_read_of_an_adult_who_takes_no_part_any_more(
    it: EarlyHelp, earlier: EarlyHelp, family: Family, wes: Practitioner
) -> None:
    father = planning.member_of(it.plan, family.father)
    let_member_leave(member=father, because="He takes no part", by=wes)
    assert read(client_of(wes), it) == {*EVERYTHING} - {OF_JONAS}
    Member.objects.filter(plan=earlier.plan, person=family.mother).update(left_on=helping.SINCE, left_because="x")
    assert read(client_of(wes), it) == {*EVERYTHING} - {OF_JONAS, OF_ANA}


OF_DEAN, OF_IDA = "Dean uses heroin.", "Ida is frail."


@pytest.fixture
def dean(early_help: EarlyHelp, family: Family, alice: Practitioner) -> Member:
    """Give the father of Leo alone, without a record: what was written of him, and of a grandmother of nobody known."""
    dean, ida = (gathering.named(early_help.plan, one, alice, kind="family") for one in ("Dean Pask", "Ida Lind"))
    dean.reads.set([assessing.child(early_help, family.brother)])
    assessing.talked(early_help, "substances", about=dean, worries=OF_DEAN)
    assessing.talked(early_help, "mental_health", about=ida, worries=OF_IDA)
    return dean


def of_adults(it: EarlyHelp, by: Practitioner) -> list[str]:
    text = shown(client_of(by), found_in(it))
    return [one for one in (OF_DEAN, OF_IDA, OF_ANA, OF_JONAS) if one in text]


@pytest.mark.requirement("BN-049")
def test_the_father_of_a_brother_who_stays_does_not_come_into_the_new_plan_nor_is_anything_read_of_him(
    dean: Member, earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    it = begins(comes_down(mira, hub, family.maya), family.mother, cora)
    names = {one.name for one in it.plan.members.all()}
    assert ("Dean Pask" in names, "Ida Lind" in names) == (False, True)
    assert of_adults(it, cora) == [OF_ANA, OF_JONAS]
    gathering.named(it.plan, "Dean Pask", cora, kind="family")
    assert of_adults(it, cora) == [OF_ANA, OF_JONAS]


def test_he_is_read_of_where_he_belongs_to_a_child_who_goes_on(
    dean: Member, earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    dean.reads.add(assessing.child(earlier, family.maya))
    it = begins(comes_down(mira, hub, family.maya), family.mother, cora)
    assert of_adults(it, cora) == [OF_DEAN, OF_ANA, OF_JONAS]


def test_an_adult_is_read_of_to_whom_early_help_was_offered_for_a_child_who_goes_on(
    dean: Member, early_help: EarlyHelp, earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family,
    school: Agency, alice: Practitioner, cora: Practitioner,
) -> None:  # fmt: skip
    on_file = folk.person("Dean Pask", agency=school, by=alice)
    Member.objects.filter(pk=dean.pk).update(person=on_file, name="")
    offer = early_help.offers.get()
    offer = type(offer).objects.create(
        help=early_help, to_person=on_file, offered_on=offer.offered_on, offered_by="x", offered_how="x",
        answer="declined", next="x", noted_by=alice,
    )  # fmt: skip
    offer.children.set([assessing.child(earlier, family.brother)])
    it = begins(comes_down(mira, hub, family.maya), family.mother, cora)
    assessing.adult(it, on_file, "father")
    assert of_adults(it, cora) == [OF_ANA, OF_JONAS]
    offer.children.add(assessing.child(earlier, family.maya))
    assert of_adults(it, cora) == [OF_DEAN, OF_ANA, OF_JONAS]


def test_where_every_child_of_then_goes_on_all_are_read_of(
    dean: Member, earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    it = begins(comes_down(mira, hub, family.maya, family.brother), family.mother, cora)
    assert of_adults(it, cora) == [OF_DEAN, OF_IDA, OF_ANA, OF_JONAS]


def test_a_mother_in_hiding_takes_along_what_was_written_of_her_and_of_all(
    it: EarlyHelp, family: Family, wes: Practitioner, mira: Practitioner
) -> None:
    restrict(person=family.mother, kind="high_risk", because="She is in hiding", readers=[mira], by=mira)
    assert read(client_of(wes), it) == {OF_MAYA, LIFE, OF_LEO, OF_JONAS}
    assert "Ana" not in shown(client_of(wes), found_in(it))


def test_an_earlier_plan_of_a_child_whose_record_is_closed_gives_nothing_away(
    earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, cora: Practitioner
) -> None:
    it = begins(comes_down(mira, hub, family.maya), family.mother, cora)
    restrict(person=family.brother, kind="high_risk", because="He is in hiding", readers=[mira], by=mira)
    assert found_in(it) not in client_of(cora).get(assessing.at(it, "early_help")).text
    shown(client_of(cora), found_in(it), status=404)


def test_a_child_for_whom_it_ended_again_is_not_read_of(it: EarlyHelp, family: Family, wes: Practitioner) -> None:
    leo, today = planning.child_of(it.plan, family.brother), timezone.localdate()
    end_for_child(help=it, child=leo, on=today, outcome="declined", because="He does not want it", by=wes)
    assert read(client_of(wes), it) == {OF_MAYA, LIFE, OF_ANA, OF_JONAS}


def test_each_look_is_logged_at_the_new_early_help_and_at_the_one_it_goes_on_from(
    it: EarlyHelp, earlier: EarlyHelp, wes: Practitioner
) -> None:
    shown(client_of(wes), found_in(it))
    looks = Look.objects.filter(actor_id=wes.pk, subject_type="early_help.earlyhelp")
    assert {one.subject_id for one in looks} == {it.pk, earlier.pk}


def test_only_the_last_one_that_was_finished_is_read_and_by_its_own_id(
    earlier: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, wes: Practitioner
) -> None:
    first = FinishedAssessment.objects.get()
    last = FinishedAssessment.objects.create(
        assessment=first.assessment, done_on=first.done_on, done_by=first.done_by, written=first.written
    )
    it = begins(comes_down(mira, hub, family.maya, family.brother), family.mother, wes)
    assert OF_MAYA in shown(client_of(wes), assessing.at(it, "assessment_finished", last.public_id))
    shown(client_of(wes), assessing.at(it, "assessment_finished", first.public_id), status=404)


@pytest.mark.requirement("BP-195")
def test_it_is_read_also_where_an_early_help_without_an_assessment_came_between(
    it: EarlyHelp, mira: Practitioner, hub: Agency, family: Family, wes: Practitioner
) -> None:
    ends(it, wes)
    again = begins(comes_down(mira, hub, family.maya, family.brother), family.mother, wes)
    assert again.plan.continues == it.plan
    assert read(client_of(wes), again) == {*EVERYTHING}


def test_plans_that_carry_on_from_each_other_lead_nowhere(it: EarlyHelp, earlier: EarlyHelp, wes: Practitioner) -> None:
    Plan.objects.filter(pk=earlier.plan_id).update(continues=it.plan)
    assert read(client_of(wes), it) == {*EVERYTHING}


@pytest.mark.requirement("BP-195")
def test_where_the_same_team_opens_it_again_and_carries_on_it_reads_what_was_found_before(
    earlier: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    it = begins(helping.opened(alice, [family.maya, family.brother]), family.mother, alice)
    shown(client_of(alice), found_in(it), status=404)
    carry_over(plan=it.plan, from_plan=earlier.plan, by=alice)
    client = client_of(alice)
    assert read(client, it) == {*EVERYTHING}
    assert found_in(it) in client.get(assessing.at(it)).text
    page = client.get(assessing.at(it, "early_help"))
    assert reverse("plan", args=[earlier.plan.public_id]) in page.text
    assert GOES_ON_FROM in page.text


@pytest.mark.requirement("BP-195")
def test_early_help_that_still_goes_on_elsewhere_is_not_read_as_an_earlier_one(
    early_help: EarlyHelp, family: Family, alice: Practitioner, hub: Agency, wes: Practitioner, mira: Practitioner
) -> None:
    assessing.talked(early_help, "education", about=assessing.child(early_help, family.maya), going_well=OF_MAYA)
    assessing.finished(early_help)
    it = begins(comes_down(mira, hub, family.maya), family.mother, wes)
    Plan.objects.filter(pk=it.plan_id).update(continues=early_help.plan)
    shown(client_of(wes), found_in(it), status=404)


def test_the_plan_that_it_goes_on_from_is_a_link_only_where_it_opens(
    it: EarlyHelp, earlier: EarlyHelp, wes: Practitioner
) -> None:
    client = client_of(wes)
    assert client.get(reverse("plan", args=[earlier.plan.public_id])).status_code == 404
    assert GOES_ON_FROM not in shown(client, assessing.at(it, "early_help"))


def test_the_pages_that_lead_there_ask_the_database_little(
    it: EarlyHelp, wes: Practitioner, cora: Practitioner, django_assert_max_num_queries: Any
) -> None:
    for client in (client_of(wes), client_of(cora)):
        for page in (assessing.at(it, "early_help"), assessing.at(it), found_in(it)):
            client.get(page)
            with django_assert_max_num_queries(15, info=page):
                shown(client, page)
