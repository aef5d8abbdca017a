"""The genogram on paper: the drawing, what is missing, and the same in words."""

import datetime as dt
from collections.abc import Iterator

from righthelp.design_system.formatters import day
from righthelp.files.documents import CONFIDENTIAL, Block, Bullets, Document, Heading, Paragraph, Picture
from righthelp.files.pdf import to_pdf
from righthelp.people.genogram.drawing import described
from righthelp.people.genogram.family import Family
from righthelp.people.genogram.gaps import gaps_of
from righthelp.people.genogram.sheets import genogram_in_text, genogram_pages
from righthelp.people.genogram.words import words_of


def genogram_document(family: Family, *, reference: str, now: dt.datetime) -> Document:
    """Describe the genogram as a document; `reference` says whose record it is without naming anybody."""
    return Document(
        title=f"The family of {family.by_key[family.centre].called}",
        subtitle=f"Genogram as at {day(family.on)}",
        blocks=tuple(_blocks(family)),
        footer=CONFIDENTIAL,
        reference=reference,
        made_at=now,
    )


def genogram_pdf(family: Family, *, reference: str, now: dt.datetime) -> bytes:
    """Make the genogram as tagged PDF, the text version right after the drawing."""
    return to_pdf(genogram_document(family, reference=reference, now=now))


def _blocks(family: Family) -> Iterator[Block]:
    gaps = gaps_of(family)
    yield Paragraph(gaps.summary)
    if gaps.missing:
        yield Paragraph(gaps.caution)
        yield Bullets(gaps.missing)
    if gaps.beyond:
        yield Paragraph(gaps.beyond)
    small = genogram_in_text(family)
    pages = [] if small else genogram_pages(family)
    yield Picture(small, described(family)) if small else Paragraph(_where(len(pages)))
    yield Heading("The same in words")
    for section in words_of(family):
        yield Heading(section.title, 2)
        yield Bullets(section.people)
    for page in pages:
        yield Picture(page.svg, f"{described(family)} {page.said}".strip(), is_wide=True, paper=page.paper)


def _where(pages: int) -> str:
    return f"The drawing is on the last {'page' if pages == 1 else f'{pages} pages'}."
