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
from righthelp.guidance.search.words import letter_patterns, normal, word_patterns

FILE = Path(__file__).parent.parent / "data" / "search" / "needs.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Reading:
    """What the model makes of some texts, a row each."""

    needs: Floats
    seriousness: Floats
    vectors: Vectors


@dataclass(frozen=True)
class Model:
    """Weights of the patterns for each need and each seriousness, and the vectors of the examples."""

    needs: list[str]
    patterns: dict[str, int]
    rarity: Floats
    need_weights: Any
    need_scale: Floats
    need_bias: Floats
    serious_weights: Any
    serious_scale: Floats
    serious_bias: Floats
    example_vectors: Any
    example_scale: float
    fingerprint: str

    def read(self, texts: Sequence[str]) -> Reading:
        """Give every need a figure and every seriousness (0 to 4) a share, text by text."""
        found = vectors([normal(text) for text in texts])
        rows = [self._row(normal(text), found[number]) for number, text in enumerate(texts)]
        needs = np.stack([self._sum(row, self.need_weights, self.need_scale) for row in rows]) + self.need_bias
        serious = np.stack([self._sum(row, self.serious_weights, self.serious_scale) for row in rows])
        return Reading(needs, _shares(serious + self.serious_bias), found)

    def _row(self, text: str, vector: Vectors) -> tuple[NDArray[np.int64], Floats]:
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

    @staticmethod
    def _sum(row: tuple[NDArray[np.int64], Floats], weights: Any, scale: Floats) -> Floats:
        places, amounts = row
        total: Floats = (amounts @ weights[places].astype(np.float32)) * scale
        return total


def _shares(figures: Floats) -> Floats:
    raised = np.exp(figures - figures.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


@cache
def model() -> Model:
    """Load the arrays once a process."""
    with np.load(FILE, allow_pickle=False) as held:
        return Model(
            needs=str(held["needs"]).split("\n"),
            patterns={pattern: place for place, pattern in enumerate(str(held["patterns"]).split("\n"))},
            rarity=held["rarity"].astype(np.float32),
            need_weights=held["need_weights"],
            need_scale=held["need_scale"],
            need_bias=held["need_bias"],
            serious_weights=held["serious_weights"],
            serious_scale=held["serious_scale"],
            serious_bias=held["serious_bias"],
            example_vectors=held["example_vectors"],
            example_scale=float(held["example_scale"]),
            fingerprint=str(held["fingerprint"]),
        )
