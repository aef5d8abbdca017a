"""How far to the right everybody stands: wishes (children under their parents, couples close) within rules (room)."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
ROUNDS = 500


@dataclass(frozen=True)
class Wish:
    """That the sum of `parts`, each a person's place times a share, be `amount`; a heavier wish gives way less."""

    parts: Mapping[int, float]
    amount: float
    weight: float


@dataclass(frozen=True)
class Line:
    """People on one line from left to right, and the least room between each and the next."""

    keys: tuple[int, ...]
    room: tuple[int, ...]


def places(lines: Sequence[Line], wishes: Iterable[Wish]) -> dict[int, int]:
    """Find the places that fulfil the wishes best, in whole pixels, with never less than the room between two."""
    keys = [key for line in lines for key in line.keys]
    number = {key: index for index, key in enumerate(keys)}
    slope, offset = _slope(list(wishes), number)
    rows = [(np.array([number[key] for key in line.keys]), np.cumsum([0, *line.room])) for line in lines]
    best = _descend(slope, offset, rows, len(keys))
    return {key: place for line in lines for key, place in _whole(line, [best[number[key]] for key in line.keys])}


def _whole(line: Line, exact: Sequence[float]) -> Iterator[tuple[int, int]]:
    earliest = math.floor(exact[0]) if exact else 0
    for key, place, room in zip(line.keys, exact, (*line.room, 0), strict=True):
        whole = max(round(float(place)), earliest)
        earliest = whole + room
        yield key, whole


def _slope(wishes: list[Wish], number: dict[int, int]) -> tuple[NDArray[np.float64], Numbers]:
    """Turn the wishes into the slope of how far they are from being fulfilled."""
    matrix = np.zeros((len(wishes), len(number)))
    for row, wish in enumerate(wishes):
        for key, share in wish.parts.items():
            matrix[row, number[key]] += share
    weighted = matrix * np.array([[wish.weight] for wish in wishes])
    return weighted.T @ matrix, weighted.T @ np.array([wish.amount for wish in wishes])


def _descend(slope: Numbers, offset: Numbers, rows: list[tuple[Numbers, Numbers]], count: int) -> Numbers:
    """Walk downhill with momentum, stepping back onto the rules each time; the problem has one lowest place."""
    step = 1 / float(np.linalg.norm(slope, 2))
    here = _within_rules(np.zeros(count), rows)
    ahead, pace = here, 1.0
    for _ in range(ROUNDS):
        there = _within_rules(ahead - step * (slope @ ahead - offset), rows)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = there + (pace - 1) / faster * (there - here)
        here, pace = there, faster
    return here


def _within_rules(wanted: Numbers, rows: list[tuple[Numbers, Numbers]]) -> Numbers:
    for indexes, room in rows:
        wanted[indexes] = np.array(rising(list(wanted[indexes] - room))) + room
    return wanted


def rising(numbers: Sequence[float]) -> list[float]:
    """Give the nearest numbers that never fall.

    >>> rising([1.0, 4.0, 2.0, 3.0, 9.0])
    [1.0, 3.0, 3.0, 3.0, 9.0]
    """
    blocks: list[tuple[float, int]] = []
    for number in numbers:
        total, size = number, 1
        while blocks and blocks[-1][0] * size > total * blocks[-1][1]:
            before, more = blocks.pop()
            total, size = total + before, size + more
        blocks.append((total, size))
    return [total / size for total, size in blocks for _ in range(size)]
