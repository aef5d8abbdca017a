"""Invented families for the tests of the genogram: a few drawn by hand, and as many as hypothesis likes."""

import datetime as dt
from collections import Counter
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from righthelp.people.genogram.family import (
    Bond,
    Couple,
    Family,
    Key,
    Member,
    Nature,
    ParentLink,
    Parting,
    Sex,
    State,
    Tie,
    TieKind,
    Twins,
    pair,
)
from righthelp.people.genogram.layout import Layout
from righthelp.people.genogram.strokes import Point

ON = dt.date(2026, 11, 22)
D = dt.date
M, F = Sex.MALE, Sex.FEMALE
LARGEST = 40


def who(key: Key, name: str, sex: Sex = F, year: int | None = None, **more: object) -> Member:
    return Member(key, name, sex, born=D(year, 5, key % 28 + 1) if year else None, **more)  # type: ignore[arg-type]


def parents(child: Key, *of: Key, nature: Nature = Nature.BIRTH) -> list[ParentLink]:
    return [ParentLink(child, parent, nature) for parent in of]


def maya() -> Family:
    """Two partners, half-siblings, a step-parent, four grandparents, foster carers, twins, an unborn, a lost baby."""
    members = (
        who(1, "Maya Carter", F, 2014),
        who(2, "Tom Carter", M, 1982),
        who(3, "Ann Carter", F, 1985),
        who(4, "George Carter", M, 1950, died=D(2012, 2, 1)),
        who(5, "Rose Carter", F, 1953),
        who(6, "Peter Featherstonehaugh-Smythe", M, 1955),
        who(7, "Jean Smith", F, 1957),
        who(8, "Kelly Jones", F, 1984),
        who(9, "Leo Carter", M, 2005),
        who(10, "Dean Brown", M, 1987),
        who(11, "Ruby Brown", F, 2020),
        Member(12, state=State.UNBORN, due=D(2027, 2, 3)),
        who(13, "Sam Carter", M, 2011),
        who(14, "Ella Carter", F, 2017),
        who(15, "Eve Carter", F, 2017),
        who(16, "Bob Carter", M, 1979),
        who(17, "Sue Smith", F, 1990),
        who(18, "Jo Fielding", F, 1970),
        who(19, "Max Fielding", M, 1968),
        who(20, "Priya Shah", F, is_important=True),
        Member(21, state=State.LOST, died=D(2013, 5, 5)),
    )
    links = [link for child in (1, 13, 14, 15, 21) for link in parents(child, 2, 3)]
    links += [*parents(2, 4, 5), *parents(16, 4, 5), *parents(3, 6, 7), *parents(17, 6, 7)]
    links += [*parents(9, 2, 8), *parents(11, 3, 10), *parents(12, 3, 10)]
    links += [*parents(1, 10, nature=Nature.STEP), *parents(13, 10, nature=Nature.STEP)]
    links += parents(1, 18, 19, nature=Nature.FOSTER)
    return Family(
        centre=1,
        on=ON,
        members=members,
        parents=tuple(links),
        couples=(
            Couple(2, 3, Bond.MARRIED, Parting.DIVORCED, D(2009, 5, 1), None, D(2016, 1, 1)),
            Couple(4, 5, Bond.MARRIED, began=D(1975, 1, 1)),
            Couple(6, 7, Bond.MARRIED, Parting.SEPARATED, D(1980, 1, 1), D(1999, 1, 1)),
            Couple(2, 8, Bond.PARTNER, Parting.SEPARATED, D(2003, 1, 1), D(2007, 1, 1)),
            Couple(3, 10, Bond.PARTNER, began=D(2018, 1, 1)),
            Couple(18, 19, Bond.CIVIL_PARTNER, began=D(2010, 1, 1)),
        ),
        twins=(Twins(14, 15, is_identical=True),),
        ties=(Tie(1, 20, TieKind.FRIEND),),
        households=((1, 3, 10, 11, 13, 14, 15),),
    )


def two_parents(first: Sex, second: Sex) -> Family:
    """A child, an adopted brother, two parents and their parents; only the parents' sex differs."""
    return Family(
        centre=1,
        on=ON,
        members=(
            who(1, "Iris", F, 2016),
            who(2, "Parent One", first, 1983),
            who(3, "Parent Two", second, 1985),
            who(4, "Ben", M, 2018),
            who(5, "Bill", M, 1955),
            who(6, "Mary", F, 1956),
            who(7, "Alan", M, 1950),
            who(8, "Joan", F, 1951),
        ),
        parents=(
            *parents(1, 2, 3),
            *parents(4, 2, 3, nature=Nature.ADOPTIVE),
            *parents(2, 5, 6),
            *parents(3, 7, 8),
        ),
        couples=(Couple(2, 3, Bond.MARRIED, began=D(2014, 1, 1)), Couple(5, 6, Bond.MARRIED), Couple(7, 8)),
        households=((1, 2, 3, 4),),
    )


