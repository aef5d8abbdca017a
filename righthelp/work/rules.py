"""Pure functions about workers and places."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

LOOKED_BACK = dt.timedelta(days=2 * 365)


@dataclass(frozen=True)
class Spell:
    """Somebody's time with a child in a role."""

    who: Hashable
    role: str
    starts_on: dt.date
    ends_on: dt.date | None


def changes_of_worker(spells: Iterable[Spell], today: dt.date) -> list[tuple[str, int]]:
    """Count the people whom a child had in one role over the last two years, where there were several (BG-028).

    >>> day = dt.date(2026, 3, 6)
    >>> months = [Spell("A", "Class teacher", day, day), Spell("B", "class teacher", day, None)]
    >>> changes_of_worker(months, day)
    [('Class teacher', 2)]
    """
    written: dict[str, str] = {}
    had: defaultdict[str, set[Hashable]] = defaultdict(set)
    for one in spells:
        if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today - LOOKED_BACK):
            key = one.role.strip().casefold()
            written.setdefault(key, one.role)
            had[key].add(one.who)
    counted = ((written[key], len(people)) for key, people in had.items())
    return sorted((role, number) for role, number in counted if number > 1)


def same_place(line: str, postcode: str, other_line: str, other_postcode: str) -> bool:
    """Say whether two addresses are one as far as anybody can tell; what is missing in one does not tell them apart.

    >>> same_place("12 Heron Way,", "WZ1 4QT", "Flat 2, 12 heron way", "wz14qt")
    True
    >>> same_place("12 Heron Way", "", "12 Heron Way", "WZ1 4QT"), same_place("", "WZ1 4QT", "9 Quay", "WZ1 4QT")
    (True, True)
    >>> same_place("12 Heron Way", "WZ1 4QT", "14 Heron Way", "WZ1 4QT"), same_place("", "", "9 Quay", "WZ1 4QT")
    (False, False)
    """
    mine, theirs, code, their_code = map(_letters, (line, other_line, postcode, other_postcode))
    if code and their_code and code != their_code:
        return False
    if mine and theirs:
        return mine in theirs or theirs in mine
    return bool(code and their_code)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
