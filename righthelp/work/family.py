"""A child with the family, each only as far as the reader may see, and how they are reached; for the contact sheet."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Circle, Seen, person_with_family
from righthelp.people.details import DETAIL_KINDS
from righthelp.people.elsewhere import with_doubts
from righthelp.people.known import Account, accounts_of
from righthelp.people.models import Detail, Known, Name, Person, Relationship, Residence, SafeContact
from righthelp.people.places import is_at, protected_places, tells_of
from righthelp.people.presenters import name_among
from righthelp.people.reasons import Part
from righthelp.people.relations import DESCENT, OVER, Words, sibling_words
from righthelp.people.same import Folded, contacts_once, folded

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner

REACH = [kind.key for kind in DETAIL_KINDS.values() if kind.part is Part.WHERE]
Kind = Relationship.Kind
NEAREST_FIRST = tuple(Kind)


@dataclass(frozen=True)
class Related:
    """Somebody of the family: the ties that say who they are to the child, or what they are through a parent."""

    seen: Seen
    ties: tuple[Relationship, ...]
    through: Kind | None = None
    sibling: Words | None = None  # what those who share a parent can be called

    @property
    def place(self) -> int:
        """Say how near somebody is, the nearest first."""
        kinds = [self.through] if self.through else [Kind(tie.kind) for tie in self.ties]
        return min(NEAREST_FIRST.index(kind) for kind in kinds)


@dataclass(frozen=True)
class Family:
    """A child, and each of the family whom the reader may see, with what ties them to the child and what is known."""

    child: Seen
    relatives: tuple[Related, ...]
    folded: Folded
    protected: tuple[Residence, ...]  # places that stand on no paper, whoever of the family lives there
    accounts: Mapping[int, Account]

    def name_of(self, person: Person) -> str:
        """Give the name that somebody uses."""
        if person == self.child.person:
            return name_among(person, self.names_of(person))
        return self.folded.name_of(person.pk, self.accounts)

    def names_of(self, person: Person) -> list[Name]:
        """List all names of somebody."""
        return self.accounts[person.pk].of(Name)

    def homes_of(self, person: Person, today: dt.date) -> list[Residence]:
        """List where somebody lives now; never a place that is protected for anybody of the family."""
        now = _now(self._held(person, Residence), today)
        return list({str(one): one for one in now if not is_at(one, self.protected)}.values())

    def contacts_of(self, person: Person, today: dt.date) -> list[SafeContact]:
        """List the ways to reach somebody now; never one that names a protected place."""
        now = _now(self._held(person, SafeContact), today)
        return [one for one in contacts_once(now) if not tells_of(one.value, self.protected)]

    def helpful_about(self, person: Person, today: dt.date) -> list[Detail]:
        """List what to know before a visit, in the order of its kinds."""
        details = {(one.kind, one.value): one for one in _now(self._held(person, Detail), today)}
        return sorted((one for one in details.values() if one.kind in REACH), key=lambda one: one.kind)

    def _held(self, person: Person, model: "type[Dated]") -> "list[Dated]":
        """Give what this record says of the child, or all records of somebody else that open how to reach them."""
        records = [self.child] if person == self.child.person else self.folded.records_of(person.pk)
        return [one for seen in records if seen.opens(Part.WHERE) for one in self.accounts[seen.person.pk].of(model)]


def family_to_read(reader: "Practitioner", public_id: UUID, today: dt.date, *, page: str) -> Family:
    """Give a child and the family with what is on file to reach them, and log the look; else 404 with no hint."""
    circle = person_with_family(reader, public_id, page=page)
    child = circle.seen.person
    if not circle.seen.opens(Part.STORY):
        raise LookRefused(reader, child)
    accounts = with_doubts(circle, accounts_of(circle.everybody))
    same = folded(circle)
    relatives = tuple(_relatives(circle, same, today))
    return Family(circle.seen, relatives, same, tuple(protected_places(accounts.values())), accounts)


def _relatives(circle: Circle, same: Folded, today: dt.date) -> Iterator[Related]:
    """Give those who are tied to the child today, then who is known through a parent.

    These are brothers, sisters, grandparents and the partner that a parent has now. Each once, under the record that
    leads where there are several.
    """
    own = circle.seen.person.pk
    ties = [tie for tie in circle.ties if circle.may_see(tie) and (tie.to_on is None or tie.to_on >= today)]
    alike = sibling_words(own, ties)
    near: dict[int, list[Relationship]] = {}
    for tie in ties:
        if own in (tie.person_id, tie.relative_id):
            near.setdefault(same.lead(_other(tie, own)), []).append(tie)
    through_parents = dict.fromkeys(_partners(own, ties), Kind.PARTNER)
    through_parents |= dict.fromkeys(alike, Kind.SIBLING) | dict.fromkeys(_grandparents(own, ties), Kind.GRANDPARENT)
    far = {same.lead(key): kind for key, kind in through_parents.items()}
    called = {same.lead(key): words for key, words in alike.items()}
    for key in (key for key in {**near, **far} if circle.others[key].person.stage != Person.Stage.LOST):
        through = None if key in near else far[key]
        yield Related(circle.others[key], tuple(near.get(key, ())), through, called.get(key))


def _grandparents(own: int, ties: list[Relationship]) -> Iterator[int]:
    """Give the parents of parents."""
    parents = _parents(own, ties)
    descent = (tie for tie in ties if tie.kind in DESCENT)
    return (tie.relative_id for tie in descent if tie.person_id in parents and tie.relative_id != own)


def _partners(own: int, ties: list[Relationship]) -> Iterator[int]:
    """Give those with whom a parent is together now (BN-080)."""
    parents = _parents(own, ties)
    couples = ((tie.person_id, tie.relative_id) for tie in ties if tie.kind in OVER and tie.to_on is None)
    return (other for one, two in couples for parent, other in ((one, two), (two, one)) if parent in parents)


def _parents(own: int, ties: list[Relationship]) -> set[int]:
    return {tie.relative_id for tie in ties if tie.person_id == own and tie.kind in DESCENT}


Dated = TypeVar("Dated", bound=Known)


def _now(values: Iterable[Dated], today: dt.date) -> list[Dated]:
    return [one for one in values if one.to_on is None or one.to_on >= today]


def _other(tie: Relationship, own: int) -> int:
    return tie.relative_id if tie.person_id == own else tie.person_id
