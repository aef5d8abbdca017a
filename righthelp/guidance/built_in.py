"""The three partnerships' guidance that comes with Right Help, restated in plain words."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from righthelp.guidance.actions import load_edition, publish
from righthelp.guidance.models import Edition, PanelEntry
from righthelp.guidance.rules import DescriptorLine, check
from righthelp.guidance.tables import load_yaml, read_table

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

DATA = Path(__file__).parent / "data"
SLUGS = ("bathnes", "staffordshire", "barnsley")


@cache  # it comes with the program and never changes while that runs; to read it takes a twentieth of a second
def content_of(slug: str) -> dict[str, Any]:
    """Read one built-in edition's file; nobody changes what it gives."""
    content: dict[str, Any] = load_yaml((DATA / "editions" / slug / "edition.yaml").read_bytes())
    return content


def lines_of(slug: str) -> list[DescriptorLine]:
    """Read one built-in edition's descriptors; Barnsley's are not in the published pages."""
    path = DATA / "editions" / slug / "descriptors.csv"
    if not path.exists():
        return []
    lines, faults = check(read_table(path.name, path.read_bytes()))
    if faults:
        raise ValueError(f"{path.name}: {faults[0]}")
    return lines


@transaction.atomic
def load_built_in(*, by: "Practitioner | None" = None) -> list[Edition]:
    """Load and publish all built-in editions, and the panel. Nothing is adopted: people do that."""
    editions = []
    for slug in SLUGS:
        edition = load_edition(content=content_of(slug), lines=lines_of(slug), wording=Edition.Wording.RESTATED, by=by)
        publish(edition=edition, effective_from=edition.dated or _long_ago(), by=by)
        editions.append(edition)
    load_panel()
    return editions


def load_panel() -> None:
    """Put the panel's entries in place; what a partnership changed stays."""
    for position, entry in enumerate(load_yaml((DATA / "panel.yaml").read_bytes())["entries"]):
        PanelEntry.objects.get_or_create(
            key=entry["id"],
            defaults={
                "title": entry["title"],
                "steps": "\n".join(entry["what_to_do"]),
                "ring": " ".join(entry["ring"]),
                "source": entry["source"],
                "certainty": entry["certainty"],
                "position": position,
            },
        )


def _long_ago() -> dt.date:
    """An undated document holds from the day on which it was loaded here."""
    return timezone.localdate()
