"""The only ways to a disagreement: each asks who may read it, and logs the look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from righthelp.agencies.models import Membership, Practitioner
from righthelp.agencies.queries import MembershipQuerySet
from righthelp.audit.actions import look
from righthelp.audit.refusals import LookRefused
from righthelp.people.access import Seen, person_on_file, person_with_family
from righthelp.people.policies import restricted_among
from righthelp.people.presenters import is_child, name_of
from righthelp.people.queries import bring_names
from righthelp.people.reasons import Part
from righthelp.work.access import child_to_work_with
from righthelp.work.disagreements.models import Disagreement
from righthelp.work.disagreements.policies import (
    WRITES,
    agencies_answered_for,
    may_lead_on,
    may_read,
    may_say,
    may_settle,
    may_withdraw,
    takes_part,
)
from righthelp.work.disagreements.subjects import Readable, Subject, readable_among, subject_to_read
from righthelp.work.policies import open_to

if TYPE_CHECKING:
    from righthelp.agencies.models import Agency
    from righthelp.people.models import Person

RAISE = "raise a disagreement"


@dataclass(frozen=True)
class Read:
    """A disagreement as one reader may read it: with which of its children's records."""

    it: Disagreement
    reader: Practitioner
    opened: frozenset[int]
    reads_decision: bool = True  # where the decision stands for a record that was not linked

    @property
    def children(self) -> "list[Person]":
        """List the children whose records the reader may open."""
        return [child for child in self.it.children.all() if child.pk in self.opened]

    @property
    def unseen(self) -> int:
        """Count the children of whom the reader reads nothing but what the text says."""
        return len(self.it.children.all()) - len(self.children)

    @property
    def reads_text_alone(self) -> bool:
        """Say whether the reader may not open what it is about: a record, or the decision that stands for it."""
        return not self.reads_decision if self.it.is_by_decision else self.unseen > 0

    @property
    def takes_part(self) -> bool:
        """Say whether the reader is a party to it, or answers for the side that raised it."""
        return takes_part(self.reader, self.it)

    @property
    def may_lead_on(self) -> bool:
        """Say whether the reader takes it further."""
        return may_lead_on(self.reader, self.it)

    @property
    def may_settle(self) -> bool:
        """Say whether the reader may note how it was settled or decided."""
        return may_settle(self.reader, self.it)

    @property
    def may_say(self) -> list[str]:
        """List the sides of which the reader may note what was said."""
        return may_say(self.reader, self.it)

    @property
    def may_withdraw(self) -> bool:
        """Say whether the reader may withdraw it."""
        return may_withdraw(self.reader, self.it)


def disagreement_to_read(reader: Practitioner, public_id: UUID, *, page: str) -> Read:
    """Give a disagreement that somebody may read, and log the look; else 404 with no hint."""
    read = _read(reader, public_id, page)
    bring_names(read.children)
    return read


def _read(reader: Practitioner, public_id: UUID, page: str) -> Read:
    it = Disagreement.objects.whole().filter(public_id=public_id).first()
    if it is None:
        raise Http404
    read = next(iter(_read_among(reader, [it])), None)
    if read is None:
        raise LookRefused(reader, it)
    look(by=reader, subject=it, page=page)
    return read


def reads(person: Practitioner, it: Disagreement) -> bool:
    """Say whether somebody may read a disagreement, for whoever tells them of it; no look is logged."""
    return bool(_read_among(person, [it]))


def disagreement_to_change(by: Practitioner, public_id: UUID, what: str, *, page: str, is_sent: bool) -> Read:
    """Give a disagreement with which somebody may do something (`what`: a property of `Read`); else 404.

    Where a form was sent to which it no longer applies, those who take part get it all the same: the action refuses,
    and the page shows what they wrote. The names of the children are not brought along.
    """
    read = _read(by, public_id, page)
    if not getattr(read, what) and not (is_sent and read.takes_part):
        raise LookRefused(by, read.it)
    return read


def disagreements_of(reader: Practitioner) -> list[Read]:
    """List the disagreements in which somebody takes part, or that concern an agency for which they answer."""
    asked = Disagreement.objects.concerning(reader, agencies_answered_for(reader))
    found = _read_among(reader, asked.listed())
    bring_names([child for read in found for child in read.children])
    return found


def disagreements_about(reader: Practitioner, public_id: UUID) -> "tuple[Person, list[Read]]":
    """Give a child whose record somebody may read, with the disagreements about the child that they may read.

    The look at the child is logged; else 404 with no hint.
    """
    child = person_on_file(public_id)
    found = list(Disagreement.objects.about([child.pk]).listed())
    opened = _open_to(reader, found, child)
    if child.pk not in opened.seen:
        raise LookRefused(reader, child)
    look(by=reader, subject=child, page="disagreements", reason=opened.seen[child.pk].reasons[0].words)
    kept = _kept(reader, found, opened)
    bring_names([child, *(other for read in kept for other in read.children)])
    return child, kept


