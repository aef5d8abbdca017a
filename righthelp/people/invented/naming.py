"""How each kind of family passes names on."""

import random
from typing import TYPE_CHECKING

from righthelp.people.invented.names import FEMALE, MALE, variants

if TYPE_CHECKING:
    from righthelp.people.invented.families import Person

CHAIN = frozenset({"somali"})
FATHERS_NAME_IN_THE_MIDDLE = frozenset({"arab"})
CALLED_BY_SECOND_NAME = frozenset({"Mohammed", "Muhammad", "Mohammad", "Md", "Abdul", "Abdur", "Syed", "Ghulam"})
WOMENS_SURNAMES = {
    "pakistani": ("Bibi", "Begum", "Kauser", "Akhtar", "Parveen"),
    "bangladeshi": ("Begum", "Khatun", "Bibi", "Akther", "Khanom"),
}
SIKH = {FEMALE: "Kaur", MALE: "Singh"}
VIETNAMESE = {FEMALE: "Thi", MALE: "Van"}
WITH_ENGLISH_NAME = frozenset({"chinese", "korean", "vietnamese", "yoruba", "igbo", "ghanaian"})
MIDDLE_NAMES = {"polish": 0.5, "romanian": 0.5, "turkish": 0.15, "indian": 0.3, "english": 0.75}
ENGLISH_NAMES = {
    FEMALE: ("Amy", "Emily", "Grace", "Jessica", "Vivian", "Joyce", "Cindy", "Fiona", "Alice", "Sarah", "Ruth", "Mary"),
    MALE: ("Kevin", "Jason", "Andy", "Tony", "Daniel", "David", "Eric", "Ryan", "Samuel", "Michael", "Peter", "Henry"),
}
SHORT_FORMS = 0.05


def adult_names(rng: random.Random, person: "Person", *, old: bool) -> None:
    """Name somebody whose parents are not at hand."""
    person.first = person.strand.forename(rng, person.sex, old=old)
    person.middle = _middle(rng, person, old=old)
    person.surname = person.strand.surname_of(person.strand.surname(rng), person.sex)
    own = WOMENS_SURNAMES.get(person.strand.name)
    if own and person.sex == FEMALE and rng.random() < 0.45:
        person.surname = rng.choice(own)
    if person.strand.name in CHAIN:
        person.middle = person.strand.forename(rng, MALE)
    _sikh_names(rng, person)
    _also_known(rng, person)


def child_names(rng: random.Random, child: "Person", taken: set[str]) -> None:
    """Name a child after its parents' ways; siblings differ in forename, but a son may be a junior."""
    free = (child.strand.forename(rng, child.sex) for _ in range(20))
    child.first = next((each for each in free if each not in taken), child.strand.forename(rng, child.sex))
    child.middle = _middle(rng, child, old=False)
    child.surname = child.strand.surname_of(_inherited(rng, child), child.sex)
    _own_surname(rng, child)
    _sikh_names(rng, child)
    _also_known(rng, child)
    father = child.father
    if father is not None and child.sex == MALE and father.strand is child.strand and rng.random() < 0.02:
        child.first = father.first


def short_form(rng: random.Random, name: str) -> str:
    """Give a short form of a forename: one in use where the lists know one, or its beginning."""
    known = variants("first", "nickname", name)
    if known and rng.random() < 0.8:
        return rng.choice(known)
    beginning = name.split("-")[0]
    return beginning[: max(2, min(rng.choice((3, 4)), len(beginning) - 2))].strip("' ")


def name_alike(person: "Person", other: "Person") -> None:
    """Make somebody a namesake of somebody else."""
    if person.sex == other.sex:
        person.strand = other.strand
        person.first, person.surname = other.first, other.surname


def _own_surname(rng: random.Random, child: "Person") -> None:
    """Give some children of South Asian Muslim families a last name that is theirs alone."""
    own = WOMENS_SURNAMES.get(child.strand.name)
    if own is None or rng.random() > 0.18:
        return
    child.surname = rng.choice(own) if child.sex == FEMALE else child.strand.surname(rng)


def _inherited(rng: random.Random, child: "Person") -> str:
    mother, father = child.mother, child.father
    if child.strand.name in CHAIN:
        return _from_the_chain(child)
    if father is None:
        return mother.surname if mother else ""
    chance = rng.random()
    if mother is None or chance < 0.74:
        return father.surname
    if chance < 0.8 and len(mother.surname + father.surname) < 24 and "-" not in mother.surname + father.surname:
        return mother.surname if mother.surname == father.surname else f"{mother.surname}-{father.surname}"
    return mother.surname


def _from_the_chain(child: "Person") -> str:
    """Give a Somali child its father's and grandfather's forenames; without a father, the mother's father's."""
    elder = child.father if child.father is not None and child.father.strand.name in CHAIN else child.mother
    if elder is None:
        return ""
    child.middle = elder.first if elder is child.father else elder.middle
    return elder.middle or elder.surname if elder is child.father else elder.surname


def _middle(rng: random.Random, person: "Person", *, old: bool) -> str:
    strand = person.strand.name
    if strand == "vietnamese":
        return VIETNAMESE[person.sex] if rng.random() < 0.7 else ""
    if strand in WITH_ENGLISH_NAME:
        return rng.choice(ENGLISH_NAMES[person.sex]) if rng.random() < 0.35 else ""
    if strand in FATHERS_NAME_IN_THE_MIDDLE and person.father is not None and person.father.strand is person.strand:
        return person.father.first
    likely = 0.85 if person.first in CALLED_BY_SECOND_NAME else _likely_middle(person)
    if rng.random() > likely:
        return ""
    name = person.strand.forename(rng, person.sex, old=old)
    return "" if name == person.first else name


def _likely_middle(person: "Person") -> float:
    otherwise = MIDDLE_NAMES["english"] if person.strand.community == "english" else 0.25
    return MIDDLE_NAMES.get(person.strand.name, otherwise)


def _sikh_names(rng: random.Random, person: "Person") -> None:
    if person.strand.name != "sikh":
        return
    if rng.random() < 0.35 or person.surname in SIKH.values():
        person.surname = SIKH[person.sex]
    elif rng.random() < 0.7:
        person.middle = SIKH[person.sex]


def _also_known(rng: random.Random, person: "Person") -> None:
    if rng.random() < SHORT_FORMS and len(person.first) > 4:
        person.aka_first = short_form(rng, person.first)
    elif person.strand.name in WITH_ENGLISH_NAME and rng.random() < 0.2:
        person.aka_first = rng.choice(ENGLISH_NAMES[person.sex])
