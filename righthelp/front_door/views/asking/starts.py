"""Where a request begins: from nothing, from a child’s record, from a consideration; or urgently."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_written_for
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.calendar.queries import closed_days
from righthelp.considerations.access import consideration_to_read
from righthelp.considerations.choices import ToChoose, children_to_choose
from righthelp.considerations.record import bring_along
from righthelp.considerations.views.saving import explained as explained_there
from righthelp.design_system.pages import page
from righthelp.front_door.actions.starting import send_urgent, start_request
from righthelp.front_door.carrying import (
    Carried,
    by_name,
    from_consideration,
    from_records,
    phone_given_last,
    with_what_family_said,
)
from righthelp.front_door.forms.asking import FromConsiderationForm, StartForm, UrgentForm
from righthelp.front_door.models import Contact
from righthelp.front_door.presenting.ringing import calls_now
from righthelp.front_door.presenting.when_read import when_read
from righthelp.front_door.views.asking.saving import writers
from righthelp.guidance.access import edition_in_use
from righthelp.people.models import Person

PAGE = "ask for help"


@page(writers, "GET", "POST")
def request_start(request: HttpRequest) -> HttpResponse:
    """Begin a request: for which children, and for which agency."""
    return _start(request, person_signed_in(request), None)


@page(writers, "GET", "POST")
def request_for_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a request from a child’s record, with brothers and sisters beside."""
    return _start(request, person_signed_in(request), public_id)


def _start(request: HttpRequest, by: Practitioner, child_id: UUID | None) -> HttpResponse:
    beside = [child_id] if child_id else []
    sent = given(request)
    asked = [*(sent.getlist("people") if sent else []), *map(str, beside)]
    listed = children_to_choose(by, asked=asked, beside=beside)
    child = _came_with(by, listed, child_id) if child_id else None
    form = StartForm(
        sent,
        agencies=agencies_written_for(by),
        choices=listed.in_words(),
        offered=listed.offered(),
        initial={"people": [str(child_id)] if child_id else []},
    )

    def begin() -> Contact:
        wanted = form.cleaned_data.get("people", [])
        carried = from_records(by, [one for one in listed.people if str(one.public_id) in wanted])
        carried.add(by_name(form.cleaned_data["children"]))
        agency = form.for_agency()
        return start_request(agency=agency, carried=with_what_family_said(by, agency, carried), by=by)

    if request.method == "POST" and form.is_valid():
        return _begun(request, begin)
    back = reverse("record", args=[child_id]) if child_id else reverse("ask")
    return _show(request, "start", form, child=child, back=back)


def _came_with(by: Practitioner, listed: ToChoose, public_id: UUID) -> Person:
    """Give the child from whose record the writer came, and log the look; else 404 with no hint."""
    child = next((one for one in listed.people if one.public_id == public_id), None)
    if child is None:
        refused = Person.objects.filter(public_id=public_id).first()
        raise LookRefused(by, refused) if refused else Http404
    look(by=by, subject=child, page=PAGE, reason=listed.why[child.pk])
    return child


@page(writers, "GET", "POST")
@explained_there
def request_from_consideration(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a request from a consideration: what was thought comes along, and nobody types it again."""
    by = person_signed_in(request)
    it = bring_along(consideration_to_read(by, public_id, page=PAGE))
    children = list(it.children.all())
    if it.is_set_aside or not children:
        raise Http404
    choices = [(str(one.public_id), one.label) for one in children]
    form = FromConsiderationForm(given(request), choices=choices, initial={"children": [key for key, _ in choices]})

    def begin() -> Contact:
        chosen = [one for one in children if str(one.public_id) in form.cleaned_data["children"]]
        carried = with_what_family_said(by, it.agency, from_consideration(by, it, chosen))
        return start_request(agency=it.agency, carried=carried, by=by, consideration=it)

    if request.method == "POST" and form.is_valid():
        return _begun(request, begin)
    return _show(request, "from_consideration", form, back=reverse("consideration", args=[it.public_id]))


def _begun(request: HttpRequest, begin: Callable[[], Contact]) -> HttpResponse:
    return do_once(request, lambda: reverse("request", args=[begin().public_id]))


@page(writers, "GET", "POST")
def request_urgent(request: HttpRequest) -> HttpResponse:
    """Ask at once on one short page; it is sent with the button, and the rest is added later."""
    by = person_signed_in(request)
    form = UrgentForm(given(request), agencies=agencies_written_for(by), initial={"phone": phone_given_last(by)})

    def send() -> str:
        carried = Carried(children=[form.child()], answers=form.answers())
        contact = send_urgent(agency=form.for_agency(), carried=carried, phone=form.cleaned_data["phone"], by=by)
        messages.success(request, "Your request is sent.")
        return reverse("request", args=[contact.public_id])

    if request.method == "POST" and form.is_valid():
        return do_once(request, send)
    return _show(request, "urgent", form, back=reverse("ask"))


def _show(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    now, closed = timezone.now(), closed_days()
    shell = {"calls": calls_now(edition_in_use(), now, closed), "when": when_read(now, closed)}
    return render(request, f"front_door/asking/{template}.jinja", {"form": form, **shell, **more})
