"""The genogram as SVG, with the standard symbols; made on the server, without a style of its own (strict CSP)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from righthelp.design_system.formatters import count, day
from righthelp.files.documents import plain
from righthelp.people.genogram import symbols
from righthelp.people.genogram.boxes import LEADING, NAME, SMALL, SYMBOL, age_at
from righthelp.people.genogram.family import Family, Member, Nature, State
from righthelp.people.genogram.key import key
from righthelp.people.genogram.layout import Layout, layout
from righthelp.people.genogram.paper import IN_THE_TEXT, PDF_ROOM, Part, Room, Sheet, parts_of, sheet_for
from righthelp.people.genogram.spots import Spot
from righthelp.people.genogram.strokes import Stroke

FACE = "'Source Sans 3', system-ui, sans-serif"
TO_THE_FOOT = 5  # from the middle of a letter down to its foot


@dataclass(frozen=True)
class Page:
    """What stands on one page of paper; `number` of `count` parts of the drawing, each with the key."""

    svg: str
    paper: Literal["a4", "a3"]
    number: int = 1
    count: int = 1


def genogram_svg(family: Family) -> str:
    """Draw a family. Title and description are for screen readers; the words beside it say everything."""
    return _svg(layout(family))


def genogram_for_page(family: Family) -> Markup:
    """Draw the same for a page, with the mark that brings the person in the middle into view.

    A browser shows the left end of what it must scroll. The mark stands over the person in the middle, moved there by
    an empty drawing, as no page may carry a style of its own; the style sheet holds on to it while the page opens.
    """
    drawn = layout(family)
    width, _ = _size(drawn)
    middle = (width - drawn.width) // 2 + next(spot.x for spot in drawn.spots if spot.key == family.centre)
    svg = _svg(drawn).replace("<svg ", '<svg class="rh-genogram__drawing" ', 1)
    mark = (
        f'<div class="rh-genogram__start" aria-hidden="true"><svg width="{middle}" height="1"></svg>'
        '<span class="rh-genogram__middle"></span></div>'
    )
    return Markup(mark + svg)  # noqa: S704  escaped above


def sheet_of(family: Family) -> Sheet:
    """Say on what a browser prints the drawing, if at all."""
    return sheet_for(*_size(layout(family)))


def genogram_in_text(family: Family) -> str:
    """Draw a family so small that it can stand among the words on upright paper; nothing for a larger one."""
    drawn = layout(family)
    return _svg(drawn) if IN_THE_TEXT.holds(*_size(drawn)) else ""


def genogram_pages(family: Family) -> list[Page]:
    """Draw a larger family for paper on its side: A4, else A3, else parts of it on several pages of A3."""
    drawn = layout(family)
    size = _size(drawn)
    for paper, room in PDF_ROOM.items():
        if room.holds(*size):
            return [Page(_svg(drawn), paper)]
    room = PDF_ROOM["a3"]
    below = key(drawn, width=room.width, notes=(_part_note(1, 1),)).height
    parts = parts_of(drawn.width, drawn.height, Room(room.width, max(room.height - below, room.height // 2)))
    count_ = len(parts)
    return [
        Page(_svg(drawn, part, (_part_note(number, count_),)), "a3", number, count_)
        for number, part in enumerate(parts, start=1)
    ]


def _part_note(number: int, of: int) -> str:
    return f"Part {number} of {of}. Parts overlap: whoever stands at an edge stands on the part beside it too."


def _size(drawn: Layout) -> tuple[int, int]:
    below = key(drawn, width=drawn.width)
    return max(drawn.width, below.width), drawn.height + below.height


def _svg(drawn: Layout, part: Part | None = None, notes: tuple[str, ...] = ()) -> str:
    """Draw the whole or a part, the key below."""
    family = drawn.family
    shown = part or Part(0, 0, drawn.width, drawn.height)
    below = key(drawn, width=shown.width, notes=notes)
    width, height = max(shown.width, below.width), shown.height + below.height
    name = escape(plain(family.by_key[family.centre].called))
    body = "".join((*_homes(drawn), *_strokes(drawn), *_people(drawn)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="genogram-title genogram-about" font-family="{FACE}" fill="{symbols.INK}">'
        f'<title id="genogram-title">The family of {name} on {day(family.on)}</title>'
        f'<desc id="genogram-about">{escape(described(family))}</desc>'
        f'<rect width="{width}" height="{height}" fill="{symbols.PAPER}"/>'
        f"{_placed(body, shown, (width - shown.width) // 2, is_cut=part is not None)}"
        f'<g transform="translate(0 {shown.height})">{below.svg}</g></svg>'
    )


def _placed(body: str, part: Part, left: int, *, is_cut: bool) -> str:
    moved = f'<g transform="translate({left - part.left} {-part.top})">{body}</g>'
    if not is_cut:
        return moved
    window = f'<clipPath id="part"><rect width="{part.width}" height="{part.height}"/></clipPath>'
    return f'{window}<g clip-path="url(#part)">{moved}</g>'


def described(family: Family) -> str:
    """Say in a sentence what the drawing holds, and where the rest is."""
    people = count(len(family.members), "person", "people")
    return f"A genogram with {people}. The text version says everything that the drawing shows."


def _homes(drawn: Layout) -> Iterator[str]:
    for home in drawn.homes:
        yield symbols.home(home)


# ---- lines ----


def _strokes(drawn: Layout) -> Iterator[str]:
    for stroke in drawn.strokes:
        yield symbols.line(stroke.kind, stroke.points)
        if stroke.slashes:
            yield from symbols.slashes(stroke.slashes, stroke.slash_at)
    for stroke in drawn.strokes:
        yield from _labels(stroke)


def _labels(stroke: Stroke) -> Iterator[str]:
    x, y = stroke.label_at
    for place, label in enumerate(reversed(stroke.labels)):
        at = y - 15 - 15 * place
        yield _text(label, x, at, SMALL, halo=True)


def _text(text: str, x: int, y: int, size: int, *, weight: str = "", halo: bool = False) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    behind = f' stroke="{symbols.PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="middle"{bold}{behind}>{escape(plain(text))}</text>'


# ---- people ----


def _people(drawn: Layout) -> Iterator[str]:
    members = drawn.family.by_key
    adopted = {link.child for link in drawn.family.parents if link.nature is Nature.ADOPTIVE}
    for spot in drawn.spots:
        member = members[spot.key]
        is_centre = spot.key == drawn.family.centre
        parts = (
            f"<title>{escape(plain(member.called))}</title>",
            _symbol(member, spot, is_centre=is_centre),
            symbols.brackets(spot.x, spot.y) if spot.key in adopted else "",
            _age(member, spot, drawn),
            _words(spot, is_centre=is_centre),
        )
        yield f"<g>{''.join(parts)}</g>"


def _symbol(member: Member, spot: Spot, *, is_centre: bool) -> str:
    outline = symbols.shape(member.sex, member.state, spot.x, spot.y)
    inner = symbols.shape(member.sex, member.state, spot.x, spot.y, inset=5) if is_centre else ""
    is_crossed = member.died or member.state is State.LOST
    return outline + inner + (symbols.cross(member.state, spot.x, spot.y) if is_crossed else "")


def _age(member: Member, spot: Spot, drawn: Layout) -> str:
    """Write the age inside the symbol, as genograms do."""
    age = age_at(member, drawn.family.on)
    if age is None or member.died or member.state is not State.BORN:
        return ""
    return _text(str(age), spot.x, spot.y + TO_THE_FOOT, NAME)


def _words(spot: Spot, *, is_centre: bool) -> str:
    first = spot.y + SYMBOL // 2 + 6 + LEADING - TO_THE_FOOT + 1
    named = len(spot.box.name)
    weight = "700" if is_centre else ""
    names = [
        _text(line, spot.x, first + LEADING * place, NAME, weight=weight) for place, line in enumerate(spot.box.name)
    ]
    small = [_text(line, spot.x, first + LEADING * (named + place), SMALL) for place, line in enumerate(spot.box.small)]
    return "".join((*names, *small))
