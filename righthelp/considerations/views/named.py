"""The pages that say whose record a child is who is thought about, and that take that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.considerations.access import child_to_change
from righthelp.considerations.actions import AlreadyNamed, name_record, take_record_back
from righthelp.considerations.choices import children_to_choose, chosen_among
from righthelp.considerations.forms import NameRecordForm, WrongRecordForm
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.considerations.set_by import arrived, remember
from righthelp.considerations.views.saving import explained, writers
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page

LOOK = "Find or add the record, then choose “Think about this child’s needs” on it to come back."
TAKEN = "This is the record of another child here, or this child has a record by now"


@page(writers, "GET", "POST")
@explained
def child_record(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Say whose record a child is who was thought about by a label."""
    by = person_signed_in(request)
    consideration, child = child_to_change(by, public_id, child_id, page="whose record")
    if child.person_id:
        return HttpResponseRedirect(_home(public_id))
    if "find" in request.POST:
        return go_and_find(request, public_id, child_id)
    listed = children_to_choose(by, asked=asked_for(request), without=named_here(consideration))
    form = NameRecordForm(sent(request), choices=listed.in_words(), initial=found(request))

    def change() -> str:
        for person in chosen_among(by, listed, [form.cleaned_data["person"]]):
            name_record(child=child, person=person, by=by)
        messages.success(request, f"The record of {child.label} is named.")
        return _home(public_id)

    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            answer = do_once(request, change)
        except AlreadyNamed:
            form.add_error("person", TAKEN)
        else:
            arrived(request)
            return answer
    return _show(request, "child_record", consideration, child, form, is_empty=not listed.people)


@page(writers, "GET", "POST")
@explained
def child_record_wrong(request: HttpRequest, public_id: UUID, child_id: UUID) -> HttpResponse:
    """Say that a record is not this child's after all."""
    by = person_signed_in(request)
    consideration, child = child_to_change(by, public_id, child_id, page="whose record")
    form = WrongRecordForm(given(request))

    def change() -> str:
        take_record_back(child=child, because=form.cleaned_data["because"], by=by)
        messages.success(request, f"{child.label} has no record here any more. What is written stays.")
        return _home(public_id)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    if child.person_id is None:
        return HttpResponseRedirect(_home(public_id))
    return _show(request, "child_record_wrong", consideration, child, form)


def go_and_find(request: HttpRequest, public_id: UUID, child_id: UUID | None = None) -> HttpResponse:
    """Lead to where a record is found or added, and remember the way back."""
    remember(request, public_id, child_id)
    messages.info(request, LOOK)
    return HttpResponseRedirect(reverse("record_find"))


def asked_for(request: HttpRequest) -> list[str]:
    """Name the record that the form sent, or that somebody found and came back with."""
    return [*request.POST.getlist("person"), *request.POST.getlist("found")]


def named_here(consideration: Consideration) -> list[int]:
    """Give the people whose records are named here already."""
    return [child.person_id for child in consideration.children.all() if child.person_id]


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what the form sent; nothing where somebody only came back with the record that they found."""
    return None if "found" in request.POST else given(request)


def found(request: HttpRequest) -> dict[str, str]:
    """Give the record that somebody found and came back with, to be checked and saved."""
    return {"person": request.POST.get("found", "")}


def _home(public_id: UUID) -> str:
    return reverse("consideration", args=[public_id])


def _show(
    request: HttpRequest, template: str, it: Consideration, child: ConsideredChild, form: GovForm, **more: object
) -> HttpResponse:
    shown = {"consideration": it, "child": child, "form": form, "back": _home(it.public_id), **more}
    return render(request, f"considerations/{template}.jinja", shown)
