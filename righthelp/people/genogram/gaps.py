"""What the genogram does not hold: whether three generations are there, and who is missing (BP-168, BP-194).

What is not here may not have been written, or may be closed to this reader. The words are the same for both: if they
said which, they would tell of a restricted record that there is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from righthelp.design_system.formatters import count
from righthelp.people.genogram.family import TREE, Family, Key, Nature, State, pair
from righthelp.people.genogram.generations import generations_of
from righthelp.people.genogram.kin import kin, unsure_siblings

WANTED = 3
NOT_ALL = "Not here, because nobody has written it or because you may not see it:"
NUMBERS = {1: "Only one generation is", 2: "Only two generations are"}
AS_FAR = "here, as far as you may see"


@dataclass(frozen=True)
class Gaps:
    """How many generations there are, what is not here, each as a few words, and how many more could be drawn."""

    generations: int
    missing: tuple[str, ...]
    others: int = 0

    @property
    def has_three(self) -> bool:
        """Say whether somebody of each of three generations is here."""
        return self.generations >= WANTED

    @property
    def summary(self) -> str:
        """Say it in a sentence; three generations with people missing are not complete."""
        if not self.has_three:
            return f"{NUMBERS[self.generations]} {AS_FAR}. A genogram needs at least three."
        said = f"{count(self.generations, 'generation').capitalize()} are {AS_FAR}"
        return f"{said}, but not everybody is." if self.missing or self.others else f"{said}."

    @property
    def caution(self) -> str:
        """Say, above whatever is missing, that it may only be hidden; whether it is, is not said."""
        return NOT_ALL if self.missing else ""

    @property
    def beyond(self) -> str:
        """Say how many of those around the family are left out whom the reader may see, and how to see them."""
        if not self.others:
            return ""
        more = count(self.others, "more person is", "more people are").capitalize()
        return f"{more} on file around this family and not drawn. Put somebody else in the middle to see them."


def gaps_of(family: Family) -> Gaps:
    """Look for parents who are not here, as far up as three generations need."""
    missing = (*parents_missing(family), *_details_missing(family))
    return Gaps(generations_of(family), tuple(dict.fromkeys(missing)), family.others)


def parents_missing(family: Family) -> tuple[str, ...]:
    """Say which parents are not here, and what the centre's are to each other, of people whose names are not asked."""
    return (*_parents_missing(family, _generations_below(family)), *_couple_missing(family))


def _generations_below(family: Family) -> int:
    """Count the generations under the centre, in a loop no more than there are people."""
    reached, edge, height = {family.centre}, {family.centre}, 0
    while True:
        edge = {child for one in edge for child in _children(family, one)} - reached
        if not edge:
            return height
        reached |= edge
        height += 1


def _parents(family: Family, key: Key) -> list[Key]:
    return [link.parent for link in family.parents if link.child == key and link.nature in TREE]


def _children(family: Family, key: Key) -> list[Key]:
    """Give the children; a pregnancy that ended is nobody of whom anything is missing."""
    born = family.by_key
    mine = (link.child for link in family.parents if link.parent == key and link.nature in TREE)
    return [child for child in mine if born[child].state is not State.LOST]


def _parents_missing(family: Family, down: int) -> Iterator[str]:
    """Ask for the parents of the youngest generation and of their parents, and always for the centre's own."""
    names = _whom(family)
    line = [family.centre]
    for _ in range(max(1, WANTED - 1 - down)):
        for key in line:
            yield from _of_one(family, key, names[key])
        line = list(dict.fromkeys(parent for key in line for parent in _parents(family, key)))
    for child in _children(family, family.centre):
        yield from _of_one(family, child, names[child])
    for key in unsure_siblings(family):
        yield from _of_one(family, key, family.by_key[key].name.strip() or names[key])


def _whom(family: Family) -> dict[Key, str]:
    """Say of each person who they are to the centre, with the name where two are the same, as two mothers."""
    names = kin(family)
    said = list(names.values())
    return {
        key: f"{words} {family.by_key[key].called}" if said.count(words) > 1 else words for key, words in names.items()
    }


def _couple_missing(family: Family) -> Iterator[str]:
    """Ask what the centre's parents are to each other."""
    by_birth = [link.parent for link in family.parents if link.child == family.centre and link.nature is Nature.BIRTH]
    if len(by_birth) == 2 and pair(*by_birth) not in {couple.pair for couple in family.couples}:
        one, other = (family.by_key[key].called for key in by_birth)
        yield f"What {one} and {other} are or were to each other"


def _of_one(family: Family, key: Key, who: str) -> Iterator[str]:
    known = len(_parents(family, key))
    if known == 0:
        yield f"Who {who}’s parents are"
    elif known == 1:
        yield f"Who {who}’s other parent is"


def _details_missing(family: Family) -> Iterator[str]:
    """Ask for names and days of birth of the centre's closest: parents, brothers, sisters, children."""
    names = _whom(family)
    parents = _parents(family, family.centre)
    close = [family.centre, *parents, *(child for one in parents for child in _children(family, one))]
    close += _children(family, family.centre)
    for key in dict.fromkeys(close):
        member = family.by_key[key]
        if member.state is State.BORN and not member.name:
            yield f"The name of {names[key]}"
        if member.state is State.BORN and member.born is None:
            yield f"When {names[key]} was born"
