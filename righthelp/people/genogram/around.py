"""Who may stand on a drawing: everybody around somebody, read in a few queries however large the family is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.db.models import Exists, OuterRef

from righthelp.people.genogram.family import Key
from righthelp.people.links import Stated, stated_among, stated_of
from righthelp.people.models import Person, Relationship, Restriction
from righthelp.people.relations import DESCENT

Kind = Relationship.Kind
LARGEST = 40  # a family of so many is drawn whole; of a larger one, those who are nearest
COUPLES = frozenset({Kind.MARRIED, Kind.CIVIL_PARTNER, Kind.PARTNER, Kind.SEPARATED, Kind.DIVORCED})
BORN_TOGETHER = frozenset({Kind.TWIN, Kind.IDENTICAL_TWIN})
CARERS = frozenset({Kind.FOSTER_CARER, Kind.CONNECTED_CARER, Kind.GUARDIAN})


class Role(Enum):
    """How somebody was reached from the centre, which says whom else they bring; one may be reached in many ways."""

    CENTRE = auto()
    PARENT = auto()
    GRANDPARENT = auto()
    SIBLING = auto()
    CHILD = auto()
    GRANDCHILD = auto()
    PARENTS_PARTNER = auto()
    CARER = auto()
    KIN = auto()
    BESIDE = auto()  # not of the family: carers' other children, friends, who lead to nobody


class Way(Enum):
    """Which way a relationship leads."""

    PARENT = auto()
    CHILD = auto()
    PARTNER = auto()
    SIBLING = auto()
    STEP_PARENT = auto()
    CARER = auto()
    CARED_FOR = auto()
    GRANDPARENT = auto()
    KIN = auto()
    OTHER = auto()


TO_THE_RELATIVE: dict[Kind, Way] = {
    **dict.fromkeys(DESCENT, Way.PARENT),
    **dict.fromkeys(COUPLES, Way.PARTNER),
    **dict.fromkeys((*BORN_TOGETHER, Kind.SIBLING), Way.SIBLING),
    **dict.fromkeys(CARERS, Way.CARER),
    **dict.fromkeys((Kind.AUNT_OR_UNCLE, Kind.COUSIN), Way.KIN),
    Kind.STEP_PARENT: Way.STEP_PARENT,
    Kind.GRANDPARENT: Way.GRANDPARENT,
}
TO_THE_PERSON: dict[Kind, Way] = {
    **TO_THE_RELATIVE,
    **dict.fromkeys(DESCENT, Way.CHILD),
    **dict.fromkeys(CARERS, Way.CARED_FOR),
    **dict.fromkeys((Kind.STEP_PARENT, Kind.GRANDPARENT), Way.KIN),
}
KINSHIP = frozenset({Way.PARENT, Way.CHILD, Way.PARTNER, Way.SIBLING, Way.STEP_PARENT, Way.GRANDPARENT, Way.KIN})
# the nearest, who are drawn however many they are; whom else the family has is added ring by ring (`reached`)
BRINGS: dict[Role, dict[Way, Role]] = {
    Role.CENTRE: {
        Way.PARENT: Role.PARENT,
        Way.CHILD: Role.CHILD,
        Way.PARTNER: Role.KIN,
        Way.SIBLING: Role.SIBLING,
        Way.STEP_PARENT: Role.PARENTS_PARTNER,
        Way.CARER: Role.CARER,
        Way.CARED_FOR: Role.BESIDE,
        Way.GRANDPARENT: Role.GRANDPARENT,
        Way.KIN: Role.KIN,
        Way.OTHER: Role.BESIDE,
    },
    Role.PARENT: {Way.PARENT: Role.GRANDPARENT, Way.CHILD: Role.SIBLING, Way.PARTNER: Role.PARENTS_PARTNER},
    Role.GRANDPARENT: {Way.CHILD: Role.KIN, Way.PARTNER: Role.KIN},
    Role.SIBLING: {Way.PARENT: Role.KIN, Way.CARER: Role.CARER},
    Role.CHILD: {Way.PARENT: Role.KIN, Way.CHILD: Role.GRANDCHILD, Way.PARTNER: Role.KIN, Way.CARER: Role.CARER},
    Role.GRANDCHILD: {Way.PARENT: Role.KIN},
    Role.PARENTS_PARTNER: {Way.CHILD: Role.KIN},
    Role.CARER: {Way.PARTNER: Role.BESIDE, Way.CHILD: Role.BESIDE, Way.CARED_FOR: Role.BESIDE},
}
OF_THE_FAMILY = frozenset(Role) - {Role.CARER, Role.BESIDE}


Near = defaultdict[Key, list[tuple[Key, Way]]]


@dataclass(frozen=True)
class Related:
    """One relationship: `relative` is the `kind` of `person`."""

    person: Key
    relative: Key
    kind: Kind
    from_on: dt.date | None
    to_on: dt.date | None
    is_important: bool

    def is_open(self, on: dt.date) -> bool:
        """Say whether it holds on a day."""
        return self.to_on is None or self.to_on >= on


@dataclass(frozen=True)
class Kin:
    """Everybody around somebody with all that ties them, read before anybody is asked who of them may be seen.

    `same` gives, for a record that is read as one with another, the one under which both are drawn.
    """

    centre: Key
    people: Mapping[Key, Person]
    ties: tuple[Relationship, ...]
    restricted: frozenset[Key]
    stated: Stated
    same: Mapping[Key, Key] = field(default_factory=dict)

    def records_of(self, key: Key) -> list[Person]:
        """Give all records that are read as this one, which comes first."""
        others = [other for other, shown in sorted(self.same.items()) if shown == key != other]
        return [self.people[one] for one in (key, *others)]

    def related(self) -> Iterator[Related]:
        """Give the relationships between those drawn, records that are one person as one."""
        for tie in self.ties:
            person, relative = (self.same.get(key, key) for key in (tie.person_id, tie.relative_id))
            if person != relative:
                yield Related(person, relative, Kind(tie.kind), tie.from_on, tie.to_on, tie.is_important)


def kin_of(person: Person) -> Kin:
    """Read everybody who may stand on a drawing around somebody, with all ties of each of them, in five queries."""
    own = stated_of(person)
    centre = {person.pk, *own.people}
    ties = _ties_around(centre, steps=1)
    ties |= _ties_around({key for one in centre for key in _leading(one, ties.values())}, steps=2)
    keys = {key for tie in ties.values() for key in (tie.person_id, tie.relative_id)} | centre
    people = {one.pk: one for one in _with_restriction(keys)}
    restricted = frozenset(key for key, one in people.items() if vars(one)["is_restricted"])
    among = stated_among(keys)
    stated = Stated(own.pairs | among.pairs, own.adopted | among.adopted)
    return Kin(person.pk, people, tuple(ties[key] for key in sorted(ties)), restricted, stated)


def reached(centre: Key, related: Iterable[Related], seen: Collection[Key]) -> set[Key]:
    """Give whom to draw; nobody but those whom the reader may see, who alone lead to others.

    First the nearest, by what they are to the centre; then all who are kin to those drawn, ring by ring, as long as
    the family stays small enough to be read.
    """
    near = _near((one.person, one.relative, one.kind) for one in related)
    roles = _walked(centre, near, seen)
    found = {key for key, _ in roles}
    edge = {key for key, role in roles if role in OF_THE_FAMILY}
    while edge:
        kin = {other for key in edge for other, way in near[key] if way in KINSHIP}
        edge = {key for key in kin if key in seen} - found
        if len(found) + len(edge) > LARGEST:
            break
        found |= edge
    return found


def _walked(centre: Key, near: Near, seen: Collection[Key] | None = None) -> set[tuple[Key, Role]]:
    """Give everybody near in each role in which the centre has them; `None` stands for a reader who sees all."""
    found, edge = {(centre, Role.CENTRE)}, {(centre, Role.CENTRE)}
    while edge:
        new = {
            (other, BRINGS[role][way])
            for key, role in edge
            if role in BRINGS
            for other, way in near[key]
            if way in BRINGS[role] and (seen is None or other in seen)
        }
        edge = new - found
        found |= edge
    return found


def _leading(centre: Key, ties: Iterable[Relationship]) -> set[Key]:
    """Give all whose families may belong to the drawing, whoever may be seen: no drawing leads past them."""
    near = _near((tie.person_id, tie.relative_id, Kind(tie.kind)) for tie in ties)
    return {key for key, role in _walked(centre, near) if role is not Role.BESIDE}


def _near(ties: Iterable[tuple[Key, Key, Kind]]) -> Near:
    """Give for everybody who is tied to them, and which way that leads."""
    near: Near = defaultdict(list)
    for person, relative, kind in ties:
        near[person].append((relative, TO_THE_RELATIVE.get(kind, Way.OTHER)))
        near[relative].append((person, TO_THE_PERSON.get(kind, Way.OTHER)))
    return near


def _ties_around(people: Collection[Key], *, steps: int) -> dict[int, Relationship]:
    return {tie.pk: tie for tie in Relationship.objects.filter(withdrawn_at__isnull=True).around(people, steps=steps)}


def _with_restriction(keys: Collection[Key]) -> Iterable[Person]:
    standing = Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)
    return Person.objects.filter(pk__in=keys).annotate(is_restricted=Exists(standing))
