"""The page before a request is sent, the sending, and throwing a draft away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import page
from righthelp.front_door.access import draft_to_write
from righthelp.front_door.actions.writing import NobodyNamed, drop, send
from righthelp.front_door.models import Contact
from righthelp.front_door.presenting.missing import missing_in
from righthelp.front_door.presenting.ringing import calls_now
from righthelp.front_door.presenting.when_read import when_read
from righthelp.front_door.presenting.whole import names_of, parts_of
from righthelp.front_door.queries import bring_request
from righthelp.front_door.rules import is_soon
from righthelp.front_door.views.asking.saving import explained, save_and_go_on, show, writers
from righthelp.guidance.access import edition_in_use

TITLE = "Check before you send"


@page(writers)
@explained
def request_check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything as it will be read, what is still missing and why it matters, and the button that sends."""
    contact = bring_request(draft_to_write(person_signed_in(request), public_id, page="check a request"))
    now, closed = timezone.now(), closed_days()
    missing, is_urgent = missing_in(contact), _is_urgent(contact)
    return show(
        request,
        contact,
        None,
        TITLE,
        template="check",
        parts=parts_of(contact),
        missing=missing,
        to_add_first=[] if is_urgent else [one for one in missing if one.is_important],
        is_urgent=is_urgent,
        is_named=bool(contact.children.all()),
        when=when_read(now, closed),
        calls=calls_now(edition_in_use(), now, closed),
    )


def _is_urgent(contact: Contact) -> bool:
    soon = next((one.text for one in contact.answers.all() if one.key == "how_soon"), "")
    return contact.is_urgent or is_soon(soon)


@page(writers, "POST")
@explained
def request_send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a draft as it stands: a missing answer never holds it up."""
    by = person_signed_in(request)

    def change() -> str:
        send(contact=draft_to_write(by, public_id, page="send a request"), by=by)
        messages.success(request, "Your request is sent.")
        return reverse("request", args=[public_id])

    try:
        return do_once(request, change)
    except NobodyNamed:
        messages.error(request, "Name a child first. If you do not know the name, write what you know.")
        return HttpResponseRedirect(reverse("request_child_add", args=[public_id]))


@page(writers, "GET", "POST")
@explained
def request_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    by = person_signed_in(request)

    def change() -> None:
        drop(contact=draft_to_write(by, public_id, page="throw a request away"), by=by)
        messages.success(request, "The draft is thrown away.")

    if request.method == "POST":
        return save_and_go_on(request, change, reverse("requests"))
    contact = draft_to_write(by, public_id, page="throw a request away")
    return show(request, contact, None, "Throw this draft away?", template="drop", names=names_of(contact))
