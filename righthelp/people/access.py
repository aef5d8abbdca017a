"""The only ways to a person's record: each asks for a reason, and logs the look with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import Http404

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.models import Name, Person, Relationship
from righthelp.people.policies import RELATIVE, restricted_among, standing
from righthelp.people.reasons import Part, Reason, reasons_of
from righthelp.people.values import FAMILY, HELD, Value, part_of

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


MOST_ADDED = 50
BOTH = 2


@dataclass(frozen=True)
class Seen:
    """A person's record as one reader may see it: why, and which parts."""

    person: Person
    reasons: tuple[Reason, ...]

    def opens(self, part: Part) -> bool:
        """Say whether this reader may see a part of the record."""
        return any(part in reason.parts for reason in self.reasons)


@dataclass(frozen=True)
class Circle:
    """A record with the people around: what ties them, and those of them whom the reader may see."""

    seen: Seen
    ties: tuple[Relationship, ...]
    others: Mapping[int, Seen]
    withdrawn: tuple[Relationship, ...] = ()

    def may_see(self, tie: Relationship) -> bool:
        """Say whether the reader may see the people at both ends."""
        known = {self.seen.person.pk, *self.others}
        return tie.person_id in known and tie.relative_id in known


def person_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> Seen:
    """Give the record of a person whom somebody may see, and log the look with why; else 404 with no hint."""
    person = person_on_file(public_id)
    return _looked(reader, person, seen_among(reader, [person]), page)


def person_with_family(reader: "Practitioner", public_id: UUID, *, page: str, also: Iterable[Person] = ()) -> Circle:
    """Give a record with those around whom the reader may see, two steps far; log the look at the one in the middle.

    `also`: others, of whom those join the circle whom the reader may see.
    """
    person = person_on_file(public_id)
    near = {person.pk}.union(*Relationship.objects.standing_with([person.pk]).values_list("person_id", "relative_id"))
    read = Relationship.objects.filter(Q(person__in=near) | Q(relative__in=near))
    ties = tuple(read.select_related("person", "relative", "noted_by", "withdrawn_by"))
    true_ties = tuple(tie for tie in ties if tie.withdrawn_at is None)
    around = {one.pk: one for one in also} | {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    found = _seen(reader, {**around, person.pk: person}, _ends_of(true_ties))
    seen = _looked(reader, person, found, page)
    others = {key: other for key, other in found.items() if key != person.pk}
    gone = tuple(tie for tie in ties if tie.withdrawn_at and person.pk in (tie.person_id, tie.relative_id))
    return Circle(seen, true_ties, others, gone)


def person_to_change(writer: "Practitioner", public_id: UUID, *, page: str, part: Part = Part.STORY) -> Seen:
    """Give a record that somebody may add to: what is known must be open to them, and the part that they add to."""
    seen = person_to_read(writer, public_id, page=page)
    if not (seen.opens(Part.STORY) and seen.opens(part)):
        raise LookRefused(writer, seen.person)
    return seen


def person_beside(writer: "Practitioner", public_id: UUID) -> Person:
    """Give somebody whom a writer may see, to be named on the record of another."""
    return person_to_read(writer, public_id, page="add family").person


def family_to_change(writer: "Practitioner", public_id: UUID, *, page: str) -> Circle:
    """Give a record that somebody may add family to, with those whom they may add: family of the family, and others
    whose records they began; all with their names.
    """
    added = Person.objects.filter(noted_by=writer).order_by("-pk")[:MOST_ADDED]
    circle = person_with_family(writer, public_id, page=page, also=added)
    if not circle.seen.opens(Part.STORY):
        raise LookRefused(writer, circle.seen.person)
    names = Prefetch("names", Name.objects.filter(withdrawn_at__isnull=True))
    prefetch_related_objects([circle.seen.person, *(other.person for other in circle.others.values())], names)
    return circle


def value_to_change(
    writer: "Practitioner", public_id: UUID, held: str, value_id: UUID, *, page: str
) -> tuple[Seen, Value]:
    """Give one thing that is known and stands, of a record that somebody may change; 404 in parts closed to them."""
    seen = person_to_change(writer, public_id, page=page)
    rows = (row for row in _held(seen.person, held) if row.public_id == value_id)
    value = next((row for row in rows if seen.opens(part_of(row))), None)
    if value is None or (isinstance(value, Relationship) and not _sees_both(writer, value)):
        raise Http404
    return seen, value


def _sees_both(reader: "Practitioner", tie: Relationship) -> bool:
    return len(seen_among(reader, (tie.person, tie.relative))) == BOTH


def _held(person: Person, held: str) -> Iterable[Value]:
    if held == FAMILY:
        ties = Relationship.objects.filter(Q(person=person) | Q(relative=person), withdrawn_at__isnull=True)
        return ties.select_related("person", "relative")
    rows: Iterable[Value] = HELD[held]._default_manager.filter(person=person, withdrawn_at__isnull=True)
    return rows


def person_on_file(public_id: UUID) -> Person:
    """Load a person for a getter, which checks and logs the look; 404 for an unknown id."""
    person = Person.objects.select_related("agency", "noted_by").filter(public_id=public_id).first()
    if person is None:
        raise Http404
    return person


def _looked(reader: "Practitioner", person: Person, found: Mapping[int, Seen], page: str) -> Seen:
    seen = found.get(person.pk)
    if seen is None:
        raise LookRefused(reader, person)
    look(by=reader, subject=person, page=page, reason=seen.reasons[0].words)
    return seen


def seen_among(reader: "Practitioner", people: Iterable[Person]) -> dict[int, Seen]:
    """Keep those of these people whom somebody may see, with why; for lists, whose page logs what it shows.

    Where nothing opens a record in its own right, one of the family whose record is open does, one step far.
    """
    by_key = {person.pk: person for person in people}
    return _seen(reader, by_key, _ends_of(Relationship.objects.standing_with(by_key.keys())))


def seen_among_tied(
    reader: "Practitioner", people: Iterable[Person], pairs: Iterable[tuple[int, int]], *, restricted: set[int]
) -> dict[int, Seen]:
    """Do what `seen_among` does where the page has read already who is tied to whom, and whose record is restricted.

    `people` are all at these ties, `restricted` all of them whose records only named people open.
    """
    ties = {both for one, other in pairs for both in ((one, other), (other, one))}
    return _seen(reader, {person.pk: person for person in people}, ties, restricted)


def _ends_of(ties: Iterable[Relationship]) -> set[tuple[int, int]]:
    pairs = [(tie.person_id, tie.relative_id) for tie in ties]
    return {*pairs, *((b, a) for a, b in pairs)}


def _seen(
    reader: "Practitioner",
    by_key: Mapping[int, Person],
    pairs: Collection[tuple[int, int]],
    restricted: set[int] | None = None,
) -> dict[int, Seen]:
    """Say who of some people may be seen, each in its own right, or else through one of the family at a tie."""
    everybody = by_key.keys() | {key for pair in pairs for key in pair}
    restricted = restricted_among(everybody) if restricted is None else restricted
    own = standing(reasons_of(reader, everybody), restricted)
    through = {a: [_as_relative(own[b])] for a, b in sorted(pairs) if b in own and a not in restricted}
    found = {**through, **own}
    return {key: Seen(person, tuple(found[key])) for key, person in by_key.items() if key in found}


def _as_relative(reasons: Iterable[Reason]) -> Reason:
    parts = frozenset(part for reason in reasons for part in reason.parts)
    return Reason("They are family of somebody whose record you may see", RELATIVE & parts)
