"""Whether life gets better, in one view: each review and each mark on a scale, from the first to now."""

import datetime as dt
import io
from collections.abc import Iterator

import pypdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.audit.models import Look
from righthelp.people.actions import restrict
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions import add_member
from righthelp.plans.actions.progress import mark
from righthelp.plans.models import ChildReviewed, Plan, Review
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, shown

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
MOST = 15


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it began with its work, with a review that is due at the end of the month."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE, next_review_on=dt.date(2026, 3, 30))
    return Plan.objects.get(pk=plan.pk)


def at(plan: Plan) -> str:
    return reverse("plan_life", args=[plan.public_id])


def reviewed(plan: Plan, on: dt.date, life: str, how: str, **more: object) -> Review:
    """Review the plan, with the same said of each child."""
    made = Review.objects.create(
        plan=plan, reviewed_on=on, changed=f"Changed by {on:%B}", do_next="Meet", next_on=on, reviewed_by=plan.begun_by,
        **more,
    )  # fmt: skip
    for child in plan.children.select_related("person"):
        words = {"how_we_know": f"{how}: {child.position}", "says": f"Said at {how}: {child.position}"}
        ChildReviewed.objects.create(review=made, child=child, life=life, **words)
    return made


def on_paper(plan: Plan, reader: Practitioner) -> str:
    """Read the whole plan as it is printed."""
    answer = client_of(reader).get(reverse("plan_copy_whole", args=[plan.public_id, "pdf"]))
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.requirement("BN-047")
def test_each_review_says_how_life_was_for_each_child_with_the_marks_made_until_then_beside_it(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    maya = planning.child_of(plan, family.maya)
    goal = planning.goal(planning.worry(plan, child=maya), has_scale=True)
    for value, on in ((3, dt.date(2026, 1, 20)), (6, dt.date(2026, 2, 20)), (8, dt.date(2026, 3, 5))):
        mark(goal=goal, member=planning.member_of(plan, family.maya), value=value, said_on=on, by=bob)
    worse = {"is_not_working": True, "not_working_because": "Too far", "is_risk_rising": True, "risk_because": "Alone"}
    reviewed(plan, dt.date(2026, 2, 2), "worse", "First", **worse)
    reviewed(plan, dt.date(2026, 3, 2), "better", "Second", family_view="We eat together")
    text = shown(client_of(alice), at(plan))
    of_maya = text[text.index("Life for Maya") : text.index("Life for Leo")]
    said = [
        "Review of 2 February 2026", "Harder than before", "First: 0", "Said at First: 0", "3 on 20 January 2026",
        "Review of 2 March 2026", "Life is better", "Second: 0", "6 on 20 February 2026",
        "Since then", "8 on 5 March 2026",
    ]  # fmt: skip
    places = [of_maya.index(words) for words in said]
    assert places == sorted(places)
    of_all = text[: text.index("Life for Maya")]
    for words in ("RISK RISING", "NOT YET MAKING", "Too far", "Alone", "Changed by March", "We eat together"):
        assert words in of_all
    assert "The next review is due by 30 March 2026" in of_all


def test_what_a_child_said_is_read_by_those_for_whom_that_was_chosen(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    reviewed(plan, dt.date(2026, 2, 2), "same", "First")
    ChildReviewed.objects.filter(child__person=family.brother).update(says_readers=ChildReviewed.Readers.TEAM)
    text = shown(client_of(bob), at(plan))
    assert "Said at First: 0" not in text
    assert "it is written down, and kept for a few readers" in text
    assert "Said at First: 1" in text
    assert "Said at First: 0" in shown(client_of(alice), at(plan))


@pytest.mark.requirement("BG-028")
def test_who_came_and_who_left_stands_in_the_time_in_which_it_was(plan: Plan, bob: Practitioner) -> None:
    reviewed(plan, dt.date(2026, 2, 2), "same", "First")
    plan.members.filter(practitioner=bob).update(left_on=dt.date(2026, 3, 3))
    text = shown(client_of(plan.begun_by), at(plan))
    assert text.index("Since then") < text.index("Bob Baker, class teacher, left on 3 March 2026")


def test_before_the_first_review_it_says_so_and_leads_to_writing_one(plan: Plan, alice: Practitioner) -> None:
    text = shown(client_of(alice), at(plan))
    assert "This plan has not been reviewed yet" in text
    assert "Write the first review" in text
    assert "REVIEW LATE" not in text
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 1))
    assert "REVIEW LATE The review was due by 1 March 2026" in shown(client_of(alice), at(plan))


