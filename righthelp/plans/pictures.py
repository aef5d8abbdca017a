"""Where each voice stands on the scale of a goal, over time, drawn as lines in SVG for the page and for paper.

A table beside it says the same. Nothing is counted together: no sum, no average, no line between two voices.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from righthelp.design_system.formatters import short_day

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 460, 300, 34, 64, 16, 34
HIGHEST = 10
FACE = "'Source Sans 3', system-ui, sans-serif"
INK, QUIET, RULE = "#0b0c0c", "#505a5f", "#b1b4b6"
DASHES = ("", "8 5", "2 5", "14 4 2 4", "4 3", "12 8")
APART = 13  # two voices that say the same on one day stand beside each other


@dataclass(frozen=True)
class Mark:
    """Where somebody stood on a day: a number from 0 to 10."""

    on: dt.date
    value: int


@dataclass(frozen=True)
class Voice:
    """One person's marks on the scale, oldest first; `number` tells their line from others, as in the table."""

    number: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Point:
    """A mark in its place: time goes to the right, a higher number stands higher."""

    x: int
    y: int


def points(voices: Sequence[Voice]) -> dict[int, list[Point]]:
    """Place each mark, by the number of its voice; those that would hide each other stand beside each other."""
    days = [mark.on for voice in voices for mark in voice.marks]
    if not days:
        return {}
    first, last = min(days), max(days)
    taken: Counter[tuple[int, int]] = Counter()
    placed: dict[int, list[Point]] = {}
    for voice in voices:
        placed[voice.number] = [_placed(mark, first, last, taken) for mark in voice.marks]
    return placed


def scale_svg(voices: Sequence[Voice]) -> str:
    """Draw the scale from 0 to 10 and a line for each voice; no voice and no number has a colour of its own."""
    placed = points(voices)
    drawn = [*map(_rung, range(HIGHEST + 1)), *_days(voices)]
    for number, found in placed.items():
        drawn += [_line(number, one, other) for one, other in pairwise(found)]
    drawn += [_dot(number, point) for number, found in placed.items() for point in found]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FACE}" font-size="15">{"".join(drawn)}</svg>'
    )


def scale_for_page(voices: Sequence[Voice]) -> Markup:
    """Draw the same for a page, where the table beside it is what screen readers read."""
    drawn = scale_svg(voices).replace("<svg ", '<svg class="rh-svg rh-movement" aria-hidden="true" ', 1)
    return Markup(drawn)  # noqa: S704  numbers and dates only


def _placed(mark: Mark, first: dt.date, last: dt.date, taken: Counter[tuple[int, int]]) -> Point:
    room, whole = WIDTH - LEFT - RIGHT, (last - first).days
    x = LEFT + APART + (round((mark.on - first).days / whole * (room - APART)) if whole else room // 2)
    y = _height_of(mark.value)
    beside = taken[x, y]
    taken[x, y] += 1
    return Point(x + APART * beside, y)


def _height_of(value: int) -> int:
    return TOP + round((HEIGHT - TOP - FOOT) * (HIGHEST - value) / HIGHEST)


def _rung(value: int) -> str:
    y = _height_of(value)
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH}" y2="{y}" stroke="{RULE}"/>'
        f'<text x="{LEFT - 8}" y="{y + 5}" text-anchor="end" fill="{INK}">{value}</text>'
    )


def _days(voices: Sequence[Voice]) -> Iterator[str]:
    """Write the first day, and the last where it is another, under the scale."""
    days = sorted({mark.on for voice in voices for mark in voice.marks})
    if days:
        yield _under(LEFT, "start", days[0])
    if len(days) > 1:
        yield _under(WIDTH, "end", days[-1])


def _under(x: int, anchor: str, day: dt.date) -> str:
    return f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="{anchor}" fill="{QUIET}">{short_day(day)}</text>'


def _line(number: int, one: Point, other: Point) -> str:
    dash = DASHES[(number - 1) % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{one.x}" y1="{one.y}" x2="{other.x}" y2="{other.y}" stroke="{INK}" stroke-width="2"{dashed}/>'


def _dot(number: int, point: Point) -> str:
    return (
        f'<circle cx="{point.x}" cy="{point.y}" r="10" fill="#ffffff" stroke="{INK}" stroke-width="2"/>'
        f'<text x="{point.x}" y="{point.y + 5}" text-anchor="middle" fill="{INK}">{number}</text>'
    )
