"""What the tests of this room share: opening the page, and its parts in words."""

import re
from html import unescape
from typing import Any

from django.urls import reverse

from righthelp.agencies.models import Practitioner
from righthelp.people.models import Person
from righthelp.work.tests.working import client_of, words


def address(child: Person) -> str:
    """Give the address of a child's page."""
    return reverse("child", args=[child.public_id])


def opened(reader: Practitioner, child: Person, status: int = 200) -> Any:
    """Open the page in a browser of one's own."""
    response: Any = client_of(reader).get(address(child))
    assert response.status_code == status
    return response


def shown(reader: Practitioner, child: Person) -> str:
    """Open the page and give its words."""
    return words(opened(reader, child))


def part(response: Any, anchor: str) -> str:
    """Give the words of one part, or nothing where the reader has no such part."""
    sections = re.findall(r"<section.*?</section>", response.text, re.DOTALL)
    found = next((one for one in sections if f'id="{anchor}"' in one), "")
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found))).strip()
