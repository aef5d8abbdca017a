"""What a writer thinks about beside what they write: each adult around a child, and what happened before.

It is read from the record of a child who is named, and only where what is known of the child is open to the reader:
of everybody around no more than the reader may see, and no place that is protected. It asks people to think; nothing is
counted toward a level.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from righthelp.audit.refusals import LookRefused
from righthelp.chronology.access import OF_ONE_AGE, child_with_family, entries_together
from righthelp.chronology.models import Entry
from righthelp.chronology.rules import counted, is_grown_up
from righthelp.considerations.models import ConsideredChild
from righthelp.people.access import Circle
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Name, ParentSearch, Person, Relationship
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import BACK, DESCENT, RAISING, said_of_tie
from righthelp.people.relatives import Relative, live_together, relatives
from righthelp.people.same import folded

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

Kind = Relationship.Kind
CARERS = RAISING - {Kind.GRANDPARENT, Kind.AUNT_OR_UNCLE}
BOTH = 2
Accounts = Mapping[int, Account]


@dataclass(frozen=True)
class Group:
    """Some adults whom one question is about."""

    title: str
    people: tuple[Relative, ...]


@dataclass(frozen=True)
class Adults:
    """The adults around a child as one reader may see them, and the search for a parent whom nobody has found."""

    child: Person
    groups: tuple[Group, ...]
    searches: tuple[ParentSearch, ...]
    unknown: str


@dataclass(frozen=True)
class Before:
    """The key events of a child's life that a reader may read, with the patterns counted from all that they may."""

    child: Person
    key_events: tuple[Entry, ...]
    patterns: tuple[tuple[str, str], ...]  # how often, and what to think about
    is_written: bool


def adults_around(reader: "Practitioner", child: ConsideredChild, today: dt.date) -> Adults | None:
    """Give the adults to think about, and log the look; None where there is no record that the reader may read.

    Parents and carers at home and elsewhere, other adults at home (BP-062), the family network (BP-063).
    """
    if child.person is None:
        return None
    try:
        circle = child_with_family(reader, child.person, page="thinking about the adults around")
    except LookRefused:  # they asked for the consideration, which is theirs: no refusal to log
        return None
    accounts = accounts_of(circle.everybody)
    listed = list(_listed(circle, accounts, today))
    records = [one.person for one in (circle.seen, *circle.same) if one.opens(Part.STORY)]
    searches = tuple(ParentSearch.objects.filter(child__in=records))
    parents = sum(one.kind in DESCENT and one.is_child_side for one in listed)
    groups = tuple(_groups(child.label, listed, _at_home(circle, accounts)))
    return Adults(child.person, groups, searches, "" if searches else _unknown(parents))


def life_before(reader: "Practitioner", child: ConsideredChild, today: dt.date) -> Before | None:
    """Give what happened before (BP-196), and log the look; None where there is no record that the reader may read."""
    if child.person is None:
        return None
    try:
        entries = entries_together(reader, child.person.public_id, page="thinking about what happened before")
    except LookRefused:  # as above
        return None
    standing = [entry for entry in entries if entry.struck_at is None]
    key_events = (entry for entry in standing if entry.significance == Entry.Significance.KEY)
    patterns = ((one.title, one.pattern.says) for one in counted(standing, today))
    return Before(child.person, tuple(key_events), tuple(patterns), bool(standing))


def _listed(circle: Circle, accounts: Accounts, today: dt.date) -> Iterator[Relative]:
    """Give each adult once, and others who matter to the child, as any record of the child has them."""
    same = folded(circle) if circle.same else None
    told: set[int] = {one.person.pk for one in (circle.seen, *circle.same)}
    for one in (*_tied(circle, accounts, today), *_through_carers(circle, accounts, today)):
        key = same.lead(one.person.pk) if same else one.person.pk
        if key not in told:
            told.add(key)
            yield one


def _tied(circle: Circle, accounts: Accounts, today: dt.date) -> Iterator[Relative]:
    for view in (circle, *map(circle.around, circle.same)):
        for one in relatives(view, accounts):
            is_adult = (one.kind in CARERS and one.is_child_side) or _is_adult(one, today)
            if not one.is_over and one.person.died_on is None and (is_adult or one.is_important):
                yield one


def _is_adult(one: Relative, today: dt.date) -> bool:
    """Say whether somebody is grown up; where nobody knows when they were born, who they are to the child says."""
    if _is_known_age(one.person):
        return is_grown_up(one.person.born_on, one.person.stage, today)
    is_below = one.kind in BACK and not one.is_child_side
    return one.kind not in OF_ONE_AGE and not is_below


def _is_known_age(person: Person) -> bool:
    return bool(person.born_on or person.stage or person.due_on)


def _through_carers(circle: Circle, accounts: Accounts, today: dt.date) -> Iterator[Relative]:
    """Give adults who are known only through a parent or carer: a partner, a grandparent."""
    ties = [tie for tie in circle.ties if circle.may_see(tie) and tie.to_on is None]
    own = {one.person.pk for one in (circle.seen, *circle.same)}
    carers = {tie.relative_id for tie in ties if tie.person_id in own and tie.kind in CARERS}
    for tie in ties:
        for carer, other in ((tie.person_id, tie.relative_id), (tie.relative_id, tie.person_id)):
            if carer in carers and other not in own and _is_grown_up_beside(tie, circle.others[other].person, today):
                yield _through(tie, circle.others[carer].person, circle.others[other].person, accounts)


def _is_grown_up_beside(tie: Relationship, other: Person, today: dt.date) -> bool:
    if other.died_on is not None or other.stage == Person.Stage.LOST:
        return False
    if _is_known_age(other):
        return is_grown_up(other.born_on, other.stage, today)
    return not (tie.person_id == other.pk and tie.kind in BACK)


def _through(tie: Relationship, carer: Person, other: Person, accounts: Accounts) -> Relative:
    beside = name_among(carer, accounts[carer.pk].of(Name))
    name = name_among(other, accounts[other.pk].of(Name))
    return Relative(f"{said_of_tie(tie, other)} of {beside}", name, other, (), "", "", kind=Kind.OTHER)


def _at_home(circle: Circle, accounts: Accounts) -> set[int]:
    views = (circle, *map(circle.around, circle.same))
    return {key for view in views for key, one in view.others.items() if live_together(view, one, accounts)}


def _groups(label: str, listed: Iterable[Relative], at_home: set[int]) -> Iterator[Group]:
    found: dict[tuple[bool, bool], list[Relative]] = {}
    for one in listed:
        is_carer = one.kind in CARERS and one.is_child_side
        found.setdefault((is_carer, one.person.pk in at_home), []).append(one)
    titles = {
        (True, True): f"Parents and carers with whom {label} lives",
        (True, False): "Parents and carers who live elsewhere, or of whom no address is shown here",
        (False, True): "Others at home",
        (False, False): "Family and others who matter",
    }
    yield from (Group(title, tuple(found[which])) for which, title in titles.items() if which in found)


def _unknown(parents: int) -> str:
    """Say that a parent is missing here, where nobody has noted a search; it may only be hidden from the reader."""
    if parents >= BOTH:
        return ""
    which = "No parent is" if parents == 0 else "Only one parent is"
    return f"{which} written down here whom you may see. If nobody knows who or where a parent is, ask, and note it."
