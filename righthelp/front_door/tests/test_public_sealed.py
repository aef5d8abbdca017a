"""Who raised a worry is sealed: nothing that a family may be shown or given holds a word of them.

Every page of the rooms below and of the child’s page is opened for the record of the child, and every paper taken,
by those who could show it to the family; of the front door, what a family’s worker reads and the page on which somebody
plans what the family is told.
"""

import datetime as dt
import io
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from typing import Any
from uuid import UUID

import docx
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter
from pypdf import PdfReader

from righthelp.agencies.models import Practitioner
from righthelp.considerations.models import Consideration
from righthelp.considerations.tests.pages import said_safe
from righthelp.considerations.tests.thinking import decided, thought
from righthelp.front_door.actions.holding import take
from righthelp.front_door.actions.linking import link_child
from righthelp.front_door.actions.public import receive_from_public
from righthelp.front_door.models import Contact
from righthelp.front_door.tests.arriving import client_of
from righthelp.guidance.tests.helpers import published
from righthelp.people.tests.conftest import Family
from righthelp.work.tests.working import begun, led_by

REFERRER = {
    "name": "Quillon Featherby", "role": "The neighbour at Heronry Mews", "organisation": "Marzipan Choir",
    "phone": "01632 960777", "email": "tangerine@example.org", "how_to_reach": "Only on vermilion evenings",
}  # fmt: skip
SECRETS = ("Quillon", "Featherby", "Heronry", "Marzipan", "960777", "tangerine", "vermilion")
ROOMS = ("people", "work", "chronology", "consent", "considerations", "child_page")
FOR_THE_FAMILY = ("front_door_family", "front_door_as_worker")
PAPERS = ("family.pdf", "family.docx", "chronology.pdf", "chronology.docx", "chronology.csv")


@pytest.fixture
def contact(family: Family, fran: Practitioner) -> Contact:
    """Have a neighbour raise a worry about Maya, whose record the front door finds."""
    got = receive_from_public(
        came_by="public", is_urgent=False, answers={"what_happened": "She cries at night."},
        children=[{"name": "Maya Lindqvist"}], referrer=REFERRER, token="t",
    )  # fmt: skip
    take(contact=got, by=fran)
    link_child(child=got.children.get(), person=family.maya, by=fran)
    return got


@pytest.fixture
def considered(family: Family, alice: Practitioner) -> Consideration:
    """Have Maya’s teacher decide a level, and read the family’s copy."""
    child = thought(alice, published("westmarsh"), family.maya, worries="Hungry", strengths="Her gran", age="7-11")
    decided(child, 1, look_again_on=dt.date(2030, 1, 1))
    Consideration.objects.filter(pk=child.consideration_id).update(safe_to_speak="yes")
    said_safe(client_of(alice), child)
    return child.consideration


def walked(found: list[Any], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from walked(entry.url_patterns, before + str(entry.pattern))
        else:
            yield entry, before + str(entry.pattern)


def addresses(*ids: UUID, rooms: Collection[str] = ROOMS) -> Iterator[str]:
    """Give every page that takes an id, with each of these; where it takes two, a consideration and the child in it."""
    for pattern, route in walked(get_resolver().url_patterns):
        callback = vars(pattern.callback)
        room = getattr(pattern.callback, "__module__", "..").split(".")[1]
        is_read = "GET" in callback.get("methods", ()) and "<uuid:" in route
        if is_read and (room in rooms or pattern.name in FOR_THE_FAMILY):
            yield from filled(pattern, route, ids)


def filled(pattern: URLPattern, route: str, ids: Sequence[UUID]) -> Iterator[str]:
    places = [converter.regex for converter in pattern.pattern.converters.values()]
    count = places.count(UUIDConverter.regex)
    for chosen in ((one,) for one in ids) if count == 1 else [ids[1 : count + 1]]:
        given = iter(chosen)
        choices = [
            [str(next(given, ""))] if regex == UUIDConverter.regex else regex.split("|") if "|" in regex else ["1"]
            for regex in places
        ]
        for values in itertools.product(*choices):
            yield "/" + re.sub("<[^>]+>", "{}", route).format(*values)


def text_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    if answer.headers["Content-Type"] == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body[:2] == b"PK":
        return str(docx.Document(io.BytesIO(body)).element.xml)
    return unescape(str(body, "utf-8", "replace"))


def test_nothing_for_a_family_holds_a_word_of_who_raised_a_worry(
    family: Family,
    contact: Contact,
    considered: Consideration,
    alice: Practitioner,
    fran: Practitioner,
    sam: Practitioner,
) -> None:
    led_by(sam, begun(sam, family.maya))
    ids = (family.maya.public_id, considered.public_id, considered.children.get().public_id, contact.public_id)
    read: dict[str, str] = {}
    for who in (alice, sam, fran):
        client = client_of(who)
        for address in addresses(*ids, rooms=() if who == fran else ROOMS):
            answer: Any = client.get(address)
            if answer.status_code == 200:
                read[address] = text_of(answer)
                told = [secret for secret in SECRETS if secret.lower() in read[address].lower()]
                assert told == [], f"{address} tells {who} {told}"
    opened = {address.rpartition("/")[2] for address in read}
    assert set(PAPERS) <= opened
    assert all("Maya" in text for address, text in read.items() if address.endswith(PAPERS))
    assert any(address.startswith("/front-door/") for address in read)


def test_the_front_door_itself_can_reach_whoever_raised_it(contact: Contact, fran: Practitioner) -> None:
    answer: Any = client_of(fran).get(f"/front-door/{contact.public_id}/who-asked")
    assert "Quillon Featherby" in answer.text
    assert "01632 960777" in answer.text


def test_somebody_not_signed_in_reads_nothing_of_what_was_sent(contact: Contact, client: Client) -> None:
    for address in addresses(contact.public_id):
        assert client.get(address).status_code in {302, 404, 405}