def adult() -> Family:
    """A mother at the centre, with three partners one after the other, a child with each, parents and siblings."""
    return Family(
        centre=1,
        on=ON,
        members=(
            *(who(1, "Ann", F, 1985), who(2, "Tom", M, 1982), who(3, "Dean", M, 1987), who(4, "Will", M, 1980)),
            *(who(5, "Maya", F, 2014), who(6, "Leo", M, 2005), who(7, "Ruby", F, 2020)),
            *(who(8, "Jean", F, 1957), who(9, "Peter", M, 1955), who(10, "Sue", F, 1990), who(11, "Kit", M, 1982)),
        ),
        parents=(
            *(*parents(5, 1, 2), *parents(7, 1, 3), *parents(6, 1, 4)),
            *(*parents(1, 8, 9), *parents(10, 8, 9), *parents(11, 8, 9)),
        ),
        couples=(
            Couple(1, 4, Bond.PARTNER, Parting.SEPARATED, D(2003, 1, 1)),
            Couple(1, 2, Bond.MARRIED, Parting.DIVORCED, D(2009, 1, 1), None, D(2016, 1, 1)),
            Couple(1, 3, Bond.PARTNER, began=D(2018, 1, 1)),
            Couple(8, 9, Bond.MARRIED),
        ),
        households=((1, 3, 5, 7),),
    )


def adopted() -> Family:
    """A boy with parents by birth and two adoptive fathers, a sister with the one and a brother with the other."""
    return Family(
        centre=1,
        on=ON,
        members=(
            *(who(1, "Theo", M, 2015), who(2, "Carl", M, 1990), who(3, "Tina", F, 1992)),
            *(who(4, "John", M, 1978), who(5, "Mark", M, 1980), who(6, "Liv", F, 2013), who(7, "Noah", M, 2012)),
            *(who(8, "Pat", F, 1965), who(9, "Edna", F, 1950)),
        ),
        parents=(
            *(*parents(1, 2, 3), *parents(6, 2, 3), *parents(3, 8), *parents(4, 9)),
            *(*parents(1, 4, 5, nature=Nature.ADOPTIVE), *parents(7, 4, 5, nature=Nature.ADOPTIVE)),
            *parents(6, 8, nature=Nature.GUARDIAN),
        ),
        couples=(Couple(4, 5, Bond.MARRIED, began=D(2015, 1, 1)),),
        households=((1, 4, 5, 7),),
    )


# ---- any family ----


