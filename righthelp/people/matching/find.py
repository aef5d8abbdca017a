"""The way in: who on file is the person looked for, who are the family, and who is at the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import inf

import numpy as np

from righthelp.people.matching import index
from righthelp.people.matching.card import Called, Card, read
from righthelp.people.matching.compare import FIELDS, MISSING, SAME, SWAPPED, Levels, compare
from righthelp.people.matching.explain import explain
from righthelp.people.matching.family import kin_of
from righthelp.people.matching.groups import FIRST, LAST, stands_for
from righthelp.people.matching.keys import ADDRESS, keys_of_rows, rows_on_file
from righthelp.people.matching.shortlist import Keys, Postings, keys_to_look_up, shortlist
from righthelp.people.matching.weights import AGREES, MAYBE, RAREST, SURE, Commonness, Weighed, weigh

SAME_PERSON, POSSIBLE, NOT_FOUND = "same person", "possible", "not found"
UNBORN = "unborn"
BESIDE_NAMES = {
    "born": {"same", "swapped", "slip", "year_slip", "two_parts", "fits", "near", "age", "due_same", "due"},
    "home": {"same", "close", "number", "former", "postcode", "former_postcode", "street"},
    "parent": {"name_and_birth", "name", "first_and_birth", "birth", "first"},
}
CANDIDATE, RELATIVE, AT_ADDRESS = "", "relative", "address"
COMPARED = 80
COMPARED_AS_MOTHER = 10
MOST_ROWS = 20
FEWEST, MOST_CANDIDATES = 5, 8
LIKELY_FAMILY = 0.0
MOST_AT_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody shown: as a candidate, or below them as a relative or as somebody at the address."""

    person: int
    score: float
    band: str
    via: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compared:
    card: Card
    levels: Levels
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Looked:
    """Who was found, before relatives: candidates, those who look like family, and people at the address."""

    candidates: list[Found]
    alike: list[int]
    at_address: list[int]
    living_there: frozenset[int]
    by_home: frozenset[int] = frozenset()  # of those who look like family: who share nothing but where they live

    def likely(self) -> list[int]:
        """Give the likeliest candidates, whose relatives are worth showing."""
        return [found.person for found in self.candidates if found.band != NOT_FOUND][:3]


# With whom to compare, and by which lines; without one, with everybody on file.
OnFile = Callable[[set[int]], Mapping[int, str]]


def find(wanted: Card, most: int = MOST_ROWS) -> list[Found]:
    """Give candidates, the likeliest first, then relatives, then people at the address.

    Only the first candidate may be 'same person'. Where nothing was given to look for, nobody is found.
    """
    looked = look_for([wanted])
    return _listed(looked.candidates, _relatives(looked), looked.at_address)[:most]


def look_for(ways: Sequence[Card], on_file: OnFile | None = None) -> Looked:
    """Look for one person, written in one or more ways, among those whom `on_file` gives; the best way counts.

    Whoever `on_file` leaves out competes with nobody, so that no band can tell of them.
    """
    return look_for_each([ways], on_file)[0]


def look_for_each(people: Sequence[Sequence[Card]], on_file: OnFile | None = None) -> list[Looked]:
    """Look for several people at once, each as `look_for` does, in as many queries as for one."""
    hunts = [_Hunt(ways) for ways in people]
    postings = index.shelved(reduce(np.union1d, [keys.all for hunt in hunts for keys in hunt.all_keys()]))
    counts = index.tallies(set().union(*(words for hunt in hunts for words in map(_words_to_count, hunt.ways))))
    for hunt in hunts:
        hunt.list_likely(postings, counts)
    cards = _cards(set().union(*(hunt.listed_people() for hunt in hunts)), people[0][0], on_file)
    return [hunt.compare(cards) for hunt in hunts]


