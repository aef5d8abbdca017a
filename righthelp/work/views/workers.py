"""The people around a child: who works with the child, since when, who did before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.people.access import Seen
from righthelp.people.reasons import Part
from righthelp.work import presenters
from righthelp.work.access import (
    child_to_add_to,
    child_to_work_with,
    episodes_of,
    going_on_of,
    involvement_to_end,
    involvement_to_hand_over,
)
from righthelp.work.actions import (
    AlreadyEnded,
    AlreadyInvolved,
    end_involvement,
    hand_over,
    involve,
    involve_by_name,
)
from righthelp.work.colleagues import colleagues_of, writers_of
from righthelp.work.forms import EndForm, HandOverForm, OtherWorkerForm, WorkerForm
from righthelp.work.models import Episode
from righthelp.work.policies import (
    agencies_to_involve,
    may_end,
    may_end_work,
    may_hand_over,
    may_say_who_leads,
    may_take,
    sees_to_stay,
    work_to_begin,
)
from righthelp.work.views.children import writers
from righthelp.work.views.showing import home_of, shown


class EndsTooEarly(Exception):
    """The last day comes before the first."""


@page(writers)
def workers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who works with the child now, who did before, and how often that changed (BG-027, BG-028)."""
    by, today = person_signed_in(request), timezone.localdate()
    seen = child_to_work_with(by, public_id, page="people around the child")
    child = seen.person
    everybody, work = list(child.involvements.with_people()), episodes_of(seen)
    now = [one for one in everybody if one.ends_on is None or one.ends_on >= today]
    context = {
        "child": child,
        "now": now,
        "before": [one for one in everybody if one not in now],
        "changes": presenters.changes_in_words(everybody, today),
        "may_add": bool(agencies_to_involve(by, child, seen.reasons)),
        "may_end": {one.pk for one in now if one.ends_on is None and may_end(by, one)},
        "may_hand_over": {one.pk for one in now if one.ends_on is None and may_hand_over(by, one)},
        **_work_shown(by, seen, work),
        "present": presenters,
        "reader": by,
        "back": reverse("record", args=[public_id]),
    }
    return render(request, "work/workers.jinja", context)


def _work_shown(by: Practitioner, seen: Seen, work: list[Episode]) -> dict[str, object]:
    """Give the pieces of work, what goes on first, and what somebody may do with each."""
    going_on = [one for one in work if one.is_open]
    waiting = [one for one in going_on if one.holder is None]
    return {
        "work": going_on,
        "work_ended": [one for one in work if not one.is_open],
        "may_begin": bool(work_to_begin(by, seen.reasons)),
        "may_allocate": {
            one.pk for one in waiting if may_say_who_leads(by, one, seen.reasons) or may_take(by, one, seen.reasons)
        },
        "may_end_work": {one.pk for one in going_on if may_end_work(by, one)},
    }


@page(writers, "GET", "POST")
def worker_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a colleague or oneself; whoever says who works with whom may do so for a child that they do not see."""
    by = person_signed_in(request)
    seen, agencies = child_to_add_to(by, public_id)
    child, sees = seen.person, seen.opens(Part.STORY)
    form = WorkerForm(
        given(request),
        offered=writers_of(agencies, by),
        by=by,
        episodes=going_on_of(seen),
        asks_because=not sees_to_stay(seen.reasons),
    )

    def change() -> str:
        made = involve(child=child, by=by, **form.answers())
        messages.success(request, f"{made.who} is noted as {made.role}.")
        return home_of(by, child)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyInvolved:
            form.add_error("who", "This person works with the child in this role already")
    back = reverse("record_workers", args=[public_id]) if sees else reverse("children")
    return shown(request, "worker_add", child, form, back=back, sees=sees)


@page(writers, "GET", "POST")
def worker_add_other(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody without an account: a GP, a coach, a worker of another area."""
    by = person_signed_in(request)
    seen = child_to_work_with(by, public_id, page="add a worker")
    child = seen.person
    form = OtherWorkerForm(given(request), episodes=going_on_of(seen))

    def change() -> str:
        made = involve_by_name(child=child, by=by, **form.answers())
        messages.success(request, f"{made.who} is noted as {made.role}.")
        return home_of(by, child)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return shown(request, "worker_add_other", child, form)


@page(writers, "GET", "POST")
def worker_end(request: HttpRequest, public_id: UUID, involvement_id: UUID) -> HttpResponse:
    """Note the last day of somebody's work; loaded within the change, as ending one's own closes the record."""
    by = person_signed_in(request)
    form = EndForm(given(request))

    def change() -> str:
        involvement = involvement_to_end(by, public_id, involvement_id)
        if form.cleaned_data["on"] < involvement.starts_on:
            raise EndsTooEarly
        end_involvement(involvement=involvement, by=by, **form.cleaned_data)
        messages.success(request, f"The last day of {involvement.who} is noted.")
        return home_of(by, involvement.child)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except EndsTooEarly:
            form.add_error("on", "The last day must be the first day or later")
        except AlreadyEnded:
            form.add_error(None, "Somebody noted the last day already, in another window or just now")
    involvement = involvement_to_end(by, public_id, involvement_id)
    return shown(request, "worker_end", involvement.child, form, involvement=involvement)


@page(writers, "GET", "POST")
def worker_hand_over(request: HttpRequest, public_id: UUID, involvement_id: UUID) -> HttpResponse:
    """Pass work with a child to a colleague, with a note."""
    by = person_signed_in(request)
    involvement = involvement_to_hand_over(by, public_id, involvement_id)
    form = HandOverForm(given(request), colleagues=colleagues_of(involvement), by=by)

    def change() -> str:
        later = hand_over(involvement=involvement, to=form.chosen, note=form.cleaned_data["note"], by=by)
        messages.success(request, f"Handed over to {later.who}.")
        return home_of(by, involvement.child)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyEnded:
            form.add_error(None, "This work ended already, so nothing was handed over")
    return shown(request, "worker_hand_over", involvement.child, form, involvement=involvement)
