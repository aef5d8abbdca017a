"""The only ways to entries. Filing an entry to another child adds no readers: its first child says who they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from righthelp.agencies.policies import may, reads_of
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.chronology.models import Entry, Filing, ReadThrough
from righthelp.chronology.queries import ties_around
from righthelp.chronology.rules import is_grown_up
from righthelp.design_system.formatters import in_words
from righthelp.people.access import Circle, Seen, person_with_family, same_among, seen_among, seen_among_tied
from righthelp.people.caseload import worked_with
from righthelp.people.close import tie_of
from righthelp.people.happenings import Happening, happenings, on_record
from righthelp.people.known import Account, accounts_of
from righthelp.people.links import stated_of
from righthelp.people.models import Name, Person, Relationship
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import RAISING, sibling_words

if TYPE_CHECKING:
    import datetime as dt

    from righthelp.agencies.models import Practitioner

Kind = Relationship.Kind
BROTHERS_AND_SISTERS = frozenset({Kind.SIBLING, Kind.TWIN, Kind.IDENTICAL_TWIN})
OF_ONE_AGE = BROTHERS_AND_SISTERS | {Kind.COUSIN}
GENERATION_ABOVE = RAISING - {Kind.GRANDPARENT}


@dataclass(frozen=True)
class Chronology:
    """What one reader may read of what happened to a child.

    `also` gives for an entry the other children to whom it is filed, of those whom the reader may see. `elsewhere`
    gives for an entry that stands on another record of the same child, which the reader may see too, that record.
    """

    seen: Seen
    entries: list[Entry]
    also: Mapping[int, list[Person]]
    happenings: list[Happening]
    readings: list[ReadThrough]
    elsewhere: Mapping[int, Person]
    accounts: Mapping[int, Account]

    @property
    def child(self) -> Person:
        """Give the child whose chronology it is."""
        return self.seen.person

    @property
    def is_empty(self) -> bool:
        """Say whether nobody wrote anything, and the system saw no more than that the record was begun."""
        return not self.entries and len(self.happenings) <= 1

    @property
    def name(self) -> str:
        """Give the name that the child uses."""
        return self.name_of(self.child)

    def name_of(self, person: Person) -> str:
        """Give the name in use of the child, or of another to whom an entry is filed."""
        return name_among(person, self.accounts[person.pk].of(Name))

    def also_on(self, entry: Entry) -> str:
        """Name the other children to whom an entry is filed."""
        return in_words(map(self.name_of, self.also[entry.pk]))


def chronology_to_read(reader: "Practitioner", public_id: UUID, *, page: str) -> Chronology:
    """Give a child's chronology as far as somebody may read it, and log the look; else 404 with no hint."""
    found = _read(reader, public_id, page)
    child, also = found.circle.seen.person, found.also
    accounts = accounts_of({*_all_of(found.circle), *(one.pk for held in also.values() for one in held)})
    happened = _happened(reader, [found.circle, *map(found.circle.around, found.same)], accounts)
    readings = ReadThrough.objects.of(child) if found.is_written else ()
    shown = [one for one in readings if reads_of(reader, one.agency)]
    return Chronology(
        found.circle.seen, found.entries, defaultdict(list, also), happened, shown, found.elsewhere, accounts
    )


def entries_together(reader: "Practitioner", public_id: UUID, *, page: str) -> list[Entry]:
    """Give the entries on every record of a child that somebody may read, first to last, and log the look; else 404.

    For a page about something else: what the system itself saw stands in the chronology alone.
    """
    return _read(reader, public_id, page).entries


def child_with_family(reader: "Practitioner", child: Person, *, page: str) -> Circle:
    """Give a child of whose life somebody may read, with the family, and log the look; else 404 with no hint.

    Whoever loaded the child asked already whether it is on another record too (`is_linked`), and whether only named
    people open it (`is_closed`).
    """
    if vars(child)["is_linked"]:
        linked = person_with_family(reader, child.public_id, page=page)
        _story_of(reader, child, {child.pk: linked.seen})
        return linked
    circle = _circle(reader, child, ())
    look(by=reader, subject=child, page=page, reason=_why(circle.seen))
    return circle