@pytest.mark.requirement("BN-047")
def test_on_paper_the_plan_says_at_the_top_that_it_needs_another_look_and_that_its_review_is_late(
    plan: Plan, alice: Practitioner
) -> None:
    said = ("RISK RISING", "NOT YET MAKING THE DIFFERENCE WE HOPED", "REVIEW LATE. It was due by 1 March 2026.")
    assert not any(words in on_paper(plan, alice) for words in said)
    flags = {"is_not_working": True, "not_working_because": "Far", "is_risk_rising": True, "risk_because": "Alone"}
    reviewed(plan, dt.date(2026, 2, 2), "worse", "First", **flags)
    Plan.objects.filter(pk=plan.pk).update(next_review_on=dt.date(2026, 3, 1))
    assert all(words in on_paper(plan, alice) for words in said)
    Plan.objects.filter(pk=plan.pk).update(ended_on=FRIDAY.date(), ended_by=alice, ended_because="Moved")
    assert not any(words in on_paper(plan, alice) for words in said)


def test_the_words_of_the_children_and_the_family_are_not_on_paper(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    goal = planning.goal(planning.worry(plan), has_scale=True)
    member = planning.member_of(plan, family.maya)
    mark(goal=goal, member=member, value=3, words="I was sad", said_on=planning.SINCE, by=alice)
    reviewed(plan, dt.date(2026, 2, 2), "same", "First", family_view="We are tired")
    page = client_of(alice).get(at(plan)).text
    for words in ("I was sad", "Said at First: 0", "We are tired"):
        before = page[: page.index(words)]
        assert before.rindex("rh-no-print") > max(before.rindex("<td"), before.rindex("</p>"), before.rindex("<li"))


def test_a_child_whose_record_is_shut_and_a_parent_who_must_not_be_named_are_left_out(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, mira: Practitioner
) -> None:
    goal = planning.goal(planning.worry(plan), has_scale=True)
    mother = add_member(plan=plan, kind="family", role="mother", person=family.mother, by=alice)
    mark(goal=goal, member=mother, value=4, words="Afraid", said_on=planning.SINCE, by=alice)
    leo = planning.child_of(plan, family.brother)
    mark(
        goal=planning.goal(planning.worry(plan, child=leo), "Leo reads", has_scale=True),
        member=planning.member_of(plan, family.brother), value=5, said_on=planning.SINCE, by=alice,
    )  # fmt: skip
    reviewed(plan, dt.date(2026, 2, 2), "same", "First")
    text = shown(client_of(bob), at(plan))
    assert "Afraid" in text
    assert "Leo reads" in text
    family.brother.involvements.filter(practitioner=bob).delete()
    restrict(person=family.mother, kind="high_risk", because="She is in hiding", readers=[mira], by=mira)
    text = shown(client_of(bob), at(plan))
    for words in ("Afraid", "Leo", "First: 1", "Ana"):
        assert words not in text
    assert "First: 0" in text


def test_a_stranger_finds_nothing_and_the_look_of_a_colleague_is_logged(
    plan: Plan, bob: Practitioner, charlie: Practitioner
) -> None:
    shown(client_of(charlie), at(plan), status=404)
    shown(client_of(bob), at(plan))
    assert Look.objects.filter(actor_id=bob.pk, page="plan: life over time").count() == 1


def test_a_plan_that_goes_on_from_an_earlier_one_leads_to_it(plan: Plan, family: Family, alice: Practitioner) -> None:
    assert "goes on from an earlier one" not in shown(client_of(alice), at(plan))
    Plan.objects.filter(pk=plan.pk).update(continues=planning.begun(alice, [family.mother]))
    assert reverse("record_plans", args=[family.maya.public_id]) in client_of(alice).get(at(plan)).text


def test_the_page_stays_quick_however_much_it_holds(plan: Plan, family: Family, alice: Practitioner) -> None:
    Plan.objects.filter(pk=plan.pk).update(continues=planning.begun(alice, [family.mother]))
    for number in range(4):
        goal = planning.goal(planning.worry(plan), f"Goal {number}", has_scale=True)
        for who in (family.maya, family.brother):
            mark(goal=goal, member=planning.member_of(plan, who), value=number, said_on=planning.SINCE, by=alice)
        reviewed(plan, dt.date(2026, 2, 2 + number), "same", str(number))
    browser = client_of(alice)
    browser.get(at(plan))
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(at(plan)).status_code == 200
    assert len(queries) <= MOST
