"""What a child says at a review: when, to what question, whether word for word, and who may read it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.tests.conftest import Family
from righthelp.plans.actions.reviews import ChildLife, Reviewed, review
from righthelp.plans.models import ChildReviewed, Plan, Review
from righthelp.plans.tests import planning
from righthelp.work.tests.working import client_of, on, send_form, shown

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
TODAY = FRIDAY.date()
WORDS = "I hide when they shout"
KEPT = "It is written down, and kept for a few readers"
READERS = ChildReviewed.Readers


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """Give the plan as it began with its work."""
    Plan.objects.filter(pk=plan.pk).update(begun_on=planning.SINCE)
    return Plan.objects.get(pk=plan.pk)


def written(plan: Plan, family: Family, by: Practitioner, **said: Any) -> str:
    """Have Maya say something at a review; give the page of the review."""
    life = ChildLife(planning.child_of(plan, family.maya), "worse", "She is tired", WORDS, **said)
    what = Reviewed(reviewed_on=TODAY, changed="Little", do_next="Meet", next_on=dt.date(2026, 4, 3))
    made = review(plan=plan, what=what, children=[life], by=by)
    return reverse("plan_review", args=[plan.public_id, made.public_id])


def answers(plan: Plan, family: Family, **said: Any) -> dict[str, Any]:
    """Fill in a review; what Maya says with what belongs to it."""
    each: dict[str, str] = {}
    for child in plan.children.all():
        each |= {f"life_{child.public_id.hex}": "same", f"how_{child.public_id.hex}": "Seen"}
    key = planning.child_of(plan, family.maya).public_id.hex
    own = {f"{name}_{key}": value for name, value in said.items()}
    days = {**on("reviewed_on", TODAY), **on("next_on", dt.date(2026, 4, 3))}
    return {**each, **own, **days, "works": "yes", "risk": "no", "changed": "Little", "do_next": "Meet"}


def send(plan: Plan, family: Family, by: Practitioner, /, **sent: Any) -> Any:
    return send_form(client_of(by), reverse("plan_review_add", args=[plan.public_id]), **answers(plan, family, **sent))


def test_words_stand_with_their_day_their_question_and_their_readers(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    key = planning.child_of(plan, family.maya).public_id.hex
    sent = answers(plan, family, says=WORDS, asked="How are the evenings?", exact="on", readers=READERS.TEAM)
    sent |= on(f"said_on_{key}", dt.date(2026, 3, 2))
    send_form(client_of(alice), reverse("plan_review_add", args=[plan.public_id]), **sent)
    page = shown(client_of(alice), reverse("plan_review", args=[plan.public_id, Review.objects.get().public_id]))
    assert WORDS in page
    assert "Said on 2 March 2026; asked: “How are the evenings?”; the child’s exact words." in page
    assert "Everybody who works with the plan and may see this child. No copy for the family shows it." in page


def test_words_without_more_are_of_the_day_of_the_review_and_for_the_fewest_readers(
    plan: Plan, family: Family, alice: Practitioner
) -> None:
    send(plan, family, alice, says=WORDS)
    said = ChildReviewed.objects.get(child__person=family.maya)
    assert (said.says_on, said.says_readers, said.says_exact) == (TODAY, READERS.KEEPERS, False)
    page = shown(client_of(alice), reverse("plan_review", args=[plan.public_id, Review.objects.get().public_id]))
    assert "Said on 6 March 2026; nobody had asked; not word for word." in page


def test_without_words_nothing_of_them_is_kept(plan: Plan, family: Family, alice: Practitioner) -> None:
    send(plan, family, alice, asked="How are the evenings?", readers=READERS.TEAM)
    said = ChildReviewed.objects.get(child__person=family.maya)
    assert (said.says_on, said.says_asked, said.says_readers) == (None, "", READERS.KEEPERS)


def test_a_day_still_to_come_is_refused_and_the_words_stay(plan: Plan, family: Family, alice: Practitioner) -> None:
    key = planning.child_of(plan, family.maya).public_id.hex
    sent = {**answers(plan, family, says=WORDS), **on(f"said_on_{key}", dt.date(2026, 3, 7))}
    answer = send_form(client_of(alice), reverse("plan_review_add", args=[plan.public_id]), **sent)
    assert "must be today or in the past" in answer.text
    assert WORDS in answer.text


def test_whoever_leads_or_answers_for_the_plan_reads_words_that_are_kept_and_a_colleague_does_not(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, leila: Practitioner
) -> None:
    page = written(plan, family, alice, says_on=TODAY)
    for reader in (alice, leila):
        assert WORDS in shown(client_of(reader), page)
    his = shown(client_of(bob), page)
    assert WORDS not in his
    assert KEPT in his
    assert "Only whoever wrote the review, and those who lead or answer for the plan" in his
    assert WORDS not in shown(client_of(bob), reverse("plan_life", args=[plan.public_id]))
    assert WORDS in shown(client_of(alice), reverse("plan_life", args=[plan.public_id]))


def test_a_colleague_reads_words_that_are_for_all_who_work_with_the_plan(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner, charlie: Practitioner
) -> None:
    page = written(plan, family, alice, says_readers=READERS.TEAM)
    assert WORDS in shown(client_of(bob), page)
    assert client_of(charlie).get(page).status_code == 404


def test_whoever_wrote_the_words_down_still_reads_them_when_somebody_else_leads(
    plan: Plan, family: Family, alice: Practitioner, bob: Practitioner
) -> None:
    page = written(plan, family, alice, says_on=TODAY)
    Review.objects.update(reviewed_by=bob)
    assert WORDS in shown(client_of(bob), page)
