"""What the log keeps of requests that came to nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from righthelp.audit.actions import note_refused_look
from righthelp.audit.refusals import LookRefused


class NoteRefusedLooks:
    """Log a refused look after the view gave up: inside it, what is written would go with its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; everything is done in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Log a refused look, and leave the answer to the 404 page."""
        if isinstance(exception, LookRefused):
            note_refused_look(by=exception.by, subject=exception.subject)
