"""A family read from the record as at any day, in the same few queries however large it is."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from righthelp.people.genogram.family import (
    Bond,
    Couple,
    Family,
    Key,
    Member,
    Nature,
    ParentLink,
    Parting,
    Sex,
    State,
    Tie,
    TieKind,
    Twins,
    pair,
    without_what_goes_without_saying,
)
from righthelp.people.models import Name, Person, Relationship, Residence

MaySee = Callable[[Collection[Key]], Collection[Key]]
Kind = Relationship.Kind
NEAR = 30  # cousins join a family that is not large without them
TREE = frozenset({Kind.PARENT, Kind.ADOPTIVE_PARENT})
CARE = frozenset({Kind.STEP_PARENT, Kind.FOSTER_CARER, Kind.CONNECTED_CARER, Kind.GUARDIAN})
TOGETHER = {Kind.MARRIED: Bond.MARRIED, Kind.CIVIL_PARTNER: Bond.CIVIL_PARTNER, Kind.PARTNER: Bond.PARTNER}
COUPLES = frozenset({*TOGETHER, Kind.SEPARATED, Kind.DIVORCED})
BORN_TOGETHER = frozenset({Kind.TWIN, Kind.IDENTICAL_TWIN})
LASTING = TREE | COUPLES | BORN_TOGETHER  # ended, these are still part of the family's story
NAME_ORDER = (Name.Kind.USED, Name.Kind.REGISTERED, Name.Kind.FORMER, Name.Kind.ALIAS)


class NotYetThere(ValueError):
    """On the day asked for, the person in the middle was neither born nor expected."""


class Role(Enum):
    """How somebody was reached from the centre, which says whom else they bring."""

    CENTRE = auto()
    PARENT = auto()
    GRANDPARENT = auto()
    AUNT_OR_UNCLE = auto()
    SIBLING = auto()
    CHILD = auto()
    GRANDCHILD = auto()
    PARENTS_PARTNER = auto()
    LAST = auto()


class Way(Enum):
    """Which way a relationship leads."""

    PARENT = auto()
    CHILD = auto()
    PARTNER = auto()
    SIBLING = auto()
    OTHER = auto()


BRINGS: dict[Role, dict[Way, Role]] = {
    Role.CENTRE: {
        Way.PARENT: Role.PARENT,
        Way.CHILD: Role.CHILD,
        Way.PARTNER: Role.LAST,
        Way.SIBLING: Role.SIBLING,
        Way.OTHER: Role.LAST,
    },
    Role.PARENT: {Way.PARENT: Role.GRANDPARENT, Way.CHILD: Role.SIBLING, Way.PARTNER: Role.PARENTS_PARTNER},
    Role.GRANDPARENT: {Way.CHILD: Role.AUNT_OR_UNCLE, Way.PARTNER: Role.LAST},
    Role.SIBLING: {Way.PARENT: Role.LAST},
    Role.CHILD: {Way.PARENT: Role.LAST, Way.CHILD: Role.GRANDCHILD, Way.PARTNER: Role.LAST},
    Role.GRANDCHILD: {Way.PARENT: Role.LAST},
    Role.PARENTS_PARTNER: {Way.CHILD: Role.LAST},
    Role.AUNT_OR_UNCLE: {Way.CHILD: Role.LAST},
}


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


def family_of(person: Person, *, on: dt.date, may_see: MaySee) -> Family:
    """Read the family around somebody as it was on a day, three generations and more, with carers and friends.

    `may_see` keeps those of some people whom the reader may see; nobody else is shown or leads to anybody.
    Homes with a protected address are never drawn: a line around them would tell who lives there.

    Raises:
        NotYetThere: when the person was neither born nor expected on that day.
    """
    keys = _around(person.pk, on, may_see)
    members = _members(keys, on)
    if person.pk not in members:
        raise NotYetThere
    related = [one for one in _related_among(members, on) if one.person in members and one.relative in members]
    family = Family(
        centre=person.pk,
        on=on,
        members=tuple(_marked(members[key], person.pk, related) for key in sorted(members)),
        parents=tuple(_parent_links(related)),
        couples=tuple(_couples(related, on)),
        twins=tuple(_twins(related)),
        ties=tuple(_ties(related)),
        households=_homes(person.pk, set(members), on),
    )
    return without_what_goes_without_saying(family)


# ---- whom it is about ----


def _around(centre: Key, on: dt.date, may_see: MaySee) -> set[Key]:
    roles = {centre: Role.CENTRE}
    edge = [centre]
    while edge:
        found = _brought(edge, roles, _related_to(edge, on))
        allowed = set(may_see(sorted(found))) if found else set()
        roles |= {key: role for key, role in found.items() if key in allowed}
        edge = [key for key in found if key in allowed and _leads_on(roles[key], len(roles))]
    return set(roles)


def _leads_on(role: Role, size: int) -> bool:
    return role in BRINGS and (role is not Role.AUNT_OR_UNCLE or size <= NEAR)


def _brought(edge: list[Key], roles: dict[Key, Role], related: list[Related]) -> dict[Key, Role]:
    """Say who is new, each with the role in which most others follow."""
    found: dict[Key, Role] = {}
    for one in related:
        for key, other, way in (
            (one.person, one.relative, _way(one.kind, up=True)),
            (one.relative, one.person, _way(one.kind, up=False)),
        ):
            role = BRINGS.get(roles[key], {}).get(way) if key in edge else None
            if role and other not in roles and found.get(other, Role.LAST).value >= role.value:
                found[other] = role
    return found


def _way(kind: Kind, *, up: bool) -> Way:
    if kind in TREE:
        return Way.PARENT if up else Way.CHILD
    if kind in COUPLES:
        return Way.PARTNER
    return Way.SIBLING if kind in BORN_TOGETHER or kind is Kind.SIBLING else Way.OTHER


def _related_to(keys: Collection[Key], on: dt.date) -> list[Related]:
    return _as_at(Relationship.objects.standing_with(keys), on)


def _related_among(keys: Collection[Key], on: dt.date) -> list[Related]:
    both = Relationship.objects.filter(person__in=keys, relative__in=keys, withdrawn_at__isnull=True)
    return _as_at(both, on)


def _as_at(rows: Iterable[Relationship], on: dt.date) -> list[Related]:
    every = (
        Related(row.person_id, row.relative_id, Kind(row.kind), row.from_on, row.to_on, row.is_important)
        for row in rows
    )
    begun = (one for one in every if one.from_on is None or one.from_on <= on or one.kind is Kind.PARENT)
    return [one for one in begun if one.kind in LASTING or one.is_open(on)]


# ---- the people ----


def _members(keys: Collection[Key], on: dt.date) -> dict[Key, Member]:
    names = _names(keys, on)
    people = Person.objects.filter(pk__in=keys).only("sex", "stage", "born_on", "born_on_is", "due_on", "died_on")
    found = (_member(one, names.get(one.pk, ""), on) for one in people)
    return {member.key: member for member in found if member}


def _member(one: Person, name: str, on: dt.date) -> Member | None:
    """Give somebody as at a day; nobody who was neither born nor expected then."""
    state = _state(one, on)
    if state is None:
        return None
    is_born = state is State.BORN
    return Member(
        key=one.pk,
        name=name,
        sex=Sex(one.sex),
        state=state,
        born=one.born_on if is_born else None,
        certainty=one.born_on_is or "exact",
        died=one.died_on if one.died_on and one.died_on <= on else None,
        due=None if is_born else one.due_on,
    )


PREGNANCY = dt.timedelta(weeks=42)


def _state(one: Person, on: dt.date) -> State | None:
    if one.stage == Person.Stage.LOST:
        return State.LOST if one.died_on is None or one.died_on <= on else None
    if one.born_on and one.born_on <= on:
        return State.BORN
    expected = one.due_on or one.born_on
    if expected is None:
        return State.UNBORN if one.stage == Person.Stage.UNBORN else State.BORN
    return State.UNBORN if expected - PREGNANCY <= on else None


def _names(keys: Collection[Key], on: dt.date) -> dict[Key, str]:
    """Give the name in use on the day, else the registered one, else any."""
    best: dict[Key, tuple[tuple[bool, int, int], str]] = {}
    for name in Name.objects.filter(person__in=keys, withdrawn_at__isnull=True):
        holds = (name.from_on is None or name.from_on <= on) and (name.to_on is None or name.to_on >= on)
        rank = (not holds, NAME_ORDER.index(Name.Kind(name.kind)), -name.pk)
        text = " ".join(part for part in (name.first, name.last) if part) or name.middle
        best[name.person_id] = min(best.get(name.person_id, (rank, text)), (rank, text))
    return {key: text for key, (_, text) in best.items()}


def _marked(member: Member, centre: Key, related: list[Related]) -> Member:
    marks = (one.is_important for one in related if {one.person, one.relative} == {centre, member.key})
    return replace(member, is_important=any(marks))


# ---- what joins them ----


def _parent_links(related: list[Related]) -> Iterator[ParentLink]:
    for one in related:
        if one.kind in TREE | CARE:
            yield ParentLink(one.person, one.relative, Nature(one.kind.value))


def _couples(related: list[Related], on: dt.date) -> Iterator[Couple]:
    by_pair: dict[tuple[Key, Key], list[Related]] = {}
    for one in related:
        if one.kind in COUPLES:
            by_pair.setdefault(pair(one.person, one.relative), []).append(one)
    for (first, second), rows in sorted(by_pair.items()):
        yield _couple(first, second, rows, on)


def _couple(first: Key, second: Key, rows: list[Related], on: dt.date) -> Couple:
    """Read one story from everything noted of two people: married in 2009, separated in 2014, divorced in 2016."""
    kinds = {row.kind for row in rows}
    kind = next((kind for kind in TOGETHER if kind in kinds), None)
    parting = _parting(rows, on)
    separated = _first_day(rows, Kind.SEPARATED)
    ends = [row.to_on for row in rows if row.kind in TOGETHER and row.to_on and row.to_on < on]
    if parting is Parting.SEPARATED and separated is None:
        separated = max(ends, default=None)
    return Couple(
        first=first,
        second=second,
        bond=TOGETHER[kind] if kind else Bond.MARRIED if Kind.DIVORCED in kinds else Bond.NOT_KNOWN,
        parting=parting,
        began=_first_day(rows, kind) if kind else None,
        separated=separated if parting is not Parting.TOGETHER else None,
        divorced=_first_day(rows, Kind.DIVORCED) if parting is Parting.DIVORCED else None,
    )


def _parting(rows: list[Related], on: dt.date) -> Parting:
    now = {row.kind for row in rows if row.is_open(on)} or {row.kind for row in rows} - set(TOGETHER)
    if Kind.DIVORCED in now:
        return Parting.DIVORCED
    is_together = now & set(TOGETHER) and Kind.SEPARATED not in now
    return Parting.TOGETHER if is_together else Parting.SEPARATED


def _first_day(rows: list[Related], kind: Kind) -> dt.date | None:
    return min((row.from_on for row in rows if row.kind is kind and row.from_on), default=None)


def _twins(related: list[Related]) -> Iterator[Twins]:
    kinds: dict[tuple[Key, Key], bool] = {}
    for one in related:
        if one.kind in BORN_TOGETHER:
            both = pair(one.person, one.relative)
            kinds[both] = kinds.get(both, False) or one.kind is Kind.IDENTICAL_TWIN
    for (first, second), is_identical in sorted(kinds.items()):
        yield Twins(first, second, is_identical)


def _ties(related: list[Related]) -> Iterator[Tie]:
    seen = set()
    for one in related:
        if one.kind not in TREE | CARE | COUPLES | BORN_TOGETHER:
            is_mutual = one.kind in Relationship.SYMMETRIC
            ends = pair(one.person, one.relative) if is_mutual else (one.person, one.relative)
            if (ends, one.kind) not in seen:
                seen.add((ends, one.kind))
                yield Tie(*ends, TieKind(one.kind.value))


# ---- who lives together ----


def _homes(centre: Key, keys: set[Key], on: dt.date) -> tuple[tuple[Key, ...], ...]:
    rows = Residence.objects.filter(person__in=keys, withdrawn_at__isnull=True, is_protected=False)
    homes: dict[str, set[Key]] = {}
    for row in rows:
        is_then = (row.from_on is None or row.from_on <= on) and (row.to_on is None or row.to_on >= on)
        if is_then and row.line:
            homes.setdefault(_address(row), set()).add(row.person_id)
    return tuple(tuple(sorted(home)) for _, home in sorted(homes.items()) if centre in home)


def _address(row: Residence) -> str:
    """Write an address such that commas, capitals and spaces make no difference."""
    return "".join(letter for letter in f"{row.line}|{row.postcode}".casefold() if letter.isalnum() or letter == "|")
