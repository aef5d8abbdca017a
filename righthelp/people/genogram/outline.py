"""The line around those who live together: around nobody else, in as few pieces as that allows."""

from collections.abc import Iterable
from itertools import pairwise

from righthelp.people.genogram.boxes import EDGE
from righthelp.people.genogram.family import Key
from righthelp.people.genogram.spots import Spot

Box = tuple[int, int, int, int]
Point = tuple[int, int]


def outlines(home: Iterable[Key], spots: dict[Key, Spot]) -> list[list[Point]]:
    """Draw around each run of neighbours who share a home, joined where one run is over the other."""
    keys = set(home)
    rows: dict[int, list[Spot]] = {}
    for spot in sorted(spots.values(), key=lambda spot: (spot.row, spot.x)):
        rows.setdefault(spot.row, []).append(spot)
    runs = {row: [_around(run) for run in _runs(line, keys)] for row, line in rows.items()}
    pieces: list[Box] = [box for boxes in runs.values() for box in boxes]
    for upper, lower in pairwise(sorted(rows)):
        for one in runs[upper]:
            for other in runs[lower]:
                pieces += _joint(one, other)
    return traced(pieces)


def _runs(line: list[Spot], keys: set[Key]) -> list[list[Spot]]:
    runs: list[list[Spot]] = [[]]
    for spot in line:
        if spot.key in keys:
            runs[-1].append(spot)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _around(run: list[Spot]) -> Box:
    return (
        run[0].left - EDGE,
        min(spot.top for spot in run) - EDGE,
        run[-1].right + EDGE,
        max(spot.bottom for spot in run) + EDGE,
    )


def _joint(upper: Box, lower: Box) -> list[Box]:
    """Join two pieces through the room between two lines of people, if one is over the other."""
    left, right = max(upper[0], lower[0]), min(upper[2], lower[2])
    if right - left >= 2 * EDGE:
        return [(left, upper[3], right, lower[1])]
    return []


def traced(boxes: list[Box]) -> list[list[Point]]:
    """Trace around what the boxes cover together.

    >>> traced([(0, 0, 2, 2), (1, 2, 2, 4)])
    [[(0, 0), (2, 0), (2, 4), (1, 4), (1, 2), (0, 2)]]
    """
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    filled = {
        (column, row)
        for row, (top, bottom) in enumerate(pairwise(ys))
        for column, (left, right) in enumerate(pairwise(xs))
        if any(box[0] <= left and right <= box[2] and box[1] <= top and bottom <= box[3] for box in boxes)
    }
    return [[(xs[column], ys[row]) for column, row in _corners(loop)] for loop in _loops(_edges(filled))]


def _edges(filled: set[Point]) -> dict[Point, list[Point]]:
    """Give every edge between covered and not covered, walked with what is covered on the right hand."""
    edges: dict[Point, list[Point]] = {}
    for x, y in sorted(filled):
        for beside, start, end in (
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ):
            if beside not in filled:
                edges.setdefault(start, []).append(end)
    return edges


def _loops(edges: dict[Point, list[Point]]) -> list[list[Point]]:
    loops = []
    while edges:
        start = min(edges, key=lambda point: (point[1], point[0]))
        loop, here = [start], _next(edges, start)
        while here != start:
            loop.append(here)
            here = _next(edges, here)
        loops.append(loop)
    return loops


def _next(edges: dict[Point, list[Point]], here: Point) -> Point:
    following = edges[here].pop()
    if not edges[here]:
        del edges[here]
    return following


def _corners(loop: list[Point]) -> list[Point]:
    around = [loop[-1], *loop, loop[0]]
    return [
        here
        for before, here, after in zip(around, around[1:], around[2:], strict=False)
        if not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1])
    ]
