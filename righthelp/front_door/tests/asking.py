"""Asking for help as a browser does, for tests: the pages of a request and their forms."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.front_door.models import Contact
from righthelp.work.tests.working import hidden, send_form, shown, words

__all__ = ["at", "hidden", "latest", "page_of", "saved", "send_form", "sent", "shown", "words"]


def at(name: str, contact: Contact, *more: object) -> str:
    """Give the address of a page about a request."""
    return reverse(name, args=[contact.public_id, *more])


def latest() -> Contact:
    """Give the request that was begun last."""
    return Contact.objects.select_related("referrer").latest("pk")


def saved(client: Client, path: str, /, **answers: Any) -> Any:
    """Fill in the form of a page and have it saved."""
    response = send_form(client, path, **answers)
    assert response.status_code == 302, words(response)
    return response


def sent(client: Client, contact: Contact) -> Any:
    """Press the button that sends, on the page before it."""
    page: Any = client.get(at("request_check", contact))
    form = re.search(r'<form method="post" action="([^"]*/send)".*?</form>', page.text, re.DOTALL)
    assert form, words(page)
    return client.post(form[1], hidden(form[0]))


def page_of(client: Client, name: str, contact: Contact, *more: object) -> str:
    """Open a page about a request and give its words."""
    return shown(client, at(name, contact, *more))
