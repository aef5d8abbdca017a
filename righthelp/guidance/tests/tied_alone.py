"""A framework as search would know it if it were loaded anew: tied to needs without anybody's help."""

import dataclasses

import numpy as np

from righthelp.guidance.models import Edition
from righthelp.guidance.search import index, ties
from righthelp.guidance.search.needs import DATA, rows_of
from righthelp.guidance.search.vectors import vectors
from righthelp.guidance.search.words import normal


def tied_alone(edition: Edition, *, by_means_of: str) -> index.Index:
    """Give the edition's index with ties found from its words, knowing the ties of one other framework only."""
    known = rows_of(DATA.parent / "editions" / by_means_of / "descriptors.csv")
    alike = vectors([normal(row["text"]) for row in known])
    given = np.stack([ties.row_of_ties(row["needs"].split()) for row in known])
    placed = [(item.theme.name, item.text) for item in edition.descriptors.with_places()]
    found = ties.tie_to_needs(placed, known=(alike, given))
    return dataclasses.replace(
        index.index_of(edition), ties=np.stack([ties.row_of_ties(slugs.split()) for slugs in found])
    )
