"""The lines of the drawing, as points; what each stands for goes with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from righthelp.people.genogram.boxes import EDGE, SYMBOL
from righthelp.people.genogram.family import (
    Couple,
    Family,
    Key,
    Link,
    Nature,
    ParentLink,
    Parting,
    Tie,
    Twins,
)
from righthelp.people.genogram.generations import Union
from righthelp.people.genogram.labels import bond_kind, couple_labels
from righthelp.people.genogram.order import twins_of
from righthelp.people.genogram.spots import Drop, Spot, half_width, head_y, is_beside, lives_apart

Point = tuple[int, int]
IN_THE_GAP, UNDER_ONE, SLASH_GAP = 8, 16, 7
CHILD = {Nature.BIRTH: "child", Nature.ADOPTIVE: "adopted"}
CARED_FOR = {Nature.FOSTER: "fostered", Nature.CONNECTED: "cared_for", Nature.GUARDIAN: "cared_for"}
SLASHES = {Parting.TOGETHER: 0, Parting.SEPARATED: 1, Parting.DIVORCED: 2}


@dataclass(frozen=True)
class Stroke:
    """One line. `shows` are the links that it stands for; `labels` stand above `label_at`, the last one lowest."""

    kind: str
    points: tuple[Point, ...]
    shows: tuple[Link, ...] = ()
    labels: tuple[str, ...] = ()
    label_at: Point = (0, 0)
    slashes: int = 0
    slash_at: Point = (0, 0)


@dataclass(frozen=True)
class Hung:
    """A union in its place: where the line to its children starts, and how high its bar is."""

    union: Union
    drop: Drop
    x: int
    feet: dict[Key, int]
    start_y: int
    bar_y: int


def drop_x(drop: Drop, spots: dict[Key, Spot], children: Iterable[Key]) -> int:
    """Let the line go down where it needs no bend, as far as the gap between the parents allows."""
    left, right = spots[drop.left], spots[drop.right]
    xs = [spots[child].x for child in children] or [(left.x + right.x) // 2]
    wanted = (min(xs) + max(xs)) // 2
    if left.key == right.key:
        return max(left.x - UNDER_ONE, min(left.x + UNDER_ONE, wanted))
    return max(left.right + IN_THE_GAP, min(right.left - IN_THE_GAP, wanted))


# ---- couples ----


def couple_strokes(
    family: Family, hung: Iterable[Hung], spots: dict[Key, Spot], arch_y: dict[tuple[Key, Key], int], sides: "Sides"
) -> Iterator[Stroke]:
    """Join the parents of each union."""
    members = family.by_key
    for one in hung:
        if len(one.union.parents) < 2:
            continue
        left, right = sorted((spots[key] for key in one.union.parents), key=lambda spot: spot.x)
        if is_beside(one.union, one.drop):
            start = left.x + half_width(members[left.key])
            end = right.x - half_width(members[right.key])
            clear = _clear_stretch(family, left, right, start, end)
            yield _couple(one, ((start, left.y), (end, right.y)), sum(clear) // 2, clear)
        else:
            points = arch(family, left, right, arch_y[left.key, right.key], sides)
            label_x = (spots[one.drop.left].x + spots[one.drop.right].x) // 2
            yield _couple(one, points, label_x, (points[0][0], points[-1][0]))


def _clear_stretch(family: Family, left: Spot, right: Spot, start: int, end: int) -> tuple[int, int]:
    """Say where words and slashes have room: between the two, or beside the line around the home of one of them."""
    at_home = lives_apart(family, left.key, right.key)
    if at_home == left.key:
        start = left.right + EDGE
    elif at_home == right.key:
        end = right.left - EDGE
    return start, end


def _couple(one: Hung, points: tuple[Point, ...], label_x: int, clear: tuple[int, int]) -> Stroke:
    couple = one.union.couple
    if couple is None:
        return Stroke("not_known", points)
    y = points[len(points) // 2 - 1][1]
    labels = couple_labels(couple)
    at = (_slash_x(one, *clear), y)
    return Stroke(bond_kind(couple), points, (couple,), labels, (label_x, y), SLASHES[couple.parting], at)


def _slash_x(one: Hung, left: int, right: int) -> int:
    """Put the slashes where the line to the children leaves more room."""
    if one.union.children and left < one.x < right:
        left, right = (left, one.x) if one.x - left >= right - one.x else (one.x, right)
    return (left + right) // 2 - SLASH_GAP // 2


# ---- arches ----

Sides = dict[tuple[Key, Key, int], int]


def arch(family: Family, left: Spot, right: Spot, y: int, sides: Sides) -> tuple[Point, ...]:
    """Go up from one head, over, and down on another."""
    members = family.by_key
    start, end = left.x + sides[left.key, right.key, left.key], right.x + sides[left.key, right.key, right.key]
    first, last = head_y(members[left.key], left, start), head_y(members[right.key], right, end)
    return (start, first), (start, y), (end, y), (end, last)


def arch_sides(arches: Iterable[tuple[Key, Key]]) -> Sides:
    """Give each arch its own foot on a head: the nearer its other end, the further from the middle."""
    found: Sides = {}
    mine = list(arches)
    for key in dict.fromkeys(key for both in mine for key in both):
        for way in (0, 1):
            going = [both for both in mine if both[way] == key]
            for number, both in enumerate(going):
                found[*both, key] = (1 if way == 0 else -1) * max(4, SYMBOL // 4 + 4 - 5 * number)
    return found


def tie_strokes(
    family: Family,
    arches: dict[tuple[Key, Key], list[Link]],
    spots: dict[Key, Spot],
    arch_y: dict[tuple[Key, Key], int],
    sides: Sides,
) -> Iterator[Stroke]:
    """Join brothers, sisters and twins whose parents nobody wrote."""
    for (left, right), links in arches.items():
        points = arch(family, spots[left], spots[right], arch_y[left, right], sides)
        twins = [link for link in links if isinstance(link, Twins)]
        if not twins:
            yield Stroke("sibling", points, tuple(links))
            continue
        apex = ((spots[left].x + spots[right].x) // 2, arch_y[left, right])
        yield Stroke("child", (points[0], apex, points[3]), tuple(links))
        if any(link.is_identical for link in twins):
            yield Stroke("child", (_between(apex, points[0]), _between(apex, points[3])))


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) // 2, (one[1] + other[1]) // 2


# ---- children ----


def child_strokes(family: Family, hung: Iterable[Hung], spots: dict[Key, Spot]) -> Iterator[Stroke]:
    """Hang the children of each union from its bar; twins from one point."""
    drawn: set[Twins] = set()
    for one in hung:
        if one.union.children:
            twins = [twins for twins in family.twins if is_hung_together(twins, one.union) and twins not in drawn]
            drawn.update(twins)
            yield from _bar(family, one, spots)
            yield from _stubs(family, one, twins, spots)
            yield from _twin_bars(family, one, twins, spots)


def _bar(family: Family, one: Hung, spots: dict[Key, Spot]) -> Iterator[Stroke]:
    feet = [_foot(family, one, child) for child in one.union.children]
    kind = "adopted" if all(link.nature is Nature.ADOPTIVE for link in one.union.links) else "child"
    yield Stroke(kind, ((one.x, one.start_y), (one.x, one.bar_y)))
    if min(one.x, *feet) < max(one.x, *feet):
        yield Stroke(kind, ((min(one.x, *feet), one.bar_y), (max(one.x, *feet), one.bar_y)))


def _foot(family: Family, one: Hung, child: Key) -> int:
    """Say where on the bar a child hangs; those born together hang from one point."""
    together = sorted({child, *twins_of(family, child)} & set(one.union.children))
    return sum(one.feet[key] for key in together) // len(together)


def _stubs(family: Family, one: Hung, twins: list[Twins], spots: dict[Key, Spot]) -> Iterator[Stroke]:
    for child in one.union.children:
        links = one.union.links_of(child)
        born_with = [both for both in twins if both.first == child]
        top = _foot(family, one, child), one.bar_y
        yield Stroke(CHILD[links[0].nature], (top, _head(family, one, child, spots)), (*links, *born_with))


def _head(family: Family, one: Hung, child: Key, spots: dict[Key, Spot]) -> Point:
    return one.feet[child], head_y(family.by_key[child], spots[child], one.feet[child])


def _twin_bars(family: Family, one: Hung, twins: list[Twins], spots: dict[Key, Spot]) -> Iterator[Stroke]:
    """Draw the bar between identical twins, half way down their lines."""
    for both in twins:
        if both.is_identical:
            apex = _foot(family, one, both.first), one.bar_y
            heads = [_head(family, one, child, spots) for child in (both.first, both.second)]
            yield Stroke("child", tuple(_between(apex, head) for head in heads))


def is_hung_together(twins: Twins, union: Union) -> bool:
    """Say whether both hang from one union, so that they can start from one point."""
    return {twins.first, twins.second} <= set(union.children)


# ---- carers, and what does not fit ----


def care_strokes(
    links: list[ParentLink], spots: dict[Key, Spot], start: Point, row_y: dict[int, int]
) -> Iterator[Stroke]:
    """Go down beside everybody, along under the children's line, and up to each child from below."""
    kind = CARED_FOR[links[0].nature]
    for row in sorted({spots[link.child].row for link in links}):
        here = [link for link in links if spots[link.child].row == row]
        children = sorted({link.child for link in here}, key=lambda key: -spots[key].x)
        y = row_y[row]
        far = spots[children[-1]].x
        yield Stroke(
            kind, (start, (start[0], y), (far, y), (far, spots[children[-1]].bottom + 2)), _of(here, children[-1])
        )
        for child in children[:-1]:
            yield Stroke(kind, ((spots[child].x, y), (spots[child].x, spots[child].bottom + 2)), _of(here, child))


