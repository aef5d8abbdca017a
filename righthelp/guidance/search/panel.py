"""The panel above all results: words that may describe a crime or a serious injury.

Phrases (panel_rules.py) and what was learnt from examples are weighed together. Denials and explanations weigh
nothing against an entry: "mum says he never hit her" still shows what to do.
"""

from dataclasses import dataclass

import numpy as np

from righthelp.guidance.search.ages import youngest
from righthelp.guidance.search.model import Floats, model
from righthelp.guidance.search.panel_rules import Phrase, has_signs, is_calm
from righthelp.guidance.search.worry import Worry

SEXUAL, UNDER_13 = "sexual-abuse", "under-13-sexual-activity"
AGE_OF_THE_LAW = 13  # Sexual Offences Act 2003, ss.5-8


@dataclass(frozen=True)
class Joining:
    """How the signals for an entry are weighed; in a longer text a high figure somewhere means less.

    A sentence alone is sentence, neighbours and whole at once, so that its figure counts threefold: without a phrase
    it must be the clearer.

    Set on the tuning sets of tests/narratives so that very few are missed.
    """

    sentence: float = 0.2
    neighbours: float = 0.25
    whole: float = 0.5
    phrase: float = 2.5
    length: float = -0.5
    alone: float = -1.2
    calm: float = -3.0
    least: float = -1.9


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
    return [PanelMatch(key, found[key]) for key in _clearest_first(list(found), worry)]


def _clearest_first(keys: list[str], worry: Worry) -> list[str]:
    """Put "under 13" before "sexual abuse" where its own phrase stands ("12 and pregnant") and no certain other."""
    sexual = worry.phrases.get(SEXUAL)
    if UNDER_13 not in keys or UNDER_13 not in worry.phrases or (sexual and sexual.is_certain):
        return keys
    places = sorted((keys.index(UNDER_13), keys.index(SEXUAL)))
    keys[places[0]], keys[places[1]] = UNDER_13, SEXUAL
    return keys


def _found(worry: Worry, age: int | None) -> dict[str, str]:
    entries = model().entries
    phrases, closest = worry.phrases, worry.of_sentences(worry.reading.panel).argmax(axis=0)
    figures = _joined(worry, np.array([key in phrases for key in entries], dtype=np.float32))
    figures[[key in phrases and phrases[key].is_certain for key in entries]] += CERTAIN
    return {
        entries[place]: _words(worry, phrases.get(entries[place]), int(closest[place]))
        for place in np.argsort(-figures)
        if figures[place] > JOINING.least and _may_show(entries[place], worry, age)
    }


def _words(worry: Worry, phrase: Phrase | None, closest: int) -> str:
    """Quote what made the match: the words of a phrase that is certain; else the closest sentence."""
    return phrase.words if phrase and phrase.is_certain else worry.sentences[closest]


def _may_show(key: str, worry: Worry, age: int | None) -> bool:
    """Say whether the text holds an entry's own signs, and no age above what the entry is about."""
    is_too_old = key == UNDER_13 and key not in worry.phrases and age is not None and age >= AGE_OF_THE_LAW
    return has_signs(key, worry.line) and not is_too_old


def _joined(worry: Worry, phrases: Floats) -> Floats:
    """Weigh, for each entry, the highest sentence, the highest two neighbours, the whole, and the phrases."""
    figures = worry.reading.panel
    calm = np.array([is_calm(entry, worry.line) for entry in model().entries], dtype=np.float32)
    joined: Floats = (
        JOINING.sentence * worry.of_sentences(figures).max(axis=0)
        + JOINING.neighbours * worry.of_neighbours(figures).max(axis=0)
        + JOINING.whole * worry.of_whole(figures)
        + JOINING.phrase * phrases
        + JOINING.length * np.log(len(worry.sentences))
        + JOINING.alone * (len(worry.sentences) == 1) * (1 - phrases)
        + JOINING.calm * calm * (1 - phrases)
    )
    return joined
