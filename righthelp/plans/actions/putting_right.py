"""What is finished is never changed silently, or deleted: it is put right with a reason, and what stood stays readable.

Every copy promises the family that what is wrong will be put right (`copies.DISAGREE`). A mistake does not become true
when a plan ends: whoever keeps a plan puts it right after its end, too, as minutes are written then.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from righthelp.audit.actions import record
from righthelp.plans import notices
from righthelp.plans.access import seen_plan
from righthelp.plans.actions.holding import hold_kept, hold_minutes, move_on
from righthelp.plans.actions.versions import set_next_review
from righthelp.plans.actions.writing_up import check_point, place_after_last
from righthelp.plans.models import Action, Copy, Goal, Meeting, Member, Note, PlanChild, Review, ScaleMark, TakenBack
from righthelp.plans.policies.given import may_have
from righthelp.plans.reviewed import tells_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


class PutRightAlready(Exception):
    """Somebody struck it through, or took it back, meanwhile."""


@dataclass(frozen=True)
class Correction:
    """What was wrong in finished minutes, what is right, who said so and when; `child` where it is about one."""

    was_wrong: str
    text: str
    said_by: Member
    said_on: dt.date
    child: PlanChild | None = None


@transaction.atomic
def put_minutes_right(
    *,
    meeting: Meeting,
    what: Correction,
    by: "Practitioner",
    point: Note | None = None,
    kept_from: Collection[Member] = (),
    kept_because: str = "",
) -> Note:
    """Add to finished minutes what was wrong and what is right; what stood stays. Those who read them here are told.

    Copies that were released before count as outdated, for those who may have it. What puts a `point` right is about
    the same child, and kept from whomever the point is kept from.

    Raises:
        HasEnded, NotAllowed: as `hold_minutes` does.
        ValueError: before the minutes are finished, for a child, member or point of another plan or meeting, or when
            it is kept back without a reason.
    """
    hold_minutes(meeting, by)
    _check(meeting, what, point)
    kept = {*kept_from, *(point.kept_from.all() if point else ())}
    because = kept_because or (point.kept_because if point else "")
    child = point.child if point else what.child
    check_point(meeting, child, kept, because)
    note = Note.objects.create(
        meeting=meeting,
        kind=Note.Kind.PUT_RIGHT,
        puts_right=point,
        child=child,
        was_wrong=what.was_wrong,
        text=what.text,
        said_by=what.said_by,
        said_on=what.said_on,
        position=place_after_last(meeting),
        kept_because=because if kept else "",
        noted_by=by,
    )
    note.kept_from.set(kept)
    _outdate_where_given(note, by)
    record(by=by, name="plans.minutes_put_right", subject=meeting.plan, refs={"note": note.pk})
    notices.tell_of_minutes_put_right(note, by)
    return note


def _check(meeting: Meeting, what: Correction, point: Note | None) -> None:
    held_at = Meeting.objects.get(pk=meeting.pk).held_at
    if held_at is None:
        raise ValueError("minutes that are not finished are changed, and not put right")
    if what.said_by.plan_id != meeting.plan_id or (point and point.meeting_id != meeting.pk):
        raise ValueError("minutes are put right by what somebody of the same plan said of them")


@transaction.atomic
def strike_review(*, review: Review, because: str, by: "Practitioner") -> None:
    """Strike a review through: it raises no flag any more, and the next one is due as if it had not been.

    Released minutes that tell of it, and copies of it, count as outdated. Where it said that risk is rising, those who
    were told are told that it does not stand.

    Raises:
        NotAllowed: when somebody does not keep the plan.
        PutRightAlready: when somebody did so already.
    """
    held = hold_kept(review.plan, by)
    _strike(Review, review.pk, because, by)
    if held.is_open:  # no clock runs after the end
        set_next_review(held)
    _outdate(one for one in Copy.objects.filter(meeting__reviews=review) if tells_of(one, review))
    _outdate(review.copies.all())
    record(by=by, name="plans.review_struck", subject=held, refs={"review": review.pk})
    if review.is_risk_rising and held.is_open:
        notices.tell_of_risk_struck(review, by)


@transaction.atomic
def strike_mark(*, mark: ScaleMark, because: str, by: "Practitioner") -> None:
    """Strike a mark on a scale through, also one that somebody made on their own page: who did it and why is kept.

    Raises:
        NotAllowed: when somebody does not keep the plan.
        PutRightAlready: when somebody did so already.
    """
    held = hold_kept(mark.goal.plan, by)
    _strike(ScaleMark, mark.pk, because, by)
    record(by=by, name="plans.mark_struck", subject=held, refs={"goal": mark.goal_id, "member": mark.member_id})


@transaction.atomic
def take_back_done(*, action: Action, because: str, by: "Practitioner") -> None:
    """Take back that an action was done: it is to do again; what was noted, with the difference made, stays readable.

    Raises:
        NotAllowed: when somebody does not keep the plan.
        PutRightAlready: when it is not noted as done any more, or was taken out of the plan.
    """
    hold_kept(action.plan, by)
    held = Action.objects.filter(pk=action.pk, dropped_at__isnull=True, goal__dropped_at__isnull=True).first()
    if held is None or held.done_on is None or held.done_noted_by is None:
        raise PutRightAlready
    noted = {"on": held.done_on, "how": held.done_how, "impact": held.impact, "noted_by": held.done_noted_by}
    TakenBack.objects.create(action=held, because=because, taken_back_by=by, **noted)
    Action.objects.filter(pk=held.pk).update(
        done_on=None, done_how="", done_noted_by=None, impact="", impact_noted_by=None, impact_noted_at=None
    )
    move_on(held, None)
    record(by=by, name="plans.done_taken_back", subject=action.plan, refs={"action": held.pk})


@transaction.atomic
def take_back_reached(*, goal: Goal, because: str, by: "Practitioner") -> None:
    """Take back that a wellbeing goal is reached: we work on it again, and what was noted stays readable.

    Raises:
        NotAllowed: when somebody does not keep the plan.
        PutRightAlready: when it is not noted as reached any more, or was taken out of the plan.
    """
    hold_kept(goal.plan, by)
    held = Goal.objects.filter(pk=goal.pk, dropped_at__isnull=True).first()
    if held is None or held.reached_on is None or held.reached_noted_by is None:
        raise PutRightAlready
    noted = {"on": held.reached_on, "how": held.reached_how, "noted_by": held.reached_noted_by}
    TakenBack.objects.create(goal=held, because=because, taken_back_by=by, **noted)
    Goal.objects.filter(pk=held.pk).update(reached_on=None, reached_how="", reached_noted_by=None)
    move_on(held, None)
    record(by=by, name="plans.reached_taken_back", subject=goal.plan, refs={"goal": held.pk})


def _outdate_where_given(note: Note, by: "Practitioner") -> None:
    """Have released minutes count as outdated, of those who may have what was put right in them."""
    seen, kept = seen_plan(by, note.meeting.plan), set(note.kept_from.values_list("pk", flat=True))
    copies = Copy.objects.filter(meeting=note.meeting).exclude(member__in=kept)
    _outdate(
        one for one in copies if seen is None or may_have(seen, seen.members[one.member_id]).may_read_about(note.child)
    )


def _outdate(copies: Iterable[Copy]) -> None:
    keys = [one.pk for one in copies]
    Copy.objects.filter(pk__in=keys, outdated_at__isnull=True).update(outdated_at=timezone.now())


def _strike(kind: type[Review] | type[ScaleMark], key: int, because: str, by: "Practitioner") -> None:
    struck = {"struck_at": timezone.now(), "struck_by": by, "struck_because": because}
    if not kind._default_manager.filter(pk=key, struck_at__isnull=True).update(**struck):
        raise PutRightAlready