class _Hunt:
    """One person looked for: first who is worth comparing, then, once their cards are read, how they compare."""

    def __init__(self, ways: Sequence[Card]) -> None:
        self.ways = ways
        self.keys = [keys_to_look_up(way) for way in ways]
        self.mother = _mother(next((way for way in ways if way.parents), ways[0]))
        self.mother_keys = keys_to_look_up(self.mother) if self.mother else None

    def all_keys(self) -> list[Keys]:
        return [*self.keys, *([self.mother_keys] if self.mother_keys else [])]

    def list_likely(self, postings: Postings, counts: Mapping[str, int]) -> None:
        both = zip(self.ways, self.keys, strict=True)
        self.commons = [commonness(way, keys, postings, counts) for way, keys in both]
        people = self.commons[0].people
        self.listed: list[list[int]] = [
            shortlist(keys, postings.only(keys.all), people, COMPARED).tolist() for keys in self.keys
        ]
        self.mothers = _mothers(self.mother_keys, postings, people)
        self.living_there: list[int] = postings.under(self.keys[0].address).tolist()[:MOST_AT_ADDRESS]

    def listed_people(self) -> set[int]:
        return set(self.mothers).union(self.living_there, *self.listed)

    def compare(self, cards: dict[int, Card]) -> Looked:
        tried = [
            (way, common, _compared(way, [cards[pk] for pk in listed if pk in cards], common))
            for way, common, listed in zip(self.ways, self.commons, self.listed, strict=True)
        ]
        wanted, common, compared = max(tried, key=lambda one: one[2][0].weighed.odds if one[2] else -inf)
        compared = [_as_it_stands(one, self.ways) for one in compared]
        compared.sort(key=lambda one: (-one.weighed.odds, -one.levels.count(SAME), one.card.person))
        candidates = _candidates(wanted, compared)
        mothers = _likely_mothers(self.mother, self.mothers, cards, common)
        at_address, here = _at_address(wanted, candidates, compared, cards, self.living_there)
        alike = _alike(compared)
        by_home = {one.card.person for one in compared if not _shares_more_than_home(one.levels)}
        found = list(dict.fromkeys([*mothers, *alike]))
        return Looked(candidates, found, at_address, here, frozenset(by_home.intersection(alike).difference(mothers)))


def _mother(wanted: Card) -> Card | None:
    """Give the mother who was named as somebody to look for, at the same address, with the child's surname too."""
    if not wanted.parents or not (wanted.parents[0].first or wanted.parents[0].born):
        return None
    mother = wanted.parents[0]
    lasts = dict.fromkeys([mother.last or (wanted.names[0].last if wanted.names else "")])
    names = tuple(Called(mother.first, "", last) for last in lasts)
    return Card(0, names, "f", "adult", mother.born, None, wanted.homes, on=wanted.on)


def _mothers(keys: Keys | None, postings: Postings, people: int) -> list[int]:
    if keys is None:
        return []
    found: list[int] = shortlist(keys, postings.only(keys.all), people, COMPARED_AS_MOTHER).tolist()
    return found


def _cards(people: set[int], wanted: Card, on_file: OnFile | None) -> dict[int, Card]:
    lines = index.lines(people) if on_file is None else on_file(people)
    return {pk: read(pk, line, wanted.on) for pk, line in lines.items()}


def _words_to_count(wanted: Card) -> set[str]:
    name = wanted.names[0] if wanted.names else Called("", "", "")
    words = {index.ALL} | index.first_words(name.first) | index.last_words(name.last)
    words |= index.first_words(name.last) | index.last_words(name.first)  # should they be the other way round
    for mother in wanted.parents[:1]:
        words |= index.first_words(mother.first) | index.last_words(mother.last)
    return words


def commonness(wanted: Card, keys: Keys, postings: Postings, counts: Mapping[str, int]) -> Commonness:
    """Say how common the names are among those on file."""
    name = wanted.names[0] if wanted.names else Called("", "", "")
    mother = wanted.parents[0] if wanted.parents else None
    people = max(counts.get(index.ALL, 0), 1)

    def share(word: str) -> float:
        return max(counts.get(word[: index.LONGEST_WORD + 2], 0) / people, RAREST)

    namesakes = len(postings.under(keys.names))
    return Commonness(
        people,
        share(f"f {name.first}"),
        share(f"F {stands_for(name.first, FIRST)}"),
        share(f"l {name.last}"),
        share(f"L {stands_for(name.last, LAST)}"),
        max(namesakes - 1, 0) / people,
        share(f"F {stands_for(name.last, FIRST)}") * share(f"L {stands_for(name.first, LAST)}"),
        share(f"F {stands_for(mother.first, FIRST)}") if mother and mother.first else RAREST,
        share(f"L {stands_for(mother.last, LAST)}") if mother and mother.last and mother.last != name.last else 1.0,
    )


def _compared(wanted: Card, cards: Sequence[Card], common: Commonness) -> list[_Compared]:
    levels = [compare(wanted, card) for card in cards]
    together = map(_Compared, cards, levels, weigh(levels, common))
    return sorted(together, key=lambda one: (-one.weighed.odds, one.card.person))


def _as_it_stands(one: _Compared, ways: Sequence[Card]) -> _Compared:
    """Whom the names fit in another way of writing them, as they stand there, has them in no wrong order."""
    if one.levels[0] != SWAPPED:
        return one
    levels = (compare(way, one.card) for way in ways)
    return replace(one, levels=next((each for each in levels if {*each[:2]} <= AGREES), one.levels))


