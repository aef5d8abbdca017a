"""The only ways to a person's record: each asks for a reason, and logs the look with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.close import Tie, close_family, tie_of
from righthelp.people.links import Stated, stated_of
from righthelp.people.models import Person, Relationship
from righthelp.people.policies import CLOSE, RELATIVE, restricted_among, standing
from righthelp.people.presenters import is_child
from righthelp.people.queries import bring_names
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
    same: tuple[Seen, ...] = ()  # the other records of this person, of those whom the reader may see
    is_linked: bool = True  # whether anybody here is stated to be on another record too; of most families nobody is

    @property
    def looks(self) -> dict[int, Seen]:
        """Give what the reader may see of everybody here, by key."""
        own = {one.person.pk: one for one in (self.seen, *self.same)}
        return {**self.others, **own}

    @property
    def everybody(self) -> set[int]:
        """Give the keys of all here, of whom the reader may see something or not.

        What is protected for any of them must not show through another.
        """
        ends = {key for tie in self.ties for key in (tie.person_id, tie.relative_id)}
        return {*self.looks, *ends}

    def may_see(self, tie: Relationship) -> bool:
        """Say whether the reader may see the people at both ends."""
        known = {self.seen.person.pk, *self.others}
        return tie.person_id in known and tie.relative_id in known

    def around(self, other: Seen) -> "Circle":
        """Give the same people around another record of this person."""
        others = {**self.others, self.seen.person.pk: self.seen}
        return Circle(other, self.ties, {key: one for key, one in others.items() if key != other.person.pk})


def person_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> Seen:
    """Give the record of a person whom somebody may see, and log the look with why; else 404 with no hint."""
    person = person_on_file(public_id)
    return looked(reader, person, seen_among(reader, [person]), page)


def person_with_family(reader: "Practitioner", public_id: UUID, *, page: str, also: Iterable[Person] = ()) -> Circle:
    """Give a record with those around whom the reader may see, two steps far; log the look at the one in the middle.

    `also`: others, of whom those join the circle whom the reader may see.
    """
    person = person_on_file(public_id)
    stated = stated_of(person)
    centre = {**stated.people, person.pk: person}
    read = Relationship.objects.with_whether_linked().with_whether_closed()
    read = read.select_related("person", "relative", "noted_by", "withdrawn_by")
    ties = sorted(read.around(centre, steps=1), key=lambda tie: tie.pk)
    true_ties = tuple(tie for tie in ties if tie.withdrawn_at is None)
    around = {one.pk: one for one in also} | {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    everybody = {**around, **centre}
    closed = _closed(centre.values(), ties) | (restricted_among([one.pk for one in also]) if also else set())
    found = _seen(reader, everybody, list(map(tie_of, true_ties)), everybody, closed)
    seen = looked(reader, person, found, page)
    same = same_among(reader, seen, stated, found, page)
    others = {key: other for key, other in found.items() if key != person.pk}
    gone = tuple(tie for tie in ties if tie.withdrawn_at and person.pk in (tie.person_id, tie.relative_id))
    return Circle(seen, true_ties, others, gone, same, any(vars(one)["is_linked"] for one in (person, *true_ties)))


def _closed(people: Iterable[Person], ties: Iterable[Relationship]) -> set[int]:
    """Give those whose records only named people open, as it was read with them."""
    found = {one.pk for one in people if vars(one)["is_closed"]}
    for tie in ties:
        ends = ((tie.person_id, vars(tie)["is_person_closed"]), (tie.relative_id, vars(tie)["is_relative_closed"]))
        found |= {key for key, is_closed in ends if is_closed}
    return found


def same_as(reader: "Practitioner", seen: Seen, *, page: str) -> list[Seen]:
    """Give the other records of somebody, of those whom the reader may see too, and log the look at each."""
    stated = stated_of(seen.person)
    if not stated.pairs:
        return []
    found = seen_among(reader, [seen.person, *stated.people.values()])
    return list(same_among(reader, seen, stated, found, page))


def same_among(
    reader: "Practitioner", seen: Seen, stated: Stated, found: Mapping[int, Seen], page: str
) -> tuple[Seen, ...]:
    """Give the other records of somebody among those that the reader may see, and log the look at each."""
    keys = stated.others(seen.person.pk, {key: one.reasons for key, one in found.items()})
    return tuple(looked(reader, found[key].person, found, page) for key in keys)


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
    bring_names([circle.seen.person, *(other.person for other in circle.others.values())])
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
    people = Person.objects.with_whether_linked().with_whether_closed().select_related("agency", "noted_by")
    person: Person | None = people.filter(public_id=public_id).first()
    if person is None:
        raise Http404
    return person


def looked(reader: "Practitioner", person: Person, found: Mapping[int, Seen], page: str) -> Seen:
    """Give a record among those that a reader may see, and log the look with why; else 404 with no hint."""
    seen = found.get(person.pk)
    if seen is None:
        raise LookRefused(reader, person)
    look(by=reader, subject=person, page=page, reason=seen.reasons[0].words)
    return seen


def seen_among(reader: "Practitioner", people: Iterable[Person]) -> dict[int, Seen]:
    """Keep those of these people whom somebody may see, with why; for lists, whose page logs what it shows.

    Where nothing opens a record in its own right, one of the family whose record is open does, one step far; and a
    child whose own record is open does for the close family, as far as who they are.
    """
    by_key = {person.pk: person for person in people}
    read = Relationship.objects.with_whether_closed().select_related("person", "relative")
    ties = list(read.close_to(by_key.keys()))
    around = {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    alone = by_key.keys() - around.keys()  # of whom the ties do not say whether their records are restricted
    closed = _closed((), ties) | (restricted_among(alone) if alone else set())
    return _seen(reader, by_key, list(map(tie_of, ties)), {**around, **by_key}, closed)


def seen_among_tied(
    reader: "Practitioner", people: Iterable[Person], ties: Iterable[Tie], *, restricted: set[int]
) -> dict[int, Seen]:
    """Do what `seen_among` does where the page has read already who is tied to whom, and whose record is restricted.

    `people` are all at these ties, `restricted` all of them whose records only named people open.
    """
    by_key = {person.pk: person for person in people}
    return _seen(reader, by_key, list(ties), by_key, restricted)


def _seen(
    reader: "Practitioner",
    by_key: Mapping[int, Person],
    ties: list[Tie],
    everybody: Mapping[int, Person],
    restricted: set[int],
) -> dict[int, Seen]:
    """Say who of some people may be seen, each in its own right, or else through one of the family.

    A pregnancy that ended opens only with what is known of whoever carried it, at the one tie that it has.
    """
    own = standing(reasons_of(reader, everybody.keys(), restricted), restricted)
    told = {key for key, reasons in own.items() if any(Part.STORY in reason.parts for reason in reasons)}
    pairs = sorted({both for one, other, _ in ties for both in ((one, other), (other, one))})
    through = {a: [_as_relative(own[b])] for a, b in pairs if b in own and a not in restricted}
    found = {**_close(ties, {key: everybody[key] for key in told}, restricted - own.keys()), **through, **own}
    lost = {a for a, b in pairs if b in told}
    return {
        key: Seen(person, tuple(found[key]))
        for key, person in by_key.items()
        if key in found and (person.stage != Person.Stage.LOST or key in lost)
    }


def _close(ties: Iterable[Tie], open_to: Mapping[int, Person], closed: set[int]) -> dict[int, list[Reason]]:
    """Give the close family of the children among those whose own record is open; none through a parent not seen."""
    today = timezone.localdate()
    children = {key for key, person in open_to.items() if is_child(person, today)}
    return {one.person: [CLOSE] for one in close_family(ties, children) if not closed & {one.person, one.parent}}


def _as_relative(reasons: Iterable[Reason]) -> Reason:
    parts = frozenset(part for reason in reasons for part in reason.parts)
    return Reason("They are family of somebody whose record you may see", RELATIVE & parts)
