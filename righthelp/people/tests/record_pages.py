"""What the tests of a record's pages share: opening a page, and sending the form on it as a browser would."""

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
HOW: dict[str, Any] = {"source": "Told by the family"}


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own."""
    return people.sign_in(Client(), people.fresh(person))


def at(name: str, of: Person, *more: object) -> str:
    """Give the address of a page about somebody."""
    return reverse(name, args=[of.public_id, *more])


def words(html: str) -> str:
    """Give what a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def html_of(reader: Practitioner, name: str, of: Person, *more: object) -> str:
    """Open a page and give its HTML."""
    response: Any = client_of(reader).get(at(name, of, *more))
    assert response.status_code == 200, name
    return str(response.text)


def shown(reader: Practitioner, of: Person, name: str = "record") -> str:
    """Give the words of somebody's record, or of another page about them, as one reader sees it."""
    return words(html_of(reader, name, of))


def hidden(html: str) -> dict[str, str]:
    """Read the hidden fields of a page, as a browser would send them back."""
    found = (dict(PART.findall(tag)) for tag in HIDDEN.findall(html))
    return {tag["name"]: unescape(tag.get("value", "")) for tag in found if "name" in tag}


def send(client: Client, path: str, /, **answers: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    page: Any = client.get(path)
    assert page.status_code == 200, path
    return client.post(path, {**hidden(page.text), **answers})


def refused(response: Any, *sentences: str) -> bool:
    """Say whether a form came back with these sentences in its error summary."""
    said = words(response.text)
    return response.status_code == 200 and "There is a problem" in said and all(one in said for one in sentences)


def saved(response: Any, of: Person) -> bool:
    """Say whether a form was saved and leads to the person's page."""
    return bool(response.status_code == 302 and response.headers["Location"] == at("record", of))


def day_parts(name: str, day: int, month: int, year: int) -> dict[str, str]:
    """Fill in the three boxes of a date."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}
