"""The pages on which a draft is taken over, given back, set aside and brought back.

What a form changes is loaded within the change: a form that was sent twice then goes on, instead of finding nothing.
"""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations.access import (
    consideration_to_change,
    consideration_to_read,
    draft_to_take_over,
    is_closed,
    taken_to_give_back,
)
from righthelp.considerations.actions import (
    AlreadyDecided,
    ChangedMeanwhile,
    bring_back,
    give_back,
    set_aside,
    take_over,
)
from righthelp.considerations.forms import BringBackForm, GiveBackForm, SetAsideForm, TakeOverForm
from righthelp.considerations.models import Consideration
from righthelp.considerations.policies import may_bring_back, may_change, may_change_again, may_give_back
from righthelp.considerations.record import names_of
from righthelp.considerations.views.saving import explained, writers, written
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page


@page(writers, "GET", "POST")
def consideration_take_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take over a draft that has waited more than a working day; to colleagues who may not, there is no such page."""
    by = person_signed_in(request)
    form = TakeOverForm(given(request))

    def change() -> str:
        draft = draft_to_take_over(by, public_id)
        take_over(consideration=draft, because=form.cleaned_data["because"], by=by)
        messages.success(request, f"You hold the draft about {names_of(draft)} now.")
        return _home(public_id)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except ChangedMeanwhile:
            raise Http404 from None
    return _show(request, "take_over", draft_to_take_over(by, public_id), form)


@page(writers, "GET", "POST")
@explained
def consideration_give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a draft back to the person from whom it was taken over, with a note."""
    by = person_signed_in(request)
    form = GiveBackForm(given(request))

    def change() -> str:
        taken = taken_to_give_back(by, public_id)
        if not may_give_back(by, taken, is_draft=True):
            return reverse("consideration_give_back", args=[public_id])
        give_back(taken=taken, note=form.cleaned_data["note"], by=by)
        messages.success(request, f"The draft about {names_of(taken.consideration)} is given back.")
        return reverse("considerations")

    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):  # the page below says what is so now
            return do_once(request, change)
    taken = taken_to_give_back(by, public_id)
    more = {"taken": taken, "is_possible": may_change_again(taken)}
    return _show(request, "give_back", taken.consideration, form, **more)


@page(writers, "GET", "POST")
@explained
def consideration_set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set a whole draft aside, with the reason; a draft with a decision in it says why it cannot be."""
    by = person_signed_in(request)
    form = SetAsideForm(given(request))

    def change() -> str:
        draft = consideration_to_change(by, public_id, page="set aside")
        set_aside(consideration=draft, because=form.cleaned_data["because"], by=by)
        messages.success(request, f"The draft about {names_of(draft)} is set aside.")
        return _home(public_id)

    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyDecided, ChangedMeanwhile):  # the page below says what is so now
            return do_once(request, change)
    it = consideration_to_change(by, public_id, page="set aside")
    decided = [child.label for child in it.children.all() if is_closed(child)]
    return _show(request, "set_aside", it, form, decided=decided, written=written(request, form))


@page(writers, "GET", "POST")
@explained
def consideration_bring_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make what was set aside a draft again; a lead takes it over with that."""
    by = person_signed_in(request)
    it = consideration_to_read(by, public_id, page="bring back")
    is_mine = may_change(by, it)
    form = BringBackForm(given(request)) if is_mine else TakeOverForm(given(request))

    def change() -> str:
        if may_bring_back(by, it):
            bring_back(consideration=it, because=form.cleaned_data.get("because", ""), by=by)
            messages.success(request, f"The draft about {names_of(it)} is brought back.")
        return _home(public_id)

    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):  # in another window: its page says what is so now
            return do_once(request, change)
        return HttpResponseRedirect(_home(public_id))
    if not may_bring_back(by, it):
        return HttpResponseRedirect(_home(public_id))
    return _show(request, "bring_back", it, form, is_mine=is_mine)


def _home(public_id: UUID) -> str:
    return reverse("consideration", args=[public_id])


def _show(request: HttpRequest, template: str, it: Consideration, form: GovForm, **more: object) -> HttpResponse:
    context = {"consideration": it, "form": form, "back": _home(it.public_id), **more}
    return render(request, f"considerations/{template}.jinja", context)
