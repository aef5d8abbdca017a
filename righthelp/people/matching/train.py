"""Count the weights: `python -m righthelp.people.matching.train FOLDER...`, folders made by `righthelp people invent`.

Writes data/weights.csv. The same folders give the same file.
"""

import csv
import datetime as dt
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from righthelp.people.matching.card import Card
from righthelp.people.matching.compare import FIELDS, GENERATION, LEVELS, MISSING, compare
from righthelp.people.matching.facts import as_parent, person_card, query_card
from righthelp.people.matching.weights import FILE, KINDS

STRANGERS = 60  # strangers compared with each query
SMOOTHING = {"same": 0.01, "stranger": 0.0, "twin": 0.02, "sibling": 0.02, "generation": 0.02, "household": 0.02}
A_COUNT = 0.5
ASKED_ON = dt.date(2026, 11, 1)  # the day from which the ages of invented people count
Counts = dict[tuple[str, str], Counter[str]]


def main(folders: Iterable[str]) -> None:
    """Count every folder and write the weights, with progress."""
    counts: Counts = defaultdict(Counter)
    for folder in folders:
        _count(Path(folder), counts)
        print(f"{folder}: counted", file=sys.stderr, flush=True)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("field", "level", *KINDS))
        for field in FIELDS:
            for level in LEVELS[field]:
                table.writerow((field, level, *(f"{_weight(counts, field, level, kind):.3f}" for kind in KINDS)))


def _weight(counts: Counts, field: str, level: str, kind: str) -> float:
    """Give the logarithm of a level's share among what is known, smoothed toward every level alike."""
    counted, levels = counts[field, kind], LEVELS[field]
    share = (counted[level] + A_COUNT) / (sum(counted[other] for other in levels) + A_COUNT * len(levels))
    return math.log((1 - SMOOTHING[kind]) * share + SMOOTHING[kind] / len(levels))


def _count(folder: Path, counts: Counts) -> None:
    people = cards(folder, ASKED_ON)
    chosen = random.Random(0)  # noqa: S311 - a sample, not a secret
    ids = sorted(people)
    truths = {row["query_id"]: row for row in rows(folder / "truth.csv")}
    for row in rows(folder / "queries.csv"):
        wanted, truth = query_card(row, ASKED_ON), truths[row["query_id"]]
        for kind, id_ in [
            *_known(wanted, truth, people),
            *(("stranger", chosen.choice(ids)) for _ in range(STRANGERS)),
        ]:
            if kind == "stranger" and (id_ == truth["person_id"] or id_ in truth["relatives"].split(";")):
                continue
            for field, level in zip(FIELDS, compare(wanted, people[id_]), strict=True):
                if level != MISSING:
                    counts[field, kind][level] += 1


def _known(wanted: Card, truth: dict[str, str], people: dict[str, Card]) -> Iterator[tuple[str, str]]:
    """Give those on file of whom it is known what they are to the person looked for."""
    if truth["person_id"]:
        yield "same", truth["person_id"]
    relatives = [id_ for id_ in truth["relatives"].split(";") if id_ in people]
    for id_ in relatives:
        yield _what_relative(wanted if not truth["person_id"] else people[truth["person_id"]], people[id_]), id_
    for id_ in truth["at_address"].split(";"):
        if id_ in people and id_ not in relatives:
            yield "household", id_


def _what_relative(person: Card, relative: Card) -> str:
    if person.born is None or relative.born is None:
        return "sibling" if person.life == relative.life else "generation"
    years = abs(person.born.year - relative.born.year)
    if person.born == relative.born:
        return "twin"
    return "sibling" if years < GENERATION else "generation"


def rows(file: Path) -> list[dict[str, str]]:
    """Read a table."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cards(folder: Path, on: dt.date) -> dict[str, Card]:
    """Read everybody in a folder, with their parents."""
    listed = rows(folder / "people.csv")
    people = {row["person_id"]: person_card(n, row, (), on) for n, row in enumerate(listed, start=1)}
    for row in rows(folder / "relationships.csv"):
        if row["relation"] == "parent":
            people[row["person_id"]].parents += (as_parent(people[row["related_id"]]),)
    return people


if __name__ == "__main__":
    main(sys.argv[1:])
