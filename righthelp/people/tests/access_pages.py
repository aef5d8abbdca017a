"""What the tests of the pages about who may see a record share."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.people.models import Person

HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
PART = re.compile(r"(name|value)=\"([^\"]*)\"")


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own."""
    return people.sign_in(Client(), person)


def at(name: str, record: Person, *more: object) -> str:
    """Give the address of a page about a record."""
    return reverse(name, args=[record.public_id, *more])


def shown(client: Client, path: str, status: int = 200) -> str:
    """Open a page and give its words."""
    response: Any = client.get(path)
    assert response.status_code == status, path
    return words(response)


def words(response: Any) -> str:
    """Give what a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def hidden(html: str) -> dict[str, list[str]]:
    """Read the hidden fields of a page, as a browser would send them back."""
    found: dict[str, list[str]] = {}
    for tag in HIDDEN.findall(html):
        parts = dict(PART.findall(tag))
        found.setdefault(parts["name"], []).append(unescape(parts.get("value", "")))
    return found


def filled(client: Client, path: str, **answers: Any) -> dict[str, Any]:
    """Open a page and give its form, filled in."""
    return {**hidden(client.get(path).content.decode()), **answers}


def send(client: Client, path: str, **answers: Any) -> Any:
    """Open a page, fill in its form and send it."""
    return client.post(path, filled(client, path, **answers))
