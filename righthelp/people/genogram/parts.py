"""What of a large drawing stands in which part: the groups beside each other, and lines of people where it is tall.

Nobody is ever cut, nor words, nor a stroke through a couple's line. Each line that goes on in another part is marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from righthelp.people.genogram.boxes import EDGE, LEADING, SMALL
from righthelp.people.genogram.family import Key
from righthelp.people.genogram.groups import Group
from righthelp.people.genogram.layout import BELOW, LABELS, MARGIN, Layout, layout_apart
from righthelp.people.genogram.letters import width_of
from righthelp.people.genogram.spots import Spot
from righthelp.people.genogram.strokes import Point, Stroke

FROM_PEOPLE, FROM_LINES, FROM_WORDS = 12, 5, 6  # how far a cut keeps away
SLASHES_WIDE = 14
Window = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True)
class Mark:
    """That a line leaves a part at a point of its edge, in a way (right, left, down, up), and goes on in another."""

    at: Point
    way: Point
    to: int


@dataclass(frozen=True)
class Part:
    """One part by its number from 1: a window onto the drawing, who stands in it, and where lines leave it."""

    number: int
    window: Window
    people: tuple[Spot, ...]
    marks: tuple[Mark, ...]

    @property
    def width(self) -> int:
        """Give how wide the window is."""
        return self.window[2] - self.window[0]

    @property
    def height(self) -> int:
        """Give how high the window is."""
        return self.window[3] - self.window[1]

    def holds(self, point: Point) -> bool:
        """Say whether a point of the drawing is in this part."""
        return _is_in(self.window, point)


def parts_of(drawn: Layout, groups: Sequence[Group], height: int) -> tuple[Layout, list[Part]]:
    """Part a drawing between its groups, and between its lines of people where they are higher than this.

    Words and strokes at the line of a parted couple are moved to its left half.
    """
    downs = _cuts_down(drawn, groups)
    moved = replace(drawn, strokes=tuple(_clear_of(downs, stroke) for stroke in drawn.strokes))
    levels = _cuts_across(moved, height)
    xs, ys = [0, *downs, drawn.width], [0, *levels, drawn.height]
    windows = [(left, top, right, bottom) for top, bottom in pairwise(ys) for left, right in pairwise(xs)]
    used = [window for window in windows if _has_something(moved, window)]
    return moved, [_part(moved, used, window) for window in used]


def apart(drawn: Layout, *, width: int, height: int) -> tuple[Layout, list[Part]]:
    """Lay the same family out anew in parts, none of them wider or higher than this if it can be."""
    wide, groups = layout_apart(drawn.family, width)
    return parts_of(wide, groups, height)


# ---- where to cut ----


def _cuts_down(drawn: Layout, groups: Sequence[Group]) -> list[int]:
    spots = {spot.key: spot for spot in drawn.spots}
    upright = {a[0] for stroke in drawn.strokes for a, b in pairwise(stroke.points) if a[0] == b[0]}
    return [_cut_down(spots, upright, *both) for both in pairwise(groups)]


def _cut_down(spots: dict[Key, Spot], upright: set[int], before: Group, after: Group) -> int:
    """Cut as near to the right group as may be: what stands at a couple's line has room on the left."""
    first = max(spots[key].right for key in before) + FROM_PEOPLE
    last = min(spots[key].left for key in after) - FROM_PEOPLE
    clear = (x for x in range(last, first - 1, -1) if not any(abs(x - other) < FROM_LINES for other in upright))
    return next(clear, last)


def _clear_of(cuts: Sequence[int], stroke: Stroke) -> Stroke:
    half = round(max((width_of(label, SMALL) for label in stroke.labels), default=0) / 2)
    (label_x, label_y), (slash_x, slash_y) = stroke.label_at, stroke.slash_at
    for cut in cuts:
        if abs(label_x - cut) < half + FROM_WORDS:
            label_x = cut - half - FROM_WORDS
        if abs(slash_x - cut) < SLASHES_WIDE:
            slash_x = cut - SLASHES_WIDE - FROM_WORDS
    return replace(stroke, label_at=(label_x, label_y), slash_at=(slash_x, slash_y))


