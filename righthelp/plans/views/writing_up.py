"""A meeting is written up: who came, each point, actions made on the spot; and then it is finished."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.calendar.rules import LONDON
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers
from righthelp.plans.actions.content import AlreadyDropped, HasLeft, add_action
from righthelp.plans.actions.writing_up import (
    NothingWritten,
    add_point,
    change_point,
    finish_minutes,
    has_outcome,
    keep_point_from,
    note_came,
    take_out_point,
)
from righthelp.plans.days import first_day_of
from righthelp.plans.forms.meeting_actions import MeetingActionForm
from righthelp.plans.forms.meetings import FinishForm
from righthelp.plans.forms.writing_up import (
    CameForm,
    ChangePointForm,
    NewPointForm,
    PointKeptForm,
    came_answers,
)
from righthelp.plans.meetings_access import (
    SeenMeeting,
    meeting_to_change,
    meeting_to_finish,
    meeting_to_write_up,
    without_account,
)
from righthelp.plans.models import Goal, Meeting, Note
from righthelp.plans.presenting.one_meeting import others_here
from righthelp.plans.views.explaining import explained, require_any
from righthelp.plans.views.showing import keys_of, writers
from righthelp.plans.views.showing_meetings import meeting_at, save, save_changed, show

KEPT = "It is written down who gets this point. Minutes on paper that were released before stay as they were."
NOTHING_YET = "Write down at least one point first."
MEANWHILE = "The goal, or whoever you chose, is no longer part of the plan. Choose again: nothing was saved."


@page(writers, "GET", "POST")
@explained
def meeting_came(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Note who came, sent views, or could not."""
    by = person_signed_in(request)
    it = meeting_to_write_up(by, public_id, meeting_id, page="who came to a meeting")
    invited, others = it.invited(), others_here(it)
    first = first_answers(came_answers(invited, others), it.meeting.version)
    form = CameForm(given(request), invited=invited, others=others, initial=first)

    def saved() -> dict[str, Any]:
        return came_answers(it.invited(), others_here(it))

    def change() -> None:
        note_came(meeting=it.meeting, version=form.cleaned_data["version"], came=form.came(), by=by)
        messages.success(request, "It is written down who came.")

    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save_changed(request, form, it.meeting, saved, change, meeting_at(it.meeting))
    return answer or show(request, "meeting_came", it, form)


