"""What search finds in the labelled narratives, counted in one way for the tests and for `make bench`."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np

from righthelp.guidance.models import Edition
from righthelp.guidance.search import index, ties
from righthelp.guidance.search.engine import search
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.vectors import vectors
from righthelp.guidance.search.words import normal
from righthelp.guidance.search.worry import read

FOLDER = Path("tests/narratives")


def narratives(name: str) -> list[dict[str, Any]]:
    """Read a file of narratives."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]


def shares_found(edition: Edition, name: str) -> tuple[float, float]:
    """Give how often the theme is among five, and the primary descriptor among ten, in a file of narratives."""
    listed = narratives(name)
    theme_of = {item.code: item.theme.name for item in edition.descriptors.with_places()}
    themes = primaries = 0
    for narrative in listed:
        found = search(edition, read(narrative["text"]), limit=50)
        primary = narrative[edition.framework.slug]["primary"]
        themes += theme_of[primary] in list(dict.fromkeys(match.theme for match in found))[:5]
        primaries += primary in [match.code for match in found[:10]]
    return themes / len(listed), primaries / len(listed)


def worries_found(edition: Edition, name: str) -> float:
    """Give which share of the worries labelled in a file of mixed narratives has its theme among five."""
    listed = narratives(name)
    wanted = found = 0
    for narrative in listed:
        themes = dict.fromkeys(match.theme for match in search(edition, read(narrative["text"]), limit=50))
        worries = set(narrative["worries"][edition.framework.slug])
        wanted += len(worries)
        found += len(worries & set(list(themes)[:5]))
    return found / wanted


def tied_alone(edition: Edition, *, by_means_of: str) -> index.Index:
    """Give the index of an edition as search would know it had nobody tied it.

    The ties are found from its words, knowing the ties of one other framework only.
    """
    known = rows_of(DATA.parent / "editions" / by_means_of / "descriptors.csv")
    alike = vectors([normal(row["text"]) for row in known])
    given = np.stack([ties.row_of_ties(row["needs"].split()) for row in known])
    placed = [(item.theme.name, item.text) for item in edition.descriptors.with_places()]
    found = ties.tie_to_needs(placed, known=(alike, given))
    return dataclasses.replace(
        index.index_of(edition), ties=np.stack([ties.row_of_ties(slugs.split()) for slugs in found])
    )
