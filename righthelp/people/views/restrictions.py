"""The pages on which a record is restricted, its list is kept, and the restriction is lifted.

What a form changes is loaded within the change: a form that was sent twice then goes on, instead of finding nothing.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.forms.people import NoQuestions
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import holders_of
from righthelp.audit.queries import who_asked_for
from righthelp.design_system.forms import GovForm
from righthelp.design_system.pages import page
from righthelp.people.actions import (
    NobodyNamed,
    end_reader,
    lift_restriction,
    name_reader,
    restrict,
)
from righthelp.people.closing import cut_off
from righthelp.people.forms.access import LiftForm, NameReaderForm, RestrictForm, accounts
from righthelp.people.models import NamedReader, Person, Restriction
from righthelp.people.oversight.access import homes_left_open, others_left_open, reader_to_end, restriction_to_keep
from righthelp.people.oversight.around import all_readers_of
from righthelp.people.policies import keepers_of, may_keep_lists
from righthelp.people.presenters import name_of
from righthelp.people.readers import Access
from righthelp.people.views.access import home_of

keepers = holders_of("restrict records")
YOU, LOOKED = "you yourself", "looked at it before, and has no reason to see it now"
CHECKED, CHANGE = "checked", "change"
Held = TypeVar("Held")


@page(keepers, "GET", "POST")
def record_restrict(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Restrict a record to a list of people, after seeing who loses access; or show the list of a restricted one."""
    by = person_signed_in(request)
    if CHECKED in request.POST:
        with suppress(ValidationError):  # somebody chosen has left meanwhile: the questions say so
            return do_once(request, partial(_restrict, request, by, public_id))
    person, seen, restriction = restriction_to_keep(by, public_id, page="restrict")
    others = [(name_of(other), other, may_restrict) for other, may_restrict in others_left_open(by, seen)]
    homes = homes_left_open(by, seen)
    if restriction:
        return _show_list(request, by, person, restriction, others, homes)
    readers = all_readers_of(person)
    form = RestrictForm(given(request), offered=_offered(person, by, readers), keepers=may_keep_lists)
    context = {"name": name_of(person), "person": person, "form": form, "back": home_of(public_id), "others": others}
    context |= {"homes": homes, "name_of": name_of}
    if request.method != "POST" or not form.is_valid() or CHANGE in request.POST:
        return render(request, "people/access/restrict.jinja", context)
    named = form.cleaned_data["named"]
    losing = [(one, why.words) for one, why in _by_name(readers) if why.lasting and one not in named]
    context |= {"named": named, "losing": losing, "loses_oneself": by not in named, "answers": _answers(request)}
    context["cut_off"] = cut_off(person, named)
    return render(request, "people/access/restrict_check.jinja", context)


