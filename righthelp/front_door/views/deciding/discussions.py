"""Thinking together where the level is not clear: called, spoken in, ended; and by those who take part."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.agencies.models import Agency
from righthelp.agencies.policies import agencies_where
from righthelp.consent.actions import DoesNotStand
from righthelp.consent.actions.sharing import starts
from righthelp.design_system.pages import page
from righthelp.front_door.actions.discussing import (
    DiscussionOver,
    NotOver,
    SpokeAlready,
    call_discussion,
    end_discussion,
    note_view,
    take_stand,
)
from righthelp.front_door.deciding_access import (
    agencies_spoken_for,
    contact_to_decide,
    discussion_in,
    discussion_to_join,
)
from righthelp.front_door.forms.checking import CallForm, EndForm, StandForm, ViewForm
from righthelp.front_door.policies import WORK
from righthelp.front_door.presenting.written import written_of
from righthelp.front_door.views.deciding.showing import GONE, save, show, workers, writers
from righthelp.guidance.access import edition_in_use

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.models import Discussion, View
    from righthelp.guidance.models import Level

FIRST = "Somebody was first: look at what is written now. What you wrote was not saved, and stands below."
TOO_LATE = (DiscussionOver, SpokeAlready, NotOver)


@page(workers, "GET", "POST")
def front_door_discuss(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Call agencies to think together, as the level is not clear."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: call a discussion")
    others = Agency.objects.exclude(pk__in=[one.pk for one in agencies_where(by, WORK)])
    form = CallForm(given(request), agencies=others, written=written_of(by, contact), starts=starts())
    if request.method == "POST" and form.is_valid():
        called = form.called()

        def change() -> str:
            made = call_discussion(contact=contact, called=called, by=by)
            messages.success(request, "The agencies are asked to take part. Nothing waits for it.")
            return reverse("front_door_discussion", args=[contact.public_id, made.public_id])

        try:
            return do_once(request, change)
        except DoesNotStand:
            form.add_error("consent", GONE)
    return show(request, "discuss", contact, form)


@page(workers)
def front_door_discussion(request: HttpRequest, public_id: UUID, discussion_id: UUID) -> HttpResponse:
    """Show a discussion: what is not clear, who is asked, each view, the outcome and who sees it differently."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: a discussion")
    discussion = discussion_in(contact, discussion_id)
    views = list(discussion.views.select_related("agency", "level", "noted_by"))
    return show(request, "discussion", contact, discussion=discussion, views=views, unheard=_unheard(discussion, views))


@page(workers, "GET", "POST")
def front_door_discussion_view(request: HttpRequest, public_id: UUID, discussion_id: UUID) -> HttpResponse:
    """Note the view of an agency that somebody spoke."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: a view")
    discussion = discussion_in(contact, discussion_id)
    # a form that is sent twice still finds its choice
    spoken = [] if request.method == "POST" else [view.agency_id for view in discussion.views.all()]
    form = ViewForm(given(request), agencies=list(Agency.objects.exclude(pk__in=spoken)), levels=_levels())
    home = reverse("front_door_discussion", args=[public_id, discussion_id])
    answer = None
    if request.method == "POST" and form.is_valid():
        viewed = form.viewed()
        answer = _save(request, lambda: note_view(discussion=discussion, viewed=viewed, by=by), "It is noted.", home)
    return answer or show(request, "discussion_form", contact, form, heading="Note the view of an agency", back=home)


@page(workers, "GET", "POST")
def front_door_discussion_end(request: HttpRequest, public_id: UUID, discussion_id: UUID) -> HttpResponse:
    """End a discussion with its outcome, and where each agency stands."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: end a discussion")
    discussion = discussion_in(contact, discussion_id)
    views = list(discussion.views.select_related("agency", "level"))
    form = EndForm(given(request), levels=_levels(), views=views)
    home = reverse("front_door_discussion", args=[public_id, discussion_id])
    answer = None
    if request.method == "POST" and form.is_valid():
        ended = form.ended()
        said = "The discussion is ended."
        answer = _save(request, lambda: end_discussion(discussion=discussion, by=by, **ended), said, home)
    heading = "End the discussion"
    return answer or show(request, "discussion_form", contact, form, heading=heading, views=views, back=home)


@page(writers, "GET", "POST")
def check_discussion(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let somebody of an agency that is asked write its view, and where it stands on the outcome; no more is shown."""
    by = person_signed_in(request)
    discussion = discussion_to_join(by, public_id, page="a discussion of the front door")
    own = agencies_spoken_for(by, discussion)
    views = list(discussion.views.filter(agency__in=own).select_related("agency", "level", "stands_noted_by"))
    form, change = _part_of(request, by, discussion, own, views)
    answer = None
    if request.method == "POST" and form and form.is_valid():
        said = "Thank you. It is written down for your agency."
        answer = _save(request, change, said, reverse("check_discussion", args=[public_id]))
        discussion.refresh_from_db()
    children = list(discussion.contact.children.all())
    context = {"discussion": discussion, "form": form, "views": views, "children": children, "by": by}
    return answer or render(request, "front_door/discussion_part.jinja", context)


def _part_of(
    request: HttpRequest, by: "Practitioner", discussion: "Discussion", own: list[Agency], views: "list[View]"
) -> tuple[Any, Callable[[], object]]:
    """Give the form for what this reader can still say: the view of an agency, or where it stands on the outcome."""
    data = given(request)
    silent = [agency for agency in own if agency.pk not in {view.agency_id for view in views}]
    if discussion.is_open and silent:
        form = ViewForm(data, agencies=silent, levels=_levels(), own_name=by.name)
        return form, lambda: note_view(discussion=discussion, viewed=form.viewed(), by=by)
    unsaid = [view for view in views if not discussion.is_open and not _said_itself(view, own)]
    if unsaid:
        stand = StandForm(data, view=unsaid[0], is_own=True)
        return stand, lambda: take_stand(view=unsaid[0], stand=stand.stand(), by=by)
    return None, lambda: None


def _said_itself(view: "View", own: list[Agency]) -> bool:
    noted_by = view.stands_noted_by
    return noted_by is not None and view.agency in agencies_where(noted_by, "write considerations")


def _unheard(discussion: "Discussion", views: "list[View]") -> list[Agency]:
    heard = {view.agency_id for view in views}
    return [agency for agency in discussion.agencies.all() if agency.pk not in heard]


def _levels() -> "list[Level]":
    edition = edition_in_use()
    return list(edition.levels.all()) if edition else []


def _save(request: HttpRequest, change: Callable[[], object], said: str, to: str) -> HttpResponse | None:
    try:
        return save(request, change, said, to)
    except TOO_LATE:
        messages.warning(request, FIRST)
        return None
