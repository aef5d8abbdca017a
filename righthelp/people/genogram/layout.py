"""A family as a drawing: generations on lines, couples in their order, no box over another. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from righthelp.people.genogram.boxes import SYMBOL, Box, boxes_of
from righthelp.people.genogram.family import TREE, Family, Key, Link, Tie, TieKind, Twins, ends_of
from righthelp.people.genogram.gaps_between import Arch, Bar, heights, levels
from righthelp.people.genogram.generations import (
    Cares,
    Rows,
    Union,
    care_of,
    is_drawn_as_line,
    rows_of,
    unions_of,
)
from righthelp.people.genogram.groups import Group, groups_of, pulled_apart
from righthelp.people.genogram.order import Order, order_of
from righthelp.people.genogram.outline import outlines
from righthelp.people.genogram.spots import Drop, Spot, across, drop_of, is_beside, neighbours
from righthelp.people.genogram.strokes import (
    Hung,
    Point,
    Stroke,
    arch_sides,
    care_strokes,
    child_strokes,
    couple_strokes,
    drop_x,
    is_hung_together,
    odd_strokes,
    tie_strokes,
)

LARGE = 40
MARGIN, SIDE_BY_SIDE = 16, 16
BELOW, CARE_STEP, BAR_STEP, STUB, ARCH_STEP, LABELS = 14, 14, 14, 34, 38, 18
TOO_LARGE = "This family is large. Look at part of it by putting another person in the middle."
LOOPED = "Some people here are related in more than one way, so some lines go across others."


@dataclass(frozen=True)
class Layout:
    """Everything that is drawn, in pixels from the upper left corner."""

    family: Family
    width: int
    height: int
    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]
    homes: tuple[tuple[tuple[Point, ...], ...], ...]
    notes: tuple[str, ...]

    @property
    def letters(self) -> int:
        """Give the size of the smallest letters of a name."""
        return min(spot.box.size for spot in self.spots)


@dataclass(frozen=True)
class _Plan:
    """What is settled before heights are: lines, neighbours, places, and who is joined to whom how."""

    family: Family
    rows: Rows
    cares: Cares
    unions: tuple[Union, ...]
    order: Order
    lines: dict[int, list[Key]]
    boxes: dict[Key, Box]
    arches: dict[tuple[Key, Key], list[Link]]
    odd: tuple[Link, ...]

    def drop(self, union: Union) -> Drop:
        return drop_of(union, list(self.unions), self.lines.values())


def layout(family: Family) -> Layout:
    """Lay a family out around its centre; a large or a looped one is drawn too, with a note that says so."""
    plan = _plan(family)
    return _laid(plan, across(family, plan.order, list(plan.unions)))


def layout_apart(family: Family, room: int) -> tuple[Layout, list[Group]]:
    """Lay a family out in groups side by side, none wider than the room, pulled apart so that each can stand alone."""
    plan = _plan(family)
    wanted = across(family, plan.order, list(plan.unions))
    groups = groups_of(family, wanted, room)
    return _laid(plan, pulled_apart(family, wanted, groups)), groups


def _laid(plan: _Plan, places: dict[Key, int]) -> Layout:
    flat = _spots(plan, places, dict.fromkeys(plan.lines, 0))
    bars = _bars(plan, flat)
    arch_levels = _arch_levels(plan, flat)
    tops = _tops(plan, bars, arch_levels)
    spots = _spots(plan, {key: spot.x for key, spot in flat.items()}, tops)
    strokes = _strokes(plan, spots, bars, arch_levels)
    return _framed(plan.family, spots, strokes, plan)


def _plan(family: Family) -> _Plan:
    rows, outside = rows_of(family)
    unions = unions_of(family, rows)
    carers = frozenset(link.parent for link in family.parents if is_drawn_as_line(link, outside))
    order = order_of(family, rows, unions, carers)
    lines = dict(sorted(neighbours(order).items()))
    arches, odd = _across_and_odd(family, rows, unions, lines)
    lined = {link for links in (*arches.values(), odd) for link in links}
    boxes = boxes_of(family, outside, frozenset(tie for tie in family.ties if tie in lined))
    return _Plan(family, rows, care_of(family, outside), tuple(unions), order, lines, boxes, arches, tuple(odd))


def _across_and_odd(
    family: Family, rows: Rows, unions: list[Union], lines: dict[int, list[Key]]
) -> tuple[dict[tuple[Key, Key], list[Link]], list[Link]]:
    """Find the brothers, sisters and twins to join by an arch, and the links that fit no line."""
    arches: dict[tuple[Key, Key], list[Link]] = {}
    hung = {link for union in unions for link in union.links}
    odd: list[Link] = [link for link in family.parents if link.nature in TREE and link not in hung]
    odd += [couple for couple in family.couples if rows[couple.first] != rows[couple.second]]
    siblings = [tie for tie in family.ties if tie.kind is TieKind.SIBLING]
    apart = [twins for twins in family.twins if not any(is_hung_together(twins, union) for union in unions)]
    level: list[Tie | Twins] = [*siblings, *apart]
    for link in level:
        one, other = ends_of(link)
        if rows[one] == rows[other]:
            line = lines[rows[one]]
            both = (one, other) if line.index(one) < line.index(other) else (other, one)
            arches.setdefault(both, []).append(link)
        else:
            odd.append(link)
    return arches, odd


# ---- heights ----


def _spots(plan: _Plan, xs: dict[Key, int], tops: dict[int, int]) -> dict[Key, Spot]:
    return {
        key: Spot(key, row, xs[key], tops[row] + SYMBOL // 2, plan.boxes[key])
        for row, keys in plan.lines.items()
        for key in keys
    }


def _bars(plan: _Plan, flat: dict[Key, Spot]) -> dict[int, dict[int, Bar]]:
    """Give the bars under each line of parents, by union."""
    found: dict[int, dict[int, Bar]] = {}
    for number, union in enumerate(plan.unions):
        if union.children:
            x = drop_x(plan.drop(union), flat, union.children)
            bar = Bar(number, x, tuple(_feet(plan, union, flat).values()))
            found.setdefault(plan.rows[union.parents[0]], {})[number] = bar
    return found


def _arch_levels(plan: _Plan, flat: dict[Key, Spot]) -> dict[int, dict[Arch, int]]:
    apart = [
        union.parents for union in plan.unions if len(union.parents) == 2 and not is_beside(union, plan.drop(union))
    ]
    by_row: dict[int, list[Arch]] = {}
    for one, other in dict.fromkeys((*apart, *plan.arches)):
        left, right = sorted((flat[one], flat[other]), key=lambda spot: spot.x)
        by_row.setdefault(left.row, []).append(Arch(left.key, right.key, left.x, right.x))
    return {row: heights(list(dict.fromkeys(arches))) for row, arches in by_row.items()}


def _tops(plan: _Plan, bars: dict[int, dict[int, Bar]], arches: dict[int, dict[Arch, int]]) -> dict[int, int]:
    tops: dict[int, int] = {}
    y = MARGIN
    for row, keys in plan.lines.items():
        y += _arch_room(arches.get(row, {})) + STUB
        tops[row] = y
        y += max(plan.boxes[key].height for key in keys) + BELOW
        y += CARE_STEP * _cares_under(plan, row) + BAR_STEP * _bar_levels(bars.get(row, {}))
    return tops


def _arch_room(arches: dict[Arch, int]) -> int:
    return ARCH_STEP * (1 + max(arches.values())) if arches else 0


def _bar_levels(bars: dict[int, Bar]) -> int:
    return 1 + max(levels(list(bars.values())).values(), default=0)


def _cares_under(plan: _Plan, row: int) -> int:
    return sum(any(plan.rows[link.child] == row for link in links) for links in plan.cares.values())


# ---- lines ----


def _strokes(
    plan: _Plan, spots: dict[Key, Spot], bars: dict[int, dict[int, Bar]], arches: dict[int, dict[Arch, int]]
) -> list[Stroke]:
    arch_y = {
        (arch.left, arch.right): spots[arch.left].top - STUB + 4 - ARCH_STEP * level
        for found in arches.values()
        for arch, level in found.items()
    }
    sides = arch_sides(sorted(arch_y, key=lambda both: -arch_y[both]))
    hung = _hung(plan, spots, bars, arch_y)
    return [
        *child_strokes(plan.family, hung, spots),
        *couple_strokes(plan.family, hung, spots, arch_y, sides),
        *tie_strokes(plan.family, plan.arches, spots, arch_y, sides),
        *_care(plan, spots),
        *odd_strokes(plan.odd, spots),
    ]


def _hung(
    plan: _Plan, spots: dict[Key, Spot], bars: dict[int, dict[int, Bar]], arch_y: dict[tuple[Key, Key], int]
) -> list[Hung]:
    heights_of = {number: level for found in bars.values() for number, level in levels(list(found.values())).items()}
    return [
        Hung(
            union,
            plan.drop(union),
            drop_x(plan.drop(union), spots, union.children),
            _feet(plan, union, spots),
            _start(plan, union, spots, arch_y),
            _bar_y(plan, union, spots, heights_of.get(number, 0)),
        )
        for number, union in enumerate(plan.unions)
    ]


def _feet(plan: _Plan, union: Union, spots: dict[Key, Spot]) -> dict[Key, int]:
    """Say where each child's line ends: on the head, side by side for a child with two sets of parents."""
    feet = {}
    for child in union.children:
        mine = [other for other in plan.unions if child in other.children]
        mine.sort(key=lambda other: sum(spots[key].x for key in other.parents) / len(other.parents))
        feet[child] = spots[child].x + round((mine.index(union) - (len(mine) - 1) / 2) * SIDE_BY_SIDE)
    return feet


