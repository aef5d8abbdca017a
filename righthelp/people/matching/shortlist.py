"""From keys to the few people worth comparing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from righthelp.people.matching.card import Card
from righthelp.people.matching.keys import ADDRESS, NAMESAKES, keys_of_rows, rows_to_look_up

Ids = NDArray[np.uint32]
LEAST = 0.05
TOO_LITTLE = 0.15  # of what the likeliest shares


@dataclass(frozen=True)
class Keys:
    """The keys of somebody looked for, sorted, and which of them are of their address and of their name."""

    all: Ids
    address: Ids
    names: Ids


def keys_to_look_up(card: Card) -> Keys:
    """Give the keys under which somebody may be filed."""
    table = keys_of_rows(rows_to_look_up(card))
    return Keys(_there(table.ravel()), _there(table[:, ADDRESS]), _there(table[:1, NAMESAKES]))


def _there(keys: Ids) -> Ids:
    found: Ids = np.unique(keys[keys != 0])
    return found


def among(values: Ids, wanted: Ids) -> NDArray[np.bool_]:
    """Say which values are among those wanted: few, and in order; to sort the values would take longer."""
    if not len(wanted):
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    there: NDArray[np.bool_] = wanted[place] == values
    return there


@dataclass(frozen=True)
class Postings:
    """Who is filed under each of the keys that were looked up: two columns side by side."""

    keys: Ids
    people: Ids

    def only(self, wanted: Ids) -> "Postings":
        """Keep what is filed under these keys."""
        there = among(self.keys, wanted)
        return Postings(self.keys[there], self.people[there])

    def under(self, wanted: Ids) -> Ids:
        """Give the people under any of these keys."""
        found: Ids = np.unique(self.people[among(self.keys, wanted)])
        return found


def shortlist(keys: Keys, postings: Postings, people: int, most: int) -> Ids:
    """Give those who share most, a rare key counting for more than a common one; the likeliest first."""
    if not len(postings.keys):
        return np.empty(0, dtype=np.uint32)
    place = np.searchsorted(keys.all, postings.keys)
    counts = np.bincount(place, minlength=len(keys.all))
    rarity = np.log(max(people, 1) / np.maximum(counts, 1)).clip(LEAST)
    ids, person = np.unique(postings.people, return_inverse=True)
    shared = np.bincount(person, weights=rarity[place])
    best = np.argsort(-shared, kind="stable")[:most]
    best = best[shared[best] >= TOO_LITTLE * shared[best[0]]]
    found: Ids = ids[best]
    return found
