"""Making an address protected, and everybody of the family for whom the same place is written down openly.

An address that is protected on a child's record and open on the mother's is no secret (BP-248).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_with_family
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Name, Residence
from righthelp.people.places import is_at
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


@dataclass(frozen=True)
class OpenHome:
    """The same place, written down openly for somebody."""

    home: Residence
    name: str
    may_change: bool


@dataclass(frozen=True)
class Protecting:
    """An address of somebody, and for whom the writer may see that the same place is written down openly."""

    seen: Seen
    home: Residence
    same: tuple[OpenHome, ...]

    @property
    def may_change(self) -> list[OpenHome]:
        """Give those that the writer may protect too."""
        return [one for one in self.same if one.may_change]

    @property
    def not_theirs(self) -> list[str]:
        """Name those whose records the writer may not change."""
        return [one.name for one in self.same if not one.may_change]

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left that the writer could protect."""
        return self.home.is_protected and not self.may_change

    def chosen(self, also: Collection[str]) -> list[Residence]:
        """Give what to protect: the address itself, where it is open still, and those that were ticked."""
        own = [] if self.home.is_protected else [self.home]
        return own + [one.home for one in self.may_change if str(one.home.public_id) in also]


def home_to_protect(writer: "Practitioner", public_id: UUID, value_id: UUID) -> Protecting:
    """Give an address to whoever may change the record and read protected addresses there; else 404 with no hint."""
    circle = person_with_family(writer, public_id, page="protect an address")
    if not _may_protect(circle.seen):
        raise LookRefused(writer, circle.seen.person)
    accounts = accounts_of(circle.looks.keys())
    home = next((one for one in _homes(circle.seen, accounts) if one.public_id == value_id), None)
    if home is None:
        raise Http404
    same = [
        OpenHome(one, name_among(seen.person, accounts[key].of(Name)), _may_protect(seen))
        for key, seen in circle.looks.items()
        for one in (_homes(seen, accounts) if seen.opens(Part.WHERE) else ())
        if one.public_id != value_id and not one.is_protected and is_at(one, [home])
    ]
    return Protecting(circle.seen, home, tuple(sorted(same, key=lambda one: one.name)))


def _may_protect(seen: Seen) -> bool:
    return seen.opens(Part.STORY) and seen.opens(Part.PROTECTED)


def _homes(seen: Seen, accounts: dict[int, Account]) -> list[Residence]:
    homes = accounts[seen.person.pk].of(Residence)
    for home in homes:
        home.person = seen.person
    return homes
