"""Who stands in for whom, from when to when. Nothing restricted passes with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.formatters import day
from righthelp.design_system.pages import page
from righthelp.work.access import cover_to_end
from righthelp.work.actions import arrange_cover, end_cover
from righthelp.work.colleagues import away_of, teams_around
from righthelp.work.forms import CoverForm
from righthelp.work.models import Cover
from righthelp.work.policies import may_arrange_cover
from righthelp.work.views.children import writers


@page(writers, "GET", "POST")
def covers(request: HttpRequest) -> HttpResponse:
    """Cover now and to come, and a form to arrange some."""
    by = person_signed_in(request)
    teams = teams_around(by)
    form = CoverForm(given(request), away=away_of(by, teams), teams=teams, by=by)

    def change() -> str:
        made = arrange_cover(by=by, **form.answers())
        until = f"from {day(made.starts_on)} to {day(made.ends_on)}"
        messages.success(request, f"{made.covering.name} stands in for {made.absent.name} {until}.")
        return reverse("covers")

    if request.method == "POST" and form.is_valid():
        return do_once(request, change)
    shown = list(Cover.objects.to_come(timezone.localdate()).concerning(by, away_of(by, teams)))
    context = {
        "form": form,
        "covers": shown,
        "may_end": {one.pk for one in shown if may_arrange_cover(by, one.absent, one.team)},
        "today": timezone.localdate(),
        "reader": by,
        "back": reverse("children"),
    }
    return render(request, "work/covers.jinja", context)


@page(writers, "GET", "POST")
def cover_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End cover before its last day."""
    by = person_signed_in(request)
    cover = cover_to_end(by, public_id)

    def change() -> str:
        end_cover(cover=cover, by=by)
        messages.success(request, f"{cover.covering.name} no longer stands in for {cover.absent.name}.")
        return reverse("covers")

    if request.method == "POST":
        return do_once(request, change)
    return render(request, "work/cover_end.jinja", {"cover": cover, "back": reverse("covers")})
