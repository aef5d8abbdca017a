"""The overview: lists, who leads how many, time from need to help; who sees it, and of whom they see nothing."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.actions.leading import name_lead
from righthelp.early_help.models import EarlyHelp
from righthelp.early_help.overview import LISTS, Overview, leads_of, waits_of
from righthelp.early_help.tests import assessing, helping
from righthelp.people.models import Restriction
from righthelp.people.tests import folk
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Plan, Review
from righthelp.plans.tests import planning
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, shown, team_of, works_with

TODAY = dt.date(2026, 3, 2)
OVERVIEW = ("/early-help/overview", "/early-help/overview/leads")


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def cora(school: object, alice: Practitioner) -> Practitioner:
    """Give somebody who coordinates early help in the agency of Alice."""
    return people.worker(team_of(alice).agency, "early_help_coordinator", "Cora Lane")


def listed(reader: Practitioner, name: str) -> list[EarlyHelp]:
    return [row.it for row in Overview(people.fresh(reader), TODAY).rows(name, 1)[0]]


def began(by: Practitioner, name: str, on: dt.date, *, ended: bool = False) -> None:
    """Have early help of another child begin on a day, for a need that was seen on 6 December 2025."""
    it = helping.opened(by, [folk.person(name, agency=team_of(by).agency, by=by)])
    end = {"ended_on": TODAY, "ended_by": by, "outcome": "resolved", "ended_because": "Done"} if ended else {}
    EarlyHelp.objects.filter(pk=it.pk).update(begun_on=on, begun_by=by, **end)


def review(it: EarlyHelp, on: dt.date, **flags: object) -> None:
    Review.objects.create(
        plan=it.plan, reviewed_on=on, changed="Little", do_next="Ask again", next_on=on, reviewed_by=it.plan.begun_by,
        **flags,
    )  # fmt: skip


@pytest.mark.requirement("SF-009", "BP-042")
def test_late_reviews_and_plans_that_need_another_look_are_listed_from_the_latest_review(
    early_help: EarlyHelp, cora: Practitioner
) -> None:
    assert [name for name in LISTS if listed(cora, name)] == ["unagreed", "unassessed"]
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 3, 1))
    EarlyHelp.objects.filter(pk=early_help.pk).update(hoped_end_on=dt.date(2026, 3, 1))
    review(early_help, dt.date(2026, 2, 2), is_not_working=True, not_working_because="No change")
    assert [name for name in LISTS if listed(cora, name)] == ["unassessed", "late", "not_working", "past_end"]
    review(early_help, dt.date(2026, 2, 20), is_risk_rising=True, risk_because="Out at night")
    assert [name for name in LISTS if listed(cora, name)] == ["unassessed", "late", "rising", "past_end"]
    counts = Overview(people.fresh(cora), TODAY).counts()
    assert [name for name in LISTS if counts[name] == 1] == ["unassessed", "late", "rising", "past_end"]
    assert counts["all"] == 1


@pytest.mark.requirement("BP-026")
def test_the_review_of_what_waits_for_a_yes_again_is_not_listed_as_late(
    early_help: EarlyHelp, cora: Practitioner, family: Family
) -> None:
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 3, 1))
    assert listed(cora, "late") == [early_help]
    planning.waits_again(early_help.plan, family.maya)
    assert listed(cora, "late") == []
    page = shown(client_of(cora), "/early-help/overview?show=unassessed")
    assert "it waits until somebody agrees to it again" in page
    assert "1 March 2026" not in page


@pytest.mark.requirement("BP-043")
def test_help_that_began_without_a_plan_is_listed_with_the_day_by_which_it_is_due(
    early_help: EarlyHelp, cora: Practitioner
) -> None:
    assert listed(cora, "unagreed") == [early_help]
    line = "Since 5 January 2026; no plan agreed yet: it was due by 16 February 2026"
    assert line in shown(client_of(cora), "/early-help/overview?show=unagreed")
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 4, 1))
    assert listed(cora, "unagreed") == []


@pytest.mark.requirement("BN-041")
def test_help_whose_assessment_is_not_finished_in_time_is_listed_until_it_is(
    early_help: EarlyHelp, cora: Practitioner
) -> None:
    line = "the assessment is not finished: it was due by 16 February 2026"
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 4, 1))
    EarlyHelp.objects.update(begun_on=TODAY - dt.timedelta(days=42))
    assert listed(cora, "unassessed") == []
    EarlyHelp.objects.update(begun_on=planning.SINCE)
    assert line in shown(client_of(cora), "/early-help/overview?show=unassessed")
    assessing.begun(early_help)
    assert listed(cora, "unassessed") == [early_help]
    assessing.finished(early_help)
    assert listed(cora, "unassessed") == []
    EarlyHelp.objects.update(hoped_end_on=TODAY - dt.timedelta(days=1))
    page = shown(client_of(cora), "/early-help/overview?show=past_end")
    assert "hoped to end by 1 March 2026" in page
    assert line not in page


@pytest.mark.requirement("BP-034")
def test_help_that_nobody_leads_for_one_child_is_listed(early_help: EarlyHelp, cora: Practitioner) -> None:
    Involvement.objects.filter(leads=True).order_by("pk").first().delete()  # type: ignore[union-attr]
    assert listed(cora, "unled") == [early_help]


@pytest.mark.requirement("SF-009")
def test_the_time_from_need_to_help_is_said_and_families_who_wait_are_listed(
    early_help: EarlyHelp, family: Family, alice: Practitioner, cora: Practitioner
) -> None:
    [one] = waits_of(people.fresh(cora), TODAY)
    assert (one.agency, one.days, one.median) == (team_of(alice).agency, (30,), 30)
    waiting = helping.opened(alice, [folk.person("Nia Reed", agency=one.agency, by=alice)])
    assert listed(cora, "offered") == [waiting]
    page = shown(client_of(cora), "/early-help/overview?show=offered")
    assert "Nia" in page
    assert "The need was seen on 6 December 2025, 86 days ago" in page
    assert "One family: 30 days" in page


@pytest.mark.requirement("SF-009")
def test_of_several_families_the_time_in_the_middle_and_the_range_are_said_and_what_is_counted(
    early_help: EarlyHelp, family: Family, alice: Practitioner, cora: Practitioner
) -> None:
    began(alice, "Nia Reed", dt.date(2026, 2, 2), ended=True)
    began(alice, "Omar Reed", dt.date(2025, 12, 30))
    began(alice, "Pia Reed", dt.date(2025, 3, 1))  # longer ago than a year
    page = shown(client_of(cora), "/early-help/overview?show=offered")
    assert "Three families: half of them within 30 days; the shortest 24 days, the longest 58 days" in page
    assert "Counted are families with whom it began in the last 12 months, also those with whom it ended since" in page
    assert "Not counted are families who still wait or did not want it" in page


@pytest.mark.requirement("BN-047")
def test_a_row_says_what_else_is_wrong_than_what_its_list_is_about(early_help: EarlyHelp, cora: Practitioner) -> None:
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 3, 1))
    review(early_help, dt.date(2026, 2, 2), is_not_working=True, not_working_because="No change")
    page = client_of(cora).get("/early-help/overview?show=late").text
    row = page[page.index("rh-rows__row") :]
    assert "REVIEW LATE" in row
    assert "NOT YET MAKING THE DIFFERENCE WE HOPED" in row
    assert f'href="{reverse("plan_reviews")}"' in page


def test_an_empty_list_says_whether_there_is_any_early_help_at_all(
    early_help: EarlyHelp, alice: Practitioner, cora: Practitioner
) -> None:
    listed_late = "/early-help/overview?show=late"
    assert "There is none in this list. Look through the others, too." in shown(client_of(cora), listed_late)
    EarlyHelp.objects.all().update(ended_on=TODAY, ended_by=alice, outcome="resolved", ended_because="Done")
    assert "Your agency coordinates no early help now" in shown(client_of(cora), listed_late)


@pytest.mark.requirement("BP-046", "SF-009")
def test_who_leads_how_many_with_the_hours_that_were_noted_last(
    early_help: EarlyHelp, alice: Practitioner, cora: Practitioner
) -> None:
    for hours in ("2", "3.5"):
        name_lead(help=early_help, chosen=helping.chosen(alice, hours_a_week=Decimal(hours)), by=alice)
    [one], has_next = leads_of(people.fresh(cora), 1)
    assert (one.name, one.families, one.children, one.hours, has_next) == (alice.name, 1, 2, Decimal("3.5"), False)
    assert "One family, two children. Hours a week noted: 3.5" in shown(client_of(cora), "/early-help/overview/leads")


def test_a_family_with_a_restricted_record_is_neither_listed_nor_counted(
    early_help: EarlyHelp, family: Family, cora: Practitioner, mira: Practitioner
) -> None:
    EarlyHelp.objects.filter(pk=early_help.pk).update(hoped_end_on=dt.date(2026, 3, 1))
    assert listed(cora, "past_end") == [early_help]
    Restriction.objects.create(person=family.brother, kind="adoption", because="Adopted", restricted_by=mira)
    reader = people.fresh(cora)
    assert listed(reader, "past_end") == []
    assert Overview(reader, TODAY).counts()["all"] == 0
    assert leads_of(reader, 1) == ([], False)
    assert waits_of(reader, TODAY) == []


def test_coordinators_of_another_agency_see_nothing_of_it_and_others_do_not_open_the_page(
    early_help: EarlyHelp, alice: Practitioner
) -> None:
    elsewhere = people.worker(people.social_care(), "early_help_coordinator", "Elsa Moor")
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 3, 1))
    review(early_help, dt.date(2026, 2, 2), is_not_working=True, not_working_because="No change")
    for name in LISTS:
        text = shown(client_of(elsewhere), f"/early-help/overview?show={name}")
        assert not any(said in text for said in ("Maya", "Leo", alice.name))
    assert Overview(elsewhere, TODAY).counts()["all"] == 0
    assert "None began in the last 12 months" in shown(client_of(elsewhere), "/early-help/overview?show=offered")
    for path in (*OVERVIEW, "/early-help/section-17"):
        assert client_of(alice).get(path).status_code == 403


@pytest.mark.requirement("SF-009", "BP-046")
def test_where_no_coordinator_can_be_the_safeguarding_lead_sees_who_leads_and_the_time_from_need_to_help(
    early_help: EarlyHelp, alice: Practitioner, leila: Practitioner
) -> None:
    Involvement.objects.filter(leads=True, episode__in_plan__person__names__first="Leo").delete()
    client = client_of(leila)
    assert f'href="{reverse("early_help_overview")}"' in client.get("/early-help").text
    page = shown(client, "/early-help/overview?show=unled")
    assert "One family has early help that your agency coordinates" in page
    assert "Maya and Leo" in page
    assert "One family: 30 days" in shown(client, "/early-help/overview?show=offered")
    leads = shown(client, "/early-help/overview/leads")
    assert alice.name in leads
    assert "One family, one child" in leads
    assert "oordinator" not in page + leads


def test_a_page_that_only_coordinators_and_managers_open_is_not_offered_to_a_safeguarding_lead(
    early_help: EarlyHelp, leila: Practitioner, cora: Practitioner
) -> None:
    link = f'href="{reverse("early_help_section_17")}"'
    assert link in client_of(cora).get("/early-help/overview").text
    assert link not in client_of(leila).get("/early-help/overview").text


@pytest.mark.requirement("SF-009")
def test_a_manager_in_social_care_sees_what_their_agency_coordinates_and_nothing_of_a_school(
    early_help: EarlyHelp, mira: Practitioner, sam: Practitioner
) -> None:
    assert Overview(people.fresh(mira), TODAY).counts()["all"] == 0
    theirs = helping.of_another_family(sam)
    assert listed(mira, "offered") == [theirs]
    assert "One family has early help" in shown(client_of(mira), "/early-help/overview?show=offered")


def test_colleagues_do_not_open_the_overview_and_leads_elsewhere_see_nothing_of_it(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    works_with(charlie, early_help.plan.children.all()[0].person)
    elsewhere = people.safeguarding_lead(team_of(charlie).agency, "Gita Moor")
    for name in LISTS:
        assert listed(elsewhere, name) == []
    assert (Overview(elsewhere, TODAY).counts()["all"], waits_of(elsewhere, TODAY)) == (0, [])
    assert leads_of(elsewhere, 1) == ([], False)
    client = client_of(elsewhere)
    assert not any(said in shown(client, path) for path in OVERVIEW for said in ("Maya", "Leo", alice.name))
    for colleague in (alice, bob):
        assert [client_of(colleague).get(path).status_code for path in OVERVIEW] == [403, 403]
        assert reverse("early_help_overview") not in client_of(colleague).get("/early-help").text


def test_a_family_whose_records_a_safeguarding_lead_may_not_open_is_counted_without_names(
    family: Family, charlie: Practitioner
) -> None:
    works_with(charlie, family.maya)
    theirs = helping.opened(charlie, [family.maya])
    elsewhere = people.safeguarding_lead(team_of(charlie).agency, "Gita Moor")
    assert listed(elsewhere, "offered") == [theirs]
    page = client_of(elsewhere).get("/early-help/overview?show=offered").text
    assert "A family whose records you may not open" in page
    assert "Maya" not in page
    assert str(theirs.public_id) not in page
