"""Whom one reader may know of, among many people with those around them, asked once for all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.people.access import Seen, seen_among_tied
from righthelp.people.links import Stated
from righthelp.people.matching.card import without_homes, without_parents
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import (
    EmergencyOpening,
    IdentityLink,
    NamedReader,
    Person,
    Relationship,
    Residence,
    Restriction,
)
from righthelp.people.places import is_at
from righthelp.people.reasons import Part, Reason
from righthelp.people.relations import DESCENT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

ADOPTION = Restriction.Kind.ADOPTION
SAME = "same"
Row = tuple[int, int, str]  # two people, and what ties them or that they are the same


@dataclass(frozen=True)
class KnownOf:
    """Somebody whom the reader may know of; `seen` where a reason opens the record."""

    person: Person
    seen: Seen | None

    def opens(self, part: Part) -> bool:
        """Say whether a part of the record is open."""
        return self.seen is not None and self.seen.opens(part)


class Sight:
    """What a reader may know of some people: whose record is open, and who else is on file.

    Partner agencies know of those whose record is open to them, and of nobody else. Whoever finds anybody knows of all
    but restricted records; of those restricted for adoption not even that there is one.
    """

    def __init__(self, reader: "Practitioner", but: Set[int] = frozenset()) -> None:
        self.reader, self.but = reader, but  # `but`: nobody looks for these
        self.finds_anybody = may(reader, "find anybody")
        self.known: dict[int, KnownOf] = {}
        self.closed: set[int] = set()  # restricted otherwise than for adoption: told of without a name
        self.looked_at: set[int] = set()
        self.read_whole: set[int] = set()  # of whom all that may open their records is read
        self.ties: list[tuple[int, int, str]] = []
        self.links: list[tuple[int, int]] = []
        self.adopted: set[int] = set()
        self.homes_read: set[int] = set()
        self.silent: set[int] = set()
        self.protected: set[int] = set()  # who of all looked at, or around, has a protected address

    def on_file(self, people: set[int]) -> dict[int, str]:
        """Give the filed lines to compare with: nobody competes of whom the reader may not know.

        Nor does a parent whom a partner agency may not know weigh, or a home that is closed to it.
        """
        on_file = MatchRecord.objects.filter(pk__in=people - self.but)
        if self.finds_anybody:
            named = _named_or_open(self.reader)
            hidden = Restriction.objects.filter(person=OuterRef("pk"), kind=ADOPTION, lifted_at__isnull=True).exclude(
                named
            )
            return _lines(on_file.exclude(Exists(hidden)))
        self.look(people - self.but)
        return self.as_open(_lines(on_file.filter(pk__in=self.known.keys())))

    def as_open(self, lines: Mapping[int, str]) -> dict[int, str]:
        """Leave out of these lines what is closed to the reader: whether it fits must not be told by who is found."""
        silent = self.silent_about_homes(lines.keys())
        found = {key: without_homes(line) if key in silent else line for key, line in lines.items()}
        return {key: line if self.parents_are_known(key) else without_parents(line) for key, line in found.items()}

    def silent_about_homes(self, people: Collection[int]) -> set[int]:
        """Give those of these people of whose homes nothing may be told.

        One is protected for them, or for somebody around who is written down at the same place, and that is closed to
        the reader. An address that is open on the mother's record and protected on the child's is no secret else.
        """
        new = set(people) - self.homes_read
        self.homes_read |= new
        if new:
            self.silent |= self._with_closed_homes(new)
        return self.silent.intersection(people)

    def _with_closed_homes(self, people: set[int]) -> set[int]:
        """Read what is protected two steps far, unless nobody around those looked at has such an address, as mostly."""
        if not self.protected:
            return set()
        ties = Relationship.objects.filter(withdrawn_at__isnull=True)
        standing = Residence.objects.filter(withdrawn_at__isnull=True).order_by()
        rings = [standing.filter(person__in=keys, is_protected=True) for keys in ties.rings_around(people, 2)]
        protected = list(standing.filter(person__in=people, is_protected=True).union(*rings))
        self.look(home.person_id for home in protected)
        closed = [home for home in protected if not self._opens_protected(home.person_id)]
        if not closed:
            return set()
        near: defaultdict[int, set[int]] = defaultdict(set)
        for tie in ties.around(people, steps=1):
            near[tie.person_id].add(tie.relative_id)
            near[tie.relative_id].add(tie.person_id)
        found = {home.person_id for home in closed} & people
        for home in standing.filter(person__in=people, is_protected=False):
            around = {home.person_id, *near[home.person_id]}
            around = around.union(*(near[key] for key in around))
            if is_at(home, [one for one in closed if one.person_id in around]):
                found.add(home.person_id)
        return found

    def _opens_protected(self, person: int) -> bool:
        return person in self.known and self.known[person].opens(Part.PROTECTED)

    def look(self, people: Iterable[int]) -> None:
        """Find out about people, and as much about those around them: a record opens by its own family too."""
        asked = set(people) - self.looked_at
        if asked:
            self.looked_at |= asked
            rows = list(_ties_and_links(asked))
            self._read(asked | _beside(asked, rows), rows)

    def _read(self, whole: set[int], rows: list[Row]) -> None:
        """Note what opens these people's records; of others the rows tell a part, which never stands against it."""
        ties = [row for row in rows if row[2] != SAME]
        around = whole.union(*((one, other) for one, other, _ in rows))
        persons = {one.pk: one for one in _with_restriction(around)}
        self.protected |= {key for key, person in persons.items() if vars(person)["has_protected"]}
        restricted = {key for key, person in persons.items() if vars(person)["restricted_as"]}
        seen = seen_among_tied(self.reader, persons.values(), ties, restricted=restricted)
        for key, person in persons.items():
            if key in whole or key not in self.read_whole | self.known.keys():
                self._note(person, seen.get(key), vars(person)["restricted_as"])
        self.read_whole |= whole
        self.links += [(one, other) for one, other, kind in rows if kind == SAME]
        self.ties += ties

    def _note(self, person: Person, seen: Seen | None, restricted_as: str | None) -> None:
        self.adopted |= {person.pk} if restricted_as == ADOPTION else set()
        if person.pk in self.but or person.stage == Person.Stage.LOST:
            return
        if seen or (self.finds_anybody and restricted_as is None):
            self.known[person.pk] = KnownOf(person, seen)
        elif self.finds_anybody and restricted_as != ADOPTION:
            self.closed.add(person.pk)

    def family_of(self, person: int) -> list[int]:
        """Give the family whom the reader may know of, no step leading through anybody else."""
        ties = [tie for tie in self.ties if tie[0] in self.known and tie[1] in self.known]
        near = [other if one == person else one for one, other, _ in ties if person in (one, other)]
        parents = {other for one, other, kind in ties if one == person and kind in DESCENT}
        siblings = [one for one, other, kind in ties if other in parents and kind in DESCENT]
        return [key for key in dict.fromkeys([*near, *siblings]) if key != person]

    def parents_are_known(self, person: int) -> bool:
        """Say whether nothing that is told of a person's parents tells of somebody whom the reader may not know."""
        return all(other in self.known for one, other, kind in self.ties if one == person and kind in DESCENT)

    def stated(self) -> Stated:
        """Give what is stated of those looked at, for the rule of who may know it."""
        return Stated(frozenset(self.links), frozenset(self.adopted))

    def reasons(self) -> dict[int, tuple[Reason, ...]]:
        """Give for everybody of whom the reader may know the reasons that open the record, if any does."""
        return {key: one.seen.reasons if one.seen else () for key, one in self.known.items()}

    def same_as(self) -> dict[int, int]:
        """Give for each linked person the one with whom the reader may read them as one."""
        return self.stated().groups(self.reasons())


