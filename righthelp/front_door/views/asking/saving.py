"""What every page of a request shares: saving once, two windows, and what happens to text after the sending."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.kept_forms import NOT_KEPT, do_once
from righthelp.agencies.policies import holders_of
from righthelp.design_system import versions
from righthelp.design_system.forms import DayWidget, GovForm, one_day
from righthelp.design_system.pages import View
from righthelp.design_system.versions import NOT_ANSWERS, Saved, VersionedForm, shown_value
from righthelp.front_door.access import IsSent
from righthelp.front_door.actions.writing import AlreadySent, ChangedMeanwhile
from righthelp.front_door.forms import asking as all_forms
from righthelp.front_door.forms.asking import field_for
from righthelp.front_door.models import Contact
from righthelp.front_door.questions import QUESTIONS

writers = holders_of("write considerations")
NEXT, THEN = "next", "then"
NOT_WRITTEN = NOT_KEPT | NOT_ANSWERS | {THEN, "agency"}


def explained(view: View) -> View:
    """Explain that a request was sent meanwhile, and give back what was written just now."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (IsSent, AlreadySent):
            context = {"public_id": kwargs["public_id"], "written": written(request)}
            return render(request, "front_door/asking/is_sent.jinja", context, status=409 if request.POST else 200)

    return answer


def save_version(
    request: HttpRequest, form: VersionedForm, contact: Contact, saved: Saved, change: Callable[[], object], onward: str
) -> HttpResponse | None:
    """Save what changes a draft, once, and go on; None when the form is shown again with what others saved."""
    return versions.save_version(
        request,
        form,
        contact,
        saved,
        lambda: save_and_go_on(request, change, onward),
        meanwhile=ChangedMeanwhile,
        onward=onward,
    )


def save_and_go_on(request: HttpRequest, change: Callable[[], object], onward: str) -> HttpResponse:
    """Do something once, and go on."""

    def run() -> str:
        change()
        return onward

    return do_once(request, run)


def home(contact: Contact) -> str:
    """Give the address of a request."""
    return reverse("request", args=[contact.public_id])


def goes_on(request: HttpRequest) -> bool:
    """Say whether the writer wants the next page, and not the task list."""
    return request.POST.get(THEN) == NEXT


def show(request: HttpRequest, contact: Contact, form: GovForm | None, title: str, **more: Any) -> HttpResponse:
    """Show a page of a draft with its form."""
    template = more.pop("template", "form")
    context = {"contact": contact, "form": form, "title": title, "back": home(contact), **more}
    return render(request, f"front_door/asking/{template}.jinja", context)


def written(request: HttpRequest) -> list[tuple[str, str]]:
    """Give back what somebody wrote, question by question, where it could not be saved."""
    sent = request.POST
    days = {name.removesuffix(f"_{DayWidget.parts[0]}") for name in sent if name.endswith(f"_{DayWidget.parts[0]}")}
    parts = {f"{name}_{part}" for name in days for part in DayWidget.parts}
    dates = [(name, one_day([str(sent.get(f"{name}_{part}", "")) for part in DayWidget.parts])) for name in days]
    texts = [(name, str(value)) for name in sent if name not in parts for value in sent.getlist(name)]
    given = [(name, value) for name, value in (*texts, *dates) if name not in NOT_WRITTEN and value.strip(" /–")]
    return [_as_read(name, value) for name, value in given]


def _as_read(name: str, value: str) -> tuple[str, str]:
    field = FIELDS.get(name)
    if field is None:
        return "You wrote", value
    return str(field.label), shown_value(field, value) if isinstance(field, forms.ChoiceField) else value


def _fields() -> dict[str, forms.Field]:
    """Give every question of a request by its name: after the sending no form is made any more."""
    kinds = (getattr(all_forms, name) for name in all_forms.__all__)
    made = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, GovForm)]
    asked = {key: field_for(question, "request") for key, question in QUESTIONS.items()}
    return {name: field for kind in made for name, field in kind.base_fields.items()} | asked


FIELDS = _fields()
