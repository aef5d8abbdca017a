"""What the pages of deciding share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.kept_forms import do_once
from righthelp.agencies.policies import holders_of
from righthelp.front_door.models import Contact
from righthelp.front_door.pages import contact_page
from righthelp.front_door.policies import MANAGE, WORK

GONE = "The yes that it was to rest on does not stand any more, or not for each child. Choose again: nothing was saved"
workers, managers, writers = holders_of(WORK), holders_of(MANAGE), holders_of("write considerations")


def show(request: HttpRequest, template: str, contact: Contact, form: object = None, **more: Any) -> HttpResponse:
    """Show a page about a contact, with the way back to it."""
    context = {"contact": contact, "form": form, "back": contact_page(contact), **more}
    return render(request, f"front_door/{template}.jinja", context)


def save(request: HttpRequest, change: Callable[[], Any], said: str, to: str) -> HttpResponse:
    """Make a change once, say so, and go on to a page."""

    def once() -> str:
        change()
        messages.success(request, said)
        return to

    return do_once(request, once)
