"""The pages of a chronology."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.forms.writing import ForAgencyForm
from righthelp.agencies.kept_forms import NOT_KEPT, do_once, given
from righthelp.agencies.policies import agencies_written_for, holders_of, may
from righthelp.chronology import presenters
from righthelp.chronology.access import (
    Chronology,
    child_to_write_of,
    children_beside,
    chronology_to_read,
    entry_to_change,
    may_change,
)
from righthelp.chronology.actions import AlreadyStruck, correct, note_reading, strike, write
from righthelp.chronology.documents import chronology_document
from righthelp.chronology.filing import others_named, readers_for
from righthelp.chronology.filters import DEVELOPMENT, FilterForm, query_of
from righthelp.chronology.forms import WRITTEN, CorrectForm, EntryForm, QuickForm, StrikeForm
from righthelp.chronology.pictures import lanes_of, timeline_for_page
from righthelp.chronology.rules import CATEGORIES, counted
from righthelp.chronology.tables import chronology_csv
from righthelp.design_system.pages import page
from righthelp.files.formats import download

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.people.models import Person

writers = holders_of("write considerations")
CHECKED, CHANGE = "checked", "change"
NOT_SENT_ON = NOT_KEPT | {CHECKED, CHANGE}
Filed = EntryForm | QuickForm


@page(writers)
def chronology(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What happened, what it meant, how often, and how current it is."""
    by = person_signed_in(request)
    found = chronology_to_read(by, public_id, page="chronology")
    return _show_chronology(request, by, found, FilterForm(request.GET, found))


def _show_chronology(
    request: HttpRequest, by: "Practitioner", found: Chronology, form: FilterForm, status: int = 200
) -> HttpResponse:
    chosen = form.chosen()
    items = chosen.items(found)
    lanes = lanes_of(items)
    context = {
        "found": found,
        "child": found.child,
        "form": form,
        "shown": presenters,
        "part": chosen.words(found),
        "years": presenters.years_of(items),
        "lanes": lanes,
        "timeline": timeline_for_page(lanes) if lanes else "",
        "current": presenters.current_of(found),
        "patterns": counted((entry for entry in found.entries if entry.struck_at is None), timezone.localdate()),
        "may_change": {
            entry.pk for entry in found.entries if may_change(by, entry) and entry.pk not in found.elsewhere
        },
        "reads_all": may(by, "find anybody"),
        "reading_form": ForAgencyForm(agencies=agencies_written_for(by)),
        "here": _home(found.child.public_id),
        "back": reverse("record", args=[found.child.public_id]),
        "now": timezone.now(),
        "by": by,
        "query": query_of(request.GET),
        "development": DEVELOPMENT,
    }
    return render(request, "chronology/chronology.jinja", context, status=status)


@page(writers)
def chronology_download(request: HttpRequest, public_id: UUID, extension: str) -> HttpResponse:
    """Give what the reader may read, as chosen on the page, as PDF, Word or CSV."""
    by = person_signed_in(request)
    found = chronology_to_read(by, public_id, page=f"chronology as {extension}")
    form = FilterForm(request.GET, found)
    if form.is_bound and not form.is_valid():
        return _show_chronology(request, by, found, form, status=400)
    if extension == "csv":
        return chronology_csv(found, form.chosen(), by=by, now=timezone.now())
    document = chronology_document(found, form.chosen(), by=by, now=timezone.now())
    return download(document, extension, name="chronology")


@page(writers, "POST")
def chronology_read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody read the entries together, as of today."""
    by = person_signed_in(request)
    child = child_to_write_of(by, public_id, page="chronology read together").child
    form = ForAgencyForm(request.POST, agencies=agencies_written_for(by))

    def change() -> str:
        note_reading(child=child, agency=form.for_agency(), by=by)
        messages.success(request, "It is noted that you read this together today.")
        return _home(public_id)

    if form.is_valid():
        return do_once(request, change)
    messages.warning(request, "Nothing is noted yet: choose for which agency you read this.")
    return HttpResponseRedirect(_home(public_id))


@page(writers, "GET", "POST")
def chronology_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note a call, a talk, an attempt or a visit in under a minute."""
    by = person_signed_in(request)
    found = child_to_write_of(by, public_id, page="chronology quick note")
    form = QuickForm(given(request), agencies=agencies_written_for(by), by=by.name, around=found)

    def may_wait() -> bool:
        """Say whether there is anything to think about first: others to whom it is filed, or whom it names."""
        return bool(form.filed_to()) or bool(others_named(form.written(), [found.child], found.known))

    if _is_sent(request) and form.is_valid():
        if CHECKED in request.POST or not may_wait():
            return _file(request, form, found.child, said="Your note is filed.")
        return _check(request, form, [found.child, *form.filed_to()], found.known)
    return _show(request, "note", found.child, form)