def _of(links: list[ParentLink], child: Key) -> tuple[ParentLink, ...]:
    return tuple(link for link in links if link.child == child)


def odd_strokes(links: Iterable[ParentLink | Couple | Twins | Tie], spots: dict[Key, Spot]) -> Iterator[Stroke]:
    """Join straight across what the lines of people do not fit, as in a looped family."""
    for link in links:
        match link:
            case ParentLink(child, parent, nature):
                top, end = spots[parent], spots[child]
                kind = CHILD.get(nature, "child")
                yield Stroke(kind, ((top.x + SYMBOL // 2, top.y), (end.x - SYMBOL // 2, end.y)), (link,))
            case Couple(first, second, _, parting):
                start, stop = ((spot.x, spot.top) for spot in (spots[first], spots[second]))
                half_way = _between(start, stop)
                yield Stroke(bond_kind(link), (start, stop), (link,), (), (0, 0), SLASHES[parting], half_way)
            case Twins(first, second) | Tie(first, second):
                start, stop = ((spot.x, spot.top) for spot in (spots[first], spots[second]))
                yield Stroke("sibling", (start, stop), (link,))


def segments(stroke: Stroke) -> list[tuple[Point, Point]]:
    """Part a stroke into straight pieces."""
    return list(pairwise(stroke.points))
