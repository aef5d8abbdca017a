"""How the plan goes, on the page of early help and in the lists: a late review, and what the last review said."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.early_help.models import EarlyHelp
from righthelp.people.tests.conftest import Family
from righthelp.plans.models import Plan, Review
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, shown

TODAY = dt.date(2026, 3, 2)
FLAGS = ("REVIEW LATE", "NOT YET MAKING THE DIFFERENCE WE HOPED", "RISK RISING")
ANOTHER_LOOK = "This plan needs another look"
MOST = 15


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


def at(it: EarlyHelp) -> str:
    return reverse("early_help", args=[it.public_id])


def everywhere(it: EarlyHelp, family: Family, reader: Practitioner) -> dict[str, str]:
    """Read the page, the list of those who take part, the list of the child, and the list of those who lead."""
    of_child = reverse("record_early_help", args=[family.maya.public_id])
    client = client_of(reader)
    return {path: shown(client, path) for path in (at(it), "/early-help", of_child, "/plans/reviews")}


def goes_wrong(it: EarlyHelp, on: dt.date = dt.date(2026, 2, 2)) -> None:
    Plan.objects.filter(pk=it.plan_id).update(next_review_on=dt.date(2026, 3, 1))
    Review.objects.create(
        plan=it.plan, reviewed_on=on, changed="Little", do_next="Ask again", next_on=on, reviewed_by=it.plan.begun_by,
        is_not_working=True, not_working_because="Too far", is_risk_rising=True, risk_because="Out at night",
    )  # fmt: skip


@pytest.mark.requirement("BN-047")
def test_a_late_review_and_what_the_last_one_said_stand_wherever_the_family_is_listed(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    for text in everywhere(early_help, family, alice).values():
        assert not any(flag in text for flag in FLAGS)
    goes_wrong(early_help)
    for path, text in everywhere(early_help, family, alice).items():
        assert [flag for flag in FLAGS if flag not in text] == [], path
        assert "The review was due by 1 March 2026" in text
    page = shown(client_of(alice), at(early_help))
    assert ANOTHER_LOOK in page
    assert "That is nobody’s fault" in page
    assert "Write the review" in page


def test_a_better_review_takes_the_flags_away(early_help: EarlyHelp, family: Family, alice: Practitioner) -> None:
    goes_wrong(early_help)
    Review.objects.create(
        plan=early_help.plan, reviewed_on=TODAY, changed="Much", do_next="Go on", next_on=TODAY, reviewed_by=alice
    )
    Plan.objects.filter(pk=early_help.plan_id).update(next_review_on=dt.date(2026, 4, 1))
    for text in everywhere(early_help, family, alice).values():
        assert not any(flag in text for flag in (*FLAGS, ANOTHER_LOOK))
        assert "1 April 2026" in text or "Maya" in text


def test_of_what_has_ended_nothing_is_late_and_nothing_needs_another_look(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    goes_wrong(early_help)
    end = {"ended_on": TODAY, "ended_by": alice, "ended_because": "Done"}
    Plan.objects.filter(pk=early_help.plan_id).update(**end)
    EarlyHelp.objects.filter(pk=early_help.pk).update(**end, outcome="resolved")
    for text in everywhere(early_help, family, alice).values():
        assert not any(flag in text for flag in (*FLAGS, ANOTHER_LOOK))


def test_each_place_leads_to_the_reviews_and_to_how_life_went(early_help: EarlyHelp, alice: Practitioner) -> None:
    goes_wrong(early_help)
    page = client_of(alice).get(at(early_help)).text
    assert reverse("plan_life", args=[early_help.plan.public_id]) in page
    assert reverse("plan_review_add", args=[early_help.plan.public_id]) in page
    for path in (at(early_help), "/early-help"):
        assert f'href="{reverse("plan_reviews")}"' in client_of(alice).get(path).text


@pytest.mark.parametrize("name", ["early_help", "early_help_list"])
def test_the_pages_stay_quick(early_help: EarlyHelp, alice: Practitioner, name: str) -> None:
    goes_wrong(early_help)
    path = at(early_help) if name == "early_help" else reverse(name)
    browser = client_of(alice)
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    assert len(queries) <= MOST


@pytest.mark.requirement("BP-026")
def test_of_what_waits_for_a_yes_again_no_review_is_late_wherever_the_family_is_listed(
    early_help: EarlyHelp, family: Family, alice: Practitioner
) -> None:
    goes_wrong(early_help)
    planning.waits_again(early_help.plan, family.maya)
    for path, text in everywhere(early_help, family, alice).items():
        assert "REVIEW LATE" not in text, path
        assert "1 March 2026" not in text, path
        assert "Write the review" not in text, path
