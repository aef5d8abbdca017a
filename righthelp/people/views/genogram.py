"""The family drawn, as at any day, with anybody in the middle whom the reader may see."""

import datetime as dt
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.design_system.pages import page
from righthelp.files.formats import download
from righthelp.people.forms.genogram import GenogramForm
from righthelp.people.genogram.access import Drawn, family_to_draw
from righthelp.people.genogram.documents import genogram_document
from righthelp.people.genogram.drawing import genogram_for_page
from righthelp.people.genogram.family import Family, State
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.load import NotYetThere, family_of
from righthelp.people.genogram.words import words_of
from righthelp.people.models import Name
from righthelp.people.presenters import name_among
from righthelp.people.views.records import writers


@page(writers)
def record_genogram(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw the family around somebody, and say the same in words."""
    by = person_signed_in(request)
    drawn = family_to_draw(by, public_id, page="genogram")
    form = _form(request)
    family = _family(drawn, _day(form))
    person = drawn.seen.person
    context = {
        "back": reverse("record", args=[public_id]),
        "person": person,
        "name": name_among(person, drawn.accounts[person.pk].of(Name)),
        "form": form,
        "day": _day(form),
        "asked": urlencode({name: value for name, value in request.GET.items() if name.startswith("on_")}),
        "family": family,
        "centres": _centres(drawn, family) if family else [],
        "drawn": genogram_for_page(family) if family else None,
        "gaps": gaps_of(family) if family else None,
        "words": words_of(family) if family else [],
    }
    return render(request, "people/genogram_page.jinja", context)


@page(writers)
def record_genogram_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the drawing and its words as tagged PDF."""
    by = person_signed_in(request)
    drawn = family_to_draw(by, public_id, page="genogram as pdf")
    family = _family(drawn, _day(_form(request)))
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


def _family(drawn: Drawn, on: dt.date) -> Family | None:
    try:
        return family_of(drawn.kin, on=on, accounts=drawn.accounts, at_home=drawn.at_home, protected=drawn.protected)
    except NotYetThere:
        return None


def _centres(drawn: Drawn, family: Family) -> list[tuple[str, UUID]]:
    """List those drawn by name, so that any of them can be put in the middle; not a pregnancy that ended."""
    others = [one for one in family.members if one.key != family.centre and one.state is not State.LOST]
    return sorted((member.called, drawn.kin.people[member.key].public_id) for member in others)
