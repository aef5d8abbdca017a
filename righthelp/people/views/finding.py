"""The page on which somebody is found. The words are sent, never in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.policies import may
from righthelp.design_system.pages import page
from righthelp.people.finding.access import people_found
from righthelp.people.finding.presenters import bands_of
from righthelp.people.finding.words import read_words
from righthelp.people.forms.finding import FindForm
from righthelp.people.views.records import writers


@page(writers, "GET", "POST")
def record_find(request: HttpRequest) -> HttpResponse:
    """Find somebody by what is known of them, as far as the reader may know of anybody."""
    by = person_signed_in(request)
    form = FindForm(given(request))
    context: dict[str, Any] = {"form": form, "finds_anybody": may(by, "find anybody")}
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        asked = read_words(form.cleaned_data["words"], today)
        hits = people_found(by, asked)
        context |= {"asked": asked, "bands": bands_of(hits, today), "is_closed": hits.is_closed}
    return render(request, "people/find.jinja", context)
