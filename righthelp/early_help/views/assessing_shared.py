"""What the pages of the assessment share: whom a page is about, saving, and what is shown where nobody writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.considerations.views.saving import written
from righthelp.design_system import versions
from righthelp.design_system.pages import View
from righthelp.design_system.versions import Saved, VersionedForm
from righthelp.early_help.access import help_to_add_to
from righthelp.early_help.actions.assessing import IsFinished
from righthelp.early_help.actions.opening import NotAgreed
from righthelp.early_help.assessed import FAMILY, Subject, Whole, whole_of
from righthelp.early_help.models import AssessedPart, Assessment, ChildVoice
from righthelp.early_help.pages import page_of_help
from righthelp.early_help.presenting.assessing import page_of
from righthelp.early_help.views import explaining
from righthelp.early_help.views.showing import save, show
from righthelp.plans.actions.holding import ChangedMeanwhile
from righthelp.plans.models import Need

Held = AssessedPart | Assessment | ChildVoice | Need
WHY = {
    IsFinished: "This assessment is finished",
    NotAgreed: "The family has not agreed to early help yet",
}


def explained(view: View) -> View:
    """Explain why nobody writes in an assessment now, and give back what was written just now."""
    answered_here = explaining.explained(view)

    @wraps(view)
    def answer(request: HttpRequest, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return answered_here(request, public_id, *args, **kwargs)
        except (IsFinished, NotAgreed) as shut:
            context = {"why": WHY[type(shut)], "written": written(request), "public_id": public_id}
            shown = {**context, "is_finished": isinstance(shut, IsFinished), "back": page_of_help(public_id)}
            return render(request, "early_help/assessment_shut.jinja", shown)

    return answer


def to_write(request: HttpRequest, public_id: UUID, page: str) -> Whole:
    """Load an assessment that is open, for somebody who takes part; else 404, or say why nobody writes in it."""
    whole = whole_of(help_to_add_to(person_signed_in(request), public_id, page=page))
    whole.require_open()
    return whole


def subject_of(whole: Whole, of: str, who: UUID | None) -> Subject:
    """Find whom a page is about; else 404."""
    if who is None:
        return FAMILY
    if of == "children":
        return whole.child(who)
    if of == "adults":
        return whole.adult(who)
    raise Http404


def answered(
    request: HttpRequest, form: VersionedForm, held: Held, saved: Saved, change: Callable[[], object], onward: str
) -> HttpResponse | None:
    """Save what changes the assessment, once, and go on; None when the form is shown."""
    if request.method != "POST" or not form.is_valid():
        return None

    def send() -> HttpResponse:
        return save(request, change, "Saved.", onward)

    return versions.save_version(request, form, held, saved, send, meanwhile=ChangedMeanwhile, onward=onward)


def show_form(request: HttpRequest, whole: Whole, form: object, title: str, **more: Any) -> HttpResponse:
    """Show a page with a form; `tab` names it in the browser's tab and history, where nobody is named."""
    shown = {"title": title, "tab": title, "caption": "", "to_list": page_of("assessment", whole), **more}
    return show(request, shown.pop("template", "assessment_form"), whole.seen, form, **shown)