@dataclass(frozen=True)
class _Found:
    """What was read of a child's life: with the family, on which other records too, and what people wrote."""

    circle: Circle
    same: list[Seen]
    entries: list[Entry]
    also: Mapping[int, list[Person]]
    elsewhere: Mapping[int, Person]
    is_written: bool


def _read(reader: "Practitioner", public_id: UUID, page: str) -> _Found:
    """Read what people wrote of a child on every record that somebody may see, and log the look; else 404."""
    filings = list(Filing.objects.beside(public_id).with_what_it_shows())
    filed = {filing.child.public_id: _filed_to(filing) for filing in filings}
    child = filed.pop(public_id, None) or _child(public_id)
    stated = stated_of(child)
    others = {one.pk: one for one in (*stated.people.values(), *filed.values()) if one.pk != child.pk}
    circle = _circle(reader, child, others.values())
    seen = circle.seen
    look(by=reader, subject=child, page=page, reason=_why(seen))
    found = {**circle.others, child.pk: seen}
    same = [one for one in same_among(reader, seen, stated, found, page) if one.opens(Part.STORY)]
    read, also = _entries_of(reader, child, filings, found)
    elsewhere: dict[int, Person] = {}
    for other in same:
        theirs = list(Filing.objects.beside(other.person.public_id).with_what_it_shows())
        known = _known_beside(reader, circle, found, theirs)
        entries, filed_to = _entries_of(reader, other.person, theirs, known)
        new = [entry for entry in entries if entry not in read]
        elsewhere |= {entry.pk: other.person for entry in new}
        read, also = read + new, filed_to | also
    read.sort(key=lambda entry: (entry.happened_on, entry.pk))
    return _Found(circle, same, read, also, elsewhere, bool(filings))


def _filed_to(filing: Filing) -> Person:
    """Give the child of a filing, with what was read of the child along with it."""
    vars(filing.child).update({name: vars(filing)[name] for name in ("is_linked", "is_closed")})
    return filing.child


def _circle(reader: "Practitioner", child: Person, also: Iterable[Person]) -> Circle:
    """Give a child of whose life somebody may read, with the family and others whom they may see; else 404."""
    people = {one.pk: one for one in (child, *also)}
    ties = ties_around(people)
    ends = {one.pk: one for tie in ties for one in (tie.person, tie.relative)}
    closed = {tie.person_id for tie in ties if vars(tie)["is_person_closed"]}
    closed |= {tie.relative_id for tie in ties if vars(tie)["is_relative_closed"]}
    closed |= {key for key, one in people.items() if vars(one)["is_closed"]}
    tied = [tie_of(tie) for tie in ties]
    found = seen_among_tied(reader, {**ends, **people}.values(), tied, restricted=closed)
    others = {key: one for key, one in found.items() if key != child.pk}
    return Circle(_story_of(reader, child, found), tuple(ties), others)


def _all_of(circle: Circle) -> set[int]:
    """Give everybody at a tie too, seen or not: a place that is protected for them must not show through others."""
    ends = {key for tie in circle.ties for key in (tie.person_id, tie.relative_id)}
    return {circle.seen.person.pk, *circle.others, *ends}


def _happened(reader: "Practitioner", records: list[Circle], accounts: dict[int, Account]) -> list[Happening]:
    """Give what the system saw on the records of one child; a room may tell of all of them at once."""
    today = timezone.localdate()
    missing = {one.seen.person.pk for one in records} - accounts.keys()
    known = accounts | (accounts_of(missing) if missing else {})
    found = set(happenings(reader, [circle.seen for circle in records]))
    found |= {one for circle in records for one in on_record(circle, known, today)}
    return sorted(found, key=lambda one: (one.happened_on, one.what))


