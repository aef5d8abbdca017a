"""My children: those I work with, those of colleagues whom I cover, and for leads and managers their people's."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import agencies_where, holders_of
from righthelp.design_system.pages import page
from righthelp.design_system.paging import paged
from righthelp.people.adding.access import drafts_for
from righthelp.people.adding.presenters import drafts_in_words, waiting_in_words
from righthelp.work import presenters
from righthelp.work.access import handed_over
from righthelp.work.actions import note_handover_read
from righthelp.work.lists import bring_notes, children_of
from righthelp.work.policies import teams_managed

WRITES = "write considerations"
writers = holders_of(WRITES)


@page(writers)
def children(request: HttpRequest) -> HttpResponse:
    """The children with whom somebody works today, with what waits for them."""
    by = person_signed_in(request)
    found = children_of(by, timezone.localdate())
    lists = {name: paged(request, name, getattr(found, name)) for name in ("mine", "covered", "team")}
    not_allocated = paged(request, "not_allocated", found.not_allocated)
    bring_notes([row for one in lists.values() for row in one["rows"]])
    drafts = drafts_for(by)
    context = {
        "lists": lists,
        "not_allocated": not_allocated,
        "unseen": found.unseen,
        "answers_for_others": bool(agencies_where(by, "see the agency's drafts") or teams_managed(by)),
        "covers": {(one.absent_id, one.team_id): one for one in found.covers},
        "joined": found.joined,
        "waiting": found.waiting,
        "closed": found.closed,
        "drafts": drafts_in_words(drafts.own, by),
        "begun_by_others": waiting_in_words(drafts.waiting),
        "works_with_adults": any(one.kind == Agency.Kind.ADULT_SERVICE for one in agencies_where(by, WRITES)),
        "today": timezone.localdate(),
        "reader": by,
        "present": presenters,
    }
    return render(request, "work/children.jinja", context)


@page(writers)
def handover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a colleague wrote when work with a child was handed over; opening it notes that it was read."""
    by = person_signed_in(request)
    later, notes = handed_over(by, public_id)
    for note in notes:
        if later.practitioner_id == by.pk and request.method == "GET":
            note_handover_read(handover=note, by=by)
    context = {"later": later, "child": later.child, "notes": notes, "present": presenters, "reader": by}
    return render(request, "work/handover.jinja", {**context, "back": reverse("children")})
