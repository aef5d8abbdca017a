"""`righthelp people match`: a file of people looked for in, a file of who was found out."""

import csv
import datetime as dt
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from righthelp.people.importing.tables import Fault, Table
from righthelp.people.matching.facts import query_card
from righthelp.people.matching.find import Found, find
from righthelp.people.models import Identifier

COLUMNS = (
    "query_id", "kind", "first_name", "middle_name", "surname", "sex", "dob", "age", "edd", "address_line", "town",
    "postcode", "mother_first_name", "mother_surname", "mother_dob",
)  # fmt: skip
REQUIRED = ("query_id", "first_name", "surname", "dob", "postcode")
OUT = ("query_id", "rank", "person_id", "score", "band", "ms", "via")


def answer(
    queries: Path,
    out: TextIO,
    *,
    explained: bool,
    refuse: Callable[[Fault], None],
    note: Callable[[str], None],
    say: Callable[[int], None],
) -> int:
    """Look for everybody in a file and write who was found; returns how many were looked for.

    Raises:
        BadInput: when the file cannot be read or lacks a column.
    """
    table = Table(queries, REQUIRED, COLUMNS, note, is_lenient=True)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*OUT, "because") if explained else OUT)
    done = 0
    for row in table.rows(refuse):
        start = time.perf_counter()
        found = find(query_card(row.cells, dt.date.today()))
        numbers = numbers_of(one.person for one in found)
        ms = (time.perf_counter() - start) * 1000
        for rank, one in enumerate(found, start=1):
            cells = (row.cells["query_id"], rank, numbers[one.person], one.score, one.band, f"{ms:.2f}", one.via)
            writer.writerow((*cells, "; ".join(one.because)) if explained else cells)
        done += 1
        say(done)
    return done


def numbers_of(people: Iterable[int]) -> dict[int, str]:
    """Give the number under which each person was loaded; the key of the record for somebody who was not."""
    wanted = list(people)
    rows = Identifier.objects.filter(person__in=wanted, kind=Identifier.Kind.LOCAL, withdrawn_at__isnull=True)
    found = dict(rows.order_by("-pk").values_list("person_id", "value"))
    return {person: found.get(person, str(person)) for person in wanted}


def warm_up() -> None:
    """Read tables and groups before the first answer is timed."""
    found: list[Found] = find(query_card({"first_name": "Warm", "surname": "Up"}, dt.date.today()))
    del found
