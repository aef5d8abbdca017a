"""The pages on which the parts of a plan are written: added, changed, answered, kept from somebody, dropped."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers
from righthelp.plans.access import SeenPlan, plan_to_change
from righthelp.plans.actions.content import (
    add_action,
    add_goal,
    add_need,
    add_strength,
    add_worry,
    answer_need,
    change_part,
    keep_from,
)
from righthelp.plans.actions.dropping import drop_part
from righthelp.plans.forms import content as forms
from righthelp.plans.meetings_access import without_account
from righthelp.plans.models import Goal, Member, Need, Part, Worry
from righthelp.plans.parts import PART_NAMES, kind_of, part_of
from righthelp.plans.views.explaining import explained
from righthelp.plans.views.showing import home_of, kept_from_now, keys_of, save, save_change, show, writers

KEPT = "Saved. A copy on their own page does not show there any more: release a new one."


@page(writers, "GET", "POST")
@explained
def plan_strength_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what goes well."""
    seen = plan_to_change(person_signed_in(request), public_id, page="add what goes well")
    form = forms.StrengthForm(given(request), **_for_whom(request, seen))
    return _add(request, seen, form, add_strength, "Add what goes well")


@page(writers, "GET", "POST")
@explained
def plan_need_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down a need in own words."""
    seen = plan_to_change(person_signed_in(request), public_id, page="add a need")
    adults = [one for one in _here(seen) if one.kind == Member.Kind.FAMILY]
    form = forms.NeedForm(given(request), adults=adults, **_for_whom(request, seen))
    return _add(request, seen, form, add_need, "Add a need")


@page(writers, "GET", "POST")
@explained
def plan_worry_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a worry statement; then its goal."""
    seen = plan_to_change(person_signed_in(request), public_id, page="add a worry statement")
    rows = Need.objects.filter(plan=seen.plan, dropped_at__isnull=True, worry__isnull=True, no_action_because="")
    shown = (one for one in rows.select_related("descriptor") if seen.shows_part(one))
    needs = [one for one in shown if seen.is_at_work(one.child_id)]
    form = forms.WorryForm(given(request), needs=needs, **_for_whom(request, seen))
    return _add(request, seen, form, add_worry, "Write a worry statement", onward="plan_goal_add")


@page(writers, "GET", "POST")
@explained
def plan_goal_add(request: HttpRequest, public_id: UUID, part_id: UUID) -> HttpResponse:
    """Write the wellbeing goal of a worry statement; then its first action."""
    seen, worry = _part_at_work(request, public_id, "worries", part_id, "add a wellbeing goal")
    form = forms.GoalForm(given(request), readers=without_account(seen.members_here))

    def add(**answers: Any) -> Goal:
        return add_goal(worry=worry, **answers)

    return _add(request, seen, form, add, "Write the wellbeing goal", onward="plan_action_add", about=worry)


@page(writers, "GET", "POST")
@explained
def plan_action_add(request: HttpRequest, public_id: UUID, part_id: UUID) -> HttpResponse:
    """Write who does what by when for a goal."""
    seen, goal = _part_at_work(request, public_id, "goals", part_id, "add an action")
    form = forms.ActionForm(given(request), members=_here(seen), readers=without_account(seen.members_here))

    def add(**answers: Any) -> Part:
        return add_action(goal=goal, **answers)

    return _add(request, seen, form, add, "Add an action", about=goal)


