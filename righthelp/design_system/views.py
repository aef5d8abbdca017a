"""Error pages in plain words, and the pages about the service itself."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from righthelp.design_system.context import shell
from righthelp.design_system.forms import MAX_TEXT
from righthelp.design_system.logs import page_name
from righthelp.design_system.pages import anyone, page, signed_in

log = logging.getLogger("righthelp.errors")


def _error(request: HttpRequest, status: int, title: str, *what_to_do: str) -> HttpResponse:
    """Answer with a page that says what happened, what to do next, and a number to quote.

    The number stands in the log beside the name of the page; no text of a form or record does.
    """
    context = {"title": title, "what_to_do": what_to_do, "reference": _logged(request, status)}
    return render(request, "design_system/error.jinja", context, status=status)


def _logged(request: HttpRequest, status: int) -> str:
    reference = secrets.token_hex(4)
    log.warning("reference=%s status=%s page=%s method=%s", reference, status, page_name(request), request.method)
    return reference


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same whether the page never was or is somebody else's."""
    return _error(
        request,
        404,
        "Page not found",
        "If you typed the address, check that it is right.",
        "If you followed a link, the page may have moved, or you may not be able to see it.",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, without the role."""
    return _error(
        request,
        403,
        "You cannot open this page",
        "Your role does not include this page.",
        "If you need it for your work, ask your agency's administrator.",
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: something in the request could not be read."""
    return _error(
        request,
        400,
        "We could not read what was sent",
        "Go back and try again. If a file was attached, it may be too large.",
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than this page takes; none of it was read."""
    return _error(
        request,
        413,
        "What was sent is too large",
        "Nothing was saved. Go back and send less.",
        "A file may have 10 MB at most, and only pages that ask for a file take one.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks the database for nothing, not even who is signed in: it may be what failed."""
    what_to_do = (
        "Nothing you saved before is lost. Go back and try again.",
        "If a child may be in danger, do not wait for this service: ring the police on 999.",
    )
    reference = _logged(request, 500)
    context = {"title": "Something went wrong", "what_to_do": what_to_do, "reference": reference, **shell(request)}
    return HttpResponse(render_to_string("design_system/error.jinja", context), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose session has gone."""
    return _error(
        request,
        403,
        "This form was open too long",
        "It was not sent. Use your browser's back button, copy what you wrote, and open the page again.",
    )


@page(anyone)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the service is and how to ask for another format."""
    return render(request, "design_system/accessibility.jinja")


@page(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, and the one cookie."""
    return render(request, "design_system/privacy.jinja")


@page(signed_in, "POST")
def plain_words(request: HttpRequest) -> HttpResponse:
    """Answer with help about the words of a text while somebody writes it; nothing of it is kept (BN-088)."""
    return render(request, "design_system/plain_words.jinja", {"text": request.POST.get("text", "")[:MAX_TEXT]})


@page(anyone)
def healthy(request: HttpRequest) -> HttpResponse:
    """Tell a monitor that the process answers."""
    return HttpResponse("ok", content_type="text/plain")
