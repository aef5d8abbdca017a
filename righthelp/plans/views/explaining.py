"""What is answered where somebody did nothing wrong, and what they sent cannot be saved any more.

The plan ended, what the page was about was taken out, or somebody else sees to it now, all between opening a page and
sending it. They are told so on the page where it happened, and have back what they wrote.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.actions.refusals import NotAllowed
from righthelp.agencies.given_back import YOU_WROTE, given_back
from righthelp.agencies.kept_forms import given, was_shown
from righthelp.agencies.models import Practitioner
from righthelp.audit.actions import note_refused_look
from righthelp.audit.refusals import LookRefused
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import View
from righthelp.design_system.safe_to_give import SafeToGiveForm
from righthelp.plans.access import seen_plan
from righthelp.plans.actions import HasEnded
from righthelp.plans.models import Plan

ENDED = ("This plan has ended", "What was agreed stays readable. Nothing is changed in it any more.")
NOT_NOW = (
    "This cannot be saved any more",
    "Since you opened this page, somebody took out what it was about, or somebody else sees to it now.",
)
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d*")
WayBack = Callable[[Practitioner, UUID], str]


def explaining(room: str, ended: tuple[str, str], way_back: WayBack) -> Callable[[View], View]:
    """Make what explains on the pages of a room why nothing was saved: its words, and where it leads back to."""

    def explain(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            def shut(title: str, why: str) -> HttpResponse:
                back = way_back(person_signed_in(request), public_id)
                context = {"title": title, "why": why, "written": written(request, room), "back": back}
                return render(request, "plans/shut.jinja", context)

            try:
                return view(request, public_id, *args, **kwargs)
            except HasEnded:
                return shut(*ended)
            except (Http404, NotAllowed) as refused:
                if not was_shown(request, str(public_id)):  # then they ask for nothing that was not theirs
                    raise
                _note(refused)
                return shut(*NOT_NOW)

        return answer

    return explain


def require_any(request: HttpRequest, found: Collection[object]) -> None:
    """Look that something is left of what a form that was sent is about.

    Raises:
        Http404: where all of it was taken out meanwhile, which `explained` explains.
    """
    if request.method == "POST" and not found:
        raise Http404


def plan_or_first_page(by: Practitioner, public_id: UUID) -> str:
    """Lead back to a plan that somebody may read; else to their first page."""
    plan = Plan.objects.filter(public_id=public_id).select_related("team__agency").first()
    return reverse("plan", args=[public_id]) if plan and seen_plan(by, plan) else reverse("home")


explained = explaining("plans", ENDED, plan_or_first_page)


def written(request: HttpRequest, room: str) -> list[tuple[str, str]]:
    """Give back what somebody wrote; what they chose is chosen again."""
    words = QueryDict(mutable=True)
    for name, values in (given(request) or QueryDict()).lists():
        words.setlist(name, [one for one in values if not KEY.fullmatch(one)])
    texts, chosen = _questions(room)
    return given_back(words, texts, but=chosen)


def _note(refused: Http404 | NotAllowed) -> None:
    """Log what a getter refused, as it is logged where nothing is explained (`audit.middleware`)."""
    if isinstance(refused, LookRefused):
        note_refused_look(by=refused.by, subject=refused.subject)


def _questions(room: str) -> tuple[dict[str, forms.Field], set[str]]:
    """Give the questions of a room that are answered in words, and the names of all that are chosen.

    A name that asks different things on different pages is given back without a question.
    """
    asked: dict[str, dict[str, forms.Field]] = {}
    for kind in _forms(GovForm, room):
        for name, field in kind.base_fields.items():
            asked.setdefault(name, {})[str(field.label)] = field
    texts = {name: [one for one in found.values() if _is_written(one)] for name, found in asked.items()}
    named = {name: found[0] if len(found) == 1 else forms.CharField(label=YOU_WROTE) for name, found in texts.items()}
    return {name: field for name, field in named.items() if texts[name]}, {name for name in texts if not texts[name]}


def _is_written(field: forms.Field) -> bool:
    hidden = isinstance(field.widget, forms.HiddenInput)
    return not (hidden or isinstance(field, (forms.ChoiceField, forms.BooleanField, forms.IntegerField)))


def _forms(kind: type[GovForm], room: str) -> Iterator[type[GovForm]]:
    """Give the forms of a room, and the one before a paper is given, which the rooms share."""
    for below in kind.__subclasses__():
        yield from _forms(below, room)
        if below.__module__.split(".")[1] == room or below is SafeToGiveForm:
            yield below
