"""The panel above all results: words that may describe a crime or a serious injury.

Phrases (panel_rules.csv) and what was learnt from examples are weighed together. Denials and explanations weigh
nothing against an entry: "mum says he never hit her" still shows what to do.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from righthelp.guidance.search.ages import youngest
from righthelp.guidance.search.model import Floats, model
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.words import normal
from righthelp.guidance.search.worry import Worry

SEXUAL, UNDER_13, BABY = "sexual-abuse", "under-13-sexual-activity", "baby-injury"
AGE_OF_THE_LAW = 13  # Sexual Offences Act 2003, ss.5-8
MOVES_ABOUT = 3  # years: by then a child is no baby who cannot move about
BABY_WORDS = re.compile(
    r"\b(bab(y|ies)|newborn|infant|(weeks?|wks?|months?|mths?)\b.{0,6}\bold|twins|non-?mobile|hoist\w*|wheelchair|"
    r"can(no|')t (move|roll|walk|crawl|sit))\b"
)


@dataclass(frozen=True)
class Joining:
    """How the signals for an entry are weighed; in a longer text a high figure somewhere means less.

    A sentence alone is sentence, neighbours and whole at once, so that its figure counts threefold.

    Set on the tuning sets of tests/narratives so that very few are missed.
    """

    sentence: float = 0.2
    neighbours: float = 0.25
    whole: float = 0.5
    phrase: float = 2.5
    length: float = -0.5
    alone: float = -1.5
    least: float = -2.7


JOINING = Joining()
CERTAIN = 100.0


@dataclass(frozen=True)
class PanelMatch:
    """An entry that shows, and the words that made it show."""

    key: str
    words: str


def panel_for(worry: Worry) -> list[PanelMatch]:
    """Name the entries that these words call for, the clearest first, each with the words that called for it."""
    if worry.is_empty:
        return []
    age = youngest(worry.line)
    found = _found(worry, age)
    if SEXUAL in found and age is not None and age < AGE_OF_THE_LAW:
        found.setdefault(UNDER_13, found[SEXUAL])
    if UNDER_13 in found:
        found.setdefault(SEXUAL, found[UNDER_13])
    return [PanelMatch(key, words) for key, words in found.items()]


def _found(worry: Worry, age: int | None) -> dict[str, str]:
    phrases, entries = _phrases(worry), model().entries
    figures = _joined(worry, np.array([key in phrases for key in entries], dtype=np.float32))
    figures[[key in phrases and phrases[key].is_certain for key in entries]] += CERTAIN
    closest = worry.of_sentences(worry.reading.panel).argmax(axis=0)
    return {
        key: phrases[key].words if key in phrases else worry.sentences[int(closest[place])]
        for place, key in ((place, entries[place]) for place in np.argsort(-figures))
        if figures[place] > JOINING.least and (key in phrases or not _is_too_old(key, worry, age))
    }


def _is_too_old(key: str, worry: Worry, age: int | None) -> bool:
    """Say whether every age that the text names is above what an entry is about."""
    if age is None or (key == BABY and BABY_WORDS.search(worry.line)):
        return False
    return (key == UNDER_13 and age >= AGE_OF_THE_LAW) or (key == BABY and age >= MOVES_ABOUT)


def _joined(worry: Worry, phrases: Floats) -> Floats:
    """Weigh, for each entry, the highest sentence, the highest two neighbours, the whole, and the phrases."""
    figures = worry.reading.panel
    joined: Floats = (
        JOINING.sentence * worry.of_sentences(figures).max(axis=0)
        + JOINING.neighbours * worry.of_neighbours(figures).max(axis=0)
        + JOINING.whole * worry.of_whole(figures)
        + JOINING.phrase * phrases
        + JOINING.length * np.log(len(worry.sentences))
        + JOINING.alone * (len(worry.sentences) == 1)
    )
    return joined


class Rule(NamedTuple):
    """A phrase for an entry; one that is certain is enough by itself ("he hits me")."""

    entry: str
    pattern: re.Pattern[str]
    is_certain: bool


@cache
def _rules() -> list[Rule]:
    rows = rows_of(DATA.parent / "panel_rules.csv")
    return [Rule(row["entry"], re.compile(row["pattern"]), row["certain"] == "yes") for row in rows]


class Phrase(NamedTuple):
    """What matched for an entry: the sentence that holds it, and whether it is enough by itself."""

    words: str
    is_certain: bool


def _phrases(worry: Worry) -> dict[str, Phrase]:
    """Give the entries that one of their phrases calls for, each with the sentence of the first."""
    found: dict[str, Phrase] = {}
    for rule in _rules():
        first = found.get(rule.entry)
        if (first is None or rule.is_certain) and rule.pattern.search(worry.line):
            words = first.words if first else _sentence(worry.sentences, rule.pattern)
            found[rule.entry] = Phrase(words, rule.is_certain)
    return found


def _sentence(listed: list[str], pattern: re.Pattern[str]) -> str:
    return next((sentence for sentence in listed if pattern.search(normal(sentence))), listed[0])
