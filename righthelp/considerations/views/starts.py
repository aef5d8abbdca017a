"""The start of a consideration: from the list, from a search, or from a child's record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_where
from righthelp.considerations.actions import start
from righthelp.considerations.choices import ToChoose, came_with, children_to_choose, chosen_among
from righthelp.considerations.forms import StartWithNamesForm
from righthelp.considerations.presenters import guidance_shell
from righthelp.considerations.set_by import CameFrom, came_from, drop, set_by, taken_up
from righthelp.considerations.views.saving import writers
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.models import Edition

SET_BY = "What you wrote is kept. Find or add the child’s record, then choose “Think about this child’s needs” on it."
TOO_LONG = "What you wrote is too long to be kept while you look. Start first, and name the record later."
KEPT = ("worry", "people", "children", "path", "agency")


@page(writers, "GET", "POST")
def consideration_start(request: HttpRequest) -> HttpResponse:
    """Start thinking; the worry that was searched for comes along in the form, never in an address."""
    return _start(request, person_signed_in(request), None)


@page(writers, "GET", "POST")
def record_consider(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start thinking about a child from the child's record, with brothers and sisters beside."""
    return _start(request, person_signed_in(request), public_id)


def _start(request: HttpRequest, by: Practitioner, child_id: UUID | None) -> HttpResponse:
    beside = [child_id] if child_id else []
    listed = children_to_choose(by, asked=_asked(request, child_id), beside=beside)
    child = came_with(by, listed, child_id) if child_id else None
    edition = edition_in_use()
    if edition is None:
        return render(request, "considerations/no_guidance.jinja", {"text": request.POST.get("text", "")})
    form = _form(request, by, listed, child_id)
    if request.method == "POST" and "find" in request.POST and _keep(request):
        return HttpResponseRedirect(reverse("record_find"))
    if form.is_bound and request.method == "POST" and form.is_valid():
        return _save(request, by, edition, listed, form)
    shown = {**guidance_shell(edition), "form": form, "back": reverse("considerations"), "child": child}
    shown |= {"return_to": _return_to(came_from(request)) if child else "", "is_set_by": bool(taken_up(request))}
    return render(request, "considerations/start.jinja", shown)


def _save(
    request: HttpRequest, by: Practitioner, edition: Edition, listed: ToChoose, form: StartWithNamesForm
) -> HttpResponse:
    def change() -> str:
        answers = form.cleaned_data
        consideration = start(
            agency=form.agency,
            edition=edition,
            worry=answers["worry"],
            labels=answers["children"],
            people=chosen_among(by, listed, answers.get("people", [])),
            path=answers["path"],
            by=by,
        )
        return reverse("consideration", args=[consideration.public_id])

    answer = do_once(request, change)
    drop(request)
    return answer


def _form(request: HttpRequest, by: Practitioner, listed: ToChoose, child_id: UUID | None) -> StartWithNamesForm:
    comes_from_search = "text" in request.POST and "worry" not in request.POST
    return StartWithNamesForm(
        None if comes_from_search else given(request),
        agencies=agencies_where(by, "write considerations"),
        choices=listed.in_words(),
        offered=listed.offered(),
        initial=_first(request, child_id),
    )


def _first(request: HttpRequest, child_id: UUID | None) -> dict[str, Any]:
    """Give what a fresh form starts with: what was set by, a worry from the search, the child of the record."""
    kept = taken_up(request)
    worry = {"worry": request.POST["text"]} if "text" in request.POST else {}
    chosen = [*kept.get("people", []), *([str(child_id)] if child_id else [])]
    return {**kept, **worry, "people": chosen}


def _asked(request: HttpRequest, child_id: UUID | None) -> list[str]:
    """Name whom the form holds or starts with, so that they can be chosen though they stand in no list."""
    sent = given(request)
    held = sent.getlist("people") if sent else []
    return [*held, *_first(request, child_id)["people"]]


def _keep(request: HttpRequest) -> bool:
    """Set by what was written, while a record is found or added; nothing is saved yet. Say whether it is kept."""
    answers = {name: request.POST.getlist(name) if name == "people" else request.POST.get(name, "") for name in KEPT}
    is_kept = set_by(request, answers)
    messages.info(request, SET_BY if is_kept else TOO_LONG)
    return is_kept


def _return_to(came: CameFrom | None) -> str:
    """Give the address of the page from which somebody came to look for this record."""
    if came is None:
        return ""
    if came.child:
        return reverse("child_record", args=[came.consideration, came.child])
    return reverse("child_add", args=[came.consideration])
