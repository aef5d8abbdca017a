"""Who is meant: the people of a contact, and whose records they have."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_where
from righthelp.design_system.pages import page
from righthelp.front_door.access import child_in, contact_opened, contact_to_work_on, person_in
from righthelp.front_door.actions.linking import LinkedAlready, NotLinked, link_child, link_person, unlink
from righthelp.front_door.adding import begun_here, remember, written_of
from righthelp.front_door.forms.working import BecauseForm
from righthelp.front_door.models import Contact, NamedChild, NamedPerson
from righthelp.front_door.opened import matches_of
from righthelp.front_door.presenting import working as presenting
from righthelp.front_door.presenting.whole import names_of
from righthelp.front_door.views.working.worklist import workers
from righthelp.people.actions import begin_family
from righthelp.people.finding.access import records_known
from righthelp.people.models import Person

CHILD, PERSON = "child", "person"


@page(workers)
def front_door_matches(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who on file may be meant by each person named, with why; nobody is linked without somebody who looked."""
    by = person_signed_in(request)
    contact = contact_opened(by, public_id, page="who is meant in a contact")
    context = {
        "contact": contact,
        "title": names_of(contact),
        "matches": matches_of(by, contact, timezone.localdate()),
        "begun": begun_here(request, contact),
        "present": presenting,
        "back": _at("front_door_contact", contact),
    }
    return render(request, "front_door/working_matches.jinja", context)


@page(workers, "POST")
def front_door_link(request: HttpRequest, public_id: UUID, kind: str, named_id: UUID) -> HttpResponse:
    """Say whose record somebody named has; of a record of which the reader may not know, nothing is said."""
    by = person_signed_in(request)
    contact = contact_to_work_on(by, public_id, page="link a record")
    named, person = _named(contact, kind, named_id), _chosen(by, request.POST.get("record", ""))

    def change() -> str:
        if isinstance(named, NamedChild):
            link_child(child=named, person=person, by=by)
        else:
            link_person(named=named, person=person, by=by)
        messages.success(request, f"The record is linked to {named.name}.")
        return _at("front_door_matches", contact)

    try:
        return do_once(request, change)
    except LinkedAlready:
        messages.info(request, "A record is linked already, or this record stands for another child here.")
        return HttpResponseRedirect(_at("front_door_matches", contact))


@page(workers, "GET", "POST")
def front_door_unlink(request: HttpRequest, public_id: UUID, kind: str, named_id: UUID) -> HttpResponse:
    """Take a wrong record out, with the reason."""
    by = person_signed_in(request)
    contact = contact_to_work_on(by, public_id, page="take a wrong record out")
    named, form = _named(contact, kind, named_id), BecauseForm(given(request))
    back = _at("front_door_matches", contact)

    def change() -> str:
        unlink(named=named, because=form.cleaned_data["because"], by=by)
        messages.success(request, f"The record is no longer linked to {named.name}.")
        return back

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except NotLinked:
            messages.info(request, "No record is linked any more.")
            return HttpResponseRedirect(back)
    return render(request, "front_door/working_unlink.jinja", {"named": named, "form": form, "back": back})


@page(workers, "POST")
def front_door_add_record(request: HttpRequest, public_id: UUID, named_id: UUID) -> HttpResponse:
    """Begin a record for a child who is not on file, with what is written of them: nothing is typed twice."""
    by = person_signed_in(request)
    contact = contact_to_work_on(by, public_id, page="add a record from a contact")
    child = child_in(contact, named_id)

    def change() -> str:
        draft = begin_family(
            written=written_of(child, contact), agency=agencies_where(by, "write considerations")[0], by=by
        )
        remember(request, child, draft)
        return reverse("record_add_child", args=[draft.public_id])

    return do_once(request, change)


def _named(contact: Contact, kind: str, named_id: UUID) -> NamedChild | NamedPerson:
    return child_in(contact, named_id) if kind == CHILD else person_in(contact, named_id)


def _chosen(by: Practitioner, public_id: str) -> Person:
    """Give a record of which somebody may know, chosen in a form; else 404."""
    try:
        key = Person.objects.filter(public_id=UUID(public_id)).values_list("pk", flat=True).first()
    except ValueError:
        raise Http404 from None
    known = records_known(by, [key], page="linked to a contact") if key else {}
    if key not in known:
        raise Http404
    return known[key].one.person


def _at(name: str, contact: Contact) -> str:
    return reverse(name, args=[contact.public_id])
