"""The genogram as SVG, with the standard symbols; made on the server, without a style of its own (strict CSP)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from righthelp.design_system.formatters import count, day
from righthelp.files.documents import plain
from righthelp.people.genogram import symbols
from righthelp.people.genogram.boxes import LEADING, NAME, SMALL, SYMBOL, age_at
from righthelp.people.genogram.family import Family, Member, Nature, State
from righthelp.people.genogram.key import entries, key
from righthelp.people.genogram.layout import Layout, layout
from righthelp.people.genogram.paper import Sheet, sheet_for
from righthelp.people.genogram.spots import Spot
from righthelp.people.genogram.strokes import Point, Stroke

FACE = "'Source Sans 3', system-ui, sans-serif"
TO_THE_FOOT = 5  # from the middle of a letter down to its foot


@dataclass(frozen=True)
class OnPage:
    """A drawing for a page, the sheet on which a browser prints it, and what stands under it, in reach as it scrolls.

    `key` gives each sample with what it means.
    """

    drawing: Markup
    sheet: Sheet
    key: tuple[tuple[Markup, str], ...]
    notes: tuple[str, ...]


def genogram_svg(family: Family) -> str:
    """Draw a family. Title and description are for screen readers; the words beside it say everything."""
    return svg_of(layout(family))


def genogram_for_page(family: Family) -> OnPage:
    """Draw the same for a page, with the mark that brings the person in the middle into view.

    A browser shows the left end of what it must scroll. The mark stands over the person in the middle, moved there by
    an empty drawing, as no page may carry a style of its own; the style sheet holds on to it while the page opens.
    """
    drawn = layout(family)
    middle = next(spot.x for spot in drawn.spots if spot.key == family.centre)
    svg = framed(drawn, drawn.width, drawn.height, _whole(drawn))
    svg = svg.replace("<svg ", '<svg class="rh-genogram__drawing" ', 1)
    mark = (
        f'<div class="rh-genogram__start" aria-hidden="true"><svg width="{middle}" height="1"></svg>'
        '<span class="rh-genogram__middle"></span></div>'
    )
    sheet = sheet_for(drawn.width, drawn.height, drawn.letters)
    return OnPage(Markup(mark + svg), sheet, tuple(entries(drawn)), drawn.notes)  # noqa: S704  escaped above


def size_of(drawn: Layout) -> tuple[int, int]:
    """Give how wide and high a drawing is, the key with it."""
    below = key(drawn, width=drawn.width)
    return max(drawn.width, below.width), drawn.height + below.height


def svg_of(drawn: Layout) -> str:
    """Draw the whole, the key below."""
    below = key(drawn, width=drawn.width)
    width = max(drawn.width, below.width)
    body = moved(_whole(drawn), (width - drawn.width) // 2, 0)
    return framed(drawn, width, drawn.height + below.height, f"{body}{moved(below.svg, 0, drawn.height)}")


def _whole(drawn: Layout) -> str:
    return "".join((*homes(drawn), *lines(drawn), *words_and_people(drawn)))


def framed(drawn: Layout, width: int, height: int, body: str) -> str:
    """Put what is drawn on white paper, with a title and a description for screen readers."""
    family = drawn.family
    name = escape(plain(family.by_key[family.centre].called))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="genogram-title genogram-about" font-family="{FACE}" fill="{symbols.INK}">'
        f'<title id="genogram-title">The family of {name} on {day(family.on)}</title>'
        f'<desc id="genogram-about">{escape(described(family))}</desc>'
        f'<rect width="{width}" height="{height}" fill="{symbols.PAPER}"/>{body}</svg>'
    )


def moved(body: str, across: int, down: int) -> str:
    """Put a piece of a drawing somewhere else."""
    return f'<g transform="translate({across} {down})">{body}</g>'


def described(family: Family) -> str:
    """Say in a sentence what the drawing holds, and where the rest is."""
    people = count(len(family.members), "person", "people")
    return f"A genogram with {people}. The text version says everything that the drawing shows."


def homes(drawn: Layout) -> Iterator[str]:
    """Draw the line around each home."""
    for home in drawn.homes:
        yield symbols.home(home)


# ---- lines ----


def lines(drawn: Layout) -> Iterator[str]:
    """Draw every line."""
    for stroke in drawn.strokes:
        yield symbols.line(stroke.kind, stroke.points)


def words_and_people(drawn: Layout, is_here: Callable[[Point], bool] = lambda _: True) -> Iterator[str]:
    """Draw what no cut may go through: slashes and words at lines, and people; in a part those that are there."""
    for stroke in drawn.strokes:
        if stroke.slashes and is_here(stroke.slash_at):
            yield from symbols.slashes(stroke.slashes, stroke.slash_at)
        if stroke.labels and is_here(stroke.label_at):
            yield from _labels(stroke)
    yield from _people(drawn, [spot for spot in drawn.spots if is_here((spot.x, spot.y))])


def _labels(stroke: Stroke) -> Iterator[str]:
    x, y = stroke.label_at
    for place, label in enumerate(reversed(stroke.labels)):
        at = y - 15 - 15 * place
        yield text_at(label, x, at, SMALL, halo=True)


def text_at(
    text: str, x: int, y: int, size: int, *, weight: str = "", halo: bool = False, anchor: str = "middle"
) -> str:
    """Write a line of text; with a halo it stays legible over lines."""
    bold = f' font-weight="{weight}"' if weight else ""
    behind = f' stroke="{symbols.PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
    look = f'font-size="{size}" text-anchor="{anchor}"{bold}{behind}'
    return f'<text x="{x}" y="{y}" {look}>{escape(plain(text))}</text>'


# ---- people ----


def _people(drawn: Layout, spots: Iterable[Spot]) -> Iterator[str]:
    members = drawn.family.by_key
    adopted = {link.child for link in drawn.family.parents if link.nature is Nature.ADOPTIVE}
    for spot in spots:
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
    return text_at(str(age), spot.x, spot.y + TO_THE_FOOT, NAME)


def _words(spot: Spot, *, is_centre: bool) -> str:
    first = spot.y + SYMBOL // 2 + 6 + LEADING - TO_THE_FOOT + 1
    named = len(spot.box.name)
    weight = "700" if is_centre else ""
    names = [
        text_at(line, spot.x, first + LEADING * place, spot.box.size, weight=weight)
        for place, line in enumerate(spot.box.name)
    ]
    small = [
        text_at(line, spot.x, first + LEADING * (named + place), SMALL) for place, line in enumerate(spot.box.small)
    ]
    return "".join((*names, *small))
