"""Why somebody sees a record, who looked at it, and how it is opened in an emergency."""

from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.mail import full_address
from righthelp.agencies.policies import holders_of, may
from righthelp.audit.queries import asked_for
from righthelp.calendar.timescales import timescale
from righthelp.design_system.formatters import day_and_time
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, page_links, page_number
from righthelp.people.access import Seen, person_to_read
from righthelp.people.actions import break_glass
from righthelp.people.forms.access import EmergencyForm, LooksForm
from righthelp.people.models import EmergencyOpening
from righthelp.people.oversight.access import looks_to_oversee, record_in_emergency
from righthelp.people.oversight.mail import tell_of_opening
from righthelp.people.oversight.presenters import REVIEWED, look_rows, looked_or_refused, parts_of, record_words
from righthelp.people.policies import in_own_right, may_keep_restriction, restriction_of
from righthelp.people.presenters import name_of
from righthelp.people.reasons import Part

writers = holders_of("write considerations")
overseers = holders_of("see who looked")


@page(writers)
def record_why(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say why the reader may see this record and which parts are open; and who opened it in an emergency."""
    by = person_signed_in(request)
    seen = person_to_read(by, public_id, page="why")
    opened, closed = parts_of(seen)
    restriction = restriction_of(seen.person)
    context = {
        "name": name_of(seen.person),
        "person": seen.person,
        "reasons": seen.reasons,
        "open_parts": opened,
        "closed_parts": closed,
        "is_restricted": restriction is not None,
        "openings": _openings(seen),
        "may_see_looks": may(by, "see who looked") and seen.opens(Part.STORY),
        "may_restrict": may_keep_restriction(by, seen.reasons, restriction),
        "back": home_of(public_id),
    }
    return render(request, "people/access/why.jinja", context)


@page(overseers)
def record_looks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List every look and refused look at a record, with who, where, why and when; this look is one of them."""
    by = person_signed_in(request)
    person, seen = looks_to_oversee(by, public_id, page="who looked")
    people = looked_or_refused(person)
    named = sorted((held[0].practitioner for held in people.values()), key=lambda someone: someone.name)
    form = LooksForm(request.GET if FILTERS & request.GET.keys() else None, people=named)
    which = form.narrowed() if form.is_valid() else {}
    number = page_number(request.GET)
    found = [] if form.errors else asked_for(person, first=(number - 1) * A_PAGE, most=A_PAGE + 1, **which)
    context = {
        "title": record_words(person, seen),
        "rows": look_rows(found[:A_PAGE], people),
        "form": form,
        "pages": pages(request, number, has_next=len(found) > A_PAGE),
        "is_narrowed": form.is_bound,
        "back": home_of(public_id) if seen and may(by, "write considerations") else None,
    }
    return render(request, "people/access/looks.jinja", context)


FILTERS = {"person", *(f"{end}_{part}" for end in ("since", "until") for part in ("day", "month", "year"))}


@page(holders_of("break the glass"), "GET", "POST")
def record_emergency(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a record in an emergency, for four hours; the page itself shows nothing of the person."""
    by = person_signed_in(request)
    person, is_open = record_in_emergency(by, public_id)
    if is_open:
        return HttpResponseRedirect(home_of(public_id))
    form = EmergencyForm(given(request))

    def change() -> str:
        opening = break_glass(person=person, because=form.cleaned_data["because"], by=by)
        tell_of_opening(opening, partial(full_address, request=request))
        messages.success(request, f"This record is open to you until {day_and_time(opening.until)}.")
        return home_of(public_id)

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    context = {"form": form, "review_days": timescale(REVIEWED).amount, "back": reverse("home")}
    return render(request, "people/access/emergency.jinja", context)


def home_of(public_id: UUID) -> str:
    """Give the address of a record."""
    return reverse("record", args=[public_id])


def pages(request: HttpRequest, number: int, *, has_next: bool) -> dict[str, Any] | None:
    """Give the links to the pages before and after, with what the list is narrowed to."""
    kept = [(name, value) for name, value in request.GET.items() if name in FILTERS]
    before, after = (f"?{urlencode([*kept, ('page', to)])}" for to in (number - 1, number + 1))
    return page_links(before=before if number > 1 else "", after=after if has_next else "")


def _openings(seen: Seen) -> list[EmergencyOpening]:
    """Give the emergency openings, to whoever sees the whole record in their own right."""
    if not in_own_right(seen.reasons):
        return []
    return list(EmergencyOpening.objects.filter(person=seen.person).select_related("practitioner")[:A_PAGE])
