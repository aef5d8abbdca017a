"""The rota: who is on, week by week; and what somebody leaves for the next shift."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.rules import ONE_DAY
from righthelp.design_system.pages import page
from righthelp.front_door.access import shift_on
from righthelp.front_door.actions.rota import CancelledAlready, cancel_shift, leave_shift, note_read_by, put_shifts
from righthelp.front_door.forms.working import LeaveForm, ShiftForm
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import MANAGE, manages_here
from righthelp.front_door.presenting import working as presenting
from righthelp.front_door.rota import NOTE_WAITS, days_of_week, people_here, rota_for
from righthelp.front_door.views.working.worklist import workers

A_WEEK = dt.timedelta(days=7)


@page(workers)
def front_door_rota(request: HttpRequest) -> HttpResponse:
    """Who is on in a week, and when nobody is in the coming days."""
    by, now = person_signed_in(request), timezone.now()
    monday = _monday(request.GET.get("week", ""), timezone.localdate())
    context = {
        "days": days_of_week(monday), "monday": monday, "before": _week(monday - A_WEEK),
        "after": _week(monday + A_WEEK), "rota": rota_for(by, now), "manages": manages_here(by),
        "present": presenting, "reader": by, "now": now, "lately": now - NOTE_WAITS, "back": reverse("front_door"),
    }  # fmt: skip
    return render(request, "front_door/working_rota.jinja", context)


@page(holders_of(MANAGE), "GET", "POST")
def front_door_shift_add(request: HttpRequest) -> HttpResponse:
    """Put somebody on the rota."""
    by = person_signed_in(request)
    form = ShiftForm(given(request), people=people_here().values())

    def change() -> str:
        who, spans = form.people[form.cleaned_data["who"]], form.spans()
        put_shifts(who=who, part=form.cleaned_data["part"], spans=spans, by=by)
        messages.success(request, f"{who.name} is on the rota.")
        return _week(_monday_of(form.cleaned_data["on"]))

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return render(request, "front_door/working_shift_add.jinja", {"form": form, "back": reverse("front_door_rota")})


@page(holders_of(MANAGE), "GET", "POST")
def front_door_shift_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a shift off the rota."""
    by, shift = person_signed_in(request), shift_on(public_id)
    back = _week(_monday_of(timezone.localdate(shift.starts_at)))

    def change() -> str:
        cancel_shift(shift=shift, by=by)
        messages.success(request, "The shift is cancelled.")
        return back

    if request.method == "POST":
        try:
            return do_once(request, change)
        except CancelledAlready:
            return HttpResponseRedirect(back)
    return render(request, "front_door/working_shift_cancel.jinja", {"shift": shift, "back": back})


@page(workers, "GET", "POST")
def front_door_shift_leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave one's shift: a note for the next, and what one holds for a colleague."""
    by, shift = person_signed_in(request), shift_on(public_id)
    if shift.practitioner_id != by.pk:
        raise LookRefused(by, shift)
    held = list(Contact.objects.held_by(by).prefetch_related("children"))
    colleagues = [one for one in people_here().values() if one.pk != by.pk]
    form = LeaveForm(given(request), people=colleagues, held=len(held), initial={"note": shift.note})

    def change() -> str:
        passed = leave_shift(shift=shift, note=form.cleaned_data["note"], to=form.chosen, by=by)
        messages.success(request, _left_in_words(len(held), passed))
        return reverse("front_door")

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    context = {"shift": shift, "held": held, "form": form, "present": presenting, "back": reverse("front_door_rota")}
    return render(request, "front_door/working_shift_leave.jinja", context)


@page(workers)
def front_door_shift_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What somebody left for the next shift; that somebody else read it is noted."""
    by, shift = person_signed_in(request), shift_on(public_id)
    note_read_by(shift=shift, by=by)
    return render(request, "front_door/working_shift_note.jinja", {"shift": shift, "back": reverse("front_door")})


def _left_in_words(held: int, passed: int) -> str:
    if held == passed:
        return "Your note is left for the next shift." if not held else "Your note is left. You hold no contact now."
    return f"Your note is left. You still hold {presenting.contacts_in_words(held - passed)}."


def _monday(text: str, today: dt.date) -> dt.date:
    try:
        return _monday_of(dt.date.fromisoformat(text))
    except (ValueError, OverflowError):
        return _monday_of(today)


def _monday_of(day: dt.date) -> dt.date:
    return day - ONE_DAY * day.weekday()


def _week(monday: dt.date) -> str:
    return f"{reverse('front_door_rota')}?week={monday.isoformat()}"
