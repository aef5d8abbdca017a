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
    find = subparsers.add_parser("search", help="Search with worries, JSON lines in and out.")
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
    """Answer each line with descriptors best first and the panel entries; says which edition it used."""
    edition = _edition(args.framework)
    if not edition.descriptors.exists():
        raise BadInput(f"search needs descriptors, and none are loaded for {args.framework}")
    if args.limit < 1:
        raise BadInput("--limit must be 1 or more")
    print(f"righthelp: searching {edition} ({edition.status})", file=sys.stderr)
    search(edition, read("warm up"), limit=1)
    for number, line in enumerate(_lines_given(), start=1):
        if line.strip():
            print(json.dumps(_answer(edition, args.limit, *_question(line, number)), ensure_ascii=False), flush=True)
    return 0


def _lines_given() -> Iterator[str]:
    """Give each line; some programs begin a file with a byte order mark, which is no part of the first one."""
    try:
        yield next(sys.stdin, "").removeprefix("\ufeff")
        yield from sys.stdin
    except UnicodeDecodeError:
        raise BadInput("standard input must be UTF-8") from None


def _question(line: str, number: int) -> tuple[Any, str]:
    try:
        question = json.loads(line)
        id_, text = question["id"], question["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadInput(f'line {number} is not {{"id": …, "text": …}}') from None
    if not _is_json(id_):
        raise BadInput(f"line {number}: id must not be or hold NaN or Infinity, which no JSON can say")
    if not isinstance(text, str):
        raise BadInput(f"line {number}: text must be a string")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"line {number}: text has {len(text):,} characters; the most is {LONGEST_TEXT:,}")
    return (_sound(id_) if isinstance(id_, str) else id_), _sound(text)


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
