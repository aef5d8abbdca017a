"""People who are asked about and are not on file, though much points at somebody who is."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from righthelp.people.invented.addresses import NOWHERE, Address, Streets
from righthelp.people.invented.families import ADULT, CHILD, UNBORN, YEAR, Family, Person
from righthelp.people.invented.names import FEMALE, MALE
from righthelp.people.invented.naming import adult_names, child_names
from righthelp.people.invented.noise.asked import Subject

CHILDBEARING = (15, 47)
BETWEEN_BIRTHS = (300, 1500)
BETWEEN_NAMESAKES = (200, 6000)


def somebody_not_on_file(rng: random.Random, streets: Streets, today: date, near: Subject) -> tuple[str, Subject]:
    """Invent somebody near a person on file: says who they are, and gives them."""
    making = [_twin, _sibling, _unborn, _namesake, _new_occupant, _stranger]
    rng.shuffle(making)
    return next(made for make in making if (made := make(Near(rng, streets, today, near))))


class Near:
    """Somebody on file, and what is needed to invent others near them."""

    def __init__(self, rng: random.Random, streets: Streets, today: date, subject: Subject) -> None:
        """Take them as they are."""
        self.rng, self.streets, self.today = rng, streets, today
        self.person, self.family = subject.person, subject.family

    def around(self, days: tuple[int, int]) -> date:
        """Give a day before or after they were born."""
        return self.person.born + timedelta(days=self.rng.choice((-1, 1)) * self.rng.randint(*days))


Made = tuple[str, Subject] | None
Make = Callable[[Near], Made]


def _twin(near: Near) -> Made:
    child = near.person
    if child.kind != CHILD or child.mother is None:
        return None
    if any(each.born == child.born for each in near.family.people if each is not child):
        return None
    return "twin not on file", _brother_or_sister(near, child.born)


def _sibling(near: Near) -> Made:
    child, born = near.person, near.around(BETWEEN_BIRTHS)
    if child.kind != CHILD or child.mother is None or born >= near.today:
        return None
    if (born - child.mother.born).days < CHILDBEARING[0] * YEAR:
        return None
    return "sibling not on file", _brother_or_sister(near, born)


def _brother_or_sister(near: Near, born: date) -> Subject:
    child, sex = near.person, near.rng.choice((FEMALE, MALE))
    made = replace(child, person_id="", born=born, sex=sex, aka_first="", aka_surname="", missing=frozenset())
    child_names(near.rng, made, {each.first for each in near.family.people})
    made.surname = child.strand.surname_of(child.surname, sex)
    return Subject(made, near.family)


def _unborn(near: Near) -> Made:
    """Invent the child whom a mother on file expects."""
    mother, family = near.person, near.family
    age = (near.today - mother.born).days / YEAR
    if mother.kind != ADULT or mother.sex != FEMALE or not CHILDBEARING[0] < age < CHILDBEARING[1]:
        return None
    if any(mother in each.parents and (near.today - each.born).days < YEAR for each in family.people):
        return None
    due = near.today + timedelta(days=near.rng.randint(3, 210))
    made = Person("", UNBORN, "", mother.strand, due, mother.home, surname=mother.surname, mother=mother)
    return "unborn child not on file", Subject(made, family)


def _namesake(near: Near) -> Made:
    person, born = near.person, near.around(BETWEEN_NAMESAKES)
    if person.kind == UNBORN or person.first.startswith("Baby") or not person.surname or born > near.today:
        return None
    kind = ADULT if (near.today - born).days > 18 * YEAR else CHILD
    made = Person("", kind, person.sex, person.strand, born, near.streets.take(), person.first, surname=person.surname)
    return "namesake", Subject(made, Family(person.strand))


def _new_occupant(near: Near) -> Made:
    if not near.person.housed:
        return None
    made = _newcomer(near, near.person.home)
    before = [replace(each, mother=None, father=None) for each in near.family.people]
    return "new occupant", Subject(made, Family(made.strand, before))


def _stranger(near: Near) -> Made:
    made = _newcomer(near, near.streets.take())
    return "stranger", Subject(made, Family(made.strand))


def _newcomer(near: Near, home: Address) -> Person:
    rng, grown = near.rng, near.person.kind == ADULT
    born = near.today - timedelta(days=int((rng.uniform(18, 60) if grown else rng.uniform(0.2, 17.5)) * YEAR))
    kind = ADULT if grown else CHILD
    made = Person("", kind, rng.choice((FEMALE, MALE)), near.person.strand, born, home, before=NOWHERE)
    adult_names(rng, made, old=grown)
    return made
