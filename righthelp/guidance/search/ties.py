"""Tie descriptors of any wording to everyday needs, by what the model makes of their words."""

from collections.abc import Sequence

import numpy as np

from righthelp.guidance.search.model import Floats, model

MOST_TIES = 3
CLOSE_ENOUGH = 0.35


def tie_to_needs(texts: Sequence[str]) -> list[str]:
    """Name the needs that each text is most about, best first, with spaces between."""
    if not texts:
        return []
    learnt = model()
    return [_best(row, learnt.labels) for row in learnt.read(texts).needs]


def _best(figures: Floats, slugs: list[str]) -> str:
    order = np.argsort(-figures)[:MOST_TIES]
    return " ".join(slugs[place] for place in order if figures[place] >= figures[order[0]] - CLOSE_ENOUGH)
