"""What every page with a form here shares: saving once, two windows, closed records, records taken over."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from righthelp.agencies.kept_forms import NOT_KEPT, do_once
from righthelp.agencies.policies import holders_of
from righthelp.considerations.access import TakenOver, is_closed
from righthelp.considerations.actions import AlreadyDecided, ChangedMeanwhile, IsSetAside
from righthelp.considerations.forms import NOT_ANSWERS, VersionedForm, fingerprint
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import View

writers = holders_of("write considerations")
Held = Consideration | ConsideredChild
Saved = Callable[[], Mapping[str, Any]]


def explained(view: View) -> View:
    """Explain that a lead took a record over, or that it is set aside, and give back what was written just now."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TakenOver as taken:
            context = {"last": taken.last, "written": written(request)}
            return render(request, "considerations/taken_over.jinja", context)
        except IsSetAside as aside:
            context = {"consideration": aside.consideration, "written": written(request)}
            return render(request, "considerations/is_set_aside.jinja", context)

    return answer


def closed_page(request: HttpRequest, held: Held, form: GovForm | None = None) -> HttpResponse:
    """Explain that this led to a decision and is not edited any more, and offer to think again."""
    consideration = held if isinstance(held, Consideration) else held.consideration
    context = {"consideration": consideration, "written": written(request, form)}
    return render(request, "considerations/closed.jinja", context)


def answered(
    request: HttpRequest, form: VersionedForm, held: Held, saved: Saved, change: Callable[[], object], onward: str
) -> HttpResponse | None:
    """Answer for a closed page, or for a form that was sent; None when the form is to be shown."""
    if is_closed(held):
        return closed_page(request, held, form)
    if request.method != "POST" or not form.is_valid():
        return None
    return save_version(request, form, held, saved, change, onward)


def save_and_go_on(
    request: HttpRequest, form: GovForm | None, held: Held, change: Callable[[], object], onward: str
) -> HttpResponse:
    """Save what adds to a record, once, and go on; explain where it is closed."""
    try:
        return do_once(request, _then(change, onward))
    except AlreadyDecided:
        return closed_page(request, held, form)


def save_version(
    request: HttpRequest, form: VersionedForm, held: Held, saved: Saved, change: Callable[[], object], onward: str
) -> HttpResponse | None:
    """Save what changes a record, once, and go on; None when the form must be shown again with what others saved.

    Where others changed the record but not the answers on this page, it is saved all the same.
    """
    for _ in range(2):
        try:
            return save_and_go_on(request, form, held, change, onward)
        except ChangedMeanwhile:
            held.refresh_from_db(fields=["version"])
        now = saved()
        if form.has(now):
            return HttpResponseRedirect(onward)
        if fingerprint(now) != form.cleaned_data["seen"]:
            break
        form.cleaned_data["version"] = held.version
    form.show_meanwhile(now, held.version)
    return None


def saved_answers(record: Any, form_class: type[forms.Form]) -> dict[str, Any]:
    """Give what is on file now for each question of a form."""
    names = [name for name in form_class.base_fields if name not in NOT_ANSWERS]
    record.refresh_from_db(fields=names)
    return {name: getattr(record, name) for name in names}


def first_answers(answers: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Give what a fresh form starts with, and what it was shown with."""
    return {**answers, "version": version, "seen": fingerprint(answers)}


def _then(change: Callable[[], object], onward: str) -> Callable[[], str]:
    def run() -> str:
        change()
        return onward

    return run


def written(request: HttpRequest, form: GovForm | None = None) -> list[tuple[str, str]]:
    """Give back what somebody wrote, question by question, where it could not be saved."""
    labels = {name: str(field.label) for name, field in form.fields.items()} if form else {}
    return [
        (labels.get(name, "You wrote"), value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT | NOT_ANSWERS and value.strip()
    ]
