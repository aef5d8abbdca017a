"""Plain functions that tests of this room share."""

import csv
import datetime as dt
import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from righthelp.audit.models import Event
from righthelp.guidance.actions import load_edition, publish
from righthelp.guidance.models import Edition
from righthelp.guidance.rules import DescriptorLine

RESTATED = "restated in Right Help’s plain words"
HEADING = "id,level,theme,text,source\n"
ROWS = HEADING + "a-1,1,Health,Eats well.,page 1\na-2,2,Health,Often hungry.,page 2\n"


def words(response: Any) -> str:
    """Give what a page says, without its tags, each run of white space as one space."""
    without_tags = re.sub(r"<[^>]+>", " ", response.text)
    return re.sub(r"\s+", " ", unescape(without_tags))


def page(client: Client, address: str, status: int = 200) -> str:
    """Open a page, expect this status, and give its words."""
    response = client.get(address)
    assert response.status_code == status, address
    return words(response)


def line(code: str = "a-1", level: int = 1, theme: str = "Health", text: str = "Eats well.") -> DescriptorLine:
    """Give one checked descriptor."""
    return DescriptorLine(code, level, theme, text, group="", source="", note="", needs="physical-health")


def draft(slug: str = "westmarsh", *lines: DescriptorLine, **content: Any) -> Edition:
    """Load a small draft."""
    given = {"slug": slug, "title": "Westmarsh guide", **content}
    return load_edition(content=given, lines=list(lines) or [line()], wording=Edition.Wording.OWN, by=None)


def published(slug: str = "westmarsh", *lines: DescriptorLine, on: dt.date | None = None, **content: Any) -> Edition:
    """Load a small edition and publish it."""
    edition = draft(slug, *lines, **content)
    publish(edition=edition, effective_from=on or timezone.localdate(), by=None)
    return edition


def table(content: bytes) -> list[dict[str, str]]:
    """Read an exported CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def events(name: str) -> list[Event]:
    """List the log's entries of this name, the first one first."""
    return list(Event.objects.filter(name=name).order_by("pk"))


def send(client: Client, address: str, **fields: Any) -> Any:
    """Send a form as the page gives it, with its token, and follow where it leads."""
    shown = client.get(address)
    token = re.search(r'name="form_token" value="([^"]+)"', shown.text)
    assert token, address
    return client.post(address, {"form_token": token[1], **fields}, follow=True)


def asked(name: str, *place: Any, of: dict[str, tuple[str, ...]]) -> Any:
    """Give one case: a place, and for each requirement the sentences that meet it there, with their marks."""
    return pytest.param(*place, of, id=name, marks=pytest.mark.requirement(*of))


def lacking(text: str, of: dict[str, tuple[str, ...]]) -> list[str]:
    """List the sentences that the text does not hold, each with its requirement."""
    return [f"{id_}: {sentence}" for id_, sentences in of.items() for sentence in sentences if sentence not in text]
