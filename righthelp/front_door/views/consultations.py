"""Talks without names: asked, written down, answered, and carried on into a contact."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import agencies_written_for, holders_of
from righthelp.design_system.pages import page
from righthelp.design_system.paging import paged
from righthelp.front_door.actions.consulting import AnsweredMeanwhile, answer, ask, carry_on, note
from righthelp.front_door.beside_access import (
    consultation_to_answer,
    consultation_to_read,
    consultations_answered,
    consultations_asked,
    consultations_waiting,
)
from righthelp.front_door.forms.beside import AdviceForm, AskForm, NoteForm
from righthelp.front_door.models import Contact
from righthelp.front_door.pages import contact_page, request_page
from righthelp.front_door.policies import WORK, works_here
from righthelp.work.disagreements.calls import calls_now

WRITE = "write considerations"
writers, workers = holders_of(WRITE), holders_of(WORK)
writers_or_workers = holders_of(WRITE, WORK)


@page(writers_or_workers)
def consultations(request: HttpRequest) -> HttpResponse:
    """List what somebody asked; for the front door also what waits for advice, and what was answered."""
    by = person_signed_in(request)
    here = works_here(by)
    context = {
        "asked": paged(request, "asked", consultations_asked(by)),
        "here": here,
        "waiting": consultations_waiting(by),
        "answered": paged(request, "answered", consultations_answered(by)),
    }
    return render(request, "front_door/consultations.jinja", context)


@page(writers, "GET", "POST")
def consultation_ask(request: HttpRequest) -> HttpResponse:
    """Ask the front door for advice without names."""
    by = person_signed_in(request)
    form = AskForm(given(request), agencies=agencies_written_for(by))

    def change() -> str:
        made = ask(agency=form.for_agency(), story=form.cleaned_data["story"], by=by)
        messages.success(request, "The front door has it. You get a notice when there is an answer.")
        return reverse("consultation", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    context = {"form": form, "calls": calls_now(), "back": reverse("consultations")}
    return render(request, "front_door/consultation_ask.jinja", context)


@page(workers, "GET", "POST")
def consultation_note(request: HttpRequest) -> HttpResponse:
    """Write down a talk on the telephone."""
    by = person_signed_in(request)
    form = NoteForm(given(request))

    def change() -> str:
        told = form.cleaned_data
        made = note(caller=told["caller"], story=told["story"], advice=form.advice_given(), by=by)
        messages.success(request, "It is written down.")
        return reverse("consultation", args=[made.public_id])

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    context = {"form": form, "calls": calls_now(), "back": reverse("consultations")}
    return render(request, "front_door/consultation_note.jinja", context)


@page(writers_or_workers)
def consultation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what was asked, and the advice."""
    by = person_signed_in(request)
    found = consultation_to_read(by, public_id, page="consultation")
    contact = found.contact if found.contact and found.contact.dropped_at is None else None
    context = {
        "found": found, "here": works_here(by), "is_own": found.asked_by == by, "back": reverse("consultations"),
        "goes_on_at": _place_of(contact) if contact and (contact.received_at or contact.author == by) else "",
        "is_carried_on": contact is not None,
    }  # fmt: skip
    return render(request, "front_door/consultation.jinja", context)


@page(workers, "GET", "POST")
def consultation_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give advice."""
    by = person_signed_in(request)
    found = consultation_to_answer(by, public_id, page="consultation: answer")
    form = AdviceForm(given(request))
    back = reverse("consultation", args=[found.public_id])

    def change() -> str:
        advice = form.advice_given()
        if advice:
            answer(consultation=found, advice=advice, by=by)
        messages.success(request, "Your advice is written down.")
        return back

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AnsweredMeanwhile:
            found.refresh_from_db()
            form.add_error(None, "A colleague gave advice meanwhile. Yours was not saved: it stands below")
    return render(request, "front_door/consultation_answer.jinja", {"form": form, "found": found, "back": back})


@page(writers_or_workers, "POST")
def consultation_to_contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on with names: who asked with a request, somebody at the front door with a call."""
    by = person_signed_in(request)
    found = consultation_to_read(by, public_id, page="consultation: carry on")
    return do_once(request, lambda: _place_of(carry_on(consultation=found, by=by)))


def _place_of(contact: Contact) -> str:
    if contact.came_by == Contact.CameBy.REQUEST:
        return request_page(contact)
    is_draft = contact.received_at is None
    return reverse("front_door_call_write", args=[contact.public_id]) if is_draft else contact_page(contact)
