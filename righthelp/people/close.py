"""Close family of a child: brothers, sisters and grandparents, who are known through a parent.

Whoever may open a child's own record needs to know that they are there (Children Act 1989 s.17(10), s.47: the needs
of every child in the household), and no more of them than who they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from righthelp.people.models import Relationship
from righthelp.people.relations import DESCENT

TO_A_PARENT = DESCENT | {Relationship.Kind.STEP_PARENT}  # step-brothers and step-sisters are of the family too
Tie = tuple[int, int, str]  # somebody, their relative, and what the relative is to them


class Close(NamedTuple):
    """Somebody one step from a parent of a child."""

    person: int
    parent: int
    child: int


def close_family(ties: Iterable[Tie], children: Collection[int]) -> Iterator[Close]:
    """Give everybody one step up or down from a parent of one of these children, as far as the ties tell."""
    read = list(ties)
    children_of: defaultdict[int, set[int]] = defaultdict(set)
    for person, relative, kind in read:
        if kind in DESCENT and person in children:
            children_of[relative].add(person)
    for person, relative, kind in read:
        if kind in TO_A_PARENT:
            for one, parent in ((person, relative), (relative, person)):
                yield from (Close(one, parent, child) for child in children_of.get(parent, ()) if child != one)