@page(writers, "GET", "POST")
@explained
def meeting_point_add(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Write down what was said, understood or decided."""
    by = person_signed_in(request)
    it = meeting_to_write_up(by, public_id, meeting_id, page="write up a meeting")
    form = NewPointForm(given(request), children=it.seen.children, members=without_account(it.here))
    answer = None
    if request.method == "POST" and form.is_valid():
        to = request.path if "more" in request.POST else meeting_at(it.meeting)
        answer = save(
            request,
            lambda: add_point(
                meeting=it.meeting, point=form.point(), kept_from=form.kept(), kept_because=form.because(), by=by
            ),
            "The point is written down.",
            to,
        )
    return answer or show(request, "meeting_point_add", it, form)


@page(writers, "GET", "POST")
@explained
def meeting_point(request: HttpRequest, public_id: UUID, meeting_id: UUID, note_id: UUID) -> HttpResponse:
    """Change a point, before the minutes are finished."""
    by = person_signed_in(request)
    it = meeting_to_write_up(by, public_id, meeting_id, page="change a point of the minutes")
    note = it.note(note_id)
    first = first_answers(_point(note), it.meeting.version)
    form = ChangePointForm(given(request), children=it.seen.children, initial=first)

    def saved() -> dict[str, Any]:
        return _point(Note.objects.select_related("child").get(pk=note.pk))

    def change() -> None:
        change_point(note=note, version=form.cleaned_data["version"], point=form.point(), by=by)
        messages.success(request, "The point is changed.")

    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save_changed(request, form, it.meeting, saved, change, meeting_at(it.meeting))
    return answer or show(request, "meeting_point", it, form, note=note)


def _point(note: Note) -> dict[str, Any]:
    return {"kind": note.kind, "text": note.text, "child": str(note.child.public_id) if note.child else "all"}


@page(writers, "POST")
@explained
def meeting_point_take_out(request: HttpRequest, public_id: UUID, meeting_id: UUID, note_id: UUID) -> HttpResponse:
    """Take a point out, before the minutes are finished."""
    by = person_signed_in(request)
    it = meeting_to_write_up(by, public_id, meeting_id, page="take a point out of the minutes")
    note = it.note(note_id)
    to = meeting_at(it.meeting)
    return save(request, lambda: take_out_point(note=note, by=by), "The point is taken out.", to) or redirect(to)


@page(writers, "GET", "POST")
@explained
def meeting_point_kept(request: HttpRequest, public_id: UUID, meeting_id: UUID, note_id: UUID) -> HttpResponse:
    """Say who must not find a point in their minutes; also after they are finished."""
    by = person_signed_in(request)
    it = meeting_to_finish(by, public_id, meeting_id, page="who gets a point of the minutes")
    note = it.note(note_id)
    offered = without_account(it.here)

    def saved() -> dict[str, Any]:
        note.refresh_from_db(fields=["kept_because"])
        return {"kept_from": keys_of(offered, note.kept_from.all()), "kept_because": note.kept_because}

    form = PointKeptForm(given(request), members=offered, initial=first_answers(saved(), it.meeting.version))

    def change() -> None:
        others = note.kept_from.exclude(pk__in=[one.pk for one in offered])  # who left, or is not shown here
        version, because = form.cleaned_data["version"], form.because() or (note.kept_because if others else "")
        keep_point_from(note=note, version=version, members=[*form.kept(), *others], because=because, by=by)
        messages.success(request, KEPT)

    answer = None
    if request.method == "POST" and form.is_valid():
        answer = save_changed(request, form, it.meeting, saved, change, meeting_at(it.meeting))
    return answer or show(request, "meeting_point_kept", it, form, note=note)


@page(writers, "GET", "POST")
@explained
def meeting_action_add(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Write down an action that somebody took on at the meeting (BG-020)."""
    by = person_signed_in(request)
    it = meeting_to_change(by, public_id, meeting_id, page="an action of a meeting")
    goals = _goals(it)
    require_any(request, goals)
    form = MeetingActionForm(given(request), goals=goals, members=it.here, readers=without_account(it.here))
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = _save_action(request, it, form)
    return answer or show(request, "meeting_action_add", it, form, goals=goals, plan=_plan(it))


def _save_action(request: HttpRequest, it: SeenMeeting, form: MeetingActionForm) -> HttpResponse | None:
    by, answers, to = person_signed_in(request), form.answers(), meeting_at(it.meeting)
    try:
        return save(
            request, lambda: add_action(meeting=it.meeting, by=by, **answers), "The action is written down.", to
        )
    except (AlreadyDropped, HasLeft):
        messages.warning(request, MEANWHILE)
        return None


def _goals(it: SeenMeeting) -> list[Goal]:
    standing = Goal.objects.filter(plan=it.seen.plan, dropped_at__isnull=True, reached_on__isnull=True)
    return [one for one in standing.select_related("plan") if it.seen.is_at_work(one.child_id)]


def _plan(it: SeenMeeting) -> str:
    return reverse("plan", args=[it.seen.plan.public_id])


@page(writers, "GET", "POST")
@explained
def meeting_finish(request: HttpRequest, public_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Finish the minutes."""
    by = person_signed_in(request)
    it = meeting_to_finish(by, public_id, meeting_id, page="finish minutes")
    first = first_day_of(it.seen.plan)
    form = FinishForm(given(request), has_outcome=has_outcome(it.meeting), first=first, initial=_when(it.meeting))
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = _finish(request, it, form)
    return answer or show(request, "meeting_finish", it, form)


def _finish(request: HttpRequest, it: SeenMeeting, form: FinishForm) -> HttpResponse | None:
    by, answers = person_signed_in(request), form.cleaned_data
    why = answers.get("nothing_because", "")
    try:
        return save(
            request,
            lambda: finish_minutes(
                meeting=it.meeting, held_at=form.held_at(), chaired_by=answers["chaired_by"], nothing_because=why, by=by
            ),
            "The minutes are finished. Now make each reader’s own version.",
            reverse("meeting_minutes", args=[it.seen.plan.public_id, it.meeting.public_id]),
        )
    except NothingWritten:
        messages.warning(request, NOTHING_YET)
        return None


def _when(meeting: Meeting) -> dict[str, Any]:
    planned = meeting.planned_for.astimezone(LONDON)
    return {"on": planned.date(), "starts": f"{planned:%H:%M}"}
