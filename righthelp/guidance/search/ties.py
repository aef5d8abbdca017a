"""Tie descriptors of any wording to everyday needs: by their words, by those of their theme, and by the ties that
people gave to descriptors that read alike in the built-in editions.

Measured with one built-in framework tied like this by means of the other: docs/search.md.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from righthelp.guidance.search.model import Floats, model, shares
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.vectors import Vectors, vectors
from righthelp.guidance.search.words import normal

TIE_WEIGHTS = (1.0, 0.8, 0.6, 0.5, 0.5, 0.5)  # the first is what a descriptor is most about
SHARPNESS = 0.7
ALIKE, CLOSENESS, MOST_ALIKE = 0.15, 8, 8
BY_THEME = 0.3
LEAST_SHARE = 0.05  # of the strongest tie


Known = tuple[Vectors, Floats]


def tie_to_needs(placed: Sequence[tuple[str, str]], *, known: Known | None = None) -> list[str]:
    """Name the needs that each (theme, text) is most about, best first, with spaces between.

    `known` holds descriptors that people tied, as vectors and ties; without it, those of the built-in editions.
    """
    if not placed:
        return []
    themes = [theme for theme, _ in placed]
    own = shares(model().read([f"{theme}. {text}" for theme, text in placed]).needs * SHARPNESS)
    own = own + ALIKE * _as_those_alike(vectors([normal(text) for _, text in placed]), known or _built_in())
    return [_best(row) for row in own + BY_THEME * _means(own, themes)]


def row_of_ties(slugs: Sequence[str]) -> Floats:
    """Give each need its weight for a descriptor tied to these needs; needs that nobody knows count nothing."""
    labels = model().labels
    row = np.zeros(len(labels), dtype=np.float32)
    for slug, weight in zip(slugs, TIE_WEIGHTS, strict=False):
        if slug in labels:
            row[labels.index(slug)] = weight
    return row


def _means(figures: Floats, themes: list[str]) -> Floats:
    """Give each row the mean of its theme."""
    places = {theme: [row for row, name in enumerate(themes) if name == theme] for theme in set(themes)}
    by_theme = {theme: figures[rows].mean(axis=0) for theme, rows in places.items()}
    return np.stack([by_theme[theme] for theme in themes])


def _as_those_alike(found: Vectors, known: Known) -> Floats:
    """Give the mean ties of the known descriptors nearest to each text, nearer ones weighing more."""
    texts, ties = known
    closeness = np.maximum(found @ texts.T, 0) ** CLOSENESS
    nearest = np.argsort(-closeness, axis=1)[:, :MOST_ALIKE]
    weights = np.take_along_axis(closeness, nearest, axis=1)
    weighed = (weights[:, :, None] * ties[nearest]).sum(axis=1)
    means: Floats = weighed / (weights.sum(axis=1, keepdims=True) + 1e-9)
    return means


@cache
def _built_in() -> Known:
    """Read the built-in descriptors: their vectors, and the ties that people gave them."""
    rows = [row for path in sorted(DATA.parent.glob("editions/*/descriptors.csv")) for row in rows_of(path)]
    return vectors([normal(row["text"]) for row in rows]), np.stack([row_of_ties(row["needs"].split()) for row in rows])


def _best(figures: Floats) -> str:
    order = np.argsort(-figures)[: len(TIE_WEIGHTS)]
    return " ".join(model().labels[place] for place in order if figures[place] >= LEAST_SHARE * figures[order[0]])
