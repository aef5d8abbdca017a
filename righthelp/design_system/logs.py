"""What the server's log may hold: the names of pages, never what was asked for or typed."""

import logging
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType

from django.http import HttpRequest

ABOUT_REQUESTS = ("django.request", "django.security", "django.server")


def page_name(request: object) -> str:
    """Name the page that a request found; its path may hold an invitation, a reset key or a record."""
    found = getattr(request, "resolver_match", None)
    return found.view_name if found else "no such page"


class PageNames(logging.Formatter):
    """Write the page's name where Django writes the path, and errors without their words.

    Django's own lines hold the path or the Host; an error's words may hold those, or a row of the database.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write one line, and the places in the code that led to an error."""
        told = copy(record)
        told.exc_text = None  # another handler may have written the error's words there
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) or record.name.startswith(ABOUT_REQUESTS):
            told.msg, told.args = "status=%s page=%s", (getattr(record, "status_code", "none"), page_name(request))
        return super().format(told)

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Write where an error came from and of what kind it is."""
        return "\n".join(_places(ei[1], set())) if ei[1] else ""


def _places(error: BaseException, told: set[int]) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told.add(id(error))
    if before and id(before) not in told:
        yield from _places(before, told)
        yield "and then:"
    yield from (place.rstrip() for place in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
