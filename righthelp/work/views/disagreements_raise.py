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
from righthelp.work.disagreements.ladder import ladder_now
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.policies import WRITES, may_write_for_others
from righthelp.work.disagreements.raise_form import RaiseForm
from righthelp.work.views.children import writers

if TYPE_CHECKING:
    from righthelp.people.models import Person
    from righthelp.work.disagreements.subjects import Subject

AT_RISK = {"yes": True, "no": False}


@page(writers, "GET", "POST")
def record_disagreement_raise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Raise a disagreement about a decision or work that is not in Right Help."""
    by = person_signed_in(request)
    is_urgent = _risk(request) == "yes"  # then the form is as short as can be
    child, more = (child_to_raise_about(by, public_id), []) if is_urgent else children_to_raise_about(by, public_id)
    own, for_other = agencies_where(by, WRITES), _is_for_other(request, by)
    agencies = Agency.objects.all() if for_other else Agency.objects.exclude(pk__in=[one.pk for one in own])
    others = {str(one.public_id): one for one in agencies}
    form = RaiseForm(given(request), own=own, others=others, more=more, children=[child], by=by, is_for_other=for_other)
    back = reverse("record_disagreements", args=[public_id])
    return _raise_page(request, by, form, [child], back=back)


@page(writers, "GET", "POST")
def disagreement_about(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Raise a disagreement about a decision that another room shows."""
    by = person_signed_in(request)
    subject = subject_to_raise_about(by, kind, public_id)
    for_other, children = _is_for_other(request, by), list(subject.children)
    own = [one for one in agencies_where(by, WRITES) if for_other or one != subject.agency]
    if not own:
        context = {"subject": subject, "may_write_for_others": may_write_for_others(by), "back": subject.page}
        return render(request, "work/disagreement_not_here.jinja", context)
    form = RaiseForm(
        given(request), own=own, others={}, subject=subject, children=children, by=by, is_for_other=for_other,
        decision=None if children else (kind, public_id),
    )  # fmt: skip
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
    subject: "Subject | None" = None,
) -> HttpResponse:
    """Ask first whether a child might be at risk now; then show the form, below the numbers to ring if so."""
    risk = _risk(request)
    shell = {
        "children": children, "subject": subject, "present": presenters, "ladder": ladder_now(), "back": back,
        "is_for_other": _is_for_other(request, by), "may_write_for_others": may_write_for_others(by),
    }  # fmt: skip

    def change() -> str:
        made = raise_disagreement(by=by, **form.answers(at_risk=AT_RISK[risk], **(about or {})))
        messages.success(request, _done_words(made))
        return reverse("disagreement", args=[made.public_id])

    if risk not in AT_RISK:
        return render(request, "work/disagreement_first.jinja", {**shell, "unanswered": "risk" in request.GET})
    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    calls = calls_now() if AT_RISK[risk] else []
    return render(request, "work/disagreement_raise.jinja", {**shell, "form": form, "risk": risk, "calls": calls})


def _done_words(made: Disagreement) -> str:
    if not made.told_by_name:
        return f"You raised a disagreement with {made.complained_of_name}. Now talk with them."
    return (
        f"You wrote down that {made.told_by_name} disagrees with {made.complained_of_name}. Have the two talk, and "
        "note what each of them says."
    )


def _is_for_other(request: HttpRequest, by: Practitioner) -> bool:
    """Say whether it is written down for somebody without an account, by somebody who may."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.get("whose") == "other" and may_write_for_others(by)


def _risk(request: HttpRequest) -> str:
    return (request.POST if request.method == "POST" else request.GET).get("risk", "")
