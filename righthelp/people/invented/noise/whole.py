"""Noise over a whole query: letters, case, spaces, marks that nobody sees."""

from righthelp.people.invented.families import UNBORN
from righthelp.people.invented.names import plain, proper_spellings
from righthelp.people.invented.noise.asked import WHOLE, Asked, Noise

RIGHT_TO_LEFT, LEFT_TO_RIGHT = "\u200f", "\u200e"
NAMES = ("first_name", "middle_name", "surname")
SEX = {"female": "male", "male": "female"}


def _letters(asked: Asked) -> bool:
    """Strip the letters that an English keyboard lacks, or put them back where the file has lost them."""
    changes = [asked.change(field, _other_letters(asked.words[field])) for field in NAMES]
    return any(changes)


def _other_letters(word: str) -> str:
    return plain(word) if plain(word) != word else proper_spellings().get(word, word)


def _case(asked: Asked) -> bool:
    change = asked.rng.choice((str.upper, str.lower))
    changes = [
        asked.change(field, change(asked.words[field])) for field in (*NAMES, "address_line", "town", "postcode")
    ]
    return any(changes)


def _spaces(asked: Asked) -> bool:
    field = asked.rng.choice(("first_name", "surname", "address_line"))
    asked.words["postcode"] = asked.words["postcode"].replace(" ", asked.rng.choice(("", " ", "  ")))
    return bool(asked.words[field]) and asked.change(field, f" {asked.words[field]}  ")


def _marks(asked: Asked) -> bool:
    first = asked.words["first_name"]
    return bool(first) and asked.change("first_name", f"{RIGHT_TO_LEFT}{first}{LEFT_TO_RIGHT}")


def _wrong_sex(asked: Asked) -> bool:
    return asked.change("sex", SEX.get(asked.words["sex"], ""))


def _kind_missing(asked: Asked) -> bool:
    return asked.person.kind != UNBORN and asked.clear("kind")


NOISES = (
    Noise("letters stripped or restored", WHOLE, 8, _letters),
    Noise("upper or lower case", WHOLE, 4, _case),
    Noise("spaces", WHOLE, 3, _spaces),
    Noise("right-to-left marks", WHOLE, 0.5, _marks),
    Noise("wrong sex", WHOLE, 1, _wrong_sex),
    Noise("kind missing", WHOLE, 3, _kind_missing),
)
