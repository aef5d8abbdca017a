"""What the tests of this room's pages share: entries past every rule, and forms sent as a browser would."""

import datetime as dt
import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Agency, Practitioner
from righthelp.agencies.tests import people
from righthelp.chronology.actions import Written, write
from righthelp.chronology.models import Entry
from righthelp.people.models import Person

HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
PART = re.compile(r"(name|value)=\"([^\"]*)\"")
FORM = re.compile(r"<form method=\"post\".*?</form>", re.DOTALL)
DAY = dt.date(2026, 3, 6)


def written(what: str = "Came in without a coat", **other: object) -> Written:
    """Give what somebody writes about one thing that happened."""
    values = {"category": "other", "happened_on": DAY, "source": "Class teacher", "kind": "fact"}
    return Written(what=what, **{**values, **other})  # type: ignore[arg-type]


def entry(by: Practitioner, agency: Agency, *children: Person, **other: Any) -> Entry:
    """File an entry."""
    return write(written=written(**other), children=children, agency=agency, by=by)


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own."""
    return people.sign_in(Client(), person)


def address(name: str, child: Person, *more: object) -> str:
    """Give the address of a page about a child."""
    return reverse(f"record_chronology{name}", args=[child.public_id, *more])


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


def go_on(client: Client, path: str, page: Any, **button: str) -> Any:
    """Press a button on the page that was shown before something is filed."""
    return client.post(path, {**hidden(page.text), **button})


def on(day: dt.date, name: str = "happened_on") -> dict[str, str]:
    """Fill in the three boxes of a date."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


FULL = {
    "category": "missing", **on(DAY), "what": "Did not come home until four in the morning", "source": "Her mother",
    "kind": "reported", "significance": "key", "impact": "She was cold", "analysis": "The second time this month",
}  # fmt: skip