@dataclass(frozen=True)
class Opened:
    """Of some children, whose own records are open to a reader and why, and whose only named people open.

    `decisions`: the same of the decisions that stand for records that are not linked.
    """

    seen: Mapping[int, Seen]
    restricted: frozenset[int]
    decisions: Readable


def _read_among(reader: Practitioner, found: Iterable[Disagreement]) -> list[Read]:
    """Keep the disagreements that somebody may read, asking once for the records of all their children."""
    those = list(found)
    return _kept(reader, those, _open_to(reader, those)) if those else []


def _kept(reader: Practitioner, found: Iterable[Disagreement], opened: Opened) -> list[Read]:
    return [
        Read(it, reader, _opened_of(it, opened), not it.is_by_decision or it.subject_id in opened.decisions.opened)
        for it in found
        if may_read(reader, it, opened=opened.seen.keys(), restricted=opened.restricted, decisions=opened.decisions)
    ]


def _opened_of(it: Disagreement, opened: Opened) -> frozenset[int]:
    return frozenset(child.pk for child in it.children.all() if child.pk in opened.seen)


def _open_to(reader: Practitioner, those: "Iterable[Disagreement]", *children: "Person") -> Opened:
    found = list(those)
    people = {child.pk: child for child in [*children, *(one for it in found for one in it.children.all())]}
    restricted = restricted_among(people) if people else set()
    seen = open_to(reader, people.values(), restricted) if people else {}
    standing = [(it.subject_kind, it.subject_id) for it in found if it.is_by_decision and it.subject_id]
    return Opened(seen, frozenset(restricted), readable_among(reader, standing))


def child_to_raise_about(by: Practitioner, public_id: UUID) -> "Person":
    """Give a child about whom somebody may raise a disagreement: one whose record they may read; else 404."""
    return child_to_work_with(by, public_id, page=RAISE).person


def children_to_raise_about(by: Practitioner, public_id: UUID) -> "tuple[Person, list[Person]]":
    """Give such a child with the other children of the family whose own records are open, each with the names."""
    circle = person_with_family(by, public_id, page=RAISE)
    today, child = timezone.localdate(), circle.seen.person
    if not circle.seen.opens(Part.STORY):
        raise LookRefused(by, child)
    others = (one.person for one in circle.others.values() if one.opens(Part.STORY))
    more = [one for one in others if is_child(one, today)]
    bring_names([child, *more])
    return child, sorted(more, key=lambda one: (name_of(one).casefold(), one.pk))


def subject_to_raise_about(by: Practitioner, kind: str, public_id: UUID) -> Subject:
    """Give a decision that somebody may read, about children whose records they may read; else 404.

    It may be about none: where no record is linked. The children's names come along.
    """
    subject = subject_to_read(by, kind, public_id)
    shut = {child.pk: child for child in subject.children}
    for key in open_to(by, subject.children) if shut else ():
        shut.pop(key)
    if shut:
        raise LookRefused(by, next(iter(shut.values())))
    return subject


def writer_at(email: str, agency: "Agency | None" = None) -> Membership | None:
    """Find somebody who works here today by their work address: in one agency, or in any."""
    held: MembershipQuerySet = Membership.objects.current().with_one_of([WRITES]).filter(
        practitioner__email=email.lower(), practitioner__suspended_at__isnull=True
    )  # fmt: skip
    here = held.in_agency(agency) if agency else held
    return here.select_related("practitioner", "team__agency").order_by("pk").first()


@dataclass(frozen=True)
class Closed:
    """What of some children is closed to somebody: how many records, and whether one of them is restricted.

    `is_decision`: the decision that stands for a record that is not linked is closed to them.
    """

    number: int
    is_restricted: bool
    is_decision: bool = False


def closed_to(person: Practitioner, children: "Iterable[Person]", decision: "tuple[str, UUID] | None" = None) -> Closed:
    """Say which of these children's records, or that the decision, somebody who is to be named may not open."""
    here = {child.pk: child for child in children}
    shut = here.keys() - open_to(person, here.values()).keys() if here else set()
    read = readable_among(person, [decision] if decision else ())
    is_restricted = bool(read.shut) or (bool(restricted_among(shut)) if shut else False)
    return Closed(len(shut), is_restricted, decision is not None and decision[1] not in read.opened)
