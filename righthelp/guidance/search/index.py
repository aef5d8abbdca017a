"""What search needs to know of one edition, built once a process and kept while the edition stays as it is."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from righthelp.guidance.models import Descriptor, Edition
from righthelp.guidance.search.model import Floats, model
from righthelp.guidance.search.ties import row_of_ties
from righthelp.guidance.search.vectors import Vectors, vectors
from righthelp.guidance.search.words import normal

MOST_KEPT = 8


@dataclass(frozen=True)
class Entry:
    """One descriptor as search shows it."""

    pk: int
    code: str
    level: int
    theme: str
    theme_slug: str
    text: str


@dataclass(frozen=True)
class Index:
    """An edition's descriptors, their ties to needs, their place on the ladder and their vectors."""

    entries: list[Entry]
    ties: Floats
    place: Floats
    vectors: Vectors
    is_top: NDArray[np.bool_]


_kept: "OrderedDict[int, Index]" = OrderedDict()


def index_of(edition: Edition) -> Index:
    """Give an edition's index. An edition's descriptors never change once loaded, so its key is enough."""
    if edition.pk not in _kept:
        _kept[edition.pk] = _build(edition)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(edition.pk)
    return _kept[edition.pk]


def forget_indexes() -> None:
    """Empty what is kept; tests that reuse keys ask for it."""
    _kept.clear()


def _build(edition: Edition) -> Index:
    descriptors = list(edition.descriptors.with_places())
    numbers = list(edition.levels.values_list("number", flat=True))
    top = max(numbers, default=0)
    return Index(
        entries=[_entry(descriptor) for descriptor in descriptors],
        ties=_ties(descriptors),
        place=np.array([ladder_place(item.level.number, top) for item in descriptors], dtype=np.float32),
        vectors=vectors([normal(item.text) for item in descriptors]),
        is_top=np.array([item.level.number == top for item in descriptors], dtype=bool),
    )


def _entry(item: Descriptor) -> Entry:
    return Entry(item.pk, item.code, item.level.number, item.theme.name, item.theme.slug, item.text)


def ladder_place(number: int, top: int) -> float:
    """Put a level of any framework on the scale of seriousness from 0 (going well) to 4 (harm or danger).

    >>> [ladder_place(number, 5) for number in (1, 2, 3, 4, 5)]
    [0.0, 1.0, 2.0, 3.0, 4.0]
    >>> [ladder_place(number, 4) for number in (1, 2, 3, 4)]
    [0.0, 1.0, 2.25, 3.5]
    """
    if number <= 1 or top <= 2:
        return float(min(number - 1, 4)) * (4 if top == 2 else 1)
    highest = 4.0 if top >= 5 else 3.5
    return round(1 + (number - 2) * (highest - 1) / (top - 2), 2)


def _ties(descriptors: list[Descriptor]) -> Floats:
    rows = [row_of_ties(descriptor.need_slugs) for descriptor in descriptors]
    return np.stack(rows) if rows else np.zeros((0, len(model().labels)), dtype=np.float32)
