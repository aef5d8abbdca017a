"""What the guidance lists as help and is no service: the partnership's own steps, and directories (data/own_steps.csv).

A published edition never changes, so that this stands in a table of its own: words that the name holds, and what it is.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from righthelp.guidance.models import Service

STEP, DIRECTORY = "step", "directory"


def _read() -> dict[str, str]:
    with (Path(__file__).parent / "data" / "own_steps.csv").open(newline="", encoding="utf-8") as file:
        return {row["words"]: row["what"] for row in csv.DictReader(file)}


OWN = _read()


def kinds_of(name: str) -> set[str]:
    """Say what a name in the guidance is beside a service; nothing for a service.

    >>> kinds_of("Early Help Allocation Panel"), kinds_of("Live Well"), kinds_of("School nurses")
    ({'step'}, {'directory'}, set())
    """
    said = name.casefold().replace("'", "’")
    return {what for words, what in OWN.items() if words in said}


def to_tell_of(services: "Iterable[Service]") -> "list[Service]":
    """Keep those of which a family can be told, directories among them."""
    return [one for one in services if STEP not in kinds_of(one.name)]


def to_ask(services: "Iterable[Service]") -> "list[Service]":
    """Keep those that can be asked to help."""
    return [one for one in services if not kinds_of(one.name)]
