"""Which line of the drawing each person stands on, and which parents have children together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from righthelp.people.genogram.family import (
    CARE,
    TREE,
    Couple,
    Family,
    Key,
    Nature,
    ParentLink,
    TieKind,
    pair,
)

Rows = dict[Key, int]
Cares = dict[tuple[tuple[Key, ...], Nature], list[ParentLink]]
TIE_STEP = {TieKind.GRANDPARENT: -2, TieKind.AUNT_OR_UNCLE: -1}
KIN = frozenset({TieKind.SIBLING, TieKind.GRANDPARENT, TieKind.AUNT_OR_UNCLE, TieKind.COUSIN})


@dataclass(frozen=True)
class Union:
    """One or two parents, the children who hang from them, and the couple that they are, if anybody wrote it."""

    parents: tuple[Key, ...]
    links: tuple[ParentLink, ...] = ()
    couple: Couple | None = None

    @property
    def children(self) -> tuple[Key, ...]:
        """Give each child once."""
        return tuple(dict.fromkeys(link.child for link in self.links))

    def links_of(self, child: Key) -> tuple[ParentLink, ...]:
        """Give what makes these the parents of this child."""
        return tuple(link for link in self.links if link.child == child)


def rows_of(family: Family) -> tuple[Rows, frozenset[Key]]:
    """Give everybody a line, the centre's being 0 and parents one above, and say who stands outside the tree.

    Outside are those whom no parents, couples, brothers or sisters join to the centre: carers, friends.
    """
    rows = {family.centre: 0}
    _spread(rows, _tree_steps(family))
    inside = frozenset(rows)
    every = [*_tree_steps(family), *_side_steps(family)]
    _spread(rows, every)
    for member in family.members:
        if member.key not in rows:  # nothing joins them to the centre: a family of their own
            rows[member.key] = 0
            _spread(rows, every)
    return rows, frozenset(rows) - inside


def generations_of(family: Family) -> int:
    """Count the generations of which somebody stands here, by every tie that says a generation.

    A grandmother counts though the parent between is missing; a carer or step-parent alone stands for none.
    """
    rows = {family.centre: 0}
    ties = [(tie.person, tie.relative, TIE_STEP.get(tie.kind, 0)) for tie in family.ties if tie.kind in KIN]
    _spread(rows, [*_tree_steps(family), *ties])
    return len(set(rows.values()))


Step = tuple[Key, Key, int]


def _tree_steps(family: Family) -> list[Step]:
    parents = [(link.child, link.parent, -1) for link in family.parents if link.nature in TREE]
    level = [(couple.first, couple.second, 0) for couple in family.couples]
    level += [(twins.first, twins.second, 0) for twins in family.twins]
    siblings = [(tie.person, tie.relative, 0) for tie in family.ties if tie.kind is TieKind.SIBLING]
    return [*parents, *level, *siblings]


def _side_steps(family: Family) -> list[Step]:
    carers = [(link.child, link.parent, -1) for link in family.parents if link.nature not in TREE]
    return [*carers, *((tie.person, tie.relative, TIE_STEP.get(tie.kind, 0)) for tie in family.ties)]


def _spread(rows: Rows, steps: Iterable[Step]) -> None:
    """Walk outwards from those who have a line, the nearest first."""
    beside: dict[Key, list[tuple[Key, int]]] = {}
    for first, second, step in steps:
        beside.setdefault(first, []).append((second, step))
        beside.setdefault(second, []).append((first, -step))
    waiting = list(rows)
    for key in waiting:
        for other, step in beside.get(key, ()):
            if other not in rows:
                rows[other] = rows[key] + step
                waiting.append(other)


def unions_of(family: Family, rows: Rows) -> list[Union]:
    """Gather couples and parents; links that the lines do not fit, as in a looped family, are left out."""
    couples = {couple.pair: couple for couple in family.couples if rows[couple.first] == rows[couple.second]}
    found: dict[tuple[Key, ...], list[ParentLink]] = {pair_: [] for pair_ in couples}
    fitting = [link for link in family.parents if link.nature in TREE and rows[link.parent] == rows[link.child] - 1]
    for child in dict.fromkeys(link.child for link in fitting):
        mine = [link for link in fitting if link.child == child]
        for parents, links in _groups(mine, couples):
            found.setdefault(parents, []).extend(links)
    by_parents: dict[tuple[Key, ...], Couple] = dict(couples.items())
    return [Union(parents, tuple(links), by_parents.get(parents)) for parents, links in found.items()]


def _groups(
    mine: list[ParentLink], couples: dict[tuple[Key, Key], Couple]
) -> Iterator[tuple[tuple[Key, ...], list[ParentLink]]]:
    """Part the parents of one child: those by birth, those by adoption, at most two together, couples first."""
    for nature in TREE:
        links = sorted(link for link in mine if link.nature is nature)
        while links:
            two = _two_of(links, couples)
            yield _with_partner(two, mine, couples), two
            links = [link for link in links if link not in two]


def _two_of(links: list[ParentLink], couples: dict[tuple[Key, Key], Couple]) -> list[ParentLink]:
    twos = [[one, other] for place, one in enumerate(links) for other in links[place + 1 :]]
    return next((two for two in twos if pair(two[0].parent, two[1].parent) in couples), links[:2])


def _with_partner(
    two: list[ParentLink], mine: list[ParentLink], couples: dict[tuple[Key, Key], Couple]
) -> tuple[Key, ...]:
    """Let a stepfather who adopted hang his line from his marriage to the mother."""
    parents = sorted({link.parent for link in two})
    if len(parents) == 1:
        others = (pair(parents[0], link.parent) for link in mine if link.parent != parents[0])
        parents = list(next((both for both in others if both in couples), parents))
    return tuple(parents)


def is_drawn_as_line(link: ParentLink, outside: frozenset[Key]) -> bool:
    """Say whether a carer gets a line to the child; one who already stands in the tree gets words instead."""
    return link.nature in CARE and link.parent in outside


def own_unions(unions: list[Union], key: Key) -> list[Union]:
    """Give somebody's partnerships in their order: by the day they began, those without a day last."""
    mine = [union for union in unions if key in union.parents]
    return sorted(mine, key=_began)


def _began(union: Union) -> tuple[bool, str]:
    couple = union.couple
    first_day = (
        next((day for day in (couple.began, couple.separated, couple.divorced) if day), None) if couple else None
    )
    return first_day is None, str(first_day)


def care_of(family: Family, outside: frozenset[Key]) -> Cares:
    """Gather what carers at the side do: each couple or single carer with the children they care for."""
    pairs = {couple.pair for couple in family.couples}
    drawn = [link for link in family.parents if is_drawn_as_line(link, outside)]
    found: Cares = {}
    for link in drawn:
        partners = (
            pair(link.parent, other.parent)
            for other in drawn
            if (other.child, other.nature) == (link.child, link.nature) and other.parent != link.parent
        )
        carers = next((both for both in partners if both in pairs), (link.parent,))
        found.setdefault((carers, link.nature), []).append(link)
    return found
