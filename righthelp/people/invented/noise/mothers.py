"""Children known through their mother: not yet born, just born, or known under another surname."""

from datetime import timedelta

from righthelp.people.invented.families import CHILD, UNBORN
from righthelp.people.invented.names import FEMALE
from righthelp.people.invented.noise.asked import MOTHER, SURNAME, Asked, Noise
from righthelp.people.invented.noise.spelling import slip_in

DAYS_OUT = 10


def name_the_mother(asked: Asked) -> bool:
    """Write who the mother is, to half of those who ask with her date of birth; says whether there is one."""
    mother = asked.person.mother
    if mother is None or mother.sex != FEMALE:
        return False
    asked.words["mother_first_name"], asked.words["mother_surname"] = mother.first, mother.surname
    asked.words["mother_dob"] = mother.born.isoformat() if asked.rng.random() < 0.5 else ""
    return True


def describe_by_mother(asked: Asked) -> str:
    """Describe a child not yet born, or just born, by its mother; says what it did."""
    name_the_mother(asked)
    words, rng = asked.words, asked.rng
    words["first_name"] = rng.choice(("", "", "Unborn", "Baby", f"Baby of {words['mother_first_name']}"))
    words["surname"] = rng.choice(("", words["mother_surname"], words["surname"]))
    words["middle_name"] = words["sex"] = ""
    if asked.person.kind != UNBORN:
        return "newborn by mother"
    due = asked.person.born + timedelta(days=rng.randint(-DAYS_OUT, DAYS_OUT))
    words["edd"] = due.isoformat() if rng.random() < 0.85 else ""
    return "unborn by mother"


def _slip(asked: Asked) -> bool:
    return slip_in(asked, asked.rng.choice(("mother_first_name", "mother_surname")))


def _other_surname(asked: Asked) -> bool:
    """Write the name that the mother had, or the father's."""
    person = asked.person
    names = [each.surname for each in person.parents] + [person.mother.aka_surname if person.mother else ""]
    others = [name for name in names if name and name != asked.words["mother_surname"]]
    return bool(asked.words["mother_surname"] and others) and asked.change("mother_surname", asked.rng.choice(others))


def _wrong_surname(asked: Asked) -> bool:
    person, rng = asked.person, asked.rng
    if person.kind != CHILD or not asked.words["surname"] or not name_the_mother(asked):
        return False
    return asked.change("surname", "" if rng.random() < 0.5 else person.strand.surname(rng))


NOISES = (
    Noise("wrong surname but mother named", SURNAME, 3, _wrong_surname),
    Noise("slip in mother's name", MOTHER, 4, _slip),
    Noise("mother's other surname", MOTHER, 3, _other_surname),
)
