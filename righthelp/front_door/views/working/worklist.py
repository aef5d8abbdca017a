"""The worklist, and what was decided lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.policies import holders_of
from righthelp.design_system.pages import page
from righthelp.front_door.models import Contact
from righthelp.front_door.policies import WORK, manages_here
from righthelp.front_door.presenting import working as presenting
from righthelp.front_door.rota import rota_for
from righthelp.front_door.worklist import STATES, decided_lately, listed, measured, read_wanted

workers = holders_of(WORK)


@page(workers)
def front_door(request: HttpRequest) -> HttpResponse:
    """What arrived and is not decided: urgent first, then by clock."""
    by, now = person_signed_in(request), timezone.now()
    wanted = read_wanted(request.GET)
    shown, counts = listed(by, wanted, now)
    context = {
        "shown": shown, "counts": counts, "wanted": wanted, "states": STATES, "rota": rota_for(by, now),
        "ways": dict(Contact.CameBy.choices), "present": presenting, "reader": by, "now": now,
        "manages": manages_here(by),
    }  # fmt: skip
    return render(request, "front_door/working_worklist.jinja", context)


@page(workers)
def front_door_decided(request: HttpRequest) -> HttpResponse:
    """What was decided in the last two weeks, and how long it took."""
    by, now = person_signed_in(request), timezone.now()
    wanted = read_wanted(request.GET)
    context = {
        "shown": decided_lately(by, wanted, now), "measured": measured(now), "present": presenting,
        "back": reverse("front_door"),
    }  # fmt: skip
    return render(request, "front_door/working_decided.jinja", context)
