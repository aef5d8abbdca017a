"""A contact passes from hand to hand; on a call nothing is taken away."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import holders_of
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page
from righthelp.front_door.access import contact_in_hand, contact_to_take_over, contact_to_work_on
from righthelp.front_door.actions import holding
from righthelp.front_door.closed import restricted_among, who_may_open
from righthelp.front_door.forms.working import BecauseForm, HandOverForm
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import MANAGE
from righthelp.front_door.presenting.whole import names_of
from righthelp.front_door.rota import people_here
from righthelp.front_door.views.working.worklist import workers

LOOK_UP = "front_door_matches"
NOT_HELD = "It is not in these hands any more. Nothing was changed."


@page(workers, "POST")
def front_door_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a contact that nobody has; unless it is urgent, the next page says who may be meant."""
    by = person_signed_in(request)
    contact = contact_to_work_on(by, public_id, page="take a contact")

    def change() -> str:
        holding.take(contact=contact, by=by)
        return _at(contact) if contact.is_urgent or _all_linked(contact) else reverse(LOOK_UP, args=[public_id])

    try:
        return do_once(request, change)
    except holding.TakenAlready as taken:
        messages.info(request, f"{taken.holder.name} took it first.")
        return HttpResponseRedirect(_at(contact))


@page(workers, "POST")
def front_door_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that one is on the telephone about it, or that the call is over."""
    by = person_signed_in(request)
    switch = holding.begin_call if request.POST.get("call") == "begins" else holding.end_call

    def change(contact: Contact) -> str:
        switch(contact=contact, by=by)
        return _at(contact)

    return _passed(request, public_id, change)


@page(workers, "GET", "POST")
def front_door_hand_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a contact to a colleague, with a note."""
    by = person_signed_in(request)
    form = HandOverForm(given(request), people=colleagues(by, public_id))

    def change(contact: Contact) -> str:
        to = form.chosen
        if to is None:
            raise holding.CannotWorkOnIt
        holding.hand_over(contact=contact, to=to, note=form.cleaned_data["note"], by=by)
        messages.success(request, f"{to.name} has it now.")
        return reverse("front_door")

    if request.method == "POST" and form.is_valid():
        return _passed(request, public_id, change)
    return _shown(request, "hand_over", contact_in_hand(by, public_id, page="hand a contact over"), form)


@page(workers, "GET", "POST")
def front_door_give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a contact back, so that it waits for somebody."""
    by = person_signed_in(request)
    form = BecauseForm(given(request))

    def change(contact: Contact) -> str:
        holding.give_back(contact=contact, because=form.cleaned_data["because"], by=by)
        messages.success(request, "It waits for somebody to take it.")
        return reverse("front_door")

    if request.method == "POST" and form.is_valid():
        return _passed(request, public_id, change)
    return _shown(request, "give_back", contact_in_hand(by, public_id, page="give a contact back"), form)


@page(holders_of(MANAGE), "GET", "POST")
def front_door_take_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a contact from a colleague, as a manager; never while they are on a call."""
    by = person_signed_in(request)
    form = BecauseForm(given(request))

    def change(contact: Contact) -> str:
        holding.take_over(contact=contact, because=form.cleaned_data["because"], by=by)
        messages.success(request, "You have it now.")
        return _at(contact)

    if request.method == "POST" and form.is_valid():
        try:
            return _passed(request, public_id, change)
        except holding.OnACall as call:
            form.add_error(None, f"{call.holder.name} is on a call. Nothing is taken away from them until it is over")
    contact = contact_to_take_over(by, public_id)
    return _shown(request, "take_over", contact, form, on_call=contact.holder and holding.is_on_a_call(contact.holder))


def colleagues(by: Practitioner, contact_id: UUID) -> list[Practitioner]:
    """List those of the front door to whom a contact is open, but oneself."""
    openers = who_may_open(restricted_among(Contact.objects.filter(public_id=contact_id)))
    here = [one for one in people_here().values() if one.pk != by.pk]
    return [one for one in here if all(one in named for named in openers.values())]


def _passed(request: HttpRequest, public_id: UUID, change: Callable[[Contact], str]) -> HttpResponse:
    """Pass a contact on, loaded within the change: sent twice, it has passed on already, and all goes on from there."""

    def load_and_change() -> str:
        return change(contact_to_work_on(person_signed_in(request), public_id, page="pass a contact on"))

    try:
        return do_once(request, load_and_change)
    except holding.NotHeld:
        messages.info(request, NOT_HELD)
        return HttpResponseRedirect(reverse("front_door_contact", args=[public_id]))


def _all_linked(contact: Contact) -> bool:
    return all(child.person_id for child in contact.children.all())


def _at(contact: Contact) -> str:
    return reverse("front_door_contact", args=[contact.public_id])


def _shown(request: HttpRequest, template: str, contact: Contact, form: GovForm, **more: object) -> HttpResponse:
    context = {"contact": contact, "title": names_of(contact), "form": form, "back": _at(contact), **more}
    return render(request, f"front_door/working_{template}.jinja", context)
