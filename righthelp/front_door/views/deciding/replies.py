"""Answering whoever asked, on the day of the decision; and telling the family, which a worker chooses."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.access import person_signed_in
from righthelp.agencies.kept_forms import given
from righthelp.design_system.pages import page
from righthelp.front_door.actions.replying import (
    AnsweredMeanwhile,
    NotDecidedYet,
    answer,
    note_family_told,
    reads_here,
)
from righthelp.front_door.closed import restricted_among
from righthelp.front_door.deciding_access import contact_to_decide, contact_to_tell_family
from righthelp.front_door.forms.replying import AnswerForm, FamilyForm
from righthelp.front_door.models import Contact
from righthelp.front_door.pages import contact_page
from righthelp.front_door.presenting.family import family_of
from righthelp.front_door.presenting.screening import rows_of, to_answer
from righthelp.front_door.views.deciding.showing import save, show, workers
from righthelp.people.policies import closed_people
from righthelp.work.disagreements.ladder import ladder_now

MOST = 200


@page(workers)
def front_door_replies(request: HttpRequest) -> HttpResponse:
    """List whom the front door answers today: every contact with a decision of which whoever asked knows nothing."""
    by = person_signed_in(request)
    waiting = Contact.objects.to_answer().open_among(closed_people(by)).select_related("agency", "holder")
    rows = to_answer(list(waiting.order_by("decided_at", "pk")[:MOST]))
    return render(request, "front_door/replies.jinja", {"rows": rows, "by": by})


@page(workers, "GET", "POST")
def front_door_reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer whoever asked: what was decided, why, what next, how to disagree; or why not."""
    by = person_signed_in(request)
    contact = contact_to_decide(by, public_id, page="front door: answer whoever asked")
    form = AnswerForm(given(request), contact=contact)
    if request.method == "POST" and form.is_valid():
        answered = form.answered()
        try:
            return save(
                request,
                lambda: answer(contact=contact, answered=answered, by=by),
                "Your answer is written down.",
                contact_page(contact),
            )
        except NotDecidedYet:
            messages.warning(request, "Decide for each child first. Nothing was saved.")
        except AnsweredMeanwhile:
            messages.warning(request, "Somebody was first: whoever asked has an answer. Nothing was saved.")
    replies = list(contact.replies.select_related("given_by"))
    is_restricted = bool(restricted_among(Contact.objects.filter(pk=contact.pk)))
    more = {"rows": rows_of(contact), "replies": replies, "ladder": ladder_now(), "reads_here": reads_here(contact)}
    return show(request, "reply", contact, form, is_restricted=is_restricted, **more)


@page(workers, "GET", "POST")
def front_door_family(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how each of the family is reached safely, and note who was told, how and when; nothing goes by itself."""
    by = person_signed_in(request)
    contact = contact_to_tell_family(by, public_id, page="front door: tell the family")
    family = family_of(by, contact)
    form = FamilyForm(given(request), family=family.names, ways=family.ways)
    if request.method == "POST" and form.is_valid():
        telling = form.telling()
        return save(
            request,
            lambda: note_family_told(contact=contact, telling=telling, by=by),
            "It is written down.",
            contact_page(contact),
        )
    told = list(contact.family_told.all()) if vars(contact)["is_told"] else []
    return show(request, "family", contact, form, family=family, told=told)
