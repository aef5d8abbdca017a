"""Whether a query still tells the person meant from others, given what the file holds of them.

Somebody who asks for "Sam Jones" and no more means one person, but nobody could know which: that measures nothing.
"""

from collections.abc import Iterable

from righthelp.people.invented.families import UNBORN, Person
from righthelp.people.invented.names import plain, variants
from righthelp.people.invented.noise.asked import Asked

# How much each part that both sides hold helps to tell people apart, and how much is enough.
ENOUGH = 3.0
A_NAME, AN_INITIAL, FULL_BIRTH, AN_AGE, A_HOME, A_MOTHER = 1.0, 0.3, 2.0, 0.5, 2.0, 1.5
NEW_YEAR = "-01-01"
MARKS = "\u200e\u200f"


def enough(asked: Asked) -> bool:
    """Say whether what is asked and what the file holds could still tell this person from others."""
    if known_by_mother(asked.person):
        return _enough_of_the_mother(asked)
    names = _of_names(asked)
    return names > 0 and names + _of_birth(asked) + _of_home(asked) + _of_mother(asked) >= ENOUGH


def known_by_mother(person: Person) -> bool:
    """Say whether others can only describe this child by its mother."""
    return person.kind == UNBORN or (person.first.startswith("Baby") and person.mother is not None)


def _enough_of_the_mother(asked: Asked) -> bool:
    words = asked.words
    told_of_birth = words["edd"] or words["dob"] or words["mother_dob"]
    return bool(words["mother_first_name"]) and (bool(told_of_birth) or _of_home(asked) > 0)


def _of_names(asked: Asked) -> float:
    """Count names that begin as one that the file can know, wherever they are written."""
    text = "".join(letter for letter in f"{asked.words['first_name']} {asked.words['surname']}" if letter not in MARKS)
    written = plain(text).lower().split()
    if not text.isascii() and not plain(text).isascii():
        return 2 * A_NAME
    firsts, lasts = _first_letters(_forenames(asked.person)), _first_letters(_surnames(asked.person))
    first = max((A_NAME if len(word) > 1 else AN_INITIAL for word in written if word[0] in firsts), default=0.0)
    last = max((A_NAME for word in written if len(word) > 1 and word[0] in lasts), default=0.0)
    return first + last if len(written) > 1 else max(first, last)


def _forenames(person: Person) -> list[str]:
    middle = "" if "middle_name" in person.missing else person.middle
    known = [variants("first", kind, person.first) for kind in ("nickname", "sound", "spelling")]
    return [person.first, person.aka_first, middle, *(name for names in known for name in names)]


def _surnames(person: Person) -> list[str]:
    own = "" if "surname" in person.missing else person.surname
    parts = [*own.split("-"), person.aka_surname, *(each.surname for each in person.parents)]
    return [*parts, *variants("last", "sound", own), *variants("last", "spelling", own)]


def _of_mother(asked: Asked) -> float:
    mother = asked.person.mother
    return A_MOTHER if asked.words["mother_first_name"] and mother in asked.person.parents else 0.0


def _first_letters(names: Iterable[str]) -> set[str]:
    return {plain(name)[0].lower() for name in names if name}


def _of_birth(asked: Asked) -> float:
    born, words = asked.person.born.isoformat(), asked.words
    if "dob" in asked.person.missing:
        return 0.0
    if words["dob"].endswith(NEW_YEAR) and words["dob"] != born:
        return AN_AGE
    return FULL_BIRTH if words["dob"] else AN_AGE if words["age"] else 0.0


def _of_home(asked: Asked) -> float:
    words, person = asked.words, asked.person
    if asked.moved_in_with is not None or not person.housed:
        return 0.0
    written = bool(words["address_line"]) or (bool(words["postcode"]) and "postcode" not in person.missing)
    return A_HOME if written else 0.0
