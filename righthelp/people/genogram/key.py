"""The key under the drawing: only what this drawing uses, each with its meaning in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from righthelp.design_system.formatters import day
from righthelp.files.documents import plain
from righthelp.people.genogram import symbols
from righthelp.people.genogram.family import Family, Nature, Sex, State
from righthelp.people.genogram.layout import MARGIN, Layout
from righthelp.people.genogram.letters import width_of, wrapped

SAMPLE, SIZE, ROW, BETWEEN, LEAST_WIDTH = 52, 14, 40, 26, 288
LINES = {
    "married": "Married, or civil partners",
    "partner": "Partners, not married",
    "couple": "A couple; not written whether they married",
    "not_known": "Parents of a child; not written whether they are a couple",
    "adopted": "Adopted by",
    "fostered": "Fostered by",
    "cared_for": "Cared for by a relative, friend or special guardian",
    "sibling": "Brothers and sisters; their parents are not here",
}
SHAPES = {Sex.MALE: "Male", Sex.FEMALE: "Female", Sex.OTHER: "Another sex, or not known"}


@dataclass(frozen=True)
class Entry:
    """One sample and the lines of words beside it; a sample of nothing is plain words."""

    sample: str
    words: tuple[str, ...]
    width: int


@dataclass(frozen=True)
class Key:
    """The key, drawn for one width."""

    svg: str
    width: int
    height: int


def key(drawn: Layout, *, width: int, notes: tuple[str, ...] = ()) -> Key:
    """Draw the key in rows as wide as the drawing, under the day for which it holds and the notes."""
    width = max(width, LEAST_WIDTH)
    heads = [f"As at {day(drawn.family.on)}", *notes, *drawn.notes]
    lines = [line for head in heads for line in wrapped(head, SIZE, width - 2 * MARGIN, 9)]
    said = "".join(_text(line, MARGIN, 20 * (place + 1)) for place, line in enumerate(lines))
    top = 20 * len(lines) + 12
    rows = list(_rows([_entry(sample, words, width) for sample, words in _samples(drawn)], width))
    drawn_rows = "".join(
        f'<g transform="translate({x} {top + ROW * place})">{_entry_svg(entry)}</g>'
        for place, row in enumerate(rows)
        for x, entry in row
    )
    return Key(said + drawn_rows, width, top + ROW * len(rows) + MARGIN)


def entries(drawn: Layout) -> Iterator[tuple[Markup, str]]:
    """Give each sample as a small drawing of its own with what it means, for a page, where words flow as others do."""
    for sample, words in _samples(drawn):
        svg = f'<svg width="44" height="{ROW}" viewBox="0 0 44 {ROW}" aria-hidden="true">{sample}</svg>'
        yield Markup(svg), words  # noqa: S704  holds nothing that anybody typed


def _entry(sample: str, words: str, width: int) -> Entry:
    lines = wrapped(words, SIZE, min(250, width - 2 * MARGIN - SAMPLE), 2)
    return Entry(sample, tuple(lines), SAMPLE + round(max(width_of(line, SIZE) for line in lines)))


def _rows(found: list[Entry], width: int) -> Iterator[list[tuple[int, Entry]]]:
    row: list[tuple[int, Entry]] = []
    x = MARGIN
    for entry in found:
        if row and x + entry.width > width - MARGIN:
            yield row
            row, x = [], MARGIN
        row.append((x, entry))
        x += entry.width + BETWEEN
    if row:
        yield row


def _entry_svg(entry: Entry) -> str:
    first = 25 if len(entry.words) == 1 else 16
    words = "".join(_text(line, SAMPLE, first + 18 * place) for place, line in enumerate(entry.words))
    return f"{entry.sample}{words}"


def _text(text: str, x: int, y: int) -> str:
    return f'<text x="{x}" y="{y}" font-size="{SIZE}" fill="{symbols.INK}">{escape(text)}</text>'


def _samples(drawn: Layout) -> Iterator[tuple[str, str]]:
    yield from _symbol_samples(drawn.family)
    yield from _line_samples(drawn)
    if drawn.homes:
        who = _first_name(drawn.family)
        yield symbols.home([((4, 6), (40, 6), (40, 34), (4, 34))]), f"Lives with {who}, as far as you may see"


def _first_name(family: Family) -> str:
    return plain(family.by_key[family.centre].first_name)


def _small(svg: str) -> str:
    return f'<g transform="translate(20 20) scale(0.6)">{svg}</g>'


def _symbol_samples(family: Family) -> Iterator[tuple[str, str]]:
    members = family.members
    born = {member.sex for member in members if member.state is State.BORN}
    shown = {Sex.OTHER if sex is Sex.NOT_KNOWN else sex for sex in born}
    for sex, words in SHAPES.items():
        if sex in shown:
            yield _small(symbols.shape(sex, State.BORN, 0, 0)), words
    if any(member.state is State.UNBORN for member in members):
        yield _small(symbols.shape(Sex.OTHER, State.UNBORN, 0, 0)), "Not yet born"
    if any(member.state is State.LOST for member in members):
        lost = symbols.shape(Sex.OTHER, State.LOST, 0, 0) + symbols.cross(State.LOST, 0, 0)
        yield _small(lost), "A pregnancy that ended"
    if any(member.died and member.state is State.BORN for member in members):
        yield _small(symbols.shape(Sex.OTHER, State.BORN, 0, 0) + symbols.cross(State.BORN, 0, 0)), "Has died"
    if any(link.nature is Nature.ADOPTIVE for link in family.parents):
        yield _small(symbols.brackets(0, 0)), "Adopted"


def _line_samples(drawn: Layout) -> Iterator[tuple[str, str]]:
    kinds = {"married" if stroke.kind == "civil_partner" else stroke.kind for stroke in drawn.strokes}
    for kind, words in LINES.items():
        if kind in kinds:
            yield symbols.line(kind, ((2, 20), (42, 20))), words
    for number, words in ((1, "Separated"), (2, "Divorced, or partnership dissolved")):
        if any(stroke.slashes == number for stroke in drawn.strokes):
            across = "".join(symbols.slashes(number, (18, 20)))
            yield symbols.line("married", ((2, 20), (42, 20))) + across, words
    if drawn.family.twins:
        yield symbols.line("child", ((6, 34), (22, 6), (38, 34))), "Twins"
    if any(twins.is_identical for twins in drawn.family.twins):
        bar = symbols.line("child", ((14, 20), (30, 20)))
        yield symbols.line("child", ((6, 34), (22, 6), (38, 34))) + bar, "Identical twins"
