"""What is written down on the records of a contact’s children of asking the family, so that nobody types it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.consent.access import standing_among
from righthelp.consent.presenters import why_of
from righthelp.design_system.formatters import day
from righthelp.front_door.models import Contact
from righthelp.people.access import seen_among_tied
from righthelp.people.policies import restricted_among

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.consent.models import Consent


@dataclass(frozen=True)
class Written:
    """Each yes to sharing that stands, by its id, in words; and why the family is not asked, where that stands."""

    consents: "Mapping[str, tuple[str, Consent]]"
    because: str


def written_of(by: "Practitioner", contact: Contact) -> Written:
    """Give what is on the children’s records as far as somebody may read them, each conversation once.

    The contact, which the reader has open, is a reason of its own: nobody around the children is read for it.
    """
    people = {one.person_id: one.person for one in contact.children.all() if one.person}
    found = seen_among_tied(by, people.values(), (), restricted=restricted_in(contact))
    standing = standing_among(by, found.values()).values()
    once = {one.together: one for each in standing for one in reversed(each.given)}
    reasons = [why_of(one) for each in standing for one in each.goings_on]
    return Written({str(one.public_id): (_yes(one), one) for one in once.values()}, next(iter(reasons), ""))


def restricted_in(contact: Contact) -> set[int]:
    """Give the children’s records that only named people open, as they were read with the contact, or read now."""
    linked = [one for one in contact.children.all() if one.person_id]
    if all("is_closed" in vars(one) for one in linked):
        return {one.person_id for one in linked if one.person_id and vars(one)["is_closed"]}
    return restricted_among([one.person_id for one in linked if one.person_id])


def _yes(one: "Consent") -> str:
    return f"Yes on {day(one.said_on)}, to sharing with {one.shared_with}: {one.purpose}"