@page(keepers, "GET", "POST")
def record_name_reader(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put one more person on the list of a restricted record."""
    by = person_signed_in(request)
    form = NameReaderForm(given(request))

    def change() -> str:
        _, restriction = _restricted(by, public_id)
        reader = form.cleaned_data["email"]
        name_reader(restriction=restriction, reader=reader, by=by)
        messages.success(request, f"{reader.name} is on the list now.")
        return reverse("record_restrict", args=[public_id])

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return _ask(request, "name_reader", _restricted(by, public_id)[0], form)


@page(keepers, "GET", "POST")
def record_end_reader(request: HttpRequest, public_id: UUID, practitioner_id: UUID) -> HttpResponse:
    """Take somebody off the list of a restricted record; the last manager on it stays."""
    by = person_signed_in(request)
    form = NoQuestions(given(request))

    def change() -> str:
        _, restriction = _restricted(by, public_id)
        reader = reader_to_end(restriction, practitioner_id)
        _refuse_last_keeper(restriction, reader)
        end_reader(reader=reader, by=by)
        messages.success(request, f"{reader.practitioner.name} is off the list.")
        return reverse("home") if reader.practitioner_id == by.pk else reverse("record_restrict", args=[public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except NobodyNamed:
            form.add_error(None, ValidationError("Name another manager first, or lift the restriction"))
    person, restriction = _restricted(by, public_id)
    reader = reader_to_end(restriction, practitioner_id)
    more = {"is_oneself": reader.practitioner_id == by.pk, "cut_off": _cut_off_without(restriction, reader)}
    is_last_keeper = keepers_of(restriction) == {reader.practitioner_id}
    return _ask(request, "end_reader", person, form, reader=reader, is_last_keeper=is_last_keeper, **more)


@page(keepers, "GET", "POST")
def record_lift(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a restricted record again to everybody who has a reason."""
    by = person_signed_in(request)
    form = LiftForm(given(request))

    def change() -> str:
        person, restriction = _restricted(by, public_id)
        lift_restriction(restriction=restriction, because=form.cleaned_data["because"], by=by)
        messages.success(request, f"The record of {name_of(person)} is no longer restricted.")
        return home_of(public_id)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    return _ask(request, "lift", _restricted(by, public_id)[0], form)


def _restrict(request: HttpRequest, by: Practitioner, public_id: UUID) -> str:
    person, _, restriction = restriction_to_keep(by, public_id, page="restrict")
    the_list = reverse("record_restrict", args=[public_id])
    if restriction:  # somebody restricted it meanwhile: the page says what is so now
        return the_list
    form = RestrictForm(request.POST, offered=_offered(person, by, all_readers_of(person)), keepers=may_keep_lists)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    answers = form.cleaned_data
    restrict(person=person, kind=answers["kind"], because=answers["because"], readers=answers["named"], by=by)
    messages.success(request, f"The record of {name_of(person)} is restricted.")
    return the_list if by in answers["named"] else reverse("home")


def _offered(
    person: Person, by: Practitioner, readers: Mapping[Practitioner, Access]
) -> list[tuple[Practitioner, str]]:
    """Give who may be chosen, by name: whoever may see the record now, whoever asks, and whoever looked before."""
    looked = accounts().filter(pk__in=who_asked_for(person)[0]).exclude(pk__in=[someone.pk for someone in readers])
    why = {by: YOU, **dict.fromkeys(looked, LOOKED), **{one: access.words for one, access in readers.items()}}
    return _by_name(why)


def _by_name(held: Mapping[Practitioner, Held]) -> list[tuple[Practitioner, Held]]:
    return sorted(held.items(), key=lambda pair: pair[0].name)


def _restricted(by: Practitioner, public_id: UUID) -> tuple[Person, Restriction]:
    person, _, restriction = restriction_to_keep(by, public_id, page="restrict")
    if restriction is None:
        raise Http404
    return person, restriction


def _refuse_last_keeper(restriction: Restriction, reader: NamedReader) -> None:
    """Refuse to leave a list that nobody can keep.

    Raises:
        NobodyNamed: for the last manager on it.
    """
    if keepers_of(restriction) == {reader.practitioner_id}:
        raise NobodyNamed


def _cut_off_without(restriction: Restriction, reader: NamedReader) -> dict[str, list[str]]:
    """Give by agency what open work nobody left on the list could go on with, and somebody can now."""
    named = restriction.readers.filter(ended_at__isnull=True).select_related("practitioner")
    everybody = [one.practitioner for one in named]
    now = cut_off(restriction.person, everybody)
    after = cut_off(restriction.person, [one for one in everybody if one.pk != reader.practitioner_id])
    return {agency: lines for agency, lines in after.items() if lines != now.get(agency)}


def _answers(request: HttpRequest) -> list[tuple[str, str]]:
    asked = ("kind", "because", "readers", "emails")
    return [(name, value) for name in asked for value in request.POST.getlist(name)]


def _show_list(
    request: HttpRequest,
    by: Practitioner,
    person: Person,
    restriction: Restriction,
    others: list[tuple[str, Person, bool]],
    homes: list[Person],
) -> HttpResponse:
    readers = restriction.readers.select_related("practitioner", "named_by")
    context = {
        "name": name_of(person),
        "person": person,
        "restriction": restriction,
        "readers": [one for one in readers if one.ended_at is None],
        "ended": [one for one in readers if one.ended_at],
        "by": by,
        "others": others,
        "homes": homes,
        "name_of": name_of,
        "back": home_of(person.public_id),
    }
    return render(request, "people/access/restricted.jinja", context)


def _ask(request: HttpRequest, template: str, person: Person, form: GovForm, **more: object) -> HttpResponse:
    back = reverse("record_restrict", args=[person.public_id])
    context = {"name": name_of(person), "person": person, "form": form, "back": back, **more}
    return render(request, f"people/access/{template}.jinja", context)
