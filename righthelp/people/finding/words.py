"""What was typed into the one box, in any order, read as names, dates, ages, numbers and a postcode.

Pure: the same words on the same day always read the same. What cannot be read is said, never guessed in silence.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from righthelp.design_system.formatters import in_words
from righthelp.people.matching import normal
from righthelp.people.matching.card import Card, Parent
from righthelp.people.matching.facts import called
from righthelp.people.matching.normal import Day
from righthelp.people.rules import OLDEST, PREGNANCY, Wrong, nhs_number, phone_number, upn

LONGEST_PHONE = 11
MOST_NAME_WORDS = 12
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_STREET = (
    r"road|rd|street|st|avenue|ave|lane|ln|close|drive|court|crescent|place|square|gardens|grove|terrace|walk|way|row|"
    r"hill|park|rise|view|mews|cottages|green|parade"
)
# What ends the name of a street and hardly ever a person's; then what may end either. "Hill" and "Green" mostly end a
# person's.
_NO_SURNAMES = r"road|rd|avenue|ave|drive|crescent|gardens|terrace|ln|mews|cottages|parade"
_EITHER = r"street|lane|close|way|row|walk|rise|court|grove|place|square"
_UNIT = r"years?|yrs?|y/?o|months?|mths?|weeks?|wks?|days?"
_AGED = r"\b(?:aged?|about|around|approx\w*|circa)\b"
NO_NAMES = r"\b(?:born|dob|nhs|upn|named?|called|aged?|about|unborn|baby|of|due|years old)\b"
_HOUSE = (
    r"(?<=[^\W\d]\s)(?<!\bage\s)(?<!\baged\s)(?<!\babout\s)(?<!\baround\s)(?<!\bapprox\s)(?<!\bcirca\s)"
    rf"\d{{1,4}}[a-z]?(?!\s+(?:{_UNIT}|old)\b)(?:\s+(?!{_AGED}|{NO_NAMES})[^\W\d][\w'’.-]*)+"
)


@dataclass
class Asked:
    """What was looked for: ways to read it as a person, exact numbers, and what could not be read."""

    cards: tuple[Card, ...] = ()
    nhs: str = ""
    upn: str = ""
    phone: str = ""
    others: tuple[str, ...] = ()
    read: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    has_house: bool = True
    has_postcode: bool = True
    too_little: str = ""  # what was given, where that is too little among everybody
    to_add: str = ""  # what would be enough
    street_or_name: str = ""  # what was read both ways

    @property
    def numbers(self) -> bool:
        """Say whether there is a number to look for."""
        return bool(self.nhs or self.upn or self.phone or self.others)


@dataclass
class _Reading:
    """The words as they are read: each reader takes out what it knows and leaves the rest."""

    left: str
    today: dt.date
    asked: Asked = field(default_factory=Asked)
    born: Day | None = None
    due: Day | None = None
    age: int | None = None
    postcode: str = ""
    line: str = ""
    streets: list[tuple[str, str]] = field(default_factory=list)  # without a house: the name beside it, and the street
    names: str = ""
    is_unborn: bool = False

    def take(self, pattern: str) -> "re.Match[str] | None":
        """Take the first match out of what is left."""
        found = re.search(pattern, self.left, re.IGNORECASE)
        if found:
            self.left = f"{self.left[: found.start()]} , {self.left[found.end() :]}"
        return found

    def note(self, title: str, text: str) -> None:
        """Say how a part was read."""
        self.asked.read.append((title, text))


def read_words(text: str, today: dt.date) -> Asked:
    """Read what was typed.

    >>> asked = read_words("Lindqvist Maya 3/4/2015 S70 2TD", dt.date(2026, 11, 22))
    >>> [title for title, text in asked.read], len(asked.cards)
    (['Date of birth', 'Postcode', 'Name'], 2)
    """
    reading = _Reading(" ".join(text.split()), today)
    for read in READERS:
        read(reading)
    reading.asked.cards = tuple(_cards(reading))
    reading.asked.has_house, reading.asked.has_postcode = bool(reading.line), bool(reading.postcode)
    _say_if_too_little(reading)
    return reading.asked


def _say_if_too_little(reading: _Reading) -> None:
    """Say so where the words name nobody among everybody on file: one name, an age, a street, half an address.

    Who lives in a house is found by the house and its postcode; whoever bears one name, by that and either of them.
    """
    asked, names = reading.asked, reading.streets[0][0] if reading.streets else reading.names
    count, places = len(names.replace(",", " ").split()), bool(reading.line) + bool(reading.postcode)
    if asked.numbers or reading.born or reading.due or count + places > 1:
        return
    given = ["one name"] if count else []
    given += ["an age"] if reading.age is not None else []
    given += ["a house and street"] if reading.line else ["a street"] if reading.streets else []
    given += ["a postcode"] if reading.postcode else []
    if given:
        too_little = f"{in_words(given)} {'alone is' if len(given) == 1 else 'are'} too little to search everybody"
        asked.too_little = too_little[:1].upper() + too_little[1:]
        house = "a house number and street" if reading.postcode else "a postcode"
        asked.to_add = f"{'a first name or surname' if count else 'a name'}, a date of birth or {house}"


def _upn(reading: _Reading) -> None:
    found = reading.take(r"\b[A-HJ-NP-RT-W]\d{11}[0-9A-HJ-NP-RT-W]\b")
    if found:
        try:
            reading.asked.upn = upn(found[0])
            reading.note("Unique pupil number", reading.asked.upn)
        except Wrong as wrong:
            reading.asked.wrong.append(f"{found[0]}: {wrong}")


def _phone(reading: _Reading) -> None:
    found = reading.take(r"(?<![\w/.-])(?:\+44\s*(?:\(0\))?|0044\s*|\(?0)(?:[\s()-]*\d){9,10}(?!\w)")
    if found:
        reading.asked.phone = phone_number(found[0])
        reading.note("Telephone", found[0].strip())


def _nhs(reading: _Reading) -> None:
    found = reading.take(r"(?<![\w/.-])(?:nhs(?:\s*(?:no|number)\.?)?\s*)?(\d{3}[\s-]?\d{3}[\s-]?\d{4})(?![\w/-])")
    if found:
        try:
            number = nhs_number(found[1])
            reading.asked.nhs = number
            reading.note("NHS number", f"{number[:3]} {number[3:6]} {number[6:]}")
        except Wrong as wrong:
            reading.asked.wrong.append(f"{found[1]}: {wrong}")
            reading.asked.others += (re.sub(r"[\s-]", "", found[1]),)


def _dates(reading: _Reading) -> None:
    for pattern, parts in DATES:
        found = reading.take(pattern)
        if found:
            return _date(reading, found, parts(found))
    return None


def _date(reading: _Reading, found: "re.Match[str]", parts: tuple[str, str, str]) -> None:
    day, month, year = parts
    known = _day(day, month, year, reading.today)
    written = re.sub(r"^(?:born|dob|due)\W*(?:on\s+)?", "", found[0].strip(), flags=re.IGNORECASE)
    if known is None:
        reading.asked.wrong.append(f"{written}: this is not a date")
    elif known.date > reading.today and (known.year, known.month) != (reading.today.year, 0):
        _due(reading, known, written)
    elif reading.today.year - known.year > OLDEST:
        reading.asked.wrong.append(f"{written}: this is more than {OLDEST} years ago")
    elif found[0].strip().lower().startswith("due"):
        _due(reading, known, written)
    else:
        reading.born = known
        reading.note("Date of birth", _said(known))


def _due(reading: _Reading, day: Day, written: str) -> None:
    if abs(day.date - reading.today) > PREGNANCY:
        reading.asked.wrong.append(f"{written}: this date lies ahead, and too far for a baby to be due")
    else:
        reading.due = day
        reading.note("Baby due", _said(day))


def _day(day: str, month: str, year: str, today: dt.date) -> Day | None:
    years = int(year) + (0 if len(year) > 2 else 2000 if int(year) <= today.year % 100 else 1900)
    months = MONTHS.index(month[:3].lower()) + 1 if month[:1].isalpha() else int(month or 0)
    days = int(day or 0)
    if months > 12 >= days > 0:
        months, days = days, months  # written the American way
    try:
        dt.date(years, months or 1, days or 1)
    except ValueError:
        return None
    return Day(years, months, days)


def _said(day: Day) -> str:
    months = f"{MONTH_NAMES[day.month - 1]} " if day.month else ""
    return f"{f'{day.day} ' if day.day else ''}{months}{day.year}"


MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_BEFORE = r"(?<![\w/.-])(?:(?:born|dob|d\.o\.b\.?|due)\W*(?:on\s+|in\s+)?)?"
_AFTER = r"(?![\w/-])"
Parts = Callable[["re.Match[str]"], tuple[str, str, str]]
DATES: tuple[tuple[str, Parts], ...] = (
    (rf"{_BEFORE}(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_AFTER}", lambda m: (m[3], m[2], m[1])),
    (rf"{_BEFORE}(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?(\d{{4}}|\d{{2}}){_AFTER}", lambda m: (m[1], m[2], m[3])),
    (
        rf"{_BEFORE}(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}}|\d{{2}}){_AFTER}",
        lambda m: (m[1], m[2], m[3]),
    ),
    (rf"{_BEFORE}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_AFTER}", lambda m: (m[2], m[1], m[3])),
    (rf"{_BEFORE}{_MONTH}\s+(\d{{4}}){_AFTER}", lambda m: ("", m[1], m[2])),
    (rf"{_BEFORE}(\d{{1,2}})[/.-](\d{{4}}){_AFTER}", lambda m: ("", m[1], m[2])),
    (rf"{_BEFORE}(\d{{2}})(\d{{2}})((?:19|20)\d{{2}}){_AFTER}", lambda m: (m[1], m[2], m[3])),
    (rf"{_BEFORE}((?:19|20)\d{{2}}){_AFTER}", lambda m: ("", "", m[1])),
)


def _postcode(reading: _Reading) -> None:
    found = reading.take(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b") or reading.take(r"\b[A-Z]{1,2}\d[A-Z\d]?\b")
    if found:
        reading.postcode = found[0].upper()
        reading.note("Postcode", reading.postcode)


def _street(reading: _Reading) -> None:
    flat = r"(?:\b(?:flat|apartment)\s+\w+,?\s+)?"
    found = reading.take(rf"{flat}\b\d+[a-z]?\s+(?:[^\W\d]+\s+){{1,4}}?(?:{_STREET})\b\.?")
    if found:
        reading.line = found[0].strip()
        reading.note("Address", reading.line)


def _house(reading: _Reading) -> None:
    """Read a number between a name and a further word as a house, where no word makes it an age: "Leo 14 heron"."""
    found = None if reading.line else reading.take(_HOUSE)
    if found:
        reading.line = found[0]
        reading.note("Address", reading.line)


def _age(reading: _Reading) -> None:
    before = r"\b(?:age[d]?|about|around|approx\w*|circa)?\W*"
    found = reading.take(rf"{before}\b(\d{{1,3}})\s*-?\s*({_UNIT})(?:[\s-]+old)?\b")
    found = found or reading.take(r"\b(?:aged?|about|around|approx\w*|circa)\W*(\d{1,3})\b()")
    found = found or reading.take(r"(?<![\w/.-])(\d{1,2})(?![\w/.-])()")
    if found:
        reading.age = normal.age(f"{found[1]} {found[2]}")
        if reading.age is None:
            reading.asked.wrong.append(f"{found[0].strip(' ,')}: nobody is that old")
        else:
            reading.note("Age", re.sub(r"^\W+", "", found[0]).strip())


def _other_numbers(reading: _Reading) -> None:
    while found := reading.take(r"(?<!\S)(?=[^\s,]*\d)[^\s,]+"):
        reading.asked.others += (found[0],)
        reading.note("Number", found[0])


def _streets(names: str) -> list[tuple[str, str]]:
    """Give the ways to find a street without a house among the names, each with the names that are left.

    >>> _streets("Keira Heron Way"), _streets("Keira , Old Mill Lane"), _streets("Lane"), _streets("Keira Hill")
    ([('Keira', 'Heron Way'), ('', 'Keira Heron Way')], [('Keira', 'Old Mill Lane')], [], [])
    """
    parts = [part.strip() for part in names.split(",")]
    found = next((part for part in parts if re.search(rf"\w\s+(?:{_NO_SURNAMES}|{_EITHER})$", part, re.IGNORECASE)), "")
    if not found:
        return []
    words, others = found.split(), " ".join(part for part in parts if part != found)
    if others or len(words) == 2:
        return [(others, found)]
    split = (" ".join(words[:-2]), " ".join(words[-2:]))
    return [split, ("", found)] if len(words) == 3 else [split]


def _names_or_street(reading: _Reading) -> None:
    """Read a street that is given without a house; what may be a surname too is read both ways."""
    reading.streets = [] if reading.line else _streets(reading.names)
    whole = reading.names.replace(" ,", ",")
    if not reading.streets:
        reading.note("Name", whole)
        return
    names, street = reading.streets[0]
    is_name_too = bool(re.search(rf"\b(?:{_EITHER})$", street, re.IGNORECASE)) and not (reading.is_unborn and names)
    reading.asked.street_or_name = street if is_name_too else ""
    if names:
        reading.note("Name", names)
    reading.note("Street" if names or not is_name_too else "Name or street", street)
    if not is_name_too:
        reading.names = names
    elif names:
        reading.note("Or the whole as a name", whole)


def _words(reading: _Reading) -> None:
    reading.is_unborn = bool(reading.due or re.search(r"\bunborn\b|\bbaby of\b", reading.left, re.IGNORECASE))
    plain = re.sub(NO_NAMES, " ", reading.left, flags=re.IGNORECASE)
    reading.names = " , ".join(part for part in (" ".join(part.split()) for part in plain.split(",")) if part)
    if any(letter.isalpha() for letter in reading.names):
        _names_or_street(reading)
    else:
        reading.names = ""


READERS = (_upn, _phone, _nhs, _dates, _postcode, _street, _house, _age, _other_numbers, _words)


def _cards(reading: _Reading) -> Iterator[Card]:
    """Give each way to read the words as a person: which of the names is the surname is not known."""
    ways = [(reading.names, reading.line)] if reading.names or not reading.streets else []
    for names, line in dict.fromkeys([*ways, *reading.streets]):
        home = normal.home(line, "", reading.postcode)
        if names or reading.born or reading.due or home:
            yield from _cards_of(reading, names, (home,) if home else ())


def _cards_of(reading: _Reading, names: str, homes: tuple[normal.Home, ...]) -> Iterator[Card]:
    for first, middle, last in _orders(names):
        name = called(first, middle, last)
        given = (name,) if name.first or name.middle or name.last else ()
        yield Card(0, given, "", "", reading.born, reading.due, homes, (), (), reading.age, reading.today)
        if reading.is_unborn and given:
            mother = (Parent(name.first, name.last, None),)
            yield Card(0, (), "", "unborn", None, reading.due, homes, (), mother, None, reading.today)


def _orders(names: str) -> list[tuple[str, str, str]]:
    """Give the orders in which names may stand: surname last, surname first; after a comma it is known."""
    before, _, after = names.partition(",")
    if before.strip() and after.strip(" ,"):
        first, *middle = after.replace(",", " ").split()
        return list(dict.fromkeys([(first, " ".join(middle), before.strip()), *_unmarked(names.replace(",", " "))]))
    return _unmarked(names.replace(",", " "))


def _unmarked(names: str) -> list[tuple[str, str, str]]:
    words = names.split()[:MOST_NAME_WORDS]
    if len(words) < 2:
        return [(names.strip(), "", ""), ("", "", names.strip())] if words else [("", "", "")]
    ways = [
        (words[0], " ".join(words[1:-1]), words[-1]),
        (words[1], " ".join(words[2:]), words[0]),
        (words[0], "", " ".join(words[1:])),
    ]
    return list(dict.fromkeys(ways))
