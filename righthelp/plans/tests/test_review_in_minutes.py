"""A review that was held at a meeting reaches the family in their minutes, by choice, and nobody types it again."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.models import Copy, Meeting, Member, Plan, PlanChild, Review
from righthelp.plans.tests import planning
from righthelp.plans.tests.gathering import LAST_WEEK, NEXT_WEEK, NOW, at, called, finished, parent, point
from righthelp.work.tests.working import client_of, send_form, shown

pytestmark = pytest.mark.django_db
OF_ALL = ("The evenings are calmer", "The clinic has a long wait", "We ask another clinic")
NEVER = ("I hate the clinic", "Their aunt says that he drinks", "He was out at night")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def maya(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.maya)


@pytest.fixture
def leo(plan: Plan, family: Family) -> PlanChild:
    return planning.child_of(plan, family.brother)


@pytest.fixture
def mother(plan: Plan, family: Family, alice: Practitioner, maya: PlanChild, leo: PlanChild) -> Member:
    return parent(plan, family.mother, alice, maya, leo)


@pytest.fixture
def father(plan: Plan, family: Family, alice: Practitioner, maya: PlanChild) -> Member:
    return parent(plan, family.father, alice, maya, role="father")


@pytest.fixture
def meeting(plan: Plan, alice: Practitioner) -> Meeting:
    Plan.objects.update(begun_on=planning.SINCE)
    made = called(plan, alice, at=LAST_WEEK)
    point(made, alice, "All is well")
    return finished(made, alice)


@pytest.fixture
def made(meeting: Meeting, alice: Practitioner, maya: PlanChild, leo: PlanChild) -> Review:
    changed, because, then = OF_ALL
    what = Reviewed(LAST_WEEK.date(), changed, then, dt.date(2026, 4, 1), NEVER[1], because, NEVER[2], meeting=meeting)
    lives = [ChildLife(maya, "better", "She sleeps until six", NEVER[0]), ChildLife(leo, "worse", "He is tired")]
    return review(plan=meeting.plan, what=what, children=lives, by=alice)


def minutes(meeting: Meeting, member: Member, *keys: str) -> str:
    return at(meeting, f"/minutes/{member.public_id}") + "?" + "&".join(f"review={key}" for key in keys)


def every(*children: PlanChild) -> tuple[str, ...]:
    own = [f"{what}-{child.public_id}" for child in children for what in ("life", "known")]
    return ("changed", "not_working_because", "do_next", "family_view", "risk_because", *own)


@pytest.mark.requirement("BP-302", "BN-047")
def test_what_somebody_chose_of_a_review_stands_in_the_minutes_and_is_released_with_them(
    made: Review, meeting: Meeting, alice: Practitioner, mother: Member, maya: PlanChild
) -> None:
    client = client_of(alice)
    first = shown(client, minutes(meeting, mother))
    assert "How life is for Maya" in first
    assert not any(one in first for one in (*OF_ALL, "Life is better", "until six"))
    chosen = minutes(meeting, mother, "changed", "not_working_because", "do_next", f"life-{maya.public_id}")
    page = shown(client, chosen)
    assert all(one in page for one in (*OF_ALL, "Life is better for the child"))
    assert "until six" not in page
    send_form(client, chosen, is_safe="yes")
    assert "We ask another clinic" in str(Copy.objects.get().sections)


def test_a_father_of_one_child_gets_nothing_of_the_other_nor_of_all_however_it_is_asked(
    made: Review, meeting: Meeting, alice: Practitioner, father: Member, maya: PlanChild, leo: PlanChild
) -> None:
    page = shown(client_of(alice), minutes(meeting, father, *every(maya, leo)))
    assert "How we know how it is for Maya She sleeps until six" in page
    for one in (*OF_ALL, "Leo", "Harder than before", "He is tired", "What is done next"):
        assert one not in page


def test_words_of_a_child_or_of_the_family_and_why_risk_rises_never_go_into_minutes(
    made: Review, meeting: Meeting, alice: Practitioner, mother: Member, maya: PlanChild, leo: PlanChild
) -> None:
    page = shown(client_of(alice), minutes(meeting, mother, *every(maya, leo)))
    assert "He is tired" in page
    assert not any(one in page for one in NEVER)


def test_what_a_review_does_not_say_is_not_offered_and_minutes_without_one_offer_nothing(
    made: Review, meeting: Meeting, alice: Practitioner, mother: Member
) -> None:
    client = client_of(alice)
    assert "does not make the difference" in shown(client, minutes(meeting, mother))
    Review.objects.update(is_not_working=False, not_working_because="")
    assert "does not make the difference" not in shown(client, minutes(meeting, mother))
    Review.objects.update(meeting=None)
    assert "Put in what the review" not in shown(client, minutes(meeting, mother))


@pytest.mark.requirement("BN-045")
def test_a_meeting_that_was_held_leads_to_its_review_with_the_day_and_the_meeting_filled_in(
    meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner, maya: PlanChild, leo: PlanChild
) -> None:
    client, add = client_of(alice), reverse("plan_review_add", args=[plan.public_id])
    assert f"{add}?meeting={meeting.public_id}" in client.get(at(meeting)).text
    assert add not in client_of(bob).get(at(meeting)).text
    form = client.get(f"{add}?meeting={meeting.public_id}").text
    assert f'<option value="{meeting.public_id}" selected' in form
    assert re.search(r'name="reviewed_on_day"[^>]*value="23"', form)


def test_who_takes_part_finds_the_review_of_a_meeting_on_its_page(
    made: Review, meeting: Meeting, plan: Plan, alice: Practitioner, bob: Practitioner
) -> None:
    there = reverse("plan_review", args=[plan.public_id, made.public_id])
    assert there in client_of(bob).get(at(meeting)).text
    assert "Write the review of this meeting" not in client_of(alice).get(at(meeting)).text
    assert "Write the review" not in client_of(alice).get(at(called(plan, alice, at=NEXT_WEEK))).text
