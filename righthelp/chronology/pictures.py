"""The time line as SVG: a lane for each kind of thing, a mark for each time. A table beside it says the same.

Only days, counts and the fixed titles of categories are drawn; nothing that people typed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from righthelp.chronology.filters import Item
from righthelp.chronology.models import Entry
from righthelp.chronology.rules import CATEGORIES
from righthelp.design_system.formatters import count, short_day

WIDE, NARROW = 640, 288  # beside each other on one page: the style sheet shows the one that fits
SIDE, TOP, LANE, KEY = 14, 30, 40, 26
FACE = "'Source Sans 3', system-ui, sans-serif"
INK, QUIET, RULE, PAPER, BAND, TEAL = "#0b0c0c", "#505a5f", "#b1b4b6", "#ffffff", "#f3f2f1", "#00626b"
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
ROOM = 82  # what the name of a month needs
SEEN = "Seen by Right Help"
LONG_BEFORE = dt.timedelta(days=365)


@dataclass(frozen=True)
class Mark:
    """One time on a lane: its first and last day, and how much it weighs."""

    first: dt.date
    last: dt.date
    is_key: bool

    @property
    def words(self) -> str:
        """Write it for the table beside the drawing."""
        until = f" to {short_day(self.last)}" if self.last != self.first else ""
        return f"{short_day(self.first)}{until}{' (key event)' if self.is_key else ''}"


@dataclass(frozen=True)
class Lane:
    """One kind of thing with its times, first to last."""

    title: str
    short: str
    marks: tuple[Mark, ...]
    is_seen: bool = False


def lanes_of(items: Iterable[Item]) -> list[Lane]:
    """Give a lane for each category that has entries standing, in the order of the table; what was seen comes last.

    What was seen long before anybody wrote is listed but not drawn: a birth years ago would press all else to one side.
    """
    listed = sorted(items, key=lambda one: one.happened_on)
    entries = [one for one in listed if isinstance(one, Entry) and one.struck_at is None]
    since = entries[0].happened_on - LONG_BEFORE if entries else dt.date.min
    happened = (one for one in listed if not isinstance(one, Entry) and one.happened_on >= since)
    seen = tuple(Mark(one.happened_on, one.happened_on, False) for one in happened)
    lanes = [
        Lane(category.title, category.short, tuple(_mark(one) for one in entries if one.category == category.key))
        for category in CATEGORIES.values()
    ]
    return [lane for lane in [*lanes, Lane(SEEN, SEEN, seen, True)] if lane.marks]


def timeline_svg(lanes: Sequence[Lane], width: int = WIDE) -> str:
    """Draw the lanes over one scale of days."""
    scale = Scale.over(lanes, width)
    foot = TOP + LANE * len(lanes)
    drawn = [*_bands(scale, foot), *(part for place, lane in enumerate(lanes) for part in _lane(lane, place, scale))]
    height = foot + 14 + KEY * len(_key_rows(width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{FACE}" font-size="15" fill="{INK}">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join((*drawn, *_key(foot, width)))}</svg>'
    )


def timeline_for_page(lanes: Sequence[Lane]) -> Markup:
    """Draw the same for a page, once for each width; the table beside it is what screen readers read."""
    drawn = (
        timeline_svg(lanes, width).replace("<svg ", f'<svg class="rh-timeline__{name}" aria-hidden="true" ', 1)
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return Markup("".join(drawn))  # noqa: S704  days, counts and titles of our own table only


def described(lanes: Sequence[Lane]) -> str:
    """Say in a sentence what the drawing shows."""
    kinds = "; ".join(f"{lane.title}: {count(len(lane.marks), 'time')}" for lane in lanes)
    return f"A time line from {short_day(_first(lanes))} to {short_day(_last(lanes))}. {kinds}."


@dataclass(frozen=True)
class Scale:
    """Days laid out from left to right, with the firsts of months at which lines stand."""

    first: dt.date
    last: dt.date
    ticks: tuple[dt.date, ...]
    months: int
    width: int

    @classmethod
    def over(cls, lanes: Sequence[Lane], width: int) -> "Scale":
        """Fit a scale to everything that is drawn."""
        first, last = _first(lanes), _last(lanes)
        whole = (last.year - first.year) * 12 + last.month - first.month + 1
        months = next((step for step in STEPS if (whole / step + 1) * ROOM <= width), STEPS[-1])
        begin = _floor(first, months)
        ticks = [begin]
        while ticks[-1] <= last:
            ticks.append(_later(ticks[-1], months))
        return cls(begin, ticks[-1], tuple(ticks), months, width)

    def x(self, day: dt.date) -> float:
        """Give the place of a day."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(SIDE + share * (self.width - 2 * SIDE), 1)

    def label(self, tick: dt.date) -> str:
        """Name the stretch that begins at a line."""
        return str(tick.year) if self.months >= STEPS[4] else f"{tick:%b %Y}"