@page(writers, "GET", "POST")
def chronology_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write an entry in full; before it is filed, say who will be able to read it."""
    by = person_signed_in(request)
    found = child_to_write_of(by, public_id, page="chronology new entry")
    form = EntryForm(given(request), agencies=agencies_written_for(by), around=found)
    if _is_sent(request) and form.is_valid():
        if CHECKED in request.POST:
            return _file(request, form, found.child, said="Your entry is filed.")
        return _check(request, form, [found.child, *form.filed_to()], found.known)
    return _show(request, "add", found.child, form)


def _file(request: HttpRequest, form: Filed, child: "Person", *, said: str) -> HttpResponse:
    """File what was written to the child, and to the others who were chosen."""

    def change() -> str:
        children = [child, *form.filed_to()]
        write(written=form.written(), children=children, agency=form.for_agency(), by=person_signed_in(request))
        messages.success(request, said)
        return _home(child.public_id)

    return do_once(request, change)


@page(writers, "GET", "POST")
def chronology_correct(request: HttpRequest, public_id: UUID, entry_id: UUID) -> HttpResponse:
    """Strike an entry through and write it anew, for the same children."""
    by = person_signed_in(request)
    found = entry_to_change(by, public_id, entry_id, page="chronology correct")
    child, entry = found.child, found.entry
    initial = {name: getattr(entry, name) for name in WRITTEN}
    form = CorrectForm(given(request), agencies=[entry.agency], initial=initial)

    def change() -> str:
        correct(entry=entry, written=form.written(), because=form.cleaned_data["because"], by=by)
        messages.success(request, "The entry is written anew. The earlier one is struck through.")
        return _home(public_id)

    if _is_sent(request) and form.is_valid():
        if CHECKED not in request.POST:
            return _check(request, form, found.filed_to, children_beside(by, child).known)
        with suppress(AlreadyStruck):  # the page below says so
            return do_once(request, change)
        entry.refresh_from_db()
    return _show(request, "correct", child, form, entry=entry)


@page(writers, "GET", "POST")
def chronology_strike(request: HttpRequest, public_id: UUID, entry_id: UUID) -> HttpResponse:
    """Strike an entry through, with the reason."""
    by = person_signed_in(request)
    found = entry_to_change(by, public_id, entry_id, page="chronology strike through")
    child, entry = found.child, found.entry
    form = StrikeForm(given(request))

    def change() -> str:
        strike(entry=entry, because=form.cleaned_data["because"], by=by)
        messages.success(request, "The entry is struck through. It stays readable, and counts no more.")
        return _home(public_id)

    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyStruck):  # the page below says so
            return do_once(request, change)
        entry.refresh_from_db()
    return _show(request, "strike", child, form, entry=entry)


def _is_sent(request: HttpRequest) -> bool:
    """Say whether a form is to be filed, rather than changed once more."""
    return request.method == "POST" and CHANGE not in request.POST


def _check(request: HttpRequest, form: Filed, children: "Sequence[Person]", known: "Sequence[Person]") -> HttpResponse:
    """Show who will be able to read it and whom it names; the answers go along, so that nothing is lost."""
    written, agency = form.written(), form.for_agency()
    context = {
        "children": readers_for(children, agency),
        "agency": agency,
        "written": written,
        "category": CATEGORIES[written.category].title,
        "named": others_named(written, children, known),
        "sent": [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_SENT_ON],
        "shown": presenters,
    }
    return render(request, "chronology/check.jinja", context)


def _home(public_id: UUID) -> str:
    return reverse("record_chronology", args=[public_id])


def _show(request: HttpRequest, template: str, child: "Person", form: object, **more: object) -> HttpResponse:
    context = {"child": child, "form": form, "shown": presenters, "back": _home(child.public_id), **more}
    return render(request, f"chronology/{template}.jinja", context)
