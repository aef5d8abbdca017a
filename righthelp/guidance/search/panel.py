"""The panel above all results: words that may describe a crime or a serious injury.

Phrases (panel_rules.csv) and what was learnt from examples are joined with "or", so that either is enough. Denials
and explanations do not remove an entry: "mum says he never hit her" still shows what to do.
"""

import re
from dataclasses import dataclass
from functools import cache

from righthelp.guidance.search.ages import youngest
from righthelp.guidance.search.model import model
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.words import normal
from righthelp.guidance.search.worry import Worry

# From which chance an entry shows. Set on tests/narratives/panel_tuning.jsonl, so that few are missed.
CHANCE = {
    "baby-injury": 0.25,
    "fgm": 0.4,
    "forced-marriage-honour": 0.25,
    "harm-by-professional": 0.3,
    "immediate-danger": 0.25,
    "marks-from-being-hit": 0.25,
    "private-fostering": 0.45,
    "sexual-abuse": 0.3,
    "suicide": 0.25,
    "under-13-sexual-activity": 0.35,
}
SEXUAL, UNDER_13 = "sexual-abuse", "under-13-sexual-activity"
AGE_OF_THE_LAW = 13  # Sexual Offences Act 2003, ss.5-8


@dataclass(frozen=True)
class PanelMatch:
    """An entry that shows, and the words that made it show."""

    key: str
    words: str


def panel_for(worry: Worry) -> list[PanelMatch]:
    """Name the entries that these words call for, each once, with the words that called for it."""
    if worry.is_empty:
        return []
    found = {**_learnt(worry), **_by_rule(worry)}
    if SEXUAL in found and UNDER_13 not in found and _is_young(worry.text):
        found[UNDER_13] = found[SEXUAL]
    if UNDER_13 in found:
        found.setdefault(SEXUAL, found[UNDER_13])
    return [PanelMatch(key, found[key]) for key in sorted(found)]


def _is_young(text: str) -> bool:
    age = youngest(" ".join(normal(text).split()))
    return age is not None and age < AGE_OF_THE_LAW


def _learnt(worry: Worry) -> dict[str, str]:
    """Give the entries whose chance is high enough in a sentence, two neighbours, or the whole."""
    chances = worry.reading.panel
    best = chances.argmax(axis=0)
    return {
        key: worry.windows[int(best[place])]
        for place, key in enumerate(model().entries)
        if chances[best[place], place] > CHANCE[key]
    }


@cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    return [(row["entry"], re.compile(row["pattern"])) for row in rows_of(DATA.parent / "panel_rules.csv")]


def _by_rule(worry: Worry) -> dict[str, str]:
    whole = " ".join(normal(worry.text).split())
    found: dict[str, str] = {}
    for key, pattern in _rules():
        if key not in found and pattern.search(whole):
            found[key] = _sentence(worry.sentences, pattern)
    return found


def _sentence(listed: list[str], pattern: re.Pattern[str]) -> str:
    return next((sentence for sentence in listed if pattern.search(normal(sentence))), listed[0])
