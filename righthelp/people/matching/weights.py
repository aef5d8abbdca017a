"""What each level of each field says for and against one person: Fellegi–Sunter weights, with the family beside it.

Two records may agree because they are one person, or because they are twins, brother and sister, parent and child,
or one household after another; and strangers agree by chance, the more easily the commoner the name. For each of
these, `data/weights.csv` holds how often a level comes up (natural logarithms, counted by `train.py`).
A missing field says nothing.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from righthelp.people.matching.compare import FIELDS, MISSING, Levels

FILE = Path(__file__).parent.parent / "data" / "weights.csv"
KINDS = ("same", "stranger", "twin", "sibling", "generation", "household")
STRANGER = KINDS.index("stranger")
# How many of each a person has on file, about; strangers are everybody.
OTHERS = {"twin": 0.1, "sibling": 1.5, "generation": 2.0, "household": 3.0}
ON_FILE = 0.75
COUNTED_AMONG = 100_000  # how many people the shares of neighbours in weights.csv were counted among
NEAR_HOME = frozenset({"same", "close", "number", "former", "postcode", "former_postcode", "street"})
AGREES = frozenset({"same", "group", "part", "middle", "close", "sound", "parent"})
RAREST = 2e-5
COMPANY = 6.0  # names come in communities: a first name and a surname meet more often than by chance
# From which log odds on somebody is said to be the same person, or possibly. Fixed on invented people of another
# seed than those that the weights were counted on and those that are reported.
SURE, MAYBE = 1.25, -2.0
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Commonness:
    """How common names are among the people on file, as shares."""

    people: int
    first: float = RAREST
    first_group: float = RAREST
    last: float = RAREST
    last_group: float = RAREST
    both: float = 0.0
    swapped: float = RAREST
    mother: float = RAREST
    mother_last: float = 1.0


@cache
def weights() -> Mapping[tuple[str, str], Vector]:
    """Give the weights of each level of each field, an entry a kind."""
    with FILE.open(encoding="utf-8", newline="") as file:
        read = {
            (row["field"], row["level"]): np.array([float(row[kind]) for kind in KINDS]) for row in csv.DictReader(file)
        }
    nothing = np.zeros(len(KINDS))
    return {**{(name, MISSING): nothing for name in FIELDS}, **read}


@dataclass(slots=True)
class Weighed:
    """How well somebody on file fits: the weight for the same person, and what else would explain the likeness."""

    odds: float
    fits_as: str
    family: float
    share: float = field(default=0.0)


def weigh(found: Sequence[Levels], common: Commonness) -> list[Weighed]:
    """Weigh each of the people compared, against everything else that they may be and against each other."""
    if not found:
        return []
    table = weights()
    sums = np.array([_sum(levels, table, common) for levels in found])
    sums += _priors(common.people)
    others = np.logaddexp.reduce(sums[:, 1:], axis=1)
    odds = sums[:, 0] - others + math.log(ON_FILE)
    family = np.logaddexp.reduce(sums[:, 2:], axis=1) - np.logaddexp(sums[:, STRANGER], sums[:, 0])
    everything = np.logaddexp.reduce(np.append(odds, math.log(1 - ON_FILE)))
    likeliest = sums.argmax(axis=1)
    return [
        Weighed(float(odds[i]), KINDS[likeliest[i]], float(family[i]), _logit(float(odds[i] - everything)))
        for i in range(len(found))
    ]


def _logit(log_share: float) -> float:
    """Turn the logarithm of a share into log odds, within what is worth telling apart."""
    share = min(max(math.exp(min(log_share, 0.0)), 1e-9), 1 - 1e-9)
    return math.log(share / (1 - share))


@cache
def _priors(people: int) -> Vector:
    return np.array([0.0, math.log(max(people, 1)), *(math.log(OTHERS[kind]) for kind in KINDS[2:])])


def _sum(levels: Levels, table: Mapping[tuple[str, str], Vector], common: Commonness) -> Vector:
    total: Vector = np.sum([table[key] for key in zip(FIELDS, levels, strict=True)], axis=0)
    first, last, home, parent = levels[0], levels[1], levels[5], levels[6]
    total[STRANGER] += _names_by_chance(first, last, table, common)
    if home in NEAR_HOME:
        total[STRANGER] += math.log(min(1.0, COUNTED_AMONG / max(common.people, 1)))
    total[STRANGER] += _mother_by_chance(parent, table, common)
    return total


def _names_by_chance(first: str, last: str, table: Mapping[tuple[str, str], Vector], common: Commonness) -> float:
    """Give what the commonness of these names adds to the chance that strangers bear them."""
    change = 0.0
    firsts = {"same": common.first, "group": common.first_group}
    lasts = {"same": common.last, "group": common.last_group}
    if first in firsts:
        change += math.log(firsts[first]) - float(table["first", first][STRANGER])
    if last in lasts:
        change += math.log(lasts[last]) - float(table["last", last][STRANGER])
    if first in firsts and last in lasts:
        by_chance = firsts[first] * lasts[last]
        together = max(min(COMPANY * by_chance, firsts[first], lasts[last]), common.both)
        change += math.log(together) - math.log(by_chance)
    elif first in AGREES and last in AGREES:
        change += math.log(COMPANY)
    elif first == "swapped":
        change += math.log(COMPANY * common.swapped) - float(table["first", first][STRANGER])
    return change


def _mother_by_chance(parent: str, table: Mapping[tuple[str, str], Vector], common: Commonness) -> float:
    if parent not in {"name", "first"}:
        return 0.0
    chance = common.mother * (common.mother_last if parent == "name" else 1.0)
    return math.log(max(chance, RAREST / 10)) - float(table["parent", parent][STRANGER])
