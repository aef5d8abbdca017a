"""Asking for help without an account. Nothing is kept before it is sent, and nothing is shown back after it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from righthelp.calendar.queries import closed_days
from righthelp.design_system.limits import too_often
from righthelp.design_system.pages import anyone, page
from righthelp.front_door.actions.public import mark_of, receive_from_public
from righthelp.front_door.forms.public import FamilyForm, PublicForm, WorriedForm, YoungForm
from righthelp.front_door.models import Contact
from righthelp.front_door.presenting.ringing import calls_now, for_the_officer
from righthelp.front_door.presenting.when_read import when_read
from righthelp.front_door.public_tokens import SHORTEST_OPEN, new_token, open_for
from righthelp.guidance.access import edition_in_use
from righthelp.guidance.who_to_call import Call

LOADS, MINUTE = 30, dt.timedelta(minutes=1)
SENDINGS, HOUR = 5, dt.timedelta(hours=1)
LEAVE_FOR = "https://www.bbc.co.uk/weather"  # harmless, and like what anybody looks at
TRAP = "website"  # a box that people do not see, and that machines fill in

TOO_QUICK = "That was so quick that we could not tell whether a person sent it. Nothing is lost: press Send again"
TOO_OLD = "This page was open for a long time, so we did not get it yet. Nothing is lost: read it and press Send again"
TRAPPED = "Something filled in a box that must stay empty. It is empty now, and nothing else is lost: press Send again"
TOO_MANY = (
    "We could not take this now, because many messages came from your internet connection. Please ring instead: "
    "the numbers are on this page. What you wrote is still here, and you can send it again in an hour"
)


@dataclass(frozen=True)
class Way:
    """One way in: the end of its address, its form and its pages."""

    slug: str
    form: type[PublicForm]

    @property
    def template(self) -> str:
        """Name the page with the form."""
        return f"front_door/public_{self.slug.replace('-', '_')}.jinja"


FAMILY, YOUNG, WORRIED = Way("family", FamilyForm), Way("young-person", YoungForm), Way("worried", WorriedForm)
WAYS = {way.slug: way for way in (FAMILY, YOUNG, WORRIED)}


# Without Django’s own check: it would need a cookie, and a signed token stands in the form (public_tokens).
@csrf_exempt
@page(anyone, "GET", "POST")
def ask_family(request: HttpRequest) -> HttpResponse:
    """A parent or carer asks for help for their own family (SF-066)."""
    return _ask(request, FAMILY)


@csrf_exempt  # as above
@page(anyone, "GET", "POST")
def ask_young(request: HttpRequest) -> HttpResponse:
    """A child or young person asks for help (SF-066)."""
    return _ask(request, YOUNG)


@csrf_exempt  # as above
@page(anyone, "GET", "POST")
def ask_public(request: HttpRequest) -> HttpResponse:
    """Somebody who is worried about a child says so, without a name if they wish."""
    return _ask(request, WORRIED)


@page(anyone)
def ask_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank whoever sent something, and say what happens next; nothing of it is shown back, to nobody."""
    return render(request, "front_door/public_sent.jinja", _shell(WAYS[slug]))


def _ask(request: HttpRequest, way: Way) -> HttpResponse:
    is_over = too_often(request, "public pages", LOADS, MINUTE)
    if request.method == "POST":
        return _send(request, way, is_over)
    if is_over:
        return render(request, "front_door/public_ring.jinja", _shell(way), status=429)
    return _show(request, way, way.form(), new_token())


def _send(request: HttpRequest, way: Way, is_over: bool) -> HttpResponse:
    form, token = way.form(request.POST), request.POST.get("token", "")
    if not form.is_valid():
        return _show(request, way, form, token if open_for(token) else new_token())
    mark = form.written(token)
    if Contact.objects.sent_as(mark_of(mark)).exists():
        return redirect("ask_sent", way.slug)
    if held := _held(request, token):
        form.add_error(None, held)
        return _show(request, way, form, token if open_for(token) else new_token())
    if is_over or too_often(request, "public sendings", SENDINGS, HOUR):
        form.add_error(None, TOO_MANY)
        return _show(request, way, form, token, status=429)
    receive_from_public(
        came_by=form.came_by, is_urgent=form.is_urgent(), answers=form.answers(), children=form.children(),
        people=form.people(), referrer=form.referrer(), token=mark,
    )  # fmt: skip
    return redirect("ask_sent", way.slug)


def _held(request: HttpRequest, token: str) -> str:
    """Say why a form may come from a machine, as words for a person; to press Send again is always enough for one."""
    if request.POST.get(TRAP):
        return TRAPPED
    age = open_for(token)
    if age is None:
        return TOO_OLD
    return TOO_QUICK if age < SHORTEST_OPEN else ""


def _show(request: HttpRequest, way: Way, asked: PublicForm, token: str, status: int = 200) -> HttpResponse:
    context = {**_shell(way), "asked": asked, "token": token, "trap": TRAP}
    return render(request, way.template, context, status=status)


def _shell(way: Way) -> dict[str, Any]:
    calls, now = _calls(), timezone.now()
    return {
        "way": way,
        "leave_for": LEAVE_FOR,
        "calls": calls,
        "childline": [call for call in calls if "childline" in call.contact.name.lower()],
        "officer": for_the_officer(calls),
        "when": when_read(now, closed_days()),
    }


def _calls() -> list[Call]:
    return calls_now(edition_in_use(), timezone.now(), closed_days())
