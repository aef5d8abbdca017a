"""How our Word files look: page, typeface, language and paragraph styles, all named so that people can change them."""

from typing import NamedTuple

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle

__all__ = ["LOOKS", "TEXT_WIDTH", "dress"]

FACE = "Arial"  # on every computer that has Word
INK, QUIET = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F)
PAGE_WIDTH, PAGE_HEIGHT, SIDE = Cm(21), Cm(29.7), Cm(2.4)
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
WORD_2013 = "15"
BORDER_SPACE = 9


class Look(NamedTuple):
    """A paragraph style: sizes and spaces in points, borders as side and width of the line."""

    size: float = 11
    before: float = 0
    after: float = 8
    bold: bool = False
    quiet: bool = False
    with_next: bool = False
    borders: tuple[tuple[str, float], ...] = ()


BOX = (("top", 0.75), ("left", 4), ("bottom", 0.75), ("right", 0.75))
BAR = (("left", 3),)
LOOKS = {
    "Normal": Look(),
    "Title": Look(size=21, after=4, bold=True, with_next=True),
    "Subtitle": Look(size=13, after=14, quiet=True),
    "Heading 1": Look(size=15, before=20, after=6, bold=True, with_next=True),
    "Heading 2": Look(size=12.5, before=16, after=5, bold=True, with_next=True),
    "Heading 3": Look(before=14, after=4, bold=True, with_next=True),
    "List Bullet": Look(after=4),
    "Quote": Look(size=12, before=6, after=0, with_next=True, borders=BAR),
    "Quote source": Look(size=10, after=12, quiet=True, borders=BAR),
    "Notice": Look(before=4, after=12, bold=True, borders=BOX),
    "Before table": Look(with_next=True),
    "Table heading": Look(before=2, after=2, with_next=True),
    "Table text": Look(before=2, after=2),
    "After table": Look(size=6, after=0),
    "Footer": Look(size=9, after=2, quiet=True),
}


def dress(word: WordFile, language: str) -> None:
    """Give an empty Word file our page, typeface, language and styles."""
    _set_page(word)
    _set_defaults(word, language)
    known = {style.name: style for style in word.styles}
    for name, look in LOOKS.items():
        style = known.get(name) or _added_style(word, name)
        if isinstance(style, ParagraphStyle):
            _set_style(style, look)


def _set_page(word: WordFile) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.6)


def _set_defaults(word: WordFile, language: str) -> None:
    defaults = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    faces, tongue = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    faces.attrib.clear()
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{script}"), FACE)
    tongue.set(qn("w:val"), language)
    tongue.set(qn("w:bidi"), language)
    for setting in word.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), WORD_2013)  # otherwise Word says "compatibility mode" over the letter


def _added_style(word: WordFile, name: str) -> BaseStyle:
    style: BaseStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if isinstance(style, ParagraphStyle):
        style.base_style = word.styles["Normal"]
    return style


def _set_style(style: ParagraphStyle, look: Look) -> None:
    _forget(style.element, "w:rPr", "w:pPr/w:pBdr", "w:pPr/w:tabs", "w:pPr/w:numPr[not(w:numId)]")
    _set_font(style, look)
    layout = style.paragraph_format
    if look.borders:
        _set_borders(style.element.get_or_add_pPr(), look.borders)
        layout.left_indent = layout.right_indent = Pt(BORDER_SPACE)
    layout.space_before, layout.space_after, layout.line_spacing = Pt(look.before), Pt(look.after), 1.15
    layout.keep_with_next = look.with_next


def _set_font(style: ParagraphStyle, look: Look) -> None:
    style.font.color.rgb = QUIET if look.quiet else INK
    style.font.size = Pt(look.size)
    style.font.bold = style.font.cs_bold = look.bold
    # Word has a size of its own for Arabic and its neighbours
    style.element.rPr.append(OxmlElement("w:szCs", {qn("w:val"): str(round(look.size * 2))}))


def _forget(element: BaseOxmlElement, *paths: str) -> None:
    for path in paths:
        for found in element.xpath(path):
            found.getparent().remove(found)


def _set_borders(layout: BaseOxmlElement, borders: tuple[tuple[str, float], ...]) -> None:
    lines = OxmlElement("w:pBdr")
    for side, points in borders:
        eighths = str(round(points * 8))
        line = {
            "val": "single",
            "sz": eighths,
            "space": str(BORDER_SPACE),
            "color": str(QUIET if len(borders) == 1 else INK),
        }
        lines.append(OxmlElement(f"w:{side}", {qn(f"w:{name}"): value for name, value in line.items()}))
    # Word wants the parts of a style in this order
    layout.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
