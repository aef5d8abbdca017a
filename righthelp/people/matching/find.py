"""The way in: who on file is the person looked for, who are the family, and who is at the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from righthelp.people.matching import index
from righthelp.people.matching.card import Called, Card, read
from righthelp.people.matching.compare import FIELDS, MISSING, Levels, compare
from righthelp.people.matching.explain import explain
from righthelp.people.matching.family import kin_of
from righthelp.people.matching.groups import FIRST, LAST, stands_for
from righthelp.people.matching.keys import ADDRESS, keys_of_rows, rows_on_file
from righthelp.people.matching.models import MatchRecord
from righthelp.people.matching.shortlist import Ids, Keys, Postings, keys_to_look_up, shortlist
from righthelp.people.matching.weights import MAYBE, RAREST, SURE, Commonness, Weighed, weigh

SAME_PERSON, POSSIBLE, NOT_FOUND = "same person", "possible", "not found"
UNBORN = "unborn"
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


def find(wanted: Card, most: int = MOST_ROWS) -> list[Found]:
    """Give candidates, the likeliest first, then relatives, then people at the address.

    Only the first candidate may be 'same person'. Where nothing was given to look for, nobody is found.
    """
    keys, mother = keys_to_look_up(wanted), _mother(wanted)
    mother_keys = keys_to_look_up(mother) if mother else None
    postings = index.shelved(_all_keys(keys, mother_keys))
    common = commonness(wanted, keys, postings)
    listed = shortlist(keys, postings.only(keys.all), common.people, COMPARED).tolist()
    mothers = _mothers(mother_keys, postings, common.people)
    living_there = postings.under(keys.address).tolist()[:MOST_AT_ADDRESS]
    cards = _cards([*listed, *mothers, *living_there], wanted)
    compared = _compared(wanted, [cards[pk] for pk in listed if pk in cards], common)
    candidates = _candidates(wanted, compared)
    relatives = _relatives(candidates, compared, _likely_mothers(mother, mothers, cards, common))
    at_address = _at_address(wanted, candidates, compared, cards, living_there)
    return _listed(candidates, relatives, at_address)[:most]


def _all_keys(keys: Keys, more: Keys | None) -> Ids:
    return keys.all if more is None else keys.joined(more)


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


def _cards(people: Iterable[int], wanted: Card) -> dict[int, Card]:
    lines = MatchRecord.objects.filter(pk__in=set(people)).values_list("pk", "line")
    return {pk: read(pk, line, wanted.on) for pk, line in lines}


def commonness(wanted: Card, keys: Keys, postings: Postings) -> Commonness:
    """Count how common the names are among those on file."""
    name = wanted.names[0] if wanted.names else Called("", "", "")
    mother = wanted.parents[0] if wanted.parents else None
    words = {index.ALL} | index.first_words(name.first) | index.last_words(name.last)
    if mother is not None:
        words |= index.first_words(mother.first) | index.last_words(mother.last)
    counts = index.tallies(words)
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
        share(f"F {stands_for(mother.first, FIRST)}") if mother and mother.first else RAREST,
        share(f"L {stands_for(mother.last, LAST)}") if mother and mother.last and mother.last != name.last else 1.0,
    )


def _compared(wanted: Card, cards: Sequence[Card], common: Commonness) -> list[_Compared]:
    levels = [compare(wanted, card) for card in cards]
    together = map(_Compared, cards, levels, weigh(levels, common))
    return sorted(together, key=lambda one: (-one.weighed.odds, one.card.person))


def _candidates(wanted: Card, compared: Sequence[_Compared]) -> list[Found]:
    """Give at least the first few, and more while they are possible."""
    found = []
    for place, one in enumerate(compared[:MOST_CANDIDATES]):
        band = _band(one, wanted, place)
        if place >= FEWEST and band == NOT_FOUND:
            break
        found.append(
            Found(one.card.person, round(one.weighed.odds, 2), band, CANDIDATE, explain(one.levels))
        )
    return found


def _band(one: _Compared, wanted: Card, place: int) -> str:
    """Say how sure it is. Without a first name to compare, brothers, sisters and twins cannot be told apart."""
    weighed, first = one.weighed, one.levels[FIELDS.index("first")]
    is_told_apart = first != MISSING or wanted.life == UNBORN
    if place == 0 and is_told_apart and min(weighed.share, weighed.odds) >= SURE:
        return SAME_PERSON
    return POSSIBLE if weighed.share >= MAYBE else NOT_FOUND


def _likely_mothers(mother: Card | None, listed: list[int], cards: dict[int, Card], common: Commonness) -> list[int]:
    """Give the people on file who are likely to be the mother who was named, the likeliest two."""
    if mother is None:
        return []
    hers = replace(common, first=common.mother, first_group=common.mother, both=0.0)
    compared = _compared(mother, [cards[pk] for pk in listed if pk in cards], hers)
    return [one.card.person for one in compared[:2] if one.weighed.odds >= MAYBE]


def _relatives(candidates: Sequence[Found], compared: Sequence[_Compared], mothers: list[int]) -> list[int]:
    """Give relatives of whoever is likely, those who look like family, and their relatives."""
    likely = [found.person for found in candidates if found.band != NOT_FOUND][:3]
    alike = [
        one.card.person
        for one in sorted(compared[:40], key=lambda one: -one.weighed.family)
        if one.weighed.family > LIKELY_FAMILY and one.weighed.fits_as != "household"
    ][:6]
    kin = kin_of([*dict.fromkeys([*likely, *mothers, *alike])])
    first = [relative for person in likely for relative in kin[person]]
    rest = [relative for person in [*mothers, *alike] for relative in (person, *kin[person])]
    return list(dict.fromkeys([*first, *rest]))


def _at_address(
    wanted: Card,
    candidates: Sequence[Found],
    compared: Sequence[_Compared],
    cards: dict[int, Card],
    living_there: list[int],
) -> list[int]:
    """Give who is on file at the address given; where it was mistyped, at the address of the likeliest person."""
    found = [pk for pk in living_there if pk in cards and _lives_there(wanted, cards[pk])]
    found += [pk for pk in living_there if pk not in found]
    if candidates and candidates[0].band != NOT_FOUND:
        first = compared[0]
        if first.levels[FIELDS.index("home")] in {"close", "number", "street", "postcode"}:
            keys = keys_of_rows(rows_on_file(replace(first.card, former_homes=())))[:, ADDRESS]
            found += index.shelved(keys[keys != 0]).people.tolist()[:MOST_AT_ADDRESS]
    return list(dict.fromkeys(found))


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