def _floor(day: dt.date, months: int) -> dt.date:
    whole = (day.year * 12 + day.month - 1) // months * months
    return dt.date(whole // 12, whole % 12 + 1, 1)


def _later(day: dt.date, months: int) -> dt.date:
    whole = day.year * 12 + day.month - 1 + months
    return dt.date(whole // 12, whole % 12 + 1, 1)


def _mark(entry: Entry) -> Mark:
    return Mark(entry.happened_on, entry.until or entry.happened_on, entry.significance == Entry.Significance.KEY)


def _first(lanes: Sequence[Lane]) -> dt.date:
    return min(mark.first for lane in lanes for mark in lane.marks)


def _last(lanes: Sequence[Lane]) -> dt.date:
    return max(mark.last for lane in lanes for mark in lane.marks)


def _bands(scale: Scale, foot: int) -> Iterator[str]:
    """Shade every other stretch, and name each; the text begins at its line."""
    for place, (start, end) in enumerate(zip(scale.ticks, scale.ticks[1:], strict=False)):
        x, width = scale.x(start), round(scale.x(end) - scale.x(start), 1)
        yield f'<rect x="{x}" y="0" width="{width}" height="{foot}" fill="{PAPER if place % 2 else BAND}"/>'
        yield f'<text x="{x + 4}" y="19" font-size="14" fill="{QUIET}">{scale.label(start)}</text>'


def _lane(lane: Lane, place: int, scale: Scale) -> Iterator[str]:
    top = TOP + LANE * place
    y = top + 27
    number = f'<tspan fill="{QUIET}"> · {len(lane.marks)}</tspan>'
    yield f'<text x="{SIDE}" y="{top + 13}">{escape(lane.short)}{number}</text>'
    yield f'<line x1="{SIDE}" y1="{y}" x2="{scale.width - SIDE}" y2="{y}" stroke="{RULE}"/>'
    for mark in lane.marks:
        yield from _drawn(mark, y, scale, is_seen=lane.is_seen)


def _drawn(mark: Mark, y: int, scale: Scale, *, is_seen: bool) -> Iterator[str]:
    x = scale.x(mark.first)
    if mark.last != mark.first:
        yield _lasted(x, scale.x(mark.last), y)
    yield _seen_at(x, y) if is_seen else _dot(x, y, is_key=mark.is_key)


def _dot(x: float, y: int, *, is_key: bool) -> str:
    if is_key:
        return f'<path d="M{x} {y - 10}l10 10l-10 10l-10 -10z" fill="{TEAL}" stroke="{PAPER}" stroke-width="1.5"/>'
    return f'<circle cx="{x}" cy="{y}" r="6" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'


def _lasted(x: float, end: float, y: int) -> str:
    return f'<line x1="{x}" y1="{y}" x2="{end}" y2="{y}" stroke="{INK}" stroke-width="5" stroke-linecap="round"/>'


def _seen_at(x: float, y: int) -> str:
    return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{QUIET}"/>'


def _key_rows(width: int) -> list[list[tuple[int, str]]]:
    """Place what the marks mean, in as many rows as the width needs."""
    names = ("Key event", "Part of the picture", "It lasted", SEEN)
    if width >= WIDE:
        return [list(zip((24, 150, 330, 445), names, strict=True))]
    return [list(zip((24, 125), pair, strict=True)) for pair in (names[:2], names[2:])]


def _key(foot: int, width: int) -> Iterator[str]:
    """Say what each mark means."""
    for row, named in enumerate(_key_rows(width)):
        y = foot + 24 + KEY * row
        for x, name in named:
            yield f'{_sign(name, x, y)}<text x="{x + 16}" y="{y + 5}" font-size="14">{name}</text>'


def _sign(name: str, x: int, y: int) -> str:
    if name == SEEN:
        return _seen_at(x, y)
    return _lasted(x - 8, x + 8, y) if name == "It lasted" else _dot(x, y, is_key=name == "Key event")
