"""The early help allocation panel (BN-044): who waits for it, and what it said."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.design_system.paging import page_number
from righthelp.front_door.actions.deciding import DecidedMeanwhile
from righthelp.front_door.actions.holding import TakenAlready
from righthelp.front_door.actions.panel import note_panel
from righthelp.front_door.deciding_access import child_for_panel, waiting_for_panel
from righthelp.front_door.forms.panel import PanelForm
from righthelp.front_door.pages import contact_page
from righthelp.front_door.presenting.screening import standing_of
from righthelp.front_door.presenting.working import shut_in_words
from righthelp.front_door.views.deciding.decisions import more_for, offered_now
from righthelp.front_door.views.deciding.showing import save, workers

FIRST = "Somebody wrote down what the panel said, or decided again, meanwhile. Nothing was saved."


@page(workers)
def front_door_panel(request: HttpRequest) -> HttpResponse:
    """List the children who wait for the panel, the longest wait first, with what it is asked."""
    by = person_signed_in(request)
    waiting = waiting_for_panel(by, page_number(request.GET))
    shut = [shut_in_words(names) for names in waiting.shut]
    context = {"waiting": waiting, "shut": shut, "back": reverse("front_door")}
    return render(request, "front_door/panel.jinja", context)


@page(workers, "GET", "POST")
def front_door_panel_said(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what the panel said on a child: its decision takes the place of the one that waited."""
    by = person_signed_in(request)
    contact, child, decision = child_for_panel(by, public_id, page="front door: what the panel said")
    form = PanelForm(given(request), child=child, offered=offered_now(), standing=decision, **more_for(contact, by))
    if request.method == "POST" and form.is_valid():
        try:
            return save(
                request,
                lambda: note_panel(decision=decision, said=form.panel(), decided=form.decided(), by=by),
                "What the panel said is written down, and decided.",
                contact_page(contact),
            )
        except TakenAlready as taken:
            messages.warning(request, f"{taken.holder.name} works on this. Talk with them. Nothing was saved.")
        except DecidedMeanwhile:
            messages.warning(request, FIRST)
    elif standing_of(child) != decision:
        messages.info(request, "It was decided again already: this is what stands.")
        return HttpResponseRedirect(contact_page(contact))
    context = {"contact": contact, "child": child, "decision": decision, "form": form}
    return render(request, "front_door/panel_said.jinja", {**context, "back": reverse("front_door_panel")})
