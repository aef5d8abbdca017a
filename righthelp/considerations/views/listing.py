"""The list, the start, and one consideration."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.policies import may
from righthelp.calendar.queries import closed_days
from righthelp.considerations.access import TakenOver, consideration_to_read, is_draft
from righthelp.considerations.actions import start
from righthelp.considerations.forms import StartForm
from righthelp.considerations.models import Consideration
from righthelp.considerations.policies import lead_sees_started_before, may_change, may_take_over
from righthelp.considerations.presenters import (
    child_in_full,
    guidance_shell,
    movement_words,
    rows,
    seen_by_lead_at,
    tasks_for,
    tasks_in_common,
)
from righthelp.considerations.record import (
    bring_along,
    child_parts,
    common_parts,
    conversation_facts,
    decision_facts,
    evidence_line,
    needs_of,
    place_of,
    said_how,
    standing,
    superseded,
)
from righthelp.considerations.views.shared import writers
from righthelp.design_system.pages import page
from righthelp.guidance.access import edition_in_use

A_PAGE = 25
RECORD = {
    function.__name__: function
    for function in (
        child_parts, conversation_facts, decision_facts, evidence_line, needs_of, place_of, said_how,
        standing, superseded, movement_words,
    )
}  # fmt: skip


@page(writers)
def considerations(request: HttpRequest) -> HttpResponse:
    """My drafts first, each saying NOT SENT; what I decided; and, for leads, the agency's."""
    person = person_signed_in(request)
    mine = Consideration.objects.with_people().with_status().held_by(person)
    decided = Paginator(mine.filter(is_draft=False), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "drafts": rows(mine.filter(is_draft=True), are_drafts=True),
        "decided": rows(decided, are_drafts=False),
        "pages": decided,
        "has_guidance": edition_in_use() is not None,
        **_for_leads(person),
    }
    return render(request, "considerations/list.jinja", context)


def _for_leads(person: Practitioner) -> dict[str, Any]:
    led = [agency for agency in _agencies(person) if may(person, "see the agency's drafts", agency)]
    if not led:
        return {}
    others = Consideration.objects.with_people().with_status().of_agencies(led).exclude(holder=person)
    seen_before = lead_sees_started_before(timezone.now(), closed_days())
    return {
        "leads": True,
        "agency_drafts": rows(others.filter(is_draft=True).started_before(seen_before), are_drafts=True),
        "agency_decided": rows(others.filter(is_draft=False)[:A_PAGE], are_drafts=False),
    }


def _agencies(person: Practitioner) -> list[Agency]:
    return list(dict.fromkeys(membership.team.agency for membership in person.memberships_now))


@page(writers, "GET", "POST")
def start_one(request: HttpRequest) -> HttpResponse:
    """Start thinking; a worry that was searched for arrives by POST, so that nothing is typed twice."""
    person, edition = person_signed_in(request), edition_in_use()
    agencies = [agency for agency in _agencies(person) if may(person, "write considerations", agency)]
    searched = request.POST.get("text") if "worry" not in request.POST else None
    data = None if searched is not None else given(request)
    form = StartForm(data, agencies=agencies, initial={"worry": searched or ""})
    if edition is None:
        return render(request, "considerations/no_guidance.jinja")
    if request.method == "POST" and data is not None and form.is_valid():

        def change() -> str:
            cleaned = form.cleaned_data
            begun = start(
                agency=form.agency,
                edition=edition,
                worry=cleaned["worry"],
                labels=cleaned["children"],
                path=cleaned["path"],
                by=person,
            )
            messages.success(request, "Started. It is a draft: nobody has been sent anything.")
            return reverse("consideration", args=[begun.public_id])

        return do_once(request, change)
    return render(request, "considerations/start.jinja", {"form": form, "back": reverse("considerations")})


@page(writers)
def consideration(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A draft with its tasks, or the whole record of what was decided."""
    person = person_signed_in(request)
    try:
        found = consideration_to_read(person, public_id, page="consideration")
    except TakenOver as taken:
        return render(request, "considerations/taken_over.jinja", {"taken": taken.last})
    bring_along(found)
    draft, now = is_draft(found), timezone.now()
    context = {
        "consideration": found,
        "is_draft": draft,
        "may_change": may_change(person, found),
        "may_take_over": may_take_over(person, found, is_draft=draft, now=now, closed=closed_days()),
        "seen_by_lead_at": seen_by_lead_at(found),
        "common_parts": common_parts(found),
        "tasks_in_common": tasks_in_common(found),
        "children": [{**child_in_full(child), "tasks": tasks_for(child)} for child in found.children.all()],
        **guidance_shell(found.edition),
        **RECORD,
    }
    return render(request, "considerations/one.jinja", context)
