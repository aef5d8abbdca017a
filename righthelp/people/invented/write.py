"""Write invented people, who they are to each other, what is asked about them, and the truth, as CSV files."""

import csv
import random
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from righthelp.people.invented.addresses import Streets
from righthelp.people.invented.families import UNBORN, Families, Family, Person
from righthelp.people.invented.names import load_names
from righthelp.people.invented.queries import QUERY_COLUMNS, TRUTH_COLUMNS, Questions
from righthelp.people.invented.sample import Sample, sizes

TODAY = date(2026, 11, 1)
PEOPLE_COLUMNS = (
    "person_id", "kind", "first_name", "middle_name", "surname", "aka_first_name", "aka_surname", "sex", "dob", "edd",
    "address_line", "town", "postcode", "prev_address_line", "prev_postcode",
)  # fmt: skip
RELATIONSHIP_COLUMNS = ("person_id", "related_id", "relation")


def write(
    out: Path,
    *,
    people: int,
    queries: int,
    seed: int,
    community: str | None = None,
    hard: bool = False,
    today: date = TODAY,
) -> None:
    """Write people.csv, relationships.csv, queries.csv and truth.csv into a folder.

    The same seed gives the same files. The people depend on seed, number and day only: questions about one community,
    or harder ones, are asked of the same people.

    Raises:
        ValueError: when there is no such community, or nobody of it among so few people.
    """
    names = load_names()
    if community is not None and community not in names.communities():
        raise ValueError(f"no such community: {community}; there are {', '.join(names.communities())}")
    rng = random.Random(seed)  # noqa: S311 - invented people need no secrecy
    asking = random.Random(f"{seed} {queries} {community} {hard}")  # noqa: S311
    streets = Streets(rng, people)
    sample = Sample(asking, sizes(queries), community)
    out.mkdir(parents=True, exist_ok=True)
    _write_people(out, _so_many(Families(rng, names, streets, today), people), sample)
    subjects = sample.subjects()
    if len(subjects) < queries:
        raise ValueError(f"nobody to ask about among {people:,} people: make more people")
    _write_questions(out, Questions(asking, streets, today, hard).ask(subjects))


def _so_many(families: Families, people: int) -> Iterator[Family]:
    """Give families until there are as many people; of the last one, those who still fit."""
    left = people
    while left > 0:
        family = families.make()
        yield family if len(family.people) <= left else _first_of(family, left)
        left -= len(family.people)


def _first_of(family: Family, number: int) -> Family:
    kept = family.people[:number]
    for person in family.people[number:]:
        person.person_id = ""
    return Family(family.strand, kept, [pair for pair in family.partners if pair[0] in kept and pair[1] in kept])


def _write_people(out: Path, families: Iterator[Family], sample: Sample) -> None:
    with ExitStack() as files:
        people = _file(files, out / "people.csv", PEOPLE_COLUMNS)
        relationships = _file(files, out / "relationships.csv", RELATIONSHIP_COLUMNS)
        for family in families:
            people.writerows(map(_on_file, family.people))
            relationships.writerows(family.relations())
            sample.look_at(family)


def _write_questions(out: Path, asked: Iterator[tuple[dict[str, str], dict[str, str]]]) -> None:
    with ExitStack() as files:
        queries = _file(files, out / "queries.csv", QUERY_COLUMNS)
        truths = _file(files, out / "truth.csv", TRUTH_COLUMNS)
        for words, truth in asked:
            queries.writerow([words[column] for column in QUERY_COLUMNS])
            truths.writerow([truth[column] for column in TRUTH_COLUMNS])


def _file(files: ExitStack, path: Path, columns: tuple[str, ...]) -> Any:
    writer = csv.writer(files.enter_context(path.open("w", newline="", encoding="utf-8")), lineterminator="\n")
    writer.writerow(columns)
    return writer


def _on_file(person: Person) -> tuple[str, ...]:
    """Give what the file holds of a person."""
    missing, home, before = person.missing, person.home, person.before
    born = person.born.isoformat()
    return (
        person.person_id,
        person.kind,
        person.first,
        "" if "middle_name" in missing else person.middle,
        "" if "surname" in missing else person.surname,
        person.aka_first,
        person.aka_surname,
        "" if "sex" in missing else person.sex,
        "" if "dob" in missing or person.kind == UNBORN else born,
        born if person.kind == UNBORN else "",
        home.line if person.housed else "",
        home.town if person.housed else "",
        "" if "postcode" in missing or not person.housed else home.postcode,
        before.line,
        before.postcode,
    )
