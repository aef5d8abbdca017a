"""The room between two lines of people: bars from which children hang, arches over people, lines of carers."""

from collections.abc import Sequence
from dataclasses import dataclass

from righthelp.people.genogram.family import Key

CLEAR = 10


@dataclass(frozen=True)
class Bar:
    """The level stroke between one drop and the children under it."""

    union: int
    drop: int
    stubs: tuple[int, ...]

    @property
    def left(self) -> int:
        """Give its left end."""
        return min(self.drop, *self.stubs)

    @property
    def right(self) -> int:
        """Give its right end."""
        return max(self.drop, *self.stubs)

    def is_over(self, x: int) -> bool:
        """Say whether a line going up or down at `x` would meet it."""
        return self.left - CLEAR < x < self.right + CLEAR

    def meets(self, other: "Bar") -> bool:
        """Say whether both could not stand at one height."""
        return self.left - CLEAR < other.right + CLEAR and other.left - CLEAR < self.right + CLEAR


def levels(bars: Sequence[Bar]) -> dict[int, int]:
    """Give each union's bar a height, 0 the highest, such that as few lines cross as can be."""
    from_top: list[Bar] = []
    for bar in bars:
        at = min(range(len(from_top) + 1), key=lambda place: _crossings(from_top, bar, place))
        from_top.insert(at, bar)
    found: dict[int, int] = {}
    for place, bar in enumerate(from_top):
        above = [found[other.union] for other in from_top[:place] if other.meets(bar)]
        found[bar.union] = max(above, default=-1) + 1
    return found


def _crossings(from_top: list[Bar], bar: Bar, place: int) -> int:
    over = sum(_crossed(other, bar) for other in from_top[:place])
    return over + sum(_crossed(bar, other) for other in from_top[place:])


def _crossed(upper: Bar, lower: Bar) -> int:
    return sum(lower.is_over(stub) for stub in upper.stubs) + upper.is_over(lower.drop)


@dataclass(frozen=True)
class Arch:
    """A stroke over the heads of those between two people on one line."""

    left: Key
    right: Key
    start: int
    end: int


def heights(arches: Sequence[Arch]) -> dict[Arch, int]:
    """Give each arch a height, 0 the lowest, the wider ones over the narrower ones."""
    found: dict[Arch, int] = {}
    for arch in sorted(arches, key=lambda one: (one.end - one.start, one.start)):
        below = [height for other, height in found.items() if other.start < arch.end and arch.start < other.end]
        found[arch] = max(below, default=-1) + 1
    return found
