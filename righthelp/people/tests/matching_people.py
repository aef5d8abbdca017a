"""Small files of invented people, loaded and looked for as an operator would."""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from righthelp.people.commands import add_commands
from righthelp.people.importing import people, relationships
from righthelp.people.matching import answers

Rows = Sequence[dict[str, str]]


def run(*words: str) -> int:
    """Run `righthelp people` as the command line does."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["people", *words])
    code: int = args.run(args)
    return code


def write(path: Path, columns: Sequence[str], rows: Rows) -> Path:
    """Write a table; cells that are not named stay empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        table.writerows(rows)
    return path


def load(folder: Path, rows: Rows, related: Rows = ()) -> int:
    """Load people and relationships through the command; returns its exit code."""
    words = ["import", str(write(folder / "people.csv", people.COLUMNS, rows))]
    if related:
        words += ["--relationships", str(write(folder / "related.csv", relationships.COLUMNS, related))]
    return run(*words)


def look_for(folder: Path, *queries: dict[str, str]) -> list[dict[str, str]]:
    """Look for people through the command; returns the rows of results.csv."""
    rows = [{"query_id": f"Q{number}", **query} for number, query in enumerate(queries, start=1)]
    asked, out = write(folder / "queries.csv", answers.COLUMNS, rows), folder / "results.csv"
    assert run("match", str(asked), "--out", str(out), "--explain") == 0
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def somebody(number: str, first: str, last: str, dob: str = "", **more: str) -> dict[str, str]:
    """Give a row of people.csv."""
    return {"person_id": number, "kind": "child", "first_name": first, "surname": last, "dob": dob, **more}


def parent_of(child: str, parent: str) -> dict[str, str]:
    """Give a row of relationships.csv."""
    return {"person_id": child, "related_id": parent, "relation": "parent"}


HOME = {"address_line": "14 Heron Way", "town": "Westmarsh", "postcode": "WZ1 4QT"}
ELSEWHERE = {"address_line": "3 Mill Lane", "town": "Easton", "postcode": "WZ9 2AB"}


def town(size: int = 60) -> list[dict[str, str]]:
    """Give other people, so that names and dates are not all the same."""
    firsts = ("Oliver", "Amelia", "Noah", "Isla", "George", "Ava", "Arthur", "Mia", "Leo", "Ivy", "Theo", "Lily")
    lasts = ("Harper", "Dunn", "Ellis", "Marsh", "Webb", "Carter", "Lowe", "Bishop", "Frost", "Hale", "Pike")
    return [
        somebody(
            f"T{n}",
            firsts[n % len(firsts)],
            lasts[n * 7 % len(lasts)],
            f"{2008 + n % 15}-{n % 12 + 1:02}-{n % 27 + 1:02}",
            address_line=f"{n} Station Road",
            town="Westmarsh",
            postcode=f"WZ{n % 7} {n % 9}AA",
        )
        for n in range(1, size)
    ]
