"""What is finished is put right with a reason, and what stood stays readable; also after the end of the plan."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.plans.access import plan_that_is_kept
from righthelp.plans.actions.putting_right import (
    PutRightAlready,
    put_minutes_right,
    strike_mark,
    strike_review,
    take_back_done,
    take_back_reached,
)
from righthelp.plans.forms.putting_right import PutRightForm, StrikeForm, TakeBackForm
from righthelp.plans.meetings_access import meeting_to_put_right, without_account
from righthelp.plans.presenters import member_line, member_name
from righthelp.plans.presenting.circulation import copies_of_review
from righthelp.plans.review_access import action_shown_in, goal_in, mark_in, review_in
from righthelp.plans.views import showing_meetings
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.following import address, opened, show
from righthelp.plans.views.showing import save, writers
from righthelp.plans.views.showing_meetings import meeting_at

ALREADY = "Somebody put this right meanwhile. What you wrote was not saved"
WRITTEN = "It is written down. Minutes on paper that were released before stay as they were: release new ones."
STRUCK = "It is struck through, and stays readable with the reason."
TAKEN_BACK = "It is taken back. What was noted stays readable with the reason."


@page(writers, "GET", "POST")
@explained
def meeting_put_right(
    request: HttpRequest, public_id: UUID, meeting_id: UUID, note_id: UUID | None = None
) -> HttpResponse:
    """Add to finished minutes what was wrong and what is right; of one point, or of anything else."""
    by = person_signed_in(request)
    it = meeting_to_put_right(by, public_id, meeting_id, page="put minutes right")
    point = it.note(note_id) if note_id else None
    people = [one for one in it.members.values() if not one.is_hidden]
    held_on = timezone.localdate(it.meeting.held_at)
    form = PutRightForm(
        given(request), people=people, held_on=held_on, point=point, children=it.seen.children,
        members=without_account(it.here),
    )  # fmt: skip

    def change() -> None:
        put_minutes_right(
            meeting=it.meeting, what=form.correction(), point=point, kept_from=form.kept(), kept_because=form.because(),
            by=by,
        )  # fmt: skip

    answer = save(request, form, change, WRITTEN, meeting_at(it.meeting))
    kept_from = [member_name(it.members[one.pk]) for one in point.kept_from.all()] if point else []
    return answer or showing_meetings.show(request, "meeting_put_right", it, form, point=point, kept_from=kept_from)


@page(writers, "GET", "POST")
@explained
def plan_review_strike(request: HttpRequest, public_id: UUID, review_id: UUID) -> HttpResponse:
    """Strike a review through, with the reason."""
    by = person_signed_in(request)
    seen = opened(plan_that_is_kept, by, public_id, "plan: strike a review through")
    review, form = review_in(seen, review_id), StrikeForm(given(request))
    review.plan = seen.plan

    def change() -> None:
        strike_review(review=review, because=form.cleaned_data["because"], by=by)

    onward = address("plan_review", seen, review_id)
    answer = _put_right(request, form, change, STRUCK, onward)
    rows = copies_of_review(seen, review)
    return answer or show(
        request, "review_strike", seen, form, back=("plan_review", review_id), review=review, rows=rows
    )


@page(writers, "GET", "POST")
@explained
def plan_mark_strike(request: HttpRequest, public_id: UUID, goal_id: UUID, mark_id: UUID) -> HttpResponse:
    """Strike a mark on the scale of a goal through, with the reason."""
    by = person_signed_in(request)
    seen = opened(plan_that_is_kept, by, public_id, "plan: strike a mark through")
    goal, form = goal_in(seen, goal_id), StrikeForm(given(request))
    goal.plan = seen.plan
    mark = mark_in(seen, goal, mark_id)

    def change() -> None:
        strike_mark(mark=mark, because=form.cleaned_data["because"], by=by)

    onward = address("plan_goal_scale", seen, goal_id)
    answer = _put_right(request, form, change, STRUCK, onward)
    more = {"goal": goal, "mark": mark, "who": member_line(mark.member)}
    return answer or show(request, "mark_strike", seen, form, back="plan_progress", **more)


@page(writers, "GET", "POST")
@explained
def plan_action_not_done(request: HttpRequest, public_id: UUID, action_id: UUID) -> HttpResponse:
    """Take back that an action was done."""
    by = person_signed_in(request)
    seen = opened(plan_that_is_kept, by, public_id, "plan: action not done")
    action, form = action_shown_in(seen, action_id), TakeBackForm(given(request))

    def change() -> None:
        take_back_done(action=action, because=form.cleaned_data["because"], by=by)

    answer = _put_right(request, form, change, TAKEN_BACK, address("plan_progress", seen))
    more = {"action": action, "who": member_line(action.holder)}
    return answer or show(request, "action_not_done", seen, form, back="plan_progress", **more)


@page(writers, "GET", "POST")
@explained
def plan_goal_not_reached(request: HttpRequest, public_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take back that a wellbeing goal is reached."""
    by = person_signed_in(request)
    seen = opened(plan_that_is_kept, by, public_id, "plan: goal not reached")
    goal, form = goal_in(seen, goal_id), TakeBackForm(given(request))

    def change() -> None:
        take_back_reached(goal=goal, because=form.cleaned_data["because"], by=by)

    answer = _put_right(request, form, change, TAKEN_BACK, address("plan_progress", seen))
    return answer or show(request, "goal_not_reached", seen, form, back="plan_progress", goal=goal)


def _put_right(
    request: HttpRequest, form: StrikeForm | TakeBackForm, change: Callable[[], None], said: str, onward: str
) -> HttpResponse | None:
    return save(request, form, change, said, onward, refused={PutRightAlready: ALREADY})
