"""`righthelp guidance import|export` and `righthelp search`."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from righthelp.audit.actions import COMMAND
from righthelp.design_system.commands import BadInput
from righthelp.design_system.formatters import count
from righthelp.guidance.export import export_edition, sum_warning
from righthelp.guidance.importing import import_file
from righthelp.guidance.models import Edition
from righthelp.guidance.search.engine import search
from righthelp.guidance.search.model import model
from righthelp.guidance.search.panel import panel_for
from righthelp.guidance.search.worry import read
from righthelp.guidance.tables import FORMATS, LARGEST_FILE, UnreadableFile

LONGEST_TEXT = 200_000  # far beyond any worry; reading one takes a second
NO_QUESTION = 'this line is not {"id": …, "text": …}'
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some programs begin a file with it; it is no part of the first line
SEARCH_LINES = f"""\
Search with worries, JSON lines in and out. Nothing is stored.

Each line in:    {{"id": …, "text": "…"}}, in UTF-8, with at most {LONGEST_TEXT:,} characters of text.
Its line out:    {{"id": …, "ms": …, "duties": […], "results": [{{"descriptor": …, "level": …, "theme": …,
                 "score": …, "because": …}}, …]}}, best first; what fits only strengths stands behind the worries.
A faulty line:   {{"id": …, "line": …, "error": "…"}}; the id is null where none can be read. The lines after it
                 are answered all the same; at the end standard error says how many had a fault, exit code 2.
"""


class FaultyLine(Exception):
    """A line that is no question: why in plain words, and its id where one can be read."""

    def __init__(self, why: str, id_: Any = None) -> None:
        """Keep both."""
        super().__init__(why)
        self.id = id_


def add_commands(subparsers: Any) -> None:
    """Add `guidance` and `search`."""
    guidance = subparsers.add_parser("guidance", help="Load and save threshold guidance.")
    parts = guidance.add_subparsers(required=True, metavar="import|export")
    load = parts.add_parser("import", help="Load an edition as a draft: all of it or nothing.")
    load.add_argument("file", type=Path)
    load.add_argument("--framework", metavar="SLUG", help="Which guidance it belongs to; the file's name unless told.")
    load.add_argument("--edition", metavar="NAME", help="What to call the edition.")
    load.set_defaults(run=run_import)
    save = parts.add_parser("export", help="Write the edition loaded last to standard output.")
    save.add_argument("--framework", metavar="SLUG", required=True)
    save.add_argument("--format", choices=FORMATS, default="csv")
    save.set_defaults(run=run_export)
    find = subparsers.add_parser(
        "search",
        help="Search with worries, JSON lines in and out.",
        description=SEARCH_LINES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    find.add_argument("--framework", metavar="SLUG", required=True)
    find.add_argument("--limit", type=int, default=10)
    find.add_argument("--jsonl", action="store_true", required=True, help="Read and write one JSON object a line.")
    find.set_defaults(run=run_search)


def run_import(args: argparse.Namespace) -> int:
    """Load a file, or say every fault with its row, column and reason."""
    try:
        with args.file.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput(f"{args.file} cannot be read: {error.strerror}") from None
    try:
        edition = import_file(
            name=args.file.name, content=content, slug=args.framework, edition_name=args.edition, by=COMMAND
        )
    except UnreadableFile as error:
        for fault in error.faults:
            print(f"{args.file.name}, {fault}", file=sys.stderr)
        raise BadInput(f"nothing was loaded: {count(len(error.faults), 'fault')} in {args.file.name}") from None
    loaded = count(edition.descriptors.count(), "descriptor")
    print(f"Loaded {loaded} as a draft of {edition.framework.slug}: {edition.name}", file=sys.stderr)
    return 0


def run_export(args: argparse.Namespace) -> int:
    """Write the edition loaded last."""
    edition = _edition(args.framework)
    if args.format == "csv" and (warning := sum_warning(edition)):
        print(f"righthelp: {warning}", file=sys.stderr)
    sys.stdout.buffer.write(export_edition(edition, args.format))
    return 0


def run_search(args: argparse.Namespace) -> int:
    """Answer each line with descriptors best first and the panel entries; says which edition it used.

    Raises:
        BadInput: when nothing can be searched; and after the last answer, when some lines had a fault.
    """
    edition = _edition(args.framework)
    if not edition.descriptors.exists():
        raise BadInput(f"search needs descriptors, and none are loaded for {args.framework}")
    if args.limit < 1:
        raise BadInput("--limit must be 1 or more")
    print(f"righthelp: searching {edition} ({edition.status})", file=sys.stderr)
    search(edition, read("warm up"), limit=1)
    faults = 0
    for number, line in enumerate(_lines_given(), start=1):
        if line.strip():
            answer = _answer_to(edition, args.limit, line, number)
            faults += "error" in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    if faults:
        raise BadInput(f"{count(faults, 'line')} had a fault; the answer to each says which. The others were answered")
    return 0


def _lines_given() -> Iterator[bytes]:
    yield next(sys.stdin.buffer, b"").removeprefix(BYTE_ORDER_MARK)
    yield from sys.stdin.buffer


def _answer_to(edition: Edition, limit: int, line: bytes, number: int) -> dict[str, Any]:
    try:
        return _answer(edition, limit, *_question(line))
    except FaultyLine as fault:
        return {"id": fault.id, "line": number, "error": str(fault)}


def _question(line: bytes) -> tuple[Any, str]:
    try:
        question = json.loads(line.decode())
    except UnicodeDecodeError:
        raise FaultyLine("this line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise FaultyLine(NO_QUESTION) from None
    if not isinstance(question, dict) or "id" not in question:
        raise FaultyLine(NO_QUESTION)
    id_ = _id(question["id"])
    return id_, _text(question, id_)


def _id(id_: Any) -> Any:
    if not _is_json(id_):
        raise FaultyLine("id must not be or hold NaN or Infinity, which no JSON can say")
    return _sound(id_) if isinstance(id_, str) else id_


def _text(question: dict[str, Any], id_: Any) -> str:
    if "text" not in question:
        raise FaultyLine(NO_QUESTION, id_)
    text = question["text"]
    if not isinstance(text, str):
        raise FaultyLine("text must be a string", id_)
    if len(text) > LONGEST_TEXT:
        raise FaultyLine(f"text has {len(text):,} characters; the most is {LONGEST_TEXT:,}", id_)
    return _sound(text)


def _is_json(value: Any) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def _sound(text: str) -> str:
    """Replace half characters, which JSON can escape and nothing can print."""
    return text.encode(errors="replace").decode()


def _answer(edition: Edition, limit: int, id_: Any, text: str) -> dict[str, Any]:
    start = time.perf_counter()
    worry = read(text)
    matches = search(edition, worry, limit=limit) if model().knows(text) else []  # as the page does
    duties = panel_for(worry)
    milliseconds = (time.perf_counter() - start) * 1000
    results = [
        {
            "descriptor": match.code,
            "level": match.level,
            "theme": match.theme,
            "score": round(match.score, 4),
            "because": match.because.sentence,
        }
        for match in matches
    ]
    return {"id": id_, "ms": round(milliseconds, 2), "duties": list(_keys(duties)), "results": results}


def _keys(duties: Iterable[Any]) -> Iterator[str]:
    return (duty.key for duty in duties)


def _edition(slug: str) -> Edition:
    edition = Edition.objects.last_loaded(slug)
    if edition is None:
        known = ", ".join(sorted(set(Edition.objects.values_list("framework__slug", flat=True))))
        raise BadInput(f"there is no guidance called {slug}; there is: {known}")
    return edition
