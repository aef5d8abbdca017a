"""Noise in surnames."""

from righthelp.people.invented.families import CHILD
from righthelp.people.invented.names import FEMALE
from righthelp.people.invented.noise.asked import SURNAME, Asked, Noise
from righthelp.people.invented.noise.spelling import another, as_heard, slip_in

SHORTEST_HALF = 3


def _slip(asked: Asked) -> bool:
    return slip_in(asked, "surname")


def _as_heard(asked: Asked) -> bool:
    return as_heard(asked, "surname")


def _another_spelling(asked: Asked) -> bool:
    return another(asked, "surname", "spelling")


def _changed(asked: Asked) -> bool:
    """Write a former name, a parent's, or that of a marriage which the file does not know of."""
    person, strand = asked.person, asked.person.strand
    others = [person.aka_surname, *(each.surname for each in person.parents)]
    if person.kind != CHILD and person.sex == FEMALE:
        others.append(strand.surname_of(strand.surname(asked.rng), FEMALE))
    others = [each for each in others if each and each != person.surname]
    return bool(others) and bool(asked.words["surname"]) and asked.change("surname", asked.rng.choice(others))


def _half(asked: Asked) -> bool:
    halves = asked.words["surname"].split("-")
    if len(halves) != 2 or min(map(len, halves)) < SHORTEST_HALF:
        return False
    return asked.change("surname", asked.rng.choice(halves))


def _doubled(asked: Asked) -> bool:
    """Add the other parent's surname."""
    surname = asked.words["surname"]
    others = [each.surname for each in asked.person.parents if each.surname != asked.person.surname]
    if not others or not surname or "-" in surname + others[0]:
        return False
    names = [surname, others[0]] if asked.rng.random() < 0.5 else [others[0], surname]
    return asked.change("surname", asked.rng.choice(("-", " ")).join(names))


def _hyphen_dropped(asked: Asked) -> bool:
    bare = asked.words["surname"].replace("'", "").replace("-", asked.rng.choice((" ", "")))
    return asked.change("surname", bare)


def _of_the_other_sex(asked: Asked) -> bool:
    masculine = {woman: man for man, woman in asked.person.strand.feminine.items()}
    surname = asked.words["surname"]
    return asked.change("surname", masculine.get(surname) or asked.person.strand.feminine.get(surname, surname))


def _missing(asked: Asked) -> bool:
    return asked.clear("surname")


NOISES = (
    Noise("slip in surname", SURNAME, 9, _slip),
    Noise("surname as heard", SURNAME, 7, _as_heard),
    Noise("surname in another spelling", SURNAME, 12, _another_spelling),
    Noise("changed surname", SURNAME, 7, _changed),
    Noise("half of a double-barrelled surname", SURNAME, 20, _half),
    Noise("parents' surnames joined", SURNAME, 1, _doubled),
    Noise("hyphen or apostrophe dropped", SURNAME, 15, _hyphen_dropped),
    Noise("surname of the other sex", SURNAME, 12, _of_the_other_sex),
    Noise("surname missing", SURNAME, 2.5, _missing),
)