def _lines(records: "QuerySet[MatchRecord]") -> dict[int, str]:
    return dict(records.values_list("pk", "line"))


def _named_or_open(reader: "Practitioner") -> Q:
    """Say which restrictions leave a record open to somebody: those that name them, and those they opened."""
    named = NamedReader.objects.filter(restriction=OuterRef("pk"), practitioner=reader, ended_at__isnull=True)
    opened = EmergencyOpening.objects.filter(person=OuterRef("person"), practitioner=reader, until__gt=timezone.now())
    return Q(Exists(named)) | Q(Exists(opened))


def _ties_and_links(people: Collection[int]) -> "Iterable[Row]":
    """Give who is tied to these people and to those around them, with the children of whoever that is, and who is
    stated to be the same: one query, a union of plain questions, each answered by an index.
    """
    standing = Relationship.objects.filter(withdrawn_at__isnull=True).order_by()
    near = standing.rings_around(people, 1)[0]
    children = standing.filter(relative__in=near, kind__in=DESCENT).values_list("person")
    links = IdentityLink.objects.standing().order_by().annotate(kind=Value(SAME, output_field=CharField()))
    first, second = links.filter(first__in=people), links.filter(second__in=people)
    around = near.union(children, first.values_list("second"), second.values_list("first"))
    up, down = standing.filter(person__in=around), standing.filter(relative__in=around)
    further = up.values_list("relative").union(down.values_list("person"))
    ties = (up, down, standing.filter(relative__in=further, kind__in=DESCENT))
    found = [rows.values_list("person_id", "relative_id", "kind") for rows in ties]
    same = [rows.values_list("first_id", "second_id", "kind") for rows in (first, second)]
    return found[0].union(*found[1:], *same)


def _beside(people: Set[int], rows: Iterable[Row]) -> set[int]:
    """Give whom these people are tied to or the same as, and their brothers and sisters."""
    read = list(rows)
    near = {key for one, other, _ in read if one in people or other in people for key in (one, other)}
    return near | {one for one, other, kind in read if other in near and kind in DESCENT}


def _with_restriction(people: Collection[int]) -> "QuerySet[Person]":
    standing = Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)
    restricted_as = Subquery(standing.values("kind")[:1])
    protected = Residence.objects.filter(person=OuterRef("pk"), is_protected=True, withdrawn_at__isnull=True).order_by()
    found = Person.objects.filter(pk__in=people).select_related("agency")
    return found.annotate(restricted_as=restricted_as, has_protected=Exists(protected))
