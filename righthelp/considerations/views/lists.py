"""The list of considerations, and the start of a new one."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.considerations.actions import start
from righthelp.considerations.forms import StartForm
from righthelp.considerations.models import Consideration, TakeOver
from righthelp.considerations.policies import lead_sees_started_before
from righthelp.considerations.presenters import guidance_shell, rows
from righthelp.considerations.queries import ConsiderationQuerySet
from righthelp.considerations.views.saving import writers
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_in_use

A_PAGE = 25


@page(writers)
def considerations(request: HttpRequest) -> HttpResponse:
    """My drafts first, then what I decided; for leads, their agency's too."""
    by, closed = person_signed_in(request), closed_days()
    mine = Consideration.objects.held_by(by)
    led = _agencies(by, "see the agency's drafts")
    others = Consideration.objects.of_agencies(led).exclude(holder=by)
    waiting = others.drafts().started_before(lead_sees_started_before(timezone.now(), closed))
    context = {
        "my_drafts": _listed(request, "drafts", mine.drafts(), closed),
        "my_decided": _listed(request, "decided", mine.decided(), closed),
        "is_lead": bool(led),
        "agency_drafts": _listed(request, "waiting", waiting, closed) if led else None,
        "agency_decided": _listed(request, "agency", others.decided(), closed) if led else None,
        "taken_over": _taken_from(by),
    }
    return render(request, "considerations/list.jinja", context)


def _taken_from(person: Practitioner) -> list[TakeOver]:
    """List the latest drafts of this person that a lead took over, so that the person knows who holds them."""
    taken = TakeOver.objects.filter(taken_from=person).exclude(consideration__holder=person)
    return list(taken.select_related("taken_by", "consideration").order_by("-taken_at")[:A_PAGE])


def _listed(
    request: HttpRequest, name: str, found: ConsiderationQuerySet, closed: Collection[dt.date]
) -> dict[str, Any]:
    """Give one page of a list; one row more than fits says whether there is another."""
    asked = request.GET.get(name, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    first = (max(number, 1) - 1) * A_PAGE
    read = list(found.with_people()[first : first + A_PAGE + 1])
    listed = rows(read[:A_PAGE], closed, are_drafts=name in ("drafts", "waiting"))
    return {"rows": listed, "pages": _pages(name, max(number, 1), has_next=len(read) > A_PAGE)}


def _pages(name: str, number: int, *, has_next: bool) -> dict[str, Any] | None:
    links: dict[str, Any] = {}
    if number > 1:
        links["previous"] = {"href": f"?{name}={number - 1}#{name}"}
    if has_next:
        links["next"] = {"href": f"?{name}={number + 1}#{name}"}
    return {"landmarkLabel": "Pages", **links} if links else None


def _agencies(person: Practitioner, permission: str) -> list[Agency]:
    held = {membership.team.agency.pk: membership.team.agency for membership in person.memberships_now}
    return [agency for agency in held.values() if may(person, permission, agency)]


@page(writers, "GET", "POST")
def consideration_start(request: HttpRequest) -> HttpResponse:
    """Start thinking; the worry that was searched for comes along in the form, never in an address."""
    by = person_signed_in(request)
    edition = edition_in_use()
    if edition is None:
        return render(request, "considerations/no_guidance.jinja", {"text": request.POST.get("text", "")})
    form = _start_form(request, by)

    def change() -> str:
        answers = form.cleaned_data
        consideration = start(
            agency=form.agency,
            edition=edition,
            worry=answers["worry"],
            labels=answers["children"],
            path=answers["path"],
            by=by,
        )
        return reverse("consideration", args=[consideration.public_id])

    if form.is_bound and request.method == "POST" and form.is_valid():
        return do_once(request, change)
    shown = {**guidance_shell(edition), "form": form, "back": reverse("considerations")}
    return render(request, "considerations/start.jinja", shown)


def _start_form(request: HttpRequest, by: Practitioner) -> StartForm:
    comes_from_search = "text" in request.POST and "worry" not in request.POST
    data = None if comes_from_search else given(request)
    return StartForm(
        data, agencies=_agencies(by, "write considerations"), initial={"worry": request.POST.get("text", "")}
    )
