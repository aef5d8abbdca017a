"""A contact opened again, and other local authorities whom its children concern."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, save_version
from righthelp.front_door.actions.authorities import ChangedMeanwhile, name_authority, note_authority
from righthelp.front_door.actions.reopening import NotDecided, reopen
from righthelp.front_door.deciding_access import authority_in, contact_to_decide
from righthelp.front_door.forms.reopening import AuthorityForm, ReopenForm, StandingAuthorityForm, standing_answers
from righthelp.front_door.models import Authority
from righthelp.front_door.pages import contact_page
from righthelp.front_door.presenting.screening import rows_of
from righthelp.front_door.views.deciding.showing import save, show, workers

WAITS = "It waits for a decision already."


class AuthorityAsRead:
    """An authority as it was read: what a page was shown with says whether it changed, so that it needs no version."""

    version = 1

    def __init__(self, authority: Authority) -> None:
        self.authority = authority

    def refresh_from_db(self, *, fields: list[str]) -> None:
        """Read all of it again; `fields` names the version, which it has not."""
        self.authority.refresh_from_db()


@page(workers, "GET", "POST")
def front_door_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a decided contact again, as something new came: it waits on the worklist, and its clock begins anew."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: open again")
    form = ReopenForm(given(request), children=list(contact.children.all()))
    if request.method == "POST" and form.is_valid():
        try:
            return save(
                request,
                lambda: reopen(contact=contact, children=form.chosen(), because=form.cleaned_data["because"], by=by),
                "It is open again, and waits for somebody to take it.",
                contact_page(contact),
            )
        except NotDecided:
            messages.info(request, WAITS)
    if contact.decided_at is None and request.method != "POST":
        messages.info(request, WAITS)
        return HttpResponseRedirect(contact_page(contact))
    return show(request, "reopen", contact, form, rows=rows_of(contact))


@page(workers, "GET", "POST")
def front_door_authority_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down another local authority whom a child concerns."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: another authority")
    form = AuthorityForm(given(request), children=list(contact.children.all()), initial={"told_by": by.name})
    if request.method == "POST" and form.is_valid():
        return save(
            request,
            lambda: name_authority(contact=contact, noted=form.noted(), by=by),
            "It is written down.",
            contact_page(contact),
        )
    return show(request, "authority", contact, form)


@page(workers, "GET", "POST")
def front_door_authority(request: HttpRequest, public_id: UUID, authority_id: UUID) -> HttpResponse:
    """Write down that another local authority was told, and what it said."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: another authority")
    authority = authority_in(contact, authority_id)
    held = AuthorityAsRead(authority)

    def saved() -> dict[str, Any]:
        return standing_answers(authority, by)

    form = StandingAuthorityForm(
        given(request), children=list(contact.children.all()), initial=first_answers(saved(), held.version)
    )

    def send() -> HttpResponse:
        if not form.was_shown_with(saved()):
            raise ChangedMeanwhile
        return save(
            request,
            lambda: note_authority(authority=authority, noted=form.noted(), by=by),
            "It is written down.",
            contact_page(contact),
        )

    if request.method == "POST" and form.is_valid():
        onward = contact_page(contact)
        answer = save_version(request, form, held, saved, send, meanwhile=ChangedMeanwhile, onward=onward)
        if answer:
            return answer
    return show(request, "authority", contact, form, authority=authority)
