"""The panel above all results: words that may describe a crime or a serious injury.

Rules (phrases) and what was learnt from examples are joined with "or", so that either is enough. Denials
and explanations do not remove an entry: "mum says he never hit her" still shows what to do.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from righthelp.guidance.search.words import normal, sentences

RULES = Path(__file__).parent.parent / "data" / "panel_rules.csv"


@dataclass(frozen=True)
class PanelMatch:
    """An entry that shows, and the words that made it show."""

    key: str
    words: str


@cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    with RULES.open(newline="", encoding="utf-8") as file:
        return [(row["entry"], re.compile(row["pattern"])) for row in csv.DictReader(file)]


def panel_for(text: str) -> list[PanelMatch]:
    """Name the entries that these words call for, each once, with the sentence that called for it."""
    found: dict[str, PanelMatch] = {}
    whole = " ".join(normal(text).split())
    for key, pattern in _rules():
        if key not in found and pattern.search(whole):
            found[key] = PanelMatch(key, _sentence(text, pattern))
    return list(found.values())


def _sentence(text: str, pattern: re.Pattern[str]) -> str:
    listed = sentences(text)
    return next((sentence for sentence in listed if pattern.search(normal(sentence))), listed[0])
