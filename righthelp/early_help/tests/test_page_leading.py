"""The pages of the lead practitioner and the team: what they ask, who opens them, and how many questions they cost."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.early_help.actions.team import working_in
from righthelp.early_help.models import EarlyHelp, LeadChoice, LocalWay
from righthelp.early_help.tests import helping
from righthelp.people.models import NamedReader, Restriction
from righthelp.people.tests.conftest import Family
from righthelp.work.models import Involvement
from righthelp.work.tests.working import client_of, on, option, send_form, shown, team_of, words

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), tick=False):
        yield


def page(it: EarlyHelp, *more: str) -> str:
    return "/".join([f"/early-help/{it.public_id}", *more])


def of_agency(path: str, who: Practitioner) -> str:
    return f"{path}?agency={team_of(who).agency.public_id}"


def lead_answers(client: Client, path: str, person: Practitioner, /, **more: Any) -> dict[str, Any]:
    return {
        "who": option(client, path, person.name),
        "role": "gp",
        **on("chosen_on", TODAY),
        "how": "With the family, at home",
        "fits_because": "She has known them for years",
        "child_wishes": "Maya: Charlie",
        "hours_a_week": "2.5",
        "phone": "01632 960 4",
        "note": "Ring after four",
        **more,
    }


@pytest.mark.requirement("BP-034", "BP-035", "BP-047", "BP-048", "BN-038")
def test_the_lead_names_somebody_of_another_agency_and_the_page_says_who_it_is(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    client, path = client_of(alice), page(early_help, "lead")
    assert "First choose where they work" in shown(client, path)
    path = of_agency(path, charlie)
    assert "best somebody whom the child and the family know and trust" in shown(client, path)
    answer = send_form(client, path, **lead_answers(client, path, charlie))
    assert (answer.status_code, answer.url) == (302, page(early_help))
    text = shown(client_of(charlie), page(early_help))
    assert "Charlie Chen , GP" in text or "Charlie Chen, GP" in text
    assert "Telephone: 01632 960 4" in text
    leads = shown(client_of(charlie), page(early_help, "leads"))
    for said in ("With the family, at home", "Maya: Charlie", "She has known them for years", "2.5", alice.name):
        assert said in leads


@pytest.mark.requirement("BP-040")
def test_passing_the_lead_on_asks_what_the_next_one_needs_to_know(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner
) -> None:
    client, path = client_of(alice), of_agency(page(early_help, "lead"), charlie)
    answer = send_form(client, path, **lead_answers(client, path, charlie, note=""))
    assert "Write what the new lead practitioner needs to know" in words(answer)
    assert not LeadChoice.objects.exists()


def test_noting_more_hours_for_the_same_person_asks_for_no_note(early_help: EarlyHelp, alice: Practitioner) -> None:
    client, path = client_of(alice), of_agency(page(early_help, "lead"), alice)
    answers = lead_answers(client, path, alice, note="", role="teacher")
    answers["who"] = option(client, path, "Myself")
    assert send_form(client, path, **answers).status_code == 302
    assert LeadChoice.objects.get().practitioner == alice


@pytest.mark.parametrize("wrong", [{"who": ""}, {"role": ""}, {"how": ""}, {"fits_because": ""}, {"hours_a_week": "x"}])
def test_what_is_missing_is_said(
    early_help: EarlyHelp, alice: Practitioner, charlie: Practitioner, wrong: dict[str, str]
) -> None:
    client, path = client_of(alice), of_agency(page(early_help, "lead"), charlie)
    assert "There is a problem" in words(send_form(client, path, **lead_answers(client, path, charlie, **wrong)))
    assert not LeadChoice.objects.exists()


@pytest.mark.requirement("BP-037", "BN-039")
def test_somebody_is_added_to_the_team_for_one_child_and_the_page_says_what_they_may_see(
    early_help: EarlyHelp, family: Family, alice: Practitioner, charlie: Practitioner
) -> None:
    client, path = client_of(alice), of_agency(page(early_help, "team", "add"), charlie)
    assert "they can open the everyday parts of the record of each child that you choose" in shown(client, path)
    maya = early_help.plan.children.get(person=family.maya)
    answers = {"who": option(client, path, "Charlie"), "children": [str(maya.public_id)], "role": "family GP"}
    assert "Write what the family says to it" in words(send_form(client, path, **answers))
    assert send_form(client, path, **answers, family_says="Ana agrees").status_code == 302
    text = shown(client, page(early_help))
    assert "Charlie Chen" in text
    assert "Works with Maya since 2 March 2026" in text
    twice = send_form(client, path, **answers, family_says="Ana agrees")
    assert "This person is in the team for these children already" in words(twice)


@pytest.mark.requirement("BN-014")
def test_only_of_social_care_it_is_asked_whether_they_come_to_think_with_the_team(
    early_help: EarlyHelp, alice: Practitioner, sam: Practitioner, charlie: Practitioner
) -> None:
    client, path = client_of(alice), page(early_help, "team", "add")
    asked = "They come as a social worker to think about the plan with the team"
    assert asked in shown(client, of_agency(path, sam))
    assert asked not in shown(client, of_agency(path, charlie))


def test_somebody_without_an_account_is_added_and_leaves_again(early_help: EarlyHelp, alice: Practitioner) -> None:
    client, children = client_of(alice), [str(one.public_id) for one in early_help.plan.children.all()]
    who = {"name": "Coach Ade", "organisation": "Fenside Boxing", "role": "boxing coach", "children": children}
    assert send_form(client, page(early_help, "team", "add-other"), **who).status_code == 302
    assert "Does not use Right Help" in shown(client, page(early_help))
    part = Involvement.objects.filter(name="Coach Ade")[0]
    leave = page(early_help, "team", str(part.public_id), "leave")
    early = send_form(client, leave, because="New job", **on("on", TODAY - dt.timedelta(days=1)))
    assert "Their last day must be the day on which they joined or later" in words(early)
    assert send_form(client, leave, because="New job", **on("on", TODAY)).status_code == 302
    assert "Coach Ade" not in shown(client, page(early_help)).replace("Coach Ade has left the team", "")


def test_whoever_leads_does_not_leave_before_somebody_else_is_named(early_help: EarlyHelp, alice: Practitioner) -> None:
    part = working_in(early_help).filter(leads=True)[0]
    leave = page(early_help, "team", str(part.public_id), "leave")
    answer = send_form(client_of(alice), leave, because="New job", **on("on", TODAY))
    assert "Name somebody else as lead practitioner first" in words(answer)


PATHS: tuple[Callable[[EarlyHelp], str], ...] = (
    lambda it: page(it, "lead"),
    lambda it: page(it, "team", "add"),
    lambda it: page(it, "team", "add-other"),
)


@pytest.mark.parametrize("path", PATHS)
def test_only_whoever_leads_or_answers_for_it_names_people(
    early_help: EarlyHelp,
    path: Callable[[EarlyHelp], str],
    alice: Practitioner,
    bob: Practitioner,
    leila: Practitioner,
    charlie: Practitioner,
) -> None:
    helping.joins(bob, early_help, by=alice)
    for who, status in ((alice, 200), (leila, 200), (bob, 404), (charlie, 404)):
        assert client_of(who).get(path(early_help)).status_code == status


def test_a_colleague_of_the_team_reads_who_led_and_a_stranger_does_not(
    early_help: EarlyHelp,
    family: Family,
    alice: Practitioner,
    bob: Practitioner,
    charlie: Practitioner,
    sam: Practitioner,
) -> None:
    helping.joins(bob, early_help, by=alice)
    assert client_of(bob).get(page(early_help, "leads")).status_code == 200
    assert client_of(charlie).get(page(early_help, "leads")).status_code == 404
    closed = Restriction.objects.create(person=family.brother, kind="adoption", because="Adopted", restricted_by=sam)
    NamedReader.objects.create(restriction=closed, practitioner=bob, named_by=sam)
    assert client_of(alice).get(page(early_help, "lead")).status_code == 404
    assert client_of(bob).get(page(early_help, "leads")).status_code == 200


def test_nobody_of_the_team_ends_the_part_of_somebody_else(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    for one in (bob, charlie):
        helping.joins(one, early_help, by=alice)
    part = working_in(early_help).filter(practitioner=charlie)[0]
    leave = page(early_help, "team", str(part.public_id), "leave")
    for who, status in ((alice, 200), (charlie, 200), (bob, 404)):
        assert client_of(who).get(leave).status_code == status


@pytest.mark.requirement("BP-039")
def test_anybody_can_read_and_print_what_early_help_is_in_plain_words(db: None) -> None:
    text = shown(Client(), "/early-help/for-families")
    assert "It is your choice" in text
    assert "Your lead practitioner is your main person to turn to" in text


@pytest.mark.requirement("BP-039")
@pytest.mark.parametrize(("days", "said"), [(28, "four weeks"), (30, "30 days"), (84, "12 weeks")])
def test_the_words_for_families_say_how_often_this_partnership_looks_at_a_plan(
    days: int, said: str, mira: Practitioner
) -> None:
    LocalWay.objects.create(review_days=days, leads_hold_section_17=False, because="So decided", set_by=mira)
    assert f"After {said} at the latest, or when something changes" in shown(Client(), "/early-help/for-families")


def test_these_pages_take_few_queries(
    early_help: EarlyHelp,
    alice: Practitioner,
    bob: Practitioner,
    charlie: Practitioner,
    django_assert_max_num_queries: Any,
) -> None:
    for one in (bob, charlie):
        helping.joins(one, early_help, by=alice)
    client = client_of(alice)
    for path in (
        page(early_help, "leads"),
        of_agency(page(early_help, "lead"), charlie),
        page(early_help, "team", "add"),
    ):
        client.get(path)
        with django_assert_max_num_queries(15, info=path):
            assert client.get(path).status_code == 200


@pytest.mark.requirement("BN-042")
def test_whoever_leads_reads_who_advises_on_early_help(
    early_help: EarlyHelp, alice: Practitioner, bob: Practitioner
) -> None:
    people.worker(team_of(alice).agency, "early_help_coordinator", "Cora Lane")
    helping.joins(bob, early_help, by=alice)
    assert "ask the early help coordinator: Cora Lane" in shown(client_of(alice), page(early_help))
    assert "Cora Lane" not in shown(client_of(bob), page(early_help))