@page(writers, "GET", "POST")
@explained
def plan_part_change(request: HttpRequest, public_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Say a part of the plan in other words, or put an action to somebody else."""
    by = person_signed_in(request)
    seen, part = _part_at_work(request, public_id, kind, part_id, f"change: {PART_NAMES.get(kind, '')}")
    form_class, more = _change_form(seen, part)

    def saved() -> dict[str, Any]:
        part.refresh_from_db()
        return _answers_of(part, shown.fields)

    shown = form_class(given(request), **more)
    shown.initial = first_answers(_answers_of(part, shown.fields), part.version)

    def change() -> None:
        change_part(part=part, version=shown.cleaned_data["version"], changes=shown.answers(), by=by)

    answer = save_change(request, shown, part, saved, change, home_of(seen))
    title = f"Change: {PART_NAMES[kind].lower()}"
    return answer or show(request, "part_form", seen, shown, title=title, tab=title, about=None, part=part)


@page(writers, "GET", "POST")
@explained
def plan_part_keep(request: HttpRequest, public_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Say in whose copies a part is left out."""
    by = person_signed_in(request)
    seen, part = _part(request, public_id, kind, part_id, "who is not given a part of the plan")
    offered = without_account(seen.members_here)

    def saved() -> dict[str, Any]:
        return {"kept_from": keys_of(offered, part.kept_from.all())}

    form = forms.KeptFromForm(given(request), initial=first_answers(saved(), part.version), readers=offered)

    def change() -> None:
        members = kept_from_now(part, offered, form.kept())
        keep_from(part=part, version=form.cleaned_data["version"], members=members, by=by)

    answer = save_change(request, form, part, saved, change, home_of(seen), said=KEPT)
    return answer or show(request, "part_keep", seen, form, part=part, what=PART_NAMES[kind])


@page(writers, "GET", "POST")
@explained
def plan_part_drop(request: HttpRequest, public_id: UUID, kind: str, part_id: UUID) -> HttpResponse:
    """Take a part out of the plan, with the reason."""
    by = person_signed_in(request)
    seen, part = _part(request, public_id, kind, part_id, "take a part out of the plan")
    form = forms.DropForm(given(request))

    def change() -> None:
        drop_part(part=part, because=form.cleaned_data["because"], by=by)

    answer = save(request, form, change, "It is no longer part of the plan. The reason is kept.", home_of(seen))
    return answer or show(request, "part_drop", seen, form, part=part, kind=kind, what=PART_NAMES[kind])


@page(writers, "GET", "POST")
@explained
def plan_need_answer(request: HttpRequest, public_id: UUID, part_id: UUID) -> HttpResponse:
    """Answer a need: by a worry statement, or by a reason for doing nothing about it (BP-043)."""
    by = person_signed_in(request)
    seen, need = _part_at_work(request, public_id, "needs", part_id, "answer a need")
    rows = Worry.objects.filter(plan=seen.plan, dropped_at__isnull=True)
    own = {None, need.child_id} if need.child_id else {None, *(child.pk for child in seen.at_work)}
    worries = [one for one in rows if one.child_id in own]

    def saved() -> dict[str, Any]:
        need.refresh_from_db(fields=["worry", "no_action_because"])
        return _answered(need, worries)

    form = forms.AnswerNeedForm(given(request), initial=first_answers(saved(), need.version), worries=worries)

    def change() -> None:
        answer_need(need=need, by=by, **form.answers())

    answer = save_change(request, form, need, saved, change, home_of(seen))
    return answer or show(request, "need_answer", seen, form, need=need)


def _answered(need: Any, worries: list[Worry]) -> dict[str, Any]:
    mine = next((str(one.public_id) for one in worries if one.pk == need.worry_id), "")
    nothing = forms.AnswerNeedForm.NOTHING if need.no_action_because else ""
    return {"answer": mine or nothing, "because": need.no_action_because}


def _add(
    request: HttpRequest,
    seen: SeenPlan,
    form: forms.ForWhom,
    add: Callable[..., Part],
    title: str,
    *,
    onward: str = "",
    about: Part | None = None,
) -> HttpResponse:
    """Add a part, and go on to what belongs to it next, or back to the plan."""
    by = person_signed_in(request)
    made: list[Part] = []

    def change() -> None:
        where = {} if about else {"plan": seen.plan}
        made.append(add(by=by, **where, **form.answers()))

    def to() -> str:
        return reverse(onward, args=[seen.plan.public_id, made[0].public_id]) if onward else home_of(seen)

    answer = save(request, form, change, "Saved.", to)
    return answer or show(request, "part_add", seen, form, title=title, tab=title, about=about, onward=onward)


def _part(request: HttpRequest, public_id: UUID, kind: str, part_id: UUID, page: str) -> tuple[SeenPlan, Any]:
    seen = plan_to_change(person_signed_in(request), public_id, page=page)
    return seen, part_of(seen, kind, part_id)


def _part_at_work(request: HttpRequest, public_id: UUID, kind: str, part_id: UUID, page: str) -> tuple[SeenPlan, Any]:
    """Give a part to which something can be added; of a child with whom there is no work now, nothing is changed."""
    seen, part = _part(request, public_id, kind, part_id, page)
    if not seen.is_at_work(part.child_id):
        raise Http404
    return seen, part


def _here(seen: SeenPlan) -> list[Member]:
    """Give those who take part now and whom the reader may name."""
    return seen.members_here


def _for_whom(request: HttpRequest, seen: SeenPlan) -> dict[str, Any]:
    readers = without_account(seen.members_here)
    return {"children": seen.at_work, "readers": readers, "initial": {"child": request.GET.get("child", "")}}


def _change_form(seen: SeenPlan, part: Part) -> tuple[Any, dict[str, Any]]:
    made: dict[str, tuple[Any, Callable[[], dict[str, Any]]]] = {
        "strengths": (forms.StrengthChangeForm, dict),
        "needs": (forms.NeedChangeForm, lambda: {"is_descriptor": bool(getattr(part, "descriptor_id", None))}),
        "worries": (forms.WorryChangeForm, dict),
        "goals": (forms.GoalChangeForm, lambda: {"goal": part}),
        "actions": (forms.ActionChangeForm, lambda: {"members": _here(seen)}),
    }
    form_class, more = made[kind_of(part)]
    return form_class, more()


def _answers_of(part: Part, fields: Any) -> dict[str, Any]:
    """Give what is on file for each question of a form, as the form sends it."""
    held = {name: getattr(part, name) for name in fields if name not in ("version", "seen")}
    return {name: str(value.public_id) if isinstance(value, Member) else value for name, value in held.items()}
