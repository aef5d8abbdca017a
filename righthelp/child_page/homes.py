"""Where the child and the family live, as far as one reader may know it on a page that is printed and carried about."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from righthelp.child_page.access import Glance
from righthelp.people.access import Seen
from righthelp.people.models import Name, Residence
from righthelp.people.places import is_at, letters_of
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT
from righthelp.people.relatives import Relative

BOTH = 2


@dataclass(frozen=True)
class Home:
    """An address; a protected one is shown to few, and never printed."""

    text: str
    is_protected: bool


@dataclass(frozen=True)
class Parent:
    """A parent who does not live with the child, or of whom the page does not say where they live."""

    relative: Relative
    says: str
    homes: tuple[Home, ...]


@dataclass(frozen=True)
class Household:
    """Who lives where; `unknown_parent` says in a sentence that a parent is not written down."""

    homes: tuple[Home, ...]
    together: tuple[Relative, ...]
    apart: tuple[Parent, ...]
    unknown_parent: str


def household_of(glance: Glance, family: list[Relative], today: dt.date) -> Household:
    """Say with whom the child lives, and which parents live elsewhere."""
    own = [home for seen in glance.records for home in _homes(glance, seen, today)]
    places = {_key(one) for one in own}
    near = _each_once(one for one in family if not one.person.died_on)
    with_child = [one for one in near if places & {_key(home) for home in _homes_of(glance, one, today)}]
    parents = [one for one in near if one.kind in DESCENT and one.is_child_side]
    return Household(
        homes=tuple(dict.fromkeys(map(_home, own))),
        together=tuple(with_child),
        apart=tuple(_apart(glance, one, today, bool(own)) for one in parents if one not in with_child),
        unknown_parent=_unknown(len(parents), glance),
    )


def _each_once(family: Iterator[Relative]) -> list[Relative]:
    """Keep for each person what they are first: what holds comes before what is over."""
    found: dict[int, Relative] = {}
    for one in family:
        found.setdefault(one.person.pk, one)
    return list(found.values())


def _homes_of(glance: Glance, one: Relative, today: dt.date) -> list[Residence]:
    return [home for seen in glance.folded.records_of(one.person.pk) for home in _homes(glance, seen, today)]


def _homes(glance: Glance, seen: Seen, today: dt.date) -> list[Residence]:
    """Give where somebody lives today, as far as the reader may know it of everybody who lives there."""
    if not seen.opens(Part.WHERE):
        return []
    held = (one for one in glance.accounts[seen.person.pk].of(Residence) if _is_now(one, today))
    allowed = (one for one in held if not one.is_protected or seen.opens(Part.PROTECTED))
    return [one for one in allowed if not is_at(one, glance.hidden_places)]


def _is_now(one: Residence, today: dt.date) -> bool:
    return (one.to_on is None or one.to_on >= today) and (one.from_on is None or one.from_on <= today)


def _key(home: Residence) -> tuple[str, str]:
    return letters_of(home.line), letters_of(home.postcode)


def _home(one: Residence) -> Home:
    return Home(str(one), one.is_protected)


def _apart(glance: Glance, one: Relative, today: dt.date, is_child_at_home: bool) -> Parent:
    homes = _homes_of(glance, one, today)
    known = is_child_at_home and homes
    return Parent(
        one, "lives elsewhere" if known else "where is not shown here", tuple(dict.fromkeys(map(_home, homes)))
    )


def _unknown(parents: int, glance: Glance) -> str:
    """Say that a parent is missing here, where nobody has noted a search; it may only be hidden from the reader."""
    if parents >= BOTH or glance.searches or not glance.seen.opens(Part.STORY):
        return ""
    which = "No parent is" if parents == 0 else "Only one parent is"
    return f"{which} written down here whom you may see. If nobody knows who or where a parent is, ask, and note it."


def name_in(glance: Glance, key: int) -> str:
    """Give the name of the child, or of somebody of the circle as all their records have it."""
    if key == glance.child.pk:
        return name_among(glance.child, glance.account.of(Name))
    return glance.folded.name_of(key, glance.accounts)
