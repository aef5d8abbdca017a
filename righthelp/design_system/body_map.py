"""A body map in the place of photographs: the outline of a child, front and back, with numbered marks.

Regions are named from the child's own side (data/body_regions.csv). Outlines are drawn for one half, outwards from the
middle, and mirrored (data/body_outlines.csv). A table beside the drawing says the same (`rows`).
"""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from righthelp.design_system.formatters import count, sentence_case

Figure = Literal["child", "baby"]
Point = tuple[float, float]
DATA = Path(__file__).parent / "data"
WIDTH, HEIGHT, APART = 300, 630, 40
MIDDLE = WIDTH / 2
SIDES = ("front", "back")
FACE = "'Source Sans 3', system-ui, sans-serif"
INK, QUIET, RULE, PAPER, BODY = "#0b0c0c", "#505a5f", "#a4a8ab", "#ffffff", "#f3f2f1"
RADIUS, ROOM = 9, 20  # of a numbered circle; what two of them need from middle to middle
RINGS = 12
FACE_SIZES: dict[Figure, float] = {"child": 1, "baby": 1.4}
FACE_LINES = (
    ("left_eye", EYE := "M-6 0q6 -6 12 0q-6 5 -12 0ZM-1.5 -0.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0Z"),
    ("right_eye", EYE),
    ("nose", "M-4 4q4 4 8 0"),
    ("mouth", "M-8 0q8 4 16 0"),
)
SEEN_BY_XML = frozenset("\t\n")


@dataclass(frozen=True)
class Region:
    """A named part of the body on one side of the drawing, with its place and shape on each figure."""

    key: str
    side: str
    part: str
    words: str
    places: dict[Figure, Point]
    shapes: dict[Figure, tuple[Point, ...]]


@dataclass(frozen=True)
class Mark:
    """Something seen on the body: in which region, in the writer's words, and where exactly, if somebody pointed.

    Raises:
        ValueError: for a region that is not in the table, and for a point outside the drawing.
    """

    region: str
    what: str = ""
    at: Point | None = None

    def __post_init__(self) -> None:
        if self.region not in REGIONS:
            raise ValueError("there is no such region")
        if self.at and not (0 <= self.at[0] <= WIDTH and 0 <= self.at[1] <= HEIGHT):
            raise ValueError("the point lies outside the drawing")


class Row(NamedTuple):
    """A line of the table that says what the drawing shows."""

    number: int
    where: str
    side: str
    what: str


def rows(marks: Sequence[Mark]) -> list[Row]:
    """List the marks with their numbers, as a table beside the drawing."""
    return [
        Row(number, sentence_case(REGIONS[mark.region].words), REGIONS[mark.region].side, mark.what)
        for number, mark in enumerate(marks, 1)
    ]


def described(marks: Sequence[Mark]) -> str:
    """Say in words what the drawing shows."""
    told = (f" {row.number}: {row.where}{f' – {row.what}' if row.what.strip() else ''}." for row in rows(marks))
    return f"{sentence_case(count(len(marks), 'mark'))}.{''.join(told)}"


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """List the regions for a form, grouped by part of the body."""
    parts = dict.fromkeys(region.part for region in REGIONS.values())
    return [
        (part, [(region.key, sentence_case(region.words)) for region in REGIONS.values() if region.part == part])
        for part in parts
    ]


def draw(marks: Sequence[Mark], figure: Figure = "child") -> str:
    """Draw front and back beside each other, for a document."""
    back = f'<g transform="translate({WIDTH + APART})">{_view(marks, figure, "back")}</g>'
    return _svg(2 * WIDTH + APART, f"front and back of {_a(figure)}", marks, _view(marks, figure, "front") + back)


def for_page(marks: Sequence[Mark], figure: Figure = "child") -> Markup:
    """Draw front and back as a drawing each, so that a narrow page shows one under the other."""
    return Markup("").join(
        # every word that somebody typed is escaped where it is drawn
        Markup(_svg(WIDTH, f"{side} of {_a(figure)}", marks, _view(marks, figure, side), side))  # noqa: S704
        for side in SIDES
    )


def _a(figure: Figure) -> str:
    return f"a {figure}’s body"


def _svg(width: int, name: str, marks: Sequence[Mark], drawn: str, side: str = "") -> str:
    here = [row for row in rows(marks) if not side or row.side == side]
    said = "".join(f" {row.number}: {row.where}. {row.what}" for row in here) or " No marks."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
        f'height="{HEIGHT}" font-family="{FACE}" font-size="14" fill="{INK}">'
        f"<title>Body map: {name}</title><desc>{_safe(said.strip())}</desc>{drawn}</svg>"
    )


def _view(marks: Sequence[Mark], figure: Figure, side: str) -> str:
    clip = f"body-map-{figure}-{side}"
    outline = _outlines(figure, side)
    regions = "".join(_region(region, figure) for region in REGIONS.values() if region.side == side)
    return (
        f'<clipPath id="{clip}"><path d="{outline}"/></clipPath>'
        f'<g clip-path="url(#{clip})" fill="{BODY}" stroke="{RULE}" stroke-width="0.8">{regions}</g>'
        f'<g fill="none" stroke="{QUIET}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" '
        f'pointer-events="none"><path d="{outline}"/>{"".join(_details(figure, side))}</g>'
        f"{_headings(figure, side)}{''.join(_circles(marks, figure, side))}"
    )


def _region(region: Region, figure: Figure) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in region.shapes[figure])
    title = escape(sentence_case(region.words))
    return f'<polygon data-region="{region.key}" points="{points}"><title>{title}</title></polygon>'


