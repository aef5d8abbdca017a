"""A family as at any day, from what ties everybody who may stand on the drawing; it asks the database nothing."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from righthelp.people.genogram.around import BORN_TOGETHER, COUPLES, Kin, Related, reached
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
    without_what_goes_without_saying,
)
from righthelp.people.genogram.gaps import Gaps, parents_missing
from righthelp.people.genogram.generations import generations_of
from righthelp.people.known import Account
from righthelp.people.models import Name, Person, Relationship, Residence
from righthelp.people.places import is_at, letters_of
from righthelp.people.presenters import NAME_ORDER
from righthelp.people.relations import DESCENT

Kind = Relationship.Kind
CARE = frozenset({Kind.STEP_PARENT, Kind.FOSTER_CARER, Kind.CONNECTED_CARER, Kind.GUARDIAN})
TOGETHER = {Kind.MARRIED: Bond.MARRIED, Kind.CIVIL_PARTNER: Bond.CIVIL_PARTNER, Kind.PARTNER: Bond.PARTNER}
LASTING = DESCENT | COUPLES | BORN_TOGETHER  # ended, these are still part of the family's story


class NotYetThere(ValueError):
    """On the day asked for, the person in the middle was neither born nor expected."""


def family_of(
    kin: Kin,
    *,
    on: dt.date,
    accounts: Mapping[Key, Account],
    at_home: Collection[Key],
    protected: Sequence[Residence] = (),
) -> Family:
    """Give the family around somebody as it was on a day, three generations and more, with carers and friends.

    Nobody stands on it or leads to anybody but those in `accounts`, whom the reader may see, with what is known of
    them. Only the records in `at_home` say who lives with the one in the middle, as on the record and the child's page.
    Homes with a protected address are never drawn, nor those of others at a place that is `protected` for anybody
    around: a line around them would tell who lives there.

    Raises:
        NotYetThere: when the person was neither born nor expected on that day.
    """
    related = _as_at(kin.related(), on)
    keys = reached(kin.centre, related, accounts.keys())
    members = {key: member for key in keys if (member := _member(kin.records_of(key), accounts, on))}
    if kin.centre not in members:
        raise NotYetThere
    among = [one for one in related if one.person in members and one.relative in members]
    family = Family(
        centre=kin.centre,
        on=on,
        members=tuple(_marked(members[key], kin.centre, among) for key in sorted(members)),
        parents=tuple(_parent_links(among)),
        couples=tuple(_couples(among, on)),
        twins=tuple(_twins(among)),
        ties=tuple(_ties(among)),
        households=_homes(kin, members, {key: accounts[key] for key in at_home}, on, protected),
        others=_others(kin, related, members, accounts, on),
    )
    return without_what_goes_without_saying(family)


def _others(
    kin: Kin, related: Iterable[Related], drawn: Collection[Key], accounts: Mapping[Key, Account], on: dt.date
) -> int:
    """Count those tied to somebody drawn whom the reader may see, who were there on that day and are not drawn."""
    ends = {key for one in related if {one.person, one.relative} & set(drawn) for key in (one.person, one.relative)}
    return sum(_member(kin.records_of(key), accounts, on) is not None for key in (ends & accounts.keys()) - set(drawn))


def gaps_among(centre: Key, related: Iterable[Related], on: dt.date) -> Gaps:
    """Say how many generations these relationships show on a day, and which parents they lack, without a drawing."""
    among = _as_at(related, on)
    keys = {centre, *(key for one in among for key in (one.person, one.relative))}
    family = Family(
        centre=centre,
        on=on,
        members=tuple(map(Member, sorted(keys))),
        parents=tuple(_parent_links(among)),
        couples=tuple(_couples(among, on)),
        twins=tuple(_twins(among)),
        ties=tuple(_ties(among)),
    )
    return Gaps(generations_of(family), parents_missing(family))


def _as_at(rows: Iterable[Related], on: dt.date) -> list[Related]:
    begun = (one for one in rows if one.from_on is None or one.from_on <= on or one.kind is Kind.PARENT)
    return [one for one in begun if one.kind in LASTING or one.is_open(on)]


# ---- the people ----


def _member(records: Sequence[Person], accounts: Mapping[Key, Account], on: dt.date) -> Member | None:
    """Give somebody as at a day, read from all their records; nobody who was neither born nor expected then."""
    one = records[0]
    born = next((record for record in records if record.born_on), one)
    died = next((record.died_on for record in records if record.died_on and record.died_on <= on), None)
    sex = next((record.sex for record in records if record.sex != Person.Sex.NOT_KNOWN), one.sex)
    state = _state(born, on)
    if state is None:
        return None
    is_born = state is State.BORN
    return Member(
        key=one.pk,
        name=next(filter(None, (_name(accounts[record.pk], on) for record in records if record.pk in accounts)), ""),
        sex=Sex(sex),
        state=state,
        born=born.born_on if is_born else None,
        certainty=born.born_on_is or "exact",
        died=died,
        due=None if is_born else born.due_on,
    )


PREGNANCY = dt.timedelta(weeks=42)


def _state(one: Person, on: dt.date) -> State | None:
    if one.stage == Person.Stage.LOST:
        return State.LOST if one.died_on is None or one.died_on <= on else None
    if one.born_on and one.born_on <= on:
        return State.BORN
    expected = one.due_on or one.born_on
    if expected is None:
        return State.UNBORN if one.stage == Person.Stage.UNBORN else State.BORN
    return State.UNBORN if expected - PREGNANCY <= on else None


def _name(account: Account, on: dt.date) -> str:
    """Give the name in use on the day, else the registered one, else any."""

    def rank(name: Name) -> tuple[bool, int, int]:
        holds = (name.from_on is None or name.from_on <= on) and (name.to_on is None or name.to_on >= on)
        return not holds, NAME_ORDER.index(Name.Kind(name.kind)), -name.pk

    name = min(account.of(Name), key=rank, default=None)
    return (" ".join(part for part in (name.first, name.last) if part) or name.middle) if name else ""


def _marked(member: Member, centre: Key, related: list[Related]) -> Member:
    marks = (one.is_important for one in related if {one.person, one.relative} == {centre, member.key})
    return replace(member, is_important=any(marks))


# ---- what joins them ----


def _parent_links(related: list[Related]) -> Iterable[ParentLink]:
    """Give each parent once: two records that are read as one may both be written down as the mother."""
    raising = (one for one in related if one.kind in DESCENT | CARE)
    return dict.fromkeys(ParentLink(one.person, one.relative, Nature(one.kind.value)) for one in raising)


def _couples(related: list[Related], on: dt.date) -> Iterator[Couple]:
    by_pair: dict[tuple[Key, Key], list[Related]] = {}
    for one in related:
        if one.kind in COUPLES:
            by_pair.setdefault(pair(one.person, one.relative), []).append(one)
    for (first, second), rows in sorted(by_pair.items()):
        yield _couple(first, second, rows, on)


def _couple(first: Key, second: Key, rows: list[Related], on: dt.date) -> Couple:
    """Read one story from everything noted of two people: married in 2009, separated in 2014, divorced in 2016."""
    kinds = {row.kind for row in rows}
    kind = next((kind for kind in TOGETHER if kind in kinds), None)
    parting = _parting(rows, on)
    separated = _first_day(rows, Kind.SEPARATED)
    ends = [row.to_on for row in rows if row.kind in TOGETHER and row.to_on and row.to_on < on]
    if parting is Parting.SEPARATED and separated is None:
        separated = max(ends, default=None)
    return Couple(
        first=first,
        second=second,
        bond=TOGETHER[kind] if kind else Bond.MARRIED if Kind.DIVORCED in kinds else Bond.NOT_KNOWN,
        parting=parting,
        began=_first_day(rows, kind) if kind else None,
        separated=separated if parting is not Parting.TOGETHER else None,
        divorced=_first_day(rows, Kind.DIVORCED) if parting is Parting.DIVORCED else None,
    )


def _parting(rows: list[Related], on: dt.date) -> Parting:
    now = {row.kind for row in rows if row.is_open(on)} or {row.kind for row in rows} - set(TOGETHER)
    if Kind.DIVORCED in now:
        return Parting.DIVORCED
    is_together = now & set(TOGETHER) and Kind.SEPARATED not in now
    return Parting.TOGETHER if is_together else Parting.SEPARATED


def _first_day(rows: list[Related], kind: Kind) -> dt.date | None:
    return min((row.from_on for row in rows if row.kind is kind and row.from_on), default=None)


def _twins(related: list[Related]) -> Iterator[Twins]:
    kinds: dict[tuple[Key, Key], bool] = {}
    for one in related:
        if one.kind in BORN_TOGETHER:
            both = pair(one.person, one.relative)
            kinds[both] = kinds.get(both, False) or one.kind is Kind.IDENTICAL_TWIN
    for (first, second), is_identical in sorted(kinds.items()):
        yield Twins(first, second, is_identical)


def _ties(related: list[Related]) -> Iterator[Tie]:
    seen = set()
    for one in related:
        if one.kind not in DESCENT | CARE | COUPLES | BORN_TOGETHER:
            is_mutual = one.kind in Relationship.SYMMETRIC
            ends = pair(one.person, one.relative) if is_mutual else (one.person, one.relative)
            if (ends, one.kind) not in seen:
                seen.add((ends, one.kind))
                yield Tie(*ends, TieKind(one.kind.value))


# ---- who lives together ----


def _homes(
    kin: Kin, keys: Collection[Key], accounts: Mapping[Key, Account], on: dt.date, protected: Sequence[Residence]
) -> tuple[tuple[Key, ...], ...]:
    homes: dict[tuple[str, str], set[Key]] = {}
    for key in keys:
        for row in (row for one in kin.records_of(key) if one.pk in accounts for row in accounts[one.pk].of(Residence)):
            is_then = (row.from_on is None or row.from_on <= on) and (row.to_on is None or row.to_on >= on)
            if is_then and row.line and not row.is_protected and not is_at(row, protected):
                homes.setdefault((letters_of(row.line), letters_of(row.postcode)), set()).add(key)
    own = (home for _, home in sorted(homes.items()) if kin.centre in home)
    return tuple(tuple(sorted(home)) for home in own if len(home) > 1)  # a line around one alone would say too much
