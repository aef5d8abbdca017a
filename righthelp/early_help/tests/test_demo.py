"""The demonstration has early help to look at: of three children, one that does not work, and one that waits."""

import pytest

from righthelp.agencies.demo import load_demo_people
from righthelp.agencies.models import Practitioner
from righthelp.early_help.actions.team import working_in
from righthelp.early_help.demo import COORDINATOR, NURSE, SUPPORT, load_demo_early_help
from righthelp.early_help.models import EarlyHelp
from righthelp.work.tests.working import client_of, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings: object, guidance: object) -> None:
    load_demo_people()
    load_demo_early_help()


@pytest.mark.usefixtures("loaded")
def test_the_coordinator_sees_a_late_review_a_plan_that_does_not_work_and_who_waits() -> None:
    client = client_of(Practitioner.objects.get(email=COORDINATOR))
    late = shown(client, "/early-help/overview?show=late")
    assert "Ruby, Jude and Nell" in late
    assert "Liam O’Connell leads" in late
    assert "Tobi" in shown(client, "/early-help/overview?show=not_working")
    assert "Two families: half of them within 12 days" in shown(client, "/early-help/overview?show=offered")
    assert "Imran" in shown(client, "/early-help/overview?show=offered")


@pytest.mark.usefixtures("loaded")
def test_the_school_nurse_leads_a_family_of_three_with_a_team_of_three_agencies() -> None:
    client = client_of(Practitioner.objects.get(email=NURSE))
    it = EarlyHelp.objects.get(because__startswith="Ruby")
    page = shown(client, f"/early-help/{it.public_id}")
    assert "Liam O’Connell , School nurse" in page or "Liam O’Connell, School nurse" in page
    assert "These contribute: Alder Road Primary School and Westmarsh Community Health." in page


@pytest.mark.usefixtures("loaded")
def test_each_page_about_the_family_of_three_has_something_to_show() -> None:
    client, it = client_of(Practitioner.objects.get(email=NURSE)), EarlyHelp.objects.get(because__startswith="Ruby")
    assert "REVIEW LATE" in shown(client, "/early-help")
    assert "Finished on" in shown(client, f"/early-help/{it.public_id}")
    assessment = shown(client, f"/early-help/{it.public_id}/assessment/read")
    for said in ("At Dad’s I sleep. At home I listen.", "The rent is two months behind.", "He sings with Nell"):
        assert said in assessment
    plan = shown(client, f"/plans/{it.plan.public_id}")
    for wanted in ("Quiet mornings, and to keep their home.", "To be heard.", "aunt walks with the children"):
        assert wanted in plan
    life = shown(client, f"/plans/{it.plan.public_id}/life")
    for said in ("Life is better for the child", "I slept until nine!", "Ruby Bright", "Fridays are good."):
        assert said in life


@pytest.mark.usefixtures("loaded")
def test_a_plan_that_does_not_work_shows_what_became_of_it_from_review_to_review() -> None:
    client, it = client_of(Practitioner.objects.get(email=SUPPORT)), EarlyHelp.objects.get(because__startswith="Tobi")
    assert "This plan needs another look" in shown(client, f"/early-help/{it.public_id}")
    life = shown(client, f"/plans/{it.plan.public_id}/life")
    assert life.index("Life is better for the child") < life.index("Harder than before")
    assert "NOT YET MAKING THE DIFFERENCE WE HOPED" in life


@pytest.mark.usefixtures("loaded")
def test_whoever_agreed_stands_on_the_plan_as_who_they_are_to_the_children() -> None:
    it = EarlyHelp.objects.get(because__startswith="Ruby")
    page = shown(client_of(Practitioner.objects.get(email=NURSE)), f"/plans/{it.plan.public_id}/copies")
    for words in ("Carys Bright, mother", "Simon Okoro, father", "Dean Pask, father"):
        assert words in page


@pytest.mark.usefixtures("loaded")
def test_each_of_the_team_is_reached_on_a_number_of_their_own() -> None:
    it = EarlyHelp.objects.get(because__startswith="Ruby")
    reached = set(working_in(it).exclude(phone="").values_list("practitioner", "phone"))
    assert len(reached) == len({who for who, _ in reached}) == len({phone for _, phone in reached}) == 3
    assert all(phone.startswith("01632 960 ") for _, phone in reached)
