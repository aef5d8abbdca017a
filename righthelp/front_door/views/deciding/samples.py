"""Looking at decisions again: a sample by chance, and how far levels agree."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.formatters import count
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, page_links, page_number
from righthelp.front_door.actions.sampling import LookedAtAlready, NothingToDraw, draw_sample, note_sample
from righthelp.front_door.alone import in_rows, taken_alone
from righthelp.front_door.deciding_access import sample_to_look_at, samples_to_look_at
from righthelp.front_door.forms.sampling import AgainForm, DrawForm
from righthelp.front_door.presenting.sampling import agreement
from righthelp.front_door.views.deciding.showing import managers
from righthelp.people.policies import closed_people


@page(managers, "GET", "POST")
def front_door_samples(request: HttpRequest) -> HttpResponse:
    """Draw decisions by chance, list those to look at again, and show how far levels agree by agency and month."""
    by = person_signed_in(request)
    form = DrawForm(given(request))

    def change() -> str:
        drawn = draw_sample(days=int(form.cleaned_data["days"]), size=form.cleaned_data["size"], by=by)
        messages.success(request, f"{count(len(drawn), 'decision')} drawn by chance.")
        return reverse("front_door_samples")

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except NothingToDraw:
            form.add_error("days", ValidationError("Nobody else decided anything in these days that you could look at"))
    rows = agreement(closed_people(by))
    context = {"form": form, "samples": samples_to_look_at(by), "rows": rows, "by": by}
    return render(request, "front_door/samples.jinja", context)


@page(managers)
def front_door_alone(request: HttpRequest) -> HttpResponse:
    """List the contacts that one person took or opened again and nobody else has seen, to find invented ones."""
    by, number = person_signed_in(request), page_number(request.GET)
    first = (number - 1) * A_PAGE
    rows = in_rows(taken_alone(by, timezone.now())[first : first + A_PAGE + 1])
    before, after = (f"?page={to}" for to in (number - 1, number + 1))
    pages = page_links(before=before if number > 1 else "", after=after if len(rows) > A_PAGE else "")
    context = {"rows": rows[:A_PAGE], "pages": pages, "by": by, "back": reverse("front_door_samples")}
    return render(request, "front_door/alone.jinja", context)


@page(managers, "GET", "POST")
def front_door_sample(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look at a decision again: at which level somebody else would have decided, and what they found."""
    by = person_signed_in(request)
    sample = sample_to_look_at(by, public_id, page="front door: look at a decision again")
    edition = sample.decision.level.edition
    form = AgainForm(given(request), levels=list(edition.levels.all()))

    def change() -> str:
        level = form.levels[form.cleaned_data["level"]]
        note_sample(sample=sample, level=level, finding=form.cleaned_data["finding"], by=by)
        messages.success(request, "What you found is written down.")
        return reverse("front_door_samples")

    is_own = by.pk in (sample.decision.decided_by_id, sample.decision.manager_id)
    if request.method == "POST" and not is_own and form.is_valid():
        with suppress(LookedAtAlready):  # somebody was first: the page below says what they found
            return do_once(request, change)
        sample.refresh_from_db()
    context = {"sample": sample, "form": form, "is_own": is_own, "back": reverse("front_door_samples")}
    return render(request, "front_door/sample.jinja", context)
