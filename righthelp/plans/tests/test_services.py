"""Services for the needs of a plan: asked directly, or named to the family; the ledger; their answers."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.consent.actions import DoesNotStand, Withdrawn, withdraw
from righthelp.consent.models import Sharing
from righthelp.consent.tests import talking
from righthelp.guidance.built_in import content_of
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import published
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.services import (
    AlreadyAnswered,
    Answered,
    Asking,
    RestsOn,
    ask_service,
    note_service_answer,
)
from righthelp.plans.models import Need, Plan, Referral
from righthelp.plans.own_steps import kinds_of
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, on, option, send_form, send_twice, shown, team_of

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = FRIDAY.date()


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def need(plan: Plan, family: Family) -> Need:
    """Give a need of Maya."""
    return planning.need(plan, child=planning.child_of(plan, family.maya))


@pytest.fixture
def directory(plan: Plan) -> Edition:
    """Give the guidance under which the plan was begun, with a service at each of two levels."""
    levels = [
        {"number": 3, "name": "Targeted", "help": [{"name": "Family support worker"}]},
        {"number": 2, "name": "Early", "help": [{"name": "Parenting programme"}]},
        {"number": 1, "name": "Everyday"},
    ]
    edition = published(levels=levels)
    Plan.objects.filter(pk=plan.pk).update(edition=edition)
    return edition


def asking(need: Need, **other: Any) -> Asking:
    what = {"asked_on": TODAY, "change": "She sleeps", "agreed": "Ana said yes", "told": "She is tired"}
    return Asking(need, **{**what, "name": "Sleep clinic", **other})


def at(name: str, plan: Plan, *more: object) -> str:
    return reverse(name, args=[plan.public_id, *more])


def answers(plan: Plan, need: Need, **other: Any) -> dict[str, Any]:
    what = {"need": need.public_id, "change": "She sleeps", "name": "Sleep clinic"}
    rests = {"agreed": "Ana said yes", "told": "She is tired", "consent": "none", "basis": "public_task"}
    return {**what, **rests, **on("on", TODAY), **other}


@pytest.mark.requirement("BP-142", "BN-043")
def test_a_service_is_asked_for_a_need_and_stands_in_the_ledger_of_the_child(
    plan: Plan, need: Need, family: Family, school: Agency, bob: Practitioner, alice: Practitioner
) -> None:
    first, second = send_twice(client_of(bob), at("plan_service_ask", plan), **answers(plan, need))
    assert first["Location"] == second["Location"] == at("plan_services", plan)
    referral, shared = Referral.objects.get(), Sharing.objects.get()
    assert (referral.need, referral.to_whom, referral.change) == (need, "Sleep clinic", "She sleeps")
    assert (shared.child, shared.to_name, shared.facts) == (family.maya, "Sleep clinic", "She is tired")
    assert (shared.basis, shared.because, shared.written_by) == ("public_task", "Ana said yes", bob)
    page = shown(client_of(alice), at("plan_services", plan))
    for words in ("Sleep clinic", "NO ANSWER YET", "Maya: Sleep", "She sleeps"):
        assert words in page


@pytest.mark.requirement("BP-142")
def test_no_service_is_asked_without_a_need(plan: Plan, family: Family, bob: Practitioner, alice: Practitioner) -> None:
    assert "No need is written down in this plan yet" in shown(client_of(bob), at("plan_service_ask", plan))
    other = planning.begun(alice, [family.mother])
    with pytest.raises(ValueError, match="need of this plan"):
        ask_service(plan=plan, asking=asking(planning.need(other), is_signpost=True, told=""), children=[], by=bob)


@pytest.mark.requirement("BN-031")
def test_a_service_that_the_family_was_told_of_is_told_nothing(plan: Plan, need: Need, bob: Practitioner) -> None:
    send_form(client_of(bob), at("plan_service_told", plan), **answers(plan, need))
    referral = Referral.objects.get()
    assert (referral.is_signpost, referral.told) == (True, "")
    assert not Sharing.objects.exists()
    page = shown(client_of(bob), at("plan_services", plan))
    assert "The family was told of it on 6 March 2026" in page
    assert "NO ANSWER YET" not in page


def test_asking_rests_on_the_yes_of_the_family_while_it_stands(
    plan: Plan, need: Need, family: Family, school: Agency, alice: Practitioner, bob: Practitioner
) -> None:
    said = talking.consent(alice, school, family.maya)
    browser, path = client_of(bob), at("plan_service_ask", plan)
    rests = {"consent": said.public_id, "basis": "consent"}
    assert "to share How mornings go with The school nurse" in shown(browser, path)
    send_form(browser, path, **answers(plan, need, **rests))
    assert Sharing.objects.get().consent == said
    withdraw(records=[said], withdrawn=Withdrawn(TODAY, "face", "No more"), by=alice)
    with pytest.raises(DoesNotStand):
        ask_service(
            plan=plan, asking=asking(need), children=[family.maya], rests_on=RestsOn(school, "consent", said), by=bob
        )


def test_a_yes_for_one_child_is_none_for_the_other(
    plan: Plan, family: Family, school: Agency, alice: Practitioner, bob: Practitioner
) -> None:
    said, need = talking.consent(alice, school, family.maya), planning.need(plan)
    sent = answers(plan, need, consent=said.public_id, basis="consent")
    answer = send_form(client_of(bob), at("plan_service_ask", plan), **sent)
    assert "was not said for each of the children" in answer.text
    assert not Referral.objects.exists()
    send_form(client_of(bob), at("plan_service_ask", plan), **answers(plan, need))
    assert {one.child for one in Sharing.objects.all()} == {family.maya, family.brother}


def test_the_form_asks_for_one_service_and_for_what_telling_it_rests_on(
    plan: Plan, need: Need, school: Agency, bob: Practitioner
) -> None:
    browser, path = client_of(bob), at("plan_service_ask", plan)
    bare = answers(plan, need, name="", told="", consent="", basis="")
    for words in ("Choose one service", "Say what the service was told", "Choose which yes", "Choose what the law"):
        assert words in send_form(browser, path, **bare).text
    assert "Choose one service" in send_form(browser, path, **answers(plan, need, to_agency=school.public_id)).text
    no_yes = send_form(browser, path, **answers(plan, need, basis="consent"))
    assert "cannot rest on consent that was not given" in no_yes.text
    assert not Referral.objects.exists()


def test_something_told_rests_on_something(plan: Plan, need: Need, bob: Practitioner) -> None:
    with pytest.raises(ValueError, match="rests on something"):
        ask_service(plan=plan, asking=asking(need), children=[], by=bob)


def test_an_agency_that_uses_right_help_is_named_in_the_ledger(
    plan: Plan, need: Need, family: Family, school: Agency, social_care: Agency, bob: Practitioner
) -> None:
    whole = asking(need, name="", agency=social_care)
    ask_service(plan=plan, asking=whole, children=[family.maya], rests_on=RestsOn(school, "public_task"), by=bob)
    assert Sharing.objects.get().to_agency == social_care


@pytest.mark.requirement("SF-029", "BN-029")
def test_the_directory_begins_with_what_is_nearest_to_everyday_life(
    plan: Plan, need: Need, directory: Edition, bob: Practitioner
) -> None:
    browser, path = client_of(bob), at("plan_service_ask", plan)
    page = shown(browser, path)
    assert "Families often find help at school or at the health centre easier to take" in page
    assert page.index("Parenting programme") < page.index("Family support worker")
    club = option(browser, path, "Parenting programme (Level 2: Early)")
    send_form(browser, path, **answers(plan, need, name="", service=club))
    assert Referral.objects.get().to_whom == "Parenting programme"


@pytest.mark.requirement("BN-043", "BN-044")
def test_the_partnerships_own_steps_are_no_services_and_a_family_can_be_told_of_a_directory(
    plan: Plan, need: Need, bob: Practitioner
) -> None:
    names = [
        "School nurses", "Early Help Allocation Panel", "Team Around the Family", "Live Well",
        "Staffordshire Children's Advice and Support (SCAS)", "Social worker in an Interface role",
    ]  # fmt: skip
    levels = [{"number": 2, "name": "Early", "help": [{"name": one} for one in names]}, {"number": 1, "name": "Every"}]
    Plan.objects.filter(pk=plan.pk).update(edition=published(levels=levels))
    browser = client_of(bob)
    asked, told = (at(name, plan) for name in ("plan_service_ask", "plan_service_told"))
    offered = [[one for one in names if option(browser, path, one)] for path in (asked, told)]
    assert offered == [["School nurses"], ["School nurses", "Live Well"]]


@pytest.mark.parametrize(
    ("slug", "steps"),
    [
        ("bathnes", {"Lead person", "Integrated Working Team", "Early Help Allocation Panel"}),
        ("staffordshire", {"Early help assessment (EHA)", "Child protection (section 47)"}),
    ],
)
def test_of_the_guidance_that_comes_with_right_help_the_services_alone_are_left_to_ask(
    slug: str, steps: set[str]
) -> None:
    named = {one["name"] for level in content_of(slug)["levels"] for one in level.get("help") or []}
    left = {name for name in named if not kinds_of(name)}
    assert steps <= named - left
    assert {"bathnes": "School nurses", "staffordshire": "Children’s centres"}[slug] in left


def test_children_s_social_care_is_not_asked_like_a_service_but_where_it_coordinates_the_plan(
    plan: Plan, need: Need, social_care: Agency, bob: Practitioner, sam: Practitioner
) -> None:
    browser, path = client_of(bob), at("plan_service_ask", plan)
    assert "Alder Road Primary School" in shown(browser, path)
    assert option(browser, path, social_care.name) == ""
    Plan.objects.filter(pk=plan.pk).update(team=team_of(sam))
    assert option(browser, path, social_care.name)


@pytest.mark.requirement("BN-030")
def test_the_answer_of_a_service_says_for_how_long_it_helps(plan: Plan, need: Need, bob: Practitioner) -> None:
    ask_service(plan=plan, asking=asking(need, is_signpost=True, told=""), children=[], by=bob)
    referral = Referral.objects.get()
    browser, path = client_of(bob), at("plan_service_answer", plan, referral.public_id)
    early = send_form(browser, path, answer="accepted", **on("answered_on", dt.date(2026, 3, 5)))
    assert "must be 6 March 2026 or later" in early.text
    days = {**on("answered_on", TODAY), **on("begins_on", TODAY), **on("hoped_end_on", dt.date(2026, 3, 5))}
    assert "The last day must be the first day or later" in send_form(browser, path, answer="accepted", **days).text
    send_form(browser, path, answer="accepted", **{**days, **on("hoped_end_on", dt.date(2026, 5, 1))})
    page = shown(browser, at("plan_services", plan))
    assert "They will help" in page
    assert "What the family said" in page
    assert "Who agreed" not in page
    assert "From 6 March 2026 until about 1 May 2026" in page
    again = send_form(browser, path, answer="declined", **on("answered_on", TODAY))
    assert "Somebody wrote its answer down already" in again.text


def test_a_wait_can_end_with_a_second_answer(plan: Plan, need: Need, bob: Practitioner) -> None:
    made = ask_service(plan=plan, asking=asking(need, is_signpost=True, told=""), children=[], by=bob)
    later, last = dt.date(2026, 4, 20), dt.date(2026, 5, 2)
    note_service_answer(referral=made, answered=Answered("waiting_list", TODAY, "Six weeks", later), by=bob)
    note_service_answer(referral=made, answered=Answered("waiting_list", later, "Longer"), by=bob)
    note_service_answer(referral=made, answered=Answered("declined", last), by=bob)
    page = shown(client_of(bob), at("plan_services", plan))
    assert "6 March 2026: They will help, after a wait, from 20 April 2026. Six weeks" in page
    assert "20 April 2026: They will help, after a wait. Longer" in page
    with pytest.raises(AlreadyAnswered):
        note_service_answer(referral=made, answered=Answered("accepted", TODAY), by=bob)


def test_a_stranger_asks_nobody(plan: Plan, need: Need, charlie: Practitioner) -> None:
    with pytest.raises(PermissionDenied):
        ask_service(plan=plan, asking=asking(need, is_signpost=True, told=""), children=[], by=charlie)


def test_a_service_for_a_child_whose_record_is_shut_is_not_shown(
    plan: Plan, need: Need, bob: Practitioner, alice: Practitioner, family: Family
) -> None:
    made = ask_service(plan=plan, asking=asking(need, is_signpost=True, told=""), children=[], by=alice)
    family.maya.involvements.filter(practitioner=bob).delete()
    assert "Sleep clinic" not in shown(client_of(bob), at("plan_services", plan))
    assert client_of(bob).get(at("plan_service_answer", plan, made.public_id)).status_code == 404


@pytest.mark.requirement("BP-024")
def test_every_service_that_contributes_is_shown_with_what_it_does_beside_the_one_that_coordinates(
    plan: Plan, bob: Practitioner, charlie: Practitioner
) -> None:
    nurse = planning.works_in(charlie, plan, role="practice nurse")
    planning.action(planning.goal(planning.worry(plan)), nurse, due_on=TODAY, what="Weigh her")
    page = shown(client_of(bob), at("plan_services", plan))
    assert "Alder Road Primary School coordinates this plan" in page
    assert page.index("Saltmarsh Surgery") < page.index("Charlie Chen, practice nurse") < page.index("Weigh her")
