"""What every request must be, and what every answer carries."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from righthelp.design_system.views import too_large

MB = 1024 * 1024
LARGEST_REQUEST = 1 * MB
LARGEST_WITH_FILES = 12 * MB
Answer = Callable[[HttpRequest], HttpResponse]


def private_pages(get_response: Answer) -> Answer:
    """Keep pages out of shared and browser caches: the next person at this computer sees nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return answer


class SmallRequests:
    """Refuse a request that says it is large, before anything reads it: reading it would fill the disk.

    Django never reads beyond the length that a request gives, and nothing where none is given.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; everything is done in `process_view`, when the page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let a page that takes files have 12 MB, and every other page 1 MB."""
        most = LARGEST_WITH_FILES if getattr(view, "takes_files", False) else LARGEST_REQUEST
        return too_large(request) if _length(request) > most else None


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    try:
        return int(text)
    except ValueError:
        return 0  # Django reads nothing then
