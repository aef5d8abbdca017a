"""The genogram in words: everything that the drawing shows, by generation, for readers who do not see it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from righthelp.design_system.formatters import day, in_words
from righthelp.people.genogram.boxes import NATURES, age_at, tie_word
from righthelp.people.genogram.family import Bond, Couple, Family, Key, Member, Nature, Parting, Sex, State, Twins
from righthelp.people.genogram.generations import rows_of, unions_of
from righthelp.people.genogram.kin import kin, twin_words, unsure_siblings
from righthelp.people.relations import NOT_ALL_PARENTS

GENERATIONS = {
    -3: "Great-grandparents’ generation",
    -2: "Grandparents’ generation",
    -1: "Parents’ generation",
    1: "Children’s generation",
    2: "Grandchildren’s generation",
}
SEXES = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.OTHER: "another sex", Sex.NOT_KNOWN: "sex not known"}
RAISED_BY = {
    Nature.BIRTH: "child of",
    Nature.ADOPTIVE: "adopted by",
    Nature.STEP: "step-parent:",
    Nature.FOSTER: "fostered by",
    Nature.CONNECTED: "in the care of a connected carer:",
    Nature.GUARDIAN: "in the care of a special guardian:",
}


@dataclass(frozen=True)
class Section:
    """One generation, or those who stand outside the family tree."""

    title: str
    people: tuple[str, ...]


def words_of(family: Family) -> list[Section]:
    """Write the family by generation, the oldest first, then carers and others."""
    rows, outside = rows_of(family)
    relations, together = kin(family), _only_parents_together(family)

    def section(title: str, keys: list[Key]) -> Section:
        return Section(title, tuple(_item(family, key, relations, together) for key in keys))

    found = [
        section(_title(family, row), _keys(family, rows, row, outside))
        for row in sorted({rows[member.key] for member in family.members if member.key not in outside})
    ]
    others = [member.key for member in family.members if member.key in outside]
    return [*found, section("Carers and other people", others)] if others else found


def _title(family: Family, row: int) -> str:
    centre = family.by_key[family.centre].first_name
    return GENERATIONS.get(row, f"{centre}’s generation" if row == 0 else _further(row))


def _further(row: int) -> str:
    return f"{abs(row)} generations {'before' if row < 0 else 'after'}"


def _keys(family: Family, rows: dict[Key, int], row: int, outside: frozenset[Key]) -> list[Key]:
    """Give those of a generation: the centre first, then by birth."""
    here = [member for member in family.members if rows[member.key] == row and member.key not in outside]
    here.sort(key=lambda member: (member.key != family.centre, member.born is None, str(member.born), member.key))
    return [member.key for member in here]


def _item(family: Family, key: Key, relations: dict[Key, str], together: list[tuple[Key, ...]]) -> str:
    member = family.by_key[key]
    relation = relations.get(key, "")
    who = member.called if key == family.centre or not relation else f"{relation}: {member.called}"
    return "; ".join((who, *_facts(family, member, together))) + "."


def _facts(family: Family, member: Member, together: list[tuple[Key, ...]]) -> Iterator[str]:
    if member.key in unsure_siblings(family):
        yield NOT_ALL_PARENTS
    if member.state is State.BORN:
        yield SEXES[member.sex]
    yield from _life(member, family.on)
    yield from _raised(family, member.key)
    yield from _couples(family, member.key)
    for others in ([key for key in both if key != member.key] for both in together if member.key in both):
        yield f"has a child with {_name(family, others[0])}, and nobody has written if they are a couple"
    yield from (f"{twin_words(twins)} of {_name(family, other)}" for twins, other in _with(family.twins, member.key))
    yield from _carer_of(family, member.key)
    yield from _ties(family, member.key)
    yield from _home(family, member.key)
    if member.is_important:
        yield f"important to {family.by_key[family.centre].first_name}"


def _name(family: Family, key: Key) -> str:
    return family.by_key[key].called


# ---- life ----


def _life(member: Member, on: dt.date) -> Iterator[str]:
    if member.state is State.UNBORN:
        yield f"not yet born, due {day(member.due)}" if member.due else "not yet born"
    elif member.state is State.LOST:
        yield from [f"on {day(member.died)}"] if member.died else []
    elif member.died:
        yield from _born(member)
        age = age_at(member, member.died)
        yield f"died {day(member.died)}{f', aged {age}' if age is not None else ''}"
    else:
        age = age_at(member, on)
        yield from (f"{born}, aged {age}" for born in _born(member))


def _born(member: Member) -> Iterator[str]:
    if member.born:
        ways = {
            "month": f"in {member.born:%B %Y}",
            "year": f"in {member.born.year}",
            "estimated": f"about {member.born.year}",
        }
        yield f"born {ways.get(member.certainty, day(member.born))}"


# ---- ties ----


def _only_parents_together(family: Family) -> list[tuple[Key, ...]]:
    rows, _ = rows_of(family)
    unions = unions_of(family, rows)
    return [union.parents for union in unions if len(union.parents) == 2 and union.couple is None]


def _raised(family: Family, key: Key) -> Iterator[str]:
    raised_by = {Nature.BIRTH: "of"} if family.by_key[key].state is State.LOST else {}
    for nature, words in (RAISED_BY | raised_by).items():
        parents = [_name(family, link.parent) for link in family.parents if link.child == key and link.nature is nature]
        if parents:
            yield f"{words} {in_words(parents)}"


def _carer_of(family: Family, key: Key) -> Iterator[str]:
    for nature, words in NATURES.items():
        children = [
            _name(family, link.child) for link in family.parents if link.parent == key and link.nature is nature
        ]
        if children:
            yield f"{words.lower()} of {in_words(children)}"


def _couples(family: Family, key: Key) -> Iterator[str]:
    for couple, other in _with(family.couples, key):
        yield couple_words(couple, _name(family, other))


TOGETHER = {
    Bond.MARRIED: "married to",
    Bond.CIVIL_PARTNER: "civil partner of",
    Bond.PARTNER: "partner of",
    Bond.NOT_KNOWN: "in a couple with",
}


def couple_words(couple: Couple, other: str) -> str:
    """Tell a couple's story.

    >>> couple = Couple(1, 2, Bond.MARRIED, Parting.DIVORCED, dt.date(2009, 5, 2), divorced=dt.date(2016, 3, 1))
    >>> couple_words(couple, "Ann")
    'married to Ann from 2 May 2009, divorced 1 March 2016'
    """
    said = [f"{TOGETHER[couple.bond]} {other}{f' from {day(couple.began)}' if couple.began else ''}"]
    if couple.separated or couple.parting is Parting.SEPARATED:
        said.append(f"separated {day(couple.separated)}".strip())
    if couple.parting is Parting.DIVORCED:
        said.append(f"divorced {day(couple.divorced)}".strip())
    return ", ".join(said)


def _ties(family: Family, key: Key) -> Iterator[str]:
    for tie in family.ties:
        holder, other = (tie.person, tie.relative) if tie.relative == family.centre else (tie.relative, tie.person)
        if holder == key:
            word = tie_word(family, tie).lower()
            yield f"{word} {'to' if word == 'matters' else 'of'} {_name(family, other)}"


def _home(family: Family, key: Key) -> Iterator[str]:
    if key == family.centre:
        for home in family.households:
            others = [_name(family, other) for other in home if other != key]
            yield from [f"lives with {in_words(others)}"] if others else []
    elif any(key in home for home in family.households):
        yield f"lives with {family.by_key[family.centre].first_name}"


Joint = TypeVar("Joint", Couple, Twins)


def _with(links: Iterable[Joint], key: Key) -> Iterator[tuple[Joint, Key]]:
    for link in links:
        if key in (link.first, link.second):
            yield link, link.second if key == link.first else link.first
