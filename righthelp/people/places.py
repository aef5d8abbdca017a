"""Telling places apart, so that a protected one never shows through somebody else, or through how to reach them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from righthelp.people.models import Residence
from righthelp.people.reasons import Part

if TYPE_CHECKING:
    from righthelp.people.access import Seen
    from righthelp.people.known import Account


def same_place(line: str, postcode: str, other_line: str, other_postcode: str) -> bool:
    """Say whether two addresses are one as far as anybody can tell; what is missing in one does not tell them apart.

    >>> same_place("12 Heron Way,", "WZ1 4QT", "Flat 2, 12 heron way", "wz14qt")
    True
    >>> same_place("12 Heron Way", "", "12 Heron Way", "WZ1 4QT"), same_place("", "WZ1 4QT", "9 Quay", "WZ1 4QT")
    (True, True)
    >>> same_place("12 Heron Way", "WZ1 4QT", "14 Heron Way", "WZ1 4QT"), same_place("", "", "9 Quay", "WZ1 4QT")
    (False, False)
    """
    mine, theirs, code, their_code = map(letters_of, (line, other_line, postcode, other_postcode))
    if code and their_code and code != their_code:
        return False
    if mine and theirs:
        return mine in theirs or theirs in mine
    return bool(code and their_code)


def is_at(home: Residence, places: Iterable[Residence]) -> bool:
    """Say whether somebody lives at one of these places."""
    return any(same_place(home.line, home.postcode, place.line, place.postcode) for place in places)


def tells_of(text: str, places: Iterable[Residence]) -> bool:
    """Say whether a text, such as an address to write to, names one of these places."""
    plain = letters_of(text)
    return any(
        part and part in plain for place in places for part in (letters_of(place.line), letters_of(place.postcode))
    )


def protected_places(accounts: "Iterable[Account]") -> list[Residence]:
    """Give every place that is protected for anybody here: it stands on no paper and in no drawing."""
    return [home for account in accounts for home in account.of(Residence) if home.is_protected]


def places_hidden_from(looks: "Mapping[int, Seen]", accounts: "Mapping[int, Account]") -> list[Residence]:
    """Give every place that is protected for anybody here whose protected addresses a reader may not see.

    `looks` gives what the reader may see of each, by key; `accounts` also hold those of whom they may see nothing.
    It must not show through somebody else who lives there and whose own address is open.
    """
    closed = (held for key, held in accounts.items() if not (key in looks and looks[key].opens(Part.PROTECTED)))
    return protected_places(closed)


def letters_of(text: str) -> str:
    """Give the letters and digits alone, so that capitals, commas and spaces make no difference."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
