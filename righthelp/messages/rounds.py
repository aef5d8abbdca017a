"""Work in the background: every room says what it does, and one process goes round them all, again and again.

A room calls `register` once, in its AppConfig.ready, with a function that looks at the facts in the database, does what
is due, and returns how much it did. It may be killed half-way and run again, and two may run at once: what was done
shows in the facts, so that the next round goes on from there. Nothing is handed over in a queue that could be lost, or
that would hold somebody's data.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from righthelp.audit.locks import Busy

log = logging.getLogger("righthelp.rounds")
Do = Callable[[dt.datetime], int]

_registered: dict[str, Do] = {}


def register(name: str, do: Do) -> None:
    """Add work to do at every round; the same name replaces it. The name stands in the log, with how much was done."""
    _registered[name] = do


def go_round(go_on: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """Do everything that is due, once, and give by name how much was done; one that fails stops no other.

    `go_on` is asked before each, so that a process that should end does so soon.
    """
    return dict(_done(go_on))


def _done(go_on: Callable[[], bool]) -> Iterator[tuple[str, int]]:
    for name, do in list(_registered.items()):
        if not go_on():
            return
        number = _do(name, do)
        if number:
            log.info("round=%s did=%d", name, number)
            yield name, number


def _do(name: str, do: Do) -> int:
    """Run one; a database or a server that fails is named in the log, and tried again at the next round."""
    try:
        return do(timezone.now())
    except (DatabaseError, OSError, Busy):
        log.exception("round=%s failed", name)
        return 0
    finally:
        close_old_connections()  # a connection that broke is not used again
