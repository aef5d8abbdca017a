"""The family drawn, as at any day, with anybody in the middle whom the reader may see."""

import datetime as dt
from collections.abc import Collection
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from markupsafe import Markup

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import Practitioner
from righthelp.design_system.pages import page
from righthelp.files.formats import download
from righthelp.people.access import Seen, person_to_read, seen_among
from righthelp.people.forms.genogram import GenogramForm
from righthelp.people.genogram.documents import genogram_document
from righthelp.people.genogram.drawing import genogram_svg
from righthelp.people.genogram.family import Family
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.load import NotYetThere, family_of
from righthelp.people.genogram.words import words_of
from righthelp.people.models import Person
from righthelp.people.presenters import name_of
from righthelp.people.views.records import writers


@page(writers)
def record_genogram(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw the family around somebody, and say the same in words."""
    by = person_signed_in(request)
    seen = person_to_read(by, public_id, page="genogram")
    form = _form(request)
    family = _family(by, seen, _day(form))
    context = {
        "person": seen.person,
        "name": name_of(seen.person),
        "form": form,
        "day": _day(form),
        "asked": urlencode({name: value for name, value in request.GET.items() if name.startswith("on_")}),
        "family": family,
        "centres": _centres(family) if family else [],
        # the drawing escapes every name itself; its tests hold that
        "drawing": Markup(genogram_svg(family)) if family else "",  # noqa: S704
        "gaps": gaps_of(family) if family else None,
        "words": words_of(family) if family else [],
    }
    return render(request, "people/genogram_page.jinja", context)


@page(writers)
def record_genogram_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the drawing and its words as tagged PDF."""
    by = person_signed_in(request)
    seen = person_to_read(by, public_id, page="genogram as pdf")
    family = _family(by, seen, _day(_form(request)))
    if family is None:
        return record_genogram(request, public_id)
    document = genogram_document(family, reference=str(public_id)[:8], now=timezone.now())
    return download(document, "pdf", name="genogram")


def _form(request: HttpRequest) -> GenogramForm:
    """Read the day asked for; without one it is today."""
    asked = any(name.startswith("on_") for name in request.GET)
    return GenogramForm(request.GET if asked else None, initial={"on": timezone.localdate()})


def _day(form: GenogramForm) -> dt.date:
    given: dt.date | None = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    return given or timezone.localdate()


def _family(by: Practitioner, seen: Seen, on: dt.date) -> Family | None:
    def may_see(keys: Collection[int]) -> set[int]:
        return set(seen_among(by, Person.objects.filter(pk__in=keys)))

    try:
        return family_of(seen.person, on=on, may_see=may_see)
    except NotYetThere:
        return None


def _centres(family: Family) -> list[tuple[str, UUID]]:
    """List those drawn by name, so that any of them can be put in the middle."""
    others = [member.key for member in family.members if member.key != family.centre]
    people = Person.objects.with_names().filter(pk__in=others)
    return sorted((name_of(one), one.public_id) for one in people)
