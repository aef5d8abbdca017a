"""Many cheap keys for each person, so that several blurred fields still leave one in common.

A person becomes a few rows of hashed features (more for an alias or a double name); each recipe joins features of a
row into one key of four bytes. A recipe with a missing feature gives no key.
"""

import datetime as dt
from functools import lru_cache
from itertools import chain, zip_longest
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from righthelp.people.matching.card import Called, Card, Parent
from righthelp.people.matching.groups import FIRST, LAST, all_stand_for, stands_for
from righthelp.people.matching.normal import Day, Home, sound

Row = tuple[int, ...]
FEATURES = (
    "fn", "fs", "fi", "f3", "ln", "ls", "li", "l3", "lend",
    "dob", "ym", "dm", "yd", "y",
    "pc", "sec", "ad", "hs", "town",
    "mf", "mfs", "mfi", "ml", "mls", "mli", "mb",
)  # fmt: skip
NAMES, BORN, LIVES, PARENT = 9, 5, 5, 7  # how many features of each kind a row has
RECIPES = (
    "fn ln", "fs ls", "f3 l3", "fn ls", "fs ln", "fi lend", "fn li town",
    "dob", "dob fi", "dob fn", "dob ln", "dob li",
    "fn ym", "ln ym", "fs ym", "ls ym", "fi li ym",
    "fn dm", "ls dm", "fi li dm",
    "fn yd", "ls yd", "fi li yd",
    "fn li y", "fi ls y", "f3 l3 y",
    "pc", "ad", "fs pc", "ls pc", "fn sec", "ls sec", "hs fi", "hs ls", "hs sec", "y pc",
    "l3 dm", "f3 dm",
    "mf ml", "mfs mls", "mf fn", "mb", "mf pc", "mf fi y", "mf y sec", "ml fn", "mf ym", "mfi ym", "mli ym",
)  # fmt: skip
ADDRESS = RECIPES.index("ad")
NAMESAKES = RECIPES.index("fn ln")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(29)
MOST_ROWS = 12
NEWBORN_DAYS = 500
MOST_FORMS = 4


_BY_LENGTH = sorted(range(len(RECIPES)), key=lambda number: -len(RECIPES[number].split()))
_AS_LISTED = np.argsort(_BY_LENGTH)
_STARTS = np.array([[number + 1] for number in _BY_LENGTH], dtype=np.uint64) * _ODD
# The places of the first features of all recipes, the longest first; of the second features of those that have one; …
_PLACES = tuple(
    np.array([FEATURES.index(word) for word in words if word])
    for words in zip_longest(*(RECIPES[number].split() for number in _BY_LENGTH))
)


