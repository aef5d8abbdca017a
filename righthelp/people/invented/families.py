"""Invented families as they are: half-siblings, step-parents, parents living elsewhere, twins, unborn children."""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from righthelp.people.invented.addresses import NOWHERE, Address, Streets
from righthelp.people.invented.names import FEMALE, MALE, Names, Strand, plain
from righthelp.people.invented.naming import adult_names, child_names, name_alike

CHILD, ADULT, UNBORN = "child", "adult", "unborn"
PARENT, PARTNER = "parent", "partner"
YEAR = 365.25
ADULT_AT = 18
OLDEST_CHILD = 20.0
UNREGISTERED = {"somali_arab": 0.08, "south_asian": 0.015}
REMEMBERED = 400
UNBORN_NAMES = ("", "", "", "Unborn", "Baby")
NEWBORN_NAMES = ("Baby", "Baby Boy", "Baby Girl", "Baby")
MISSING_ON_FILE = {"dob": 0.1, "sex": 0.05, "middle_name": 0.3, "postcode": 0.05, "address": 0.04, "surname": 0.01}


@dataclass(slots=True, eq=False)
class Person:
    """One invented person as they are; `missing` names what the file does not hold of them."""

    person_id: str
    kind: str
    sex: str
    strand: Strand
    born: date
    home: Address
    first: str = ""
    middle: str = ""
    surname: str = ""
    aka_first: str = ""
    aka_surname: str = ""
    before: Address = NOWHERE
    missing: frozenset[str] = frozenset()
    mother: "Person | None" = None
    father: "Person | None" = None

    @property
    def housed(self) -> bool:
        """Whether the file holds where they live."""
        return "address" not in self.missing

    @property
    def parents(self) -> "list[Person]":
        """The parents who are on file."""
        return [each for each in (self.mother, self.father) if each is not None and each.person_id]


@dataclass(slots=True, eq=False)
class Family:
    """People on file who belong together, living in one home or several."""

    strand: Strand
    people: list[Person] = field(default_factory=list)
    partners: list[tuple[Person, Person]] = field(default_factory=list)

    def relations(self) -> Iterator[tuple[str, str, str]]:
        """Give each tie as it stands on file: person, related person, relation."""
        for person in self.people:
            for parent in person.parents:
                yield person.person_id, parent.person_id, PARENT
        for one, other in self.partners:
            yield one.person_id, other.person_id, PARTNER

    def relatives(self, person: Person) -> list[str]:
        """Give the ids of parents, partners, children and siblings of a person, who need not be on file."""
        found = [each.person_id for each in person.parents]
        found += [b.person_id for a, b in self.partners if a is person]
        found += [a.person_id for a, b in self.partners if b is person]
        found += [each.person_id for each in self.people if each is not person and _close(each, person)]
        return list(dict.fromkeys(found))

    def living_at(self, home: Address, *, but: Person) -> list[str]:
        """Give the ids of those whom the file says to live in a home."""
        return [each.person_id for each in self.people if each.home == home and each.housed and each is not but]


def _close(other: Person, person: Person) -> bool:
    return person in other.parents or any(parent in other.parents for parent in person.parents)


