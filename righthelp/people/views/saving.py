"""What every page here with a form shares: saving once, and showing what an action refuses beside its question."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from righthelp.agencies.kept_forms import do_once
from righthelp.design_system.forms import GovForm
from righthelp.people.access import Seen
from righthelp.people.actions import ChangedMeanwhile
from righthelp.people.forms.known import KnownForm
from righthelp.people.presenters import name_of
from righthelp.people.rules import Wrong

Made = TypeVar("Made")
MEANWHILE = "This was changed in another window, or by somebody else, while you were writing. Here is how it is now."


def home_of(seen: Seen) -> str:
    """Give the address of the person's page."""
    return reverse("record", args=[seen.person.public_id])


def saved(
    request: HttpRequest,
    form: KnownForm,
    change: Callable[[], Made],
    onward: str,
    said: str,
    then: "Callable[[Made], str] | None" = None,
) -> HttpResponse | None:
    """Save once and go on, where `then` says by what was made; None when the form must be shown again."""

    def once() -> str:
        made = change()
        messages.success(request, said)
        return then(made) if then else onward

    try:
        return do_once(request, once)
    except Wrong as wrong:
        form.add_error(form.blamed, str(wrong))
        return None
    except ChangedMeanwhile:
        messages.info(request, MEANWHILE)
        return do_once(request, lambda: onward)


def show(
    request: HttpRequest, seen: Seen, form: GovForm, title: str, *, template: str = "form", **context: Any
) -> HttpResponse:
    """Show a page with a form about somebody."""
    shown = {
        "person": seen.person,
        "name": name_of(seen.person),
        "form": form,
        "title": title,
        "back": home_of(seen),
        **context,
    }
    return render(request, f"people/{template}.jinja", shown)
