"""What a plan lacks before it can be agreed, and when it is reviewed next: every row of the tables."""

import datetime as dt
from typing import Any

import pytest

from righthelp.plans.rules import Lack, Outline, missing_in, next_review_on

WHOLE = Outline(needs={1: (2, False)}, worries=[2], goals={3: 2}, actions={4: 3}, services={5: 1})
AGREED, REVIEWED, NEXT = dt.date(2026, 1, 5), dt.date(2026, 3, 2), dt.date(2026, 4, 20)
SOONER = dt.date(2026, 3, 16)


def changed(**what: Any) -> Outline:
    return Outline(**{**vars(WHOLE), **what})


def test_a_whole_plan_lacks_nothing() -> None:
    assert missing_in(WHOLE) == []


@pytest.mark.requirement("BP-043")
@pytest.mark.parametrize(
    ("need", "is_answered"),
    [((2, False), True), ((None, True), True), ((None, False), False), ((9, False), False)],
    ids=["a worry statement that stands", "a reason", "nothing", "a worry statement that was dropped"],
)
def test_every_need_has_an_answer(need: tuple[int | None, bool], is_answered: bool) -> None:
    found = missing_in(changed(needs={1: need}))
    assert found == ([] if is_answered else [(Lack.NEED_UNANSWERED, 1)])


@pytest.mark.requirement("BP-207")
def test_a_worry_statement_without_a_goal_is_missing_it() -> None:
    assert missing_in(changed(worries=[2, 7])) == [(Lack.WORRY_WITHOUT_GOAL, 7)]


@pytest.mark.requirement("BP-208")
def test_a_goal_without_an_action_is_missing_it() -> None:
    assert missing_in(changed(goals={3: 2, 8: 2})) == [(Lack.GOAL_WITHOUT_ACTION, 8)]


def test_a_goal_that_is_reached_needs_no_action_and_answers_its_worry_statement() -> None:
    assert missing_in(changed(goals={}, reached={3: 2}, actions={})) == []


@pytest.mark.requirement("BP-208")
def test_an_action_whose_holder_left_is_missing_one() -> None:
    assert missing_in(changed(left=[4])) == [(Lack.HOLDER_LEFT, 4)]


@pytest.mark.requirement("BP-142")
def test_a_service_is_for_a_need_that_stands() -> None:
    assert missing_in(changed(services={5: 6})) == [(Lack.SERVICE_WITHOUT_NEED, 5)]


@pytest.mark.requirement("BT-011", "BP-205")
def test_a_plan_without_any_worry_statement_is_no_plan_yet() -> None:
    assert missing_in(Outline()) == [(Lack.NO_WORRY_YET, 0)]


@pytest.mark.parametrize(
    ("agreed", "reviews", "due"),
    [
        ([], [], None),
        ([(AGREED, None)], [], dt.date(2026, 3, 30)),
        ([(AGREED, None), (REVIEWED, None)], [], dt.date(2026, 3, 30)),
        ([(AGREED, None)], [(REVIEWED, NEXT)], NEXT),
        ([(AGREED, None)], [(NEXT, dt.date(2026, 7, 1)), (REVIEWED, NEXT)], dt.date(2026, 7, 1)),
        ([(AGREED, None)], [(REVIEWED, NEXT), (REVIEWED, SOONER)], SOONER),
        ([(AGREED, REVIEWED)], [], REVIEWED),
        ([(AGREED, REVIEWED), (REVIEWED, None)], [], REVIEWED),
        ([(AGREED, None), (REVIEWED, SOONER)], [], SOONER),
        ([(AGREED, REVIEWED)], [(REVIEWED, NEXT)], NEXT),
        ([(AGREED, None), (REVIEWED, SOONER)], [(REVIEWED, NEXT)], SOONER),
        ([], [(REVIEWED, NEXT)], NEXT),
    ],
)
def test_the_next_review(
    agreed: list[tuple[dt.date, dt.date | None]], reviews: list[tuple[dt.date, dt.date]], due: dt.date | None
) -> None:
    assert next_review_on(agreed, reviews, 84) == due
