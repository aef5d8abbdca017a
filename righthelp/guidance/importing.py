"""A partnership's own wording, from a file: all of it, or every fault and nothing."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from righthelp.guidance.actions import load_edition
from righthelp.guidance.models import Descriptor, Edition
from righthelp.guidance.rules import DescriptorLine, check, theme_word
from righthelp.guidance.search.ties import tie_to_needs
from righthelp.guidance.tables import Fault, Table, UnreadableFile, read_table

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner


def import_file(
    *, name: str, content: bytes, slug: str | None, edition_name: str | None, by: "Practitioner | None"
) -> Edition:
    """Load a file of descriptors as a draft edition.

    What a table does not say (level names, duties, questions) is carried over from the framework's last edition.

    Raises:
        UnreadableFile: carrying every fault with its row, column and reason.
    """
    table = read_table(name, content)
    lines, faults = check(table)
    if faults:
        raise UnreadableFile(*faults)
    slug = slug or table.around.get("slug") or slugify(PurePath(name).stem)
    if not slug:
        raise UnreadableFile(Fault(None, None, "Say which guidance this is: the file's name holds no letters"))
    last = Edition.objects.last_loaded(slug)
    around = {**_carried_over(last, theme_word(table)), **table.around, "slug": slug}
    _name(around, edition_name, table)
    wording = Edition.Wording.MIXED if last and last.wording != Edition.Wording.OWN else Edition.Wording.OWN
    return load_edition(content=around, lines=_tied(lines, last), wording=wording, by=by, carry_from=last)


def _carried_over(last: Edition | None, word: str) -> dict[str, Any]:
    if last is None:
        return {"theme_word": word}
    parts = ("number", "name", "short_name", "meaning", "who_for", "response", "by_whom", "source")
    return {"levels": [{part: getattr(level, part) for part in parts} for level in last.levels.all()]}


def _name(around: dict[str, Any], edition_name: str | None, table: Table) -> None:
    if edition_name:
        around["edition_name"] = edition_name
    elif "edition_name" not in table.around:
        around.pop("edition_name", None)


def _tied(lines: list[DescriptorLine], last: Edition | None) -> list[DescriptorLine]:
    """Keep the ties a file or the last edition gives; find ties for the rest from the words."""
    known = dict(Descriptor.objects.filter(edition=last).values_list("code", "needs")) if last else {}
    tied = [line._replace(needs=line.needs or known.get(line.code, "")) for line in lines]
    found = iter(tie_to_needs([f"{line.theme}. {line.text}" for line in tied if not line.needs]))
    return [line if line.needs else line._replace(needs=next(found)) for line in tied]