def _headings(figure: Figure, side: str) -> str:
    left, right = ("right", "left") if side == "front" else ("left", "right")
    whose, soles = f"{figure.capitalize()}’s", ""
    if side == "back":
        places = (REGIONS[key].places[figure] for key in ("left_sole", "right_sole"))
        soles = "".join(f'<text x="{x:g}" y="{y - 42:g}" text-anchor="middle">Sole</text>' for x, y in places)
    return (
        f'<g pointer-events="none"><text x="4" y="18" font-size="17" font-weight="600">{side.capitalize()}</text>'
        f'<g fill="{QUIET}"><text x="4" y="40">{whose} {left}</text>'
        f'<text x="{WIDTH - 4}" y="40" text-anchor="end">{whose} {right}</text>{soles}</g></g>'
    )


def _outlines(figure: Figure, side: str) -> str:
    """Give the body, and on the back the soles of the feet beside it."""
    half = OUTLINES[figure, "body"][0]
    whole = [*_half(half, 1), *reversed(_half(half[1:-1], -1))]
    soles = [_half(OUTLINES[figure, "sole"][0], way) for way in (1, -1)] if side == "back" else []
    return "".join(_smooth(points) for points in (whole, *soles))


def _half(points: Sequence[Point], way: int) -> list[Point]:
    return [(MIDDLE + way * out, down) for out, down in points]


def _smooth(points: Sequence[Point]) -> str:
    """Lead a closed curve through points: each bend follows its neighbours (Catmull and Rom's rule)."""
    around = [points[-1], *points, points[0], points[1]]
    bends = "".join(
        f"C{_near(here, before, onward)} {_near(there, beyond, here)} {there[0]:.1f} {there[1]:.1f}"
        for before, here, there, beyond, onward in (
            (around[at - 1], around[at], around[at + 1], around[at + 2], around[at + 1])
            for at in range(1, len(points) + 1)
        )
    )
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}{bends}Z"


def _near(here: Point, before: Point, onward: Point) -> str:
    return f"{here[0] + (onward[0] - before[0]) / 6:.1f} {here[1] + (onward[1] - before[1]) / 6:.1f}"


def _details(figure: Figure, side: str) -> Iterator[str]:
    """Draw what tells front from back: a face and toes on one, soles on the other; fingers on both."""
    toes = OUTLINES[figure, "toe"] if side == "front" else []
    for line in (*OUTLINES[figure, "line"], *toes):
        for way in (1, -1):
            (x1, y1), (x2, y2) = _half(line, way)
            yield f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke-width="1.1"/>'
    if side == "front":
        yield from _face(figure)


def _face(figure: Figure) -> Iterator[str]:
    for key, drawn in FACE_LINES:
        x, y = REGIONS[key].places[figure]
        yield f'<path transform="translate({x:g} {y:g}) scale({FACE_SIZES[figure]})" d="{drawn}"/>'


def _circles(marks: Sequence[Mark], figure: Figure, side: str) -> Iterator[str]:
    """Draw numbered circles, none over another: one that has to stand beside its point is led to it by a line."""
    placed: dict[int, tuple[Point, Point]] = {}
    for number, mark in enumerate(marks, 1):
        region = REGIONS[mark.region]
        if region.side == side:
            point = mark.at or region.places[figure]
            placed[number] = point, _free(*point, [beside for _, beside in placed.values()])
    yield from (_leader(point, beside) for point, beside in placed.values() if point != beside)
    yield from (_circle(number, *beside) for number, (_, beside) in placed.items())


def _leader(point: Point, beside: Point) -> str:
    (x, y), (to_x, to_y) = point, beside
    line = f'<path d="M{x:g} {y:g}L{to_x:.1f} {to_y:.1f}" stroke="{INK}" stroke-width="1.2"/>'
    return f'{line}<circle cx="{x:g}" cy="{y:g}" r="2"/>'


def _circle(number: int, x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" stroke="{PAPER}" stroke-width="1.5"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="{12 if number < 100 else 9}" '
        f'font-weight="600" fill="{PAPER}">{number}</text>'
    )


def _free(x: float, y: float, taken: Sequence[Point]) -> Point:
    """Find the place nearest to a point that covers no other circle and lies in the drawing."""
    return next(
        (place for place in _around(x, y) if all(math.dist(place, other) >= ROOM for other in taken)),
        (x, y),
    )


def _around(x: float, y: float) -> Iterator[Point]:
    yield x, y
    for ring in range(1, RINGS + 1):
        for step in range(6 * ring):
            angle = 2 * math.pi * step / (6 * ring)
            place = (x + ROOM * ring * math.cos(angle), y + ROOM * ring * math.sin(angle))
            if RADIUS < place[0] < WIDTH - RADIUS and RADIUS < place[1] < HEIGHT - RADIUS:
                yield place


def _safe(text: str) -> str:
    """Escape a text and leave out what XML cannot hold."""
    return str(escape("".join(letter if letter.isprintable() or letter in SEEN_BY_XML else " " for letter in text)))


def _points(text: str) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in (pair.split(",") for pair in text.split()))


def _regions() -> dict[str, Region]:
    return {
        row["key"]: Region(
            row["key"], row["side"], row["part"], row["words"],
            {"child": (float(row["x"]), float(row["y"])), "baby": (float(row["baby_x"]), float(row["baby_y"]))},
            {"child": _points(row["shape"]), "baby": _points(row["baby_shape"])},
        )
        for row in _table("body_regions.csv")
    }  # fmt: skip


def _read_outlines() -> dict[tuple[str, str], list[tuple[Point, ...]]]:
    found: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    for row in _table("body_outlines.csv"):
        found.setdefault((row["figure"], row["name"]), []).append(_points(row["points"]))
    return found


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


REGIONS = _regions()
OUTLINES = _read_outlines()
