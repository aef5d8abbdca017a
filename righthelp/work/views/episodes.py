"""A piece of work with a child: begun, allocated to whoever leads it, ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import do_once, given
from righthelp.design_system.pages import page
from righthelp.people.models import Person
from righthelp.work.access import child_to_begin_with, episode_to_allocate, episode_to_end
from righthelp.work.actions import (
    AlreadyAllocated,
    AlreadyBegun,
    AlreadyOver,
    EndsBeforeItBegan,
    allocate,
    begin_episode,
    end_episode,
)
from righthelp.work.colleagues import leaders_for
from righthelp.work.forms import BeginWorkForm, EndWorkForm, LeaderForm
from righthelp.work.views.children import writers
from righthelp.work.views.showing import home_of, shown


@page(writers, "GET", "POST")
def work_begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a piece of work of one's own team; then say who leads it, for those who may."""
    by = person_signed_in(request)
    seen, offered = child_to_begin_with(by, public_id)
    child = seen.person
    born_on = child.born_on if child.born_on_is == Person.Certainty.EXACT else None
    form = BeginWorkForm(given(request), offered=offered, born_on=born_on)

    def change() -> str:
        made = begin_episode(child=child, by=by, **form.answers())
        if leaders_for(by, made, seen.reasons):
            messages.success(request, "The work has begun. Now say who leads it.")
            return reverse("record_work_allocate", args=[public_id, made.public_id])
        messages.success(request, "The work has begun. A manager or lead of the team says who leads it.")
        return reverse("record_workers", args=[public_id])

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyBegun:
            form.add_error(None, "Your team does work of this kind with the child already. See it on the page before")
    return shown(request, "work_begin", child, form, offered=offered)


@page(writers, "GET", "POST")
def work_allocate(request: HttpRequest, public_id: UUID, episode_id: UUID) -> HttpResponse:
    """Say who leads a piece of work that nobody leads."""
    by = person_signed_in(request)
    episode, offered, asks_because = episode_to_allocate(by, public_id, episode_id)
    form = LeaderForm(given(request), offered=offered, by=by, allocated=episode, asks_because=asks_because)

    def change() -> str:
        made = allocate(episode=episode, by=by, **form.answers())
        messages.success(request, f"{made.who} leads this work.")
        return home_of(by, episode.child)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except AlreadyAllocated:
            form.add_error(None, "Somebody leads this work already, since another window or just now")
        except AlreadyOver:
            form.add_error(None, "This work has ended, so nobody was put to it")
        episode, *_ = episode_to_allocate(by, public_id, episode_id)
    return shown(request, "work_allocate", episode.child, form, episode=episode)


@page(writers, "GET", "POST")
def work_end(request: HttpRequest, public_id: UUID, episode_id: UUID) -> HttpResponse:
    """End a piece of work; loaded within the change, as ending one's own part closes the record behind it."""
    by = person_signed_in(request)
    form = EndWorkForm(given(request))

    def change() -> str:
        episode = episode_to_end(by, public_id, episode_id)
        end_episode(episode=episode, by=by, **form.answers())
        messages.success(request, "The work has ended.")
        return home_of(by, episode.child)

    if request.method == "POST" and form.is_valid():
        try:
            return do_once(request, change)
        except EndsBeforeItBegan:
            form.add_error("on", "The last day must be the day the work began or later")
        except AlreadyOver:
            form.add_error(None, "Somebody ended this work already, in another window or just now")
    episode = episode_to_end(by, public_id, episode_id)
    form.ask_about(episode)
    return shown(request, "work_end", episode.child, form, episode=episode)
