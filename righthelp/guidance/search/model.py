"""What was learnt from the everyday examples: small arrays, made by `train.py`, read here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from righthelp.guidance.search.vectors import Vectors, vectors
from righthelp.guidance.search.words import letter_patterns, normal, word_patterns, words

FILE = Path(__file__).parent.parent / "data" / "search" / "needs.npz"
SHORTEST_KNOWN, SHORTEST_TELLING = 4, 3
USUAL = 4.5  # rarity below which a word of three letters ("the", "and") says nothing
Floats = NDArray[np.float32]
Row = tuple[NDArray[np.int64], Floats]


@dataclass(frozen=True)
class Reading:
    """What the model makes of some texts, a row each: figures of needs, shares of seriousness, figures of the panel."""

    needs: Floats
    seriousness: Floats
    panel: Floats
    vectors: Vectors


@dataclass(frozen=True)
class Learnt:
    """Weights of the patterns for some labels, kept as whole numbers with a scale a label."""

    weights: Any
    scale: Floats
    bias: Floats

    def figures(self, rows: list[Row]) -> Floats:
        """Give every label a figure, row by row."""
        listed = [(amounts @ self.weights[places].astype(np.float32)) * self.scale for places, amounts in rows]
        return np.stack(listed) + self.bias


@dataclass(frozen=True)
class Model:
    """The patterns that are known, what was learnt of them, and the vectors of the examples that are shown."""

    patterns: dict[str, int]
    rarity: Floats
    labels: list[str]
    needs: Learnt
    seriousness: Learnt
    entries: list[str]
    panel: Learnt
    example_vectors: Any
    fingerprint: str

    def read(self, texts: Sequence[str]) -> Reading:
        """Say what each text is about, how serious it reads, and which panel entries it calls for."""
        found = vectors([normal(text) for text in texts])
        rows = [self._row(normal(text), found[number]) for number, text in enumerate(texts)]
        seriousness = shares(self.seriousness.figures(rows))
        return Reading(self.needs.figures(rows), seriousness, self.panel.figures(rows), found)

    def knows(self, text: str) -> bool:
        """Say whether a word of a text stands in the examples; short ones like "the" say nothing, but "hit" does."""
        return any(self._knows_word(word) for word in words(normal(text)))

    def _knows_word(self, word: str) -> bool:
        place = self.patterns.get(f"w:{word}")
        if place is None or len(word) < SHORTEST_TELLING:
            return False
        return len(word) >= SHORTEST_KNOWN or float(self.rarity[place]) >= USUAL

    def _row(self, text: str, vector: Vectors) -> Row:
        places, amounts = [], []
        for kind, counted in (("w:", word_patterns(text)), ("l:", letter_patterns(text))):
            known, weights = self._weighed(kind, counted)
            places += known
            amounts += weights
        first_vector = len(self.patterns)
        places += range(first_vector, first_vector + len(vector))
        return np.array(places), np.concatenate([np.array(amounts, dtype=np.float32), vector])

    def _weighed(self, kind: str, counted: Counter[str]) -> tuple[list[int], list[float]]:
        known = [(self.patterns[kind + text], count) for text, count in counted.items() if kind + text in self.patterns]
        weights = [(1 + float(np.log(count))) * float(self.rarity[place]) for place, count in known]
        length = float(np.sqrt(sum(weight * weight for weight in weights))) or 1.0
        return [place for place, _ in known], [weight / length for weight in weights]


def shares(figures: Floats) -> Floats:
    """Turn figures into shares of one, row by row."""
    raised = np.exp(figures - figures.max(axis=-1, keepdims=True))
    parts: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return parts


@cache
def model() -> Model:
    """Load the arrays once a process."""
    with np.load(FILE, allow_pickle=False) as held:
        return Model(
            patterns={pattern: place for place, pattern in enumerate(_lines(held, "patterns"))},
            rarity=held["rarity"].astype(np.float32),
            labels=_lines(held, "need_labels"),
            needs=_learnt(held, "need"),
            seriousness=_learnt(held, "seriousness"),
            entries=_lines(held, "panel_labels"),
            panel=_learnt(held, "panel"),
            example_vectors=held["example_vectors"],
            fingerprint=str(held["fingerprint"]),
        )


def _lines(held: Any, name: str) -> list[str]:
    return str(held[name]).split("\n")


def _learnt(held: Any, name: str) -> Learnt:
    return Learnt(held[f"{name}_weights"], held[f"{name}_scale"], held[f"{name}_bias"])
