"""What every page with a form here shares: saving once, two windows, closed records, records taken over."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.given_back import given_back
from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.policies import holders_of
from righthelp.considerations import forms as all_forms
from righthelp.considerations.access import TakenOver, is_closed, is_draft
from righthelp.considerations.actions import AlreadyDecided, ChangedMeanwhile, IsSetAside
from righthelp.considerations.forms import VersionedForm
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.design_system import versions
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import View
from righthelp.design_system.versions import Saved

writers = holders_of("write considerations")
Held = Consideration | ConsideredChild


def _questions() -> dict[str, forms.Field]:
    """Give every question of this room by its name: where a record is another's now, no form is made any more."""
    kinds = (getattr(all_forms, name) for name in all_forms.__all__)
    made = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, GovForm)]
    return {name: field for kind in made for name, field in kind.base_fields.items()}


QUESTIONS = _questions()


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
    if is_shut(held):
        return closed_page(request, held, form)
    if request.method != "POST" or not form.is_valid():
        return None
    return save_version(request, form, held, saved, change, onward)


def is_shut(held: Held) -> bool:
    """Say whether a child's pages are closed by its decision, or what is common by one for each of the children."""
    return is_closed(held) and not (isinstance(held, Consideration) and is_draft(held))


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
    """Save what changes a record, once, and go on; explain where it is closed. None when the form is shown again."""
    return versions.save_version(
        request,
        form,
        held,
        saved,
        lambda: save_and_go_on(request, form, held, change, onward),
        meanwhile=ChangedMeanwhile,
        onward=onward,
    )


def _then(change: Callable[[], object], onward: str) -> Callable[[], str]:
    def run() -> str:
        change()
        return onward

    return run


def written(request: HttpRequest, form: GovForm | None = None) -> list[tuple[str, str]]:
    """Give back what somebody wrote, question by question, where it could not be saved."""
    return given_back(request.POST, form.fields if form else QUESTIONS)