class Families:
    """Makes one family after another."""

    def __init__(self, rng: random.Random, names: Names, streets: Streets, today: date) -> None:
        """Begin with nobody; `today` is the day on which everybody has their age."""
        self.rng = rng
        self.names = names
        self.streets = streets
        self.today = today
        self.made = 0
        self.met: deque[Person] = deque(maxlen=REMEMBERED)

    def make(self) -> Family:
        """Make the next family, or people who share a home."""
        family = Family(self.names.draw_strand(self.rng))
        chance = self.rng.random()
        if chance < 0.04:
            self._share_a_home(family)
        elif chance < 0.16:
            self._pair(family)
        else:
            self._with_children(family)
        for person in family.people:
            self._leave_gaps(person)
        self._spell_plainly(family)
        return family

    def _share_a_home(self, family: Family) -> None:
        home = self._home()
        for _ in range(self.rng.randint(2, 5)):
            strand = self.names.draw_strand(self.rng)
            person = self._adult(family, strand, self._sex(), self._years_ago(18, 30), home)
            if self.rng.random() < 0.6:
                person.before = self.streets.take()

    def _pair(self, family: Family) -> None:
        home, born = self._home(), self._years_ago(20, 85)
        person = self._adult(family, family.strand, self._sex(), born, home)
        if self.rng.random() < 0.5:
            self._join(
                family, person, self._adult(family, self._partner_strand(family), _other(person.sex), born, home)
            )
        self._move(family, home)

    def _with_children(self, family: Family) -> None:
        home = self._home()
        mother = self._adult(family, family.strand, FEMALE, self._years_ago(18, 48), home)
        father = self._father(family, mother, home)
        if father is not None and father.home == home:
            self._join(family, mother, father)
        elif self.rng.random() < 0.35:
            self._join(family, mother, self._adult(family, self._partner_strand(family), MALE, mother.born, home))
        self._children(family, mother, father)
        self._earlier_child(family, mother, father)
        self._grandparents(family, mother, father, home)
        if father is not None and father.home == home and self.rng.random() < 0.05:
            self._not_on_file(family, mother)
        self._move(family, home)

    def _father(self, family: Family, mother: Person, home: Address) -> Person | None:
        """Add the other parent: mostly a father, now and then a second mother; one in five is not known."""
        chance = self.rng.random()
        if chance < 0.22:
            return None
        lives = home if chance < 0.7 else self.streets.take()
        sex = FEMALE if self.rng.random() < 0.015 else MALE
        return self._adult(family, self._partner_strand(family), sex, mother.born, lives)

    def _not_on_file(self, family: Family, person: Person) -> None:
        """Leave a mother out of the file, unless a child of hers is known by her alone."""
        if any(each.kind == UNBORN or each.first in NEWBORN_NAMES for each in family.people):
            return
        family.people.remove(person)
        family.partners = [pair for pair in family.partners if person not in pair]
        person.person_id = ""

    def _children(self, family: Family, mother: Person, father: Person | None) -> None:
        oldest = self._most_of_a_child(mother)
        births = sorted(self.rng.uniform(0, oldest) for _ in range(self.rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5))))
        if self.rng.random() < 0.02:
            births[0] = self.rng.uniform(0, 28) / YEAR
        for age in births:
            child = self._child(family, self._days_ago(age), mother, father)
            if self.rng.random() < 0.02:
                self._twin(family, child)
        if births[0] > 0.8 and self._age(mother) < 46 and self.rng.random() < 0.07:
            self._unborn(family, mother, father)

    def _earlier_child(self, family: Family, mother: Person, father: Person | None) -> None:
        """Add a half-sibling: the mother's with another father, or the father's, who lives with another mother."""
        if self._age(mother) > 24 and self.rng.random() < 0.12:
            other = self._adult(family, self._partner_strand(family), MALE, mother.born, self.streets.take())
            age = self.rng.uniform(0.5, self._most_of_a_child(mother))
            self._child(family, self._days_ago(age), mother, self._perhaps(other))
        if father is not None and father.sex == MALE and self.rng.random() < 0.06:
            other = self._adult(family, self._partner_strand(family), FEMALE, mother.born, self.streets.take())
            age = self.rng.uniform(0.1, min(self._most_of_a_child(other), self._most_of_a_child(father)))
            child = self._child(family, self._days_ago(age), other, father)
            child.home = other.home

    def _grandparents(self, family: Family, mother: Person, father: Person | None, home: Address) -> None:
        for parent in (mother, father):
            if parent is not None and self.rng.random() < 0.08:
                lives = home if self.rng.random() < 0.25 else self.streets.take()
                born = parent.born - timedelta(days=self.rng.randint(21 * 365, 38 * 365))
                elder = self._adult(family, parent.strand, self.rng.choice((FEMALE, FEMALE, MALE)), born, lives)
                elder.surname = parent.strand.surname_of(parent.aka_surname or parent.surname, elder.sex)
                if elder.sex == FEMALE:
                    parent.mother = elder
                else:
                    parent.father = elder

    def _adult(self, family: Family, strand: Strand, sex: str, near: date, home: Address) -> Person:
        apart = min(max(self.rng.gauss(-YEAR, 3 * YEAR), -12 * YEAR), 2 * YEAR)
        born = min(near + timedelta(days=int(apart)), self._days_ago(ADULT_AT + 0.01))
        person = self._add(family, ADULT, sex, strand, self._as_registered(strand, born), home)
        adult_names(self.rng, person, old=self._age(person) > 28)
        if self.met and self.rng.random() < 0.02:
            name_alike(person, self.rng.choice(self.met))
        self.met.append(person)
        return person

    def _child(self, family: Family, born: date, mother: Person, father: Person | None) -> Person:
        home = mother.home if father is None or self.rng.random() < 0.93 else father.home
        strand = father.strand if father is not None and self.rng.random() < 0.6 else mother.strand
        kind = CHILD if born > self._days_ago(ADULT_AT) else ADULT
        child = self._add(family, kind, self._sex(), strand, born, home)
        child.mother, child.father = mother, father
        taken = {each.first for each in family.people}
        child_names(self.rng, child, taken)
        if self._age(child) * YEAR < 28 and self.rng.random() < 0.5:
            child.first, child.middle = self.rng.choice(NEWBORN_NAMES), ""
        return child

    def _twin(self, family: Family, child: Person) -> None:
        twin = self._child(family, child.born, *self._parents(child))
        twin.home, twin.surname = child.home, child.strand.surname_of(child.surname, twin.sex)
        if child.first.startswith("Baby"):
            twin.first = child.first
        elif self.rng.random() < 0.35:
            drawn = (twin.strand.forename(self.rng, twin.sex) for _ in range(40))
            alike = (each for each in drawn if each[0] == child.first[0] and each != child.first)
            twin.first = next(alike, twin.first)

    def _unborn(self, family: Family, mother: Person, father: Person | None) -> None:
        due = self.today + timedelta(days=self.rng.randint(3, 210))
        child = self._add(family, UNBORN, "", mother.strand, due, mother.home)
        child.mother, child.father = mother, father
        child.first = self.rng.choice(UNBORN_NAMES)
        child.surname = mother.surname if child.first or self.rng.random() < 0.4 else ""

    def _move(self, family: Family, home: Address) -> None:
        """Let some families have come from elsewhere; others then live where they lived."""
        if self.rng.random() > 0.4:
            return
        before = self.streets.take()
        for person in family.people:
            if person.home == home and person.kind != UNBORN:
                person.before = before
        if self.rng.random() < 0.5:
            self.streets.vacated.append(before)

    def _leave_gaps(self, person: Person) -> None:
        if person.kind == UNBORN:
            return
        gaps = frozenset(what for what, share in MISSING_ON_FILE.items() if self.rng.random() < share)
        if "dob" in gaps and ("address" in gaps or "surname" in gaps):
            gaps -= {"address", "surname"}
        person.missing = gaps

    def _spell_plainly(self, family: Family) -> None:
        """Write a family as a system without their letters does, in half of the cases."""
        if self.rng.random() < 0.5:
            for person in family.people:
                person.first, person.middle, person.surname = map(plain, (person.first, person.middle, person.surname))
                person.aka_surname = plain(person.aka_surname)

    def _add(self, family: Family, kind: str, sex: str, strand: Strand, born: date, home: Address) -> Person:
        self.made += 1
        person = Person(f"P{self.made:07}", kind, sex, strand, born, home)
        family.people.append(person)
        return person

    def _join(self, family: Family, one: Person, other: Person) -> None:
        family.partners.append((one, other))
        wife, husband = (one, other) if one.sex == FEMALE else (other, one)
        if wife.strand.name in {"somali", "arab", "chinese", "korean", "vietnamese"} or self.rng.random() > 0.55:
            return
        maiden, wife.surname = wife.surname, wife.strand.surname_of(husband.surname, FEMALE)
        if self.rng.random() < 0.08 and "-" not in maiden + husband.surname:
            wife.surname = f"{maiden}-{husband.surname}"
        if self.rng.random() < 0.6:
            wife.aka_surname = maiden

    def _partner_strand(self, family: Family) -> Strand:
        return self.names.draw_strand(self.rng) if self.rng.random() < 0.12 else family.strand

    def _parents(self, child: Person) -> tuple[Person, Person | None]:
        if child.mother is None:
            raise ValueError("an invented child has a mother on file")
        return child.mother, child.father

    def _as_registered(self, strand: Strand, born: date) -> date:
        """Give the first of January to some who came from where births are not registered."""
        share = UNREGISTERED.get(strand.community, 0)
        return born.replace(month=1, day=1) if self.rng.random() < share else born

    def _most_of_a_child(self, parent: Person) -> float:
        """Say how old a child of theirs can be."""
        return max(0.6, min(OLDEST_CHILD, self._age(parent) - 17))

    def _perhaps(self, person: Person) -> Person | None:
        return person if self.rng.random() < 0.7 else None

    def _home(self) -> Address:
        return self.streets.take_over() if self.rng.random() < 0.15 else self.streets.take()

    def _sex(self) -> str:
        return FEMALE if self.rng.random() < 0.49 else MALE

    def _age(self, person: Person) -> float:
        return (self.today - person.born).days / YEAR

    def _years_ago(self, least: int, most: int) -> date:
        return self._days_ago(self.rng.uniform(least, most))

    def _days_ago(self, years: float) -> date:
        return self.today - timedelta(days=int(years * YEAR))


def _other(sex: str) -> str:
    return MALE if sex == FEMALE else FEMALE
