"""The lead practitioner of early help, and the team around the family."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.agencies.models import Membership
from righthelp.design_system.pages import anyone, page
from righthelp.early_help.access import SeenHelp, help_to_add_to, help_to_change, help_to_read
from righthelp.early_help.actions.leading import NotBegun, name_lead
from righthelp.early_help.actions.team import (
    AlreadyInTeam,
    LeadStays,
    add_by_name,
    add_to_team,
    leave_team,
    parts_of,
    working_in,
)
from righthelp.early_help.candidates import candidates_for
from righthelp.early_help.competences import Brought, brought_by
from righthelp.early_help.forms.leading import LeadForm, LeaveTeamForm, OtherInTeamForm, TeamForm
from righthelp.early_help.local import way
from righthelp.early_help.pages import help_page
from righthelp.early_help.policies import writers
from righthelp.early_help.presenting.leading import leads_of
from righthelp.early_help.views.explaining import explained
from righthelp.early_help.views.showing import save, show
from righthelp.plans.models import PlanChild
from righthelp.plans.policies import may_change
from righthelp.work.models import Involvement

IN_TEAM = "This person is in the team for these children already, in this role"


@page(writers, "GET", "POST")
@explained
def early_help_lead(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name the lead practitioner: first the agency is chosen, then who of it, and how that was decided."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="name the lead practitioner")
    candidates = candidates_for(by, request.GET.get("agency", ""))
    if candidates.agency is None:
        return show(request, "lead_agency", seen, candidates=candidates, title="Name the lead practitioner")
    now = working_in(seen.help).filter(leads=True).values_list("practitioner_id", flat=True).first()
    form = LeadForm(given(request), people=candidates.people, by=by, now=now)
    if request.method == "POST" and form.is_valid():
        said = f"{form.chosen.practitioner.name} is the lead practitioner."
        try:
            return save(request, lambda: name_lead(help=seen.help, by=by, **form.answers()), said, help_page(seen.help))
        except NotBegun:
            form.add_error(None, "A lead practitioner is named once the family agrees and early help begins")
    return show(request, "lead", seen, form, candidates=candidates, brought=_confirmed(seen, candidates.people))


@page(writers)
def early_help_leads(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who led from when to when, and how each was chosen."""
    seen = help_to_read(person_signed_in(request), public_id, page="lead practitioners")
    return show(request, "leads", seen, leading=leads_of(seen))


@page(writers, "GET", "POST")
@explained
def early_help_team_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody of any agency to the team around the family."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="add to the team")
    candidates = candidates_for(by, request.GET.get("agency", ""))
    if candidates.agency is None:
        return show(request, "lead_agency", seen, candidates=candidates, title="Add somebody to the team")
    form = TeamForm(given(request), people=candidates.people, by=by, offered=_begun(seen))
    if request.method == "POST" and form.is_valid():
        said = f"{form.chosen.practitioner.name} is in the team."
        try:
            return save(
                request,
                lambda: add_to_team(help=seen.help, children=form.for_children, joining=form.joining(), by=by),
                said,
                help_page(seen.help),
            )
        except AlreadyInTeam:
            form.add_error("who", IN_TEAM)
    return show(request, "team_add", seen, form, candidates=candidates)


@page(writers, "GET", "POST")
@explained
def early_help_team_add_other(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody without an account to the team around the family."""
    by = person_signed_in(request)
    seen = help_to_change(by, public_id, page="add to the team")
    form = OtherInTeamForm(given(request), offered=_begun(seen))
    if request.method == "POST" and form.is_valid():
        said, change = f"{form.cleaned_data['name']} is in the team.", partial(add_by_name, help=seen.help, by=by)
        try:
            return save(request, partial(change, **form.answers()), said, help_page(seen.help))
        except AlreadyInTeam:
            form.add_error("name", IN_TEAM)
    return show(request, "team_add_other", seen, form)


@page(writers, "GET", "POST")
@explained
def early_help_team_leave(request: HttpRequest, public_id: UUID, part_id: UUID) -> HttpResponse:
    """Note that somebody leaves the team: whoever leads says so, or they themselves."""
    by = person_signed_in(request)
    seen = help_to_add_to(by, public_id, page="leave the team")
    part = _part(seen, part_id)
    theirs = parts_of(seen.help, part)
    form = LeaveTeamForm(given(request), since=max(one.starts_on for one in theirs))
    if request.method == "POST" and form.is_valid():
        said = f"{part.who} has left the team."
        try:
            return save(
                request,
                lambda: leave_team(help=seen.help, part=part, by=by, **form.cleaned_data),
                said,
                help_page(seen.help),
            )
        except LeadStays:
            form.add_error(None, "This person leads. Name somebody else as lead practitioner first")
    return show(request, "team_leave", seen, form, part=part)


@page(anyone)
def early_help_for_families(request: HttpRequest) -> HttpResponse:
    """Explain early help in plain words, to read together with a family or to hand over (BP-039)."""
    return render(request, "early_help/for_families.jinja", {"back": None, "way": way()})


def _confirmed(seen: SeenHelp, people: list[Membership]) -> list[tuple[str, list[Brought]]]:
    """Give what is confirmed of those who can be chosen, where a lead practitioner may hold section 17 (BP-054)."""
    if not seen.beside.leads_hold_section_17:
        return []
    who = {one.practitioner_id: one.practitioner for one in people}
    rows = brought_by(list(who.values()))
    found = ((one.name, [row for row in rows[key] if row.is_confirmed]) for key, one in who.items())
    return [(name, confirmed) for name, confirmed in found if confirmed]


def _begun(seen: SeenHelp) -> list[PlanChild]:
    """List the children who are shown and with whom work goes on."""
    return [one for one in seen.plan.children if one.episode and one.episode.is_open]


def _part(seen: SeenHelp, part_id: UUID) -> Involvement:
    """Give somebody's part in the team, for whoever leads and for themselves; else 404."""
    part = working_in(seen.help).with_people().filter(public_id=part_id).first()
    reader = seen.plan.reader
    if part is None or not (may_change(reader, seen.help.plan) or part.practitioner_id == reader.pk):
        raise Http404
    return part
