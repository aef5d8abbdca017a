"""What the panel above all results shows for a text: the partnership's words, and who to ring now."""

from collections.abc import Iterable
from dataclasses import dataclass

from righthelp.guidance.models import ContactPoint, PanelEntry
from righthelp.guidance.search.panel import PanelMatch
from righthelp.guidance.who_to_call import Call

When = ContactPoint.When

RING = {
    "police_999": "The police on 999, if the child is in danger now",
    "police_101": "The police on 101",
    "social_care": "Children’s social care, in office hours",
    "social_care_or_emergency_team": "Children’s social care, or the emergency team when they are closed",
    "lado": "The local authority designated officer (LADO)",
    "safeguarding_lead": "Your safeguarding lead",
}


@dataclass(frozen=True)
class Ring:
    """Somebody to ring: what to say they are, and numbers where we hold them."""

    title: str
    numbers: list[str]


@dataclass(frozen=True)
class PanelItem:
    """One entry as the page shows it."""

    entry: PanelEntry
    words: str
    steps: list[str]
    ring: list[Ring]


def panel_items(matches: Iterable[PanelMatch], calls: list[Call]) -> list[PanelItem]:
    """Put the partnership's words to what was found, in the partnership's order."""
    words = {match.key: match.words for match in matches}
    return [
        PanelItem(entry, words[entry.key], entry.steps.splitlines(), [_ring(key, calls) for key in entry.ring.split()])
        for entry in PanelEntry.objects.filter(key__in=words)
    ]


def _ring(key: str, calls: list[Call]) -> Ring:
    if key in {"police_999", "police_101"}:
        return Ring(RING[key], [key.removeprefix("police_")])
    if key.startswith("social_care"):
        first = [call for call in calls if call.is_first and call.contact.when in (When.OFFICE, When.OUT_OF_HOURS)]
        return Ring(RING[key], first[0].contact.phone_list if first else [])
    return Ring(RING.get(key, key), [])
