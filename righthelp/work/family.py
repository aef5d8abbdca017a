"""A child with the family, each only as far as the reader may see, and how they are reached; for the contact sheet."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_with_family
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.models import Detail, Name, Person, Relationship, Residence, SafeContact
from righthelp.people.reasons import Part
from righthelp.work.rules import same_place

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

REACH = [kind.key for kind in DETAIL_KINDS.values() if kind.part is Part.WHERE]


@dataclass(frozen=True)
class Family:
    """A child, and each of the family whom the reader may see, with what ties them to the child."""

    child: Seen
    relatives: tuple[tuple[Seen, tuple[Relationship, ...]], ...]
    protected: tuple[Residence, ...]  # places that stand on no paper, whoever of the family lives there

    def homes_of(self, person: Person, today: dt.date) -> list[Residence]:
        """List where somebody lives now; never a place that is protected for anybody of the family."""
        now = (one for one in person.residences.all() if one.to_on is None or one.to_on >= today)
        return [one for one in now if not any(_is_at(one, hidden) for hidden in self.protected)]


def family_to_read(reader: "Practitioner", public_id: UUID, today: dt.date, *, page: str) -> Family:
    """Give a child and the family with what is on file to reach them, and log the look; else 404 with no hint."""
    circle = person_with_family(reader, public_id, page=page)
    child = circle.seen.person
    if not circle.seen.opens(Part.STORY):
        raise LookRefused(reader, child)
    ties = [tie for tie in circle.ties if child.pk in (tie.person_id, tie.relative_id)]
    around = {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    bring_reach([child, *around.values()])
    found: dict[int, list[Relationship]] = {}
    for tie in ties:
        if circle.may_see(tie) and (tie.to_on is None or tie.to_on >= today):
            found.setdefault(_other(tie, child), []).append(tie)
    relatives = tuple((_seen(around[key], circle.others[key]), tuple(held)) for key, held in found.items())
    return Family(circle.seen, relatives, _protected([child, *around.values()]))


def bring_reach(people: Iterable[Person]) -> None:
    """Load names, addresses, ways to reach and what to know before a visit; nothing that was withdrawn."""
    stands = {"withdrawn_at__isnull": True}
    prefetch_related_objects(
        list(people),
        Prefetch("names", Name.objects.filter(**stands)),
        Prefetch("residences", Residence.objects.filter(**stands)),
        Prefetch("safe_contacts", SafeContact.objects.filter(**stands)),
        Prefetch("details", Detail.objects.filter(kind__in=REACH, **stands)),
    )


def _seen(person: Person, seen: Seen) -> Seen:
    """Give the same look at the copy of a person for whom everything was loaded."""
    return Seen(person, seen.reasons)


def _other(tie: Relationship, child: Person) -> int:
    return tie.relative_id if tie.person_id == child.pk else tie.person_id


def _protected(people: Iterable[Person]) -> tuple[Residence, ...]:
    """Give every place that is protected for anybody here: it must not show through somebody else who lives there."""
    return tuple(one for person in people for one in person.residences.all() if one.is_protected)


def _is_at(one: Residence, other: Residence) -> bool:
    return same_place(one.line, one.postcode, other.line, other.postcode)