def _known_beside(
    reader: "Practitioner", circle: Circle, known: dict[int, Seen], filings: list[Filing]
) -> dict[int, Seen]:
    """Give whom the reader may see of those to whom entries are filed; nobody at a tie is asked about twice."""
    beside = {one.child_id: one.child for one in filings}
    new = [beside[key] for key in beside.keys() - known.keys() - _all_of(circle)]
    return known | seen_among(reader, new) if new else known


def _entries_of(
    reader: "Practitioner", child: Person, filings: list[Filing], found: Mapping[int, Seen]
) -> tuple[list[Entry], dict[int, list[Person]]]:
    """Give the entries on a record that somebody may read, and the other children to whom they are filed."""
    read = [one.entry for one in filings if one.is_first and _reads(reader, one.entry, one.child, found)]
    also: defaultdict[int, list[Person]] = defaultdict(list)
    for filing in filings:
        if filing.child_id in found and filing.child_id != child.pk:
            also[filing.entry_id].append(found[filing.child_id].person)
    return read, also


@dataclass(frozen=True)
class Writing:
    """A child of whom somebody writes, and whom else they may see to whom it can be filed too.

    `family` are children of the family, by age, `others` the other children with whom they work. A text about the child
    is looked through for the names of all these, and of `beside`: the brothers and sisters who are no children, or of
    whom the writer may know no more than who they are, so that nothing is filed to them.
    """

    child: Person
    family: list[Person]
    others: list[Person]
    beside: list[Person]

    @property
    def known(self) -> list[Person]:
        """Give everybody whose name may stand in a text by mistake."""
        return [*self.family, *self.others, *self.beside]


def child_to_write_of(reader: "Practitioner", public_id: UUID, *, page: str) -> Writing:
    """Give a child of whose life somebody may read and write, and log the look; else 404 with no hint."""
    child = _child(public_id)
    theirs = list(Person.objects.with_whether_closed().filter(worked_with(reader)).select_related("agency"))
    circle = _circle(reader, child, theirs)
    look(by=reader, subject=child, page=page, reason=_why(circle.seen))
    return _writing(circle, {one.pk for one in theirs})


def children_beside(reader: "Practitioner", child: Person) -> Writing:
    """Give the same of a child to whose record a getter has let somebody already."""
    theirs = list(Person.objects.with_whether_closed().filter(worked_with(reader)).select_related("agency"))
    return _writing(_circle(reader, _child(child.public_id), theirs), {one.pk for one in theirs})


def _writing(circle: Circle, theirs: Collection[int]) -> Writing:
    child, today = circle.seen.person, timezone.localdate()
    ties = [tie for tie in circle.ties if circle.may_see(tie)]
    around = {key for tie in ties for key in (tie.person_id, tie.relative_id)} & _near(child.pk, ties)
    young, beside = _young(child.pk, ties), _brothers_and_sisters(child.pk, ties)
    people = {key: one.person for key, one in circle.others.items() if one.person.stage != Person.Stage.LOST}
    children = {key: one for key, one in people.items() if _is_child(one, young | set(theirs), today)}
    reached = {key for key, one in circle.others.items() if one.opens(Part.WHERE)}
    family = {key: one for key, one in children.items() if key in around & reached}
    found = Writing(
        child,
        family=_by_age(family.values()),
        others=[one for key, one in children.items() if key in theirs and key not in around],
        beside=_by_age(one for key, one in people.items() if key in beside and key not in children.keys() & reached),
    )
    prefetch_related_objects([child, *found.known], "names")
    found.others.sort(key=lambda one: (name_among(one, one.names.all()).casefold(), one.pk))
    return found


def _near(own: int, ties: Collection[Relationship]) -> set[int]:
    """Give those who are two steps from a child at most: ties of other children are among those read, too."""
    pairs = [(tie.person_id, tie.relative_id) for tie in ties]
    first = {own, *(key for pair in pairs if own in pair for key in pair)}
    return {key for pair in pairs if first.intersection(pair) for key in pair} - {own}


