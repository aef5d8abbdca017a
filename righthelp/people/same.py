"""People around somebody of whom several records are on file: a list has each of them once.

Only where the reader may know that the records are one person; to anybody else they stay two (`links`).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import in_words
from righthelp.people.links import Stated, stated_among
from righthelp.people.models import Name, SafeContact
from righthelp.people.places import letters_of
from righthelp.people.presenters import in_use, name_among
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.people.access import Circle, Seen
    from righthelp.people.known import Account


@dataclass(frozen=True)
class Folded:
    """Everybody whom a reader may see, and under which record each is listed who has several."""

    looks: "Mapping[int, Seen]"
    leads: Mapping[int, int]

    def lead(self, key: int) -> int:
        """Give the record under which somebody is listed."""
        return self.leads.get(key, key)

    def records_of(self, key: int) -> "list[Seen]":
        """Give all records of somebody, the one under which they are listed first."""
        lead = self.lead(key)
        others = sorted(other for other, first in self.leads.items() if first == lead != other)
        return [self.looks[one] for one in (lead, *others)]

    def name_of(self, key: int, accounts: "Mapping[int, Account]") -> str:
        """Give the name in use, with those of the other records where they differ."""
        records = self.records_of(key)
        named = [one for one in records if in_use(accounts[one.person.pk].of(Name))] or records[:1]
        names = dict.fromkeys(name_among(one.person, accounts[one.person.pk].of(Name)) for one in named)
        first, *others = names
        return f"{first} (also {in_words(others)})" if others else first


def folded(circle: "Circle") -> Folded:
    """Read which of these people are stated to be one, as far as the reader may know it; one query, where any may be.

    The centre leads its own records; of others one that tells of a death, else one that says how to reach them.
    """
    looks, centre = circle.looks, circle.seen.person.pk
    stated = stated_among(looks.keys()) if circle.is_linked else Stated()
    joined = stated.groups({key: one.reasons for key, one in looks.items()})
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key, root in joined.items():
        groups[root].append(key)

    def place(key: int) -> tuple[bool, bool, bool, int]:
        seen = looks[key]
        return key != centre, seen.person.died_on is None, not seen.opens(Part.WHERE), key

    return Folded(looks, {key: min(keys, key=place) for keys in groups.values() for key in keys})


def contacts_once(contacts: list[SafeContact]) -> list[SafeContact]:
    """Give each way to reach somebody once, and where one record says what another has not asked, what was said."""
    asked = {_way(one) for one in contacts if one.is_safe != SafeContact.Safe.NOT_ASKED}
    kept = (one for one in contacts if one.is_safe != SafeContact.Safe.NOT_ASKED or _way(one) not in asked)
    return list(
        {(*_way(one), one.is_safe, one.times, one.leave_message, one.must_not_know): one for one in kept}.values()
    )


def _way(one: SafeContact) -> tuple[str, str]:
    return one.channel, letters_of(one.value)
