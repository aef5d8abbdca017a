"""How it goes: actions done, the difference they made, days put off, goals reached, marks on a scale."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.audit.refusals import LookRefused
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, saved_answers
from righthelp.plans.access import SeenPlan, plan_to_add_to, plan_to_change, plan_to_read
from righthelp.plans.actions.progress import NotToDo, mark, move_day, note_done, note_impact, note_reached
from righthelp.plans.days import first_day_of
from righthelp.plans.forms.progress import DoneForm, ImpactForm, MarkForm, MoveForm, ReachedForm
from righthelp.plans.models import Goal
from righthelp.plans.policies import may_move
from righthelp.plans.presenters import member_line
from righthelp.plans.presenting.progress import progress_of, scale_of
from righthelp.plans.review_access import action_in, goal_at_work_in, goal_in
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.following import address, opened, show
from righthelp.plans.views.showing import save, save_change, writers

PROGRESS = "plan_progress"
DONE_ALREADY = "Somebody noted already that it was done, or took it out of the plan. What you wrote was not saved"
REACHED_ALREADY = "Somebody noted already that it is reached, or took it out of the plan. What you wrote was not saved"
NO_SCALE = "Somebody took this goal or its scale out of the plan. What you wrote was not saved"


@page(writers, "GET")
def plan_progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show each goal with its actions, what was done and the difference that it made."""
    seen = plan_to_read(person_signed_in(request), public_id, page="plan: how it goes")
    return show(request, "progress", seen, back="plan", goals=progress_of(seen))


@page(writers, "GET", "POST")
@explained
def plan_action_done(request: HttpRequest, public_id: UUID, action_id: UUID) -> HttpResponse:
    """Note that an action was done, and the difference it made (BN-097)."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: action done")
    action, form = action_in(seen, action_id), DoneForm(given(request), first=first_day_of(seen.plan))

    def change() -> None:
        note_done(action=action, by=by, **form.cleaned_data)

    said, onward = "It is noted that this was done.", address(PROGRESS, seen)
    answer = save(request, form, change, said, onward, refused={NotToDo: DONE_ALREADY})
    return answer or show(
        request, "action_done", seen, form, back=PROGRESS, action=action, who=member_line(action.holder)
    )


@page(writers, "GET", "POST")
@explained
def plan_action_impact(request: HttpRequest, public_id: UUID, action_id: UUID) -> HttpResponse:
    """Note the measurable difference that an action has made (BN-097)."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: difference made")
    action, onward = action_in(seen, action_id), address(PROGRESS, seen)
    form = ImpactForm(given(request), initial=first_answers({"impact": action.impact}, action.version))

    def saved() -> dict[str, object]:
        return saved_answers(action, ImpactForm)

    def change() -> None:
        note_impact(action=action, version=form.cleaned_data["version"], by=by, **form.changes())

    answer = save_change(request, form, action, saved, change, onward, said="The difference it made is noted.")
    return answer or show(
        request, "action_impact", seen, form, back=PROGRESS, action=action, who=member_line(action.holder)
    )


@page(writers, "GET", "POST")
@explained
def plan_action_move(request: HttpRequest, public_id: UUID, action_id: UUID) -> HttpResponse:
    """Put the day of an action off, with the reason."""
    by = person_signed_in(request)
    seen = opened(plan_to_add_to, by, public_id, "plan: another day")
    action = action_in(seen, action_id)
    if not may_move(by, seen.plan, action.holder):
        raise LookRefused(by, seen.plan)
    form = MoveForm(given(request), action=action)

    def change() -> None:
        move_day(action=action, by=by, **form.cleaned_data)

    said, onward = "The new day is noted, with the reason.", address(PROGRESS, seen)
    answer = save(request, form, change, said, onward, refused={NotToDo: DONE_ALREADY})
    return answer or show(
        request, "action_move", seen, form, back=PROGRESS, action=action, who=member_line(action.holder)
    )


@page(writers, "GET", "POST")
@explained
def plan_goal_reached(request: HttpRequest, public_id: UUID, goal_id: UUID) -> HttpResponse:
    """Note that a wellbeing goal is reached, and how we know."""
    by = person_signed_in(request)
    seen = opened(plan_to_change, by, public_id, "plan: goal reached")
    goal, first = goal_at_work_in(seen, goal_id), first_day_of(seen.plan)
    form = ReachedForm(given(request), first=first)

    def change() -> None:
        note_reached(goal=goal, by=by, **form.cleaned_data)

    said, onward = "It is noted that this goal is reached.", address(PROGRESS, seen)
    answer = save(request, form, change, said, onward, refused={NotToDo: REACHED_ALREADY})
    return answer or show(request, "goal_reached", seen, form, back=PROGRESS, goal=goal)


@page(writers, "GET", "POST")
@explained
def plan_goal_scale(request: HttpRequest, public_id: UUID, goal_id: UUID) -> HttpResponse:
    """Show where each voice stands on the scale of a goal over time, and note another mark."""
    by = person_signed_in(request)
    find = plan_to_add_to if request.method == "POST" else plan_to_read
    seen = opened(find, by, public_id, "plan: scale")
    goal = goal_in(seen, goal_id)
    members = seen.members_here if _may_mark(seen, goal) else []
    form = MarkForm(given(request), goal=goal, members=members, first=first_day_of(seen.plan))

    def change() -> None:
        mark(goal=goal, by=by, **form.marked())

    onward = address("plan_goal_scale", seen, goal.public_id)
    answer = save(request, form, change, "The mark is noted.", onward, refused={NotToDo: NO_SCALE})
    more = {"goal": goal, "scale": scale_of(seen, goal), "members": members}
    return answer or show(request, "goal_scale", seen, form, back=PROGRESS, **more)


def _may_mark(seen: SeenPlan, goal: Goal) -> bool:
    return seen.may_contribute and goal.has_scale and seen.is_at_work(goal.child_id)
