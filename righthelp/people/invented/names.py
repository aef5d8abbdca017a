"""Forenames and surnames of the communities of an English city, drawn about as often as they are met.

The lists in `data/` hold the common names first; how often a name is drawn falls with its rank. English surnames have a
long tail, which is composed of parts.
"""

import csv
import random
import unicodedata
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).parent / "data"
FEMALE, MALE = "female", "male"
LONG_TAIL = 0.28
COINED = 0.05
TAIL_STRANDS = frozenset({"english", "scottish", "welsh", "irish"})
OLDER_NAMES_FROM = 88


@dataclass(frozen=True)
class Drawn:
    """Names with how often they are drawn."""

    names: Sequence[str]
    reach: Sequence[float] = field(repr=False)

    def draw(self, rng: random.Random) -> str:
        """Draw one name."""
        return self.names[bisect(self.reach, rng.random() * self.reach[-1], 0, len(self.names) - 1)]


def drawn(names: Iterable[str], *, flat: float, steep: float) -> Drawn:
    """Say how often each name is drawn, the first most often: 1 / (rank + flat) to the power `steep`."""
    listed = list(names)
    return Drawn(listed, list(accumulate((rank + flat) ** -steep for rank in range(1, len(listed) + 1))))


@dataclass(frozen=True)
class Strand:
    """One kind of names within a community: Sikh names among South Asian ones."""

    name: str
    community: str
    share: float
    young: dict[str, Drawn]
    old: dict[str, Drawn]
    surnames: Drawn
    feminine: dict[str, str]

    def forename(self, rng: random.Random, sex: str, *, old: bool = False) -> str:
        """Draw a forename."""
        if not old and self.name in TAIL_STRANDS and rng.random() < COINED:
            return _composed(rng, "forename", sex)
        return (self.old if old else self.young)[sex].draw(rng)

    def surname(self, rng: random.Random) -> str:
        """Draw a surname, in the form of a man where women have another."""
        if self.name in TAIL_STRANDS and rng.random() < LONG_TAIL:
            return _from_the_tail(rng)
        return self.surnames.draw(rng)

    def surname_of(self, surname: str, sex: str) -> str:
        """Give the form of a surname that a woman or a man has (Kowalska, Kowalski)."""
        return self.feminine.get(surname, surname) if sex == FEMALE else surname


@dataclass(frozen=True)
class Names:
    """All strands, by name, with how often each is met."""

    strands: dict[str, Strand]
    met: Drawn

    def draw_strand(self, rng: random.Random) -> Strand:
        """Draw a strand as often as it is met."""
        return self.strands[self.met.draw(rng)]

    def communities(self) -> list[str]:
        """Give the name communities."""
        return list(dict.fromkeys(strand.community for strand in self.strands.values()))


@cache
def load_names() -> Names:
    """Read the lists of names."""
    strands = {row["strand"]: _strand(row) for row in read("strands.csv")}
    shares = accumulate(strand.share for strand in strands.values())
    return Names(strands, Drawn(list(strands), list(shares)))


@cache
def read(name: str) -> list[dict[str, str]]:
    """Read one file of `data/`."""
    with (DATA / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def proper_spellings() -> dict[str, str]:
    """Give the spelling with its own letters of each name that people also write without them."""
    rows = [*read("forenames.csv"), *read("surnames.csv")]
    return {plain(row["name"]): row["name"] for row in rows if plain(row["name"]) != row["name"]}


def variants(part: str, kind: str, name: str) -> list[str]:
    """Give other forms of a first or last name: a nickname, another spelling, what it sounds like."""
    return _variants().get((part, kind, name), [])


@cache
def _variants() -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in read("variants.csv"):
        group = [name.replace("_", " ") for name in row["names"].split()]
        for name in group:
            others = [each for each in group if each != name]
            found[row["part"], row["kind"], name] += others
            if plain(name) != name:
                found[row["part"], row["kind"], plain(name)] += map(plain, others)
    return dict(found)


UNDIVIDED = str.maketrans("łŁıİđĐøØ", "lLiIdDoO")


def plain(text: str) -> str:
    """Give a name without the letters that an English keyboard lacks.

    >>> plain("Łukasz Gül Șerban Đức")
    'Lukasz Gul Serban Duc'
    """
    parts = unicodedata.normalize("NFD", text.translate(UNDIVIDED))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _strand(row: dict[str, str]) -> Strand:
    name = row["strand"]
    mine = [each for each in read("surnames.csv") if each["strand"] == name]
    return Strand(
        name,
        row["community"],
        float(row["share"]),
        _forenames(name, lambda names: names),
        _forenames(name, _older),
        drawn((each["name"] for each in mine), flat=3, steep=0.85 if name in TAIL_STRANDS else 0.9),
        {each["name"]: each["of_a_woman"] for each in mine if each["of_a_woman"]},
    )


def _forenames(strand: str, order: Callable[[list[str]], list[str]]) -> dict[str, Drawn]:
    rows = [row for row in read("forenames.csv") if row["strand"] == strand]
    return {
        sex: drawn(order([row["name"] for row in rows if row["sex"] == sex]), flat=6, steep=0.92)
        for sex in (FEMALE, MALE)
    }


def _older(names: list[str]) -> list[str]:
    """Give names of parents and grandparents: what is most common now was rare then."""
    if len(names) < 2 * OLDER_NAMES_FROM:
        return names
    return names[OLDER_NAMES_FROM:] + names[:OLDER_NAMES_FROM]


def _from_the_tail(rng: random.Random) -> str:
    """Compose a rare surname, as there are tens of thousands of them."""
    return _composed(rng, "surname", "surname")


def _composed(rng: random.Random, of: str, ends_of: str) -> str:
    starts, ends = _parts(of, "start"), _parts(ends_of, "end")
    return starts[int(len(starts) * rng.random() ** 1.3)] + ends[int(len(ends) * rng.random() ** 1.5)]


@cache
def _parts(of: str, place: str) -> list[str]:
    return [row["part"] for row in read("name_parts.csv") if row["of"] == of and row["place"] == place]
