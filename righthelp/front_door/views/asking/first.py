"""The first page: danger first, whom to ring, when a request is read, and the ways to ask."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.design_system.pages import anyone, page
from righthelp.front_door.presenting.ringing import calls_now, links_of, rings
from righthelp.front_door.presenting.when_read import when_read
from righthelp.guidance.access import edition_in_use


@page(anyone)
def ask(request: HttpRequest) -> HttpResponse:
    """Whom to ring now, when a request would be read, and how to ask; for everybody, signed in or not."""
    edition, closed, now = edition_in_use(), closed_days(), timezone.now()
    context: dict[str, Any] = {
        "edition": edition,
        "calls": calls_now(edition, now, closed),
        "rings": rings(edition) if edition else [],
        "links": links_of(edition) if edition else [],
        "when": when_read(now, closed),
        "may_ask": may(request.user, "write considerations"),
    }
    return render(request, "front_door/asking/first.jinja", context)
