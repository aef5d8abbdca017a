"""`righthelp rounds`: does what is due in the background."""

import argparse
import signal
from threading import Event
from types import FrameType
from typing import Any

from righthelp.design_system.commands import BadInput
from righthelp.messages.rounds import go_round

EVERY_SECONDS = 20.0


def add_commands(subparsers: Any) -> None:
    """Add `righthelp rounds`."""
    rounds = subparsers.add_parser("rounds", help="do what is due: send mail, seal the log, delete what is over")
    rounds.add_argument("--once", action="store_true", help="one round, then end (for cron)")
    rounds.add_argument("--every", type=float, default=EVERY_SECONDS, metavar="SECONDS", help="pause between rounds")
    rounds.set_defaults(run=run_rounds)


def run_rounds(args: argparse.Namespace) -> int:
    """Go round once, or again and again until told to stop; what was begun is finished first.

    Raises:
        BadInput: for a pause that is no time.
    """
    if not 0 < args.every <= 3600:
        raise BadInput("--every takes seconds, more than 0 and at most 3600")
    if args.once:
        go_round()
        return 0
    stop = _told_to_stop()
    while not stop.is_set():
        go_round(lambda: not stop.is_set())
        stop.wait(args.every)
    return 0


def _told_to_stop() -> Event:
    """Give what is set once the process is told to stop, by a service manager or by Ctrl-C."""
    stop = Event()

    def note(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    return stop
