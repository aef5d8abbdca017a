"""What happens around every request of somebody who signs in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from righthelp.agencies.actions import keep_last_seen
from righthelp.agencies.kept_forms import park
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import before_second_factor, for_second_step, needs_second_factor
from righthelp.agencies.second_factor import is_passed, is_set_up
from righthelp.agencies.sessions import end_if_over, note_use

Answer = Callable[[HttpRequest], HttpResponse]
DEMO_SIGN_IN = "demo_sign_in"


def session_limits(get_response: Answer) -> Answer:
    """End a session that was idle for half an hour or began twelve hours ago; note the use of any other."""

    def answer(request: HttpRequest) -> HttpResponse:
        end_if_over(request)
        response = get_response(request)
        note_use(request.session)
        return response

    return answer


class ParkForms:
    """Keep a form whose session ended, before the CSRF check turns it away; it is not saved."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; everything is done in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Park a form sent by nobody signed in to a page that needs signing in and can show it again."""
        policy = getattr(view, "policy", None)
        if request.method != "POST" or policy is None or policy.signed_out or request.user.is_authenticated:
            return None
        if "GET" not in getattr(view, "methods", ()):
            return None
        return redirect_to_login(request.get_full_path()) if park(request) else None


class SecondFactor:
    """Let people whose role asks for it set up a second factor, and pass it in this session, before anything opens.

    Notes the day on which they were here, too: an account that nobody uses is suspended.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; everything is done in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through what anyone may open, and the pages on which a second factor is set up or passed."""
        policy = getattr(view, "policy", None)
        if policy is None or policy.signed_out or not isinstance(request.user, Practitioner):
            return None
        keep_last_seen(person=request.user, today=timezone.localdate())
        if policy is for_second_step or has_second_factor(request, request.user):
            return None
        if is_set_up(request.user):
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        return None if policy is before_second_factor else HttpResponseRedirect(reverse("mfa_index"))


def has_second_factor(request: HttpRequest, person: Practitioner) -> bool:
    """Say whether nothing is missing: none needed, one passed here, or a person chosen in the demonstration."""
    if settings.IS_DEMO and request.session.get(DEMO_SIGN_IN):
        return True
    return not needs_second_factor(person) or (is_set_up(person) and is_passed(request, person))
