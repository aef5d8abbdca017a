"""Pages opened and forms sent as a browser would, for the tests of every room."""

import re
from html import unescape
from typing import Any

from django.test import Client

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people

HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
PART = re.compile(r"(name|value)=\"([^\"]*)\"")
FORM = re.compile(r"<form method=\"post\".*?</form>", re.DOTALL)


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own, with the roles of today."""
    return people.sign_in(Client(), people.fresh(person))


def html(client: Client, path: str, status: int = 200) -> str:
    """Open a page."""
    response: Any = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return str(response.text)


def words(text: str) -> str:
    """Give what a page says, without its tags, each run of white space as one space."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def shown(client: Client, path: str, status: int = 200) -> str:
    """Open a page and give its words."""
    return words(html(client, path, status))


def hidden(text: str) -> dict[str, Any]:
    """Read the hidden fields of the form on a page, as a browser would send them back."""
    found: dict[str, Any] = {}
    for tag in HIDDEN.findall(FORM.findall(text)[-1]):
        parts = dict(PART.findall(tag))
        found.setdefault(parts["name"], []).append(unescape(parts.get("value", "")))
    return found


def send(client: Client, path: str, **answers: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    return client.post(path, {**hidden(html(client, path)), **answers})


def go_on(client: Client, path: str, page: Any, **answers: Any) -> Any:
    """Fill in the form on a page that was answered, and send it."""
    return client.post(path, {**hidden(page.text), **answers})
