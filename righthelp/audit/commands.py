"""`righthelp audit verify`, `seal` and `refused`."""

import argparse
import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from righthelp.audit import rules
from righthelp.audit.rules import Kept, Refusals, Report, TableReport
from righthelp.design_system.commands import BadInput
from righthelp.design_system.formatters import count, day, day_and_time

WHOLE, FAULT_FOUND = 0, 1
DAYS_LOOKED_BACK = 30


def add_commands(subparsers: Any) -> None:
    """Add `righthelp audit` and its parts."""
    audit = subparsers.add_parser("audit", help="check and seal the log of changes and looks")
    parts = audit.add_subparsers(required=True, metavar="PART")
    verify = parts.add_parser("verify", help="check the log; exit code 1 when a fault is found")
    verify.add_argument(
        "--kept",
        action="append",
        default=[],
        type=_kept,
        metavar="TABLE:NUMBER:MAC",
        help="a seal that was kept outside, as `righthelp audit seal` printed it; may be given again",
    )
    verify.set_defaults(run=run_verify)
    seal = parts.add_parser("seal", help="seal what was written since, and print the last seals to keep outside")
    seal.set_defaults(run=run_seal)
    refused = parts.add_parser("refused", help="who asked for personal records that they may not see, and for which")
    refused.add_argument(
        "--since", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="the first day; otherwise 30 days ago"
    )
    refused.set_defaults(run=run_refused)


def run_verify(args: argparse.Namespace) -> int:
    """Check the log and print what was found; returns 0 when it is whole, 1 when there is a fault.

    With `--kept TABLE:NUMBER:MAC`, a mac kept outside is compared with the seal here: this alone shows
    that seals at the end were cut off.
    """
    from righthelp.audit.queries import verify

    report = verify(kept=args.kept)
    for line in sentences(report):
        print(line)
    return WHOLE if report.whole else FAULT_FOUND


def run_seal(args: argparse.Namespace) -> int:
    """Seal what was written since, and print the last seal of each table.

    Keep a printed line outside the system: `righthelp audit verify --kept TABLE:NUMBER:MAC` checks later that
    this seal is still here and still the same, which shows when seals at the end were cut off.

    Raises:
        BadInput: when writers did not finish in time; run it again.
    """
    from righthelp.audit.actions import seal
    from righthelp.audit.locks import Busy
    from righthelp.audit.queries import LOG_TABLES, last_seal

    try:
        made = seal()
    except Busy as error:
        raise BadInput(f"not everything is sealed, try again: {error}") from error
    print(f"{count(len(made), 'new seal').capitalize()}. Keep these outside:")
    for last in filter(None, map(last_seal, LOG_TABLES)):
        print(f"{last.table}:{last.number}:{last.mac}")
    return WHOLE


def run_refused(args: argparse.Namespace) -> int:
    """Print who was refused personal records since a day, whoever tried the most records first."""
    from righthelp.audit.queries import refused_looks

    since = args.since or timezone.localdate() - dt.timedelta(days=DAYS_LOOKED_BACK)
    found = refused_looks(since=dt.datetime.combine(since, dt.time.min, timezone.get_default_timezone()))
    people = get_user_model()._default_manager.in_bulk([one.actor_id for one in found])
    print(f"{count(len(found), 'person', 'people').capitalize()} refused since {day(since)}.")
    for one in found:
        print(f"{people.get(one.actor_id, 'Somebody')} (person {one.actor_id}): {_about_refusals(one)}")
    return WHOLE


def sentences(report: Report) -> Iterator[str]:
    """Say a report in plain words."""
    yield from (_about_table(table) for table in report.tables)
    yield from (rules.sentence(fault) for fault in report.faults)
    if report.whole:
        yield "No fault was found in what is sealed."
    else:
        yield f"{count(len(report.faults), 'fault').capitalize()} found. Tell whoever answers for information security."


def _about_refusals(refusals: Refusals) -> str:
    tried = count(len(refusals.records), "record")
    which = ", ".join(f"{subject_type} {subject_id}" for subject_type, subject_id in refusals.records)
    return f"{tried}, {count(refusals.times, 'time')}, last on {day_and_time(refusals.last_at)}: {which}"


def _about_table(table: TableReport) -> str:
    what = rules.TABLE_WORDS[table.table].capitalize()
    sealed = f"{what}: {count(table.sealed_rows, 'row')} under {count(table.seals, 'seal')}"
    if table.tail_age is None:
        return f"{sealed}; every row is sealed."
    return f"{sealed}; {count(table.tail_rows, 'row')} not sealed yet, the oldest {table.tail_age:,.0f} seconds old."


def _kept(text: str) -> Kept:
    try:
        return rules.parse_kept(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
