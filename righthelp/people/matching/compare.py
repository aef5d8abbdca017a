"""Comparing somebody looked for with somebody on file: each field comes to one of a few named levels.

A field that is missing on either side says nothing: its level is MISSING.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.groups import FIRST, LAST, alike
from righthelp.people.matching.normal import Day, Home, sound

MISSING = "missing"
SAME, GROUP, PART, CLOSE, SOUND, INITIAL, SWAPPED, OTHER = (
    "same", "group", "part", "close", "sound", "initial", "swapped", "other",
)  # fmt: skip
# The levels of each field, the best first.
LEVELS: dict[str, tuple[str, ...]] = {
    "first": (SAME, GROUP, PART, "middle", CLOSE, SOUND, SWAPPED, INITIAL, "near", OTHER),
    "last": (SAME, GROUP, PART, CLOSE, SOUND, INITIAL, "parent", "near", OTHER),
    "middle": (SAME, CLOSE, INITIAL, OTHER),
    "born": (
        SAME, SWAPPED, "slip", "year_slip", "two_parts", "fits", "near", "age", "due_same", "due", "same_year",
        "near_year", "age_near", "far_due", "age_other", "years_apart", OTHER,
    ),
    "sex": (SAME, OTHER),
    "home": (SAME, CLOSE, "number", "former", "postcode", "former_postcode", "street", "sector", "town", OTHER),
    "parent": ("name_and_birth", "name", "first_and_birth", "birth", "first", "last", OTHER),
    "life": (SAME, OTHER),
}  # fmt: skip
FIELDS = tuple(LEVELS)
CLOSE_ENOUGH, NEAR_ENOUGH = 0.92, 0.80
DAYS_NEAR = 31
GENERATION = 15  # years
DUE_BEFORE, DUE_AFTER = 110, 35
_RANK = {field: {level: number for number, level in enumerate((*levels, MISSING))} for field, levels in LEVELS.items()}
Levels = tuple[str, str, str, str, str, str, str, str]


def compare(wanted: Card, found: Card) -> Levels:
    """Give the level of each field, in the order of FIELDS."""
    first, last, middle = names(wanted, found)
    return (
        first,
        last,
        middle,
        birth(wanted, found),
        sex(wanted.sex, found.sex),
        homes(wanted, found),
        parents(wanted.parents, found.parents),
        life(wanted, found),
    )


def names(wanted: Card, found: Card) -> tuple[str, str, str]:
    """Compare the names: the best that any two of them make; 'swapped' when first and last changed places."""
    if not wanted.names:
        return MISSING, MISSING, MISSING
    best = (MISSING, MISSING, MISSING)
    for mine in wanted.names:
        for theirs in found.names:
            best = tuple(map(_better, ("first", "last", "middle"), best, name(mine, theirs)))  # type: ignore[assignment]
    first, last, middle = best
    if first == SWAPPED:
        last = MISSING
    if last in {OTHER, "near"} and _parents_name(wanted, found):
        last = "parent"
    return first, last, middle


def _better(field: str, one: str, other: str) -> str:
    return one if _RANK[field][one] <= _RANK[field][other] else other


def _parents_name(wanted: Card, found: Card) -> bool:
    """Say whether the surname is one that a parent bears: names change when families do."""
    mine = {mine.last for mine in wanted.names if mine.last} | {parent.last for parent in wanted.parents}
    theirs = {theirs.last for theirs in found.names if theirs.last} | {parent.last for parent in found.parents}
    lasts_on_file = {theirs.last for theirs in found.names}
    lasts_wanted = {mine.last for mine in wanted.names}
    return bool((lasts_wanted & theirs | lasts_on_file & mine) - {""})


@lru_cache(1 << 16)
def name(mine: Called, theirs: Called) -> tuple[str, str, str]:
    """Compare one name with one other."""
    first, last = forename(mine, theirs), surname(mine.last, theirs.last)
    if first in {OTHER, "near"} and last in {OTHER, "near"} and _changed_places(mine, theirs):
        first, last = SWAPPED, MISSING  # one thing happened, so it counts once
    return first, last, _middle(mine.middle, theirs.middle)


def _changed_places(mine: Called, theirs: Called) -> bool:
    if not (mine.first and mine.last and theirs.first and theirs.last):
        return False
    crossed = word(mine.first, theirs.last, LAST), word(mine.last, theirs.first, FIRST)
    return all(level in {SAME, GROUP, PART, CLOSE} for level in crossed)


def forename(mine: Called, theirs: Called) -> str:
    """Compare first names; a middle name by which somebody goes counts as part of the name."""
    if not mine.first or not theirs.first:
        return MISSING
    level = word(mine.first, theirs.first, FIRST)
    if level in {SAME, GROUP} or not (mine.middle or theirs.middle):
        return level
    if _run_together(mine) & _run_together(theirs):
        return SAME
    if mine.first in theirs.middle.split() or theirs.first in mine.middle.split():
        return _better("first", level, "middle")
    return level


def _run_together(name: Called) -> set[str]:
    first = name.first.replace(" ", "")
    return {first, first + name.middle.replace(" ", "")}


def surname(mine: str, theirs: str) -> str:
    """Compare surnames, double names part by part."""
    return word(mine, theirs, LAST) if mine and theirs else MISSING


@lru_cache(1 << 16)
def word(mine: str, theirs: str, part: str) -> str:
    """Compare two names or parts of names.

    >>> word("jon", "jonathan", FIRST), word("smith jones", "jones", LAST), word("catherine", "cathrine", FIRST)
    ('group', 'part', 'close')
    >>> word("j", "jonathan", FIRST), word("ann", "bob", FIRST), word("kowalska", "kowalski", LAST)
    ('initial', 'other', 'group')
    """
    if mine == theirs or mine.replace(" ", "") == theirs.replace(" ", ""):
        return SAME
    if alike(mine, theirs, part):
        return GROUP
    my_words, their_words = mine.split(), theirs.split()
    if len(my_words) > 1 or len(their_words) > 1:
        return _parts(my_words, their_words, part)
    return _letters(mine, theirs)


def _parts(mine: Sequence[str], theirs: Sequence[str], part: str) -> str:
    """Compare names of several words: every word in any order, or some of them."""
    if sorted(mine) == sorted(theirs):
        return SAME
    levels = [_one_word(one, other, part) for one in mine for other in theirs]
    if any(level in {SAME, GROUP} for level in levels):
        return PART
    joined = _letters("".join(mine), "".join(theirs))
    if joined == CLOSE:
        return CLOSE
    return "near" if any(level in {CLOSE, SOUND} for level in levels) or joined == SOUND else OTHER


def _one_word(one: str, other: str, part: str) -> str:
    if len(one) < 2 or len(other) < 2:
        return OTHER
    return SAME if one == other else GROUP if alike(one, other, part) else _letters(one, other)


def _letters(mine: str, theirs: str) -> str:
    shorter = min(len(mine), len(theirs))
    if shorter == 1:
        return INITIAL if mine[0] == theirs[0] else OTHER
    slips = DamerauLevenshtein.distance(mine, theirs, score_cutoff=2)
    alikeness = JaroWinkler.similarity(mine, theirs)
    if (slips == 1 and shorter >= 3) or (slips == 2 and shorter >= 6) or alikeness >= CLOSE_ENOUGH:
        return CLOSE
    if shorter >= 3 and sound(mine) == sound(theirs) and len(sound(mine)) > 1:
        return SOUND
    return "near" if alikeness >= NEAR_ENOUGH or slips == 1 else OTHER


@lru_cache(1 << 14)
def _middle(mine: str, theirs: str) -> str:
    if not mine or not theirs:
        return MISSING
    if mine == theirs or set(mine.split()) & set(theirs.split()):
        return SAME
    if min(len(mine), len(theirs)) == 1:
        return INITIAL if mine[0] == theirs[0] else OTHER
    return CLOSE if word(mine, theirs, FIRST) in {GROUP, CLOSE, SOUND, PART} else OTHER


def birth(wanted: Card, found: Card) -> str:
    """Compare dates of birth, an age with a date, a due date with either."""
    if wanted.born is not None and found.born is not None:
        return days(wanted.born, found.born)
    if wanted.age is not None and found.born is not None:
        return _age(wanted.age, wanted.on, found.born)
    return _due(wanted, found)


@lru_cache(1 << 17)
def days(mine: Day, theirs: Day) -> str:
    """Compare two dates of birth.

    >>> days(Day(2015, 3, 4), Day(2015, 4, 3)), days(Day(2015, 3, 4), Day(2016, 3, 4))
    ('swapped', 'year_slip')
    >>> days(Day(2015, 3, 14), Day(2015, 3, 24)), days(Day(2015), Day(2015, 3, 4)), days(Day(2015), Day(2009))
    ('slip', 'fits', 'years_apart')
    """
    if mine == theirs:
        return SAME if mine.day else "fits"
    if not (mine.day and theirs.day):
        return _parts_known(mine, theirs)
    if mine.year == theirs.year and (mine.month, mine.day) == (theirs.day, theirs.month):
        return SWAPPED
    if (mine.month, mine.day) == (theirs.month, theirs.day):
        near = abs(mine.year - theirs.year) <= 2 or _one_slip(f"{mine.year}", f"{theirs.year}")
        return "year_slip" if near else "two_parts"
    if mine.year == theirs.year and _one_slip(f"{mine.month:02}{mine.day:02}", f"{theirs.month:02}{theirs.day:02}"):
        return "slip"
    if mine.year == theirs.year and (mine.month == theirs.month or mine.day == theirs.day):
        return "two_parts"
    return _apart(mine, theirs)


def _parts_known(mine: Day, theirs: Day) -> str:
    if mine.year == theirs.year and (mine.month == theirs.month or not (mine.month and theirs.month)):
        return "fits"
    return _years_apart(mine, theirs)


def _apart(mine: Day, theirs: Day) -> str:
    if abs((mine.date - theirs.date).days) <= DAYS_NEAR:
        return "near"
    if mine.year == theirs.year:
        return "same_year"
    return _years_apart(mine, theirs)


def _years_apart(mine: Day, theirs: Day) -> str:
    years = abs(mine.year - theirs.year)
    return "near_year" if years <= 1 else "years_apart" if years < GENERATION else OTHER


def _one_slip(mine: str, theirs: str) -> bool:
    return DamerauLevenshtein.distance(mine, theirs, score_cutoff=1) <= 1


def _age(age: int, on: dt.date, born: Day) -> str:
    """Compare an age with a date of birth; an age given some time ago may be a year behind."""
    years = on.year - born.year - ((on.month, on.day) < (born.month or 7, born.day or 1))
    apart = abs(years - age)
    return "age" if apart <= 1 else "age_near" if apart <= 3 else "age_other"


def _due(wanted: Card, found: Card) -> str:
    """Compare a due date with a due date, or with the birth that came of it."""
    if wanted.due is not None and found.due is not None:
        apart = abs((wanted.due.date - found.due.date).days)
        return "due_same" if apart == 0 else "due" if apart <= DAYS_NEAR else "far_due"
    due, born = (wanted.due, found.born) if wanted.due is not None else (found.due, wanted.born)
    if due is None or born is None:
        return MISSING
    return "due" if -DUE_BEFORE <= (born.date - due.date).days <= DUE_AFTER else "far_due"


def sex(mine: str, theirs: str) -> str:
    """Compare the sex where both are known."""
    return MISSING if not mine or not theirs else SAME if mine == theirs else OTHER


def life(wanted: Card, found: Card) -> str:
    """Compare child with adult, only where no two dates say it."""
    if wanted.born is not None and found.born is not None:
        return MISSING
    mine, theirs = wanted.life, found.life
    if not mine or not theirs or ("unborn" in {mine, theirs} and "child" in {mine, theirs}):
        return MISSING
    return SAME if mine == theirs else OTHER


def homes(wanted: Card, found: Card) -> str:
    """Compare addresses: the best that any two of them make."""
    levels = [home(mine, theirs) for mine in wanted.homes for theirs in found.homes]
    levels += [_former(home(mine, theirs)) for mine in wanted.homes for theirs in found.former_homes]
    return _best("home", levels)


def _former(level: str) -> str:
    if level in {SAME, CLOSE, "number"}:
        return "former"
    return "former_postcode" if level in {"postcode", "street"} else level


def _best(field: str, levels: Iterable[str]) -> str:
    return min(levels, key=_RANK[field].__getitem__, default=MISSING)


@lru_cache(1 << 17)
def home(mine: Home, theirs: Home) -> str:
    """Compare two addresses.

    >>> home(Home("s702td", "14", "high street", ""), Home("s702td", "14", "", "barnsley"))
    'same'
    >>> home(Home("s702td", "14", "high street", ""), Home("s702td", "27", "high street", ""))
    'postcode'
    """
    codes, numbers, streets = _codes(mine, theirs), _numbers(mine, theirs), _streets(mine, theirs)
    if numbers == SAME and codes == SAME:
        return SAME
    if numbers == SAME and streets == SAME and codes in {CLOSE, MISSING}:
        return CLOSE if codes == CLOSE or _towns(mine, theirs) != OTHER else "street"
    if codes == SAME:
        return "number" if numbers == CLOSE and streets != OTHER else "postcode"
    if codes == MISSING and numbers == MISSING and streets == MISSING:
        return {SAME: "town", OTHER: OTHER, MISSING: MISSING}[_towns(mine, theirs)]
    if streets == SAME and (codes == CLOSE or _towns(mine, theirs) == SAME):
        return "street"
    if mine.postcode and theirs.postcode and mine.postcode[:-2] == theirs.postcode[:-2]:
        return "sector"
    return "town" if _towns(mine, theirs) == SAME else OTHER


def _codes(mine: Home, theirs: Home) -> str:
    one, other = mine.postcode, theirs.postcode
    if len(one) < 5 or len(other) < 5:
        return MISSING
    return SAME if one == other else CLOSE if _one_slip(one, other) else OTHER


def _numbers(mine: Home, theirs: Home) -> str:
    one, other = mine.numbers, theirs.numbers
    if not one or not other:
        if not one and not other and mine.street and theirs.street:
            return _streets(mine, theirs)  # a house with a name
        return MISSING
    if one == other or (one.split()[-1] == other.split()[-1] and (" " in one) != (" " in other)):
        return SAME
    return CLOSE if _one_slip(one, other) and len(one) > 1 else OTHER


def _streets(mine: Home, theirs: Home) -> str:
    if not mine.street or not theirs.street:
        return MISSING
    if f"{theirs.street} ".startswith(f"{mine.street} "):
        return SAME  # "heron" for "heron way"
    return SAME if JaroWinkler.similarity(mine.street, theirs.street) >= CLOSE_ENOUGH else OTHER


def _towns(mine: Home, theirs: Home) -> str:
    if not mine.town or not theirs.town:
        return MISSING
    return SAME if JaroWinkler.similarity(mine.town, theirs.town) >= CLOSE_ENOUGH else OTHER


def parents(mine: tuple[Parent, ...], theirs: tuple[Parent, ...]) -> str:
    """Compare the mother who was named with the parents on file: the best that any makes."""
    return _best("parent", [parent(one, other) for one in mine for other in theirs])


@lru_cache(1 << 16)
def parent(mine: Parent, theirs: Parent) -> str:
    """Compare a parent named with a parent on file."""
    first = _sounds_right(mine.first, theirs.first, FIRST)
    last = _sounds_right(mine.last, theirs.last, LAST)
    born = mine.born and theirs.born and days(mine.born, theirs.born) in {SAME, SWAPPED, "slip", "year_slip"}
    if born:
        return "name_and_birth" if first and last else "first_and_birth" if first else "birth"
    if first is None and last is None:
        return MISSING if not (mine.born and theirs.born) else OTHER
    if mine.born and theirs.born and not first:
        return OTHER
    return "name" if first and last else "first" if first else "last" if last else OTHER


def _sounds_right(mine: str, theirs: str, part: str) -> bool | None:
    """Say whether a parent's name fits; None when it is not known."""
    if not mine or not theirs:
        return None
    return word(mine, theirs, part) in {SAME, GROUP, PART, CLOSE, SOUND, INITIAL}
