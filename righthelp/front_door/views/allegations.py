"""Worries about people who work with children: raising one, and what the designated officer does."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import holders_of, may
from righthelp.design_system.pages import page, signed_in
from righthelp.front_door.actions.allegations import (
    IsEnded,
    note_read,
    note_what_follows,
    officers_for,
    raise_allegation,
    raise_from_contact,
)
from righthelp.front_door.beside_access import (
    allegation_to_keep,
    allegations_sent,
    allegations_to_keep,
    contact_to_tell_officer,
)
from righthelp.front_door.forms.beside import AllegationForm, FollowsForm
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import ALLEGATIONS, WORK
from righthelp.work.disagreements.calls import calls_now

if TYPE_CHECKING:
    from righthelp.front_door.models import Allegation, Contact

officers, workers = holders_of(ALLEGATIONS), holders_of(WORK)
SENT = "It is sent. Only the designated officer can read it. You get no copy: you see here when it was read."
PART_SENT = "It is sent. Only the designated officer can read it. What the child needs goes on here."


@page(signed_in)
def allegations(request: HttpRequest) -> HttpResponse:
    """Show an officer what they may read; show whoever raised one when it was sent and read, and nothing of it."""
    by = person_signed_in(request)
    context = {
        "is_officer": may(by, ALLEGATIONS),
        "found": allegations_to_keep(by) if may(by, ALLEGATIONS) else [],
        "sent": allegations_sent(by),
        "now": timezone.now(),
    }
    return render(request, "front_door/allegations.jinja", context)


@page(signed_in, "GET", "POST")
def allegation_raise(request: HttpRequest) -> HttpResponse:
    """Raise a worry about somebody who works with children."""
    by = person_signed_in(request)
    form = AllegationForm(given(request), agencies=Agency.objects.all())
    back = reverse("allegations")
    return _raise(request, form, lambda: raise_allegation(raised=form.raised(), by=by), back, SENT)


@page(workers, "GET", "POST")
def front_door_allegation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send what a contact or a call tells of somebody who works with children to the designated officer."""
    by = person_signed_in(request)
    contact = contact_to_tell_officer(by, public_id)
    form = AllegationForm(given(request), agencies=Agency.objects.all(), initial={"what": _story(contact)})

    def make() -> "Allegation":
        return raise_from_contact(contact=contact, raised=form.raised(), by=by)

    return _raise(request, form, make, _way_back(contact), PART_SENT)


def _raise(
    request: HttpRequest, form: AllegationForm, make: "Callable[[], Allegation]", back: str, said: str
) -> HttpResponse:
    """Send what is written, say so, and go back; where no officer may read it, to the page that says whom to ring."""

    def change() -> str:
        if not officers_for(make()):
            return reverse("allegation_nobody")
        messages.success(request, said)
        return back

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return render(request, "front_door/allegation_raise.jinja", {"form": form, "calls": calls_now(), "back": back})


def _story(contact: "Contact") -> str:
    """Give what a contact tells, to begin with: in the form, never in an address."""
    return "".join(contact.answers.filter(key="what_happened").values_list("text", flat=True))


def _way_back(contact: "Contact") -> str:
    return reverse("front_door_call_write", args=[contact.public_id]) if contact.is_draft else contact_page(contact)


@page(signed_in)
def allegation_nobody(request: HttpRequest) -> HttpResponse:
    """Say that no officer reads it here, and whom to ring instead."""
    return render(request, "front_door/allegation_nobody.jinja", {"calls": calls_now(), "back": reverse("allegations")})


@page(officers, "GET", "POST")
def allegation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one to an officer, note that it was read, and what follows."""
    by = person_signed_in(request)
    found = allegation_to_keep(by, public_id, page="allegation")
    note_read(allegation=found, by=by)
    form = FollowsForm(given(request))

    def change() -> str:
        text, ends = form.cleaned_data["text"], form.cleaned_data["ends"]
        note_what_follows(allegation=found, text=text, ends=ends, by=by)
        messages.success(request, "It is ended." if ends else "It is written down.")
        return reverse("allegation", args=[found.public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except IsEnded:
            form.add_error(None, "It was ended meanwhile. What you wrote was not saved")
    found.refresh_from_db()
    context = {"found": found, "form": form, "back": reverse("allegations")}
    return render(request, "front_door/allegation.jinja", context)
