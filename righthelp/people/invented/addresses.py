"""Invented addresses: streets and towns that do not exist, in the postcode area QX.

No postcode area begins with Q: the Royal Mail uses neither Q, V nor X as a first letter.
"""

import random
from collections import deque
from collections.abc import Iterator
from math import gcd
from typing import NamedTuple

from righthelp.people.invented.names import read

AREA = "QX"
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
NUMBERS_IN_A_STREET = 80
NUMBERS_IN_A_POSTCODE = 16
DISTRICTS_OF_A_TOWN = 4
FLATS_IN_A_BLOCK = 8
HOMES_FOR_EACH = 0.8
BLOCKS_ONE_STREET_IN = 5
LETTERS = "ABCDEFGHJKLMNPRSTUVW"
REMEMBERED = 300

TOWNS = (
    "Wexborough", "Ashenford", "Marlingham", "Stonebeck", "Havering Cross", "Calderwick",
    "Thornmouth", "Elmstead Vale", "Brackwell Regis", "Penhallow", "Northwade", "Kingsferry Green",
)  # fmt: skip
KINDS = (
    "Street", "Road", "Avenue", "Close", "Lane", "Drive", "Way", "Crescent", "Court", "Grove", "Terrace", "Gardens",
    "Place", "Walk", "Rise", "Square",
)  # fmt: skip


class Address(NamedTuple):
    """One home."""

    line: str
    town: str
    postcode: str


NOWHERE = Address("", "", "")


class Streets:
    """All homes in an order that chance decides: none is given twice, except to new occupants."""

    def __init__(self, rng: random.Random, people: int) -> None:
        """Lay out as many streets as these people fill, so that neighbours share streets and postcodes."""
        self.rng = rng
        self.vacated: deque[Address] = deque(maxlen=REMEMBERED)
        self.stems = [row["name"] for row in read("street_names.csv")]
        wanted = len(TOWNS) + int(people * HOMES_FOR_EACH) // NUMBERS_IN_A_STREET
        self.streets = min(wanted, len(TOWNS) * len(self.stems) * len(KINDS))
        self._homes = self._in_order_of_chance(self.streets * NUMBERS_IN_A_STREET)

    def take(self) -> Address:
        """Give a home in which nobody lives."""
        return self._home(*next(self._homes))

    def take_over(self) -> Address:
        """Give a home that others have left, or an empty one when there is none."""
        return self.vacated.popleft() if self.vacated else self.take()

    def _in_order_of_chance(self, size: int) -> Iterator[tuple[int, str]]:
        """Give every house number once, then 1A, 2A and so on: streets never run out."""
        step = self.rng.randrange(size // 3, size)
        while gcd(step, size) != 1:
            step += 1
        at = self.rng.randrange(size)
        for letter in ("", *LETTERS):
            for _ in range(size):
                yield at, letter
                at = (at + step) % size

    def _home(self, index: int, letter: str) -> Address:
        street, number = divmod(index, NUMBERS_IN_A_STREET)
        place, town = divmod(street, len(TOWNS))
        stems = len(self.stems)
        # Steps of 7 and 11 give neighbouring streets different names; a town has each name once of each kind.
        name = f"{self.stems[(place * 7 + town * 11) % stems]} {KINDS[(place // stems + place) % len(KINDS)]}"
        return Address(_line(street, number, name, letter), TOWNS[town], _postcode(town, place, number))


def _line(street: int, number: int, name: str, letter: str) -> str:
    if street // len(TOWNS) % BLOCKS_ONE_STREET_IN:
        return f"{number + 1}{letter} {name}"
    building, flat = divmod(number, FLATS_IN_A_BLOCK)
    return f"Flat {flat + 1}, {building + 1}{letter} {name}"


def _postcode(town: int, place: int, number: int) -> str:
    index = place * (NUMBERS_IN_A_STREET // NUMBERS_IN_A_POSTCODE) + number // NUMBERS_IN_A_POSTCODE
    sector, unit = divmod(index, len(UNIT_LETTERS) ** 2)
    district = town * DISTRICTS_OF_A_TOWN + sector // 10 % DISTRICTS_OF_A_TOWN + 1
    first, second = divmod(unit, len(UNIT_LETTERS))
    return f"{AREA}{district} {sector % 10}{UNIT_LETTERS[first]}{UNIT_LETTERS[second]}"
