"""Agencies and their teams."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import agency_to_keep, person_signed_in
from righthelp.agencies.actions import Refused, add_agency, add_team
from righthelp.agencies.forms.people import AgencyForm, TeamForm, refuse
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import holders_of, keepers_of_people
from righthelp.agencies.roles import KEEP_ALL
from righthelp.design_system.pages import page

keepers_of_all = holders_of(KEEP_ALL)


@page(keepers_of_all)
def agencies(request: HttpRequest) -> HttpResponse:
    """List every agency."""
    listed = Agency.objects.annotate(team_count=Count("teams"))
    return render(request, "agencies/agencies.jinja", {"agencies": listed})


@page(keepers_of_all, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Add an agency, then go on to invite its first administrator."""
    form = AgencyForm(given(request))
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _add(request, form))
        except Refused as reason:
            refuse(form, reason)
    return render(request, "agencies/add_agency.jinja", {"form": form, "back": reverse("agencies")})


def _add(request: HttpRequest, form: AgencyForm) -> str:
    answers = form.cleaned_data
    by = person_signed_in(request)
    team = add_agency(by=by, name=answers["name"], kind=answers["kind"], team_name=answers["team"])
    messages.success(request, f"{team.agency.name} is added. Now invite its agency administrator.")
    return reverse("invite", args=[team.agency.public_id])


@page(keepers_of_people, "GET", "POST")
def add_team_page(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Add a team to an agency."""
    by = person_signed_in(request)
    agency = agency_to_keep(by, agency_id)
    form = TeamForm(given(request))
    back = reverse("agency_people", args=[agency.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, lambda: _add_team(request, agency, form))
        except Refused as reason:
            refuse(form, reason)
    return render(request, "agencies/add_team.jinja", {"form": form, "agency": agency, "back": back})


def _add_team(request: HttpRequest, agency: Agency, form: TeamForm) -> str:
    team = add_team(by=person_signed_in(request), agency=agency, name=form.cleaned_data["name"])
    messages.success(request, f"The team {team.name} is added.")
    return reverse("agency_people", args=[agency.public_id])
