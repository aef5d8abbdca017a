"""What is written down on the records of a contact’s children of asking the family, so that nobody types it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.consent.access import standing_for
from righthelp.consent.presenters import why_of
from righthelp.design_system.formatters import day
from righthelp.front_door.models import Contact
from righthelp.people.access import seen_among

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.consent.models import Consent


@dataclass(frozen=True)
class Written:
    """Each yes to sharing that stands, by its id, in words; and why the family is not asked, where that stands."""

    consents: "Mapping[str, tuple[str, Consent]]"
    because: str


def written_of(by: "Practitioner", contact: Contact) -> Written:
    """Give what is on the children’s records as far as somebody may read them, each conversation once."""
    found = seen_among(by, [one.person for one in contact.children.all() if one.person])
    standing = [standing_for(by, seen) for seen in found.values()]
    once = {one.together: one for each in standing for one in reversed(each.given)}
    reasons = [why_of(one) for each in standing for one in each.goings_on]
    return Written({str(one.public_id): (_yes(one), one) for one in once.values()}, next(iter(reasons), ""))


def _yes(one: "Consent") -> str:
    return f"Yes on {day(one.said_on)}, to sharing with {one.shared_with}: {one.purpose}"
