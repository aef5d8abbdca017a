"""Noise in first names."""

from righthelp.people.invented.families import CHILD
from righthelp.people.invented.names import FEMALE
from righthelp.people.invented.naming import short_form
from righthelp.people.invented.noise.asked import FIRST, Asked, Noise
from righthelp.people.invented.noise.spelling import another, as_heard, in_script, slip_in

TITLES = {True: ("Mrs", "Miss", "Ms", "Mrs."), False: ("Mr", "Mr.", "Mr", "Dr")}
FIRST_SYLLABLES = (
    "Xiao",
    "Zhi",
    "Jian",
    "Jia",
    "Hao",
    "Mei",
    "Guo",
    "Wen",
    "Yu",
    "Zi",
    "Xin",
    "Li",
    "Wei",
    "Yi",
    "Ming",
)


def _slip(asked: Asked) -> bool:
    return slip_in(asked, "first_name")


def _as_heard(asked: Asked) -> bool:
    return as_heard(asked, "first_name")


def _nickname(asked: Asked) -> bool:
    first, person = asked.words["first_name"], asked.person
    if person.aka_first and asked.rng.random() < 0.6:
        return asked.change("first_name", person.aka_first)
    if person.strand.community == "east_asian" or len(first) < 5:
        return another(asked, "first_name", "nickname")
    return asked.change("first_name", short_form(asked.rng, first))


def _another_spelling(asked: Asked) -> bool:
    return another(asked, "first_name", "spelling")


def _another_script(asked: Asked) -> bool:
    strand, words = asked.person.strand, asked.words
    written = {field: in_script(strand, words[field]) for field in ("first_name", "surname")}
    words.update({field: word for field, word in written.items() if word})
    return any(written.values())


def _swapped(asked: Asked) -> bool:
    words = asked.words
    if not words["first_name"] or not words["surname"]:
        return False
    words["first_name"], words["surname"] = words["surname"], words["first_name"]
    return True


def _syllables_apart(asked: Asked) -> bool:
    """Write Xiaoming as Xiao Ming, Ka-Yan as Ka Yan or Kayan, or with the second syllable as a middle name."""
    first = asked.words["first_name"]
    start = next((each for each in FIRST_SYLLABLES if first.startswith(each) and len(first) > len(each)), "")
    parts = first.split("-") if "-" in first else [start, first.removeprefix(start).strip("-").title()]
    if asked.person.strand.community != "east_asian" or len(parts) != 2 or not all(parts):
        return False
    if asked.rng.random() < 0.25 and not asked.words["middle_name"]:
        asked.words["middle_name"] = parts[1]
        return asked.change("first_name", parts[0])
    joined = parts[0] + parts[1].lower() if "-" in first and asked.rng.random() < 0.5 else " ".join(parts)
    return asked.change("first_name", joined)


def _whole_name_in_one_field(asked: Asked) -> bool:
    first, surname = asked.words["first_name"], asked.words["surname"]
    if not first or not surname:
        return False
    names = [first, surname] if asked.person.strand.community != "east_asian" else [surname, first]
    asked.words["surname"] = ""
    return asked.change("first_name", " ".join(names))


def _middle_as_first(asked: Asked) -> bool:
    if not asked.person.middle or not asked.words["first_name"]:
        return False
    asked.words["middle_name"] = ""
    return asked.change("first_name", asked.person.middle)


def _joined(asked: Asked) -> bool:
    first, middle = asked.words["first_name"], asked.person.middle
    if not first or not middle:
        return False
    asked.words["middle_name"] = ""
    return asked.change("first_name", first + asked.rng.choice((" ", " ", "-", "")) + middle)


def _title(asked: Asked) -> bool:
    if asked.person.kind == CHILD or not asked.words["first_name"]:
        return False
    title = asked.rng.choice(TITLES[asked.person.sex == FEMALE])
    return asked.change("first_name", f"{title} {asked.words['first_name']}")


def _missing(asked: Asked) -> bool:
    return asked.clear("first_name", "middle_name")


def _initial(asked: Asked) -> bool:
    return asked.change("first_name", asked.words["first_name"][:1])


NOISES = (
    Noise("slip in first name", FIRST, 8, _slip),
    Noise("first name as heard", FIRST, 7, _as_heard),
    Noise("nickname", FIRST, 8, _nickname),
    Noise("first name in another spelling", FIRST, 14, _another_spelling),
    Noise("another script", FIRST, 1.5, _another_script),
    Noise("first name and surname swapped", FIRST, 4, _swapped),
    Noise("syllables apart or joined", FIRST, 20, _syllables_apart),
    Noise("whole name in one field", FIRST, 1, _whole_name_in_one_field),
    Noise("middle name as first", FIRST, 3, _middle_as_first),
    Noise("first and middle name joined", FIRST, 3, _joined),
    Noise("title", FIRST, 1.5, _title),
    Noise("first name missing", FIRST, 2, _missing),
    Noise("initial only", FIRST, 1.5, _initial),
)
