"""Pure functions of plans, without a database."""

import datetime as dt
import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from righthelp.people.rules import age_on


def next_review_on(
    versions: Iterable[tuple[dt.date, dt.date | None]], reviews: Iterable[tuple[dt.date, dt.date]], days: int
) -> dt.date | None:
    """Give the day by which a plan is reviewed next; nothing before it was first agreed.

    `versions`: of each, the day on which it was agreed, and the sooner day that was agreed for the review, if any.
    `reviews`: of each, as they were written, the day on which it was held and the day that it set for the next. Of two
    on one day the later written counts. Nothing stops this clock: not a school holiday, not a change of worker.

    >>> next_review_on([(dt.date(2026, 1, 5), None)], [], 84)
    datetime.date(2026, 3, 30)
    >>> next_review_on([(dt.date(2026, 1, 5), dt.date(2026, 2, 2))], [], 84)
    datetime.date(2026, 2, 2)
    >>> next_review_on([(dt.date(2026, 1, 5), None)], [(dt.date(2026, 2, 2), dt.date(2026, 4, 6))], 84)
    datetime.date(2026, 4, 6)
    """
    agreed, held = sorted(versions, key=lambda one: one[0]), sorted(reviews, key=lambda one: one[0])
    if not agreed and not held:
        return None
    since, due = held[-1] if held else (agreed[0][0], agreed[0][0] + dt.timedelta(days=days))
    return min([due, *(sooner for on, sooner in agreed if sooner and on >= since)])


def last_day_for_review(agreed_on: dt.date, due_on: dt.date | None, days: int) -> dt.date:
    """Give the latest day that can be agreed for the next review: an agreement can bring it forward, never put it off.

    `due_on`: the day by which the plan is reviewed next as it stands.

    >>> last_day_for_review(dt.date(2026, 1, 5), None, 84)
    datetime.date(2026, 3, 30)
    """
    return due_on or agreed_on + dt.timedelta(days=days)


def is_old_enough(born_on: dt.date | None, on: dt.date, lowest: int, *, is_child: bool) -> bool:
    """Say whether somebody has the age for a page of their own; of a child whose age nobody knows, no.

    >>> is_old_enough(dt.date(2013, 3, 5), dt.date(2026, 3, 4), 13, is_child=True)
    False
    >>> is_old_enough(None, dt.date(2026, 3, 4), 13, is_child=False)
    True
    """
    return age_on(born_on, on) >= lowest if born_on else not is_child


def is_late(reviewed_on: dt.date, due_on: dt.date | None) -> bool:
    """Say whether a review was held after the day by which it was due.

    >>> is_late(dt.date(2026, 3, 31), dt.date(2026, 3, 30))
    True
    >>> is_late(dt.date(2026, 3, 31), None)
    False
    """
    return due_on is not None and reviewed_on > due_on


def is_owed(planned_on: dt.date, ended_on: dt.date | None) -> bool:
    """Say whether a meeting can still be written up: its plan goes on, or it was before the plan ended.

    >>> is_owed(dt.date(2026, 3, 2), dt.date(2026, 3, 2))
    True
    >>> is_owed(dt.date(2026, 3, 3), dt.date(2026, 3, 2))
    False
    """
    return ended_on is None or planned_on <= ended_on


class Lack(enum.StrEnum):
    """What a plan lacks before it can be agreed."""

    NO_WORRY_YET = "no worry statement yet"
    NEED_UNANSWERED = "need without an answer"
    WORRY_WITHOUT_GOAL = "worry statement without a goal"
    GOAL_WITHOUT_ACTION = "goal without an action"
    HOLDER_LEFT = "action of somebody who left"
    SERVICE_WITHOUT_NEED = "service without a need"


UNANSWERED = (Lack.NEED_UNANSWERED, Lack.WORRY_WITHOUT_GOAL)


@dataclass(frozen=True)
class Outline:
    """What stands in a plan, by keys alone, as the check before agreeing needs it.

    `needs`: of each, the worry statement that answers it, and whether there is a reason for doing nothing about it.
    `goals`: the worry statement of each goal that is not reached; `reached`, of each that is. `actions`: the goal of
    each; `left`: those to do whose holder left. `services`: the need of each service that was asked and did not say no.
    """

    needs: Mapping[int, tuple[int | None, bool]] = field(default_factory=dict)
    worries: Collection[int] = ()
    goals: Mapping[int, int] = field(default_factory=dict)
    reached: Mapping[int, int] = field(default_factory=dict)
    actions: Mapping[int, int] = field(default_factory=dict)
    left: Collection[int] = ()
    services: Mapping[int, int] = field(default_factory=dict)


def missing_in(outline: Outline) -> list[tuple[Lack, int]]:
    """Give what a plan lacks before it can be agreed, each with the key of the part; nothing where it is whole.

    Every need is answered (BP-043), every worry statement has a goal (BP-207), every goal an action whose holder takes
    part (BP-208), every service a need (BP-142).

    >>> missing_in(Outline(needs={1: (None, False)}, worries=[2], goals={3: 2}))
    [(<Lack.NEED_UNANSWERED: 'need without an answer'>, 1), (<Lack.GOAL_WITHOUT_ACTION: 'goal without an action'>, 3)]
    >>> missing_in(Outline(worries=[2], goals={3: 2}, actions={4: 3}))
    []
    """
    with_goal = {*outline.goals.values(), *outline.reached.values()}
    acted_on = set(outline.actions.values())
    found = {
        Lack.NO_WORRY_YET: [] if outline.worries else [0],
        Lack.NEED_UNANSWERED: [
            need for need, (worry, is_left) in outline.needs.items() if worry not in outline.worries and not is_left
        ],
        Lack.WORRY_WITHOUT_GOAL: [worry for worry in outline.worries if worry not in with_goal],
        Lack.GOAL_WITHOUT_ACTION: [goal for goal in outline.goals if goal not in acted_on],
        Lack.HOLDER_LEFT: list(outline.left),
        Lack.SERVICE_WITHOUT_NEED: [key for key, need in outline.services.items() if need not in outline.needs],
    }
    return [(lack, key) for lack, keys in found.items() for key in keys]


def unanswered_in(outline: Outline) -> list[tuple[Lack, int]]:
    """Give what nothing ends with as done: a need without an answer (BP-043), a worry without a goal (BP-207).

    >>> unanswered_in(Outline(needs={1: (None, False)}, worries=[2], goals={3: 2}))
    [(<Lack.NEED_UNANSWERED: 'need without an answer'>, 1)]
    """
    return [(lack, key) for lack, key in missing_in(outline) if lack in UNANSWERED]


def review_fault(
    reviewed_on: dt.date, next_on: dt.date, *, begun_on: dt.date, before: Collection[dt.date], days: int
) -> str:
    """Say what is wrong with the days of a review; nothing where they can be.

    `before`: when the plan was reviewed already. `days`: the agreed time between reviews, which can only be shortened.

    >>> review_fault(dt.date(2026, 3, 2), dt.date(2026, 5, 25), begun_on=dt.date(2026, 1, 5), before=[], days=84)
    ''
    >>> review_fault(dt.date(2026, 3, 2), dt.date(2026, 5, 26), begun_on=dt.date(2026, 1, 5), before=[], days=84)
    'the next review is at most 84 days later'
    """
    if reviewed_on < begun_on:
        return "a review is of a plan that has begun"
    if any(reviewed_on < one for one in before):
        return "there is a later review"
    if next_on <= reviewed_on:
        return "the next review comes after this one"
    if next_on > reviewed_on + dt.timedelta(days=days):
        return f"the next review is at most {days} days later"
    return ""
