"""Draw a document as a tagged PDF (PDF/UA-1), offline.

Everything that people wrote reaches typst as data, never as markup.
"""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from righthelp.files import box_font
from righthelp.files.documents import (
    Block,
    Document,
    Grid,
    Paragraph,
    Quote,
    colophon,
    column_shares,
    paragraphs,
    plain,
)
from righthelp.files.fonts import FAMILIES, FOLDER, FontsMissing, missing_fonts

__all__ = ["FontsMissing", "to_pdf"]

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
NO_SHAPE = "could not be displayed"
BOXES_USED = "An empty box (▯) is a letter that this PDF cannot show. The Word copy has it."


def to_pdf(document: Document, *, fonts: Path = FOLDER) -> bytes:
    """Draw the document on A4.

    Letters that no font has are drawn as boxes, with a notice; the letters stay in the PDF for searching,
    copying and reading aloud. Raises `FontsMissing` when the build has not copied the fonts.
    """
    try:
        return _draw(document, FAMILIES, document.notices, fonts)
    except typst.TypstError as problem:
        if NO_SHAPE not in problem.diagnostic:
            raise
    return _draw(document, (*FAMILIES, box_font.FAMILY), (*document.notices, BOXES_USED), fonts)


def _draw(document: Document, families: tuple[str, ...], notices: tuple[str, ...], fonts: Path) -> bytes:
    content = _content(document) | {"families": families, "notices": [plain(notice) for notice in notices]}
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_typefaces(fonts),
        sys_inputs={"document": json.dumps(content)},
        pdf_standards="ua-1",
        timestamp=int(document.made_at.timestamp()),
    )


@lru_cache
def _typefaces(folder: Path) -> typst.Fonts:
    missing = missing_fonts(folder)
    if missing:
        raise FontsMissing(f"{folder} lacks {missing[0]}: run python -m righthelp.files.fonts node_modules")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _content(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    return {
        "title": plain(document.title),
        "subtitle": plain(document.subtitle),
        "language": language,
        "region": region or None,
        "blocks": [_block(block) for block in document.blocks],
        "footer": plain(document.footer),
        "colophon": plain(colophon(document)),
        "is_large": document.is_large,
    }


def _block(block: Block) -> dict[str, Any]:
    content = {name: _plainly(value) for name, value in asdict(block).items()} | {"kind": type(block).__name__}
    if isinstance(block, Grid):
        content["shares"] = column_shares(block)
    if isinstance(block, Paragraph | Quote):
        content["text"] = paragraphs(block.text)
    return content


def _plainly(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    return [_plainly(item) for item in value] if isinstance(value, tuple) else value
