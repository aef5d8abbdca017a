"""Raising a disagreement: about a decision that another room shows, or one that somebody writes down."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.policies import agencies_where
from righthelp.design_system.pages import page
from righthelp.work.actions.disagreements import raise_disagreement
from righthelp.work.disagreements import presenters
from righthelp.work.disagreements.access import child_to_raise_about, children_to_raise_about, subject_to_raise_about
from righthelp.work.disagreements.calls import calls_now
from righthelp.work.disagreements.forms import RaiseForm
from righthelp.work.disagreements.ladder import ladder_now
from righthelp.work.views.children import writers

if TYPE_CHECKING:
    from righthelp.people.models import Person

AT_RISK = {"yes": True, "no": False}


@page(writers, "GET", "POST")
def record_disagreement_raise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Raise a disagreement about a decision or work that is not in Right Help."""
    by = person_signed_in(request)
    is_urgent = _risk(request) == "yes"  # then the form is as short as can be
    child, more = (child_to_raise_about(by, public_id), []) if is_urgent else children_to_raise_about(by, public_id)
    own = agencies_where(by, "write considerations")
    others = {str(one.public_id): one for one in Agency.objects.exclude(pk__in=[one.pk for one in own])}
    form = RaiseForm(given(request), own=own, others=others, more=more, children=[child], by=by)
    back = reverse("record_disagreements", args=[public_id])
    return _raise_page(request, by, form, [child], back=back)


@page(writers, "GET", "POST")
def disagreement_about(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Raise a disagreement about a decision that another room shows."""
    by = person_signed_in(request)
    subject = subject_to_raise_about(by, kind, public_id)
    own = [one for one in agencies_where(by, "write considerations") if one != subject.agency]
    children = list(subject.children)
    if not own or not children:
        context = {"subject": subject, "is_own": not own, "back": subject.page}
        return render(request, "work/disagreement_not_here.jinja", context)
    form = RaiseForm(given(request), own=own, others={}, subject=subject, children=children, by=by)
    about = {"kind": kind, "subject_id": public_id}
    return _raise_page(request, by, form, children, back=subject.page, subject=subject, about=about)


def _raise_page(
    request: HttpRequest,
    by: Practitioner,
    form: RaiseForm,
    children: "list[Person]",
    *,
    back: str,
    about: dict[str, Any] | None = None,
    subject: object = None,
) -> HttpResponse:
    """Ask first whether a child might be at risk now; then show the form, below the numbers to ring if so."""
    risk = _risk(request)
    shell = {"children": children, "subject": subject, "present": presenters, "ladder": ladder_now(), "back": back}

    def change() -> str:
        made = raise_disagreement(by=by, **form.answers(at_risk=AT_RISK[risk], **(about or {})))
        messages.success(request, f"You raised a disagreement with {made.complained_of_name}. Now talk with them.")
        return reverse("disagreement", args=[made.public_id])

    if risk not in AT_RISK:
        return render(request, "work/disagreement_first.jinja", {**shell, "unanswered": "risk" in request.GET})
    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    calls = calls_now() if AT_RISK[risk] else []
    return render(request, "work/disagreement_raise.jinja", {**shell, "form": form, "risk": risk, "calls": calls})


def _risk(request: HttpRequest) -> str:
    return (request.POST if request.method == "POST" else request.GET).get("risk", "")
