"""Close family of a child: brothers, sisters, grandparents and a parent's partner, who are known through a parent.

Whoever may open a child's own record needs to know that they are there (Children Act 1989 s.17(10), s.47: the needs
of every child in the household; the partners of both parents: BN-080, BN-093), and no more of them than who they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from righthelp.people.models import Relationship
from righthelp.people.relations import DESCENT, OVER

TO_A_PARENT = DESCENT | {Relationship.Kind.STEP_PARENT}  # step-brothers and step-sisters are of the family too
Tie = tuple[int, int, str]  # somebody, their relative, and what the relative is to them


class Close(NamedTuple):
    """Somebody one step from a parent of a child, up, down or beside."""

    person: int
    parent: int
    child: int


def tie_of(relationship: Relationship) -> Tie:
    """Give the two people and what the relative is to the person; a couple that is over counts as separated."""
    is_past = relationship.kind in OVER and relationship.to_on is not None
    kind = Relationship.Kind.SEPARATED if is_past else relationship.kind
    return relationship.person_id, relationship.relative_id, kind


def close_family(ties: Iterable[Tie], children: Collection[int]) -> Iterator[Close]:
    """Give everybody one step up or down from a parent of one of these children, and the parent's partner."""
    read = list(ties)
    children_of: defaultdict[int, set[int]] = defaultdict(set)
    for person, relative, kind in read:
        if kind in DESCENT and person in children:
            children_of[relative].add(person)
    for person, relative, kind in read:
        if kind in TO_A_PARENT | OVER:
            for one, parent in ((person, relative), (relative, person)):
                yield from (Close(one, parent, child) for child in children_of.get(parent, ()) if child != one)
