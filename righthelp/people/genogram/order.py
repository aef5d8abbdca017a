"""Who stands beside whom: one list a line, from left to right, such that lines of ordinary families do not cross.

The family is walked from the centre outwards. Each walk gives a strip: what it found on every line. Strips are
laid side by side, so that two branches of the family never mix.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from righthelp.people.genogram.family import TREE, Family, Key, Member, Sex, TieKind
from righthelp.people.genogram.generations import Rows, Union, own_unions

Strip = dict[int, list[Key]]


class Side(Enum):
    """Where the rest of somebody's family goes, seen from them."""

    LEFT = -1
    BOTH = 0
    RIGHT = 1


@dataclass(frozen=True)
class Order:
    """The lines, and each group outside the tree whose place is at the right."""

    main: Strip
    carers: tuple[Strip, ...]


def order_of(family: Family, rows: Rows, unions: list[Union], carers: frozenset[Key]) -> Order:
    """Order everybody; friends and relatives whom no line joins go to the left, carers to the right."""
    walk = _Walk(family, rows, unions)
    main = walk.person(family.centre, Side.BOTH, None)
    at_right = []
    for member in sorted(family.members, key=lambda member: (member.key in carers, member.key)):
        strip = walk.person(member.key, Side.BOTH, None)
        if carers & {key for line in strip.values() for key in line}:
            at_right.append(strip)
        else:
            main = beside(strip, main)
    return Order(main, tuple(at_right))


def beside(*strips: Strip) -> Strip:
    """Lay strips side by side.

    >>> beside({0: [1], 1: [2]}, {1: [3]})
    {0: [1], 1: [2, 3]}
    """
    joined: Strip = {}
    for strip in strips:
        for row, keys in strip.items():
            joined.setdefault(row, []).extend(keys)
    return joined


