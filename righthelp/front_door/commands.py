"""`righthelp police`: what operators do with police notifications in numbers."""

import argparse
import sys
from pathlib import Path
from typing import Any

from righthelp.design_system.commands import BadInput

DONE, FAULT_FOUND = 0, 1
SAY_EVERY = 100


def add_commands(subparsers: Any) -> None:
    """Add `righthelp police`."""
    police = subparsers.add_parser("police", help="Police notifications.")
    parts = police.add_subparsers(required=True, metavar="PART")
    load = parts.add_parser(
        "load",
        help="Make a contact at the front door of each incident in a file.",
        description="Loads a CSV or XML file as docs/police.md describes it. Incidents that are on file already, by "
        "their reference, are passed over. Incidents that cannot be read are named by their row and left out; the "
        "others are loaded together, or none of them. Exit code 1 when incidents were left out, 2 when the file "
        "cannot be used or was loaded before.",
    )
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--by", required=True, metavar="EMAIL", help="Who at the front door answers for it.")
    load.set_defaults(run=run_load)


def run_load(args: argparse.Namespace) -> int:
    """Load a file; faults go to standard error, each with its row.

    Raises:
        BadInput: when the file cannot be used or was loaded before, or nobody at the front door answers for it.
    """
    from righthelp.agencies.actions.refusals import NotAllowed
    from righthelp.agencies.models import Practitioner
    from righthelp.front_door.actions.police import LoadedAlready, LoadedMeanwhile, load
    from righthelp.front_door.police.reading import CannotRead

    nobody = BadInput(f"nobody with the address {args.by} works at the front door")
    by = Practitioner.objects.get_queryset().may_sign_in().filter(email=args.by.strip().lower()).first()
    if by is None:
        raise nobody
    try:
        batch = load(data=_read(args.file), by=by, say=_tell_every)
    except NotAllowed:
        raise nobody from None
    except CannotRead as reason:
        raise BadInput(f"{args.file.name}: {reason}") from None
    except LoadedAlready:
        raise BadInput(f"{args.file.name} was loaded before; nothing was loaded now") from None
    except LoadedMeanwhile:
        raise BadInput("somebody loaded some of these at the same moment; nothing was loaded: try again") from None
    for fault in batch.faults:
        print(f"{args.file.name}, row {fault['row']}: {fault['reason']}", file=sys.stderr)
    print(_sentence(args.file.name, batch))
    return FAULT_FOUND if batch.faults else DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from None


def _tell_every(done: int) -> None:
    if done % SAY_EVERY == 0:
        print(f"righthelp: {done:,} incidents loaded", file=sys.stderr, flush=True)


def _sentence(name: str, batch: Any) -> str:
    parts = [f"{batch.incidents:,} incidents and {batch.children:,} children loaded from {name}"]
    parts += [f"{batch.repeats:,} on file already"] if batch.repeats else []
    parts += [f"{len(batch.faults):,} rows that cannot be read"] if batch.faults else []
    return "; ".join(parts)
