"""The list of requests, and taking a colleague’s draft over."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import agencies_where, agencies_written_for, leads_or_manages
from righthelp.calendar.queries import closed_days
from righthelp.considerations.policies import lead_sees_started_before
from righthelp.design_system.pages import page
from righthelp.design_system.paging import A_PAGE, links_within, page_number
from righthelp.front_door.access import answers_read_by, draft_to_take_over
from righthelp.front_door.actions.passing import NotTheirsNow, take_over
from righthelp.front_door.models import Approval, Contact
from righthelp.front_door.policies import approvals_to_answer
from righthelp.front_door.presenting.standing import sent_words, state_words
from righthelp.front_door.presenting.whole import names_of
from righthelp.front_door.queries import ContactQuerySet
from righthelp.front_door.views.asking.saving import writers
from righthelp.people.policies import closed_people

REQUESTS, OF_OTHERS = Contact.CameBy.REQUEST, "agency"


@page(writers)
def requests(request: HttpRequest) -> HttpResponse:
    """My drafts first, then what I sent, unread answers before all; for leads, their agency’s too."""
    by, now = person_signed_in(request), timezone.now()
    shown = _lists(by, now)
    read = {name: _page_of(found, page_number(request.GET, name)) for name, found in shown.items()}
    context = {
        "lists": {name: _listed(request, name, found, now) for name, found in read.items()},
        "may_take_over": bool(agencies_where(by, "take over drafts")),
    }
    return render(request, "front_door/asking/list.jinja", context)


def _lists(by: Practitioner, now: dt.datetime) -> dict[str, ContactQuerySet]:
    """Give each list; a draft about somebody whose record is closed to the reader is left out, what was sent stays."""
    shut = closed_people(by)
    mine = Contact.objects.written_by(by).of_agencies(agencies_written_for(by)).filter(came_by=REQUESTS)
    drafts = mine.drafts().open_among(shut).order_by("-changed_at")
    lists = {"drafts": drafts, "sent": mine.received().answers_unread_first(shut)}
    led = agencies_where(by, "see the agency's drafts")
    if led:
        before = lead_sees_started_before(now, closed_days())
        waiting = Contact.objects.of_agencies(led).of_others(by).drafts().started_before(before)
        lists["waiting"] = waiting.open_among(shut).order_by("started_at")
    answered_for = [one for one in agencies_written_for(by) if leads_or_manages(by, one)]
    if answered_for:
        others = Contact.objects.of_agencies(answered_for).of_others(by).received()
        lists[OF_OTHERS] = others.answers_unread_first(shut).prefetch_related("approvals")
    return lists


def _page_of(found: ContactQuerySet, number: int) -> list[Contact]:
    """Read one page; one row more than fits says whether there is another."""
    first = (number - 1) * A_PAGE
    return list(found.select_related("agency", "author").prefetch_related("children")[first : first + A_PAGE + 1])


def _state(contact: Contact, now: dt.datetime, read: dict[int, dt.datetime]) -> list[str]:
    is_shut = vars(contact).get("is_shut")
    return sent_words(contact, read.get(contact.pk)) if is_shut else state_words(contact, now)


def _listed(request: HttpRequest, name: str, found: list[Contact], now: dt.datetime) -> dict[str, Any]:
    number, read = page_number(request.GET, name), answers_read_by(person_signed_in(request), found)
    rows = [
        {
            "contact": one, "names": names_of(one), "state": _state(one, now, read),
            "has_news": vars(one).get("has_news"), "to_approve": _to_approve(request, name, one),
        }
        for one in found[:A_PAGE]
    ]  # fmt: skip
    return {"rows": rows, "pages": links_within(name, number, has_next=len(found) > A_PAGE)}


def _to_approve(request: HttpRequest, name: str, contact: Contact) -> list[Approval]:
    """Give what a lead may answer of what a colleague sent; nothing where it is closed to them."""
    if name != OF_OTHERS or vars(contact).get("is_shut"):
        return []
    return approvals_to_answer(person_signed_in(request), contact)


@page(writers, "GET", "POST")
def request_take_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a colleague’s draft over that has waited more than a working day."""
    by = person_signed_in(request)

    def change() -> str:
        take_over(contact=draft_to_take_over(by, public_id), by=by)
        messages.success(request, "The draft is yours now. Its author is told.")
        return reverse("request", args=[public_id])

    if request.method == "POST":
        try:
            return do_once(request, change)
        except NotTheirsNow:
            raise Http404 from None
    contact = draft_to_take_over(by, public_id)
    context = {"contact": contact, "names": names_of(contact), "back": reverse("request", args=[public_id])}
    return render(request, "front_door/asking/take_over.jinja", context)
