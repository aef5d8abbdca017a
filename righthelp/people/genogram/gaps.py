"""What the genogram does not yet hold: whether three generations are there, and who is missing (BP-168, BP-194)."""

from collections.abc import Iterator
from dataclasses import dataclass

from righthelp.people.genogram.family import TREE, Family, Key, Nature, State, pair
from righthelp.people.genogram.kin import kin

WANTED = 3
NOT_ALL = "Some records are open to a few named people only, so more may be written than you can see."
NUMBERS = {1: "Only one generation is here.", 2: "Only two generations are here."}


@dataclass(frozen=True)
class Gaps:
    """How many generations in a line there are, and what nobody has written, each as a sentence."""

    generations: int
    missing: tuple[str, ...]

    @property
    def has_three(self) -> bool:
        """Say whether somebody of each of three generations is here."""
        return self.generations >= WANTED

    @property
    def summary(self) -> str:
        """Say it in a sentence; three generations with people missing are not complete."""
        if not self.has_three:
            return f"{NUMBERS[self.generations]} A genogram needs at least three."
        return "Three generations are here, but not everybody is." if self.missing else "Three generations are here."

    @property
    def caution(self) -> str:
        """Say, wherever something seems missing, that it may only be hidden; whether it is, is not said."""
        return NOT_ALL if self.missing else ""


def gaps_of(family: Family) -> Gaps:
    """Look for parents whom nobody has written, as far up as three generations need."""
    up, down = _height(family, family.centre, is_up=True), _height(family, family.centre, is_up=False)
    return Gaps(
        up + 1 + down,
        tuple(dict.fromkeys((*_parents_missing(family, down), *_couple_missing(family), *_details_missing(family)))),
    )


def _height(family: Family, key: Key, *, is_up: bool) -> int:
    """Count the generations above or below somebody, in a loop no more than there are people."""
    reached, edge, height = {key}, {key}, 0
    while True:
        edge = {
            other for one in edge for other in (_parents(family, one) if is_up else _children(family, one))
        } - reached
        if not edge:
            return height
        reached |= edge
        height += 1


def _parents(family: Family, key: Key) -> list[Key]:
    return [link.parent for link in family.parents if link.child == key and link.nature in TREE]


def _children(family: Family, key: Key) -> list[Key]:
    return [link.child for link in family.parents if link.parent == key and link.nature in TREE]


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
        yield f"Nobody has written what {one} and {other} are or were to each other."


def _of_one(family: Family, key: Key, who: str) -> Iterator[str]:
    known = len(_parents(family, key))
    if known == 0:
        yield f"Nobody has written who {who}’s parents are."
    elif known == 1:
        yield f"Nobody has written who {who}’s other parent is."


def _details_missing(family: Family) -> Iterator[str]:
    """Ask for names and days of birth of the centre's closest: parents, brothers, sisters, children."""
    names = _whom(family)
    parents = _parents(family, family.centre)
    close = [family.centre, *parents, *(child for one in parents for child in _children(family, one))]
    close += _children(family, family.centre)
    for key in dict.fromkeys(close):
        member = family.by_key[key]
        if member.state is State.BORN and not member.name:
            yield f"Nobody has written the name of {names[key]}."
        if member.state is State.BORN and member.born is None:
            yield f"Nobody has written when {names[key]} was born."
