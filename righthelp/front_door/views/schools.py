"""Schools told of police notifications: the list of the front door, and the page that a school reads."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.policies import holders_of
from righthelp.design_system.pages import page
from righthelp.design_system.paging import paged
from righthelp.front_door.actions.schools import (
    NotOpen,
    leave_school_untold,
    note_read_at_school,
    note_school_rung,
)
from righthelp.front_door.forms.police import TELL, SchoolForm
from righthelp.front_door.notices.telling import LEADS
from righthelp.front_door.police.access import school_to_work_on, schools_to_tell, told_to_school, told_to_schools
from righthelp.front_door.police.kinds import POLICE_KINDS
from righthelp.front_door.policies import WORK

workers, leads = holders_of(WORK), holders_of(LEADS)
DONE_LATELY = dt.timedelta(days=7)
SHOWN_TO_LEADS = dt.timedelta(days=28)


@page(workers)
def police_schools(request: HttpRequest) -> HttpResponse:
    """List the schools that are still to be told, and those of the last days."""
    by, now = person_signed_in(request), timezone.now()
    those = schools_to_tell(by).filter(due_at__gt=now - DONE_LATELY)
    still = list(schools_to_tell(by).still_to_tell())
    done = [one for one in those.order_by("-due_at", "-pk") if not one.is_open]
    context = {"still": paged(request, "still", still), "done": paged(request, "done", done), "now": now}
    return render(request, "front_door/police_schools.jinja", {**context, "back": reverse("police_triage")})


@page(workers, "GET", "POST")
def police_school(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down that a school was told on the telephone, or why it is not told."""
    by = person_signed_in(request)
    told = school_to_work_on(by, public_id)
    form = SchoolForm(given(request))
    back = reverse("police_schools")

    def change() -> str:
        given_ = form.cleaned_data
        if given_["what"] == TELL:
            note_school_rung(told=told, whom=given_["whom"], by=by)
        else:
            leave_school_untold(told=told, because=given_["because"], by=by)
        messages.success(request, "It is written down.")
        return back

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except NotOpen:
            messages.warning(request, "The school was told meanwhile, or somebody decided not to tell it.")
            return HttpResponseRedirect(back)
    context = {"form": form, "told": told, "back": back}
    return render(request, "front_door/police_school.jinja", context)


@page(leads)
def schools_told(request: HttpRequest) -> HttpResponse:
    """List for a safeguarding lead the children of whom the police told us, those to read first."""
    those = told_to_schools(person_signed_in(request))
    read = those.filter(told_at__gte=timezone.now() - SHOWN_TO_LEADS)
    lists = {
        "to_read": paged(request, "to_read", list(those.still_to_tell())),
        "read": paged(request, "read", list(read)),
    }
    return render(request, "front_door/schools_told.jinja", {**lists, "back": reverse("notices")})


@page(leads)
def school_told(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a safeguarding lead of a school the least that helps the child today; opening it tells the school."""
    by = person_signed_in(request)
    told = told_to_school(by, public_id)
    note_read_at_school(told=told, by=by)
    incident = told.child.contact.incident
    context = {"told": told, "incident": incident, "kind": POLICE_KINDS[incident.kind], "back": reverse("schools_told")}
    return render(request, "front_door/school_told.jinja", context)
