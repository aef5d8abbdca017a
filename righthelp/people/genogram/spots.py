"""Where everybody stands: the line from `generations`, the neighbours from `order`, the place from `places`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt

from righthelp.people.genogram.boxes import EDGE, SMALL_SYMBOL, SYMBOL, WIDTH, Box
from righthelp.people.genogram.family import Family, Key, Member, Sex, State
from righthelp.people.genogram.generations import Union, own_unions
from righthelp.people.genogram.labels import labels_width
from righthelp.people.genogram.order import Order, Strip
from righthelp.people.genogram.places import Line, Wish, places

PITCH, COUPLE_PITCH, STRANGER_PITCH = WIDTH + 10, WIDTH + 44, WIDTH + 26
TO_THE_CARERS = 70
LABEL_CLEAR = 6


@dataclass(frozen=True)
class Spot:
    """One person in the drawing: the middle of the symbol, and the box of symbol and text."""

    key: Key
    row: int
    x: int
    y: int
    box: Box

    @property
    def left(self) -> int:
        """Give the left edge of the text."""
        return self.x - WIDTH // 2

    @property
    def right(self) -> int:
        """Give the right edge of the text."""
        return self.x + WIDTH // 2

    @property
    def top(self) -> int:
        """Give the upper edge of the symbol."""
        return self.y - SYMBOL // 2

    @property
    def bottom(self) -> int:
        """Give the lower edge of the text."""
        return self.top + self.box.height


@dataclass(frozen=True)
class Drop:
    """Where the line to a union's children starts: between `left` and `right`, who are neighbours, or under one."""

    left: Key
    right: Key


def neighbours(order: Order) -> Strip:
    """Give everybody on each line from left to right, carers at the end."""
    lines: Strip = {}
    for strip in (order.main, *order.carers):
        for row, keys in strip.items():
            lines.setdefault(row, []).extend(keys)
    return lines


def drop_of(union: Union, unions: list[Union], lines: Iterable[list[Key]]) -> Drop:
    """Find the gap between two people in which the line to the children goes down.

    Parents with somebody between them are joined by an arch; its line goes down beside the parent with fewer partners.
    """
    if len(union.parents) == 1:
        return Drop(union.parents[0], union.parents[0])
    line = next(line for line in lines if union.parents[0] in line)
    left, right = sorted(union.parents, key=line.index)
    start, end = line.index(left), line.index(right)
    if len(own_unions(unions, right)) <= len(own_unions(unions, left)):
        return Drop(line[end - 1], right)
    return Drop(left, line[start + 1])


def is_beside(union: Union, drop: Drop) -> bool:
    """Say whether the parents stand next to each other."""
    return {drop.left, drop.right} == set(union.parents)


def across(family: Family, order: Order, unions: list[Union]) -> dict[Key, int]:
    """Find how far to the right everybody stands, carers beyond all others."""
    found = _solved(family, family.centre, order.main, unions)
    for strip in order.carers:
        edge = max(found.values()) + WIDTH + TO_THE_CARERS
        group = _solved(family, next(iter(strip.values()))[0], strip, unions)
        first = min(group.values())
        found |= {key: place - first + edge for key, place in group.items()}
    return found


def _solved(family: Family, anchor: Key, strip: Strip, unions: list[Union]) -> dict[Key, int]:
    lines = list(strip.values())
    here = {key for line in lines for key in line}
    mine = [union for union in unions if here.issuperset((*union.parents, *union.children))]
    drops = {(drop.left, drop.right) for drop in (drop_of(union, mine, lines) for union in mine)}
    rules = [
        Line(tuple(line), tuple(_room(family, one, other, mine, drops) for one, other in pairwise(line)))
        for line in lines
    ]
    wishes = [*_family_wishes(mine, lines), *_closeness(rules, mine), Wish({anchor: 1}, 0, 0.01)]
    return places(rules, wishes)


def _room(family: Family, one: Key, other: Key, unions: list[Union], drops: set[tuple[Key, Key]]) -> int:
    if (one, other) in drops:
        return max(COUPLE_PITCH, _room_for_words(family, one, other, unions))
    return PITCH if _are_siblings(one, other, unions) else STRANGER_PITCH


def _room_for_words(family: Family, one: Key, other: Key, unions: list[Union]) -> int:
    """Leave room for the words between somebody and the line around the home of somebody who lives elsewhere."""
    couples = [union.couple for union in unions if union.couple and set(union.parents) == {one, other}]
    if not couples or lives_apart(family, one, other) is None:
        return 0
    return WIDTH // 2 + EDGE + LABEL_CLEAR + labels_width(couples[0]) + LABEL_CLEAR + SYMBOL // 2


def lives_apart(family: Family, one: Key, other: Key) -> Key | None:
    """Give the one of two who lives with the centre where the other does not."""
    at_home = [{one, other} & set(home) for home in family.households]
    return next((key for both in at_home if len(both) == 1 for key in both), None)


def _are_siblings(one: Key, other: Key, unions: list[Union]) -> bool:
    return any(one in union.children and other in union.children for union in unions)


def _family_wishes(unions: list[Union], lines: list[list[Key]]) -> Iterator[Wish]:
    """Wish for children under their parents, and for couples close together."""
    for union in unions:
        drop = drop_of(union, unions, lines)
        if union.children:
            row = next(line for line in lines if union.children[0] in line)
            first, *_, last = sorted((*union.children, *union.children), key=row.index)
            yield Wish(_added((drop.left, 0.5), (drop.right, 0.5), (first, -0.5), (last, -0.5)), 0, 4)
        if len(union.parents) == 2:
            line = next(line for line in lines if union.parents[0] in line)
            left, right = sorted(union.parents, key=line.index)
            yield Wish({right: 1, left: -1}, COUPLE_PITCH, 1.0 if is_beside(union, drop) else 0.1)


def _added(*shares: tuple[Key, float]) -> dict[Key, float]:
    parts: dict[Key, float] = {}
    for key, share in shares:
        parts[key] = parts.get(key, 0) + share
    return parts


def _closeness(rules: list[Line], unions: list[Union]) -> Iterator[Wish]:
    for line in rules:
        for (one, other), room in zip(pairwise(line.keys), line.room, strict=True):
            yield Wish({other: 1, one: -1}, room, 0.3 if _are_siblings(one, other, unions) else 0.03)


def half_width(member: Member) -> int:
    """Give how far a symbol reaches to the side at its middle."""
    if member.state is State.LOST:
        return SMALL_SYMBOL // 4
    return SYMBOL // 4 if member.state is State.UNBORN else SYMBOL // 2


def head_y(member: Member, spot: Spot, x: int) -> int:
    """Say how high a line that comes down at `x` meets the symbol."""
    half, aside = SYMBOL // 2, abs(x - spot.x)
    if member.state is not State.BORN:
        half = SMALL_SYMBOL // 2 if member.state is State.LOST else half
        return spot.y - half + 2 * aside
    if member.sex is Sex.MALE:
        return spot.y - half
    if member.sex is Sex.FEMALE:
        return spot.y - isqrt(max(0, half * half - aside * aside))
    return spot.y - half + aside