def _young(own: int, ties: Collection[Relationship]) -> set[int]:
    """Give those who are children as far as the family tells, where nobody knows when they were born."""
    above = {tie.relative_id for tie in ties if tie.person_id == own and tie.kind in GENERATION_ABOVE}
    cared_for = {tie.person_id for tie in ties if tie.kind in GENERATION_ABOVE and tie.relative_id in above | {own}}
    of_one_age = {key for tie in ties if tie.kind in OF_ONE_AGE and own in _ends(tie) for key in _ends(tie)}
    return (cared_for | of_one_age) - above - {own}


def _brothers_and_sisters(own: int, ties: Collection[Relationship]) -> set[int]:
    direct = {key for tie in ties if tie.kind in BROTHERS_AND_SISTERS and own in _ends(tie) for key in _ends(tie)}
    return direct | sibling_words(own, ties).keys()


def _ends(tie: Relationship) -> tuple[int, int]:
    return tie.person_id, tie.relative_id


def _is_child(person: Person, young: Collection[int], today: "dt.date") -> bool:
    """Say whether somebody is a child; where neither birth nor stage is known, family or work with them says."""
    if is_grown_up(person.born_on, person.stage, today):
        return False
    return bool(person.born_on or person.stage or person.due_on) or person.pk in young


def _by_age(people: Iterable[Person]) -> list[Person]:
    today = timezone.localdate()
    return sorted(people, key=lambda one: (one.born_on or today, one.pk))


def entries_to_read(reader: "Practitioner", child: Person) -> list[Entry]:
    """Give the entries on a child's record that somebody may read; the page that shows them logs the look."""
    entries = list(Entry.objects.of(child).with_what_it_shows())
    return _read_by(reader, entries, seen_among(reader, {_first(entry) for entry in entries}))


@dataclass(frozen=True)
class ToChange:
    """An entry on a child's record that somebody may change, and the children to whom it is filed that they may see."""

    child: Person
    entry: Entry
    filed_to: list[Person]


def entry_to_change(reader: "Practitioner", child_id: UUID, entry_id: UUID, *, page: str) -> ToChange:
    """Give an entry on a child's record that somebody may strike through or write anew, and log the look.

    It is their agency's, and they may read both of this child and of the one who says who may read it.
    """
    entry = Entry.objects.with_what_it_shows().filter(public_id=entry_id, filings__child__public_id=child_id).first()
    if entry is None:
        raise Http404
    filed = {filing.child.public_id: filing.child for filing in entry.filings.all()}
    child = filed[child_id]
    found = seen_among(reader, filed.values())
    reason = _why(_story_of(reader, child, found))
    if not (_read_by(reader, [entry], found) and may_change(reader, entry)):
        raise LookRefused(reader, entry)
    look(by=reader, subject=child, page=page, reason=reason)
    seen = [one for one in filed.values() if one.pk in found]
    prefetch_related_objects(seen, "names")
    return ToChange(child, entry, seen)


def may_change(reader: "Practitioner", entry: Entry) -> bool:
    """Say whether somebody may strike an entry through that they may read: those who write for its agency."""
    return may(reader, "write considerations", entry.agency)


def names_known(people: list[Person]) -> dict[int, list[str]]:
    """Give every first name and nickname on file by which these people may be called in a text, by key."""
    standing = Name.objects.filter(person__in=people, withdrawn_at__isnull=True).values_list("person_id", "first")
    found: dict[int, list[str]] = {person.pk: [] for person in people}
    for key, first in standing:
        found[key] += first.split()
    return found


def _child(public_id: UUID) -> Person:
    people = Person.objects.with_whether_linked().with_whether_closed().select_related("agency")
    child: Person | None = people.filter(public_id=public_id).first()
    if child is None:
        raise Http404
    return child


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
