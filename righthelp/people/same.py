"""People around somebody of whom several records are on file: a list has each of them once.

Only where the reader may know that the records are one person; to anybody else they stay two (`links`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.design_system.formatters import in_words
from righthelp.people.links import Stated, stated_among
from righthelp.people.models import Name, SafeContact
from righthelp.people.places import letters_of
from righthelp.people.presenters import in_use, name_among
from righthelp.people.reasons import Part
from righthelp.people.rules import phone_number

if TYPE_CHECKING:
    from righthelp.people.access import Circle, Seen
    from righthelp.people.known import Account

Safe = SafeContact.Safe
RUNG = frozenset({SafeContact.Channel.PHONE, SafeContact.Channel.TEXT})


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


def ways_of(
    key: int, looks: "Mapping[int, Seen]", stated: Stated, accounts: "Mapping[int, Account]"
) -> list[SafeContact]:
    """Give the ways to reach somebody now, each once, from all records of theirs that a reader may see as one.

    A “not safe” on any other record of theirs counts, too, and is not told.
    """
    known = (key, *stated.others(key, {one: seen.reasons for one, seen in looks.items()}))
    told = [one for one in known if looks[one].opens(Part.WHERE)]
    ways = ways_counting(held_now(accounts, told), held_now(accounts, stated.others_that_count(key)))
    return [one for one in ways if one.person_id in told]


def held_now(accounts: "Mapping[int, Account]", people: Iterable[int]) -> list[SafeContact]:
    """Give the ways to reach somebody that still hold, from these records."""
    return [one for key in people for one in accounts[key].of(SafeContact) if one.to_on is None]


def ways_counting(told: Iterable[SafeContact], elsewhere: Iterable[SafeContact]) -> list[SafeContact]:
    """Give each way once, as `contacts_once` does; of what stands elsewhere a “not safe” counts, without its words.

    It stands among them under the key of its own record: whoever shows the ways leaves it out.
    """
    return contacts_once([*only_unsafe(elsewhere), *told])


def only_unsafe(elsewhere: Iterable[SafeContact]) -> list[SafeContact]:
    """Give what is not safe, with no word of who must not know of it."""
    unsafe = [copy(one) for one in elsewhere if one.is_safe == Safe.NO]
    for one in unsafe:
        one.must_not_know = ""
    return unsafe


def contacts_once(contacts: Iterable[SafeContact]) -> list[SafeContact]:
    """Give each way to reach somebody once, what is not safe first.

    Where notes differ, a “not safe” counts before a “safe”, and both before what nobody asked (design, section 4,
    rule 5). Whoever must not know of a way by one note must not know of it at all. Of what is not safe nothing says
    when it is, or that a message may be left.
    """
    of_way: defaultdict[tuple[str, str], list[SafeContact]] = defaultdict(list)
    for one in contacts:
        of_way[_way(one)].append(one)
    kept = [one for notes in of_way.values() for one in _that_count(notes)]
    once = {(*_way(one), one.is_safe, one.times, one.leave_message, one.must_not_know): one for one in kept}
    return sorted(once.values(), key=lambda one: one.is_safe != Safe.NO)


def safe_among(ways: Iterable[SafeContact]) -> list[SafeContact]:
    """Give those that they said are safe, and of which no other note says that they are not."""
    noted = list(ways)
    unsafe = {_way(one) for one in noted if one.is_safe == Safe.NO}
    return [one for one in noted if one.is_safe == Safe.YES and _way(one) not in unsafe]


def _that_count(notes: list[SafeContact]) -> list[SafeContact]:
    """Give the notes of one way with the answer that counts, and with everybody who must not know of it."""
    counts = next(answer for answer in (Safe.NO, Safe.YES, Safe.NOT_ASKED) if answer in {one.is_safe for one in notes})
    kept = [copy(one) for one in notes if one.is_safe == counts]
    secret = "; ".join(filter(None, dict.fromkeys(one.must_not_know for one in notes)))
    for one in kept:
        one.must_not_know = secret
        if counts == Safe.NO:
            one.times, one.leave_message = "", None
    return kept


def unsafe_by(value: str, ways: Iterable[SafeContact]) -> list[SafeContact]:
    """Give those by which a number or an address is not safe."""
    return [one for one in ways if one.is_safe == Safe.NO and _plain(one.channel, value) == _way(one)[1]]


def _way(one: SafeContact) -> tuple[str, str]:
    return one.channel, _plain(one.channel, one.value)


def _plain(channel: str, value: str) -> str:
    return (phone_number(value) if channel in RUNG else "") or letters_of(value)
