"""The list of considerations."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.policies import agencies_where
from righthelp.calendar.queries import closed_days
from righthelp.considerations.models import Consideration, TakeOver
from righthelp.considerations.policies import lead_sees_started_before
from righthelp.considerations.presenters import rows
from righthelp.considerations.queries import ConsiderationQuerySet, bring_children
from righthelp.considerations.record import bring_worries
from righthelp.considerations.views.saving import writers
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, links_within, page_number
from righthelp.people.policies import closed_people

DRAFTS = ("drafts", "waiting")


@page(writers)
def considerations(request: HttpRequest) -> HttpResponse:
    """My drafts first, then what I decided and set aside; for leads, their agency's too."""
    by, closed = person_signed_in(request), closed_days()
    led = agencies_where(by, "see the agency's drafts")
    shown = _mine(by) | (_of_agencies(led, by, closed) if led else {})
    shut = closed_people(by)
    shown = {name: found.not_naming(shut) for name, found in shown.items()}
    taken = _taken_from(by)
    context = {"lists": _listed(request, shown, closed, led, taken), "is_lead": bool(led), "taken_over": taken}
    return render(request, "considerations/list.jinja", context)


def _mine(by: Practitioner) -> dict[str, ConsiderationQuerySet]:
    mine = Consideration.objects.held_by(by)
    return {"drafts": mine.drafts(), "decided": mine.decided(), "aside": mine.set_aside()}


def _of_agencies(led: list[Agency], by: Practitioner, closed: Collection[dt.date]) -> dict[str, ConsiderationQuerySet]:
    """What others hold: drafts once they have waited, what is set aside and what is decided at once."""
    others = Consideration.objects.of_agencies(led).exclude(holder=by)
    waiting = others.drafts().started_before(lead_sees_started_before(timezone.now(), closed))
    return {"waiting": waiting, "agency_aside": others.set_aside(), "agency": others.decided()}


def _taken_from(person: Practitioner) -> list[TakeOver]:
    """List the latest drafts of this person that a lead took over, in the agencies where the person still writes."""
    still = agencies_where(person, "write considerations")
    taken = TakeOver.objects.filter(taken_from=person, given_back_at=None, consideration__agency__in=still)
    open_to = Consideration.objects.exclude(holder=person).not_naming(closed_people(person))
    taken = taken.filter(consideration__in=open_to)
    return list(taken.select_related("taken_by", "consideration").order_by("-taken_at")[:A_PAGE])


def _listed(
    request: HttpRequest,
    shown: Mapping[str, ConsiderationQuerySet],
    closed: Collection[dt.date],
    led: list[Agency],
    taken: list[TakeOver],
) -> dict[str, Any]:
    """Give a page of each list, with the children of all of them, and of what was taken over, loaded together."""
    read = {name: _page_of(found, page_number(request.GET, name)) for name, found in shown.items()}
    everything = [it for found in read.values() for it in found]
    bring_children([*everything, *(one.consideration for one in taken)])
    if led:
        bring_worries(everything)
    prefetch_related_objects(everything, Prefetch("takeovers", TakeOver.objects.select_related("taken_by")))
    return {
        name: {
            "rows": rows(found[:A_PAGE], closed, are_drafts=name in DRAFTS, led=led),
            "pages": links_within(name, page_number(request.GET, name), has_next=len(found) > A_PAGE),
        }
        for name, found in read.items()
    }


def _page_of(found: ConsiderationQuerySet, number: int) -> list[Consideration]:
    """Read one page; one row more than fits says whether there is another."""
    first = (number - 1) * A_PAGE
    return list(found.with_holders()[first : first + A_PAGE + 1])