def _start(plan: _Plan, union: Union, spots: dict[Key, Spot], arch_y: dict[tuple[Key, Key], int]) -> int:
    """Say how high the line to the children begins: under one parent, between two, or at the arch over others."""
    drop = plan.drop(union)
    if len(union.parents) == 1:
        return spots[drop.left].bottom + 2
    if is_beside(union, drop):
        return spots[drop.left].y
    left, right = sorted(union.parents, key=lambda key: spots[key].x)
    return arch_y[left, right]


def _bar_y(plan: _Plan, union: Union, spots: dict[Key, Spot], level: int) -> int:
    row = plan.rows[union.parents[0]]
    deepest = max(spot.bottom for spot in spots.values() if spot.row == row)
    return deepest + BELOW + CARE_STEP * _cares_under(plan, row) + BAR_STEP * level


def _care(plan: _Plan, spots: dict[Key, Spot]) -> Iterator[Stroke]:
    used: dict[int, int] = {}
    for (carers, _), links in plan.cares.items():
        ys = {}
        for row in {plan.rows[link.child]: None for link in links}:
            ys[row] = (
                max(spot.bottom for spot in spots.values() if spot.row == row) + BELOW + CARE_STEP * used.get(row, 0)
            )
            used[row] = used.get(row, 0) + 1
        yield from care_strokes(links, spots, _care_start(carers, spots), ys)


