"""The movement along the levels over time, drawn as SVG for the page and for paper. A table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from righthelp.calendar.rules import day_of
from righthelp.design_system.formatters import clock, day, day_and_time, short_day

if TYPE_CHECKING:
    from righthelp.considerations.presenters import Step

WIDTH, ROW, LEFT, FOOT, LINE = 420, 44, 70, 30, 18
FACE = "'Source Sans 3', system-ui, sans-serif"
MOST_DATES = 3
INK, QUIET, RULE = "#0b0c0c", "#505a5f", "#b1b4b6"


@dataclass(frozen=True)
class Point:
    """One decision: time goes to the right, a higher level stands higher."""

    x: int
    y: int
    label: str
    time: str = ""


def points(steps: "Sequence[Step]", level_count: int) -> list[Point]:
    """Place each decision; the dates are left to the table where they would run into each other."""
    room = (WIDTH - LEFT) / max(len(steps), 1)
    has_room = len(steps) <= MOST_DATES
    return [
        Point(
            round(LEFT + room * (place + 0.5)),
            _height_of(step.level, level_count),
            short_day(day_of(step.on)) if has_room else str(place + 1),
            clock(step.on) if has_room and shares_day(step, steps) else "",
        )
        for place, step in enumerate(steps)
    ]


def shares_day(step: "Step", steps: "Sequence[Step]") -> bool:
    """Say whether more than one decision was made on the day of this one, as London counts days."""
    return sum(day_of(one.on) == day_of(step.on) for one in steps) > 1


def moments(steps: "Sequence[Step]") -> list[str]:
    """Write when each decision was made: the day, and the time where two fall on one day."""
    return [day_and_time(step.on) if shares_day(step, steps) else day(step.on) for step in steps]


def movement_svg(steps: "Sequence[Step]", level_count: int) -> str:
    """Draw the levels as lines and each decision as a dot; no level has a colour of its own."""
    marks = points(steps, level_count)
    foot = ROW * level_count + FOOT - 8
    height = foot + 8 + (LINE if any(point.time for point in marks) else 0)
    drawn = [_rung(level, level_count) for level in range(1, level_count + 1)]
    path = " ".join(f"{point.x},{point.y}" for point in marks)
    drawn.append(f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="2"/>')
    drawn += [_dot(point, is_last=point is marks[-1], foot=foot) for point in marks]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{FACE}" font-size="15">{"".join(drawn)}</svg>'
    )


def movement_for_page(steps: "Sequence[Step]", level_count: int) -> Markup:
    """Draw the same for a page, where the table beside it is what screen readers read."""
    drawn = movement_svg(steps, level_count).replace("<svg ", '<svg class="rh-svg rh-movement" aria-hidden="true" ', 1)
    return Markup(drawn)  # noqa: S704  numbers and dates only


def _height_of(level: int, level_count: int) -> int:
    return ROW * (level_count - level) + ROW // 2


def _rung(level: int, level_count: int) -> str:
    y = _height_of(level, level_count)
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH}" y2="{y}" stroke="{RULE}"/>'
        f'<text x="0" y="{y + 5}" fill="{INK}">Level {level}</text>'
    )


def _dot(point: Point, *, is_last: bool, foot: int) -> str:
    fill = INK if is_last else "#ffffff"
    return (
        f'<circle cx="{point.x}" cy="{point.y}" r="8" fill="{fill}" stroke="{INK}" stroke-width="2"/>'
        f"{_under(point, foot, point.label)}{_under(point, foot + LINE, point.time)}"
    )


def _under(point: Point, y: int, text: str) -> str:
    return f'<text x="{point.x}" y="{y}" text-anchor="middle" fill="{QUIET}">{text}</text>' if text else ""
