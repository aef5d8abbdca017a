"""Noise in addresses."""

from righthelp.people.invented.addresses import UNIT_LETTERS
from righthelp.people.invented.noise.asked import PLACE, Asked, Noise
from righthelp.people.invented.noise.births import other_digit
from righthelp.people.invented.noise.spelling import slip

SHORT = {
    "Street": ("St", "St.", "Str"), "Road": ("Rd", "Rd."), "Avenue": ("Ave", "Av"), "Close": ("Cl",),
    "Lane": ("Ln", "La"),
    "Drive": ("Dr", "Drv"), "Crescent": ("Cres", "Cr"), "Court": ("Ct", "Crt"), "Grove": ("Gr", "Grv"),
    "Terrace": ("Terr", "Tce"), "Gardens": ("Gdns", "Gdn"), "Place": ("Pl",), "Square": ("Sq",), "Walk": ("Wlk",),
}  # fmt: skip
FLATS = ("Flat ", "Apt ", "F", "Apartment ", "")
FIELDS = ("address_line", "town", "postcode")
NUMBERS_OUT = (1, 2, 10, -1)


def _moved(asked: Asked) -> bool:
    if not asked.words["postcode"]:
        return False
    asked.write_home(asked.streets.take())
    asked.moved_in_with = []
    return True


def _moved_in_with_others(asked: Asked) -> bool:
    """Write the address of others on file, where the person lives now."""
    other = asked.rng.choice(asked.others)
    if not asked.words["postcode"] or not other.person.housed or other.person.home == asked.person.home:
        return False
    asked.write_home(other.person.home)
    asked.moved_in_with = other.family.living_at(other.person.home, but=asked.person)
    return True


def _previous(asked: Asked) -> bool:
    if not asked.words["postcode"] or not asked.person.before.line:
        return False
    asked.write_home(asked.person.before)
    return True


def _shortened(asked: Asked) -> bool:
    line, kind = asked.words["address_line"], asked.words["address_line"].rpartition(" ")[2]
    short = line.removesuffix(kind) + asked.rng.choice(SHORT.get(kind, (kind,)))
    if short.startswith("Flat "):
        flat, gap = asked.rng.choice(FLATS), asked.rng.choice((", ", " ", "/"))
        short = short.replace("Flat ", flat, 1).replace(", ", gap, 1)
    return asked.change("address_line", short)


def _slip(asked: Asked) -> bool:
    number, gap, street = asked.words["address_line"].rpartition(" ")[0].rpartition(" ")
    kind = asked.words["address_line"].rpartition(" ")[2]
    return bool(number) and asked.change("address_line", f"{number}{gap}{slip(asked.rng, street)} {kind}")


def _wrong_number(asked: Asked) -> bool:
    number, gap, rest = asked.words["address_line"].partition(" ")
    if not number.isdigit():
        return False
    other = max(1, int(number) + asked.rng.choice(NUMBERS_OUT))
    return asked.change("address_line", f"{other}{gap}{rest}")


def _number_missing(asked: Asked) -> bool:
    number, _, rest = asked.words["address_line"].partition(" ")
    return number.isdigit() and asked.change("address_line", rest)


def _slip_in_postcode(asked: Asked) -> bool:
    postcode = asked.words["postcode"]
    if not postcode:
        return False
    at = len(postcode) - asked.rng.choice((1, 2, 3))
    other = other_digit(asked.rng, postcode[at]) if postcode[at].isdigit() else asked.rng.choice(UNIT_LETTERS)
    return asked.change("postcode", postcode[:at] + other + postcode[at + 1 :])


def _postcode_only(asked: Asked) -> bool:
    return bool(asked.words["postcode"]) and asked.clear("address_line", "town")


def _postcode_missing(asked: Asked) -> bool:
    return bool(asked.words["address_line"]) and asked.clear("postcode")


def _missing(asked: Asked) -> bool:
    return asked.clear(*FIELDS)


NOISES = (
    Noise("moved to a new address", PLACE, 5, _moved),
    Noise("moved in with others", PLACE, 1.5, _moved_in_with_others),
    Noise("previous address", PLACE, 9, _previous),
    Noise("address shortened", PLACE, 5, _shortened),
    Noise("slip in address", PLACE, 3, _slip),
    Noise("wrong house number", PLACE, 2.5, _wrong_number),
    Noise("house number missing", PLACE, 1, _number_missing),
    Noise("slip in postcode", PLACE, 5, _slip_in_postcode),
    Noise("postcode only", PLACE, 4, _postcode_only),
    Noise("postcode missing", PLACE, 4, _postcode_missing),
    Noise("address missing", PLACE, 7, _missing),
)
