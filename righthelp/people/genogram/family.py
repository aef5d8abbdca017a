"""A family as it is given to the drawing: plain facts as at one day, without a database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

Key = int


class Sex(StrEnum):
    """Which symbol stands for somebody; as the person gives it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class State(StrEnum):
    """Whether somebody is born, is expected, or was lost before birth."""

    BORN = "born"
    UNBORN = "unborn"
    LOST = "lost"


class Nature(StrEnum):
    """What makes somebody a parent, or a carer in a parent's place."""

    BIRTH = "parent"
    ADOPTIVE = "adoptive_parent"
    STEP = "step_parent"
    FOSTER = "foster_carer"
    CONNECTED = "connected_carer"
    GUARDIAN = "guardian"


TREE = (Nature.BIRTH, Nature.ADOPTIVE)
CARE = (Nature.FOSTER, Nature.CONNECTED, Nature.GUARDIAN)


class Bond(StrEnum):
    """What two people are or were to each other."""

    MARRIED = "married"
    CIVIL_PARTNER = "civil_partner"
    PARTNER = "partner"
    NOT_KNOWN = "not_known"


class Parting(StrEnum):
    """How a couple ended, if it did."""

    TOGETHER = "together"
    SEPARATED = "separated"
    DIVORCED = "divorced"


class TieKind(StrEnum):
    """Who one person is to another where no line of parents says it."""

    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    COUSIN = "cousin"
    FRIEND = "friend"
    OTHER = "other"


@dataclass(frozen=True)
class Member:
    """One person. `certainty` is how exactly the day of birth is known: exact, month, year or estimated."""

    key: Key
    name: str = ""
    sex: Sex = Sex.NOT_KNOWN
    state: State = State.BORN
    born: dt.date | None = None
    certainty: str = "exact"
    died: dt.date | None = None
    due: dt.date | None = None
    is_important: bool = False

    @property
    def called(self) -> str:
        """Give a name to show, whoever it is."""
        unnamed = {State.UNBORN: "Unborn baby", State.LOST: "A pregnancy that ended"}
        return self.name.strip() or unnamed.get(self.state, "Name not known")

    @property
    def first_name(self) -> str:
        """Give the short name used inside sentences."""
        return self.name.split()[0] if self.name.strip() else self.called


@dataclass(frozen=True, order=True)
class ParentLink:
    """Somebody's parent, or the person who cares for them as one."""

    child: Key
    parent: Key
    nature: Nature = Nature.BIRTH


@dataclass(frozen=True)
class Couple:
    """Two people who are or were together; a date that nobody knows is None."""

    first: Key
    second: Key
    bond: Bond = Bond.NOT_KNOWN
    parting: Parting = Parting.TOGETHER
    began: dt.date | None = None
    separated: dt.date | None = None
    divorced: dt.date | None = None

    @property
    def pair(self) -> tuple[Key, Key]:
        """Give both, the lower key first."""
        return pair(self.first, self.second)


@dataclass(frozen=True)
class Twins:
    """Two who were born together."""

    first: Key
    second: Key
    is_identical: bool = False


@dataclass(frozen=True)
class Tie:
    """Any other tie: `relative` is the `kind` of `person`."""

    person: Key
    relative: Key
    kind: TieKind = TieKind.OTHER


Link = ParentLink | Couple | Twins | Tie


@dataclass(frozen=True, kw_only=True)
class Family:
    """People and what joins them, around `centre`, as at `on`; each of `households` is a home of the centre.

    `others` counts those tied to somebody here whom the reader may see and who are not drawn.
    A link to somebody who is not a member is a `ValueError`, and so is a link of a person to themselves.
    """

    centre: Key
    on: dt.date
    members: tuple[Member, ...]
    parents: tuple[ParentLink, ...] = ()
    couples: tuple[Couple, ...] = ()
    twins: tuple[Twins, ...] = ()
    ties: tuple[Tie, ...] = ()
    households: tuple[tuple[Key, ...], ...] = ()
    others: int = 0

    def __post_init__(self) -> None:
        known = {member.key for member in self.members}
        ends = [ends_of(link) for link in self.links]
        if any(first == second for first, second in ends):
            raise ValueError("nobody is related to themselves")
        named = {
            self.centre,
            *(end for pair_ in ends for end in pair_),
            *(key for home in self.households for key in home),
        }
        if named - known:
            raise ValueError(f"not a member of the family: {sorted(named - known)[0]}")

    @property
    def links(self) -> tuple[Link, ...]:
        """Give everything that joins two members."""
        return (*self.parents, *self.couples, *self.twins, *self.ties)

    @property
    def by_key(self) -> dict[Key, Member]:
        """Give the members by their keys."""
        return {member.key: member for member in self.members}


def pair(first: Key, second: Key) -> tuple[Key, Key]:
    """Give two keys in one order, whichever way round they come."""
    return (first, second) if first < second else (second, first)


def ends_of(link: Link) -> tuple[Key, Key]:
    """Say which two people a link joins."""
    match link:
        case ParentLink(child, parent):
            return child, parent
        case Tie(person, relative):
            return person, relative
        case Couple(first, second) | Twins(first, second):
            return first, second


def without_what_goes_without_saying(family: Family) -> Family:
    """Leave out ties that the lines of parents already tell: a sister with the same mother, a mother's mother."""
    parents = _parents(family.parents)
    return replace(family, ties=tuple(tie for tie in family.ties if not _is_told(tie, parents)))


def _parents(links: Iterable[ParentLink]) -> dict[Key, set[Key]]:
    found: dict[Key, set[Key]] = {}
    for link in links:
        if link.nature in TREE:
            found.setdefault(link.child, set()).add(link.parent)
    return found


def _is_told(tie: Tie, parents: dict[Key, set[Key]]) -> bool:
    def above(keys: set[Key]) -> set[Key]:
        return {parent for key in keys for parent in parents.get(key, ())}

    up, up_relative = above({tie.person}), above({tie.relative})
    told = {
        TieKind.SIBLING: up & up_relative,
        TieKind.GRANDPARENT: above(up) & {tie.relative},
        TieKind.AUNT_OR_UNCLE: above(up) & up_relative,
        TieKind.COUSIN: above(up) & above(up_relative),
    }
    return bool(told.get(tie.kind))