def _cuts_across(drawn: Layout, height: int) -> list[int]:
    """Cut right under lines of people, as few times as the height allows."""
    rows = sorted({spot.row for spot in drawn.spots})
    under = [max(spot.bottom for spot in drawn.spots if spot.row == row) + BELOW // 2 for row in rows[:-1]]
    cuts = [0]
    for here, after in pairwise([*under, drawn.height]):
        if after - cuts[-1] > height:
            cuts.append(here)
    return cuts[1:]


# ---- what stands in a part ----


def _part(drawn: Layout, windows: Sequence[Window], window: Window) -> Part:
    people = tuple(spot for spot in drawn.spots if _is_in(window, (spot.x, spot.y)))
    return Part(windows.index(window) + 1, _cropped(drawn, window), people, tuple(_marks(drawn, windows, window)))


def _is_in(window: Window, point: Point) -> bool:
    left, top, right, bottom = window
    return left <= point[0] < right and top <= point[1] < bottom


def _has_something(drawn: Layout, window: Window) -> bool:
    return next(_heights(drawn, window), None) is not None


def _cropped(drawn: Layout, window: Window) -> Window:
    """Leave out what is empty above and below."""
    left, top, right, bottom = window
    heights = list(_heights(drawn, window))
    return left, max(top, min(heights) - MARGIN), right, min(bottom, max(heights) + MARGIN)


def _heights(drawn: Layout, window: Window) -> Iterator[int]:
    """Give how high everything stands that is in a window."""
    left, top, right, bottom = window
    for spot in drawn.spots:
        if _is_in(window, (spot.x, spot.y)):
            yield from (spot.top - EDGE, spot.bottom + EDGE)
    for a, b in _pieces(drawn):
        if min(a[0], b[0]) < right and max(a[0], b[0]) >= left and min(a[1], b[1]) < bottom and max(a[1], b[1]) >= top:
            yield from (max(top, min(a[1], b[1])), min(bottom, max(a[1], b[1])))
    for stroke in drawn.strokes:
        if stroke.labels and _is_in(window, stroke.label_at):
            yield stroke.label_at[1] - LABELS * len(stroke.labels)


def _pieces(drawn: Layout) -> Iterator[tuple[Point, Point]]:
    for stroke in drawn.strokes:
        yield from pairwise(stroke.points)
    for home in drawn.homes:
        for loop in home:
            yield from pairwise([*loop, loop[0]])


def _marks(drawn: Layout, windows: Sequence[Window], window: Window) -> Iterator[Mark]:
    left, top, right, bottom = window
    for edge, way in ((right, (1, 0)), (left, (-1, 0))):
        for y in _spread(_crossings(drawn, edge, 0)):
            if top <= y < bottom and (to := _beside(windows, (edge + 3 * way[0], y))):
                yield Mark((edge, y), way, to)
    for edge, way in ((bottom, (0, 1)), (top, (0, -1))):
        for x in _spread(_crossings(drawn, edge, 1)):
            if left <= x < right and (to := _beside(windows, (x, edge + 3 * way[1]))):
                yield Mark((x, edge), way, to)


def _beside(windows: Sequence[Window], point: Point) -> int:
    return next((number for number, window in enumerate(windows, start=1) if _is_in(window, point)), 0)


def _crossings(drawn: Layout, at: int, way: int) -> set[int]:
    """Give where lines go across a cut: how high, for one that goes down (`way` 0); how far right, for a level one."""
    over = 1 - way
    return {
        round(a[over] + (b[over] - a[over]) * (at - a[way]) / (b[way] - a[way]))
        for a, b in _pieces(drawn)
        if (a[way] - at) * (b[way] - at) < 0
    }


def _spread(places: set[int]) -> list[int]:
    """Keep one of those so near to each other that their marks would be one blot."""
    kept: list[int] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > LEADING // 2:
            kept.append(place)
    return kept