def _candidates(wanted: Card, compared: Sequence[_Compared]) -> list[Found]:
    """Give at least the first few, and more while they are possible."""
    found = []
    for place, one in enumerate(compared[:MOST_CANDIDATES]):
        band = _band(one, wanted, place)
        if place >= FEWEST and band == NOT_FOUND:
            break
        found.append(Found(one.card.person, round(one.weighed.odds, 2), band, CANDIDATE, explain(one.levels)))
    return found


def _band(one: _Compared, wanted: Card, place: int) -> str:
    """Say how sure it is."""
    if place == 0 and _told_apart(one.levels, wanted) and min(one.weighed.share, one.weighed.odds) >= SURE:
        return SAME_PERSON
    return POSSIBLE if one.weighed.share >= MAYBE else NOT_FOUND


def _told_apart(levels: Levels, wanted: Card) -> bool:
    """Say whether there is enough to tell a person from the family and from namesakes.

    Without a first name, brothers, sisters and twins are alike; with nothing but names, namesakes are.
    """
    given = dict(zip(FIELDS, levels, strict=True))
    has_first = given["first"] != MISSING or wanted.life == UNBORN
    return has_first and any(given[field] in fitting for field, fitting in BESIDE_NAMES.items())


def _likely_mothers(mother: Card | None, listed: list[int], cards: dict[int, Card], common: Commonness) -> list[int]:
    """Give the people on file who are likely to be the mother who was named, the likeliest two."""
    if mother is None:
        return []
    hers = replace(common, first=common.mother, first_group=common.mother, both=0.0)
    compared = _compared(mother, [cards[pk] for pk in listed if pk in cards], hers)
    return [one.card.person for one in compared[:2] if one.weighed.odds >= MAYBE]


def _alike(compared: Sequence[_Compared]) -> list[int]:
    """Give those who look like somebody of the family."""
    return [
        one.card.person
        for one in sorted(compared[:40], key=lambda one: -one.weighed.family)
        if one.weighed.family > LIKELY_FAMILY and one.weighed.fits_as != "household"
    ][:6]


def _shares_more_than_home(levels: Levels) -> bool:
    """Say whether a name, a day of birth or a parent is alike too: neighbours share a postcode, and often an age."""
    first, last, _, born, _, _, parent, _ = levels
    named = bool({first, last} & {*AGREES, SWAPPED})
    return named or born in BESIDE_NAMES["born"] - {"age", "fits"} or parent in BESIDE_NAMES["parent"]


def _relatives(looked: Looked) -> list[int]:
    """Give relatives of whoever is likely, those who look like family, and their relatives."""
    likely = looked.likely()
    kin = kin_of([*dict.fromkeys([*likely, *looked.alike])])
    first = [relative for person in likely for relative in kin[person]]
    rest = [relative for person in looked.alike for relative in (person, *kin[person])]
    return list(dict.fromkeys([*first, *rest]))


def _at_address(
    wanted: Card,
    candidates: Sequence[Found],
    compared: Sequence[_Compared],
    cards: dict[int, Card],
    living_there: list[int],
) -> tuple[list[int], frozenset[int]]:
    """Give who is on file at the address given; where it was mistyped, at the address of the likeliest person.

    With it, those of them who live there now.
    """
    found = [pk for pk in living_there if pk in cards and _lives_there(wanted, cards[pk])]
    here = frozenset(found)
    found += [pk for pk in living_there if pk not in here]
    if candidates and candidates[0].band != NOT_FOUND:
        first = compared[0]
        if first.levels[FIELDS.index("home")] in {"close", "number", "street", "postcode"}:
            keys = keys_of_rows(rows_on_file(replace(first.card, former_homes=())))[:, ADDRESS]
            found += index.shelved(keys[keys != 0]).people.tolist()[:MOST_AT_ADDRESS]
    return list(dict.fromkeys(found)), here


def _lives_there(wanted: Card, card: Card) -> bool:
    return compare(wanted, replace(card, former_homes=()))[FIELDS.index("home")] == "same"


def _listed(candidates: Sequence[Found], relatives: list[int], at_address: list[int]) -> list[Found]:
    """Put candidates first, then relatives, then the address; nobody twice."""
    shown = {found.person for found in candidates}
    rows = [*candidates]
    for via, people in ((RELATIVE, relatives), (AT_ADDRESS, at_address)):
        for person in people:
            if person not in shown:
                shown.add(person)
                rows.append(Found(person, 0.0, NOT_FOUND, via))
    return rows
