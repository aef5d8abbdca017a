"""Whom one reader may know of, among many people with those around them, asked once for all."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.people.access import Seen, seen_among_tied
from righthelp.people.matching.models import MatchRecord
from righthelp.people.models import EmergencyOpening, IdentityLink, NamedReader, Person, Relationship, Restriction
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.agencies.models import Practitioner

ADOPTION = Restriction.Kind.ADOPTION
SAME = "same"
PARENTS = frozenset({Relationship.Kind.PARENT, Relationship.Kind.ADOPTIVE_PARENT})


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
        self.ties: list[tuple[int, int, str]] = []
        self.links: list[tuple[int, int]] = []

    def on_file(self, people: set[int]) -> "QuerySet[MatchRecord]":
        """Give those to compare with: nobody competes of whom the reader may not know."""
        if self.finds_anybody:
            named = _named_or_open(self.reader)
            hidden = Restriction.objects.filter(person=OuterRef("pk"), kind=ADOPTION, lifted_at__isnull=True).exclude(
                named
            )
            return MatchRecord.objects.filter(pk__in=people - self.but).exclude(Exists(hidden))
        self.look(people - self.but)
        return MatchRecord.objects.filter(pk__in=(people - self.but) & self.known.keys())

    def look(self, people: Iterable[int]) -> None:
        """Find out about people, those stated to be the same, and their families two steps far."""
        asked = set(people) - self.looked_at
        if not asked:
            return
        self.looked_at |= asked
        rows = list(_ties_and_links(asked))
        ties = [row for row in rows if row[2] != SAME]
        around = asked.union(*((one, other) for one, other, _ in rows))
        persons = {one.pk: one for one in _with_restriction(around)}
        restricted = {key for key, person in persons.items() if vars(person)["restricted_as"]}
        pairs = [(one, other) for one, other, _ in ties]
        seen = seen_among_tied(self.reader, persons.values(), pairs, restricted=restricted)
        for key, person in persons.items():
            self._note(person, seen.get(key), vars(person)["restricted_as"])
        self.links += [(one, other) for one, other, kind in rows if kind == SAME]
        self.ties += ties

    def _note(self, person: Person, seen: Seen | None, restricted_as: str | None) -> None:
        if person.pk in self.but:
            return
        if seen or (self.finds_anybody and restricted_as is None):
            self.known[person.pk] = KnownOf(person, seen)
        elif self.finds_anybody and restricted_as != ADOPTION:
            self.closed.add(person.pk)

    def family_of(self, person: int) -> list[int]:
        """Give the family whom the reader may know of, no step leading through anybody else."""
        ties = [tie for tie in self.ties if tie[0] in self.known and tie[1] in self.known]
        near = [other if one == person else one for one, other, _ in ties if person in (one, other)]
        parents = {other for one, other, kind in ties if one == person and kind in PARENTS}
        siblings = [one for one, other, kind in ties if other in parents and kind in PARENTS]
        return [key for key in dict.fromkeys([*near, *siblings]) if key != person]

    def parents_are_known(self, person: int) -> bool:
        """Say whether nothing that is told of a person's parents tells of somebody whom the reader may not know."""
        return all(other in self.known for one, other, kind in self.ties if one == person and kind in PARENTS)

    def same_as(self) -> dict[int, int]:
        """Give for each linked person the one with whom the reader may read them as one."""
        first: dict[int, int] = {}
        for one, other in self.links:
            if one in self.known and other in self.known:
                mine, theirs = _root(first, one), _root(first, other)
                first[max(mine, theirs)] = min(mine, theirs)
        return {key: _root(first, key) for key in first}


def _root(first: dict[int, int], key: int) -> int:
    while first.get(key, key) != key:
        key = first[key]
    return key


def _named_or_open(reader: "Practitioner") -> Q:
    """Say which restrictions leave a record open to somebody: those that name them, and those they opened."""
    named = NamedReader.objects.filter(restriction=OuterRef("pk"), practitioner=reader, ended_at__isnull=True)
    opened = EmergencyOpening.objects.filter(person=OuterRef("person"), practitioner=reader, until__gt=timezone.now())
    return Q(Exists(named)) | Q(Exists(opened))


def _ties_and_links(people: Collection[int]) -> "Iterable[tuple[int, int, str]]":
    """Give who is tied to these people, their parents' other children, and who is stated to be the same: one query."""
    parents = Relationship.objects.filter(person__in=people, kind__in=PARENTS, withdrawn_at__isnull=True)
    siblings = Q(relative__in=parents.order_by().values("relative"), kind__in=PARENTS)
    either = Q(person__in=people) | Q(relative__in=people) | siblings
    ties = Relationship.objects.filter(either, withdrawn_at__isnull=True).order_by()
    links = IdentityLink.objects.filter(Q(first__in=people) | Q(second__in=people), undone_at__isnull=True)
    links = links.filter(is_same=True)
    same = links.order_by().annotate(kind=Value(SAME, output_field=CharField()))
    return ties.values_list("person_id", "relative_id", "kind").union(
        same.values_list("first_id", "second_id", "kind"), all=True
    )


def _with_restriction(people: Collection[int]) -> "QuerySet[Person]":
    standing = Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)
    restricted_as = Subquery(standing.values("kind")[:1])
    return Person.objects.filter(pk__in=people).annotate(restricted_as=restricted_as)
