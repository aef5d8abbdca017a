"""Names, addresses, postcodes and dates in a form that can be compared: lower case, Latin letters, no marks.

Whatever is handed in, something comes back: text in any script, of any length, with any marks.
"""

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

KEPT, FEW = 1 << 16, 1 << 8
LONGEST = 300
LATIN_ENDS = "\u024f"

TITLES = frozenset(["mr", "mrs", "miss", "ms", "mx", "dr", "prof", "sir", "rev", "master"])
NOT_NAMES = frozenset(
    [
        "baby",
        "unborn",
        "unknown",
        "newborn",
        "nk",
        "none",
        "unnamed",
        "infant",
        "foetus",
        "fetus",
        "twin",
        "tba",
        "tbc",
        "child",
        "boy",
        "girl",
        "bump",
    ]
)
NO_NAME = frozenset(
    {("not", "known"), ("n", "a"), ("n", "k"), ("no", "name"), ("unknown",), ("nk",), ("none",), ("tba",)}
)
BESIDE_NO_NAME = frozenset(["not", "known", "to", "be", "one", "two", "a", "b", "1", "2"])
PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "bte",
        "binti",
        "de",
        "da",
        "do",
        "dos",
        "di",
        "du",
        "del",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "san",
        "ould",
        "oulad",
    ]
)
FRONT_PARTS = frozenset(["mc", "mac", "o", "fitz", "abdul", "abdel", "abd", "abu"])
STREET_WORDS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "clo": "close", "dr": "drive", "drv": "drive", "ct": "court", "crt": "court", "cres": "crescent",
    "crs": "crescent", "pl": "place", "sq": "square", "gdns": "gardens", "gdn": "gardens", "garden": "gardens",
    "gr": "grove", "grv": "grove", "tce": "terrace", "terr": "terrace", "ter": "terrace", "wk": "walk",
    "pk": "park", "hse": "house", "bldg": "building", "bldgs": "building", "mt": "mount", "est": "estate",
    "blvd": "boulevard", "hts": "heights", "vw": "view", "grn": "green", "ri": "rise", "saint": "street",
    "nth": "north", "sth": "south", "apt": "flat", "apartment": "flat", "unit": "flat", "room": "flat",
    "no": "", "number": "",
}  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc\u02bb`\u00b4\u02be\u02bf]")
_NUMBER = re.compile(r"^\d+[a-z]?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$")
_BRITISH = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$")
_YEAR = re.compile(r"^\d{4}$")


class Day(NamedTuple):
    """A date of which month or day may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return f"{self.year:04}{self.month:02}{self.day:02}"

    @property
    def date(self) -> dt.date:
        """Give the date, with the middle of what is not known."""
        return dt.date(self.year, self.month or 7, self.day or (15 if self.month else 1))


@lru_cache(KEPT)
def words(text: str) -> tuple[str, ...]:
    """Split text into folded words.

    >>> words("Siobhán O’Brien-Žižek"), words("محمد"), words("王小明"), words("İ\u0300şık")
    (('siobhan', 'obrien', 'zizek'), ('mhmd',), ('wang', 'xiao', 'ming'), ('isik',))
    """
    text = text[:LONGEST]
    plain = text if text.isascii() else _in_latin_letters(text)
    plain = _APOSTROPHES.sub("", plain).lower()
    return tuple(_WORD.findall(plain[: 2 * LONGEST]))


def _in_latin_letters(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    plain = anyascii(text)
    if any(letter > LATIN_ENDS and letter.isalpha() for letter in text):
        plain = _CAMEL.sub(" ", plain)
    return plain


@lru_cache(KEPT)
def forenames(text: str) -> tuple[str, ...]:
    """Fold first or middle names; titles and stand-ins such as 'Baby' or 'Unknown' are no names.

    >>> forenames("Mr. Jean-Paul"), forenames("Baby of Ann"), forenames("Not known"), forenames("Abdul Rahman")
    (('jean', 'paul'), (), (), ('abdulrahman',))
    """
    found = words(text)
    if found in NO_NAME:
        return ()
    if any(word in NOT_NAMES for word in found):
        found = found[: found.index("of")] if "of" in found else found
        found = tuple(word for word in found if word not in NOT_NAMES and word not in BESIDE_NO_NAME)
    while len(found) > 1 and found[0] in TITLES:
        found = found[1:]
    return _joined(tuple(word for word in found if word.isalpha()) or found)


def baby_of(text: str) -> str:
    """Give whose baby a stand-in names.

    >>> baby_of("Baby of Ann"), baby_of("Ann of Cleves"), baby_of("Unborn")
    ('ann', '', '')
    """
    found = words(text)
    if "of" not in found or found[0] not in NOT_NAMES:
        return ""
    return " ".join(forenames(" ".join(found[found.index("of") + 1 :]))[:1])


@lru_cache(KEPT)
def surnames(text: str) -> tuple[str, ...]:
    """Fold surnames into their parts, without particles.

    >>> surnames("Smith-Jones"), surnames("Mc Donald"), surnames("al-Hassan"), surnames("O'Neill"), surnames("Le")
    (('smith', 'jones'), ('mcdonald',), ('hassan',), ('oneill',), ('le',))
    """
    found = words(text)
    if found in NO_NAME:
        return ()
    found = _joined(found)
    return tuple(word for word in found if word not in PARTICLES) or found


def _joined(found: tuple[str, ...]) -> tuple[str, ...]:
    """Join a front part to what it belongs to: 'mc donald', 'abdul rahman'."""
    joined: list[str] = []
    for word in found:
        if joined and joined[-1] in FRONT_PARTS:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^mac(?=[^aeiou])", "mc"),
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"^(?:dz|dj|dzh)", "j"),
        (r"^ng", "n"),
        (r"^(?:el|al)(?=[bcdfghjkmnpqrstvwxz]{2})", ""),
        (r"ght", "t"),
        (r"(?:sch|tsch|tch|sh|sz|cz|ch|ci|ti(?=o)|zh|rz|x(?=i))", "s"),
        (r"(?:ph|pf|bh(?=a|e|i|o)|mh(?=a))", "f"),
        (r"(?:dgh|dg|gi|ge|dj|cs)", "j"),
        (r"(?:kh|gh|ck|q|kk)", "k"),
        (r"(?:th|dh)", "t"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"tz", "ts"),
        (r"z", "s"),
        (r"[wv]", "f"),
        (r"d", "t"),
        (r"b", "p"),
        (r"g", "k"),
        (r"j", "j"),
        (r"(?<=[a-z])h", ""),
        (r"^h(?=[aeiouy])", "h"),
        (r"^(?:y|j)", "j"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiouy]+")


@lru_cache(KEPT)
def sound(word: str) -> str:
    """Give how a name sounds, roughly, in any of the languages people here bring: consonants, first vowel as one.

    >>> sound("mohammed") == sound("muhamad"), sound("catherine") == sound("kathryn"), sound("shevchenko")
    (True, True, 'sfsnk')
    >>> sound("philip") == sound("filip"), sound("aisha") == sound("ayesha"), sound("wojcik") == sound("vojcik")
    (True, True, True)
    """
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    word = _VOWELS.sub("", word)
    word = "a" + word[1:] if word[:1] in "aeiou" and word else word
    return _DOUBLED.sub(r"\1", word)


@lru_cache(KEPT)
def postcode(text: str) -> str:
    """Fold a postcode; letters and digits that are taken for each other are put right. Half a postcode stays half.

    >>> postcode("s70 2td"), postcode("S7O 2TD"), postcode("S70"), postcode("BA1 1AAextra"), postcode("?")
    ('s702td', 's702td', 's70', 'ba11aae', '')
    """
    plain = "".join(words(text))[:7]
    if len(plain) < 5:
        return plain
    outward, inward = plain[:-3], plain[-3:]
    digit = inward[0].translate(str.maketrans("oilsz", "01152"))
    letters = inward[1:].translate(str.maketrans("015", "ois"))
    tail = outward[1:].replace("o", "0").replace("i", "1") if len(outward) > 1 else ""
    return outward[0].replace("0", "o") + tail + digit + letters


class Home(NamedTuple):
    """An address: postcode, numbers of flat and house, street or name of the house, town."""

    postcode: str
    numbers: str
    street: str
    town: str

    def __str__(self) -> str:
        return f"{self.postcode},{self.numbers},{self.street},{self.town}"

    def __bool__(self) -> bool:
        return bool(self.postcode or self.street or self.town)


@lru_cache(KEPT)
def _line(text: str) -> tuple[str, str]:
    numbers, street = [], []
    for word in words(text):
        if word[0] <= "9" and _NUMBER.match(word):
            numbers.append(word)
        elif (full := STREET_WORDS.get(word, word)) and full != "flat":
            street.append(full)
    return " ".join(numbers[:3]), " ".join(street[:6])


@lru_cache(KEPT)
def home(line: str, town: str, code: str) -> Home:
    """Fold an address.

    >>> str(home("Flat 2, 14 High St.", "Barnsley", "S70 2TD")), str(home("14a High Street", "", ""))
    ('s702td,2 14,high street,barnsley', ',14a,high street,')
    """
    numbers, street = _line(line)
    return Home(postcode(code), numbers, street, " ".join(words(town)))


@lru_cache(KEPT)
def day(text: str) -> Day | None:
    """Read a date as people write it; None for anything that is none.

    >>> day("2015-03-04"), day("4/3/2015") == day("2015-03-04"), day("2015-03"), day("2015"), day("31/02/2015")
    (Day(year=2015, month=3, day=4), True, Day(year=2015, month=3, day=0), Day(year=2015, month=0, day=0), None)
    """
    text = text.strip()
    if _YEAR.match(text):
        return Day(int(text)) if int(text) else None
    if found := _ISO.match(text):
        year, month, date = found.groups()
    elif found := _BRITISH.match(text):
        date, month, year = found.groups()
    else:
        return None
    try:
        dt.date(int(year), int(month), int(date or 1))
    except ValueError:
        return None
    return Day(int(year), int(month), int(date or 0))


def age(text: str) -> int | None:
    """Read an age in years; '7 months' and '3 weeks' are 0.

    >>> age("7"), age(" 7.5 "), age("8 months"), age("8 yrs"), age("old"), age("900")
    (7, 7, 0, 8, None, None)
    """
    found = re.match(r"^\s*(\d{1,3})(?:\.\d+)?\s*([a-z]*)", text.lower())
    if not found:
        return None
    years, unit = int(found[1]), found[2]
    if unit[:1] in {"m", "w", "d"}:
        years = years // 12 if unit[0] == "m" else 0
    return years if years <= 120 else None


@lru_cache(FEW)
def sex(text: str) -> str:
    """Read female, male or another as one letter; nothing when it is not known.

    >>> sex("Female"), sex("m"), sex("boy"), sex("not_known"), sex("other")
    ('f', 'm', 'm', '', 'o')
    """
    first = " ".join(words(text))
    if first in {"f", "female", "girl", "woman"}:
        return "f"
    if first in {"m", "male", "boy", "man"}:
        return "m"
    return "o" if first in {"other", "o", "another", "x", "i", "indeterminate"} else ""


@lru_cache(FEW)
def stage(text: str) -> str:
    """Read what kind of person is meant: 'unborn', 'child', 'adult', or nothing.

    >>> stage("Unborn"), stage("young person"), stage("adult"), stage("person")
    ('unborn', 'child', 'adult', '')
    """
    folded = set(words(text))
    if folded & {"unborn", "expected", "foetus", "fetus"}:
        return "unborn"
    if folded & {"child", "baby", "newborn", "young", "infant"}:
        return "child"
    return "adult" if folded & {"adult", "parent", "mother", "father", "carer"} else ""
