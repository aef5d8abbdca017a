"""`righthelp people`: what operators do with many people at once."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from righthelp.design_system.commands import BadInput
from righthelp.design_system.formatters import count

DONE, FAULT_FOUND = 0, 1
SAY_EVERY = 20_000


def add_commands(subparsers: Any) -> None:
    """Add `righthelp people`."""
    people = subparsers.add_parser("people", help="People on file, and invented ones.")
    parts = people.add_subparsers(required=True, metavar="PART")
    _add_import_command(parts)
    _add_export_command(parts)
    _add_match_command(parts)
    _add_index_command(parts)
    _add_invent_command(parts)


def _add_import_command(parts: Any) -> None:
    load = parts.add_parser(
        "import",
        help="Load people from a file.",
        description="Loads people, then relationships, then files everybody for matching. Rows that cannot be true are "
        "listed with their number and reason and left out; the others are loaded, 2,000 at a time. Run it again after "
        "a stop or after mending rows: what is on file already, by person_id, is passed over and never changed. "
        "Exit code 1 when rows were left out, 2 when a file cannot be used. Every line has a cell for each column, and "
        "no cell goes over two lines. kind is one of child, young person, baby, newborn, infant, adult, parent, "
        "mother, father, carer, unborn, person; sex one of female, male, other (f, m, o, x, girl, woman, boy, man, "
        "another, indeterminate); either may be empty, unknown or not known. Dates as 2015-03-27, 27/3/2015, 2015-03 "
        "or 2015.",
    )
    load.add_argument("people", type=Path, metavar="people.csv")
    load.add_argument("--relationships", type=Path, metavar="relationships.csv")
    load.set_defaults(run=run_import)


def _add_export_command(parts: Any) -> None:
    export = parts.add_parser(
        "export",
        help="Write people on file to a new file, in the columns of import.",
        description="Only for somebody whose role may export in bulk, with a reason; both are logged. Restricted "
        "records, protected addresses, and what was withdrawn or has ended are left out. The files must not be there "
        "yet; only their owner can read them. What the columns do not hold, such as a day of death, is not in them.",
    )
    export.add_argument("people", type=Path, metavar="people.csv")
    export.add_argument("--relationships", type=Path, metavar="relationships.csv")
    export.add_argument("--by", required=True, metavar="EMAIL", help="Who answers for it.")
    export.add_argument("--because", required=True, metavar="REASON", help="What the file is for.")
    export.set_defaults(run=run_export)


def _add_match_command(parts: Any) -> None:
    match = parts.add_parser(
        "match",
        help="Look for people from a file among those on file.",
        description="Writes, for each row, the likeliest people first; then, marked in the column via, relatives and "
        "people at the address; 20 rows at most. Only the first may be 'same person'. A person decides what follows.",
    )
    match.add_argument("queries", type=Path, metavar="queries.csv")
    match.add_argument("--out", type=Path, required=True, metavar="results.csv")
    match.add_argument("--explain", action="store_true", help="Add a column that says why each candidate is there.")
    match.set_defaults(run=run_match)


def _add_index_command(parts: Any) -> None:
    file = parts.add_parser("index", help="File everybody on record anew for matching.")
    file.set_defaults(run=run_index)


def run_import(args: argparse.Namespace) -> int:
    """Load people and relationships and file them; faults go to standard error, each with its row.

    Raises:
        BadInput: when a file cannot be read or lacks a column.
    """
    from righthelp.people.importing.people import load_people
    from righthelp.people.importing.relationships import load_relationships
    from righthelp.people.importing.tables import Table
    from righthelp.people.matching.index import file_all

    if args.relationships:
        _check_relationships(Table, args.relationships)
    people = load_people(args.people, refuse=_complain, note=_tell, say=_progress("people"))
    print(_sentence("people", args.people, people))
    refused = people.refused
    if args.relationships:
        related = load_relationships(args.relationships, refuse=_complain, note=_tell, say=_progress("relationships"))
        print(_sentence("relationships", args.relationships, related))
        refused += related.refused
    file_all(lambda done, of: _tell_every(done, f"filed {done:,} of {of:,} people"))
    return FAULT_FOUND if refused else DONE


def _check_relationships(table: Any, path: Path) -> None:
    """Refuse a file that cannot be used before anybody is loaded."""
    from righthelp.people.importing.relationships import COLUMNS

    table(path, COLUMNS, COLUMNS, lambda note: None)


def _sentence(what: str, path: Path, loaded: Any) -> str:
    parts = [f"{loaded.new:,} {what} loaded from {path.name}"]
    parts += [f"{loaded.known:,} on file already"] if loaded.known else []
    parts += [f"{count(loaded.refused, 'row')} left out"] if loaded.refused else []
    return "; ".join(parts)


def _progress(what: str) -> Callable[[Any], None]:
    return lambda loaded: _tell_every(loaded.rows, f"read {loaded.rows:,} {what}")


def _tell_every(done: int, sentence: str) -> None:
    if done % SAY_EVERY == 0:
        _tell(sentence)


def _tell(sentence: str) -> None:
    print(f"righthelp: {sentence}", file=sys.stderr, flush=True)


def _complain(fault: object) -> None:
    print(fault, file=sys.stderr)


def run_export(args: argparse.Namespace) -> int:
    """Write everybody who may be exported to new files.

    Raises:
        BadInput: when somebody may not export, gives no reason, or a file is there already or cannot be written.
    """
    from righthelp.agencies.models import Practitioner
    from righthelp.people.actions import MayNotExport
    from righthelp.people.exporting import export
    from righthelp.people.rules import Wrong

    may_not = BadInput(f"nobody with the address {args.by} may export in bulk")
    by = Practitioner.objects.get_queryset().may_sign_in().filter(email=args.by.strip().lower()).first()
    if by is None:
        raise may_not
    try:
        use = export(
            args.people,
            args.relationships,
            because=args.because.strip(),
            by=by,
            say=lambda done, what: _tell_every(done, f"wrote {done:,} {what}"),
        )
    except MayNotExport:
        raise may_not from None
    except Wrong as wrong:
        raise BadInput(str(wrong)) from None
    people, ties = count(use.people, "person", "people"), count(use.relationships, "relationship")
    print(f"Exported {people} and {ties}. Delete the file when it has served its purpose.")
    return DONE


def run_match(args: argparse.Namespace) -> int:
    """Look for everybody in a file, and write who was found; an event says how many, also after a stop.

    Raises:
        BadInput: when a file cannot be read or written, or lacks a column.
    """
    from righthelp.people.actions import note_match
    from righthelp.people.matching.answers import answer, warm_up

    refused: list[object] = []
    done = 0

    def refuse(fault: object) -> None:
        refused.append(fault)
        _complain(fault)

    def say(number: int) -> None:
        nonlocal done
        done = number
        if done % 1_000 == 0:
            _tell(f"looked for {done:,}")

    warm_up()
    try:
        with args.out.open("w", encoding="utf-8", newline="") as out:
            answer(args.queries, out, explained=args.explain, refuse=refuse, note=_tell, say=say)
    except OSError as error:
        raise BadInput(f"{args.out} cannot be written: {error.strerror}") from None
    finally:
        if done:
            note_match(asked=done, refused=len(refused))
    print(f"{done:,} looked for; {args.out}")
    return FAULT_FOUND if refused else DONE


def run_index(args: argparse.Namespace) -> int:
    """File everybody anew."""
    from righthelp.people.matching.index import file_anew

    done = file_anew(lambda done, of: _tell_every(done, f"filed {done:,} of {of:,} people"))
    print(f"{done:,} people filed")
    return DONE


def _add_invent_command(parts: Any) -> None:
    invent = parts.add_parser("invent", help="Write invented people, and questions about them with the true answers.")
    invent.add_argument("--people", required=True, type=int, metavar="N")
    invent.add_argument("--queries", default=0, type=int, metavar="N")
    invent.add_argument("--seed", required=True, type=int, help="The same seed gives the same files.")
    invent.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    invent.add_argument("--community", help="Ask only about people of one name community.")
    invent.add_argument("--hard", action="store_true", help="Blur several fields at once, or give only two.")
    invent.set_defaults(run=run_invent)


def run_invent(args: argparse.Namespace) -> int:
    """Write people.csv, relationships.csv, queries.csv and truth.csv into a folder.

    Raises:
        BadInput: when there is no such community, or nobody of it among so few people.
    """
    from righthelp.people.invented.write import write

    try:
        write(
            args.out,
            people=args.people,
            queries=args.queries,
            seed=args.seed,
            community=args.community,
            hard=args.hard,
        )
    except ValueError as error:
        raise BadInput(str(error)) from error
    people, queries = count(args.people, "invented person", "invented people"), count(args.queries, "query", "queries")
    print(f"Wrote {people} and {queries} to {args.out}.")
    return DONE
