"""The pages about birth, death, sex and gender."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.pages import page
from righthelp.design_system.versions import first_answers, save_version, saved_answers
from righthelp.people.access import person_to_change
from righthelp.people.actions import ChangedMeanwhile, set_birth, set_death, set_sex
from righthelp.people.forms.births import BirthForm, DeathForm, PersonForm, SexForm
from righthelp.people.rules import Wrong
from righthelp.people.views.records import writers
from righthelp.people.views.saving import home_of, show


@page(writers, "GET", "POST")
def record_birth(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the date of birth, or the date on which a baby is due."""
    return _change(request, public_id, BirthForm, set_birth, "Date of birth")


@page(writers, "GET", "POST")
def record_death(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set the day on which somebody died."""
    return _change(request, public_id, DeathForm, set_death, "The day they died")


@page(writers, "GET", "POST")
def record_sex(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set sex and gender."""
    return _change(request, public_id, SexForm, set_sex, "Sex and gender")


def _change(
    request: HttpRequest, public_id: UUID, form_class: type[PersonForm], act: Callable[..., object], title: str
) -> HttpResponse:
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page=title)
    person, onward = seen.person, home_of(seen)

    def saved() -> dict[str, Any]:
        return saved_answers(person, form_class)

    form = form_class(given(request), person=person, initial=first_answers(saved(), person.version))

    def change() -> str:
        act(person=person, version=form.cleaned_data["version"], by=by, **form.changes())
        return onward

    if request.method == "POST" and form.is_valid():
        try:
            answer = save_version(
                request,
                form,
                person,
                saved,
                lambda: do_once(request, change),
                meanwhile=ChangedMeanwhile,
                onward=onward,
            )
        except Wrong as wrong:
            form.add_error(form.blamed, str(wrong))
            answer = None
        if answer:
            return answer
    return show(request, seen, form, title)
