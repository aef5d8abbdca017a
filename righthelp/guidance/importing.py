"""A partnership's own wording, from a file: all of it, or every fault and nothing."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.validators import validate_slug
from django.utils.text import slugify

from righthelp.guidance.actions import load_edition
from righthelp.guidance.contents import Text, content_faults, text_reasons
from righthelp.guidance.models import LEVEL_PARTS, Descriptor, Edition
from righthelp.guidance.rules import DescriptorLine, check, theme_word
from righthelp.guidance.search.ties import tie_to_needs
from righthelp.guidance.tables import Fault, Table, UnreadableFile, read_table

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.audit.actions import CommandLine

LONGEST_SLUG, LONGEST_NAME = 50, 120


class ReadFile(NamedTuple):
    """A file of descriptors that was read and found without fault; nothing of it is stored yet."""

    slug: str
    edition_name: str | None
    table: Table
    lines: list[DescriptorLine]


def import_file(
    *,
    name: str,
    content: bytes,
    slug: str | None,
    edition_name: str | None,
    by: "Practitioner | CommandLine | None",
) -> Edition:
    """Read a file of descriptors and load it as a draft edition.

    Raises:
        UnreadableFile: carrying every fault with its row, column and reason.
    """
    return load_file(read_file(name=name, content=content, slug=slug, edition_name=edition_name), by=by)


def read_file(*, name: str, content: bytes, slug: str | None, edition_name: str | None) -> ReadFile:
    """Read a file and check it in full, without the database: a slow file must hold up nobody else.

    Raises:
        UnreadableFile: carrying every fault with its row, column and reason.
    """
    table = read_table(name, content)
    lines, faults = check(table)
    faults += content_faults(table.around)
    slug = slug if slug is not None else _slug_in(table.around, name)
    faults += _name_faults(slug, edition_name)
    if faults:
        raise UnreadableFile(*faults)
    return ReadFile(slug, edition_name, table, lines)


def load_file(file: ReadFile, *, by: "Practitioner | CommandLine | None") -> Edition:
    """Load what was read as a draft edition.

    What a table does not say (level names, duties, questions) is carried over from the framework's last edition.
    """
    slug, edition_name, table, lines = file
    last = Edition.objects.last_loaded(slug)
    around = _completed(table.around, last, theme_word(table)) | {"slug": slug}
    if edition_name:
        around["edition_name"] = edition_name
    wording = Edition.Wording.MIXED if last and last.wording != Edition.Wording.OWN else Edition.Wording.OWN
    lines = _tied(_placed(lines, table.columns, last), last)
    return load_edition(content=around, lines=lines, wording=wording, by=by, carry_from=last)


def _slug_in(around: dict[str, Any], name: str) -> str:
    """Take the short name from the file, else from its name; the rest of the file is checked elsewhere."""
    return slugify(str(around.get("slug") or PurePath(name).stem))[:LONGEST_SLUG]


def _name_faults(slug: str, edition_name: str | None) -> list[Fault]:
    shapes = (
        ("short name", slug, Text(LONGEST_SLUG, needed=True, check=validate_slug)),
        ("edition name", edition_name or "", Text(LONGEST_NAME)),
    )
    return [Fault(None, what, reason) for what, text, shape in shapes for reason in text_reasons(shape, text)]


def _completed(around: dict[str, Any], last: Edition | None, word: str) -> dict[str, Any]:
    """Add to what a file says of the levels what the last edition says of them."""
    if last is None:
        return {"theme_word": word, **around}
    kept = {level.number: {part: getattr(level, part) for part in LEVEL_PARTS} for level in last.levels.all()}
    for level in around.get("levels") or []:
        kept[level["number"]] = {**kept.get(level["number"], {}), **level}
    return {**around, "levels": list(kept.values())}


def _placed(lines: list[DescriptorLine], columns: tuple[str, ...], last: Edition | None) -> list[DescriptorLine]:
    """Keep the group of a theme, and the note of a sentence, where the file has no such columns."""
    if last is None:
        return lines
    groups = dict(last.themes.values_list("name", "group"))
    notes = {(code, text): note for code, text, note in last.descriptors.values_list("code", "text", "note")}
    if "group" not in columns:
        lines = [line._replace(group=groups.get(line.theme, "")) for line in lines]
    if "note" not in columns:
        lines = [line._replace(note=notes.get((line.code, line.text), "")) for line in lines]
    return lines


def _tied(lines: list[DescriptorLine], last: Edition | None) -> list[DescriptorLine]:
    """Keep the ties a file or the last edition gives; find ties for the rest from the words."""
    known = dict(Descriptor.objects.filter(edition=last).values_list("code", "needs")) if last else {}
    tied = [line._replace(needs=line.needs or known.get(line.code, "")) for line in lines]
    found = iter(tie_to_needs([(line.theme, line.text) for line in tied if not line.needs]))
    return [line if line.needs else line._replace(needs=next(found)) for line in tied]
