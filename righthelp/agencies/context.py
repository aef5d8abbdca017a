"""What the page shell says of the person signed in."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from righthelp.agencies.kept_forms import form_token, is_kept
from righthelp.agencies.models import Practitioner
from righthelp.agencies.policies import may
from righthelp.agencies.roles import KEEP_ALL, KEEP_PEOPLE


def signed_in_person(request: HttpRequest) -> dict[str, Any]:
    """Give the navigation for this person, and the token that every form carries."""
    # the page that says "bad request" may be made before anybody looked who is signed in
    user = getattr(request, "user", AnonymousUser())
    signed_in = user.is_authenticated
    return {
        "navigation": _navigation(request, user),
        "form_token": partial(form_token, request) if signed_in else None,
        "kept": SimpleLazyObject(partial(is_kept, request)) if signed_in else False,
        "demo": settings.IS_DEMO,
    }


def _navigation(request: HttpRequest, user: Practitioner | AnonymousUser) -> list[dict[str, Any]]:
    """List the menu. Its words are short, so that it is one line for a lead who also keeps the agency's people."""
    links = [("Describe a worry", "search"), ("Levels", "levels"), ("Who to ring", "contacts")]
    if not user.is_authenticated:
        links += [("Ask for help", "ask"), ("Sign in", "account_login")]
    else:
        if may(user, "write considerations"):
            links.append(("Children", "children"))
            links.append(("Considerations", "considerations"))
            links.append(("Early help", "early_help_list"))
            links.append(("Requests", "requests"))
        if may(user, "work the front door"):
            links.append(("Front door", "front_door"))
        if may(user, "keep allegations"):
            links.append(("Allegations", "allegations"))
        if may(user, "edit guidance"):
            links.append(("Guidance editors", "editor"))
        if may(user, "review emergency openings"):
            links.append(("Emergency openings", "record_emergencies"))
        if may(user, KEEP_PEOPLE) or may(user, KEEP_ALL):
            links.append(("Agencies" if may(user, KEEP_ALL) else "Agency", "people"))
        links.append(("Account", "account"))
    return [_link(text, reverse(name), request.path) for text, name in links]


def _link(text: str, href: str, here: str) -> dict[str, Any]:
    return {"text": text, "href": href, "current": here == href, "active": here.startswith(href) and here != href}
