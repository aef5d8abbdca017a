"""Every page names who may open it. A URL without a policy fails a test (tests/test_policies.py)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase


@dataclass(frozen=True)
class Policy:
    """Who may open a page: a name for people, and the check itself.

    `signed_out` says whether somebody who is not signed in may pass; records behind the page
    are checked again by the getter that loads them.
    """

    name: str
    allows: Callable[[HttpRequest], bool]
    signed_out: bool = False


anyone = Policy("anyone, signed in or not", lambda request: True, signed_out=True)
signed_in = Policy("anyone signed in", lambda request: request.user.is_authenticated)

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]
AnyView = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]  # also one that sends a file piece by piece


class Page(Protocol):
    """A view with its policy."""

    policy: Policy
    methods: tuple[str, ...]
    takes_files: bool

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer a request."""


def page(policy: Policy, *methods: str, takes_files: bool = False) -> Callable[[AnyView], Page]:
    """Guard a view: wrong method 405, not signed in to the sign-in page, not allowed 403.

    A page that takes no files refuses large requests (`SmallRequests`).
    """
    asked = methods or ("GET",)
    # HEAD is a GET without its body; on a page that only takes POST it would slip past the CSRF check.
    allowed_methods = (*asked, "HEAD") if "GET" in asked else asked

    def guard(view: AnyView) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed_methods:
                return HttpResponseNotAllowed(allowed_methods)
            if not policy.signed_out and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not policy.allows(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        as_page = cast(Page, guarded)
        as_page.policy = policy
        as_page.methods = asked
        as_page.takes_files = takes_files
        return as_page

    return guard
