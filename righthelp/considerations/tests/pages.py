"""What the tests of this room's pages share: opening a page, and sending the form on it as a browser would."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.agencies.tests import people
from righthelp.considerations.actions import start
from righthelp.considerations.models import Consideration, ConsideredChild
from righthelp.guidance.actions import adopt
from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import words

HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
PART = re.compile(r"(name|value)=\"([^\"]*)\"")


def client_of(person: Practitioner) -> Client:
    """Sign somebody in, in a browser of their own."""
    return people.sign_in(Client(), person)


def in_use(edition: Edition) -> Edition:
    """Have the partnership use this edition."""
    adopt(framework=edition.framework, by=people.guidance_editor(people.social_care()))
    return edition


def thought_through_with(edition: Edition) -> ConsideredChild:
    """Give one child of a draft on the full path, thought through with the edition that the partnership uses."""
    alice = people.teacher(people.school())
    agency = alice.memberships_now[0].team.agency
    it = start(agency=agency, edition=in_use(edition), worry="He reads a lot.", labels=["J"], path="full", by=alice)
    child: ConsideredChild = it.children.get()
    return child


def address(name: str, of: Consideration | ConsideredChild, *more: object) -> str:
    """Give the address of a page about a consideration, or about one child in it."""
    if isinstance(of, ConsideredChild):
        return reverse(name, args=[of.consideration.public_id, of.public_id, *more])
    return reverse(name, args=[of.public_id, *more])


def hidden(html: str) -> dict[str, str]:
    """Read the hidden fields of a page, as a browser would send them back."""
    found = (dict(PART.findall(tag)) for tag in HIDDEN.findall(html))
    return {tag["name"]: unescape(tag.get("value", "")) for tag in found if "name" in tag}


def shown(client: Client, path: str, status: int = 200) -> str:
    """Open a page and give its words."""
    response: Any = client.get(path)
    assert response.status_code == status, path
    return words(response)


def send(client: Client, path: str, /, **answers: Any) -> Any:
    """Open a page, fill in its form, and send it."""
    page: Any = client.get(path)
    assert page.status_code == 200, path
    return client.post(path, {**hidden(page.text), **answers})


def said_safe(client: Client, child: ConsideredChild) -> None:
    """Read the copy for a child's family, and say that it is safe to give."""
    path = f"{address('consideration_family_copy', child.consideration)}?child={child.public_id}"
    if "Take it with you" not in shown(client, path):
        assert send(client, path, is_safe="yes").status_code == 302


def goes_to(response: Any, path: str) -> bool:
    """Say whether an answer sends on to this address."""
    return bool(response.status_code == 302 and response.headers["Location"] == path)
