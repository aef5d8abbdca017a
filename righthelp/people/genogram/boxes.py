"""What stands under each symbol, and how much room it takes."""

import datetime as dt
from dataclasses import dataclass

from righthelp.design_system.formatters import in_words
from righthelp.files.documents import plain
from righthelp.people.genogram.family import Family, Key, Link, Member, Nature, Sex, State, Tie, TieKind
from righthelp.people.genogram.generations import is_drawn_as_line
from righthelp.people.genogram.letters import BOLD, is_whole, wrapped

WIDTH, SYMBOL, SMALL_SYMBOL = 114, 48, 28
NAME, SMALL, LEADING = 15, 13, 17
NAME_SIZES = (NAME, 14, SMALL)  # smaller letters for a name of which a word would else be broken
EDGE = 7  # from a box to the line around a home
MOST_NAME_LINES, MOST_NOTE_LINES = 4, 4
NATURES = {
    Nature.STEP: "Step-parent",
    Nature.FOSTER: "Foster carer",
    Nature.CONNECTED: "Connected carer",
    Nature.GUARDIAN: "Special guardian",
}
THREE = (Sex.FEMALE, Sex.MALE)  # the words of each tie: of a woman, of a man, of anybody
TIES = {
    TieKind.SIBLING: ("Sister", "Brother", "Brother or sister"),
    TieKind.GRANDPARENT: ("Grandmother", "Grandfather", "Grandparent"),
    TieKind.AUNT_OR_UNCLE: ("Aunt", "Uncle", "Aunt or uncle"),
    TieKind.COUSIN: ("Cousin",) * 3,
    TieKind.FRIEND: ("Family friend",) * 3,
    TieKind.OTHER: ("Matters",) * 3,
}
THE_OTHER_WAY_ROUND = {
    TieKind.GRANDPARENT: ("Granddaughter", "Grandson", "Grandchild"),
    TieKind.AUNT_OR_UNCLE: ("Niece", "Nephew", "Niece or nephew"),
}


@dataclass(frozen=True)
class Note:
    """Words in a box that stand for links which have no line of their own."""

    text: str
    shows: tuple[Link, ...]


@dataclass(frozen=True)
class Box:
    """One person: the symbol's size and the lines of text under it."""

    key: Key
    name: tuple[str, ...]
    small: tuple[str, ...]
    notes: tuple[Note, ...]
    size: int = NAME  # of the letters of the name

    @property
    def height(self) -> int:
        """Give the height of symbol and text together."""
        return SYMBOL + 6 + LEADING * (len(self.name) + len(self.small)) + 4


def boxes_of(family: Family, outside: frozenset[Key], sibling_lines: frozenset[Tie]) -> dict[Key, Box]:
    """Write what stands under everybody's symbol."""
    return {
        member.key: _box(family, member, _notes(family, member.key, outside, sibling_lines))
        for member in family.members
    }


def _box(family: Family, member: Member, notes: tuple[Note, ...]) -> Box:
    said = [*dates(member, family.on), *(note.text for note in notes)]
    if member.is_important:
        said.append(f"Important to {family.by_key[family.centre].first_name}")
    small = [line for text in said for line in wrapped(text, SMALL, WIDTH, MOST_NOTE_LINES)]
    called, weight = plain(member.called), BOLD if member.key == family.centre else 1
    size = next((one for one in NAME_SIZES if is_whole(called, one * weight, WIDTH)), NAME)
    name = wrapped(called, size * weight, WIDTH, MOST_NAME_LINES)
    return Box(member.key, tuple(name), tuple(small), notes, size)


def _notes(family: Family, key: Key, outside: frozenset[Key], sibling_lines: frozenset[Tie]) -> tuple[Note, ...]:
    said: dict[tuple[str, str], list[tuple[Key, Link]]] = {}
    for link in family.parents:
        if link.parent == key and link.nature in NATURES and not is_drawn_as_line(link, outside):
            said.setdefault((NATURES[link.nature], "of"), []).append((link.child, link))
    for tie in family.ties:
        holder, other = _holder(family, tie)
        if holder == key and tie not in sibling_lines:
            said.setdefault((tie_word(family, tie), _joiner(tie)), []).append((other, tie))
    drawn_care = dict.fromkeys(
        link.nature for link in family.parents if link.parent == key and is_drawn_as_line(link, outside)
    )
    return (
        *(Note(NATURES[nature], ()) for nature in drawn_care),
        *(_note(family, words, joiner, found) for (words, joiner), found in said.items()),
    )


def tie_word(family: Family, tie: Tie) -> str:
    """Say what somebody is who is tied to another, seen from the one whose box holds the words."""
    holder, _ = _holder(family, tie)
    words = TIES[tie.kind] if holder == tie.relative else THE_OTHER_WAY_ROUND.get(tie.kind, TIES[tie.kind])
    sex = family.by_key[holder].sex
    return words[THREE.index(sex)] if sex in THREE else words[2]


def _joiner(tie: Tie) -> str:
    return "to" if tie.kind is TieKind.OTHER else "of"


def _note(family: Family, words: str, joiner: str, found: list[tuple[Key, Link]]) -> Note:
    names = in_words(family.by_key[other].first_name for other, _ in found)
    return Note(f"{words} {joiner} {names}", tuple(link for _, link in found))


def _holder(family: Family, tie: Tie) -> tuple[Key, Key]:
    return (tie.person, tie.relative) if tie.relative == family.centre else (tie.relative, tie.person)


def dates(member: Member, on: dt.date) -> list[str]:
    """Say shortly when somebody was born and died, or is expected.

    >>> dates(Member(1, born=dt.date(1950, 3, 1), died=dt.date(2012, 2, 1)), dt.date(2026, 1, 1))
    ['1950–2012', 'died aged 61']
    """
    if member.state is State.UNBORN:
        return [f"due {_month(member.due)}" if member.due else "expected"]
    if member.state is State.LOST:
        return [f"{member.died.year}"] if member.died else []
    if member.died:
        born = str(member.born.year) if member.born else "?"
        age = age_at(member, member.died)
        return [f"{born}–{member.died.year}", *([f"died aged {age}"] if age is not None else [])]
    return [f"born {_about(member)}{member.born.year}"] if member.born else []


def _about(member: Member) -> str:
    return "about " if member.certainty == "estimated" else ""


def _month(day: dt.date) -> str:
    return f"{day:%b %Y}"


def age_at(member: Member, day: dt.date) -> int | None:
    """Count somebody's whole years on a day."""
    if member.born is None or day < member.born:
        return None
    return day.year - member.born.year - ((day.month, day.day) < (member.born.month, member.born.day))
