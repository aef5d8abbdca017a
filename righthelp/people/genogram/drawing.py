"""The genogram as SVG, with the standard symbols; made on the server, without a style of its own (strict CSP)."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from righthelp.design_system.formatters import count, day
from righthelp.files.documents import plain
from righthelp.people.genogram import symbols
from righthelp.people.genogram.boxes import LEADING, NAME, SMALL, SYMBOL, age_at
from righthelp.people.genogram.family import Family, Member, Nature, State
from righthelp.people.genogram.key import key
from righthelp.people.genogram.layout import Layout, layout
from righthelp.people.genogram.spots import Spot
from righthelp.people.genogram.strokes import Stroke

FACE = "'Source Sans 3', system-ui, sans-serif"
TO_THE_FOOT = 5  # from the middle of a letter down to its foot


def genogram_svg(family: Family) -> str:
    """Draw a family. Title and description are for screen readers; the words beside it say everything."""
    drawn = layout(family)
    below = key(drawn)
    width, height = max(drawn.width, below.width), drawn.height + below.height
    name = escape(plain(family.by_key[family.centre].called))
    body = "".join((*_homes(drawn), *_strokes(drawn), *_people(drawn)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="genogram-title genogram-about" font-family="{FACE}" fill="{symbols.INK}">'
        f'<title id="genogram-title">The family of {name} on {day(family.on)}</title>'
        f'<desc id="genogram-about">{escape(described(family))}</desc>'
        f'<rect width="{width}" height="{height}" fill="{symbols.PAPER}"/>'
        f'<g transform="translate({(width - drawn.width) // 2} 0)">{body}</g>'
        f'<g transform="translate(0 {drawn.height})">{below.svg}</g></svg>'
    )


def genogram_for_page(family: Family) -> Markup:
    """Draw the same for a page."""
    return Markup(genogram_svg(family).replace("<svg ", '<svg class="rh-genogram__drawing" ', 1))  # noqa: S704  escaped above


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
        at = y - 13 - 15 * place
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
