"""The pages of information governance: emergency openings to review, and samples of looks to check."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.audit.queries import asked_for
from righthelp.calendar.timescales import timescale
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, page_number
from righthelp.people.actions import (
    ChangedMeanwhile,
    NothingToDraw,
    StillOpen,
    close_review,
    draw_sample,
    note_check,
)
from righthelp.people.forms.access import FindingForm, SampleForm
from righthelp.people.models import EmergencyOpening, LookSample
from righthelp.people.oversight.access import check_to_make, opening_to_review
from righthelp.people.oversight.presenters import (
    REVIEWED,
    as_asked,
    check_rows,
    look_rows,
    opening_rows,
    record_words,
    workplaces,
)
from righthelp.people.views.access import pages

reviewers = holders_of("review emergency openings")
MOST_LOOKS = 100
SAMPLES_SHOWN = 5


@page(reviewers)
def record_emergencies(request: HttpRequest) -> HttpResponse:
    """List emergency openings: those that wait for review, the longest first, then those reviewed."""
    by, number = person_signed_in(request), page_number(request.GET)
    openings = EmergencyOpening.objects.select_related("practitioner", "reviewed_by")
    waiting = list(openings.filter(reviewed_at__isnull=True).order_by("opened_at", "pk"))
    first = (number - 1) * A_PAGE
    reviewed = list(openings.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[first : first + A_PAGE + 1])
    people = workplaces({one.practitioner_id for one in (*waiting, *reviewed)})
    context = {
        "waiting": opening_rows(waiting, by, people),
        "reviewed": opening_rows(reviewed[:A_PAGE], by, people),
        "pages": pages(request, number, has_next=len(reviewed) > A_PAGE),
        "days": timescale(REVIEWED).amount,
    }
    return render(request, "people/access/emergencies.jinja", context)


@page(reviewers, "GET", "POST")
def record_emergency_review(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Show why a record was opened in an emergency and what was looked at, and close the review with a finding."""
    by = person_signed_in(request)
    form = FindingForm(given(request))

    def change() -> str:
        opening = opening_to_review(by, opening_id)
        answers = form.cleaned_data
        close_review(opening=opening, was_right=answers["was_right"] == "yes", finding=answers["finding"], by=by)
        messages.success(request, "The review is closed.")
        return reverse("record_emergencies")

    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):  # somebody else reviewed it: the page below says what they found
            return do_once(request, change)
    opening = opening_to_review(by, opening_id)
    within = {"actor_id": opening.practitioner_id, "at__gte": opening.opened_at, "at__lt": opening.until}
    looks = asked_for(opening.person, first=0, most=MOST_LOOKS, **within)
    people = workplaces({opening.practitioner_id})
    context = {
        "opening": opening,
        "row": opening_rows([opening], by, people)[0],
        "record": record_words(opening.person, None),
        "looks": look_rows(looks, people),
        "form": form,
        "back": reverse("record_emergencies"),
    }
    return render(request, "people/access/emergency_review.jinja", context)


@page(reviewers, "GET", "POST")
def record_sample(request: HttpRequest) -> HttpResponse:
    """Draw looks by chance to check by hand, and list those drawn before."""
    by = person_signed_in(request)
    form = SampleForm(given(request), initial={"size": 10, "days": "31"})

    def change() -> str:
        draw_sample(days=int(form.cleaned_data["days"]), size=form.cleaned_data["size"], by=by)
        return reverse("record_sample")

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except NothingToDraw:
            form.add_error("days", ValidationError("Nobody looked at a person’s record in these days"))
        except StillOpen:
            form.add_error(None, ValidationError("Check the looks that were drawn before, then draw again"))
    samples = LookSample.objects.select_related("drawn_by").prefetch_related("checks__checked_by")[:SAMPLES_SHOWN]
    shown = list(samples)
    rows = check_rows([check for sample in shown for check in sample.checks.all()], by)
    context = {
        "form": form,
        "samples": [(sample, [row for row in rows if row.check.sample_id == sample.pk]) for sample in shown],
    }
    return render(request, "people/access/sample.jinja", context)


@page(reviewers, "GET", "POST")
def record_sample_check(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Say what was found about one look of a sample."""
    by = person_signed_in(request)
    form = FindingForm(given(request))

    def change() -> str:
        answers = form.cleaned_data
        check, _, _ = check_to_make(by, check_id)
        note_check(check=check, was_right=answers["was_right"] == "yes", finding=answers["finding"], by=by)
        messages.success(request, "The look is checked.")
        return reverse("record_sample")

    if request.method == "POST" and form.is_valid():
        with suppress(ChangedMeanwhile):  # somebody else checked it: the page below says what they found
            return do_once(request, change)
    check, look, person = check_to_make(by, check_id)
    context = {
        "check": check,
        "row": look_rows([as_asked(look)], workplaces({look.actor_id}))[0],
        "record": record_words(person, None),
        "person": person,
        "form": form,
        "back": reverse("record_sample"),
    }
    return render(request, "people/access/sample_check.jinja", context)
