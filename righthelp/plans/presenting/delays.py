"""Drift and delay in one view: what is late now, what was put off before, who came and went, and what was done."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone

from righthelp.calendar.rules import day_of, due
from righthelp.calendar.timescales import timescale
from righthelp.design_system.formatters import day
from righthelp.plans.models import Action, Delay, Meeting, Member, PlanChild, Referral
from righthelp.plans.presenters import child_name, member_line, place_of
from righthelp.plans.presenting.content import content_of
from righthelp.plans.presenting.meetings import without_cover
from righthelp.plans.presenting.reviews import is_over
from righthelp.plans.rules import is_late

if TYPE_CHECKING:
    from righthelp.plans.access import SeenPlan

SERVICE_ANSWERS = "service_answer"


@dataclass(frozen=True)
class Late:
    """One thing that was late or put off, as the page says it; `child` where it is of the part of one child alone."""

    key: str
    words: str
    child: PlanChild | None = None


@dataclass(frozen=True)
class Change:
    """That somebody who helps came or left, as the page says it."""

    on: dt.date
    words: str


@dataclass(frozen=True)
class Drift:
    """All of it for one reader. Each line is a fact with its day; nothing is counted into a score."""

    now: list[Late]
    before: list[Late]
    without_cover: list[str]
    changes: list[str]
    answers: list[Delay]

    @property
    def lines(self) -> dict[str, Late]:
        """Give every line by its key."""
        return {one.key: one for one in (*self.now, *self.before)}


def drift_of(seen: "SeenPlan") -> Drift:
    """Give what is late or was put off in a plan, as far as this reader may see it, with what was done about it."""
    today, members = timezone.localdate(), list(seen.members.values())
    meetings, actions = seen.parts.meetings, _actions(seen)
    answers = seen.plan.delays.select_related("noted_by")
    here = [one for one in members if one.is_here]
    late = [*_review_late(seen, today), *_actions_late(seen, actions, today), *_all_done(seen)]
    return Drift(
        now=[*late, *_meetings_past(meetings), *_unanswered(seen, today)] if seen.plan.is_open else [],
        before=[*_reviews_held_late(seen), *_put_off(seen, actions), *_cancelled(meetings)],
        without_cover=[place_of(one) for one in without_cover(here)] if seen.plan.is_open else [],
        changes=[one.words for one in changes_of(seen)],
        answers=[one for one in answers if seen.shows(one.child_id)],
    )


def _actions(seen: "SeenPlan") -> list[Action]:
    """Read the actions that were put off or can be late, of the children who are shown."""
    found = [one for one in seen.parts.parts[Action] if seen.shows(one.child_id)]
    prefetch_related_objects(found, "moves")
    return found


def _review_late(seen: "SeenPlan", today: dt.date) -> Iterator[Late]:
    due_on = seen.review_due_on
    if due_on and is_over(due_on, today):
        yield Late(f"review {due_on}", f"The review was due by {day(due_on)}, and is not written yet.")


def _actions_late(seen: "SeenPlan", actions: Iterable[Action], today: dt.date) -> Iterator[Late]:
    """Say what is late, and not who is: the page clears the way and blames nobody."""
    for one in actions:
        if one.state_on(today) is Action.State.LATE and seen.is_at_work(one.child_id):
            words = f"“{one.what}” was due on {day(one.due_on)}."
            yield Late(f"action {one.public_id}", words, _child(seen, one.child_id))


def _all_done(seen: "SeenPlan") -> Iterator[Late]:
    for one in content_of(seen).at_work.goals:
        if one.is_all_done:
            words = f"Everything for this goal is done, and it is not reached: “{one.goal.text}”"
            yield Late(f"goal {one.goal.public_id}", words, _child(seen, one.goal.child_id))


def _meetings_past(meetings: Iterable[Meeting]) -> Iterator[Late]:
    for one in meetings:
        if one.state is Meeting.State.TO_WRITE_UP:
            yield Late(f"meeting {one.public_id}", f"{_meeting(one)} is not written up.")


def _unanswered(seen: "SeenPlan", today: dt.date) -> Iterator[Late]:
    waiting = Referral.objects.filter(plan=seen.plan, answer="", is_signpost=False)
    for one in waiting.select_related("need", "service", "agency"):
        last = due(timescale(SERVICE_ANSWERS), one.asked_on)
        if seen.is_at_work(one.need.child_id) and seen.shows_part(one.need) and day_of(last) < today:
            words = f"{one.to_whom} was asked on {day(one.asked_on)}, and has not answered."
            yield Late(f"service {one.public_id}", words, _child(seen, one.need.child_id))


def _reviews_held_late(seen: "SeenPlan") -> Iterator[Late]:
    for one in reversed(seen.parts.reviews):
        if is_late(one.reviewed_on, one.due_on):
            words = f"The review due by {day(one.due_on)} was held on {day(one.reviewed_on)}. {one.late_because}"
            yield Late(f"held {one.public_id}", words)


def _put_off(seen: "SeenPlan", actions: Iterable[Action]) -> Iterator[Late]:
    for action in actions:
        for one in action.moves.all():
            days = f"was put off from {day(one.from_day)} to {day(one.to_day)}"
            words = f"“{action.what}” {days}. {one.because}"
            yield Late(f"move {one.pk}", words, _child(seen, action.child_id))


def _cancelled(meetings: Iterable[Meeting]) -> Iterator[Late]:
    for one in meetings:
        if one.state is Meeting.State.CANCELLED:
            yield Late(f"cancelled {one.public_id}", f"{_meeting(one)} was cancelled. {one.cancelled_because}")


def _meeting(one: Meeting) -> str:
    return f"The meeting of {day(one.planned_for)} ({one.about.name.lower()})"


def changes_of(seen: "SeenPlan") -> list[Change]:
    """Tell of each change of those who help: steady people help a family (BG-028)."""
    return [line for one in seen.members.values() for line in _came_and_went(seen, one)]


def _came_and_went(seen: "SeenPlan", member: Member) -> Iterator[Change]:
    if member.kind != Member.Kind.WORKER:
        return
    if member.joined_on > seen.plan.begun_on:
        yield Change(member.joined_on, f"{member_line(member)}, came on {day(member.joined_on)}")
    if member.left_on:
        yield Change(member.left_on, f"{member_line(member)}, left on {day(member.left_on)}")


def _child(seen: "SeenPlan", child_id: int | None) -> PlanChild | None:
    return next((one for one in seen.children if one.pk == child_id), None)


def about_whom(late: Late) -> str:
    """Say of whom a line is, where it is of one child alone."""
    return f"{child_name(late.child)}: " if late.child else ""