class _Growing:
    """A family that grows by one event of life after the other; generations always fit."""

    def __init__(self) -> None:
        self.sexes: dict[Key, Sex] = {1: F}
        self.parents: dict[tuple[Key, Key], Nature] = {}
        self.couples: dict[tuple[Key, Key], Couple] = {}
        self.twins: list[Twins] = []
        self.ties: list[Tie] = []

    def add(self, draw: DrawFn) -> Key:
        key = len(self.sexes) + 1
        self.sexes[key] = draw(st.sampled_from(list(Sex)))
        return key

    def somebody(self, draw: DrawFn) -> Key:
        return draw(st.sampled_from(sorted(self.sexes)))

    def event(self, draw: DrawFn) -> None:
        events = (
            self.raised,
            self.paired,
            self.child,
            self.child,
            self.twin,
            self.cared_for,
            self.befriended,
            self.step,
        )
        draw(st.sampled_from(events))(draw)

    def raised(self, draw: DrawFn) -> None:
        """Somebody's parents become known: one or two, by birth or adoption, of any sex."""
        child, nature = self.somebody(draw), draw(st.sampled_from((Nature.BIRTH, Nature.ADOPTIVE)))
        if nature not in {found for (one, _), found in self.parents.items() if one == child}:
            found = [self.add(draw) for _ in range(draw(st.integers(1, 2)))]
            self.parents |= {(child, parent): nature for parent in found}
            if len(found) == 2 and draw(st.booleans()):
                self.couple(draw, *found)

    def paired(self, draw: DrawFn) -> None:
        self.couple(draw, self.somebody(draw), self.add(draw))

    def couple(self, draw: DrawFn, first: Key, second: Key) -> None:
        began = draw(st.none() | st.dates(D(1950, 1, 1), D(2020, 1, 1)))
        made = Couple(first, second, draw(st.sampled_from(list(Bond))), draw(st.sampled_from(list(Parting))), began)
        self.couples[pair(first, second)] = made

    def child(self, draw: DrawFn) -> None:
        child, options = self.add(draw), [*self.couples, *((key,) for key in self.sexes)]
        nature = draw(st.sampled_from((Nature.BIRTH, Nature.BIRTH, Nature.ADOPTIVE)))
        self.parents |= {(child, parent): nature for parent in draw(st.sampled_from(options)) if parent != child}

    def twin(self, draw: DrawFn) -> None:
        of, new = self.somebody(draw), self.add(draw)
        self.parents |= {(new, parent): nature for (child, parent), nature in self.parents.items() if child == of}
        self.twins.append(Twins(of, new, draw(st.booleans())))

    def cared_for(self, draw: DrawFn) -> None:
        child, nature = self.somebody(draw), draw(st.sampled_from((Nature.FOSTER, Nature.CONNECTED, Nature.GUARDIAN)))
        carers = [self.add(draw) for _ in range(draw(st.integers(1, 2)))]
        self.parents |= {(child, carer): nature for carer in carers}
        if len(carers) == 2:
            self.couple(draw, *carers)

    def befriended(self, draw: DrawFn) -> None:
        self.ties.append(Tie(self.somebody(draw), self.add(draw), draw(st.sampled_from(list(TieKind)))))

    def step(self, draw: DrawFn) -> None:
        if self.parents:
            child, parent = draw(st.sampled_from(sorted(self.parents)))
            new = self.add(draw)
            self.couple(draw, parent, new)
            self.parents[child, new] = Nature.STEP

    def family(self, draw: DrawFn) -> Family:
        keys = sorted(self.sexes)
        names = st.text(max_size=30) | st.sampled_from(("Maya", "Anne-Marie Featherstonehaugh", "محمد", "李小龙", ""))
        members = tuple(
            Member(key, draw(names), self.sexes[key], draw(st.sampled_from(STATES)), born=draw(BIRTHS)) for key in keys
        )
        homes = draw(st.lists(st.sets(st.sampled_from(keys)), max_size=2))
        return Family(
            centre=draw(st.sampled_from(keys)),
            on=ON,
            members=members,
            parents=tuple(ParentLink(*both, nature) for both, nature in self.parents.items()),
            couples=tuple(self.couples.values()),
            twins=tuple(self.twins),
            ties=tuple(self.ties),
            households=tuple(tuple(sorted(home)) for home in homes),
        )


STATES = (State.BORN, State.BORN, State.BORN, State.UNBORN, State.LOST)
BIRTHS = st.none() | st.dates(D(1930, 1, 1), ON)


@st.composite
def families(draw: DrawFn) -> Family:
    """Any family of up to forty people that a life can make."""
    growing = _Growing()
    size = draw(st.integers(1, LARGEST - 2))
    for _ in range(60):
        if len(growing.sexes) < size:
            growing.event(draw)
    return growing.family(draw)


@st.composite
def tangles(draw: DrawFn) -> Family:
    """People joined in any way at all: loops, parents who are their own grandchildren, three parents by birth."""
    keys = list(range(1, draw(st.integers(2, 14)) + 1))
    both = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda two: two[0] != two[1])
    pairs = st.lists(both, max_size=10, unique_by=lambda two: pair(*two))
    ways = st.lists(st.tuples(both, st.sampled_from(list(Nature))), max_size=14, unique=True)
    ties = st.lists(st.tuples(both, st.sampled_from(list(TieKind))), max_size=6, unique=True)
    return Family(
        centre=1,
        on=ON,
        members=tuple(Member(key, f"Person {key}", draw(st.sampled_from(list(Sex)))) for key in keys),
        parents=tuple(ParentLink(*two, nature) for two, nature in draw(ways)),
        couples=tuple(Couple(*two, draw(st.sampled_from(list(Bond)))) for two in draw(pairs)),
        twins=tuple(Twins(*two) for two in draw(pairs)),
        ties=tuple(Tie(*two, kind) for two, kind in draw(ties)),
        households=(tuple(keys[::2]),),
    )


# ---- reading a drawing ----


def shown(drawn: Layout) -> Counter[object]:
    """Count how often each relationship is drawn, as a line or as words in a box."""
    lines = [link for stroke in drawn.strokes for link in stroke.shows]
    return Counter([*lines, *(link for spot in drawn.spots for note in spot.box.notes for link in note.shows)])


def crossings(drawn: Layout) -> list[tuple[object, object]]:
    """Find lines that go across each other; those that end on each other do not."""
    pieces = [(stroke, piece) for stroke in drawn.strokes for piece in pairwise(stroke.points)]
    return [
        ((one.kind, a), (other.kind, b))
        for number, (one, a) in enumerate(pieces)
        for other, b in pieces[number + 1 :]
        if _cross(a, b)
    ]


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)