@dataclass
class _Walk:
    family: Family
    rows: Rows
    unions: list[Union]
    placed: set[Key] = field(default_factory=set)
    done: list[Union] = field(default_factory=list)

    def person(self, key: Key, side: Side, via: Union | None) -> Strip:
        """Walk from somebody reached through `via`: their partners and children, then what is above them."""
        if key in self.placed:
            return {}
        self.placed.add(key)
        strip = self._with_partners(key, side, via)
        strip = self._with_loose_siblings(key, strip, side)
        parents = [union for union in self.unions if key in union.children and union is not via]
        above = self._take(sorted(parents, key=lambda union: TREE.index(union.links_of(key)[0].nature)))
        for number, union in enumerate(above):
            if number:
                strip = self._beside_more_parents(union, key, strip, side)
            else:
                first_side = Side.LEFT if len(above) > 1 and side is Side.BOTH else side
                strip = self._under_parents(union, key, strip, first_side)
        return strip

    def _take(self, unions: Iterable[Union]) -> list[Union]:
        new = [union for union in unions if union not in self.done]
        self.done.extend(new)
        return new

    # ---- beside and below ----

    def _with_partners(self, key: Key, side: Side, via: Union | None) -> Strip:
        mine = self._take(union for union in own_unions(self.unions, key) if union is not via)
        lefts, rights = self._sides(key, mine, side)
        strip: Strip = {self.rows[key]: [key]}
        for union in reversed(lefts):
            strip = beside(self._partner(union, key, Side.LEFT), self._children(union), strip)
        for union in rights:
            strip = beside(strip, self._children(union), self._partner(union, key, Side.RIGHT))
        return strip

    def _sides(self, key: Key, mine: list[Union], side: Side) -> tuple[list[Union], list[Union]]:
        if side is Side.LEFT:
            return mine, []
        if side is Side.RIGHT:
            return [], mine
        if len(mine) == 1 and self._stands_right(key, mine[0]):
            return mine, []
        return mine[:-1], mine[-1:]

    def _stands_right(self, key: Key, union: Union) -> bool:
        return len(union.parents) == 2 and self._by_custom(union.parents)[1] == key

    def _partner(self, union: Union, key: Key, side: Side) -> Strip:
        return beside(*(self.person(other, side, union) for other in union.parents if other != key))

    def _children(self, union: Union) -> Strip:
        return beside(*(self.person(child, Side.BOTH, union) for child in self._by_birth(union.children)))

    def _with_loose_siblings(self, key: Key, strip: Strip, side: Side) -> Strip:
        """Put a brother or sister whose parents nobody wrote next to the one who is known to be theirs."""
        mates = [
            mate
            for mate in _mates(self.family, key)
            if mate not in self.placed and not any(mate in union.children for union in self.unions)
        ]
        for mate in mates:
            found = self.person(mate, side, None)
            strip = beside(found, strip) if side is Side.LEFT else beside(strip, found)
        return strip

    # ---- above ----

    def _under_parents(self, union: Union, key: Key, strip: Strip, side: Side) -> Strip:
        """Put somebody among their brothers and sisters, and the parents around them above."""
        siblings = [child for child in self._by_birth(union.children) if child != key]
        if side is Side.BOTH and not self._reaches_up(strip, key):
            around = self._by_birth(union.children)
            before, after = around[: around.index(key)], around[around.index(key) + 1 :]
        else:
            before, after = ([], siblings) if side is Side.RIGHT else (siblings, [])
        children = beside(
            *(self.person(child, Side.BOTH, union) for child in before),
            strip,
            *(self.person(child, Side.BOTH, union) for child in after),
        )
        return self._with_parents(union, children, side)

    def _with_parents(self, union: Union, children: Strip, side: Side) -> Strip:
        parents = self._arranged(union, side)
        if len(parents) == 1:
            lone = Side.RIGHT if len(own_unions(self.unions, parents[0])) > 1 else Side.BOTH
            above = self.person(parents[0], lone, union)
            return beside(children, above) if lone is Side.RIGHT else beside(above, children)
        left, right = parents
        return beside(self.person(left, Side.LEFT, union), children, self.person(right, Side.RIGHT, union))

    def _beside_more_parents(self, union: Union, key: Key, strip: Strip, side: Side) -> Strip:
        """Put adoptive parents next to the parents by birth, the child between the two families."""
        siblings = [self.person(child, Side.BOTH, union) for child in self._by_birth(union.children) if child != key]
        if side is Side.RIGHT:
            more = beside(*siblings, *(self.person(one, Side.LEFT, union) for one in self._arranged(union, side)))
            return beside(more, strip)
        more = beside(*(self.person(one, Side.RIGHT, union) for one in self._arranged(union, side)), *siblings)
        return beside(strip, more)

    def _reaches_up(self, strip: Strip, key: Key) -> bool:
        return any(row < self.rows[key] for row in strip)

    def _arranged(self, union: Union, side: Side) -> tuple[Key, ...]:
        """Put the parent who has another family on the side where there is room for it."""
        parents = self._by_custom(union.parents)
        if side is Side.BOTH or len(parents) < 2:
            return parents
        outer = parents[0] if side is Side.LEFT else parents[1]
        inner = parents[1] if side is Side.LEFT else parents[0]
        is_fuller = len(own_unions(self.unions, inner)) > len(own_unions(self.unions, outer))
        return (parents[1], parents[0]) if is_fuller else parents

    # ---- customs ----

    def _by_custom(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        """Put a man left of a woman as genograms do; two mothers or two fathers by age."""
        members = self.family.by_key
        return tuple(sorted(keys, key=lambda key: (PLACES.get(members[key].sex, 1), _birth(members[key]))))

    def _by_birth(self, keys: Iterable[Key]) -> list[Key]:
        """Put children in the order of their birth, those born together next to each other."""
        members = self.family.by_key
        mine = list(keys)
        first = {
            key: min(_birth(members[one]) for one in {key, *twins_of(self.family, key)} if one in mine) for key in mine
        }
        return sorted(mine, key=lambda key: (first[key], _birth(members[key])))


PLACES = {Sex.MALE: 0, Sex.FEMALE: 2}


def _birth(member: Member) -> tuple[bool, str, Key]:
    day = member.born or member.due or member.died
    return day is None, str(day), member.key


def twins_of(family: Family, key: Key) -> set[Key]:
    """Give all who were born with somebody, of whatever number."""
    found, before = {key}, 0
    while len(found) > before:
        before = len(found)
        found |= {
            one for twins in family.twins for one in (twins.first, twins.second) if {twins.first, twins.second} & found
        }
    return found - {key}


def _mates(family: Family, key: Key) -> list[Key]:
    pairs = [(tie.person, tie.relative) for tie in family.ties if tie.kind is TieKind.SIBLING]
    pairs += [(twins.first, twins.second) for twins in family.twins]
    return [second if first == key else first for first, second in pairs if key in (first, second)]
