"""Splink 4, probabilistic linkage made by others, on the same invented people and queries, to compare with.

It learns from labels of another seed, as its makers advise where there are labels. It sees the same names, date of
birth, sex, address and postcode; what it has no comparison for (an age, a mother's name) it does not see.
"""

import csv
import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from righthelp.people.matching.train import rows

COLUMNS = ("first_name", "surname", "sex", "dob", "address_line", "postcode")
PRECISE = 0.99
LEAST_WEIGHT = -12.0
Ranked = dict[str, list[tuple[float, str]]]


def by_splink(folder: Path, training: Path) -> Iterator[str]:
    """Train on one folder of people.csv, queries.csv and truth.csv, link another; give lines.

    Raises:
        OSError: when a file cannot be read.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)  # it tells of every step
    start = time.perf_counter()
    model = _trained(training)
    trained = time.perf_counter()
    ranked = _linked(folder, model)
    linked = time.perf_counter()
    truth = {row["query_id"]: row["person_id"] for row in rows(folder / "truth.csv")}
    known = [query for query, person in truth.items() if person]
    first = sum(truth[query] in _people(ranked, query, 1) for query in known)
    five = sum(truth[query] in _people(ranked, query, 5) for query in known)
    yield (
        f"Splink: first {first / len(known):.4f}, among five {five / len(known):.4f}, "
        f"found at 99 % precision {_found_precisely(ranked, truth) / len(known):.4f}; "
        f"trained in {trained - start:.0f} s, {len(truth):,} queries linked in {linked - trained:.0f} s"
    )


def _trained(folder: Path) -> Mapping[str, Any]:
    linker = Linker(_tables(folder), _settings(len(_read(folder / "people.csv"))), DuckDBAPI())
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    linker.training.estimate_m_from_label_column("person")
    model: Mapping[str, Any] = linker.misc.save_model_to_json()
    return model


def _settings(people: int) -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1 / people,
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.JaroWinklerAtThresholds("address_line", [0.95, 0.88]),
            cl.PostcodeComparison("postcode"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("dob"),
            block_on("postcode"),
            block_on("first_name", "surname"),
            block_on("substr(first_name, 1, 3)", "substr(surname, 1, 3)", "substr(dob, 1, 4)"),
            block_on("surname", "substr(dob, 1, 7)"),
            block_on("first_name", "substr(dob, 1, 7)"),
            block_on("address_line"),
            block_on("surname", "substr(first_name, 1, 1)"),
            block_on("first_name", "substr(surname, 1, 1)"),
            block_on("first_name", "substr(dob, 6)"),
            block_on("surname", "substr(dob, 6)"),
            block_on("first_name", "substr(postcode, 1, 4)"),
        ],
        additional_columns_to_retain=["person"],
    )


def _linked(folder: Path, model: Mapping[str, Any]) -> Ranked:
    """Give for each query the people linked with it, the likeliest first."""
    linker = Linker(_tables(folder), dict(model), DuckDBAPI())
    found = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT).as_duckdbpyrelation()
    ranked: Ranked = defaultdict(list)
    for weight, one, other in found.project("match_weight, unique_id_l, unique_id_r").fetchall():
        person, query = (one, other) if other.startswith("Q") else (other, one)
        ranked[query].append((weight, person))
    return {query: sorted(people, reverse=True) for query, people in ranked.items()}


def _people(ranked: Ranked, query: str, most: int) -> list[str]:
    return [person for _, person in ranked.get(query, [])[:most]]


def _found_precisely(ranked: Ranked, truth: Mapping[str, str]) -> int:
    """Count the queries found where the share of right answers above the weight is still 99 %."""
    firsts = sorted((people[0][0], truth.get(query) == people[0][1]) for query, people in ranked.items())
    right = said = best = 0
    for _, is_right in reversed(firsts):
        said, right = said + 1, right + is_right
        best = right if right >= PRECISE * said else best
    return best


def _tables(folder: Path) -> list[pd.DataFrame]:
    truth = {row["query_id"]: row["person_id"] or row["query_id"] for row in rows(folder / "truth.csv")}
    people = [_cells(row, row["person_id"], row["person_id"]) for row in _read(folder / "people.csv")]
    queries = [_cells(row, row["query_id"], truth[row["query_id"]]) for row in _read(folder / "queries.csv")]
    return [pd.DataFrame(people), pd.DataFrame(queries)]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cells(row: Mapping[str, str], number: str, person: str) -> dict[str, str | None]:
    plain = {column: row[column].strip().lower() or None for column in COLUMNS}
    return {"unique_id": number, "person": person, **plain}
