"""`make requirements`: every requirement with its state from the last test run."""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

TABLE = Path("docs/requirements.csv")
RESULTS = Path("var/requirements.json")


def state(how: str, tests: dict[str, bool]) -> str:
    """Say how a requirement stands; a test that reads a text does not make more of the text than it is."""
    if not all(tests.values()):
        return "FAILING"
    if how in ("content", "not software"):
        return how
    return "tested" if tests else "no test yet"


def main() -> int:
    """Print a line a requirement, then the counts; non-zero when a marked test failed."""
    if not RESULTS.exists():
        print("Run `make test` first: there is no last run to read.", file=sys.stderr)
        return 1
    results = json.loads(RESULTS.read_text())
    counts: Counter[str] = Counter()
    with TABLE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            now = state(row["how"], results.get(row["id"], {}))
            counts[now] += 1
            print(f"{row['id']}  {now:12}  {row['requirement']}")
    print("\n" + ", ".join(f"{number} {now}" for now, number in counts.most_common()))
    return 1 if counts["FAILING"] else 0


if __name__ == "__main__":
    sys.exit(main())
