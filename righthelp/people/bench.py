"""Measure the matcher on invented people: what is found, how surely, how fast (design, section 7)."""

import csv
import math
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from righthelp.people.importing.people import load_people
from righthelp.people.importing.relationships import load_relationships
from righthelp.people.invented.write import write
from righthelp.people.matching.answers import answer, warm_up
from righthelp.people.matching.find import SAME_PERSON
from righthelp.people.matching.index import file_again, file_anew
from righthelp.people.matching.train import rows
from righthelp.people.models import Name, Person, Residence

SEED = 34  # neither the seed that the weights were counted on (31, 32) nor that of the threshold (33)
SPLINK_SEED = 31  # on which our own weights were counted
QUERIES = 5_000
ADDED = 200
COMMUNITIES = (
    "english", "polish", "south_asian", "west_african", "somali_arab", "romanian", "turkish", "east_asian",
)  # fmt: skip
AIMS = (
    ("first", 0.98), ("among five", 0.995), ("'same person' right", 0.995), ("'same person' found", 0.90),
    ("'same person' of people not on file, at most", 0.01), ("a relative in the answer", 0.98),
    ("somebody at the address in the answer", 0.99),
)  # fmt: skip


@dataclass
class Score:
    """Counts over many queries: how often something was so, of how many."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    def add(self, what: str, was_so: bool) -> None:
        """Count one."""
        of = self.counts.setdefault(what, [0, 0])
        of[0] += was_so
        of[1] += 1

    def share(self, what: str) -> tuple[float, float, float]:
        """Give the share with its interval of 95 % (Wilson)."""
        so, of = self.counts.get(what, [0, 0])
        if not of:
            return math.nan, math.nan, math.nan
        z, share = 1.96, so / of
        middle, spread = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
        return share, (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def matching(people: int, community_queries: int = 500) -> Iterator[str]:
    """Invent people, load them through the importer, look for them through the command's own function; give lines.

    Raises:
        RuntimeError: on a database of real records.
    """
    if not settings.INVENTED_PEOPLE:
        raise RuntimeError("the bench loads invented people: run it where people are invented")
    with TemporaryDirectory(prefix="righthelp-people-") as name:
        folder = Path(name)
        write(folder, people=people, queries=QUERIES, seed=SEED)
        yield from _loading(folder, people)
        yield from _adding()
        yield from _table("usual queries", _asked(folder))
        yield from _by_others(folder, people)
        write(folder, people=people, queries=QUERIES, seed=SEED, hard=True)
        yield from _table("harder queries (aim among five: 0.97)", _asked(folder))
        for community in COMMUNITIES if community_queries else ():
            write(folder, people=people, queries=community_queries, seed=SEED, community=community)
            yield _community(community, _asked(folder))


def _by_others(folder: Path, people: int) -> Iterator[str]:
    """Look for the same people with Splink, which learns on people of another seed."""
    from righthelp.people.bench_splink import by_splink

    training = folder / "training"
    training.mkdir()
    write(training, people=people, queries=QUERIES, seed=SPLINK_SEED)
    yield from by_splink(folder, training)


def _loading(folder: Path, people: int) -> Iterator[str]:
    start = time.perf_counter()
    load_people(folder / "people.csv", refuse=_ignore, note=_ignore, say=_ignore)
    load_relationships(folder / "relationships.csv", refuse=_ignore, note=_ignore, say=_ignore)
    loaded = time.perf_counter()
    file_anew()
    filed = time.perf_counter()
    yield f"{people:,} people: loaded in {loaded - start:.0f} s"
    yield f"filed {people / (filed - loaded):,.0f} people a second (aim 10,000)"


def _ignore(something: object) -> None:
    """Say nothing."""


def _adding() -> Iterator[str]:
    """Time the matcher's part in adding one person; the people added are taken out again."""
    times = []
    with transaction.atomic():
        for number in range(ADDED):
            person = Person.objects.create(source="bench")
            Name.objects.create(person=person, first="Bench", last=f"Person{number}", source="bench")
            Residence.objects.create(person=person, line="1 Bench Road", postcode="QX1 1AA", source="bench")
            start = time.perf_counter()
            file_again(person.pk)
            times.append((time.perf_counter() - start) * 1000)
        transaction.set_rollback(True)
    yield f"adding one person: median {statistics.median(times):.2f} ms (aim 2)"


def _asked(folder: Path) -> Score:
    """Look for everybody in the folder and compare with the truth."""
    out = folder / "results.csv"
    warm_up()
    with out.open("w", encoding="utf-8", newline="") as file:
        answer(folder / "queries.csv", file, explained=True, refuse=_ignore, note=_ignore, say=_ignore)
    return scored(out, folder / "truth.csv")


def scored(results: Path, truth: Path) -> Score:
    """Compare results.csv with truth.csv."""
    score, found = Score(), dict[str, list[dict[str, str]]]()
    with results.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["query_id"], []).append(row)
    for row in rows(truth):
        _score(score, row, found.get(row["query_id"], []))
    return score


def _score(score: Score, truth: dict[str, str], found: list[dict[str, str]]) -> None:
    candidates = [row["person_id"] for row in found if not row["via"]]
    said = [row["person_id"] for row in found if row["band"] == SAME_PERSON]
    person = truth["person_id"]
    if person:
        score.add("first", candidates[:1] == [person])
        score.add("among five", person in candidates[:5])
        score.add("'same person' found", said == [person])
    else:
        score.add("'same person' of people not on file, at most", bool(said))
    if said:
        score.add("'same person' right", said == [person])
    shown = {row["person_id"] for row in found}
    for what, column in (("a relative", "relatives"), ("somebody at the address", "at_address")):
        if truth[column]:
            score.add(f"{what} in the answer", bool(shown & set(truth[column].split(";"))))
    score.times += [float(row["ms"]) for row in found[:1]]


def _table(title: str, score: Score) -> Iterator[str]:
    yield f"{title}:"
    for what, aim in AIMS:
        share, low, high = score.share(what)
        yield f"  {what}: {share:.4f} ({low:.4f} to {high:.4f}; aim {aim})"
    p50, p95 = statistics.median(score.times), statistics.quantiles(score.times, n=20)[-1]
    yield f"  one query: median {p50:.1f} ms, p95 {p95:.1f} ms (aim 25)"


def _community(name: str, score: Score) -> str:
    share, low, high = score.share("among five")
    first = score.share("first")[0]
    return f"  {name}: first {first:.4f}, among five {share:.4f} ({low:.4f} to {high:.4f})"
