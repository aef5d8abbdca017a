"""The standard symbols of a genogram, one function each, as pieces of SVG."""

from collections.abc import Iterator, Sequence

from righthelp.people.genogram.boxes import SMALL_SYMBOL, SYMBOL
from righthelp.people.genogram.family import Sex, State

INK, QUIET, PAPER, HOME, HOME_TINT = "#0b0c0c", "#505a5f", "#ffffff", "#1d70b8", "#f0f5fa"
DASHES = {
    "partner": "9 5",
    "couple": "16 4",
    "not_known": "2 6",
    "adopted": "7 4",
    "fostered": "2 5",
    "cared_for": "10 4 2 4",
    "home": "10 6",
}
SLASH = 9

Point = tuple[int, int]


def shape(sex: Sex, state: State, x: int, y: int, *, inset: int = 0) -> str:
    """Draw the outline: square, circle, diamond, or a triangle before birth."""
    half = SYMBOL // 2 - inset
    look = f'fill="{PAPER}" stroke="{INK}" stroke-width="2"'
    if state is not State.BORN:
        half = (SMALL_SYMBOL // 2 if state is State.LOST else SYMBOL // 2) - inset
        return f'<path d="M{x} {y - half}L{x + half} {y + half}H{x - half}Z" {look}/>'
    if sex is Sex.MALE:
        return f'<rect x="{x - half}" y="{y - half}" width="{2 * half}" height="{2 * half}" {look}/>'
    if sex is Sex.FEMALE:
        return f'<circle cx="{x}" cy="{y}" r="{half}" {look}/>'
    return f'<path d="M{x} {y - half}L{x + half} {y}L{x} {y + half}L{x - half} {y}Z" {look}/>'


def cross(state: State, x: int, y: int) -> str:
    """Draw the cross of somebody who has died, or of a pregnancy that was lost."""
    half = SMALL_SYMBOL // 2 if state is State.LOST else SYMBOL // 2
    return (
        f'<path d="M{x - half} {y - half}L{x + half} {y + half}M{x + half} {y - half}L{x - half} {y + half}" '
        f'fill="none" stroke="{INK}" stroke-width="2"/>'
    )


def brackets(x: int, y: int) -> str:
    """Draw the brackets around somebody who is adopted."""
    half, arm = SYMBOL // 2 + 7, 7
    return "".join(
        f'<path d="M{x + way * (half - arm)} {y - half + 3}H{x + way * half}V{y + half - 3}H{x + way * (half - arm)}" '
        f'fill="none" stroke="{INK}" stroke-width="2"/>'
        for way in (-1, 1)
    )


def line(kind: str, points: Sequence[Point]) -> str:
    """Draw a line in the way of its kind."""
    dash = f' stroke-dasharray="{DASHES[kind]}"' if kind in DASHES else ""
    cap = ' stroke-linecap="round"' if kind in {"fostered", "not_known"} else ""
    path = "L".join(f"{x} {y}" for x, y in points)
    ink, width = (QUIET, 1) if kind == "sibling" else (INK, 2)
    return f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="{width}"{dash}{cap}/>'


def slashes(number: int, at: Point) -> Iterator[str]:
    """Draw one stroke through a couple's line for separated, two for divorced."""
    for place in range(number):
        x, y = at[0] + 7 * place, at[1]
        yield line("slash", ((x - SLASH // 2, y + SLASH), (x + SLASH // 2, y - SLASH)))


def home(loops: Sequence[Sequence[Point]]) -> str:
    """Draw the line around those who live together, its corners rounded; a loop in a loop leaves somebody out."""
    paths = ("".join(_rounded(before, here, after) for before, here, after in _corners(loop)) for loop in loops)
    path = "".join(f"M{path[1:]}Z" for path in paths)
    return (
        f'<path d="{path}" fill="{HOME_TINT}" fill-rule="evenodd" stroke="{HOME}" stroke-width="2" '
        f'stroke-dasharray="{DASHES["home"]}"/>'
    )


def _corners(points: Sequence[Point]) -> Iterator[tuple[Point, Point, Point]]:
    around = [points[-1], *points, points[0]]
    return zip(around, around[1:], around[2:], strict=False)


def _rounded(before: Point, here: Point, after: Point) -> str:
    start, end = _toward(here, before), _toward(here, after)
    return f"L{start[0]} {start[1]}Q{here[0]} {here[1]} {end[0]} {end[1]}"


def _toward(here: Point, there: Point) -> Point:
    """Step from a corner toward the next one, at most half way."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    step = min(8, (abs(dx) + abs(dy)) // 2)
    return here[0] + step * ((dx > 0) - (dx < 0)), here[1] + step * ((dy > 0) - (dy < 0))
