"""What the panel above all results shows for a text: the partnership's words, and who to ring now."""

from collections.abc import Iterable, Iterator
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
NO_NUMBER = (
    "This guide has no telephone number for them yet: if a child is in danger, ring the police on 999; for anything "
    "else ask your safeguarding lead whom to ring."
)
REMARKS = {"lado": "Ask your safeguarding lead for their number."}


@dataclass(frozen=True)
class Ring:
    """Somebody to ring: what to say they are, and numbers where we hold them."""

    title: str
    numbers: list[str]
    remark: str = ""


@dataclass(frozen=True)
class PanelItem:
    """One entry as the page shows it."""

    entry: PanelEntry
    words: str
    steps: list[str]
    ring: list[Ring]


def panel_items(matches: Iterable[PanelMatch], calls: list[Call]) -> list[PanelItem]:
    """Put the partnership's words to what was found, the clearest first as it was found."""
    words = {match.key: match.words for match in matches}
    entries = PanelEntry.objects.in_bulk(list(words), field_name="key")
    return [
        PanelItem(entry, words[key], entry.steps.splitlines(), list(_rings(entry.ring.split(), calls)))
        for key in words
        if (entry := entries.get(key))
    ]


def _rings(keys: Iterable[str], calls: list[Call]) -> Iterator[Ring]:
    for key in keys:
        if key.startswith("social_care"):
            yield from _social_care(key, calls)
        else:
            numbers = [key.removeprefix("police_")] if key.startswith("police_") else []
            yield Ring(RING.get(key, key), numbers, REMARKS.get(key, ""))


def _social_care(key: str, calls: list[Call]) -> list[Ring]:
    """Name the front door itself: the office, or whoever answers now."""
    office = [call for call in calls if call.contact.when == When.OFFICE and call.contact.phones][:1]
    now = [call for call in calls if call.is_first and call.contact.when != When.EMERGENCY]
    found = office if key == "social_care" else now
    named = [Ring(call.contact.name, call.contact.phone_list, call.remark) for call in found]
    return named or [Ring(RING[key], [], NO_NUMBER)]
