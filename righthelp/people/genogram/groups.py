"""A family that no paper holds whole, in groups side by side: parted where the fewest couples and homes are cut."""

from collections.abc import Iterable, Iterator, Mapping

from righthelp.people.genogram.boxes import WIDTH
from righthelp.people.genogram.family import Family, Key, Link, ends_of
from righthelp.people.genogram.labels import labels_width

Group = frozenset[Key]
Bond = tuple[Group, int]
HOME, COUPLE, LINE, ONE_MORE = 150, 100, 10, 60  # how bad it is to cut through one, and to have one group more
GAP = 44  # between the words under two people, one of each group
GUTTER = 64  # beside a group, for the marks where lines go on
AROUND = 2 * (GUTTER + GAP)


def groups_of(family: Family, places: Mapping[Key, int], room: int) -> list[Group]:
    """Part those at these places from left to right into groups that fit the room, by what is cut the least."""
    xs = sorted(set(places.values()))
    bonds = list(_bonds(family))
    cost = [_cut(bonds, places, x) for x in xs]
    best: list[tuple[int, int]] = [(0, 0)]  # up to each place: what it costs, and where the last group starts
    for end in range(1, len(xs) + 1):
        fitting = [start for start in range(end) if start == end - 1 or _width(xs[start:end]) <= room]
        best.append(min((best[start][0] + cost[start] + _alone(xs[start:end]), start) for start in fitting))
    return [_between(places, xs[start:end]) for start, end in _starts(best)]


def _width(xs: list[int]) -> int:
    return xs[-1] - xs[0] + WIDTH + AROUND


def _alone(xs: list[int]) -> int:
    """Say what a group costs: a little more for a wide one, so that groups are as even as may be."""
    return ONE_MORE + _width(xs) ** 2 // 1_000_000


def _cut(bonds: Iterable[Bond], places: Mapping[Key, int], x: int) -> int:
    """Say how much a cut to the left of a place would part."""
    return sum(weight for keys, weight in bonds if len({places[key] < x for key in keys}) > 1)


def _bonds(family: Family) -> Iterator[Bond]:
    yield from ((frozenset(home), HOME) for home in family.households)
    yield from ((frozenset(couple.pair), COUPLE) for couple in family.couples)
    children: dict[Group, set[Key]] = {}
    for link in family.parents:
        mine = frozenset(one.parent for one in family.parents if (one.child, one.nature) == (link.child, link.nature))
        children.setdefault(mine, set()).add(link.child)
    yield from ((parents | of, LINE) for parents, of in children.items())
    others: tuple[Link, ...] = (*family.twins, *family.ties)
    yield from ((frozenset(ends_of(link)), LINE) for link in others)


def _starts(best: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found, end = [], len(best) - 1
    while end:
        found.append((best[end][1], end))
        end = best[end][1]
    return found[::-1]


def _between(places: Mapping[Key, int], xs: list[int]) -> Group:
    return frozenset(key for key, x in places.items() if xs[0] <= x <= xs[-1])


def pulled_apart(family: Family, places: Mapping[Key, int], groups: list[Group]) -> dict[Key, int]:
    """Move the groups so far to the right that nothing but lines stands between each and the next."""
    found: dict[Key, int] = {}
    shift = 0
    for group in groups:
        if found:
            least = max(found.values()) + WIDTH + GAP + _words_between(family, found.keys(), group)
            shift = max(shift, least - min(places[key] for key in group))
        found |= {key: places[key] + shift for key in group}
    return found


def _words_between(family: Family, left: Iterable[Key], right: Group) -> int:
    """Give the room for the words at the lines of couples who are parted."""
    before = set(left)
    parted = (one for one in family.couples if len(before & set(one.pair)) == 1 == len(right & set(one.pair)))
    return max(map(labels_width, parted), default=0)
