"""One contact, opened by the front door: what was written, what is known, and who asked, which is sealed."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import holders_of
from righthelp.design_system.pages import page
from righthelp.files.views import serve
from righthelp.front_door.access import attachment_in, contact_for_worker, contact_opened, who_asked
from righthelp.front_door.actions.holding import note_read
from righthelp.front_door.models import Contact
from righthelp.front_door.opened import known_of
from righthelp.front_door.policies import manages_here
from righthelp.front_door.presenting import working as presenting
from righthelp.front_door.presenting.missing import not_written
from righthelp.front_door.presenting.on_file import OnFile, on_file
from righthelp.front_door.presenting.permission import permission_of
from righthelp.front_door.presenting.screening import screening_of
from righthelp.front_door.presenting.whole import names_of, parts_for_worker, parts_to_work_on
from righthelp.front_door.rules import is_on_call
from righthelp.front_door.views.working.worklist import workers
from righthelp.front_door.ways import came_from
from righthelp.front_door.workers import answering_for


@page(workers)
def front_door_contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A contact as the front door works on it."""
    by, now = person_signed_in(request), timezone.now()
    contact = contact_opened(by, public_id, page="contact at the front door")
    note_read(contact=contact, by=by)
    context = {
        "contact": contact,
        "title": names_of(contact),
        "parts": parts_to_work_on(contact),
        "lacks": not_written(contact) if contact.decided_at is None else [],
        "added": presenting.added_in_words(contact),
        "done": presenting.done_with_it(contact.handlings.all()),
        "known": known_of(by, contact),
        "on_file": on_file(by, contact, timezone.localdate()) if contact.decided_at is None else OnFile(),
        "permission": permission_of(contact),
        "came_from": came_from(contact),
        "screening": screening_of(by, contact),
        "clock": presenting.clock_of(contact, now),
        "has_it": presenting.who_has_it(contact, by, now),
        "is_mine": contact.holder_id == by.pk and contact.decided_at is None,
        "on_call": is_on_call(contact.on_call_since, now),
        "may_take_over": _may_take_over(contact, by.pk) and manages_here(by),
        "present": presenting,
        "back": reverse("front_door"),
    }
    return render(request, "front_door/contact.jinja", context)


def _may_take_over(contact: Contact, reader: int) -> bool:
    return contact.decided_at is None and contact.holder_id not in (None, reader)


@page(workers)
def front_door_who_asked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who raised the worry; this look is logged apart."""
    contact = who_asked(person_signed_in(request), public_id)
    rung, back = presenting.rung_in_words(contact), reverse("front_door_contact", args=[public_id])
    context = {"contact": contact, "rung": rung, "back": back}
    return render(request, "front_door/working_who_asked.jinja", context)


@page(workers)
def front_door_file(request: HttpRequest, public_id: UUID, attachment_id: UUID) -> FileResponse:
    """A file that came with it, to be saved."""
    contact = contact_opened(person_signed_in(request), public_id, page="a file of a contact")
    return serve(attachment_in(contact, attachment_id).upload)


@page(holders_of("write considerations"))
def front_door_as_worker(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A contact for whoever works with a child whom it is about; who asked is not part of it."""
    by, now = person_signed_in(request), timezone.now()
    contact = contact_for_worker(by, public_id)
    answering = answering_for([one.person_id for one in contact.children.all() if one.person_id])
    children = [one for one in contact.children.all() if by in answering.get(one.person_id or 0, ())]
    context = {
        "contact": contact,
        "children": children,
        "title": ", ".join(one.name for one in children),
        "parts": parts_for_worker(contact, children),
        "clock": presenting.clock_of(contact, now),
        "present": presenting,
        "back": reverse("children"),
    }
    return render(request, "front_door/working_as_worker.jinja", context)
