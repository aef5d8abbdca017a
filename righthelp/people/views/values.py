"""The pages that add something that is known of a person, end it, or withdraw it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.policies import may
from righthelp.design_system.pages import page
from righthelp.people.access import Seen, person_to_change, value_to_change
from righthelp.people.actions import (
    add_contact,
    add_detail,
    add_identifier,
    add_name,
    add_residence,
    end_value,
    note_pregnancy_ended,
    note_search,
    withdraw_value,
)
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.finding.numbers import taken_by
from righthelp.people.forms.known import EndForm, KnownForm, WithdrawForm
from righthelp.people.forms.values import (
    ContactForm,
    DetailForm,
    HomeForm,
    NameForm,
    NumberForm,
    PregnancyForm,
    SearchForm,
)
from righthelp.people.lines import text_of, title_of
from righthelp.people.models import Relationship, Residence
from righthelp.people.presenters import name_of
from righthelp.people.protecting import home_to_protect
from righthelp.people.reasons import Part
from righthelp.people.values import Value
from righthelp.people.views.records import writers
from righthelp.people.views.saving import Made, home_of, saved, show


@page(writers, "GET", "POST")
def record_name_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a name."""
    return _add(request, public_id, NameForm, add_name, "Add a name", "The name is saved.")


@page(writers, "GET", "POST")
def record_home_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add an address; a protected one only by whoever may see those."""
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page="Add an address", part=Part.WHERE)
    may_protect = seen.opens(Part.PROTECTED)
    form = HomeForm(given(request), may_protect=may_protect)

    def then(home: Residence) -> str:
        """Ask after a protected address was added about others for whom the place stands open."""
        if not home.is_protected or home_to_protect(by, public_id, home.public_id).is_done:
            return home_of(seen)
        return reverse("record_home_protect", args=[public_id, home.public_id])

    answer = _answer(request, seen, form, add_residence, "The address is saved.", then)
    return answer or show(request, seen, form, "Add an address", template="home_add", may_protect=may_protect)


@page(writers, "GET", "POST")
def record_number_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a number by which others know somebody."""
    by = person_signed_in(request)
    seen = person_to_change(by, public_id, page="Add a number")
    form = NumberForm(given(request), find_taken=partial(taken_by, by, seen.person))
    answer = _answer(request, seen, form, add_identifier, "The number is saved.")
    may_state_same = may(by, "find anybody")
    return answer or show(request, seen, form, "Add a number", template="number_add", may_state_same=may_state_same)


@page(writers, "GET", "POST")
def record_contact_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a way to reach somebody safely."""
    said = "How to reach them is saved."
    return _add(request, public_id, ContactForm, add_contact, "Add a way to reach them", said, Part.WHERE)


@page(writers)
def record_detail_choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose what to add, of the kinds that are open to the reader."""
    seen = person_to_change(person_signed_in(request), public_id, page="Add something that is known")
    kinds = [kind for kind in DETAIL_KINDS.values() if seen.opens(kind.part)]
    context = {"person": seen.person, "name": name_of(seen.person), "kinds": kinds, "back": home_of(seen)}
    return render(request, "people/detail_choose.jinja", context)


@page(writers, "GET", "POST")
def record_detail_add(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Add one thing that is known, of a kind."""
    if kind not in DETAIL_KINDS:
        raise Http404
    chosen = DETAIL_KINDS[kind]
    seen = person_to_change(person_signed_in(request), public_id, page=chosen.title, part=chosen.part)
    form = DetailForm(given(request), kind=chosen)

    def add(**values: Any) -> object:
        return add_detail(kind=kind, **values)

    back = reverse("record_detail_choose", args=[public_id])
    return _answer(request, seen, form, add, "It is saved.") or show(request, seen, form, chosen.title, back=back)


@page(writers, "GET", "POST")
def record_search_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what was tried to find a parent."""

    def add(**values: Any) -> object:
        return note_search(child=values.pop("person"), **values)

    return _add(request, public_id, SearchForm, add, "Note a search for a parent", "The search is saved.")


@page(writers, "GET", "POST")
def record_pregnancy_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that a pregnancy of somebody ended before birth."""
    title = "A pregnancy that ended"
    seen = person_to_change(person_signed_in(request), public_id, page=title)
    form = PregnancyForm(given(request))
    answer = _answer(request, seen, form, note_pregnancy_ended, "It is saved.")
    return answer or show(request, seen, form, title, template="pregnancy_add")


@page(writers, "GET", "POST")
def record_value_end(request: HttpRequest, public_id: UUID, held: str, value_id: UUID) -> HttpResponse:
    """Say on which day something held for the last time."""
    by = person_signed_in(request)
    seen, value = value_to_change(by, public_id, held, value_id, page="say that something is over")
    form = EndForm(given(request), value=value)

    def end(**given_values: Any) -> object:
        return end_value(value=value, on=given_values["on"], by=by)

    answer = _answer(request, seen, form, end, "The last day is saved.")
    return answer or show(request, seen, form, "Say that this is over", **_about(seen, value), save="Save the last day")


@page(writers, "GET", "POST")
def record_value_withdraw(request: HttpRequest, public_id: UUID, held: str, value_id: UUID) -> HttpResponse:
    """Withdraw what was never right; it stays on file."""
    by = person_signed_in(request)
    seen, value = value_to_change(by, public_id, held, value_id, page="withdraw something")
    form = WithdrawForm(given(request))

    def withdraw(**given_values: Any) -> object:
        return withdraw_value(value=value, because=given_values["because"], by=by)

    answer = _answer(request, seen, form, withdraw, "It is withdrawn. It can still be read at the end of the record.")
    return answer or show(request, seen, form, "This was never right", **_about(seen, value), save="Withdraw it")


def _about(seen: Seen, value: Value) -> dict[str, str]:
    """Give the value to show above the question; of the family, only the kind."""
    return {"value_title": title_of(value), "value": "" if isinstance(value, Relationship) else text_of(value)}


def _add(
    request: HttpRequest,
    public_id: UUID,
    form_class: type[KnownForm],
    act: Callable[..., object],
    title: str,
    said: str,
    part: Part = Part.STORY,
) -> HttpResponse:
    seen = person_to_change(person_signed_in(request), public_id, page=title, part=part)
    form = form_class(given(request))
    return _answer(request, seen, form, act, said) or show(request, seen, form, title)


def _answer(
    request: HttpRequest,
    seen: Seen,
    form: KnownForm,
    act: Callable[..., Made],
    said: str,
    then: "Callable[[Made], str] | None" = None,
) -> HttpResponse | None:
    if request.method != "POST" or not form.is_valid():
        return None
    by = person_signed_in(request)

    def change() -> Made:
        return act(person=seen.person, by=by, **form.cleaned_data)

    return saved(request, form, change, home_of(seen), said, then)
