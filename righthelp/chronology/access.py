"""The only ways to entries. Filing an entry to a sibling adds no readers: its first child says who they are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.chronology.models import Entry, Filing, ReadThrough
from righthelp.chronology.rules import is_grown_up
from righthelp.people.access import Seen, seen_among
from righthelp.people.happenings import Happening, happenings
from righthelp.people.models import Name, Person, Relationship
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency, Practitioner

PARENTS = (Relationship.Kind.PARENT, Relationship.Kind.ADOPTIVE_PARENT)
SIBLINGS = (Relationship.Kind.SIBLING, Relationship.Kind.TWIN, Relationship.Kind.IDENTICAL_TWIN)


@dataclass(frozen=True)
class Chronology:
    """What one reader may read of what happened to a child.

    `also` gives for an entry the other children to whom it is filed, of those whom the reader may see.
    """

    seen: Seen
    entries: list[Entry]
    also: Mapping[int, list[Person]]
    happenings: list[Happening]
    readings: list[ReadThrough]

    @property
    def child(self) -> Person:
        """Give the child whose chronology it is."""
        return self.seen.person


def chronology_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> Chronology:
    """Give a child's chronology as far as somebody may read it, and log the look; else 404 with no hint."""
    filings = list(Filing.objects.beside(public_id).with_what_it_shows())
    filed = {filing.child.public_id: filing.child for filing in filings}
    child = filed.pop(public_id, None) or _child(public_id)
    found = seen_among(reader, [child, *filed.values()])
    seen = _story_of(reader, child, found)
    look(by=reader, subject=child, page=page, reason=_why(seen))
    prefetch_related_objects([one.person for one in found.values()], "names")
    read = [one.entry for one in filings if one.is_first and _reads(reader, one.entry, one.child, found)]
    also: defaultdict[int, list[Person]] = defaultdict(list)
    for filing in filings:
        if filing.child_id in found and filing.child_id != child.pk:
            also[filing.entry_id].append(found[filing.child_id].person)
    readings = [one for one in ReadThrough.objects.of(child) if reads_of(reader, one.agency)]
    return Chronology(seen, read, also, happenings(reader, seen), readings)


@dataclass(frozen=True)
class Writing:
    """A child of whom somebody writes, with the brothers and sisters to whom it can be filed too."""

    child: Person
    siblings: list[Person]


def child_to_write_of(reader: "Practitioner", public_id: UUID, *, page: str) -> Writing:
    """Give a child of whose life somebody may read and write, and log the look; else 404 with no hint."""
    child = _child(public_id)
    siblings = _siblings(child)
    found = seen_among(reader, [child, *siblings])
    look(by=reader, subject=child, page=page, reason=_why(_story_of(reader, child, found)))
    seen = [one for one in siblings if one.pk in found]
    prefetch_related_objects([child, *seen], "names")
    return Writing(child, seen)


def entries_to_read(reader: "Practitioner", child: Person) -> list[Entry]:
    """Give the entries on a child's record that somebody may read; the page that shows them logs the look."""
    entries = list(Entry.objects.of(child).with_what_it_shows())
    return _read_by(reader, entries, seen_among(reader, {_first(entry) for entry in entries}))


def entry_to_change(reader: "Practitioner", child_id: UUID, entry_id: UUID, *, page: str) -> tuple[Person, Entry]:
    """Give an entry on a child's record that somebody may strike through or write anew, and log the look.

    It is their agency's, and they may read both of this child and of the one who says who may read it.
    """
    entry = Entry.objects.with_what_it_shows().filter(public_id=entry_id, filings__child__public_id=child_id).first()
    if entry is None:
        raise Http404
    child = next(filing.child for filing in entry.filings.all() if filing.child.public_id == child_id)
    found = seen_among(reader, [child, _first(entry)])
    reason = _why(_story_of(reader, child, found))
    if not (_read_by(reader, [entry], found) and may_change(reader, entry)):
        raise LookRefused(reader, entry)
    look(by=reader, subject=child, page=page, reason=reason)
    prefetch_related_objects([child], "names")
    return child, entry


def may_change(reader: "Practitioner", entry: Entry) -> bool:
    """Say whether somebody may strike an entry through that they may read: those who write for its agency."""
    return may(reader, "write considerations", entry.agency)


def reads_of(reader: "Practitioner", agency: "Agency") -> bool:
    """Say whether somebody reads what an agency wrote: its own people, and children's social care."""
    return may(reader, "write considerations", agency) or may(reader, "find anybody")


def siblings_seen(reader: "Practitioner", child: Person) -> list[Person]:
    """Give the brothers and sisters on file, not grown up, whose records somebody may see, by age."""
    siblings = _siblings(child)
    found = seen_among(reader, siblings)
    seen = [one for one in siblings if one.pk in found]
    prefetch_related_objects(seen, "names")
    return seen


def names_known(people: list[Person]) -> dict[int, list[str]]:
    """Give every first name and nickname on file by which these people may be called in a text, by key."""
    standing = Name.objects.filter(person__in=people, withdrawn_at__isnull=True).values_list("person_id", "first")
    found: dict[int, list[str]] = {person.pk: [] for person in people}
    for key, first in standing:
        found[key] += first.split()
    return found


def _child(public_id: UUID) -> Person:
    child = Person.objects.select_related("agency").filter(public_id=public_id).first()
    if child is None:
        raise Http404
    return child


def _siblings(child: Person) -> list[Person]:
    """Give those who are brothers and sisters or share a parent, by age, without those who are grown up."""
    ties = Relationship.objects.standing_with([child.pk]).select_related("person__agency", "relative__agency")
    direct = [one for tie in ties if tie.kind in SIBLINGS for one in (tie.person, tie.relative)]
    parents = [tie.relative_id for tie in ties if tie.kind in PARENTS and tie.person_id == child.pk]
    others = Relationship.objects.filter(relative__in=parents, kind__in=PARENTS, withdrawn_at__isnull=True)
    through = [tie.person for tie in others.select_related("person__agency")]
    today = timezone.localdate()
    found = {one.pk: one for one in (*direct, *through) if not is_grown_up(one.born_on, one.stage, today)}
    found.pop(child.pk, None)
    return sorted(found.values(), key=lambda one: (one.born_on or today, one.pk))


def _story_of(reader: "Practitioner", child: Person, found: Mapping[int, Seen]) -> Seen:
    """Give what somebody sees of a child, where it opens what is known; family alone does not."""
    seen = found.get(child.pk)
    if seen is None or not seen.opens(Part.STORY):
        raise LookRefused(reader, child)
    return seen


def _why(seen: Seen) -> str:
    return next(reason.words for reason in seen.reasons if Part.STORY in reason.parts)


def _read_by(reader: "Practitioner", entries: list[Entry], found: Mapping[int, Seen]) -> list[Entry]:
    return [entry for entry in entries if _reads(reader, entry, _first(entry), found)]


def _reads(reader: "Practitioner", entry: Entry, first: Person, found: Mapping[int, Seen]) -> bool:
    """Say whether somebody reads an entry: the first child's story, as far as they read what its agency wrote."""
    seen = found.get(first.pk)
    return seen is not None and seen.opens(Part.STORY) and reads_of(reader, entry.agency)


def _first(entry: Entry) -> Person:
    return next(filing.child for filing in entry.filings.all() if filing.is_first)