def _care_start(carers: tuple[Key, ...], spots: dict[Key, Spot]) -> Point:
    if len(carers) == 1:
        return spots[carers[0]].x, spots[carers[0]].bottom + 2
    return sum(spots[key].x for key in carers) // 2, spots[carers[0]].y


# ---- the whole ----


def _framed(family: Family, spots: dict[Key, Spot], strokes: list[Stroke], plan: _Plan) -> Layout:
    """Move everything into view, with a margin all round."""
    homes = [outlines(home, spots) for home in family.households]
    xs = [x for spot in spots.values() for x in (spot.left, spot.right)]
    points = [
        point
        for line in (*(stroke.points for stroke in strokes), *(loop for home in homes for loop in home))
        for point in line
    ]
    xs += [x for x, _ in points]
    bottom = max(*(spot.bottom for spot in spots.values()), *(y for _, y in points), 0)
    labels = [stroke.label_at[1] - LABELS * len(stroke.labels) for stroke in strokes if stroke.labels]
    highest = min(*(spot.top for spot in spots.values()), *(y for _, y in points), *labels, bottom)
    across_by, down_by = MARGIN - min(xs), MARGIN - highest
    move = _mover(across_by, down_by)
    return Layout(
        family=family,
        width=max(xs) + across_by + MARGIN,
        height=bottom + down_by + MARGIN,
        spots=tuple(replace(spot, x=spot.x + across_by, y=spot.y + down_by) for spot in spots.values()),
        strokes=tuple(
            replace(
                stroke,
                points=tuple(map(move, stroke.points)),
                label_at=move(stroke.label_at),
                slash_at=move(stroke.slash_at),
            )
            for stroke in strokes
        ),
        homes=tuple(tuple(tuple(map(move, loop)) for loop in home) for home in homes),
        notes=_notes(plan),
    )


def _mover(across_by: int, down_by: int) -> Callable[[Point], Point]:
    return lambda point: (point[0] + across_by, point[1] + down_by)


def _notes(plan: _Plan) -> tuple[str, ...]:
    large = (TOO_LARGE,) if len(plan.family.members) > LARGE else ()
    return (*large, *((LOOPED,) if plan.odd or _is_looped(plan) else ()))


def _is_looped(plan: _Plan) -> bool:
    """Say whether somebody can be reached by two ways: more joins than a tree has."""
    ends_ = {key: key for key in plan.rows}

    def root(key: Key) -> Key:
        while ends_[key] != key:
            key = ends_[key]
        return key

    for number, union in enumerate(plan.unions):
        knot = -1 - number
        ends_[knot] = knot
        for key in (*union.parents, *union.children):
            if root(key) == root(knot):
                return True
            ends_[root(key)] = root(knot)
    return False
