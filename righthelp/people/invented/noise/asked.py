"""What is asked about a person, before and after noise."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from righthelp.people.invented.addresses import Address, Streets
from righthelp.people.invented.families import Family, Person

FIRST, SURNAME, BIRTH, PLACE, MOTHER, WHOLE = "first", "surname", "birth", "place", "mother", "whole"


@dataclass(frozen=True)
class Subject:
    """Somebody asked about, and the family they belong to; not on file when `person` has no id."""

    person: Person
    family: Family


@dataclass(slots=True)
class Asked:
    """What somebody types about a person, and what there is to know about them."""

    words: dict[str, str]
    person: Person
    rng: random.Random
    streets: Streets
    today: date
    others: Sequence[Subject]
    moved_in_with: list[str] | None = None

    def write_birth(self, born: date) -> bool:
        """Write another date of birth; it does not apply when it is the true one, not past, or none stood there."""
        if not self.words["dob"] or born > self.today or born == self.person.born:
            return False
        self.words["dob"] = born.isoformat()
        return True

    def write_home(self, home: Address) -> None:
        """Write another address."""
        self.words["address_line"], self.words["town"], self.words["postcode"] = home

    def change(self, field: str, word: str) -> bool:
        """Write another word; says whether it is another."""
        changed = word != self.words[field]
        self.words[field] = word
        return changed

    def clear(self, *fields: str) -> bool:
        """Empty fields; says whether anything stood there."""
        stood = any(self.words[field] for field in fields)
        self.words.update(dict.fromkeys(fields, ""))
        return stood


@dataclass(frozen=True)
class Noise:
    """One kind of noise: what it blurs and how often it is met."""

    name: str
    field: str
    weight: float
    blur: Callable[[Asked], bool]
