"""What the pages of early help share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from righthelp.agencies.kept_forms import do_once
from righthelp.early_help.access import SeenHelp
from righthelp.early_help.pages import help_page


def show(request: HttpRequest, template: str, seen: SeenHelp, form: object = None, **more: Any) -> HttpResponse:
    """Show a page about early help, with the way back to it."""
    context = {"seen": seen, "it": seen.help, "form": form, "back": help_page(seen.help), **more}
    return render(request, f"early_help/{template}.jinja", context)


def save(request: HttpRequest, change: Callable[[], Any], said: str, to: str) -> HttpResponse:
    """Make a change once, say so, and go on to a page."""

    def once() -> str:
        change()
        messages.success(request, said)
        return to

    return do_once(request, once)
