"""The levels as a picture: a windscreen or a spectrum, drawn on the server, with the same said in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 330
CENTRE_X, CENTRE_Y = 320, 310
OUTER, INNER = 290, 110
LINE = 15


@dataclass(frozen=True)
class Segment:
    """One level in the picture: its outline, where its number and name stand, and how light it is."""

    number: int
    path: str
    x: float
    y: float
    lines: list[str]


def windscreen(names: Sequence[str]) -> list[Segment]:
    """Draw the levels as the segments of a windscreen, the first on the left."""
    step = math.pi / len(names)
    return [
        _segment(number, name, math.pi - step * number, math.pi - step * (number + 1))
        for number, name in enumerate(names)
    ]


def _segment(number: int, name: str, start: float, end: float) -> Segment:
    corners = [_at(OUTER, start), _at(OUTER, end), _at(INNER, end), _at(INNER, start)]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}Z"
    x, y = _at((OUTER + INNER) / 2, (start + end) / 2)
    return Segment(number + 1, path, x, y, wrap(name, 12))


def _at(radius: float, angle: float) -> tuple[float, float]:
    return round(CENTRE_X + radius * math.cos(angle), 1), round(CENTRE_Y - radius * math.sin(angle), 1)


def spectrum(names: Sequence[str]) -> list[Segment]:
    """Draw the levels as steps of one band, the first on the left."""
    width = WIDTH / len(names)
    return [
        Segment(
            number + 1,
            f"M{round(number * width, 1)} 40h{round(width - 4, 1)}v130h-{round(width - 4, 1)}Z",
            round(number * width + width / 2 - 2, 1),
            105,
            wrap(name, 14),
        )
        for number, name in enumerate(names)
    ]


def wrap(text: str, longest: int) -> list[str]:
    """Break a name into lines that fit its segment.

    >>> wrap("Getting more help", 9)
    ['Getting', 'more help']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= longest or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
