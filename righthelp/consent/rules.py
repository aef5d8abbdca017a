"""The grounds for not asking and the bases of sharing, without a database: two tables that people can read."""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
CERTAIN = frozenset({"read (law)", "read"})
CONSENT, DUTY = "consent", "sharing_duty"


@dataclass(frozen=True)
class Ground:
    """A ground for not asking first, in plain words, with the requirements that it comes from (SF-054, BN-075)."""

    key: str
    title: str
    hint: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Basis:
    """What an act of sharing rests on in law, in plain words; `is_certain` where somebody read the law itself.

    `is_special`: a condition for sensitive facts, beside the basis. `starts_by` names the setting that holds the day
    from which it counts; without that day it is not offered.
    """

    key: str
    title: str
    words: str
    source: str
    is_special: bool
    is_certain: bool
    starts_by: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def grounds() -> dict[str, Ground]:
    """Give every ground by its key, in the order of the table."""
    return {
        row["key"]: Ground(row["key"], row["title"], row["hint"], tuple(row["sources"].split("; ")))
        for row in _rows("grounds.csv")
    }


@cache
def bases() -> dict[str, Basis]:
    """Give every basis and every condition by its key, in the order of the table."""
    return {
        row["key"]: Basis(
            row["key"], row["title"], row["words"], row["source"], row["kind"] == "special",
            row["certainty"] in CERTAIN, row["starts_by"],
        )
        for row in _rows("bases.csv")
    }  # fmt: skip


def bases_on(day: dt.date, starts: Mapping[str, dt.date | None]) -> list[Basis]:
    """Give what sharing on a day can rest on; `starts` gives by setting the day from which something counts.

    >>> began = dt.date(2027, 9, 1)
    >>> [one.key for one in bases_on(began, {"INFORMATION_SHARING_DUTY_FROM": began})][-1]
    'sharing_duty'
    >>> DUTY in {one.key for one in bases_on(began, {"INFORMATION_SHARING_DUTY_FROM": None})}
    False
    """
    return [one for one in bases().values() if not one.is_special and _counts(one, day, starts)]


def conditions() -> list[Basis]:
    """Give the conditions on which sensitive facts may be shared."""
    return [one for one in bases().values() if one.is_special]


def _counts(one: Basis, day: dt.date, starts: Mapping[str, dt.date | None]) -> bool:
    if not one.starts_by:
        return True
    begins = starts[one.starts_by]
    return begins is not None and begins <= day


GROUND_CHOICES = [(one.key, one.title) for one in grounds().values()]
BASIS_CHOICES = [(one.key, one.title) for one in bases().values() if not one.is_special]
CONDITION_CHOICES = [(one.key, one.title) for one in conditions()]