def keys_of(rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give the keys of each row, a column a recipe; 0 where something is missing."""
    features = np.ascontiguousarray(rows.T, dtype=np.uint64)
    mixed = np.repeat(_STARTS, len(rows), axis=1)
    there = np.ones(mixed.shape, dtype=bool)
    for places in _PLACES:
        feature, so_far = features[places], mixed[: len(places)]
        so_far ^= feature
        so_far *= _ODD
        so_far ^= so_far >> _HALF
        there[: len(places)] &= feature != 0
    keys = np.where(there, (mixed >> np.uint64(32)) | np.uint64(1), np.uint64(0)).astype(np.uint32)
    return keys[_AS_LISTED].T


def keys_of_rows(rows: list[Row]) -> NDArray[np.uint32]:
    """Give the keys of a few rows."""
    return keys_of(np.array(rows, dtype=np.uint32))


def rows_on_file(card: Card) -> list[Row]:
    """Give the rows under which a person is filed."""
    names = list(dict.fromkeys(chain.from_iterable(map(_forms, card.names)))) or [_NO_NAME]
    born = _born(card.born or card.due)
    homes = [_home(home) for home in (*card.homes, *card.former_homes)] or [_NO_HOME]
    parents = list(chain.from_iterable(map(_parent, card.parents))) or [_NO_PARENT]
    rows = [names[0] + born + homes[0] + parents[0]]
    rows += [name + born + homes[0] + parents[0] for name in names[1:]]
    rows += [names[0] + born + home + parents[0] for home in homes[1:]]
    rows += [names[0] + born + homes[0] + parent for parent in parents[1:]]
    return rows[:MOST_ROWS]


def rows_to_look_up(card: Card) -> list[Row]:
    """Give the rows under which somebody may be filed: other forms, names and dates the other way round."""
    names = list(dict.fromkeys(chain.from_iterable(map(_forms_to_look_up, card.names)))) or [_NO_NAME]
    births = [_born(day) for day in _births(card)] or [_NO_BIRTH]
    homes = [_home(home) for home in card.homes] or [_NO_HOME]
    parents = list(chain.from_iterable(map(_parents_to_look_up, card.parents))) or [_NO_PARENT]
    rows = [name + births[0] + homes[0] + parents[0] for name in names[:MOST_ROWS]]
    rows += [names[0] + born + homes[0] + parents[0] for born in births[1:]]
    rows += [names[0] + births[0] + homes[0] + parent for parent in parents[1:]]
    return rows


_NO_NAME: Row = (0,) * NAMES
_NO_BIRTH: Row = (0,) * BORN
_NO_HOME: Row = (0,) * LIVES
_NO_PARENT: Row = (0,) * PARENT


def _hash(text: str) -> int:
    return crc32(text.encode()) | 1 if text else 0


def _forms(name: Called) -> tuple[Row, ...]:
    """Give the features of a name: as it stands, then with each further part of a double name, and the middle name."""
    firsts, lasts = _firsts(name.first), _lasts(name.last)
    forms = [firsts[0] + lasts[0]]
    forms += [firsts[0] + last for last in lasts[1:3]]
    forms += [first + lasts[0] for first in firsts[1:3]]
    forms += [_first(middle) + lasts[0] for middle in name.middle.split()[:1] if len(middle) > 1]
    return tuple(dict.fromkeys(forms))


@lru_cache(1 << 12)
def _forms_to_look_up(name: Called) -> tuple[Row, ...]:
    forms = [*_forms(name)]
    first, last = _parts(name.first)[0], _parts(name.last)[0]
    for other in all_stand_for(first, FIRST, MOST_FORMS)[1:]:
        forms.append((_hash(other), *_first(first)[1:], *_last(last)))
    for other in all_stand_for(last, LAST, MOST_FORMS)[1:]:
        forms.append((*_first(first), _hash(other), *_last(last)[1:]))
    if first and last:
        forms.append(_first(last) + _last(first))
    return tuple(dict.fromkeys(forms))


def _parts(words: str) -> list[str]:
    """Give the parts of a name, and joined ('marie claire' as 'marieclaire') when it has several."""
    parts = words.split()
    return [*parts, "".join(parts)] if len(parts) > 1 else (parts or [""])


@lru_cache(1 << 17)
def _firsts(words: str) -> tuple[Row, ...]:
    return tuple(map(_first, _parts(words)))


@lru_cache(1 << 17)
def _lasts(words: str) -> tuple[Row, ...]:
    return tuple(map(_last, _parts(words)))


@lru_cache(1 << 17)
def _first(name: str) -> Row:
    sounds = sound(name)
    return _hash(stands_for(name, FIRST)), _hash(sounds), _hash(sounds[:1]), _hash(name[:3])


@lru_cache(1 << 17)
def _last(name: str) -> Row:
    sounds = sound(name)
    return _hash(stands_for(name, LAST)), _hash(sounds), _hash(sounds[:1]), _hash(name[:3]), _hash(name[-4:])


@lru_cache(1 << 16)
def _born(day: Day | None) -> Row:
    if day is None:
        return _NO_BIRTH
    year, month, date = day.year, day.month, day.day
    return (
        _hash(f"{year}-{month}-{date}") if date else 0,
        _hash(f"{year}-{month}") if month else 0,
        _hash(f"-{month}-{date}") if date else 0,
        _hash(f"{year}--{date}") if date else 0,
        _hash(f"{year}"),
    )


def _births(card: Card) -> list[Day]:
    """Give the days of birth to look under: as given, day and month swapped, or the years that an age leaves."""
    if card.born is not None:
        born = card.born
        swapped = [Day(born.year, born.day, born.month)] if 0 < born.day <= 12 and born.day != born.month else []
        return [born, *swapped, *(_about(born.date) if _is_newborn(card) else ())]
    if card.age is not None:
        return [Day(card.on.year - card.age - back) for back in (0, 1, 2)]
    return [card.due, *_about(card.due.date)] if card.due is not None else []


def _is_newborn(card: Card) -> bool:
    """Say whether a child may still be on file as unborn, under the date the baby was due."""
    return card.born is not None and (card.on - card.born.date).days < NEWBORN_DAYS


def _about(day: dt.date) -> list[Day]:
    """Give the months before and after: a birth is rarely on the date it was due."""
    days = (day - dt.timedelta(days=25), day + dt.timedelta(days=25))
    return [Day(one.year, one.month) for one in days if one.month != day.month]


@lru_cache(1 << 16)
def _home(home: Home) -> Row:
    numbers = home.numbers.split()
    number = numbers[-1] if numbers else home.street[:8]
    whole = len(home.postcode) >= 5
    return (
        _hash(home.postcode) if whole else 0,
        _hash(home.postcode[:-2] if whole else home.postcode),
        _hash(f"{home.postcode} {number}") if whole and number else 0,
        _hash(f"{number} {home.street[:4]}") if numbers and home.street else 0,
        _hash(home.town),
    )


@lru_cache(1 << 16)
def _parent(parent: Parent) -> tuple[Row, ...]:
    """Give the features of a parent, once for each part of a double surname."""
    first, born = parent.first.split(" ")[0], _hash(str(parent.born or ""))
    return tuple((*_first(first)[:3], *last[:3], born) for last in _lasts(parent.last)[:2])


def _parents_to_look_up(parent: Parent) -> list[Row]:
    rows = _parent(parent)
    forms = all_stand_for(parent.first.split(" ")[0], FIRST, 3)[1:]
    return [*rows, *((_hash(form), *rows[0][1:]) for form in forms)]
